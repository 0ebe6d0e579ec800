"""任务办理情况: what each person has done of each task, overdue ones first."""

from collections.abc import Iterator, Sequence
from typing import Final

from inspector_app.reports.document import Align, Block, Document, Orientation, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by

_COLUMNS: Final = (
    ListColumn("序\n号", 26), ListColumn("任务", 170, Align.LEFT), ListColumn("期限", 84),
    ListColumn("督学", 62), ListColumn("状态", 84), ListColumn("接收", 62),
    ListColumn("记录和答复", 210, Align.LEFT),
)  # fmt: skip


def task_board_report(*, unit: str, as_of: str, lines: Sequence[Sequence[str]]) -> Document:
    """Return the table of tasks and people; ``lines`` are the cells behind the running number."""
    return Document(
        title="任务办理情况", subtitle="　".join(filter(None, (unit, f"截至 {as_of}"))),
        blocks=tuple(_blocks(lines)), orientation=Orientation.LANDSCAPE,
    )  # fmt: skip


def _blocks(lines: Sequence[Sequence[str]]) -> Iterator[Block]:
    rows = (TableRow(cells=(str(n), *cells)) for n, cells in enumerate(lines, start=1))
    yield list_table(_COLUMNS, rows)
    yield compiled_by()
