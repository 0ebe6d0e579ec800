"""Where on the page a missing field stands."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from inspector_app.base.errors import Problem

_ROW: Final = re.compile(r"(\w+)\[(\d+)\](?:\.(\w+))?")
# The ids of the printed form's field list, where they differ from the attributes.
_ATTRIBUTE: Final = {
    "school": "school_code",
    "date": "visited_on",
    "arrived": "arrived_at",
    "left": "left_at",
    "notice": "announcement",
    "notice_date": "announced_on",
    "lead": "lead_id",
    "peers": "peer_ids",
    "feedback_way": "feedback_ways",
    "listener": "listener_id",
    "period": "period_no",
    "class": "class_name",
    "issues": "no_issues_found",
    "methods+counts": "methods",
}


class Spot(NamedTuple):
    """A field of the record, or of one of its rows."""

    field: str
    rows: str = ""
    place: int = 0


def attribute_of(field: str) -> str:
    """Return the field of the page that an id of the printed form means."""
    return _ATTRIBUTE.get(field, field)


def spots_of(gaps: Iterable[Problem]) -> tuple[Spot, ...]:
    """Return where each gap stands on the page."""
    return tuple(_spot(gap.where) for gap in gaps)


def _spot(where: str) -> Spot:
    found = _ROW.fullmatch(where)
    if found is None:
        return Spot(attribute_of(where))
    field = found[3] or ""
    return Spot(attribute_of(field), found[1], int(found[2]))
