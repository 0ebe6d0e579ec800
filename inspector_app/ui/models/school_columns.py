"""Columns that every list of schools shows alike."""

from typing import TYPE_CHECKING, Final

from inspector_app.ui.marks import level_ink, level_words, why
from inspector_app.ui.models.rows import Column

if TYPE_CHECKING:
    from inspector_app.domain.views import SchoolStatus

MARK_COLUMN: Final[Column["SchoolStatus"]] = Column(
    title="提醒",
    text=lambda row: level_words(row.coverage),
    tip=lambda row: why(row.coverage),
    ink=lambda row: level_ink(row.coverage),
)
"""提醒: what the rules say of a school, the rule itself as its tip."""
