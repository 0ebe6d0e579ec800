"""Marks of the board as the window shows them: a shape and a word beside the colour, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from inspector_app.domain.labels.rules import MARK_LEVEL_LABEL, MARK_SHAPE
from inspector_app.domain.rule_kinds import MarkLevel

if TYPE_CHECKING:
    from inspector_app.domain.coverage import SchoolCoverage

_INK: Final = {None: "", MarkLevel.AMBER: "warn", MarkLevel.RED: "bad"}


def level_words(row: SchoolCoverage) -> str:
    """Return ``▲ 告急`` or ``△ 提醒``, nothing without a mark."""
    level = row.level
    return f"{MARK_SHAPE[level]} {MARK_LEVEL_LABEL[level]}" if level else ""


def level_ink(row: SchoolCoverage) -> str:
    """Return the name of the theme's colour for the gravest mark, nothing without one."""
    return _INK[row.level]


def why(row: SchoolCoverage) -> str:
    """Return the reason of each mark on a line: the rule, its source, and who set it."""
    return "\n".join(mark.why for mark in row.marks)
