"""Answers that are typed: lines, paragraphs, numbers, days, months, years, moments."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.services.form_words import grouped
from inspector_app.ui.forms.editor import Editor, joined
from inspector_app.ui.lenient import Lean, plain
from inspector_app.ui.theme import scaled
from inspector_app.ui.widgets.dates import DateField, TimeField
from inspector_app.ui.widgets.fields import FIELD, LineField, LongText

_LONGEST: Final = 20_000
_NARROW: Final = 170
_NARROWEST: Final = 92
_MONTH: Final = re.compile(r"(\d{4})\D?(\d{1,2})\D?")
_YEAR: Final = re.compile(r"(\d{4})年?")
_ZONE: Final = "+08:00"


def line(name: str) -> Editor:
    """Return a line of text."""
    field = LineField(name)
    field.setProperty(FIELD, "line")
    editor = joined(Editor(field, field.show_value), field)
    field.edited.connect(editor.given)
    return editor


def paragraphs(name: str, *, lines: int = 3) -> Editor:
    """Return paragraphs of text."""
    field = LongText(name, lines=lines, limit=_LONGEST)
    field.setProperty(FIELD, "text")
    editor = joined(Editor(field, field.show_value), field)
    # The field has fitted itself to its text by then.
    field.document().documentLayout().documentSizeChanged.connect(lambda _: editor.grew.emit())
    field.edited.connect(editor.given)
    return editor


def number(name: str, *, grouped: bool) -> Editor:
    """Return a number; ``grouped``: with commas between thousands while it is not written."""
    field = _Number(name, grouped=grouped)
    field.setMaximumWidth(scaled(_NARROW))
    editor = joined(Editor(field, field.show_number), field)
    # A number that was typed with a Chinese method on is the same number.
    field.edited.connect(lambda text: editor.given.emit(plain(text).replace(",", "")))
    return editor


class _Number(LineField):
    """A line for a number."""

    def __init__(self, name: str, *, grouped: bool) -> None:
        super().__init__(name)
        self._grouped = grouped

    def show_number(self, value: str) -> None:
        bare = plain(self.text()).replace(",", "")
        if not self.hasFocus():
            self.show_value(grouped(value) if self._grouped else value)
        elif bare != value:
            self.show_value(value)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._grouped:
            self.show_value(self.text().replace(",", ""))

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._grouped:
            self.show_value(grouped(plain(self.text()).replace(",", "")))


def day(name: str, today: Callable[[], date], *, lean: Lean) -> Editor:
    """Return a day."""
    field = DateField(name, today, lean=lean)
    editor = joined(Editor(field, lambda value: field.show_value(_day_in(value))), field)
    field.edited.connect(lambda found: editor.given.emit(_iso(found)))
    return editor


def _day_in(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _iso(found: date | None) -> str:
    return "" if found is None else found.isoformat()


def time_of_day(name: str) -> Editor:
    """Return a time of day."""
    field = TimeField(name)
    editor = joined(Editor(field, lambda value: field.show_value(value[:5])), field)
    field.edited.connect(editor.given)
    return editor


class Moment(QWidget):
    """A day and a time of day beside each other.

    Signals:
        edited(str): the instant in China's time, empty until both are there.
        left(), refused(str), undo_wanted(), redo_wanted(): as in ``DateField``.
    """

    edited = Signal(str)
    left = Signal()
    refused = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        super().__init__()
        self._day = DateField(name, today)
        self._time = TimeField(f"{name}：钟点")
        self._clock = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._day)
        row.addWidget(self._time)
        row.addStretch()
        self.setFocusProxy(self._day.line)
        for field in (self._day, self._time):
            field.left.connect(self.left)
            field.refused.connect(self.refused)
            field.undo_wanted.connect(self.undo_wanted)
            field.redo_wanted.connect(self.redo_wanted)
        self._day.edited.connect(lambda _: self._tell())
        self._time.edited.connect(self._on_time)

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key stops within."""
        return [self._day.line, self._time]

    def _on_time(self, clock: str) -> None:
        self._clock = clock
        self._tell()

    def _tell(self) -> None:
        found = self._day.value()
        whole = f"{_iso(found)}T{self._clock}:00.000{_ZONE}" if found and self._clock else ""
        self.edited.emit(whole)

    def show_value(self, value: str) -> None:
        """Show what is stored; half of it that is not stored yet stays."""
        if value:
            self._clock = value[11:16]
            self._day.show_value(_day_in(value))
            self._time.show_value(self._clock)
        elif self._day.value() is not None and self._clock:
            self._clock = ""
            self._day.show_value(None)
            self._time.show_value("")

    def flush(self) -> None:
        """Send out what was typed and not sent yet."""
        self._day.flush()
        self._time.flush()

    def lock(self, *, locked: bool) -> None:
        """Let it be seen but not changed."""
        self._day.lock(locked=locked)
        self._time.setReadOnly(locked)


def moment(name: str, today: Callable[[], date]) -> Editor:
    """Return a day with a time of day."""
    field = Moment(name, today)
    editor = joined(Editor(field, field.show_value), field)
    field.edited.connect(editor.given)
    return editor


class Period(LineField):
    """A month, typed as 2026-11 or 2026年11月, or a year; stored as its first day.

    Signals:
        day_given(str): that day, empty where the line was emptied.
        refused(str): what was typed is none; the text stays to be put right.
    """

    day_given = Signal(str)
    refused = Signal(str)

    def __init__(self, name: str, *, months: bool) -> None:
        super().__init__(name, hint="如 2026-11" if months else "如 2026")
        self._months = months
        self.textChanged.disconnect()  # half a month is no month: it is read when it is left
        self.edited.connect(self._on_typed)
        self.setMinimumWidth(scaled(_NARROWEST))
        self.setMaximumWidth(scaled(_NARROW))

    def show_day(self, value: str) -> None:
        """Show what is stored."""
        self.show_value(value[:7] if self._months else value[:4])

    def _on_typed(self, text: str) -> None:
        found = (_MONTH if self._months else _YEAR).fullmatch(plain(text))
        month = int(found[2]) if found and self._months else 1
        if not text.strip():
            self.day_given.emit("")
        elif found is None or not 1 <= month <= 12:
            kind, like = ("月份", "2026-11") if self._months else ("年份", "2026")
            self.refused.emit(f"“{text}”不是{kind}，没有保存；请写成 {like} 这样的写法。")
        else:
            self.day_given.emit(f"{found[1]}-{month:02d}-01")


def period(name: str, *, months: bool) -> Editor:
    """Return a month, or a year."""
    field = Period(name, months=months)
    editor = joined(Editor(field, field.show_day), field)
    field.day_given.connect(editor.given)
    return editor
