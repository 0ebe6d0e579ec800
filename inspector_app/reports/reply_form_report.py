"""整改回复表: the open issues of one school with empty columns that the school fills in."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from inspector_app.domain.views import LedgerRow
from inspector_app.reports.document import Align, Document, Note, Orientation, TableRow
from inspector_app.reports.letter_phrases import places_to_sign
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import day, number_in_two_lines, plain_day

TITLE: Final = "整改回复表"
_COLUMNS: Final = (
    ListColumn("序\n号", 24),
    ListColumn("问题编号", 82),
    ListColumn("存在问题", 118, Align.LEFT),
    ListColumn("整改要求", 104, Align.LEFT),
    ListColumn("整改时限", 62),
    ListColumn("整改措施", 122, Align.LEFT),
    ListColumn("完成情况", 92, Align.LEFT),
    ListColumn("责任人", 50),
    ListColumn("照片", 74),
)
# Lines of room for what a school writes by hand.
_ROOM: Final = "\n" * 5


def reply_form_report(rows: Sequence[LedgerRow], *, school: str, on: date) -> Document:
    """Return the form.

    Args:
        rows: the open issues of the school, in the order in which they are numbered.
        school: its name.
        on: the day as of which they are open.
    """
    lines = (_row(number, row) for number, row in enumerate(rows, start=1))
    return Document(
        title=TITLE,
        subtitle=f"{school}　截至{day(on)}未销号{len(rows)}条",
        orientation=Orientation.LANDSCAPE,
        blocks=(
            list_table(_COLUMNS, lines),
            Note(text="照片栏写照片的编号或贴照片；填好后连同佐证材料送责任督学。"),
            places_to_sign("填表人：", "学校负责人（盖章）："),
        ),
    )


def _row(number: int, row: LedgerRow) -> TableRow:
    issue = row.issue
    return TableRow(
        cells=(
            str(number),
            number_in_two_lines(issue.number),
            issue.description,
            issue.requirement,
            plain_day(issue.due),
            _ROOM,
            "",
            "",
            "",
        )
    )
