"""责任清单: who answers for which indicator, on A4 landscape."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.duty_sheet import DutyLine, DutySheet
from inspector_app.domain.standard_options import StandardForm
from inspector_app.reports.document import Align, Block, Document, Heading, LongText, TableRow
from inspector_app.reports.duty_rows import duty_document
from inspector_app.reports.list_tables import ListColumn, list_table

_COLUMNS: Final = (
    ListColumn("序\n号", 26),
    ListColumn("指标", 150, Align.LEFT),
    ListColumn("牵头部门", 84),
    ListColumn("配合部门", 130, Align.LEFT),
    ListColumn("责任人", 70),
    ListColumn("责任", 190, Align.LEFT),
)


def responsibilities_report(sheet: DutySheet) -> Document:
    """Return the printed list; an item stands in it once for those who answer for it."""
    table = list_table(_COLUMNS, map(_row, sheet.responsibilities()))
    return duty_document(sheet, StandardForm.RESPONSIBILITIES, table, *_demands(sheet))


def _row(line: DutyLine) -> TableRow:
    duty = line.duty
    support = "、".join(duty.support)
    return TableRow(
        cells=(str(line.item.no), line.item.text, duty.lead, support, duty.person, duty.duty)
    )


def _demands(sheet: DutySheet) -> Iterator[Block]:
    text = sheet.entry.values["demands"]
    if text.strip():
        yield Heading(text="工作要求")
        yield LongText(text=text)
