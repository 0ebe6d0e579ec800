"""A line that narrows a list while one types, also by what an input method is still composing."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent

from inspector_app.base.override import override
from inspector_app.ui.typed_pinyin import first_letters, joined
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.word_index import WordIndex


class TypedSearch(LineField):
    """The line; nothing of it is saved.

    Signals:
        typed(str): what stands in it now, with what is being composed.
    """

    typed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name, hint="拼音首字母，或其中的字")
        self.textChanged.disconnect()
        self.textChanged.connect(self.typed)

    @override
    def flush(self) -> None:
        """What is searched for is saved nowhere."""

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if event.preeditString():
            self.typed.emit(self.text() + event.preeditString())


def found_by(index: WordIndex, typed: str) -> list[int]:
    """Return the places of lines that were searched for by characters, initials or pinyin."""
    places = index.find(joined(typed) if typed.isascii() else typed.replace("'", ""))
    if not places and (letters := first_letters(typed)):
        places = index.find(letters)
    return places
