"""What a question is answered with: a line, a paragraph, a day, chips, or one of many."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from inspector_app.base.override import override
from inspector_app.ui.finders import option_finder
from inspector_app.ui.theme import label, scaled
from inspector_app.ui.widgets.chips import ChoiceChips, MultiChips
from inspector_app.ui.widgets.dates import DateField, TimeField
from inspector_app.ui.widgets.fields import LineField, LongText
from inspector_app.ui.widgets.picker import Choice as Line
from inspector_app.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from inspector_app.xform import Choice, Element

_NUMBERS: Final = frozenset({"int", "integer", "long", "decimal", "double", "float"})
_MANY: Final = 12
_CLOSED: Final = frozenset({"minimal", "autocomplete", "search", "quick"})
CONFIRMED: Final = "OK"


class Editor(QObject):
    """One way of answering; the widget is shown, the rest goes through here.

    Signals:
        given(str): the answer now, empty for none.
        left(): the person went on.
        refused(str): what was typed cannot be an answer of this kind, and why.
        undo_wanted(), redo_wanted(): Ctrl+Z and Ctrl+Y within the text.
    """

    given = Signal(str)
    left = Signal()
    refused = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()

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

    @property
    def composing(self) -> bool:
        """Whether an input method holds a text that is not committed yet."""
        return bool(getattr(self.widget, "composing", False))


def editor_for(
    element: Element, name: str, choices: Sequence[Choice], today: Callable[[], date]
) -> Editor:
    """Return what a question is answered with."""
    words = frozenset(element.appearance.split())
    if element.control == "trigger":
        return _chips(ChoiceChips(name, ((CONFIRMED, "已确认"),)))
    if element.control == "select":
        return _several(name, choices)
    if element.control == "select1":
        closed = bool(words & _CLOSED) or len(choices) > _MANY
        return _one_of_many(name, choices) if closed else _chips(_open(name, choices))
    if element.control == "upload":
        return _told("图片和文件放在记录的“照片”里。")
    return _typed(element, name, words, today)


def _typed(element: Element, name: str, words: frozenset[str], today: Callable[[], date]) -> Editor:
    if element.data_type == "date":
        return _day(name, today)
    if element.data_type == "time":
        time = TimeField(name)
        made = _joined(Editor(time, time.show_value), time)
        time.refused.connect(made.refused)
        return made
    if element.data_type in _NUMBERS:
        return _number(name)
    if "multiline" in words:
        text = LongText(name, lines=3, limit=20_000)
        return _joined(Editor(text, text.show_value), text)
    line = LineField(name)
    return _joined(Editor(line, line.show_value), line)


def _joined(editor: Editor, typed: LineField | LongText) -> Editor:
    typed.edited.connect(editor.given)
    typed.left.connect(editor.left)
    typed.undo_wanted.connect(editor.undo_wanted)
    typed.redo_wanted.connect(editor.redo_wanted)
    return editor


def _number(name: str) -> Editor:
    line = LineField(name)
    line.setMaximumWidth(scaled(170))
    editor = Editor(line, line.show_value)
    # A number that was typed with a Chinese method on is the same number.
    line.edited.connect(lambda text: editor.given.emit(unicodedata.normalize("NFKC", text).strip()))
    line.left.connect(editor.left)
    line.undo_wanted.connect(editor.undo_wanted)
    line.redo_wanted.connect(editor.redo_wanted)
    return editor


def _day(name: str, today: Callable[[], date]) -> Editor:
    field = DateField(name, today)

    def show(value: str) -> None:
        try:
            field.show_value(date.fromisoformat(value[:10]) if value else None)
        except ValueError:
            field.show_value(None)

    editor = Editor(field, show)
    field.edited.connect(lambda day: editor.given.emit("" if day is None else day.isoformat()))
    field.left.connect(editor.left)
    field.refused.connect(editor.refused)
    field.undo_wanted.connect(editor.undo_wanted)
    field.redo_wanted.connect(editor.redo_wanted)
    return editor


def _open(name: str, choices: Sequence[Choice]) -> ChoiceChips:
    return ChoiceChips(name, [(choice.value, choice.label) for choice in choices])


def _chips(chips: ChoiceChips) -> Editor:
    editor = Editor(chips, lambda value: chips.show_value(value or None))
    chips.chosen.connect(lambda value: editor.given.emit(value or ""))
    return editor


def _several(name: str, choices: Sequence[Choice]) -> Editor:
    chips = MultiChips(name, [(choice.value, choice.label) for choice in choices])
    editor = Editor(chips, lambda value: chips.show_value(value.split()))
    chips.chosen.connect(lambda values: editor.given.emit(" ".join(values)))
    return editor


def _one_of_many(name: str, choices: Sequence[Choice]) -> Editor:
    labels = {choice.value: choice.label for choice in choices}
    picker = _OneOfMany(name, [Line(value, text) for value, text in labels.items()])
    picker.show_choice("")
    editor = Editor(picker, lambda value: picker.show_choice(labels.get(value, value)))
    picker.picked.connect(editor.given)
    picker.emptied.connect(lambda: editor.given.emit(""))
    picker.left.connect(editor.left)
    picker.undo_wanted.connect(editor.undo_wanted)
    picker.redo_wanted.connect(editor.redo_wanted)
    return editor


class _OneOfMany(Picker):
    """A picker that can be emptied again.

    Signals:
        emptied(): what was chosen is taken out.
    """

    emptied = Signal()

    def __init__(self, name: str, lines: Sequence[Line]) -> None:
        super().__init__(name, option_finder(lines), hint="写几个字或首字母")

    @override
    def flush(self) -> None:
        if not self.text() and self._title and not self.isReadOnly():
            self._title = ""
            self.emptied.emit()


def _told(text: str) -> Editor:
    words: QLabel = label(text, kind="soft")
    words.setWordWrap(True)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(words)
    return Editor(holder, lambda _value: None)
