"""What was recognised in a blank form: told before it is published, and kept with it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from inspector_app.domain.month_grid import HeadColumn, MonthHead
from inspector_app.domain.month_items import ItemTable
from inspector_app.domain.paper_places import Place, place_from, place_json


class MapLine(NamedTuple):
    """One place of a form for people.

    Attributes:
        key: what a correction names it by.
        said: what stands there, or over it.
        field: the word for what it takes, empty where it was not recognised.
        sure: the words of the form mean nothing else.
        choices: the words that a correction may choose from; none where there is nothing to choose.
    """

    key: str
    said: str
    field: str
    sure: bool = True
    choices: tuple[str, ...] = ()


class TableMap(NamedTuple):
    """The head of one table of figures, and which sheet it stands on."""

    sheet: int
    head: MonthHead


class LayoutMap(NamedTuple):
    """Where everything goes that a layout takes.

    Attributes:
        tables: those with a person a row; ``items`` those with a figure a row.
    """

    tables: tuple[TableMap, ...] = ()
    places: tuple[Place, ...] = ()
    items: tuple[ItemTable, ...] = ()


def map_json(found: LayoutMap) -> dict[str, Any]:
    """Return a map as JSON values."""
    told: dict[str, Any] = {
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
    # Layouts that were published before there were such tables say nothing of them.
    return {**told, "items": [_items_json(each) for each in found.items]} if found.items else told


def map_from(told: Mapping[str, Any]) -> LayoutMap:
    """Return the map that JSON values say."""
    return LayoutMap(
        tuple(_table(each) for each in told["tables"]),
        tuple(place_from(each) for each in told["places"]),
        tuple(_items(each) for each in told.get("items", ())),
    )


def _table(told: Mapping[str, Any]) -> TableMap:
    columns: Sequence[Any] = told["columns"]
    head = MonthHead(
        told["body"], tuple(HeadColumn(at, tuple(heads), field) for at, heads, field in columns)
    )
    return TableMap(told["sheet"], head)


def _items_json(table: ItemTable) -> dict[str, Any]:
    rows = [[each.column, list(each.heads), each.field] for each in table.items]
    return {**table._asdict(), "columns": list(table.columns), "items": rows}


def _items(told: Mapping[str, Any]) -> ItemTable:
    rows: Sequence[Any] = told["items"]
    items = tuple(HeadColumn(at, tuple(heads), field) for at, heads, field in rows)
    return ItemTable(**{**told, "columns": tuple(told["columns"]), "items": items})
