"""The tables of a period as one workbook: real numbers, and behind them which records they count.

Each table is a sheet. 数字来源 names for each cell, by its address, the 记录号 of what it counts;
记录 has one line for each 记录号. So a record stands once, however many cells count it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.domain.counting_rules import COUNTING_RULES
from inspector_app.domain.figures import CodeList, Count, Ratio
from inspector_app.domain.period_tables import PeriodTables
from inspector_app.domain.stat_table import (
    Said,
    StatCell,
    StatColumn,
    StatRow,
    StatTable,
    joined,
    records_behind,
)
from inspector_app.domain.table_period import TablePeriod
from inspector_app.domain.views import RecordLine
from inspector_app.services.context import Context
from inspector_app.services.period_tables import PeriodTableService
from inspector_app.services.record_lines import LESSONS_BEHIND

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.sheets.writer import TableSheet, TableValue

SOURCES: Final = "数字来源"
RECORDS: Final = "记录"
_MAIN: Final = ("coverage", "lessons", "issues", "complaints", "duties")
# The heading and the heads stand above the first row.
_FIRST_ROW: Final = 3
_SOURCE_HEAD: Final = ("工作表", "单元格", "行", "列", "数", "条数", "记录号")
_RECORD_HEAD: Final = ("记录号", "类型", "编号", "日期", "学校", "内容")
# The runs of a cell have to stand in a row of Excel, which is no higher than 25 lines.
_WIDEST_RUNS: Final = 96
_MOST_TEXT: Final = 2_000
_OF_RATIO: Final = ("分子", "分母", "比率")


class Source(NamedTuple):
    """What a cell of a sheet counts."""

    address: str
    row: str
    column: str
    shown: "TableValue"
    uids: tuple[str, ...]


class PeriodWorkbooks:
    """Writes the tables of a period."""

    def __init__(self, context: Context, tables: PeriodTableService) -> None:
        self._context = context
        self._tables = tables

    def xlsx(self, path: Path, period: TablePeriod) -> "WrittenFile":
        """Write every table, and the records behind each cell.

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.sheets.writer import write_table

        with self._context.database.snapshot():
            found = self._tables.of(period)
            names = {s.code: s.name for s in self._context.stores.schools.all()}
            sheets = list(self._sheets(found, names))
        return write_table(path, sheets)

    def _sheets(self, found: PeriodTables, names: dict[str, str]) -> "Iterator[TableSheet]":
        from inspector_app.sheets.writer import TableSheet

        tables = sheet_tables(found)
        for place, table in enumerate(tables):
            notes = (
                *filter(None, (found.moved.told, table.note)),
                *(_rules(found) if not place else ()),
            )
            yield TableSheet(
                title=table.title,
                heading="　".join(filter(None, (table.title, found.period.name, found.counted_to))),
                head=(*table.heads, *_heads(table)),
                rows=[tuple(_row(table, row, names)) for row in table.rows],
                notes=notes,
                leading=min(len(table.heads), 2),
            )
        numbers = record_numbers(tables)
        yield TableSheet(
            title=SOURCES,
            heading=f"{SOURCES}：每个单元格数的是哪些记录，记录号见“{RECORDS}”",
            head=_SOURCE_HEAD,
            rows=list(_source_rows(tables, numbers)),
            leading=2,
            long_list=True,
            widest=_WIDEST_RUNS,
        )
        yield TableSheet(
            title=RECORDS,
            heading=f"{RECORDS}：记录号和它是哪一条",
            head=_RECORD_HEAD,
            rows=list(_record_rows(self._tables.behind(numbers), numbers)),
            long_list=True,
        )


def _rules(found: PeriodTables) -> tuple[str, ...]:
    return (
        f"由 {found.table.record_count} 条记录汇总",
        *(f"{n}. {rule}" for n, rule in enumerate(COUNTING_RULES, 1)),
    )


def sheet_tables(found: PeriodTables) -> tuple[StatTable, ...]:
    """Return a table for each sheet: those by inspector stand beside each other."""
    main = [table for table in found.tables if table.id in _MAIN]
    rest = (table for table in found.tables if table.id not in _MAIN)
    return (joined(main, id_="main", title="督导统计表"), *rest)


# -- a table as a sheet ----------------------------------------------------------------------------


def _is_ratio(table: StatTable, place: int) -> bool:
    """Say whether a column holds ratios alone: those stand as three numbers to go on with."""
    cells = [row.cells[place] for row in table.rows]
    return any(isinstance(c, Ratio) for c in cells) and all(
        isinstance(c, Ratio | Said) for c in cells
    )


