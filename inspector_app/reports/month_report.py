"""入校督导月统计表 on A4 landscape: all figures, over as many column groups as the width needs.

Every group repeats 序号 and 督学; the district's row comes first, then the zones, then the people.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from inspector_app.domain.column_layout import ColumnLayout
from inspector_app.domain.figures import CodeList
from inspector_app.domain.form_statistics import FormFigure
from inspector_app.domain.monthly_table import MonthlyTable
from inspector_app.reports.document import (
    Align,
    Block,
    Document,
    Heading,
    Orientation,
    Table,
    TableRow,
)
from inspector_app.reports.figure_tables import NUMBER_AND_NAME, WITH_ZONE, figure_table
from inspector_app.reports.form_figures_rows import form_figures
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.month_columns import GROUPS, Groups, groups_of
from inspector_app.reports.month_foot import (
    Beside,
    deviation_notes,
    edition_blocks,
    foot_blocks,
    late_blocks,
)
from inspector_app.reports.month_lines import FigureLine, TableNames, month_lines
from inspector_app.reports.words import month_text

TITLE: Final = "入校督导月统计表"
_BELOW: Final = "未达频次学校"
_COUNT_SHARE: Final = 0.07
_NOTHING: Final = Beside()


def monthly_report(
    table: MonthlyTable, *, names: TableNames, rules: Sequence[str],
    forms: Sequence[FormFigure] = (), beside: Beside = _NOTHING, layout: ColumnLayout | None = None,
) -> Document:  # fmt: skip
    """Return the printed form of compiled figures.

    Args:
        table: the figures.
        names: the words for its codes.
        rules: the counting rules, printed after the last column group.
        forms: what the forms of the records contribute, a table below the others.
        beside: mark, edition, 补报 and 更正 of earlier months, and what the office noted.
        layout: a district's own columns and signature lines.
    """
    told = (names.unit, month_text(table.period), beside.edition and beside.edition.title)
    lines = list(month_lines(table, names, [each.cell for each in beside.noted]))
    return Document(
        title=(layout.title if layout else "") or TITLE,
        subtitle="　".join(filter(None, told)),
        orientation=Orientation.LANDSCAPE,
        mark=beside.mark,
        blocks=(
            *edition_blocks(beside.edition),
            *_blocks(lines, names, groups_of(layout) if layout else GROUPS),
            *form_figures(forms),
            *late_blocks(beside.late),
            *deviation_notes(beside.noted, names.inspectors),
            *foot_blocks(table.record_count, rules, layout.signatures if layout else ()),
        ),
    )


def _blocks(lines: Sequence[FigureLine], names: TableNames, groups: Groups) -> Iterator[Block]:
    for position, (title, columns) in enumerate(groups):
        yield Heading(text=title)
        yield figure_table(columns, lines, NUMBER_AND_NAME if position else WITH_ZONE)
    yield Heading(text=f"五、{_BELOW}" if groups is GROUPS else _BELOW)
    yield _below_table(lines, names)


def _below_table(lines: Sequence[FigureLine], names: TableNames) -> Table:
    number, name = NUMBER_AND_NAME
    rest = 1 - sum(column.share for column in NUMBER_AND_NAME)
    columns = (
        ListColumn(number.label, number.share),
        ListColumn(name.label, name.share),
        ListColumn("校数", rest * _COUNT_SHARE),
        ListColumn("学校", rest * (1 - _COUNT_SHARE), Align.LEFT),
    )
    return list_table(columns, (_below_row(line, names) for line in lines))


def _below_row(line: FigureLine, names: TableNames) -> TableRow:
    listed = line.figures["schools_below_frequency"]
    codes = listed.codes if isinstance(listed, CodeList) else ()
    schools = "、".join(names.schools.get(code, code) for code in codes) or "—"
    cells = (line.number, line.name, str(len(codes)), schools)
    return TableRow(cells=cells, emphasis=line.emphasis)
