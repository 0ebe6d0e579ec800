"""A long text in which figures stand as their numbers, underlined, and move with the records.

What is typed over a number makes it plain text: it moves no more. What is typed beside it does not.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)

from inspector_app.base.override import override
from inspector_app.domain.figured_text import Token, token, tokens
from inspector_app.ui.theme import colours_now
from inspector_app.ui.widgets.fields import LongText

_PROPERTY: Final = int(QTextFormat.Property.UserProperty)
_ID, _WRITTEN, _SHOWN, _PLACE = (_PROPERTY + n for n in range(1, 5))


class FiguredField(LongText):
    """The input; it is told what figures are now by ``show_live``.

    Signals:
        entered(): the field has the focus.
    """

    entered = Signal()

    def __init__(self, name: str, *, lines: int, limit: int) -> None:
        self._live: Mapping[str, str] = {}
        self._count = 0
        super().__init__(name, lines=lines, limit=limit)
        self.cursorPositionChanged.connect(self._type_plainly)

    def show_live(self, values: Mapping[str, str]) -> None:
        """Show every figure as it is now; nothing is saved by this."""
        self._live = values
        if self.composing:
            # The next text that is shown has them; what is being composed must stay.
            return
        text, at = self.stored(), self.textCursor().position()
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._put(text)
        self.blockSignals(blocked)
        self.put_cursor(at)
        self._fit()

    def insert(self, figure_id: str, value: str) -> None:
        """Let a figure stand where the cursor is, and save it."""
        if not self.isReadOnly():
            self.textCursor().insertText(value, self._format(Token(figure_id, value, 0, 0), value))
            self.flush()

    @override
    def show_value(self, text: str) -> None:
        was_empty = not self.toPlainText()
        super().show_value(text)
        if was_empty and not self.hasFocus():
            # A draft is read before it is written on: from its beginning, not from its last line.
            self.put_cursor(0)

    @override
    def stored(self) -> str:
        """Return the text as it is saved: every figure by its name and as it was written."""
        lines = []
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            parts: list[str] = []
            while not pieces.atEnd():
                fragment = pieces.fragment()
                parts.append(_stored(fragment.text(), fragment.charFormat()))
                pieces += 1
            lines.append("".join(parts))
            block = block.next()
        return "\n".join(lines)

    @override
    def _put(self, text: str) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        plain = QTextCharFormat()
        for said, figure in _parted(text):
            if figure is None:
                cursor.insertText(said, plain)
            else:
                shown = self._live.get(figure.id, figure.written or said)
                cursor.insertText(shown, self._format(figure, shown))
        self._lay_out()

    def _lay_out(self) -> None:
        """Break the lines now: until they are painted each paragraph would count as one line."""
        block = self.document().begin()
        while block.isValid():
            self.blockBoundingRect(block)
            block = block.next()

    def _format(self, figure: Token, shown: str) -> QTextCharFormat:
        """Return how a figure looks: underlined; in the colour of warnings where it has moved."""
        colours, made = colours_now(), QTextCharFormat()
        has_moved = figure.written not in {None, shown}
        self._count += 1
        for key, value in (
            (_ID, figure.id), (_WRITTEN, figure.written), (_SHOWN, shown), (_PLACE, self._count)
        ):  # fmt: skip
            made.setProperty(key, value)
        made.setFontUnderline(True)
        made.setForeground(QColor(colours.warn if has_moved else colours.accent))
        if has_moved:
            made.setBackground(QColor(colours.warn_tint))
        return made

    def _type_plainly(self) -> None:
        """Let what is typed beside a figure be no part of it."""
        if not self.textCursor().hasSelection():
            self.setCurrentCharFormat(QTextCharFormat())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()
            self._fit()
        if not self.hasFocus():
            # All of it has room now, or it is read from its beginning.
            self.verticalScrollBar().setValue(0)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


def _parted(text: str) -> Iterator[tuple[str, Token | None]]:
    """Yield what stands between figures, and the figures."""
    place = 0
    for each in tokens(text):
        if place < each.start:
            yield text[place : each.start], None
        yield text[each.start : each.end], each
        place = each.end
    if place < len(text):
        yield text[place:], None


def _stored(text: str, looks: QTextCharFormat) -> str:
    """Return a piece of text as it is saved; a number that was typed over is a figure no more."""
    figure_id, shown = looks.property(_ID), looks.property(_SHOWN)
    if not figure_id or shown not in text:
        return text
    written = looks.property(_WRITTEN)
    said = f"{{{figure_id}}}" if written is None else token(figure_id, written)
    return text.replace(shown, said, 1)
