"""入校督导月统计表 on A4 landscape: all figures, over as many column groups as the width needs.

Every group repeats 序号 and 督学; the district's row comes first, then the zones, then the people.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from inspector_app.domain.column_layout import ColumnLayout
from inspector_app.domain.form_statistics import FormFigure
from inspector_app.domain.monthly_table import MonthlyTable
from inspector_app.domain.numerals import in_characters
from inspector_app.reports.document import Block, Document, Heading, Orientation
from inspector_app.reports.figure_tables import NUMBER_AND_NAME, WITH_ZONE, figure_table
from inspector_app.reports.form_figures_rows import form_figures
from inspector_app.reports.month_columns import GROUPS, Groups, groups_of
from inspector_app.reports.month_foot import (
    Beside,
    compiling_blocks,
    deviation_notes,
    edition_blocks,
    foot_blocks,
    late_blocks,
)
from inspector_app.reports.month_lines import FigureLine, TableNames, month_lines
from inspector_app.reports.month_rows import below_frequency, left_out, with_figures
from inspector_app.reports.told_parts import with_room
from inspector_app.reports.words import month_text

TITLE: Final = "入校督导月统计表"
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
    groups = groups_of(layout) if layout else GROUPS
    return Document(
        title=(layout.title if layout else "") or TITLE,
        subtitle="　".join(filter(None, told)),
        orientation=Orientation.LANDSCAPE,
        mark=beside.mark,
        blocks=(
            *edition_blocks(beside.edition),
            *_figure_blocks(lines, groups),
            *_further(
                groups,
                ("未达频次学校", tuple(below_frequency(lines, names))),
                ("专项与量表", tuple(form_figures(forms, counted=beside.counted_anew))),
                ("补报、更正", tuple(late_blocks(beside.late, names.schools))),
            ),
            *compiling_blocks(beside.notes),
            *deviation_notes(beside.noted, names.inspectors),
            *foot_blocks(table.record_count, rules, layout.signatures if layout else ()),
        ),
    )


def _figure_blocks(lines: Sequence[FigureLine], groups: Groups) -> Iterator[Block]:
    for position, (title, columns) in enumerate(groups):
        yield Heading(text=title)
        # Who is in the table stands on its first part; the others leave out who has nothing there.
        kept = with_figures(lines, columns) if position else lines
        leading = NUMBER_AND_NAME if position else WITH_ZONE
        yield with_room(figure_table(columns, kept, leading))
        yield from left_out(lines, kept, "各列都是 0 或“—”")


def _further(groups: Groups, *parts: tuple[str, tuple[Block, ...]]) -> Iterator[Block]:
    """Yield the parts that say anything, counted on from the groups where those are counted."""
    counted = all(t.startswith(f"{in_characters(n)}、") for n, (t, _) in enumerate(groups, 1))
    said = [(title, blocks) for title, blocks in parts if blocks]
    for number, (title, blocks) in enumerate(said, len(groups) + 1):
        yield Heading(text=f"{in_characters(number)}、{title}" if counted else title)
        yield from blocks
