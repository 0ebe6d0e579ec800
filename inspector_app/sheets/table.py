"""Find the tables of a workbook: by the title of the sheet or by the names of its columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Final

from inspector_app.base.errors import InputError, Problem
from inspector_app.sheets.cells import Reader
from inspector_app.sheets.text import UNCOMPUTED, compact, is_blank
from inspector_app.sheets.workbook import Row, Sheet, Workbook

_HEADER_WITHIN: Final = 15
_BRACKET: Final = re.compile(r"(.+?)[(\[]([^()\[\]]*)[)\]]")
_FOOTER: Final = re.compile(r"合计|总计|小计|注[:：]|备注|说明|填表|制表|审核|负责人")


class Need(Enum):
    """How much of a column must be there."""

    ALWAYS = "the column, and something in each of its cells"
    WHERE_PRESENT = "something in each cell, if there is such a column"
    NEVER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column that a table may have.

    Attributes:
        header: its name, without the unit.
        field: the name of the value in the row that is made.
        read: the reader of a cell that is not blank.
        need: what may be missing.
        empty: the value of a blank cell.
        unit: the unit that may stand behind the header in brackets.
        also: other names of the same column.
        name_like: half-width and full-width characters of its values mean the same.
    """

    header: str
    field: str
    read: Reader
    need: Need = Need.ALWAYS
    empty: object = None
    unit: str = ""
    also: tuple[str, ...] = ()
    name_like: bool = False

    def names(self) -> Iterator[str]:
        """Return every name that the column is known by."""
        yield from (self.header, *self.also)
        if self.unit:
            yield from (f"{self.header}({self.unit})", f"{self.header}{self.unit}数")
            yield f"{self.header}数"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A kind of table.

    Attributes:
        title: the usual title of its sheet.
        every_row: a row that fills none of the columns that must be filled is read, and refused
            for it, instead of left aside with a note.
    """

    title: str
    columns: tuple[Column, ...]
    every_row: bool = False

    def required(self) -> frozenset[str]:
        """Return the fields whose columns must be there."""
        return frozenset(c.field for c in self.columns if c.need is Need.ALWAYS)


@dataclass(slots=True, kw_only=True)
class Table:
    """A sheet in which a layout was recognised.

    Attributes:
        layout: what kind of table it is.
        title: the title of the sheet, used in addresses.
        place: the position of the sheet in the file.
        serial_zero: the day that numbers meaning dates are counted from.
        positions: the column index of each field that is there.
        body: row number and cells of each row with content.
        faults: what is wrong with the sheet as a whole; then no row of it is taken.
        notes: what was left aside without harm.
    """

    layout: Layout
    title: str
    place: int
    serial_zero: date
    positions: Mapping[str, int]
    body: Sequence[tuple[int, Row]] = ()
    faults: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    rows: int
    positions: Mapping[str, int]

    def covers(self, layout: Layout) -> bool:
        return layout.required() <= self.positions.keys()


def find_tables(
    workbook: Workbook, layouts: Sequence[Layout], *, path: Path
) -> tuple[list[Table], list[Problem]]:
    """Return the tables of a workbook in its order, and notes on sheets that were not read.

    Raises:
        InputError: none of the layouts is in the file.
    """
    told = map(_with_uncomputed, workbook.sheets)
    filled = [(n, s) for n, s in enumerate(told) if any(map(_has_content, s.rows))]
    exact = {compact(s.title): s for _, s in filled} if workbook.titled else {}
    tables: list[Table] = []
    notes: list[Problem] = []
    for place, sheet in filled:
        layout = _layout_of(sheet, layouts, titled=workbook.titled)
        original = exact.get(layout.title) if layout is not None else None
        if layout is None:
            notes.append(Problem(where=sheet.title, what="不是要导入的表，没有读"))
        elif original is not None and original is not sheet:
            what = f"已有名为“{layout.title}”的表，没有读这一张"
            notes.append(Problem(where=sheet.title, what=what))
        else:
            title = sheet.title if workbook.titled else layout.title
            tables.append(_table(sheet, layout, title=title, place=place, workbook=workbook))
    if not tables:
        raise _nothing_found(path, layouts, filled)
    return tables, notes


def _with_uncomputed(sheet: Sheet) -> Sheet:
    if not sheet.uncomputed:
        return sheet
    rows = [
        [UNCOMPUTED if (at, n) in sheet.uncomputed else value for n, value in enumerate(row)]
        for at, row in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows)


def _nothing_found(
    path: Path, layouts: Sequence[Layout], filled: Sequence[tuple[int, Sheet]]
) -> InputError:
    wanted = "、".join(layout.title for layout in layouts)
    there = "、".join(sheet.title for _, sheet in filled) or "没有内容"
    return InputError(
        f"文件“{path.name}”里没有可导入的表（需要：{wanted}；文件里是：{there}），没有读入任何内容。"
        "请检查是否选错了文件，工作表名称和表头是否与上面的名称一致。"
    )


def _has_content(row: Row) -> bool:
    return any(not is_blank(value) for value in row)


def _layout_of(sheet: Sheet, layouts: Sequence[Layout], *, titled: bool) -> Layout | None:
    title = compact(sheet.title) if titled else ""
    for layout in layouts:
        if title == layout.title:
            return layout
    headers = [(_header(sheet, layout), layout) for layout in layouts]
    fitting = [(len(h.positions), layout) for h, layout in headers if h.covers(layout)]
    if fitting:
        return max(fitting, key=lambda pair: pair[0])[1]
    for header, layout in headers:
        found = len(layout.required() & header.positions.keys())
        if (layout.title in title or not titled) and 2 * found > len(layout.required()):
            return layout
    return None


def _header(sheet: Sheet, layout: Layout) -> _Header:
    """Return the row, or the two rows, of the sheet's top that name most of the columns."""
    names = {_header_key(name): column for column in layout.columns for name in column.names()}
    top = sheet.rows[:_HEADER_WITHIN]
    single = [(at, 1, row) for at, row in enumerate(top)]
    double = [(at, 2, _one_above_the_other(*pair)) for at, pair in enumerate(pairwise(top))]
    best = _Header(0, 1, {})
    for at, rows, cells in (*single, *double):
        positions = _positions(cells, names)
        if len(positions) > len(best.positions):
            best = _Header(at, rows, positions)
    return best


