"""What was recognised in a blank form: told before it is published, and kept with it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from inspector_app.domain.month_grid import HeadColumn, MonthHead
from inspector_app.domain.paper_places import Place, place_from, place_json


class MapLine(NamedTuple):
    """One place of a form for people.

    Attributes:
        key: what a correction names it by.
        said: what stands there, or over it.
        field: the word for what it takes, empty where it was not recognised.
        sure: the words of the form mean nothing else.
    """

    key: str
    said: str
    field: str
    sure: bool = True


class TableMap(NamedTuple):
    """The head of one table of figures, and which sheet it stands on."""

    sheet: int
    head: MonthHead


class LayoutMap(NamedTuple):
    """Where everything goes that a layout takes."""

    tables: tuple[TableMap, ...] = ()
    places: tuple[Place, ...] = ()


def map_json(found: LayoutMap) -> dict[str, Any]:
    """Return a map as JSON values."""
    return {
        "tables": [
            {
                "sheet": table.sheet,
                "body": table.head.body,
                "columns": [[c.column, list(c.heads), c.field] for c in table.head.columns],
            }
            for table in found.tables
        ],
        "places": [place_json(place) for place in found.places],
    }


def map_from(told: Mapping[str, Any]) -> LayoutMap:
    """Return the map that JSON values say."""
    return LayoutMap(
        tuple(_table(each) for each in told["tables"]),
        tuple(place_from(each) for each in told["places"]),
    )


def _table(told: Mapping[str, Any]) -> TableMap:
    columns: Sequence[Any] = told["columns"]
    head = MonthHead(
        told["body"], tuple(HeadColumn(at, tuple(heads), field) for at, heads, field in columns)
    )
    return TableMap(told["sheet"], head)
