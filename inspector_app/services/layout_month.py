"""A district's own month table: its heads recognised, and its cells filled from the records."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Final, NamedTuple

from inspector_app.domain.boxes import Filling
from inspector_app.domain.figures import Ratio
from inspector_app.domain.item_words import folded
from inspector_app.domain.labels.schools import INSPECTOR_KIND_LABEL
from inspector_app.domain.layout_map import LayoutMap, MapLine, TableMap
from inspector_app.domain.month_grid import (
    BodyRow,
    Grid,
    HeadColumn,
    Whose,
    body_rows,
    called,
    month_head,
    taken_columns,
)
from inspector_app.domain.month_heads import (
    FIELD_LABEL,
    LEADING_LABEL,
    NAME,
    NUMBER,
    PERSON_ID,
    PERSON_KIND,
    ZONE,
)
from inspector_app.domain.month_values import Shown, shown
from inspector_app.domain.monthly_table import Row
from inspector_app.domain.paper_places import (
    FieldWords,
    PaperText,
    Place,
    labelled_places,
    month_blanks,
)
from inspector_app.domain.school import Inspector
from inspector_app.domain.summary_grid import GridCell
from inspector_app.services.layout_files import LayoutFile
from inspector_app.services.months import MonthTable

_TEXTS: Final = (
    FieldWords("month", "月份", ("统计月份", "填报月份", "统计时间", "统计周期", "月份")),
    FieldWords("day", "填表日期", ("填表日期", "填报日期", "制表日期", "报送日期", "上报日期")),
    FieldWords("records", "汇总记录数", ("汇总记录数", "记录份数", "记录条数")),
    FieldWords("check", "数字校验码", ("数字校验码", "校验码")),
)  # fmt: skip
TEXT_LABEL: Final = {each.field: each.label for each in _TEXTS}


class FilledCell(NamedTuple):
    """A cell that was filled in, and the records behind it.

    Attributes:
        row, head: whose figure it is, and what stands over it.
        text: the figure in full.
    """

    address: str
    row: str
    head: str
    field: str
    text: str
    uids: tuple[str, ...]


class _Line(NamedTuple):
    """A row that takes figures; ``number`` is 0 for those of several people together."""

    row: int
    key: str
    figures: Row
    number: int = 0


_Cells = Mapping[tuple[int, int], GridCell]


@dataclass(slots=True)
class MonthFilling:
    """What filling a month table came to."""

    file: LayoutFile
    cells: list[FilledCell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def recognised(file: LayoutFile) -> LayoutMap:
    """Return what a month table's heads and blanks mean; nothing where it is none."""
    tables = []
    grids = [tuple(file.cells(sheet)) for sheet, _ in enumerate(file.titles)]
    for sheet, cells in enumerate(grids):
        head = month_head(Grid(cells))
        if head is not None:
            tables.append(TableMap(sheet, head))
    return LayoutMap(tuple(tables), tuple(_places(file, grids, tables)))


def _places(
    file: LayoutFile, grids: Sequence[Sequence[GridCell]], tables: Sequence[TableMap]
) -> Iterator[Place]:
    """Yield the blanks around the tables; what stands in their heads and rows is none."""
    inside = {
        (table.sheet, row)
        for table in tables
        for row in range(_first_row(grids[table.sheet], table), table.head.body)
    }
    texts = [t for t in file.texts() if (t.where.sheet, t.where.row) not in inside]
    blanks = list(month_blanks(texts))
    yield from blanks
    asked = [each for each in _TEXTS if each.field != "month" or not blanks]
    rest = [t for t in texts if not _is_blank_month(t, blanks)]
    yield from labelled_places(rest, grids, asked)


def _is_blank_month(text: PaperText, blanks: Sequence[Place]) -> bool:
    return any(place.where == text.where for place in blanks)


def _first_row(cells: Sequence[GridCell], table: TableMap) -> int:
    heads = {head for column in table.head.columns for head in column.heads}
    return min(
        (c.row for c in cells if c.row < table.head.body and c.text.strip() in heads),
        default=table.head.body,
    )


