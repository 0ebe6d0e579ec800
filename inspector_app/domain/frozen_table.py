"""A compiled table as plain JSON and back: every figure with the records behind it, as it was.

The same records stand behind many figures: each uid is written once and named by its place.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from inspector_app.domain.closing_days import Span
from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count, Ratio
from inspector_app.domain.month import Period
from inspector_app.domain.monthly_table import MonthlyTable, Row
from inspector_app.domain.table_labels import FIGURE_LABEL

Json = Mapping[str, Any]
# What is stored has its keys sorted: the columns stand again in their order when it is read.
_PLACES: Final = {figure: place for place, figure in enumerate(FIGURE_LABEL)}


def frozen(table: MonthlyTable) -> dict[str, Any]:
    """Return a table as JSON values from which ``thawed`` makes it again."""
    places: dict[str, int] = {}

    def row(cells: Row) -> dict[str, Any]:
        return {name: _cell(cell, places) for name, cell in cells.items()}

    return {
        "period": _days(table.period),
        "district": row(table.district),
        "zones": [[name, row(cells)] for name, cells in table.zones.items()],
        "inspectors": [[person, row(cells)] for person, cells in table.inspectors.items()],
        "records": table.record_count,
        "uids": list(places),
    }


def thawed(data: Json) -> MonthlyTable:
    """Return the table that was frozen, its columns in the order of an open month's."""
    uids: Sequence[str] = data["uids"]

    def row(cells: Json) -> Row:
        return {name: _thawed(cells[name], uids) for name in sorted(cells, key=_place)}

    return MonthlyTable(
        period=_period(data["period"]),
        district=row(data["district"]),
        zones={name: row(cells) for name, cells in data["zones"]},
        inspectors={person: row(cells) for person, cells in data["inspectors"]},
        record_count=data["records"],
    )


def _place(figure: str) -> int:
    return _PLACES.get(figure, len(_PLACES))


def _days(period: Period) -> list[str]:
    years = (period.school_year_start, period.calendar_year_start)
    days = (period.start, period.end, *(years if isinstance(period, Span) else ()))
    return [day.isoformat() for day in days]


def _period(days: Sequence[str]) -> Period:
    start, end, *years = map(date.fromisoformat, days)
    return Span(start, end, *years) if years else Period(start, end)


def _named(uids: Sequence[str], places: dict[str, int]) -> list[int]:
    return [places.setdefault(uid, len(places)) for uid in uids]


def _cell(cell: Cell, places: dict[str, int]) -> Any:
    match cell:
        case Count(value, uids):
            return [value, _named(uids, places)]
        case Ratio(n, of, uids, of_uids):
            return [n, of, _named(uids, places), _named(of_uids, places)]
        case CodeList(codes):
            return {"codes": list(codes)}
    return {"parts": [[label, _cell(count, places)] for label, count in cell.counts]}


def _thawed(cell: Any, uids: Sequence[str]) -> Cell:
    if isinstance(cell, list):
        return _ratio(cell, uids) if len(cell) > len(("value", "uids")) else _count(cell, uids)
    if "codes" in cell:
        return CodeList(tuple(cell["codes"]))
    return Breakdown(tuple((label, _count(part, uids)) for label, part in cell["parts"]))


def _ratio(cell: Any, uids: Sequence[str]) -> Ratio:
    n, of, behind, of_behind = cell
    named = [tuple(uids[place] for place in places) for places in (behind, of_behind)]
    return Ratio(n, of, *named)


def _count(cell: Any, uids: Sequence[str]) -> Count:
    value, behind = cell
    return Count(value, tuple(uids[place] for place in behind))
