"""任务清单: what is to be done by when and how far it is, on A4 landscape."""

from typing import Final

from inspector_app.domain.duty_sheet import DutyLine, DutySheet
from inspector_app.domain.labels.standards import TASK_STATE_LABEL
from inspector_app.domain.standard_options import StandardForm
from inspector_app.reports.document import Align, Document, Note, TableRow
from inspector_app.reports.duty_rows import duty_document
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import day, plain_day, stacked

_TOLD: Final = 12
_COLUMNS: Final = (
    ListColumn("序\n号", 26),
    ListColumn("指标", 110, Align.LEFT),
    ListColumn("任务", 170, Align.LEFT),
    ListColumn("牵头部门", 72),
    ListColumn("责任人", 56),
    ListColumn("时限", 62),
    ListColumn("状态", 46),
    ListColumn("进展", 130, Align.LEFT),
)


def tasks_report(sheet: DutySheet) -> Document:
    """Return the printed list with the counts of its tasks, those that are late named."""
    table = list_table(_COLUMNS, map(_row, sheet.lines))
    counted = f"截至{day(sheet.on)}，{sheet.words()}。{_late(sheet)}"
    return duty_document(sheet, StandardForm.TASKS, table, Note(text=counted))


def _row(line: DutyLine) -> TableRow:
    duty = line.duty
    done = f"{plain_day(duty.done_on)} 完成" if duty.done_on else ""
    return TableRow(
        cells=(
            str(line.item.no),
            line.item.text,
            duty.task,
            duty.lead,
            duty.person,
            plain_day(duty.due),
            TASK_STATE_LABEL[line.state],
            stacked(duty.progress.strip(), done),
        )
    )


def _late(sheet: DutySheet) -> str:
    late = sheet.overdue()
    if not late:
        return ""
    told = "、".join(f"第 {line.item.no} 项（{line.duty.lead}）" for line in late[:_TOLD])
    return f"逾期：{told}{f'等 {len(late)} 项' if len(late) > _TOLD else ''}。"
