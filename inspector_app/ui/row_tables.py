"""A table over rows: which row is chosen, and staying there when other rows come."""

from collections.abc import Sequence
from typing import TypeVar

from inspector_app.ui.models.rows import RowsModel
from inspector_app.ui.widgets.table import Table

_T = TypeVar("_T")


def chosen_row(table: Table, model: RowsModel[_T]) -> _T | None:
    """Return the row that is chosen, ``None`` where there is none."""
    row = table.currentIndex().row()
    return model.rows[row] if 0 <= row < len(model.rows) else None


def show_rows(table: Table, model: RowsModel[_T], rows: Sequence[_T]) -> None:
    """Show other rows, and stay in the same place as far as there is one."""
    row = table.currentIndex().row()
    model.show(rows)
    if rows:
        table.setCurrentIndex(model.index(max(0, min(row, len(rows) - 1)), 0))
