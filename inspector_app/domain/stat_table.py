"""Tables of figures in one shape: heads, rows, and in each cell a figure that knows its records."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from inspector_app.base.override import override
from inspector_app.domain.figures import CodeList, Count, Ratio


@dataclass(frozen=True, slots=True)
class Said:
    """What is said in words of records: a day, a change, a remark."""

    text: str
    uids: tuple[str, ...] = ()

    @override
    def __str__(self) -> str:
        """Return the words as they print."""
        return self.text or "—"


StatCell = Count | Ratio | CodeList | Said
NOTHING = Said("")


class StatColumn(NamedTuple):
    """A column: a short stable name, and what stands above it."""

    id: str
    label: str


class StatRow(NamedTuple):
    """A row.

    Attributes:
        key: a short stable name, as a school's 标识码.
        names: what stands under the heads of the table.
        cells: one for each column.
        total: whether other rows are part of it.
    """

    key: str
    names: tuple[str, ...]
    cells: tuple[StatCell, ...]
    total: bool = False

    @property
    def name(self) -> str:
        """What the row is called in a sentence."""
        return " ".join(filter(None, self.names[:2]))


class StatTable(NamedTuple):
    """A table.

    Attributes:
        id: a short stable name.
        heads: what stands above the names of the rows.
        note: what has to be known to read it.
    """

    id: str
    title: str
    heads: tuple[str, ...]
    columns: tuple[StatColumn, ...]
    rows: tuple[StatRow, ...]
    note: str = ""

    def row(self, key: str) -> StatRow | None:
        """Return the row of a key."""
        return next((row for row in self.rows if row.key == key), None)

    def column(self, column_id: str) -> StatColumn | None:
        """Return the column of an id."""
        return next((column for column in self.columns if column.id == column_id), None)

    def cell(self, key: str, column: str) -> StatCell | None:
        """Return one cell."""
        row = self.row(key)
        places = {each.id: place for place, each in enumerate(self.columns)}
        return None if row is None or column not in places else row.cells[places[column]]

    def cells(self) -> Iterator[tuple[StatRow, StatColumn, StatCell]]:
        """Yield each cell with its row and its column."""
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                yield row, column, cell


def records_behind(cell: StatCell) -> tuple[str, ...]:
    """Return the records behind a cell, those of the whole of a ratio too, each once."""
    match cell:
        case Ratio(_, _, uids, of_uids):
            return tuple(dict.fromkeys((*uids, *of_uids)))
        case CodeList(codes):
            return codes
    return tuple(dict.fromkeys(cell.uids))


def joined(tables: Sequence[StatTable], *, id_: str, title: str) -> StatTable:
    """Return tables of the same rows beside each other as one."""
    first = tables[0]
    return StatTable(
        id_,
        title,
        first.heads,
        tuple(column for table in tables for column in table.columns),
        tuple(
            first.rows[place]._replace(
                cells=tuple(cell for table in tables for cell in table.rows[place].cells)
            )
            for place in range(len(first.rows))
        ),
    )


def count_of(uids: Iterable[str]) -> Count:
    """Return how many records there are, each counting once."""
    found = tuple(sorted(set(uids)))
    return Count(len(found), found)
