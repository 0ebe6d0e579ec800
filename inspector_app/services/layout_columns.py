"""A district's own columns of the month table: found by name, and as a sheet of Excel."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.domain.column_layout import BREAKDOWNS, ColumnLayout, columns_from
from inspector_app.domain.figures import Breakdown, Ratio
from inspector_app.domain.labels.layouts import LAYOUT_KIND_LABEL
from inspector_app.domain.labels.schools import INSPECTOR_KIND_LABEL
from inspector_app.domain.layout import Layout, LayoutKind, Medium, asked_for
from inspector_app.domain.month_values import Shown, shown
from inspector_app.domain.monthly_table import Row
from inspector_app.services.context import Context
from inspector_app.services.layout_cells import FilledCell
from inspector_app.services.months import MonthTable, recounted

if TYPE_CHECKING:
    from inspector_app.sheets.writer import TableSheet, TableValue

_TITLE = "入校督导月统计表"


def layout_named(context: Context, text: str, kind: LayoutKind) -> Layout:
    """Return a layout by ``NAME`` or ``NAME@2``.

    Raises:
        NotFoundError: there is none; InputError: it is the form of something else.
    """
    store = context.stores.layouts
    found = store.find(*asked_for(text))
    if found is None:
        names = "、".join(dict.fromkeys(each.name for each in store.all() if each.kind is kind))
        known = f"已发布的有：{names}" if names else "还没有发布过，请先用 layout publish 发布"
        raise NotFoundError(f"没有叫“{text}”的表样，没有生成文件；{known}。")
    if found.kind is not kind:
        raise InputError(
            f"“{found.name}”是{LAYOUT_KIND_LABEL[found.kind]}的表样，"
            f"不是{LAYOUT_KIND_LABEL[kind]}的，没有生成文件；请另选一个。"
        )
    return found


def chosen_columns(context: Context, text: str) -> ColumnLayout:
    """Return the columns of a layout that the program prints itself.

    Raises:
        NotFoundError, InputError: as above, or it is a file that is filled in.
    """
    layout = layout_named(context, text, LayoutKind.MONTH)
    if layout.medium is not Medium.COLUMNS:
        raise InputError(
            f"表样“{layout.name}”是原表，只能填成 .{layout.medium}，没有生成文件；"
            f"请存成 .{layout.medium}，再在 Excel、Word 或 WPS 里打印。"
        )
    return columns_from(context.stores.layouts.content(layout)[1])


def figure_sheet(
    table: MonthTable, columns: ColumnLayout
) -> "tuple[TableSheet, tuple[FilledCell, ...]]":
    """Return the month as a sheet of these columns, and its figures with their cells."""
    from inspector_app.sheets.writer import TableSheet, column_name

    places = list(_places(table.table.district, columns))
    rows: list[tuple[TableValue, ...]] = []
    cells: list[FilledCell] = []
    for number, name, zone, figures in _lines(table):
        told = [shown(figures, field, table.school_names) for field, _ in places]
        rows.append((number, name, zone, *map(_value, told)))
        # A heading and the head stand above the first row, three columns before the figures.
        cells += [
            FilledCell(f"{column_name(at + 4)}{len(rows) + 2}", name, head, field, each.text,
                       each.uids)
            for at, ((field, head), each) in enumerate(zip(places, told, strict=True))
        ]  # fmt: skip
    notes = (
        *(f"{each}：" for each in columns.signatures),
        f"由 {table.table.record_count} 条记录汇总　数字校验码 {table.check_code}",
        *figure_notes(table),
    )
    sheet = TableSheet(
        title="月统计表",
        heading=f"{columns.title or _TITLE}　{table.month.title}",
        head=("序号", "责任督学", "责任区", *(head for _, head in places)),
        rows=rows,
        notes=notes,
        leading=2,
    )
    return sheet, tuple(cells)


def figure_notes(table: MonthTable) -> Iterator[str]:
    """Yield what must go with a month's figures wherever they go: a form has no place for it."""
    names = {person.id: person.name for person in table.inspectors}
    if table.edition is not None:
        yield table.edition.face
    yield from (each.words(names) for each in table.deviations)
    if table.late:
        months = "、".join(each.of.title for each in table.late)
        entries = sum(len(each.entries) for each in table.late)
        yield f"另有属于{months}的补报、更正 {entries} 条，不计入本月各列，见月统计表"
    if recounted(table):
        yield "本月上报后记录有改动，此表按现有记录重算"


def _places(district: Row, columns: ColumnLayout) -> Iterator[tuple[str, str]]:
    """Yield the field and the head of each column; a breakdown has one for each part."""
    for page in columns.pages:
        for each in page.columns:
            figure = district[each.field.partition("/")[0]]
            if each.field in BREAKDOWNS and isinstance(figure, Breakdown):
                yield from (
                    (f"{each.field}/{part}", f"{each.label}·{part}") for part, _ in figure.counts
                )
            else:
                yield each.field, f"{each.group}·{each.label}" if each.group else each.label


def _lines(table: MonthTable) -> "Iterator[tuple[TableValue, str, str, Row]]":
    yield "", "合计", "", table.table.district
    for zone, figures in table.table.zones.items():
        yield "", zone, "小计", figures
    people = {person.id: person for person in table.inspectors}
    for number, (code, figures) in enumerate(table.table.inspectors.items(), 1):
        person = people[code]
        name = f"{person.name}（{INSPECTOR_KIND_LABEL[person.kind]}）"
        yield number, name, person.zone, figures


def _value(told: Shown) -> "TableValue":
    from inspector_app.sheets.writer import Percent

    if isinstance(told.value, Ratio):
        return Percent(told.value.n / told.value.of)
    return told.value
