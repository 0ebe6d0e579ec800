"""A district's own month table: its heads recognised, and its cells filled from the records."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import NamedTuple

from inspector_app.domain.boxes import Filling
from inspector_app.domain.figures import Ratio
from inspector_app.domain.item_words import folded
from inspector_app.domain.labels.schools import INSPECTOR_KIND_LABEL
from inspector_app.domain.layout_map import LayoutMap, TableMap
from inspector_app.domain.month_grid import (
    BodyRow,
    Grid,
    HeadColumn,
    Whose,
    body_rows,
    called,
    taken_columns,
)
from inspector_app.domain.month_heads import (
    LEADING_LABEL,
    NAME,
    NUMBER,
    PERSON_ID,
    PERSON_KIND,
    ZONE,
)
from inspector_app.domain.month_values import Shown, shown
from inspector_app.domain.monthly_table import Row
from inspector_app.domain.paper_places import Place
from inspector_app.domain.report_lines import ReportLines
from inspector_app.domain.school import Inspector
from inspector_app.domain.summary_grid import GridCell
from inspector_app.services.layout_cells import (
    FigureFiller,
    FilledCell,
    MonthFilling,
    Owners,
    few,
)
from inspector_app.services.layout_files import LayoutFile
from inspector_app.services.layout_month_map import TEXT_LABEL
from inspector_app.services.months import MonthTable
from inspector_app.services.report_lines import WHERE_LINES_ARE


class _Line(NamedTuple):
    """A row that takes figures; ``number`` is 0 for those of several people together."""

    row: int
    key: str
    figures: Row
    number: int = 0


_Cells = Mapping[tuple[int, int], GridCell]


class MonthFiller:
    """Fills one month into a file."""

    def __init__(self, table: MonthTable, *, today: date, exact: bool, lines: ReportLines) -> None:
        """Take a month.

        Args:
            table: its figures.
            today: the day that a form is filled in on.
            exact: cells take numbers; else they take words, and a rate says how it came about.
            lines: who hands in.
        """
        self._table = table
        self._today = today
        self._exact = exact
        self._lines = lines
        people = table.inspectors
        self._people: Mapping[str, Inspector] = {person.id: person for person in people}
        names = Counter(called(person.name) for person in people)
        self._called = {
            **{folded(person.id): person.id for person in people},
            **{called(p.name): p.id for p in people if names[called(p.name)] == 1},
        }

    def fill(self, file: LayoutFile, found: LayoutMap) -> MonthFilling:
        """Fill everything in that the map names."""
        made = MonthFilling(file)
        open_lines = dict.fromkeys(
            TEXT_LABEL[place.field]
            for place in found.places
            if place.field in TEXT_LABEL and not self._put_text(file, place)
        )
        for table in found.tables:
            self._fill_table(made, table)
        figures = FigureFiller(self._owners(), self._table.school_names, exact=self._exact)
        figures.fill(made, found)
        if open_lines:
            made.notes.append(f"{'、'.join(open_lines)}没有设置，留着手写；{WHERE_LINES_ARE}。")
        return made

    def _put_text(self, file: LayoutFile, place: Place) -> bool:
        """Write a text into its place; say whether there is one to write."""
        value = self._text(place.field)
        if not value:
            return False
        if place.how in {"cell", "line"}:
            text = value if isinstance(value, str) else _said(value)
            file.write(place.where, text)
        else:
            file.fill(place.where, place.at, value)
        return True

    def _text(self, name: str) -> Filling:
        values: dict[str, Filling] = {
            "month": self._table.month,
            "day": self._today,
            "records": str(self._table.table.record_count),
            "check": self._table.check_code,
            **self._lines._asdict(),
        }
        return values[name]

    def _owners(self) -> Owners:
        compiled = self._table.table
        return Owners(
            district=compiled.district, zones=compiled.zones, people=compiled.inspectors,
            called=self._called, names={key: self._name(key) for key in compiled.inspectors},
        )  # fmt: skip

    # -- rows ------------------------------------------------------------------------------------

    def _fill_table(self, made: MonthFilling, table: TableMap) -> None:
        rows = self._rows(made.file, table)
        left = self._left(table, rows)
        free = [each for each in rows if each.whose is Whose.FREE]
        if free and len(left) > len(free):
            last, more = free[-1].row, len(left) - len(free)
            made.file = made.file.repeat_row(table.sheet, last, more)
            made.moved.append((table.sheet, last, more))
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
        lines = list(self._lines_of(table, rows, given))
        for line in lines:
            self._fill_line(made, table, cells, line)
        self._tell_formulas(made, table, cells, lines)
        self._check_formulas(made, table, cells, lines)

    def _lines_of(
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

    def _tell_formulas(
        self, made: MonthFilling, table: TableMap, cells: _Cells, lines: Sequence[_Line]
    ) -> None:
        """Name the columns whose cells are computed where a person's own figure would go."""
        computed = [
            made.file.address(table.sheet, line.row, column.column)
            for column, line in product(taken_columns(table.head), lines)
            if line.number and column.field not in LEADING_LABEL
            and (cell := cells.get((line.row, column.column))) is not None
            and not cell.free and not cell.text
        ]  # fmt: skip
        if computed:
            made.notes.append(f"{few(computed)} 是公式，没有改动，不列数字来源")

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