def _heads(table: StatTable) -> Iterator[str]:
    for place, column in enumerate(table.columns):
        if _is_ratio(table, place):
            yield from (f"{column.label}·{part}" for part in _OF_RATIO)
        else:
            yield column.label


def _row(table: StatTable, row: StatRow, names: dict[str, str]) -> "Iterator[TableValue]":
    yield from row.names
    for place, cell in enumerate(row.cells):
        if _is_ratio(table, place):
            yield from _three(cell)
        else:
            yield _value(cell, names)


def _three(cell: StatCell) -> "tuple[TableValue, TableValue, TableValue]":
    from inspector_app.sheets.writer import Percent

    if not isinstance(cell, Ratio):
        return (None, None, "—")
    return (cell.n, cell.of, Percent(cell.n / cell.of) if cell.of else "—")


def _value(cell: StatCell, names: dict[str, str]) -> "TableValue":
    if isinstance(cell, Count):
        return cell.value
    if isinstance(cell, CodeList):
        return "、".join(names.get(code, code) for code in cell.codes) or "—"
    return str(cell)


# -- what stands behind ----------------------------------------------------------------------------


def sources_of(table: StatTable) -> Iterator[Source]:
    """Yield each cell of a table's sheet that counts anything, with its address."""
    from inspector_app.sheets.writer import column_letters

    at = len(table.heads)
    places = []
    for place in range(len(table.columns)):
        places.append(at)
        at += len(_OF_RATIO) if _is_ratio(table, place) else 1
    letters = column_letters(at)
    for number, row in enumerate(table.rows, _FIRST_ROW):
        name = " ".join(filter(None, row.names[:2]))
        for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            if _is_ratio(table, place):
                yield from _ratio_sources(column, cell, name, number, letters[places[place] :])
            elif uids := records_behind(cell):
                address = f"{letters[places[place]]}{number}"
                shown = cell.value if isinstance(cell, Count) else str(cell)
                yield Source(address, name, column.label, shown, uids)


def _ratio_sources(
    column: StatColumn, cell: StatCell, name: str, number: int, letters: Sequence[str]
) -> Iterator[Source]:
    if not isinstance(cell, Ratio):
        return
    for letter, part, shown, uids in (
        (letters[0], _OF_RATIO[0], cell.n, cell.uids),
        (letters[1], _OF_RATIO[1], cell.of, cell.of_uids),
    ):
        if uids:
            found = tuple(dict.fromkeys(uids))
            yield Source(f"{letter}{number}", name, f"{column.label}·{part}", shown, found)


def record_numbers(tables: Iterable[StatTable]) -> dict[str, int]:
    """Return the 记录号 of everything that is counted, those of one person beside each other."""
    numbers: dict[str, int] = {}
    for total in (False, True):
        for table in tables:
            for row, _, cell in table.cells():
                if row.total is total:
                    new = [uid for uid in records_behind(cell) if uid not in numbers]
                    numbers.update(zip(new, count(len(numbers) + 1), strict=False))
    return numbers


def _source_rows(
    tables: Iterable[StatTable], numbers: dict[str, int]
) -> "Iterator[tuple[TableValue, ...]]":
    # The same records stand behind many cells: 校次, 人次, 半天数.
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for table in tables:
        for source in sources_of(table):
            parts = known.get(source.uids)
            if parts is None:
                told = runs_text(map(numbers.__getitem__, source.uids))
                parts = known[source.uids] = tuple(_parts(told))
            for part in parts:
                yield (
                    table.title, source.address, source.row, source.column, source.shown,
                    len(source.uids), part,
                )  # fmt: skip


def runs_text(numbers: Iterable[int]) -> str:
    """Return ``1-3,5`` for 1, 2, 3 and 5."""
    found = sorted(set(numbers))
    if not found:
        return ""
    # Where the next number is not the one after, a run ends and another begins.
    ends = [n for n, after in pairwise(found) if after != n + 1] + found[-1:]
    starts = found[:1] + [after for n, after in pairwise(found) if after != n + 1]
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts that a cell takes, parted between numbers."""
    while len(text) > _MOST_TEXT:
        at = text.rindex(",", 0, _MOST_TEXT)
        yield text[:at]
        text = text[at + 1 :]
    yield text


def _record_rows(
    lines: Iterable[RecordLine], numbers: dict[str, int]
) -> "Iterator[tuple[TableValue, ...]]":
    for line in sorted(lines, key=lambda each: numbers[each.uid]):
        # A class may be called after its teacher: who heard the lesson is all that leaves.
        text = line.text.split(" ")[0] if line.kind == LESSONS_BEHIND else line.text
        yield (numbers[line.uid], line.kind, line.number, line.day, line.school_name, text)
