"""Numbers beside each other: steppers that take digits only, full-width ones too."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from inspector_app.base.override import override
from inspector_app.ui.initials import initials
from inspector_app.ui.lenient import plain, read_count
from inspector_app.ui.theme import button, scaled
from inspector_app.ui.widgets.flow import FlowLayout

_MOST: Final = 9_999
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CountField(QWidget):
    """One whole number with a step down and a step up.

    Signals:
        edited(int): the new number.
        letter(str): a letter was typed, which is no number; a grid may jump by it.
    """

    edited = Signal(int)
    letter = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._value = 0
        self._line = _Digits(name)
        less, more = button("−", name=f"{name}：减一"), button("＋", name=f"{name}：加一")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (less, self._line, more):
            row.addWidget(widget)
        for step in (less, more):
            step.setFixedWidth(scaled(26))
            step.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            step.setStyleSheet("padding: 3px 0;")
        self._steps = (less, more)
        self.setMaximumWidth(scaled(116))
        self.setFocusProxy(self._line)
        less.clicked.connect(self._on_less)
        more.clicked.connect(self._on_more)
        self._line.stepped.connect(self._step)
        self._line.textEdited.connect(self._on_typed)
        self._line.letter.connect(self.letter)
        self._line.moved.connect(self._on_moved)

    @property
    def line(self) -> QLineEdit:
        """The text input inside."""
        return self._line

    def value(self) -> int:
        """Return the number shown."""
        return self._value

    def show_value(self, value: object) -> None:
        """Show what is stored."""
        self._value = value if isinstance(value, int) else 0
        if read_count(self._line.text()) != self._value or not self._line.hasFocus():
            self._line.setText(str(self._value) if self._value else "")

    def lock(self, *, locked: bool) -> None:
        """Let the number be seen but not changed."""
        self._line.setReadOnly(locked)
        for step in self._steps:
            step.setEnabled(not locked)

    def _on_less(self) -> None:
        self._step(-1)

    def _on_more(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        wanted = max(0, min(_MOST, self._value + by))
        self._line.setText(str(wanted))
        self._take(wanted)

    def _on_typed(self, text: str) -> None:
        number = read_count(text)
        if number is not None:
            self._take(min(_MOST, number))

    def _on_moved(self, _by: int) -> None:
        self._line.focusNextChild()

    def _take(self, number: int) -> None:
        if number != self._value:
            self._value = number
            self.edited.emit(number)


class _Digits(QLineEdit):
    """Takes digits; everything else is a wish to go somewhere."""

    stepped = Signal(int)
    letter = Signal(str)
    moved = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaximumWidth(scaled(56))
        self.setMinimumWidth(scaled(40))
        self.setPlaceholderText("0")
        self.setMaxLength(4)
        # An input method has no business here; without it a letter key is a letter at once.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = plain(event.text())
        if event.key() in _ENTER:
            self.moved.emit(1)
        elif event.key() == Qt.Key.Key_Up and not self.isReadOnly():
            self.stepped.emit(1)
        elif event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self.stepped.emit(-1)
        elif text and text.isdigit() and not event.modifiers():
            if not self.isReadOnly():
                self.insert(text)
                self.textEdited.emit(self.text())
        elif text and text.isprintable() and not event.modifiers():
            self.letter.emit(text.lower())
        else:
            super().keyPressEvent(event)


class _GridCount(CountField):
    """Where Enter goes on to is up to the grid.

    Signals:
        moved(int): go to the number so many places on.
    """

    moved = Signal(int)

    @override
    def _on_moved(self, by: int) -> None:
        self.moved.emit(by)


class CountsGrid(QWidget):
    """Several numbers with their names; Tab leaves the grid, Enter goes to the next number.

    A letter jumps to the number whose name begins with it, so that 校园巡视 is one key away.

    Signals:
        edited(str, int): name and new number.
    """

    edited = Signal(str, int)

    def __init__(self, name: str, items: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._names = [item for item, _ in items]
        self._labels = [text for _, text in items]
        self._fields: dict[str, _GridCount] = {}
        flow = FlowLayout(self, gap=4)
        for place, (item, text) in enumerate(items):
            field = _GridCount(f"{name}：{text}")
            flow.addWidget(_cell(text, field))
            self._fields[item] = field
            self._connect(field, place)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._keep_one_stop(0)
        self.setFocusProxy(self._fields[self._names[0]])

    def _connect(self, field: _GridCount, place: int) -> None:
        item = self._names[place]
        field.edited.connect(lambda number: self.edited.emit(item, number))
        field.letter.connect(lambda letter: self._jump(letter, place))
        field.moved.connect(lambda by: self._go(place + by))

    def field(self, name: str) -> CountField:
        """Return the number called ``name``."""
        return self._fields[name]

    def show_values(self, values: Sequence[int]) -> None:
        """Show what is stored, in the order of the items."""
        for name, value in zip(self._names, values, strict=True):
            self._fields[name].show_value(value)

    def values(self) -> tuple[int, ...]:
        """Return the numbers shown, in the order of the items."""
        return tuple(self._fields[name].value() for name in self._names)

    def lock(self, *, locked: bool) -> None:
        """Let the numbers be seen but not changed."""
        for field in self._fields.values():
            field.lock(locked=locked)

    def _go(self, place: int) -> None:
        if place >= len(self._names):
            self._fields[self._names[-1]].line.focusNextChild()
            self._keep_one_stop(0)
            return
        self._keep_one_stop(place)
        self._fields[self._names[place]].line.setFocus(Qt.FocusReason.TabFocusReason)

    def _jump(self, letter: str, place: int) -> None:
        size = len(self._names)
        for step in range(1, size + 1):
            target = (place + step) % size
            if initials(self._labels[target]).startswith(letter):
                self._go(target)
                return

    def _keep_one_stop(self, place: int) -> None:
        """Let Tab stop at one number of the grid only: twelve stops would be twelve keys."""
        for at, name in enumerate(self._names):
            policy = Qt.FocusPolicy.StrongFocus if at == place else Qt.FocusPolicy.ClickFocus
            self._fields[name].line.setFocusPolicy(policy)


def _cell(text: str, field: QWidget) -> QWidget:
    """Return a number with its name before it; all cells have one width and stand in columns."""
    cell = QWidget()
    row = QHBoxLayout(cell)
    row.setContentsMargins(0, 0, 8, 0)
    row.setSpacing(4)
    row.addWidget(QLabel(text), 1)
    row.addWidget(field)
    cell.setFixedWidth(cell.fontMetrics().horizontalAdvance("座谈人数（人）") + scaled(132))
    return cell