def _one_above_the_other(above: Row, below: Row) -> Row:
    width = max(len(above), len(below))
    upper = [*above, *[None] * (width - len(above))]
    lower = [*below, *[None] * (width - len(below))]
    return [up if is_blank(low) else low for up, low in zip(upper, lower, strict=True)]


def _positions(cells: Row, names: Mapping[str, Column]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, value in enumerate(cells):
        column = _column_named(value, names)
        if column is not None:
            found.setdefault(column.field, at)
    return found


def _column_named(value: object, names: Mapping[str, Column]) -> Column | None:
    if not isinstance(value, str):
        return None
    key = _header_key(value)
    if key in names:
        return names[key]
    bracketed = _BRACKET.fullmatch(key)
    column = names.get(bracketed[1]) if bracketed is not None else None
    # 座谈(人) is another figure than 座谈(场): a unit that differs is a column of its own.
    if bracketed is None or column is None or column.unit not in {"", bracketed[2]}:
        return None
    return column


def _header_key(text: str) -> str:
    return compact(text).strip("*★:").casefold()


def _table(sheet: Sheet, layout: Layout, *, title: str, place: int, workbook: Workbook) -> Table:
    header = _header(sheet, layout)
    table = Table(
        layout=layout,
        title=title,
        place=place,
        serial_zero=workbook.serial_zero,
        positions=header.positions,
    )
    absent = layout.required() - header.positions.keys()
    missing = [column.header for column in layout.columns if column.field in absent]
    if missing:
        table.faults.append(_missing_columns(title, header, missing))
    first = header.row + header.rows
    table.body = list(_body(sheet.rows, first, table)) if header.positions else _all_rows(sheet)
    _note_columns(table, sheet.rows[header.row : first])
    return table


def _missing_columns(title: str, header: _Header, missing: Sequence[str]) -> Problem:
    if not header.positions:
        return Problem(
            where=title,
            what="找不到表头，整张表没有读入",
            remedy="请在表的前几行写上列名：" + "、".join(missing),
        )
    return Problem(
        where=f"{title}!{header.row + 1}:{header.row + header.rows}",
        what="表头缺少：" + "、".join(missing) + "，整张表没有读入",
        remedy="请补上这些列，或把列名改成这些名称",
    )


def _all_rows(sheet: Sheet) -> list[tuple[int, Row]]:
    return [(at + 1, row) for at, row in enumerate(sheet.rows) if _has_content(row)]


def _body(rows: Sequence[Row], first: int, table: Table) -> Iterator[tuple[int, Row]]:
    required = [at for f, at in table.positions.items() if f in table.layout.required()]
    every = list(table.positions.values())
    for at in range(first, len(rows)):
        row = rows[at]
        filled = sum(1 for n in required if n < len(row) and not is_blank(row[n]))
        if 2 * filled > len(required) and not _repeats_header(row, rows[first - 1], every):
            yield at + 1, row
        elif filled:
            if not _is_footer(row) and not _repeats_header(row, rows[first - 1], every):
                yield at + 1, row
        elif not any(n < len(row) and not is_blank(row[n]) for n in every):
            continue
        elif table.layout.every_row:
            yield at + 1, row
        else:
            table.notes.append(
                Problem(where=f"{table.title}!{at + 1}:{at + 1}", what="必填的各列都是空的，没有读")
            )


def _repeats_header(row: Row, header: Row, positions: Sequence[int]) -> bool:
    """Say whether the header stands here again, as it does on every page of some prints."""
    named = [n for n in positions if n < len(header) and not is_blank(header[n])]
    return bool(named) and all(n < len(row) and row[n] == header[n] for n in named)


def _is_footer(row: Row) -> bool:
    first = next((value for value in row if not is_blank(value)), None)
    return isinstance(first, str) and _FOOTER.match(compact(first)) is not None


def _note_columns(table: Table, header: Sequence[Row]) -> None:
    used = set(table.positions.values())
    unread: dict[str, None] = {}
    for row in header:
        for at, value in enumerate(row):
            if at not in used and not is_blank(value):
                unread[" ".join(str(value).split())] = None
    if unread and table.positions:
        what = "这些列没有读：" + "、".join(unread)
        table.notes.append(Problem(where=table.title, what=what))
    zero = [
        c.header
        for c in table.layout.columns
        if c.empty == 0 and c.unit and c.field not in table.positions
    ]
    if zero and table.positions:
        what = "没有这些列，按 0 计：" + "、".join(zero)
        table.notes.append(Problem(where=table.title, what=what))
