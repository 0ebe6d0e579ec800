"""发文字号登记表 on A4 landscape: every number of a year, with what it has come to."""

from collections.abc import Sequence
from typing import Final

from inspector_app.reports.document import Align, Document, Note, Orientation, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by

TITLE: Final = "发文字号登记表"
_COLUMNS: Final = (
    ListColumn("文号", 48), ListColumn("状态", 50), ListColumn("预留给", 104, Align.LEFT),
    ListColumn("使用人", 62), ListColumn("文书", 150, Align.LEFT),
    ListColumn("主送", 112, Align.LEFT), ListColumn("日期", 74), ListColumn("摘要", 66),
    ListColumn("说明", 120, Align.LEFT),
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
        orientation=Orientation.LANDSCAPE,
        blocks=(
            list_table(_COLUMNS, (TableRow(cells=tuple(row)) for row in rows)),
            compiled_by(),
            Note(text="\n".join(notes)),
        ),
    )
