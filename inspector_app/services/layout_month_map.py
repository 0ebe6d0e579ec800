"""What a district's own month table means: its heads, its rows of figures, and its blanks."""

from collections.abc import Iterator, Sequence
from typing import Final

from inspector_app.domain.figure_blanks import figure_blanks
from inspector_app.domain.form_openings import Opening, without_place
from inspector_app.domain.layout_map import LayoutMap, MapLine, TableMap
from inspector_app.domain.month_grid import Grid, body_rows, month_head
from inspector_app.domain.month_heads import EMPTY, FIELD_LABEL, LEADING_LABEL
from inspector_app.domain.month_items import ItemTable, item_tables
from inspector_app.domain.paper_places import (
    FieldWords,
    PaperText,
    Place,
    Where,
    labelled_places,
    month_blanks,
)
from inspector_app.domain.report_lines import OF_MONTHS
from inspector_app.domain.summary_grid import GridCell
from inspector_app.services.layout_files import LayoutFile
from inspector_app.services.layout_keys import KeyedForm

_TEXTS: Final = (
    FieldWords("month", "月份", ("统计月份", "填报月份", "统计时间", "统计周期", "月份")),
    FieldWords(
        "day", "填表日期",
        ("填表日期", "填报日期", "制表日期", "报送日期", "上报日期", "填报时间", "填表时间",
         "报送时间", "上报时间", "制表时间"),
    ),
    FieldWords("records", "汇总记录数", ("汇总记录数", "记录份数", "记录条数")),
    FieldWords("check", "数字校验码", ("数字校验码", "校验码")),
    *OF_MONTHS,
)  # fmt: skip
TEXT_LABEL: Final = {each.field: each.label for each in _TEXTS}
FIGURE_WORDS: Final = tuple(
    label for name, label in FIELD_LABEL.items() if name not in LEADING_LABEL
)
COLUMN_WORDS: Final = tuple(FIELD_LABEL.values())
PLACE_WORDS: Final = (*(w for w in FIGURE_WORDS if w != FIELD_LABEL[EMPTY]), *TEXT_LABEL.values(),
                      FIELD_LABEL[EMPTY])  # fmt: skip


def recognised(file: LayoutFile) -> LayoutMap:
    """Return what a month table's heads, rows and blanks mean; nothing where it is none."""
    grids = [tuple(file.cells(sheet)) for sheet, _ in enumerate(file.titles)]
    tables: list[TableMap] = []
    items: list[ItemTable] = []
    places: list[Place] = []
    for sheet, cells in enumerate(grids):
        grid = Grid(cells)
        head = month_head(grid)
        if head is not None:
            tables.append(TableMap(sheet, head))
            continue
        for found in item_tables(sheet, grid):
            items.append(found.table)
            places += [
                Place(each.field, "cell", Where(sheet, each.row, each.column, 0), said=each.said)
                for each in found.others
            ]
    places += _places(file, grids, tables, items)
    return LayoutMap(tuple(tables), tuple(places), tuple(items))


def _places(
    file: LayoutFile, grids: Sequence[Sequence[GridCell]],
    tables: Sequence[TableMap], items: Sequence[ItemTable],
) -> Iterator[Place]:  # fmt: skip
    """Yield the blanks around the tables; what stands in their heads and rows is none."""
    inside = {
        (table.sheet, row)
        for table in tables
        for row in range(_first_row(grids[table.sheet], table), table.head.body)
    }
    inside |= {(table.sheet, each.column) for table in items for each in table.items}
    texts = [t for t in file.texts() if (t.where.sheet, t.where.row) not in inside]
    blanks = list(month_blanks(texts))
    yield from blanks
    asked = [each for each in _TEXTS if each.field != "month" or not blanks]
    rest = [t for t in texts if not _is_blank_month(t, blanks)]
    yield from labelled_places(rest, grids, asked)
    yield from figure_blanks(texts)


def _is_blank_month(text: PaperText, blanks: Sequence[Place]) -> bool:
    return any(place.where == text.where for place in blanks)


def _first_row(cells: Sequence[GridCell], table: TableMap) -> int:
    heads = {head for column in table.head.columns for head in column.heads}
    return min(
        (c.row for c in cells if c.row < table.head.body and c.text.strip() in heads),
        default=table.head.body,
    )


# -- for people to look through --------------------------------------------------------------------


def map_lines(file: LayoutFile, found: LayoutMap) -> Iterator[MapLine]:
    """Yield every column, row and blank, also those that mean nothing."""
    form = KeyedForm(file)
    for table in found.tables:
        for column in table.head.columns:
            key = column_key(form, found, table, column.column)
            label = FIELD_LABEL.get(column.field, "")
            yield MapLine(key, column.text, label, column.sure, COLUMN_WORDS)
    for items in found.items:
        for item in items.items:
            label = FIELD_LABEL.get(item.field, "")
            yield MapLine(item_key(form, items, item.column), item.text, label, item.sure,
                          FIGURE_WORDS)  # fmt: skip
    for place in found.places:
        yield MapLine(form.key_of(place), place.said, word_of(place), place.sure, PLACE_WORDS)
    yield from (
        MapLine(form.key(each), each.said, "", choices=PLACE_WORDS) for each in _open(form, found)
    )


def _open(form: KeyedForm, found: LayoutMap) -> Iterator[Opening]:
    """Yield the places to write in that mean nothing, around the tables."""
    taken = inside_items(found) | rows_of_people(form, found)
    for opening in without_place(form.openings, found.places):
        if opening.where[:2] not in taken:
            yield opening


def figures_in(found: LayoutMap) -> int:
    """Return how many single figures a form takes."""
    return sum(place.field in FIELD_LABEL for place in found.places)


def word_of(place: Place) -> str:
    """Return the word for what a place takes."""
    label = TEXT_LABEL.get(place.field) or FIELD_LABEL.get(place.field, "")
    return f"{place.whose}：{label}" if place.whose and label else label


def column_key(form: KeyedForm, found: LayoutMap, table: TableMap, column: int) -> str:
    """Return what a correction names a column by: D, or 2.D where there are several tables."""
    prefix = f"{table.sheet + 1}." if len(found.tables) > 1 else ""
    return f"{prefix}{form.column(column)}"


def item_key(form: KeyedForm, table: ItemTable, row: int) -> str:
    """Return what a correction names a row by: its first number, and its last where there are."""
    first = form.cell(table.sheet, row, table.columns[0] if table.columns else 0)
    last = form.cell(table.sheet, row, table.columns[-1]) if len(table.columns) > 1 else ""
    return f"{first}:{last.rpartition('!')[2]}" if last else first


def inside_items(found: LayoutMap) -> set[tuple[int, int]]:
    """Return sheet and row of what has a figure a row, and of the heads over it."""
    rows = {(t.sheet, each.column) for t in found.items for each in t.items}
    heads = {(t.sheet, row) for t in found.items if t.row >= 0 for row in (t.row - 1, t.row)}
    return rows | heads


def rows_of_people(form: KeyedForm, found: LayoutMap) -> set[tuple[int, int]]:
    """Return sheet and row of what has a person a row, and of the heads over it."""
    taken: set[tuple[int, int]] = set()
    for table in found.tables:
        cells = form.grids[table.sheet]
        body = body_rows(Grid(cells), table.head, people={}, zones=())
        rows = range(_first_row(cells, table), table.head.body)
        taken |= {(table.sheet, row) for row in (*rows, *(each.row for each in body))}
    return taken
