"""One way of answering a question: the widget is shown, the rest goes through here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspector_app.ui.widgets.fields import LineField, LongText


class Editor(QObject):
    """What a cell knows of the widget in it.

    Signals:
        given(str): the answer now, empty for none.
        left(): the person went on.
        refused(str): what was typed cannot be an answer of this kind, and why.
        undo_wanted(), redo_wanted(): Ctrl+Z and Ctrl+Y within the text.
        grew(): the widget may want another height.
    """

    given = Signal(str)
    left = Signal()
    refused = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    grew = Signal()

    def __init__(self, widget: QWidget, show: Callable[[str], None]) -> None:
        super().__init__(widget)
        self.widget = widget
        self._show = show

    def show_value(self, value: str) -> None:
        """Show what is stored; nothing is announced by this."""
        self._show(value)

    def lock(self, *, locked: bool) -> None:
        """Let the answer be seen but not changed."""
        lock = getattr(self.widget, "lock", None)
        if lock is not None:
            lock(locked=locked)
        elif isinstance(self.widget, LineField | LongText):
            self.widget.setReadOnly(locked)

    def flush(self) -> None:
        """Send out what is typed and not sent yet."""
        flush = getattr(self.widget, "flush", None)
        if flush is not None:
            flush()

    def fall_silent(self) -> None:
        """Say nothing any more."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own

    def go(self) -> None:
        """Say nothing any more and go."""
        self.fall_silent()
        self.widget.hide()
        self.widget.deleteLater()

    @property
    def composing(self) -> bool:
        """Whether an input method holds a text that is not committed yet."""
        return bool(getattr(self.widget, "composing", False))

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key stops within, in order."""
        own = getattr(self.widget, "stops", None)
        return [self.widget.focusProxy() or self.widget] if own is None else list(own)


def joined(editor: Editor, field: QObject) -> Editor:
    """Let an editor say what a field of text says of its being left and undone; return it."""
    for name in ("left", "undo_wanted", "redo_wanted", "refused"):
        theirs = getattr(field, name, None)
        if theirs is not None:
            theirs.connect(getattr(editor, name))
    return editor
