"""A line for any text, with names that are known offered below it."""

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from inspector_app.base.override import override
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.picker import Choice, Find, Picker

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BETWEEN: Final = re.compile("[、，,；;]")
_WALK: Final = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class OpenPicker(Picker):
    """What is typed stays as it is; a line of the list is taken where somebody walked to it.

    With ``several`` it holds names with 、 between them: the list is about the last one.

    Signals:
        picked(str): the text to save, typed or taken.
    """

    def __init__(self, name: str, find: Find, *, hint: str = "", several: bool = False) -> None:
        super().__init__(name, find, hint=hint)
        self._walked = False
        self._several = several
        self.textChanged.connect(self._on_changed)
        self.textEdited.connect(self._on_typed)

    @override
    def show_value(self, text: str) -> None:
        self._title = text
        super().show_value(text)

    @override
    def flush(self) -> None:
        self._wait.stop()
        if self.text() != self._shown and not self.isReadOnly():
            self._shown = self._title = self.text()
            self.picked.emit(self._shown)

    def _on_typed(self) -> None:
        self._walked = False

    @override
    def _ask(self, text: str) -> None:
        self._asked += 1
        asked = self._asked

        def answer(choices: Sequence[Choice]) -> None:
            # A name that nobody knows yet is no mistake: nothing is said about it.
            if asked == self._asked:
                self._model.show(choices, searched="")
                self._show_list()

        self._find(self, self._last(text).strip(), answer)

    def _last(self, text: str) -> str:
        """Return what the list is about: all of the text, or what stands behind its last 、."""
        return _BETWEEN.split(text)[-1] if self._several else text

    @override
    def _take(self, row: int) -> None:
        title = self._model.choices[row].title
        self._hide_list()
        self.setText(self.text().removesuffix(self._last(self.text())) + title)
        self.flush()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WALK:
            self._walked = True
        elif event.key() in _ENTER and not self._walked:
            self._hide_list()
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hide_list()
        LineField.focusOutEvent(self, event)


class NamesField(OpenPicker):
    """Several names of that kind, as the tuple that a record holds.

    Signals:
        chosen(object): the names to save.
    """

    chosen = Signal(object)

    def __init__(self, name: str, find: Find, *, hint: str = "") -> None:
        super().__init__(name, find, hint=hint, several=True)
        self.picked.connect(lambda text: self.chosen.emit(self.names_in(text)))

    @staticmethod
    def names_in(text: str) -> tuple[str, ...]:
        """Return the names that stand in a text, each once."""
        names = (" ".join(part.split()) for part in _BETWEEN.split(text))
        return tuple(dict.fromkeys(name for name in names if name))

    def show_names(self, names: Sequence[str]) -> None:
        """Show what is stored; a 、 that is typed behind it waits for the next name."""
        if self.names_in(self.text()) != tuple(names):
            self.show_value("、".join(names))
