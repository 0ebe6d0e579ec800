"""The items of a checklist as a table: every option lies open, a digit chooses and goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from inspector_app.base.override import override
from inspector_app.domain.checklist import Item
from inspector_app.ui.initials import initials
from inspector_app.ui.pages.checklist.chips import ChipPainter
from inspector_app.ui.pages.checklist.model import NOTE, NUMBER, RESULT, TEXT, ItemsModel, Line


class ItemsTable(QTableView):
    """The table: arrows walk, digits or initials choose and go on, Enter goes to the right.

    Signals:
        chosen(str, str): the key of an item and its answer now, empty for none.
        stood_on(object): the ``Item`` of the row that the person is on.
        writing_wanted(str): the person wants to type beside the table, and began with this.
    """

    chosen = Signal(str, str)
    stood_on = Signal(object)
    writing_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.items = ItemsModel()
        self.locked = False
        self.setAccessibleName("检查表的各项")
        self.setModel(self.items)
        self._chips = ChipPainter(self)
        self.setItemDelegateForColumn(RESULT, self._chips)
        self._chips.chosen.connect(self._on_chip)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        for column in (NUMBER, RESULT, NOTE):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        # Rows are as high as their text needs at the width that the column has in the end.
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.timeout.connect(self.resizeRowsToContents)
        head.sectionResized.connect(self._on_resized)
        self.selectionModel().currentRowChanged.connect(self._on_row)

    def _on_resized(self, section: int, _old: int, _new: int) -> None:
        if section == TEXT:
            self._fit.start()

    def show_items(self, lines: Sequence[Line], answers: Mapping[str, str]) -> None:
        """Show a checklist; the row that the person is on stays."""
        fresh = tuple(lines) != self.items.lines
        self.items.show(lines, answers)
        if fresh:
            self._fit.start()
            self.clearSpans()
            for row, line in enumerate(self.items.lines):
                if line.item is None:
                    self.setSpan(row, TEXT, 1, NOTE)
            self.go_to(next((n for n, each in enumerate(self.items.lines) if each.item), 0))

    @property
    def item(self) -> Item | None:
        """The item of the row that the person is on."""
        return self.items.item_at(self.currentIndex().row())

    def go_to(self, row: int) -> None:
        """Go to a row."""
        self.setCurrentIndex(self.items.index(row, RESULT))
        self.scrollTo(self.currentIndex())

    def go_to_item(self, key: str) -> None:
        """Go to the row of an item."""
        for row, line in enumerate(self.items.lines):
            if line.item is not None and line.item.key == key:
                self.go_to(row)

    def next_open(self, open_keys: frozenset[str], *, by: int = 1) -> bool:
        """Go to the next item without an answer, or with -1 the one before, round the ends."""
        size, at = len(self.items.lines), self.currentIndex().row()
        for step in range(1, size + 1):
            row = (at + by * step) % size
            item = self.items.item_at(row)
            if item is not None and item.key in open_keys:
                self.go_to(row)
                return True
        return False

    def step(self, by: int) -> None:
        """Go on to the next item up or down, over the heads of groups."""
        row = self.currentIndex().row() + by
        while 0 <= row < len(self.items.lines):
            if self.items.item_at(row) is not None:
                self.go_to(row)
                return
            row += by

    def choose(self, word: str) -> None:
        """Answer the item of the row and go on; the word that stands there is taken out again."""
        if self._answer(word):
            self.step(1)

    def _answer(self, word: str) -> bool:
        """Answer the item of the row; say whether a word stands there now."""
        item = self.item
        if item is None or self.locked:
            return False
        new = "" if self.items.answers.get(item.key) == word else word
        self.items.put(self.currentIndex().row(), item.key, new)
        self.chosen.emit(item.key, new)
        return bool(new)

    def _on_chip(self, row: int, word: str) -> None:
        self.go_to(row)
        self._answer(word)

    def _on_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.stood_on.emit(self.items.item_at(index.row()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if not plain or not self._typed(Qt.Key(event.key()), event.text()):
            super().keyPressEvent(event)

    def _typed(self, key: Qt.Key, text: str) -> bool:
        """Do what a key means here; say whether it means anything."""
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.writing_wanted.emit("")
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} or (text == "0" and self._words):
            self.choose("")
        elif text.isascii() and text.isalnum():
            self._by_text(text.lower())
        else:
            return False
        return True

    @property
    def _words(self) -> tuple[str, ...]:
        return self.item.words if self.item is not None else ()

    def _by_text(self, text: str) -> None:
        words = self._words
        if text.isdigit() and not words:
            self.writing_wanted.emit(text)
        elif text.isdigit():
            place = int(text) - 1
            if 0 <= place < len(words):
                self.choose(words[place])
        else:
            self._by_letter(text, words)

    def _by_letter(self, letter: str, words: tuple[str, ...]) -> None:
        """Choose the first word that begins with a letter and does not stand there already."""
        item = self.item
        now = self.items.answers.get(item.key, "") if item is not None else ""
        fitting = [word for word in words if initials(word).startswith(letter)]
        after = fitting[fitting.index(now) + 1 :] if now in fitting else fitting
        if after:
            self.choose(after[0])
