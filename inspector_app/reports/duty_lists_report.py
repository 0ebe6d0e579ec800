"""责任清单 and 任务清单: two lists of one breakdown, on A4 landscape."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.duty_sheet import DutyLine, DutySheet
from inspector_app.domain.labels.registers import ENTRY_STATE_LABEL
from inspector_app.domain.labels.standards import STANDARD_FORM_LABEL, TASK_STATE_LABEL
from inspector_app.domain.standard_options import StandardForm
from inspector_app.reports.document import (
    Align,
    Block,
    Document,
    Heading,
    LongText,
    Note,
    Orientation,
    TableRow,
)
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by, day, plain_day

_TOLD: Final = 12
_RESPONSIBILITIES: Final = (
    ListColumn("序\n号", 26),
    ListColumn("指标", 150, Align.LEFT),
    ListColumn("牵头部门", 84),
    ListColumn("配合部门", 130, Align.LEFT),
    ListColumn("责任人", 70),
    ListColumn("责任", 190, Align.LEFT),
)
_TASKS: Final = (
    ListColumn("序\n号", 26),
    ListColumn("指标", 110, Align.LEFT),
    ListColumn("任务", 170, Align.LEFT),
    ListColumn("牵头部门", 72),
    ListColumn("责任人", 56),
    ListColumn("时限", 62),
    ListColumn("状态", 46),
    ListColumn("进展", 130, Align.LEFT),
)


def responsibilities_report(sheet: DutySheet) -> Document:
    """Return 责任清单: who answers for what."""
    rows = (_responsibility(line) for line in sheet.responsibilities())
    return _document(
        sheet, StandardForm.RESPONSIBILITIES, list_table(_RESPONSIBILITIES, rows),
        *_demands(sheet),
    )  # fmt: skip


def tasks_report(sheet: DutySheet) -> Document:
    """Return 任务清单: what is to be done by when, and how far it is."""
    table = list_table(_TASKS, (_task(line) for line in sheet.lines))
    counted = f"截至{day(sheet.on)}，{sheet.words()}。{_late(sheet)}"
    return _document(sheet, StandardForm.TASKS, table, Note(text=counted))


def _document(sheet: DutySheet, form: StandardForm, *blocks: Block) -> Document:
    return Document(
        **head_of(sheet, form),  # type: ignore[arg-type]
        blocks=(*blocks, compiled_by()),
    )


def head_of(sheet: DutySheet, form: StandardForm) -> dict[str, object]:
    """Return what stands at the head of every paper of a breakdown."""
    entry = sheet.entry
    parts = (f"{entry.values['year'] or ''}年", entry.values["group"], entry.values["basis"])
    return {
        "title": f"{sheet.standard.name}{STANDARD_FORM_LABEL[form]}",
        "subtitle": "　".join(filter(None, parts)),
        "reference": f"编号：{entry.number}",
        "orientation": Orientation.LANDSCAPE,
        "record_no": entry.number,
        "revision": f"第{entry.revision}版",
        "mark": ENTRY_STATE_LABEL[entry.state],
    }


def _responsibility(line: DutyLine) -> TableRow:
    duty = line.duty
    return TableRow(
        cells=(
            str(line.item.no), line.item.text, duty.lead, "、".join(duty.support), duty.person,
            duty.duty,
        )
    )  # fmt: skip


def _task(line: DutyLine) -> TableRow:
    duty = line.duty
    done = f"{plain_day(duty.done_on)} 完成" if duty.done_on else ""
    return TableRow(
        cells=(
            str(line.item.no), line.item.text, duty.task, duty.lead, duty.person,
            plain_day(duty.due), TASK_STATE_LABEL[line.state],
            "\n".join(filter(None, (duty.progress.strip(), done))),
        )
    )  # fmt: skip


def _late(sheet: DutySheet) -> str:
    late = sheet.overdue()
    if not late:
        return ""
    told = "、".join(f"第 {line.item.no} 项（{line.duty.lead}）" for line in late[:_TOLD])
    return f"逾期：{told}{f'等 {len(late)} 项' if len(late) > _TOLD else ''}。"


def _demands(sheet: DutySheet) -> Iterator[Block]:
    text = sheet.entry.values["demands"]
    if text.strip():
        yield Heading(text="工作要求")
        yield LongText(text=text)
