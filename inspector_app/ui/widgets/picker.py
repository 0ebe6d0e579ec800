"""Finding one of many by typing a part of its name, also while the input method composes."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.ui.theme import button
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.word_index import MOST

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROWS_SHOWN: Final = 8
_LEAST_ROWS: Final = 2


class Choice(NamedTuple):
    """One line of a picker: what it stands for, its name, and a word of explanation."""

    value: str
    title: str
    detail: str = ""

    @property
    def line(self) -> str:
        """The text of the line."""
        return f"{self.title}　{self.detail}" if self.detail else self.title


Find = Callable[[QObject, str, Callable[[Sequence[Choice]], None]], None]


class ChoiceModel(QAbstractListModel):
    """The lines that a text was found in, and one that says that there are none, or more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: Sequence[Choice] = ()
        self._told: tuple[str, ...] = ()

    def show(self, choices: Sequence[Choice], *, searched: str) -> None:
        """Replace all lines by what was found for a text."""
        self.beginResetModel()
        # A list may be long: its lines are written when they are looked at.
        self.choices = choices
        none = f"没有找到“{searched}”，请换个写法"
        more = f"只列出前 {MOST} 个，请再写几个字"
        told = "" if not searched else more if len(choices) >= MOST else "" if choices else none
        self._told = (told,) if told else ()
        self.endResetModel()

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.choices) + len(self._told)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and index.isValid():
            row, many = index.row(), len(self.choices)
            return self.choices[row].line if row < many else self._told[row - many]
        return None


class Picker(LineField):
    """A line in which one of many is found; the list below follows each key.

    The text that the input method is still composing filters as well: typing ``sanxiao`` with the
    method on shows 第三小学 before anything is committed. Where nothing fits, the list says so, and
    Enter does not go on. An Enter that is faster than the list is about what was typed, not about
    the lines that are still shown: it waits for the answer.

    Signals:
        picked(str): the value of the line that was taken.
    """

    picked = Signal(str)

    def __init__(self, name: str, find: Find, *, hint: str = "") -> None:
        super().__init__(name, hint=hint)
        self.textChanged.disconnect()
        self._find = find
        self._asked = 0
        self._waiting = self._entered = False
        self._title = ""
        self._model = ChoiceModel(self)
        self._list: QListView | None = None
        self.textEdited.connect(self._ask)

    @property
    def shown_choices(self) -> tuple[Choice, ...]:
        """The lines found last."""
        return tuple(self._model.choices)

    def show_choice(self, title: str) -> None:
        """Show what is chosen."""
        self._title = title
        self.show_value(title)
        self._hide_list()

    @override
    def flush(self) -> None:
        """Half a name is no choice: nothing is sent out while typing."""

    def _ask(self, text: str) -> None:
        self._asked += 1
        asked = self._asked
        self._waiting, self._entered = bool(text.strip()), False

        def answer(choices: Sequence[Choice]) -> None:
            if asked == self._asked:
                self._waiting = False
                self._model.show(choices, searched=text.strip())
                self._show_list()
                self._enter_what_was_awaited()

        self._find(self, text.strip(), answer)

    def _enter_what_was_awaited(self) -> None:
        if not self._entered:
            return
        self._entered = False
        here = self.hasFocus()
        if self._model.choices:
            self._take(0)
            if here:
                self.focusNextChild()
        elif not here:
            self.show_value(self._title)

    def _show_list(self) -> None:
        lines = self._model.rowCount()
        if not lines or not self.hasFocus():
            self._hide_list()
            return
        found = self._list or self._make_list()
        found.setCurrentIndex(self._model.index(0))
        place, height = self.mapTo(self.window(), self.rect().bottomLeft()), found.sizeHintForRow(0)
        room = max(_LEAST_ROWS, (self.window().height() - place.y() - 6) // max(1, height))
        rows = min(lines, _ROWS_SHOWN, room)
        found.resize(max(self.width(), 320), rows * height + 6)
        found.move(place)
        found.raise_()
        found.show()

    def _make_list(self) -> QListView:
        # A child of the window, not a window of its own: a popup would take the input method away.
        made = QListView(self.window())
        made.setAccessibleName(f"{self.accessibleName()}：可选项")
        made.setModel(self._model)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setUniformItemSizes(True)
        made.clicked.connect(self._on_clicked)
        self.destroyed.connect(made.deleteLater)
        self._list = made
        return made

    def _hide_list(self) -> None:
        if self._list is not None:
            self._list.hide()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.row() < len(self._model.choices):
            self._take(index.row())

    def _take(self, row: int) -> None:
        choice = self._model.choices[row]
        self.show_choice(choice.title)
        self.picked.emit(choice.value)

    @property
    def list_is_open(self) -> bool:
        """Whether lines to choose from are shown."""
        return self._list is not None and self._list.isVisible()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if event.preeditString():
            self._ask(self.text() + event.preeditString().replace("'", ""))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._walk(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape and self.list_is_open:
            self._hide_list()
        elif event.key() in _ENTER and self._waiting and not self.composing:
            self._entered = True
        elif event.key() in _ENTER and self.list_is_open and not self.composing:
            if self._model.choices:
                self._take_current()
                self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        if self._list is None or not self.list_is_open:
            self._ask("" if self.text() == self._title else self.text())
            return
        row = self._list.currentIndex().row() + by
        if 0 <= row < len(self._model.choices):
            self._list.setCurrentIndex(self._model.index(row))

    def _take_current(self) -> None:
        if self._list is not None and self._list.currentIndex().isValid():
            self._on_clicked(self._list.currentIndex())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hide_list()
        if self.text() != self._title and not self._entered:
            self.show_value(self._title)


class PeoplePicker(QWidget):
    """Several of many: each chosen one stands as a removable chip before the line.

    Signals:
        changed(object): the tuple of chosen values.
    """

    changed = Signal(object)

    def __init__(self, name: str, find: Find, *, hint: str = "") -> None:
        super().__init__()
        self._name = name
        self._chosen: list[Choice] = []
        self._line = Picker(name, find, hint=hint)
        self._line.setMinimumWidth(180)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._chips)
        row = QHBoxLayout()
        row.addWidget(self._line)
        row.addStretch()
        box.addLayout(row)
        self._chips.hide()
        self.setFocusProxy(self._line)
        self._line.picked.connect(self._on_picked)

    @property
    def line(self) -> QLineEdit:
        """The text input inside."""
        return self._line

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Those that are chosen now."""
        return tuple(self._chosen)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show what is stored."""
        self._chosen = list(choices)
        self._redraw()

    def lock(self, *, locked: bool) -> None:
        """Let the choice be seen but not changed."""
        self._line.setVisible(not locked)
        self._chips.setEnabled(not locked)

    def _on_picked(self, value: str) -> None:
        choice = next(c for c in self._line.shown_choices if c.value == value)
        self._line.show_choice("")
        if value not in {c.value for c in self._chosen}:
            self._chosen.append(choice)
            self._announce()

    def _remove(self, value: str) -> None:
        self._chosen = [c for c in self._chosen if c.value != value]
        self._announce()
        self._line.setFocus()

    def _announce(self) -> None:
        self._redraw()
        self.changed.emit(tuple(c.value for c in self._chosen))

    def _redraw(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for choice in self._chosen:
            chip = button(f"{choice.title}　×", kind="chip", tip="按一下移去",
                          name=f"{self._name}：移去{choice.title}")  # fmt: skip
            value = choice.value
            chip.clicked.connect(lambda _=None, value=value: self._remove(value))
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(self._chosen))
        self._chips.updateGeometry()
