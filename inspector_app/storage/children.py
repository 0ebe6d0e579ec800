"""Rows that hang on a record in an order: 亮点, 问题, 听课."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import peewee

from inspector_app.storage.database import Database
from inspector_app.storage.rows import insert_row, rows_where

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildRow(Generic[_Value]):
    """A child with its place."""

    visit_uid: str
    ordinal: int
    value: _Value


class ChildStore(Generic[_Value]):
    """One table of ordered child rows."""

    def __init__(
        self,
        database: Database,
        table: Any,
        *,
        to_columns: Callable[[_Value], dict[str, object]],
        to_value: Callable[[Mapping[str, Any]], _Value],
    ) -> None:
        self._database = database
        self._table = table
        self._name: str = table._meta.table_name  # noqa: SLF001 - peewee's only way to ask
        self._to_columns = to_columns
        self._to_value = to_value

    def of_visit(self, visit_id: int) -> tuple[_Value, ...]:
        """Return the rows of one record in their order."""
        rows = rows_where(self._database, self._table, "visit_id", visit_id, "ordinal", "uid")
        return tuple(map(self._to_value, rows))

    def get(self, uid: str) -> ChildRow[_Value] | None:
        """Return one row and the record it hangs on."""
        for row in rows_where(self._database, self._table, "uid", uid):
            owner = self._database.row("SELECT uid FROM visit WHERE id = ?", row["visit_id"])
            visit_uid = owner[0] if owner else ""
            return ChildRow(visit_uid=visit_uid, ordinal=row["ordinal"], value=self._to_value(row))
        return None

    def next_ordinal(self, visit_id: int) -> int:
        """Return the place after the last row of a record."""
        found = self._database.row(
            f"SELECT coalesce(max(ordinal), 0) + 1 FROM {self._name} WHERE visit_id = ?",  # noqa: S608 - a table of ours
            visit_id,
        )
        return int(found[0]) if found else 1

    def insert(self, visit_id: int, value: _Value, *, ordinal: int) -> None:
        """Add a row at a place."""
        columns = {**self._to_columns(value), "visit_id": visit_id, "ordinal": ordinal}
        insert_row(self._database, self._table, columns)

    def update(self, uid: str, columns: Mapping[str, object]) -> None:
        """Set columns of one row."""
        table = self._table
        table.update(**columns).where(table.uid == uid).execute(self._database.peewee)

    def delete(self, uid: str) -> None:
        """Remove one row."""
        table = self._table
        table.delete().where(table.uid == uid).execute(self._database.peewee)


def first(query: "peewee.ModelSelect[Any]", database: Database) -> dict[str, Any] | None:
    """Return the first row of a query as columns, if there is one."""
    for row in query.dicts().execute(database.peewee):
        return dict(row)
    return None
