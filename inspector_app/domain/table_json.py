"""The monthly table as plain JSON values, with the names that the counting rules give."""

from typing import Any, Final

from inspector_app.domain.figures import Cell, CodeList, Count, Ratio
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import MonthlyTable, Row

# They stand beside the others in print; programs that read the table know the agreed names only.
_PRINTED_ONLY: Final = frozenset({"lessons_calendar_year", "closed_in_calendar_year"})


def table_json(table: MonthlyTable) -> dict[str, Any]:
    """Return the table of a month; a ratio stands as ``[n, d]``, never rounded."""
    return {
        "month": str(Month.of(table.period.end)),
        "district": row_json(table.district),
        "zones": {name: row_json(row) for name, row in table.zones.items()},
        "inspectors": {person: row_json(row) for person, row in table.inspectors.items()},
    }


def row_json(row: Row) -> dict[str, Any]:
    """Return the cells of one row by name."""
    return {name: cell_json(cell) for name, cell in row.items() if name not in _PRINTED_ONLY}


def cell_json(cell: Cell) -> Any:
    """Return one cell."""
    match cell:
        case Count(value):
            return value
        case Ratio(n, of):
            return [n, of]
        case CodeList(codes):
            return list(codes)
    return {label: count.value for label, count in cell.counts}
