"""A box that one of many is chosen from, by typing any part of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter

from inspector_app.ui.widgets.combo import Combo


class SearchCombo(Combo):
    """Its list shows what holds the typed words, wherever they stand.

    Signals:
        chosen(str): one was chosen from the list, or typed and ended with Enter.
    """

    chosen = Signal(str)

    def __init__(self, name: str, *, hint: str = "") -> None:
        super().__init__(name)
        self.setEditable(True)
        self.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(hint)
        self._words: tuple[str, ...] = ()
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.activated.connect(lambda _place: self.chosen.emit(self.currentText()))
        line.returnPressed.connect(self._on_enter)

    def show_words(self, words: Sequence[str], current: str) -> None:
        """Offer words, and show which of them holds now."""
        if tuple(words) != self._words:
            self._words = tuple(words)
            self.clear()
            self.addItems(list(words))
        self.setCurrentIndex(self.findText(current))
        self.setEditText(current)
        line = self.lineEdit()
        assert line is not None
        line.selectAll()

    def _on_enter(self) -> None:
        # A word of the list is told by the box itself.
        if self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString) < 0:
            self.chosen.emit(self.currentText())
