"""Choices that all lie open: picked by arrows and space, by digit or by the initials of a word."""

from collections.abc import Hashable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from inspector_app.base.override import override
from inspector_app.ui.initials import initials
from inspector_app.ui.theme import look
from inspector_app.ui.widgets.flow import FlowLayout

_STEP: Final = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Option = tuple[Hashable, str]


class ChoiceChips(QWidget):
    """Choices side by side; one may be chosen.

    The whole group is one stop of the Tab key. Space chooses the chip under the frame, a digit the
    chip of that place, a letter the next chip whose words begin with it; Enter goes on.

    Signals:
        chosen(object): the value chosen now (a tuple of values in ``MultiChips``).
    """

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[Option], *, columns: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._values = [value for value, _ in options]
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)  # an exclusive group could never be emptied again
        self._at = 0
        self._locked = False
        self._columns = columns
        flow = FlowLayout(self)
        for place, (_, text) in enumerate(options):
            flow.addWidget(self._chip(place, text))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.idClicked.connect(self._on_clicked)

    def _chip(self, place: int, text: str) -> QPushButton:
        chip = QPushButton(text, self)
        chip.setCheckable(True)
        chip.setProperty("look", "chip")
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setAccessibleName(f"{self.accessibleName()}：{text}")
        if place < 9:
            chip.setToolTip(f"按 {place + 1} 选")
        self._group.addButton(chip, place)
        return chip

    def show_value(self, value: object) -> None:
        """Show what is stored; nothing is announced by this."""
        for place, own in enumerate(self._values):
            self._group.button(place).setChecked(own == value)

    def offer(self, values: Sequence[Hashable]) -> None:
        """Show those chips alone that may be chosen now, and what is chosen already."""
        for place, own in enumerate(self._values):
            chip = self._group.button(place)
            chip.setVisible(own in values or chip.isChecked())

    def value(self) -> Hashable | None:
        """Return what is chosen now."""
        chosen = [v for i, v in enumerate(self._values) if self._group.button(i).isChecked()]
        return chosen[0] if chosen else None

    def lock(self, *, locked: bool) -> None:
        """Let the choice be seen but not changed."""
        self._locked = locked
        for chip in self._group.buttons():
            chip.setEnabled(not locked or chip.isChecked())
            chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, locked)

    def _on_clicked(self, place: int) -> None:
        self._move_to(place)
        self._settle(place)

    def _settle(self, place: int) -> None:
        """Leave one chip on, after ``place`` was switched."""
        for other in range(len(self._values)):
            if other != place:
                self._group.button(other).setChecked(False)
        self.chosen.emit(self.value())

    def _switch(self, place: int) -> None:
        if self._locked or not 0 <= place < len(self._values):
            return
        chip = self._group.button(place)
        chip.setChecked(not chip.isChecked())
        self._move_to(place)
        self._settle(place)

    def _move_to(self, place: int) -> None:
        self._at = max(0, min(place, len(self._values) - 1))
        self._draw_frame()

    def _draw_frame(self) -> None:
        for place, chip in enumerate(self._group.buttons()):
            framed = self.hasFocus() and place == self._at
            look(chip, "chipat" if framed else "chip")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if key in _ENTER:
            self.focusNextChild()
        elif plain and key in _STEP:
            self._move_to((self._at + _STEP[key]) % len(self._values))
        elif plain and key == Qt.Key.Key_Space:
            self._switch(self._at)
        elif plain and event.text().isdigit() and event.text() != "0":
            self._switch(int(event.text()) - 1)
        elif plain and event.text().isascii() and event.text().isalpha():
            self._switch(self._by_letter(event.text().lower()))
        else:
            super().keyPressEvent(event)

    def _by_letter(self, letter: str) -> int:
        """Return the next place after the frame whose words begin with ``letter``, or -1."""
        size = len(self._values)
        order = [(self._at + 1 + step) % size for step in range(size)]
        for place in order:
            if initials(self._group.button(place).text()).startswith(letter):
                return place
        return -1

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        chosen = self.value()
        if chosen in self._values:
            self._at = self._values.index(chosen)
        self._draw_frame()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._draw_frame()


class MultiChips(ChoiceChips):
    """Choices side by side; any number may be chosen."""

    @override
    def show_value(self, value: object) -> None:
        wanted = set(value) if isinstance(value, (tuple, list, set, frozenset)) else set()
        for place, own in enumerate(self._values):
            self._group.button(place).setChecked(own in wanted)

    def values(self) -> tuple[Hashable, ...]:
        """Return what is chosen now, in the order of the choices."""
        return tuple(v for i, v in enumerate(self._values) if self._group.button(i).isChecked())

    @override
    def _settle(self, place: int) -> None:
        self.chosen.emit(self.values())


class SwitchChip(ChoiceChips):
    """One statement that is true or not, e.g. 已出示督学证."""

    def __init__(self, name: str, statement: str) -> None:
        super().__init__(name, ((True, statement),))

    @override
    def show_value(self, value: object) -> None:
        super().show_value(bool(value))

    @override
    def _settle(self, place: int) -> None:
        self.chosen.emit(self.value() is not None)
