"""随手记: a text and pictures, no field required."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import button
from inspector_app.ui.widgets.fields import LongText, name_field
from inspector_app.ui.widgets.picture_drop import NO_PICTURES, Incoming, PictureDrop, pictures_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Jotting:
    """What was jotted down."""

    text: str
    pictures: tuple[Incoming, ...]


class _NoteText(LongText):
    """The text of a note; pictures that are dropped or pasted on it are handed on.

    Signals:
        arrived(object): a list of (name, bytes or path).
    """

    arrived = Signal(object)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or super().canInsertFromMimeData(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        # Words copied from an office program come with a picture of themselves.
        words = source.hasText() and not source.hasUrls()
        pictures = [] if words else pictures_in(source)
        if pictures:
            self.arrived.emit(pictures)
        else:
            super().insertFromMimeData(source)


class _NoteQuestion(Question):
    """A text field and a place for pictures: chosen, pasted, or dropped anywhere here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent, "随手记", "先记下来，以后在“今日”里归到记录或学校。时间会自动记下。", yes="记下"
        )
        self.text = _NoteText("随手记", lines=5, limit=4_000)
        name_field(self.text, "note", "text")
        self.pictures: list[Incoming] = []
        self._count = self.words("可把照片拖进来，或按 Ctrl+V 粘贴", kind="small")
        self.choose = button("放照片…", tip="从文件夹里选")
        self.paste = button("粘贴", tip="粘贴文件或截图（Ctrl+V）", name="随手记：粘贴照片")
        self.empty = button("不要照片了", kind="link")
        self.empty.hide()
        self.place = PictureDrop()
        self._lay_out()
        self.choose.clicked.connect(self._on_choose)
        self.paste.clicked.connect(self.place.paste_now)
        self.empty.clicked.connect(self._on_empty)
        for source in (self.place, self.text):
            source.arrived.connect(self._take)
        self.text.setFocus()

    @property
    def told(self) -> str:
        """What is said of the pictures."""
        return self._count.text()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for widget in (self.choose, self.paste, self.empty):
            row.addWidget(widget)
        row.addStretch()
        box = QVBoxLayout(self.place)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.text)
        box.addLayout(row)
        box.addWidget(self._count)
        self.body.addWidget(self.place)
        self.finish()

    def _on_choose(self) -> None:
        paths = ask.open_files(self, "选照片", ask.PICTURES)
        if paths:
            self._take([(path.name, path) for path in paths])

    def _on_empty(self) -> None:
        self.pictures = []
        self._show()

    def _take(self, pictures: Sequence[Incoming]) -> None:
        self.pictures += pictures
        self._show()
        if not pictures:
            self._count.setText(NO_PICTURES)

    def _show(self) -> None:
        names = "、".join(name for name, _ in self.pictures[:5])
        more = "等" if len(self.pictures) > 5 else ""
        self._count.setText(f"照片 {len(self.pictures)} 张：{names}{more}" if names else "没有照片")
        self.empty.setVisible(bool(self.pictures))


def ask_note(parent: QWidget) -> Jotting | None:
    """Ask for a note; ``None`` when given up."""
    question = _NoteQuestion(parent)
    if not run(question):
        return None
    return Jotting(text=question.text.toPlainText(), pictures=tuple(question.pictures))
