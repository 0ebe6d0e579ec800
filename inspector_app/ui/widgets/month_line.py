"""The month of a page: stepped by buttons and keys, or typed."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.month import Month
from inspector_app.ui.theme import GRID, button, scaled
from inspector_app.ui.widgets.fields import LineField

_FULL: Final = re.compile(r"(\d{4})\s*[-./年]?\s*(\d{1,2})月?")
_ALONE: Final = re.compile(r"(\d{1,2})月?")
_FIRST_YEAR: Final = 2000
_STEP: Final = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def month_in(text: str, *, latest: Month) -> Month | None:
    """Return the month that a person wrote: ``2022-10``, ``2022年10月``, ``202210``, ``10``.

    A month alone is the last one of that number. ``None`` where it names none, or one that is
    still to come.
    """
    wanted = text.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if found := _FULL.fullmatch(wanted):
        year, number = int(found[1]), int(found[2])
    elif found := _ALONE.fullmatch(wanted):
        number = int(found[1])
        year = latest.year if number <= latest.month else latest.year - 1
    else:
        return None
    if not (1 <= number <= 12 and year >= _FIRST_YEAR):
        return None
    month = Month(year, number)
    return None if month > latest else month


class MonthLine(QWidget):
    """‹ 2026年11月 ›: the month in the middle can be typed over.

    Page up and page down step through the months, with Shift through the years.

    Signals:
        picked(Month): another month is wanted.
    """

    picked = Signal(object)

    def __init__(self, month: Month, *, latest: Month) -> None:
        super().__init__()
        self.month, self._latest, self._words = month, latest, ""
        self.earlier = button("‹ 上月", name="上一个月", tip="PageUp；上一年 Shift+PageUp")
        self.later = button("下月 ›", name="下一个月", tip="PageDown；下一年 Shift+PageDown")
        self.line = LineField("月份", hint="如 2022-10")
        self.line.setMinimumWidth(scaled(96))
        self.line.setMaximumWidth(scaled(112))
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setToolTip("直接写月份：2022-10、2022年10月，或只写 10")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for each in (self.earlier, self.line, self.later):
            row.addWidget(each)
        self.earlier.clicked.connect(lambda: self.step(-1))
        self.later.clicked.connect(lambda: self.step(1))
        self.line.left.connect(self._on_left)
        self.show_month(month)

    def show_month(self, month: Month, *, words: str = "") -> None:
        """Show a month; ``words`` stand in its place where the page shows something else."""
        self.month, self._words = month, words
        self.line.show_value(words or month.title)
        self.later.setEnabled(month < self._latest)

    def step(self, months: int) -> None:
        """Go on by so many months, as far as today's."""
        self._pick(min(self.month.shifted(months), self._latest))

    def _on_left(self) -> None:
        wanted = month_in(self.line.text(), latest=self._latest)
        if wanted is None:
            self.line.show_value(self._words or self.month.title)
        else:
            self._pick(wanted)

    def _pick(self, month: Month) -> None:
        news = month != self.month or bool(self._words)
        self.show_month(month)
        if news:
            self.picked.emit(month)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEP.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        by_year = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.step(step * (12 if by_year else 1))
