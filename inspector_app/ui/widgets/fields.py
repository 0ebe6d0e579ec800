"""Text inputs that save themselves while one types.

An Enter that confirms an input method never moves: while there is a pre-edit, the key is the input
method's.
"""

from typing import Final

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from inspector_app.base.override import override

SAVE_AFTER_MS: Final = 700
FIELD: Final = "field"
"""The property of an input that says which field it is."""
NOUN: Final = "noun"
"""The property of what inputs stand in that says whose fields they are."""


class LineField(QLineEdit):
    """One line of text; Enter goes on to the next field.

    Signals:
        edited(str): the text to save; at most a second after the typing, and on leaving.
        left(): the field lost the focus, after the last ``edited``.
        undo_wanted(), redo_wanted(): Ctrl+Z and Ctrl+Y; history is the journal's, not the widget's.
    """

    edited = Signal(str)
    left = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, hint: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._composing = False
        self._shown = ""
        self._wait = _save_timer(self, self.flush)
        self.textChanged.connect(self._on_changed)

    @property
    def composing(self) -> bool:
        """Whether an input method holds a text that is not committed yet."""
        return self._composing

    def show_value(self, text: str) -> None:
        """Show what is stored; nothing is saved by this."""
        self._wait.stop()
        self._shown = text
        if self.text() != text:
            self.setText(text)
            self._wait.stop()

    def flush(self) -> None:
        """Send out what was typed and not sent yet."""
        self._wait.stop()
        if self.text() != self._shown and not self.isReadOnly():
            self._shown = self.text()
            self.edited.emit(self._shown)

    def _on_changed(self) -> None:
        if self.text() != self._shown and not self._wait.isActive():
            self._wait.start()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_enter(event):
            if not self._composing:
                self.flush()
                self.focusNextChild()
            return
        if _asks_history(self, event):
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composing = False
        self.flush()
        self.left.emit()


class LongText(QPlainTextEdit):
    """Paragraphs of text; Enter makes one, Tab or Ctrl+Enter goes on to the next field.

    Signals:
        edited(str): the text to save; at most a second after the typing, and on leaving.
        left(): the field lost the focus, after the last ``edited``.
        undo_wanted(), redo_wanted(): Ctrl+Z and Ctrl+Y; history is the journal's, not the widget's.
        cut_short(int): so many characters were more than the field takes.
    """

    edited = Signal(str)
    left = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    cut_short = Signal(int)

    def __init__(self, name: str, *, lines: int = 3, limit: int = 4_000, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._composing = False
        self._shown = ""
        self._limit = limit
        self._lines = lines
        self._wait = _save_timer(self, self.flush)
        self.textChanged.connect(self._on_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @property
    def composing(self) -> bool:
        """Whether an input method holds a text that is not committed yet."""
        return self._composing

    @property
    def limit(self) -> int:
        """How many characters the field takes."""
        return self._limit

    def stored(self) -> str:
        """Return the text as it is saved."""
        return self.toPlainText()

    def _put(self, text: str) -> None:
        """Let a stored text stand in the field."""
        self.setPlainText(text)

    def show_value(self, text: str) -> None:
        """Show what is stored, with the cursor where the two texts begin to differ."""
        self._wait.stop()
        self._shown = text
        if self.stored() == text:
            return
        old = self.toPlainText()
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._put(text)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.put_cursor(_first_difference(old, self.toPlainText()))
        self._fit()

    def put_cursor(self, position: int) -> None:
        """Move the cursor, within the text."""
        cursor = self.textCursor()
        cursor.setPosition(min(position, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)

    def flush(self) -> None:
        """Send out what was typed and not sent yet."""
        self._wait.stop()
        text = self.stored()
        if text != self._shown and not self.isReadOnly():
            self._shown = text
            self.edited.emit(text)

    def _on_changed(self) -> None:
        too_many = self.document().characterCount() - 1 - self._limit
        if too_many > 0:
            self._cut(too_many)
        if not self._wait.isActive():
            self._wait.start()

    def _cut(self, too_many: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, too_many
        )
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        cursor.removeSelectedText()
        self.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.cut_short.emit(too_many)

    def _fit(self) -> None:
        """Grow with the text, from the lines asked for up to sixteen."""
        wanted = min(16, max(self._lines, int(self.document().size().height())))
        height = int(wanted * self.fontMetrics().lineSpacing() + 16)
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        # Word brings line separators of its own; a paragraph is a line here.
        text = source.text().replace("\r\n", "\n").replace("\u2028", "\n")
        self.textCursor().insertText(text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_enter(event) and self._composing:
            return
        if _is_enter(event, control=True):
            self.flush()
            self.focusNextChild()
            return
        if _asks_history(self, event):
            return
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._composing = False
        self.flush()
        self.left.emit()


def name_field(field: QWidget, noun: str, name: str) -> None:
    """Say of an input that stands in no form which field it is, and whose."""
    field.setProperty(NOUN, noun)
    field.setProperty(FIELD, name)


def _save_timer(field: QWidget, save: object) -> QTimer:
    timer = QTimer(field)
    timer.setSingleShot(True)
    timer.setInterval(SAVE_AFTER_MS)
    timer.timeout.connect(save)
    return timer


def _is_enter(event: QKeyEvent, *, control: bool = False) -> bool:
    """Say whether a key is Enter, of either place, with Ctrl where that is asked."""
    # Not at the top: a start has no key to look at, and Qt's keys take long to load.
    from PySide6.QtCore import Qt

    held = not control or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return held and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def _is_control_y(event: QKeyEvent) -> bool:
    from PySide6.QtCore import Qt

    return event.keyCombination() == Qt.KeyboardModifier.ControlModifier | Qt.Key.Key_Y


def _asks_history(field: LineField | LongText, event: QKeyEvent) -> bool:
    if event.matches(QKeySequence.StandardKey.Undo):
        field.flush()
        field.undo_wanted.emit()
    elif event.matches(QKeySequence.StandardKey.Redo) or _is_control_y(event):
        field.flush()
        field.redo_wanted.emit()
    else:
        return False
    return True


def _first_difference(old: str, new: str) -> int:
    """Return where the cursor belongs after a text was replaced: behind what changed in the new."""
    tail = 0
    shortest = min(len(old), len(new))
    while tail < shortest and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return len(new) - tail
