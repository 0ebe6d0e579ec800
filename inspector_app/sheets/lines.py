"""Rows of a table as values, each with what is wrong in it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from inspector_app.base.errors import Problem
from inspector_app.sheets.cells import Reader, memoised
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.table import Column, Need, Table
from inspector_app.sheets.text import is_blank, is_nothing, key_of

_FIELDS_APART: Final = "\x1f"
_ITEMS_APART: Final = "\x1e"


class Refusal(StrEnum):
    """Why a row is left out."""

    OWN_CELL = "own_cell"
    HANGS_ON_REFUSED = "hangs_on_refused"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that is left out, and why.

    Attributes:
        kind: the layout's title (督导记录), whatever the sheet is called.
        number: its own number as far as it could be read, else "".
    """

    kind: str
    sheet: str
    row: int
    number: str
    reason: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How the rows of one sheet fared: ``read == good + repeated + refused``.

    ``repeated`` rows say again what an earlier row of the file says; nothing of them is lost.
    """

    kind: str
    sheet: str
    read: int
    good: int
    repeated: int
    refused: int


@dataclass(slots=True, kw_only=True)
class Line:
    """One row on its way to be taken or refused."""

    table: Table
    row: int
    values: dict[str, Any]
    faults: dict[str, Problem] = field(default_factory=dict)
    refusal: Refusal | None = None
    repeated: bool = False

    @property
    def good(self) -> bool:
        """Say whether the row is taken."""
        return self.refusal is None and not self.repeated

    def accuse(self, name: str, error: CellError) -> None:
        """Note what is wrong with the cell of a field; the first fault of a cell stands."""
        if name in self.faults or name not in self.table.positions:
            return
        self.faults[name] = Problem(where=self.address(name), what=error.what, remedy=error.remedy)
        self.values.pop(name, None)
        self.refuse(Refusal.OWN_CELL)

    def address(self, name: str) -> str:
        """Return where the cell of a field is: "督导记录!B603"."""
        # Only where a cell is named: openpyxl takes longer to load than the window to open.
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        letter = get_column_letter(self.table.positions[name] + 1)
        return f"{self.table.title}!{letter}{self.row}"

    def refuse(self, reason: Refusal) -> None:
        """Leave the row out; the first reason stands, except that an own fault outweighs."""
        self.repeated = False
        if self.refusal is None or reason is Refusal.OWN_CELL:
            self.refusal = reason

    def digest(self) -> str:
        """Return what is equal for two rows of the same content, however they are spelled."""
        parts = [
            key_of(part) if column.name_like else part
            for column in self.table.layout.columns
            for part in (_canonical(self.values.get(column.field)),)
        ]
        return hashlib.sha256(_FIELDS_APART.join(parts).encode()).hexdigest()

    def made(self) -> dict[str, Any]:
        """Return the values with the row's origin, as the fields of a row class."""
        return {
            **self.values,
            "sheet": self.table.title,
            "row": self.row,
            "digest": self.digest(),
        }


def read_lines(table: Table) -> list[Line]:
    """Read every row of a table, cell by cell; the table lets go of its cells on the way."""
    present = [
        (column.field, table.positions[column.field], _cell_reader(column))
        for column in table.layout.columns
        if column.field in table.positions
    ]
    absent = {c.field: c.empty for c in table.layout.columns if c.field not in table.positions}
    # Ten years of records need not be in the memory twice, as cells and as values.
    rest = list(table.body)
    table.body = ()
    rest.reverse()
    lines = []
    while rest:
        row, cells = rest.pop()
        lines.append(_line(table, row, cells, present, absent))
    return lines


def _line(
    table: Table,
    row: int,
    cells: Sequence[object],
    present: Iterable[tuple[str, int, Reader]],
    absent: Mapping[str, object],
) -> Line:
    values: dict[str, Any] = dict(absent)
    line = Line(table=table, row=row, values=values)
    if table.faults:
        line.refuse(Refusal.SHEET)
        return line
    width = len(cells)
    for name, at, read in present:
        try:
            values[name] = read(cells[at] if at < width else None)
        except CellError as error:
            line.accuse(name, error)
    return line


def _cell_reader(column: Column) -> Reader:
    def read(value: object) -> Any:
        if column.need is Need.NEVER:
            # "无" is a word of a free text, but no date, count or person.
            blank = is_blank(value) if column.empty == "" else is_nothing(value)
            return column.empty if blank else column.read(value)
        if is_blank(value):
            raise CellError(f"“{column.header}”没有填", "这一项必填（合并的单元格要逐行填写）")
        return column.read(value)

    return memoised(read)


def _canonical(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return _ITEMS_APART.join(map(str, value))
    return str(value)


def mark_repeats(lines: Iterable[Line], *, key: Sequence[str], name: str) -> None:
    """Let the first row with a key stand.

    A later row with the same content is the same row pasted twice; one with another content is
    refused, because nobody but the office knows which of the two is right.

    Args:
        lines: rows of one kind, in the order of the file.
        key: the fields that name a row.
        name: the field whose cell is named when two rows differ.
    """
    seen: dict[tuple[str, ...], Line] = {}
    for line in lines:
        if any(part not in line.values for part in key):
            continue
        mark = tuple(_canonical(line.values[part]).casefold() for part in key)
        first = seen.setdefault(mark, line)
        if first is line:
            continue
        if first.good and line.good and first.digest() == line.digest():
            line.repeated = True
        elif line.refusal is None:
            shown = "、".join(_canonical(line.values[part]) for part in key)
            line.accuse(
                name,
                CellError(
                    f"“{shown}”与{first.table.title}第 {first.row} 行重复，内容却不同",
                    "请改正编号，或只留下正确的一行",
                ),
            )


def refused_rows(lines: Iterable[Line], *, number: str) -> list[RefusedRow]:
    """Return the rows that are left out, with the number that field ``number`` holds."""
    return [
        RefusedRow(
            kind=line.table.layout.title,
            sheet=line.table.title,
            row=line.row,
            number=_canonical(line.values.get(number)),
            reason=line.refusal,
        )
        for line in lines
        if line.refusal is not None
    ]


def tallies(tables: Iterable[Table], lines: Iterable[Line]) -> tuple[Tally, ...]:
    """Count how the rows of each sheet fared."""
    by_place: dict[int, list[Line]] = {}
    for line in lines:
        by_place.setdefault(line.table.place, []).append(line)
    found = []
    for table in tables:
        own = by_place.get(table.place, [])
        found.append(
            Tally(
                kind=table.layout.title,
                sheet=table.title,
                read=len(own),
                good=sum(line.good for line in own),
                repeated=sum(line.repeated for line in own),
                refused=sum(line.refusal is not None for line in own),
            )
        )
    return tuple(found)


def problems_in_order(tables: Iterable[Table], lines: Iterable[Line]) -> tuple[Problem, ...]:
    """Return every problem by sheet, row and column."""
    found: list[tuple[int, int, int, Problem]] = [
        (table.place, 0, 0, problem) for table in tables for problem in table.faults
    ]
    found += [
        (line.table.place, line.row, line.table.positions[name], problem)
        for line in lines
        for name, problem in line.faults.items()
    ]
    return tuple(problem for *_, problem in sorted(found, key=lambda one: one[:3]))