def map_lines(file: LayoutFile, found: LayoutMap) -> Iterator[MapLine]:
    """Yield every column and blank for people to look through."""
    for table in found.tables:
        for column in table.head.columns:
            at = file.address(table.sheet, table.head.body, column.column)
            key = at.rpartition("!")[2].rstrip("0123456789") or at
            if "!" not in at:
                key = str(column.column + 1)
            prefix = f"{table.sheet + 1}." if len(found.tables) > 1 else ""
            label = FIELD_LABEL.get(column.field, "")
            yield MapLine(f"{prefix}{key}", column.text, label, column.sure)
    for place in found.places:
        where = place.where
        at = "正文" if where.sheet < 0 else file.address(where.sheet, where.row, where.column)
        yield MapLine(at, place.said, TEXT_LABEL.get(place.field, place.field))


class MonthFiller:
    """Fills one month into a file."""

    def __init__(self, table: MonthTable, *, today: date, exact: bool) -> None:
        """Take a month.

        Args:
            table: its figures.
            today: the day that a form is filled in on.
            exact: cells take numbers; else they take words, and a rate says how it came about.
        """
        self._table = table
        self._today = today
        self._exact = exact
        people = table.inspectors
        self._people: Mapping[str, Inspector] = {person.id: person for person in people}
        names = Counter(called(person.name) for person in people)
        self._called = {
            **{folded(person.id): person.id for person in people},
            **{called(p.name): p.id for p in people if names[called(p.name)] == 1},
        }

    def fill(self, file: LayoutFile, found: LayoutMap) -> MonthFilling:
        """Fill everything in that the map names."""
        for place in found.places:
            value = self._text(place.field)
            if place.how == "cell":
                text = value if isinstance(value, str) else _said(value)
                file.write(place.where, text)
            else:
                file.fill(place.where, place.at, value)
        made = MonthFilling(file)
        for table in found.tables:
            self._fill_table(made, table)
        return made

    def _text(self, name: str) -> Filling:
        values: dict[str, Filling] = {
            "month": self._table.month,
            "day": self._today,
            "records": str(self._table.table.record_count),
            "check": self._table.check_code,
        }
        return values[name]

    # -- rows ------------------------------------------------------------------------------------

    def _fill_table(self, made: MonthFilling, table: TableMap) -> None:
        rows = self._rows(made.file, table)
        left = self._left(table, rows)
        free = [each for each in rows if each.whose is Whose.FREE]
        if free and len(left) > len(free):
            last, more = free[-1].row, len(left) - len(free)
            made.file = made.file.repeat_row(table.sheet, last, more)
            rows = tuple(_with_more(rows, last, more))
            free = [each for each in rows if each.whose is Whose.FREE]
        elif left:
            names = "、".join(self._name(key) for key in left[len(free) :])
            if names:
                made.notes.append(f"表里没有 {names} 的行，也没有空行，没有填；请在表样里加行。")
        unknown = [each.key for each in rows if each.whose is Whose.UNKNOWN]
        if unknown:
            made.notes.append(f"没有认出这些行是谁的，没有填：{'、'.join(unknown)}")
        given = dict(zip((each.row for each in free), left, strict=False))
        self._fill_rows(made, table, rows, given)

    def _rows(self, file: LayoutFile, table: TableMap) -> tuple[BodyRow, ...]:
        return body_rows(
            Grid(file.cells(table.sheet)), table.head,
            people=self._called, zones=tuple(self._table.table.zones),
        )  # fmt: skip

    def _left(self, table: TableMap, rows: Sequence[BodyRow]) -> list[str]:
        """Return the people, or in a table without people the zones, that have no row."""
        named = {each.key for each in rows}
        if table.head.column_of(NAME) is None:
            return [zone for zone in self._table.table.zones if zone not in named]
        return [code for code in self._table.table.inspectors if code not in named]

    def _fill_rows(
        self, made: MonthFilling, table: TableMap, rows: Sequence[BodyRow],
        given: Mapping[int, str],
    ) -> None:  # fmt: skip
        cells = {(c.row, c.column): c for c in made.file.cells(table.sheet)}
        lines = list(self._lines(table, rows, given))
        for line in lines:
            self._fill_line(made, table, cells, line)
        self._check_formulas(made, table, cells, lines)

    def _lines(
        self, table: TableMap, rows: Sequence[BodyRow], given: Mapping[int, str]
    ) -> Iterator[_Line]:
        """Yield the rows that take figures; those of the people, or the zones, are numbered."""
        compiled = self._table.table
        by_person = table.head.column_of(NAME) is not None
        own = compiled.inspectors if by_person else compiled.zones
        numbered = {Whose.FREE, Whose.PERSON if by_person else Whose.ZONE}
        number = 0
        for each in rows:
            key = given.get(each.row, each.key)
            if each.whose is Whose.DISTRICT:
                yield _Line(each.row, "合计", compiled.district)
            elif each.whose in numbered and key in own:
                number += 1
                yield _Line(each.row, key, own[key], number)
            elif each.whose is Whose.ZONE:
                yield _Line(each.row, key, compiled.zones[key])

    def _fill_line(self, made: MonthFilling, table: TableMap, cells: _Cells, line: _Line) -> None:
        for column in taken_columns(table.head):
            found = self._shown(column, line)
            cell = cells.get((line.row, column.column))
            if cell is None or found.value is None:
                continue
            address = made.file.address(table.sheet, line.row, column.column)
            if cell.free:
                self._put(made, table.sheet, line, column, found)
            elif cell.text and column.field not in LEADING_LABEL:
                # Names and formulas belong to the form; a figure that stands there does not.
                made.notes.append(f"{address} 已有“{cell.text}”，没有改动")

    def _put(
        self, made: MonthFilling, sheet: int, line: _Line, column: HeadColumn, found: Shown
    ) -> None:
        value = found.value
        if isinstance(value, Ratio) and not self._exact and column.field.endswith("/rate"):
            value = value.percent_text
        assert value is not None
        made.file.put(sheet, line.row, column.column, value)
        if column.field not in LEADING_LABEL:
            address = made.file.address(sheet, line.row, column.column)
            made.cells.append(
                FilledCell(
                    address, self._name(line.key), column.text, column.field, found.text, found.uids
                )
            )

    def _shown(self, column: HeadColumn, line: _Line) -> Shown:
        if column.field not in LEADING_LABEL:
            return shown(line.figures, column.field, self._table.school_names)
        if not line.number:
            return Shown(None, "")
        if column.field == NUMBER:
            return Shown(line.number, str(line.number))
        return self._leading(column.field, line.key)

    def _leading(self, name: str, key: str) -> Shown:
        person = self._people.get(key)
        if person is None:
            return Shown(key if name == ZONE else None, key)
        text = {
            NAME: person.name,
            ZONE: person.zone,
            PERSON_ID: person.id,
            PERSON_KIND: INSPECTOR_KIND_LABEL[person.kind],
        }[name]
        return Shown(text or None, text)

    def _name(self, key: str) -> str:
        person = self._people.get(key)
        return person.name if person is not None else key

    def _check_formulas(
        self, made: MonthFilling, table: TableMap, cells: _Cells, lines: Sequence[_Line]
    ) -> None:
        """Tell where adding the rows up comes to another number than the district's own."""
        for line, column in product(lines, taken_columns(table.head)):
            cell = cells.get((line.row, column.column))
            is_formula = cell is not None and not cell.free and not cell.text
            if not is_formula or column.field in LEADING_LABEL or line.key != "合计":
                continue
            figure = self._shown(column, line).value
            rows = [self._shown(column, each).value for each in lines if each.number]
            added = sum(value for value in rows if isinstance(value, int))
            if isinstance(figure, int) and added != figure:
                address = made.file.address(table.sheet, line.row, column.column)
                made.notes.append(
                    f"{address} 是公式，没有改动：各行相加得 {added}，全区{column.text}是"
                    f" {figure}（几人同去一所学校，全区只算一次）"
                )


def _with_more(rows: Sequence[BodyRow], last: int, more: int) -> Iterator[BodyRow]:
    """Yield rows as they stand once one of them was repeated below itself."""
    for each in rows:
        yield each if each.row <= last else each._replace(row=each.row + more)
        if each.row == last:
            yield from (each._replace(row=last + at) for at in range(1, more + 1))


def _said(value: Filling) -> str:
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return value if isinstance(value, str) else value.title
