"""A breakdown: states of tasks, who carries what, the matrix."""

from datetime import date
from typing import Any

from inspector_app.domain.duty_sheet import LEAD, SUPPORT, duty_sheet
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.duty import DUTY, duties_of
from inspector_app.domain.registers.kind import Entry, Facts, filled_row
from inspector_app.domain.standard_options import TaskState
from inspector_app.domain.units import units_in
from inspector_app.services.standards import shipped
from tests.unit.domain.registers.entries import make_entry

TODAY = date(2026, 11, 22)
STANDARD = shipped()[0]


def task(item: int, **values: Any) -> dict[str, Any]:
    told = {"uuid": f"row-{item}-{len(values)}", "item": item, "task": "逐园核查", **values}
    return filled_row(DUTY.rows("duties"), told)


def entry(*duties: dict[str, Any], state: EntryState = EntryState.FILED) -> Entry:
    made = make_entry(DUTY, standard=STANDARD.title, year=2026, duties=list(duties))
    return Entry(uid=made.uid, kind=made.kind, number=made.number, values=made.values, state=state)


def test_the_state_of_a_task_follows_from_its_dates_and_its_progress() -> None:
    found = [
        duty.state(on=TODAY)
        for duty in duties_of(
            entry(
                task(1),
                task(2, progress="已排查三所。", due="2026-11-22"),
                task(3, progress="已排查三所。", due="2026-11-21"),
                task(4, due="2026-11-21", done_on="2026-11-22"),
            )
        )
    ]
    assert found == [
        TaskState.WAITING, TaskState.UNDER_WAY, TaskState.OVERDUE, TaskState.DONE,
    ]  # fmt: skip


def test_who_leads_one_task_of_an_item_and_helps_another_leads_it_in_the_matrix() -> None:
    sheet = duty_sheet(
        STANDARD,
        entry(task(2, lead="教育局", support="财政局、公安局"), task(2, lead="财政局")),
        on=TODAY,
    )
    assert sheet.matrix()[1].roles == {"教育局": LEAD, "财政局": LEAD, "公安局": SUPPORT}
    assert sheet.matrix()[0].roles == {}
    assert [tuple(load)[:3] for load in sheet.loads()] == [
        ("教育局", 1, 0), ("财政局", 1, 0), ("公安局", 0, 1),
    ]  # fmt: skip


def test_who_answers_for_an_item_stands_once_in_the_list_however_many_tasks_it_has() -> None:
    told = {"lead": "教育局", "person": "科长", "duty": "负总责"}
    sheet = duty_sheet(
        STANDARD, entry(task(5, **told), task(5, due="2027-01-01", **told), task(6)), on=TODAY
    )
    assert [line.item.no for line in sheet.lines] == [5, 5, 6]
    assert [line.item.no for line in sheet.responsibilities()] == [5, 6]


def test_what_is_late_is_named_with_its_department() -> None:
    late = entry(task(3, lead="教育局", due="2026-11-01"), task(4))
    (hint,) = DUTY.hints(late, Facts(today=TODAY))
    assert hint.what == "逾期没有完成：第 3 项（教育局）"


def test_tasks_of_one_day_ask_for_one_line_of_the_day() -> None:
    told = {"lead": "教育局", "due": "2026-12-01"}
    made = entry(task(3, **told), task(4, **told), task(5, lead="财政局", due="2026-12-02"))
    assert [(due.day.isoformat(), due.text) for due in DUTY.dues(made)] == [
        ("2026-12-01", "责任分解：逐园核查（教育局）等 2 项任务"),
        ("2026-12-02", "责任分解：逐园核查（财政局）"),
    ]


def test_a_draft_asks_for_nothing() -> None:
    assert not list(DUTY.dues(entry(task(3, due="2026-12-01"), state=EntryState.DRAFT)))


def test_a_department_cannot_lead_and_help_the_same_task() -> None:
    made = entry(task(3, lead="教育局", support="财政局，教育局"))
    (gap,) = DUTY.checks(made, Facts(today=TODAY))
    assert gap.where == "duties[0].support"
    assert gap.what == "第 3 项的牵头部门“教育局”又写在配合部门里"


def test_departments_are_parted_by_whatever_mark_stands_between_them() -> None:
    assert units_in("教育局、财政局，公安局; 教育局\n") == ("教育局", "财政局", "公安局")
