"""Tables whose head is one row of words: lists, ledgers."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from inspector_app.reports.document import Align, Column, HeadCell, Table, TableRow


class ListColumn(NamedTuple):
    """A column's words, its share of the width and how its cells stand."""

    text: str
    weight: float
    align: Align = Align.CENTRE


def list_table(columns: Sequence[ListColumn], rows: Iterable[TableRow]) -> Table:
    """Return the table of ``rows`` below the words of its columns."""
    return Table(
        columns=tuple(Column(weight=column.weight, align=column.align) for column in columns),
        head=(tuple(HeadCell(text=column.text) for column in columns),),
        rows=tuple(rows),
    )
