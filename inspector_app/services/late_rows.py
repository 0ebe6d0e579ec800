"""What a month's bundle says of 补报 and 更正: the rows of earlier months that its table tells.

A row names its record; what was written about it travels with the record itself.
"""

from collections.abc import Iterable, Iterator

from inspector_app.domain.late_entries import LateEntry, LateMonth
from inspector_app.domain.visit_json import JsonObject
from inspector_app.services.context import Context

LATE, LATE_FIGURES = "late", "late_figures"
"""The lists of records.json."""
_OF_OTHERS = """
SELECT v.uid FROM visit v WHERE v.lead_id <> ?
  AND NOT (? AND EXISTS (SELECT 1 FROM joint_visit j WHERE j.visit_id = v.id))"""


def late_rows(
    context: Context, late: Iterable[LateMonth], *, inspector_id: str
) -> dict[str, list[JsonObject]]:
    """Return what a bundle of a person says of earlier months; nothing where the table is silent.

    Args:
        context: the data folder.
        late: what the month's table tells.
        inspector_id: who hands over; records of others stay.
    """
    told = list(late)
    if not told:
        return {}
    own = inspector_id == context.identity.inspector_id
    others = {uid for (uid,) in context.database.rows(_OF_OTHERS, inspector_id, own)}
    return {
        LATE: [
            _row(month, entry)
            for month in told
            for entry in month.entries
            if (own if entry.line is None else entry.line.visit_uid not in others)
        ],
        LATE_FIGURES: [row for month in told for row in _figures(month, inspector_id)],
    }


def _row(month: LateMonth, entry: LateEntry) -> JsonObject:
    item, line = entry.item, entry.line
    return {
        "month": str(month.of),
        "word": item.word,
        "about": item.about,
        "uuid": item.uid,
        "gone": item.gone,
        "why": entry.why,
        "reason": month.reason,
        "kind": line.kind if line else "",
        "visit_uuid": line.visit_uid if line else "",
        "no": line.number if line else "",
        "date": line.day.isoformat() if line and line.day else None,
        "school_name": line.school_name if line else "",
    }


def _figures(month: LateMonth, inspector_id: str) -> Iterator[JsonObject]:
    for cell in month.differences:
        if cell.row == inspector_id:
            yield {
                "month": str(month.of), "figure": cell.figure, "part": cell.part,
                "before": cell.before, "after": cell.after,
            }  # fmt: skip
