"""Lines of a form: a name at the left, the input at the right, and a mark for its state."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector_app.ui.theme import GRID, label, look, scaled

LABEL_WIDTH = 88
_NARROW = 1_000


class FormRow(QWidget):
    """One field of a form.

    The mark says 预填 while the value came from 我的常用 and was not looked at yet, and 未填 where
    定稿 will ask for it.
    """

    def __init__(self, title: str, field: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self.field = field
        self._mark = QLabel()
        self._mark.setProperty("look", "mark")
        self._mark.setFixedWidth(scaled(40))
        self._mark.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._mark.setContentsMargins(0, 6, 0, 0)
        self._name = name = _name_label(title, field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(name)
        inner = QVBoxLayout()
        inner.setSpacing(2)
        line = QHBoxLayout()
        line.addWidget(field, 1)
        if field.maximumWidth() < _NARROW:
            # A narrow field stands at the left, under its neighbours, not in the middle.
            line.addStretch(1)
        inner.addLayout(line)
        if hint:
            words = label(hint, kind="small")
            words.setWordWrap(True)
            inner.addWidget(words)
        row.addLayout(inner, 1)
        row.addWidget(self._mark)
        self._inner = inner
        self._remark: QLabel | None = None

    def rename(self, title: str) -> None:
        """Call the field otherwise."""
        self._name.setText(title)
        self.field.setAccessibleName(title)

    @property
    def mark(self) -> str:
        """The word of the mark, empty where there is none."""
        return self._mark.text()

    @property
    def remark(self) -> str:
        """What somebody says of the field, empty where nobody does."""
        return self._remark.text() if self._remark and not self._remark.isHidden() else ""

    def show_remark(self, text: str) -> None:
        """Show below the field what somebody says of it; nothing for an empty text."""
        if self._remark is None:
            if not text:
                return
            self._remark = remark_label()
            self._inner.addWidget(self._remark)
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    def show_mark(self, *, prefilled: bool, missing: bool, wrong: str = "") -> None:
        """Show the state of the field by a word; ``wrong`` says what 定稿 will object to."""
        text = "未填" if missing else "要改" if wrong else "预填" if prefilled else ""
        tip = {
            "预填": "这是从“我的常用”带来的；改一下或按一下就算看过。",
            "未填": "定稿前要填。",
            "要改": wrong,
        }
        self._mark.setToolTip(tip.get(text, ""))
        if self._mark.text() == text:
            return
        self._mark.setText(text)
        look(self._mark, "mark")
        self.field.setAccessibleDescription(text)


def _name_label(title: str, field: QWidget) -> QLabel:
    made = QLabel(title)
    made.setWordWrap(True)
    made.setFixedWidth(scaled(LABEL_WIDTH))
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    made.setContentsMargins(0, 5, 0, 0)
    made.setBuddy(field)
    return made


def remark_label() -> QLabel:
    """Return where a remark stands: a quiet colour, and all of its words."""
    made = label("", kind="remark")
    made.setWordWrap(True)
    return made


class Section(QWidget):
    """A part of a form, with its heading."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, GRID, 0, GRID)
        self.box.setSpacing(6)
        self.box.addWidget(label(title, kind="head"))

    def add(self, widget: QWidget) -> None:
        """Put a row below the others."""
        self.box.addWidget(widget)
