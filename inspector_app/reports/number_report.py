"""发文字号登记表: every number of a 机关代字 and a year, with what it has come to."""

from collections.abc import Sequence
from typing import Final

from inspector_app.reports.document import Align, Document, Note, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by

TITLE: Final = "发文字号登记表"
_COLUMNS: Final = (
    ListColumn("文号", 40), ListColumn("状态", 40), ListColumn("预留给", 74, Align.LEFT),
    ListColumn("使用人", 46), ListColumn("文书", 88, Align.LEFT),
    ListColumn("主送", 84, Align.LEFT), ListColumn("日期", 58), ListColumn("摘要", 52),
    ListColumn("说明", 84, Align.LEFT),
)  # fmt: skip


def number_report(
    *, series: str, unit: str, rows: Sequence[Sequence[str]], notes: Sequence[str]
) -> Document:
    """Return the table.

    Args:
        series: 机关代字 and year, such as 示教督〔2026〕.
        unit: who keeps it.
        rows: cells in the order of the columns; the number without its series.
        notes: what has to be looked at, and how the table is read.
    """
    return Document(
        title=TITLE,
        subtitle="　".join(filter(None, (unit, series))),
        blocks=(
            list_table(_COLUMNS, (TableRow(cells=tuple(row)) for row in rows)),
            compiled_by(),
            Note(text="\n".join(notes)),
        ),
    )
