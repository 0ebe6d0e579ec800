"""责任分解 over a real folder: tasks, what keeps it from being filed, the day's dues."""

from collections.abc import Callable
from datetime import date

import pytest

from inspector_app.base.errors import InputError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.standard_options import StandardForm, TaskState
from inspector_app.services.wishes import StandardPrint
from tests.selfchecks import broken_down

Add = Callable[..., str]


@pytest.fixture
def uid(workbench: Workbench, add: Add) -> str:
    """A breakdown of all 36 items; two tasks are late."""
    return add("duty", **broken_down())


def test_an_item_can_have_several_tasks_and_needs_one(workbench: Workbench, uid: str) -> None:
    edit, duties = workbench.register_edit, workbench.duties
    duties.add_task(uid, 4)
    duties.set_item(uid, 4, "task", "再查一遍", task=2)
    rows = workbench.registers.record(uid).entry.values["duties"]
    assert [row["task"] for row in rows if row["item"] == 4][1] == "再查一遍"
    for row in [row for row in rows if row["item"] == 4]:
        edit.remove_row(uid, "duties", row["uuid"])
    assert [gap.what for gap in workbench.registers.record(uid).gaps] == ["第 4 项没有分解到部门"]
    with pytest.raises(InputError, match="第 4 项有 0 项任务，没有第 1 项"):
        duties.set_item(uid, 4, "lead", "教育局")


def test_a_task_of_no_item_is_refused(workbench: Workbench, uid: str) -> None:
    with pytest.raises(InputError, match="没有第 99 项"):
        workbench.duties.set_item(uid, 4, "item", 99)
    with pytest.raises(InputError, match="没有第 99 项"):
        workbench.duties.add_task(uid, 99)


def test_progress_is_told_after_filing_and_nothing_else(workbench: Workbench, uid: str) -> None:
    workbench.registers.file(uid)
    workbench.duties.set_item(uid, 1, "progress", "已排查。")
    workbench.duties.set_item(uid, 1, "done_on", "2026-11-20")
    with pytest.raises(RefusedError, match="已定稿"):
        workbench.duties.set_item(uid, 1, "lead", "公安局")
    counts = workbench.duties.sheet(uid).counts
    assert (counts[TaskState.DONE], counts[TaskState.OVERDUE]) == (1, 1)


def test_a_late_task_stands_in_the_list_of_what_is_due(workbench: Workbench, uid: str) -> None:
    workbench.registers.file(uid)
    found = workbench.context.stores.register_dues.by(date(2026, 11, 22), limit=5)
    assert [line.text for line in found] == [
        "责任分解：完成“学前三年毛入园率”的自查和整改（财政局）等 2 项任务"
    ]


def test_departments_are_offered_from_every_register_that_names_some(
    workbench: Workbench, uid: str, add: Add
) -> None:
    add("group")
    assert set(workbench.known_units.find("")) >= {"教育局", "财政局", "住房和城乡建设局"}
    assert workbench.known_units.find("住房") == ("住房和城乡建设局",)


def test_a_matrix_without_a_department_is_not_printed(workbench: Workbench) -> None:
    uid = workbench.duties.begin("").uid
    wish = StandardPrint(uid=uid, form=StandardForm.MATRIX)
    with pytest.raises(RefusedError, match="没有生成责任矩阵"):
        workbench.standard_trees.of(wish)
