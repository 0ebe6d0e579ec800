"""Whole rows in and out, in statements that are put into words once.

A record has fifty columns: peewee takes ten times longer to name them than SQLite to find them.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from inspector_app.storage.database import Database

if TYPE_CHECKING:
    import peewee


def rows_where(
    database: Database, table: "type[peewee.Model]", column: str, value: object, *order: str
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table that hold ``value`` in a column, ordered by other columns."""
    words, names = _words(table, column, order)
    for row in database.rows(words, value):
        yield dict(zip(names, row, strict=True))


@cache
def _words(table: Any, column: str, order: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    query = table.select().where(getattr(table, column) == "")
    words, _ = query.order_by(*(getattr(table, name) for name in order)).sql()
    return words, tuple(field.column_name for field in query.selected_columns)


def insert_row(
    database: Database, table: "type[peewee.Model]", columns: Mapping[str, object]
) -> None:
    """Add a row; a column that is not named takes the default of its table."""
    row = {**_defaults(table), **columns}
    database.execute(_insertion(table, tuple(row)), *row.values())


@cache
def _defaults(table: Any) -> Mapping[str, object]:
    return {field.column_name: value for field, value in table._meta.defaults.items()}  # noqa: SLF001 - peewee's only way to ask


@cache
def _insertion(table: Any, names: tuple[str, ...]) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join("?" * len(names))
    return f'INSERT INTO "{table._meta.table_name}" ({columns}) VALUES ({places})'  # noqa: S608, SLF001 - names of ours
