"""Self-assessments and breakdowns as sheets of a workbook."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from inspector_app.domain.duty_sheet import DutyLine, DutySheet
from inspector_app.domain.item_grade import rule_words
from inspector_app.domain.labels.standards import STANDARD_FORM_LABEL, TASK_STATE_LABEL
from inspector_app.domain.selfcheck_sheet import ItemLine, SelfCheckSheet
from inspector_app.domain.standard_options import StandardForm
from inspector_app.services.selfcheck_columns import HEADS, TITLE
from inspector_app.sheets.writer import TableSheet, TableValue

_NOTES: Final = (
    "“评定”一列：按数值判定的项由程序算出，不用填；其余填合格、基本合格或不合格。",
    "读回时看序号对应；空格不改原来的内容，几个部门可以各填各的，分别读回。",
)


def selfcheck_tables(sheet: SelfCheckSheet) -> tuple[TableSheet, ...]:
    """Return the sheet to be filled in, one item in a row."""
    values = sheet.entry.values
    counts, standing = sheet.counts, sheet.standing
    told = (
        ("指标体系", sheet.standard.title),
        ("年度", values["year"]),
        ("自评单位", values["county"]),
        ("编号", sheet.entry.number),
        ("合格", counts.passed),
        ("基本合格", counts.basic),
        ("不合格", counts.failed),
        ("未评", counts.open),
        ("县域等级", standing.grade or "；".join(standing.missing)),
    )
    return (
        TableSheet(
            title=TITLE,
            head=("序号", "部分", "指标", "怎样评定", *HEADS.values()),
            rows=[_item_row(line) for line in sheet.lines],
            leading=3,
        ),
        TableSheet(title="汇总", head=("项目", "内容"), rows=told),
        TableSheet(title="填写说明", head=("填写说明",), rows=[(note,) for note in _NOTES]),
    )


def _item_row(line: ItemLine) -> Sequence[TableValue]:
    values = (_cell(line, name) for name in HEADS)
    return (line.item.no, line.item.group, line.item.text, rule_words(line.item), *values)


def _cell(line: ItemLine, name: str) -> TableValue:
    if name == "grade":
        return line.found.word
    if name == "due":
        return _day(line.row[name])
    return str(line.row[name] or "")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def duty_tables(sheet: DutySheet, form: StandardForm) -> tuple[TableSheet, ...]:
    """Return one of the lists of a breakdown, or its matrix."""
    heading = f"{sheet.standard.title} {STANDARD_FORM_LABEL[form]}"
    head, rows = {
        StandardForm.RESPONSIBILITIES: _responsibilities,
        StandardForm.TASKS: _tasks,
        StandardForm.MATRIX: _matrix,
    }[form](sheet)
    title = STANDARD_FORM_LABEL[form]
    return (TableSheet(title=title, heading=heading, head=head, rows=rows, leading=2),)


_Table = tuple[Sequence[str], Sequence[Sequence[TableValue]]]


def _responsibilities(sheet: DutySheet) -> _Table:
    rows = [
        (line.item.no, line.item.text, line.duty.lead, "、".join(line.duty.support),
         line.duty.person, line.duty.duty)
        for line in sheet.responsibilities()
    ]  # fmt: skip
    return ("序号", "指标", "牵头部门", "配合部门", "责任人", "责任"), rows


def _tasks(sheet: DutySheet) -> _Table:
    head = ("序号", "指标", "任务", "牵头部门", "责任人", "时限", "状态", "进展", "完成日期")
    return head, [_task(line) for line in sheet.lines]


def _task(line: DutyLine) -> Sequence[TableValue]:
    duty = line.duty
    state = TASK_STATE_LABEL[line.state]
    return (line.item.no, line.item.text, duty.task, duty.lead, duty.person, duty.due, state,
            duty.progress, duty.done_on)  # fmt: skip


def _matrix(sheet: DutySheet) -> _Table:
    units = sheet.units()
    rows: list[Sequence[TableValue]] = [
        (row.item.no, row.item.text, *(row.roles.get(unit, "") for unit in units))
        for row in sheet.matrix()
    ]
    loads = sheet.loads()
    rows.append(("", "牵头项数", *(load.leads for load in loads)))
    rows.append(("", "配合项数", *(load.supports for load in loads)))
    return ("序号", "指标", *units), rows
