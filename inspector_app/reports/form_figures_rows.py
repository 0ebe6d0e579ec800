"""专项与量表 below the month's table: what the forms of its records contribute."""

from collections.abc import Iterator, Sequence
from typing import Final

from inspector_app.domain.form_statistics import FormFigure
from inspector_app.reports.document import Align, Block, Note, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table

_COLUMNS: Final = (
    ListColumn("表单", 0.2, Align.LEFT), ListColumn("题", 0.42, Align.LEFT),
    ListColumn("统计", 0.08), ListColumn("结果", 0.3, Align.LEFT),
)  # fmt: skip


def form_figures(figures: Sequence[FormFigure], *, counted: bool = False) -> Iterator[Block]:
    """Yield the table, nothing where no form contributes.

    Args:
        figures: what the forms contribute.
        counted: whether they were counted anew below figures that were kept.
    """
    if figures and counted:
        yield Note(text="固定本月数字时没有固定专项与量表，下表按现有记录统计。")
    if figures:
        yield list_table(_COLUMNS, map(_row, figures))


def _row(each: FormFigure) -> TableRow:
    return TableRow(cells=(each.form, each.column.label, each.role.value, result_of(each)))


def result_of(each: FormFigure) -> str:
    """Return the figures of a question on one line."""
    told = "　".join(f"{line.word} {line.cell}".strip() for line in each.lines)
    return f"{told}（满分 {each.full}）" if each.full and len(each.lines) == 1 else told
