"""任务 as services: who gets what, what is refused, what a record begins with, what 今日 shows."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.school import Assignment, School, SchoolKind
from inspector_app.domain.task import Task, TaskKind, TaskNeed, TaskShare, TaskSource
from inspector_app.domain.task_progress import TaskStand
from inspector_app.domain.visit_options import VisitType
from inspector_app.services.tasks import TaskWish
from inspector_app.storage.people import FIRST_DAY
from tests.district.office.district import District, made_district
from tests.unit.services.conftest import KINDERGARTEN, SCHOOL

DUE = date(2026, 12, 1)


@pytest.fixture
def district(filled_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[District]:
    with ExitStack() as stack:
        yield made_district(filled_folder, tmp_path, clock, stack)


@pytest.fixture
def office(district: District) -> Workbench:
    """An office where 督学02 answers for the kindergarten and a third school is nobody's."""
    stores = district.office.context.stores
    with district.office.context.database.transaction():
        stores.schools.put_assignment(
            Assignment(inspector_id="DX002", school_code=KINDERGARTEN, start=FIRST_DAY),
            origin="test",
        )
        school = School(code="2121000009", name="示范区第9小学", kind=SchoolKind.PRIMARY)
        stores.schools.put(school, initials="", origin="test")
    return district.office


def given(bench: Workbench, **said: Any) -> Task:
    return bench.tasks.add(TaskWish(**{"title": "检查", "due": DUE, **said})).task


def test_of_several_people_each_gets_the_schools_that_are_his(office: Workbench) -> None:
    both = (SCHOOL, "示范区第7幼儿园")
    mine = TaskShare(person_id="DX001", school_codes=(SCHOOL,))
    hers = TaskShare(person_id="DX002", school_codes=(KINDERGARTEN,))
    assert given(office, schools=both).shares == (mine, hers)
    assert given(office, schools=both, people=("督学01", "DX002")).shares == (mine, hers)
    assert given(office, schools=both, people=("全部",)).shares == (mine, hers)
    assert given(office, schools=both, people=("督学03",)).shares == (
        TaskShare(person_id="DX003", school_codes=(SCHOOL, KINDERGARTEN)),
    )


def test_a_school_that_is_nobodys_and_a_person_without_one_are_named(office: Workbench) -> None:
    with pytest.raises(InputError, match="“示范区第9小学”现在没有责任督学"):
        given(office, schools=("示范区第9小学",))
    with pytest.raises(InputError, match="“督学03”不负责这些学校"):
        given(office, schools=(SCHOOL,), people=("督学01", "督学03"))
    with pytest.raises(NotFoundError, match="督学99"):
        given(office, people=("督学99",))
    assert office.tasks.all() == ()


def test_visits_and_campaigns_ask_for_records_and_the_rest_for_answers(office: Workbench) -> None:
    needs = {kind: given(office, people=("督学01",), kind=kind).needs for kind in TaskKind}
    assert needs == {
        TaskKind.VISIT: TaskNeed.RECORD, TaskKind.CAMPAIGN: TaskNeed.RECORD,
        TaskKind.REPORT: TaskNeed.ANSWER, TaskKind.OTHER: TaskNeed.ANSWER,
    }  # fmt: skip


def test_a_change_is_another_version_and_what_is_not_said_stays(office: Workbench) -> None:
    task = given(office, people=("督学01",), reference="5号")
    same = office.tasks.change(task.number, TaskWish(title="检查"))
    assert (same.task, bool(same.changes)) == (task, False)
    later = office.tasks.change(task.number, TaskWish(due=date(2026, 12, 9))).task
    assert (later.version, later.reference, later.shares) == (2, "5号", task.shares)
    assert [each.version for each in office.tasks.versions(task.number)] == [1, 2]
    with pytest.raises(InputError, match="写明理由"):
        office.tasks.withdraw(task.number, reason=" ")
    office.tasks.withdraw(task.number, reason="并入")
    with pytest.raises(RefusedError, match="已经撤回"):
        office.tasks.change(task.number, TaskWish(title="再查"))


def test_versions_and_events_of_tasks_are_never_changed_or_taken_away(office: Workbench) -> None:
    task = given(office, people=("督学01",))
    office.task_answers.answer(task.number, "办了。")
    for table in ("task", "task_event"):
        for act in (f"UPDATE {table} SET at = ''", f"DELETE FROM {table}"):
            with (
                pytest.raises(Exception, match="tasks"),
                office.context.database.transaction(),
            ):
                office.context.database.execute(act)
    assert office.tasks.get(task.number).progress.stand is TaskStand.DONE


def test_a_record_that_is_begun_for_a_task_says_so_and_is_begun_once(office: Workbench) -> None:
    task = given(
        office, people=("督学01",), schools=(SCHOOL,), kind=TaskKind.CAMPAIGN, text="看锅炉房。"
    )
    made = office.task_answers.begin(task.number)
    visit = office.visits.get(made.uid)
    assert (visit.school_code, visit.basis) == (SCHOOL, f"{task.number} 检查")
    assert (visit.type, visit.plan_text) == (VisitType.CAMPAIGN, "看锅炉房。")
    office.visit_edit.set_field(made.uid, "lead_id", "DX001")
    assert office.task_answers.begin(task.number).uid == made.uid


def test_a_person_gives_tasks_to_nobody_but_himself(workbench: Workbench) -> None:
    with pytest.raises(RefusedError, match="只能给自己布置"):
        given(workbench, people=("督学02",))
    assert given(workbench).people == ("DX001",)


def test_a_record_is_found_by_the_task_that_it_names(workbench: Workbench, filed: Any) -> None:
    uid = filed(basis="RW-2026-007 冬季取暖安全检查")
    assert [hit.uid for hit in workbench.search.find("冬季取暖")] == [uid]
    assert [hit.uid for hit in workbench.search.find("RW-2026-007")] == [uid]


def test_a_complaint_to_verify_begins_as_one(workbench: Workbench) -> None:
    task = given(workbench, source=TaskSource.COMPLAINT, schools=(SCHOOL,))
    made = workbench.task_answers.begin(task.number)
    assert workbench.visits.get(made.uid).type is VisitType.COMPLAINT_CHECK


def test_a_record_made_void_does_not_count_and_its_correction_counts_when_it_is_filed(
    workbench: Workbench, filed: Any
) -> None:
    task = given(workbench, kind=TaskKind.VISIT, schools=(SCHOOL,))

    def stand() -> TaskStand:
        return workbench.tasks.get(task.number).progress.stand

    uid = filed(basis=task.number)
    assert workbench.visits.get(uid).basis == f"{task.number} 检查"
    assert stand() is TaskStand.DONE
    workbench.visits.correct(uid, reason="改错字")
    assert stand() is TaskStand.UNDER_WAY
    workbench.visits.file(uid)
    assert stand() is TaskStand.DONE
    workbench.visits.void(uid, reason="重复")
    assert stand() is TaskStand.NOT_BEGUN


def test_an_answer_is_of_a_day_that_has_come_and_of_one_of_its_schools(
    workbench: Workbench,
) -> None:
    task = given(workbench, schools=(SCHOOL,))
    answers = workbench.task_answers
    with pytest.raises(InputError, match="没有写内容"):
        answers.answer(task.number, " ")
    with pytest.raises(InputError, match="在今天之后"):
        answers.answer(task.number, "办了。", on=DUE)
    with pytest.raises(NotFoundError, match="里没有“示范区第7幼儿园”"):
        answers.answer(task.number, "办了。", school=KINDERGARTEN)
    with pytest.raises(RefusedError, match="还没有答复"):
        answers.retract(task.number)
    answers.answer(task.number, "办了。", school="示范区第3小学")
    assert workbench.tasks.get(task.number).progress.stand is TaskStand.DONE
    answers.retract(task.number, reason="写错")
    assert workbench.tasks.get(task.number).progress.stand is TaskStand.NOT_BEGUN


def test_an_answer_that_is_too_long_or_to_a_withdrawn_task_is_not_kept(
    workbench: Workbench,
) -> None:
    task = given(workbench)
    with pytest.raises(InputError, match="超过 2000 字"):
        workbench.task_answers.answer(task.number, "长" * 2_001)
    workbench.tasks.withdraw(task.number, reason="并入")
    with pytest.raises(RefusedError, match="不用再办"):
        workbench.task_answers.answer(task.number, "办了。")
    with pytest.raises(RefusedError, match="不用再办"):
        workbench.task_answers.begin(task.number)
    assert workbench.context.stores.tasks.events() == ()


def test_a_task_without_schools_is_begun_at_any_and_each_school_has_a_draft_of_its_own(
    workbench: Workbench,
) -> None:
    task = given(workbench, kind=TaskKind.VISIT, text="看" * 1_500)
    first = workbench.task_answers.begin(task.number, school=SCHOOL)
    other = workbench.task_answers.begin(task.number, school=KINDERGARTEN)
    again = workbench.task_answers.begin(task.number, school=SCHOOL)
    assert (first.uid != other.uid, again.uid) == (True, first.uid)
    # What is longer than 督导重点 takes is left where it stands.
    assert workbench.visits.get(first.uid).plan_text == ""


def test_at_the_office_it_has_to_be_said_whose_answer_it_is(office: Workbench) -> None:
    task = given(office, people=("督学01", "督学02"))
    with pytest.raises(InputError, match="写明是哪一位"):
        office.task_answers.answer(task.number, "办了。")
    with pytest.raises(NotFoundError, match="没有交给督学03"):
        office.task_answers.answer(task.number, "办了。", person="督学03")
    office.task_answers.answer(task.number, "办了。", person="督学02")
    (view,) = office.tasks.all()
    assert [share.stand for share in view.progress.shares] == [
        TaskStand.NOT_BEGUN, TaskStand.DONE
    ]  # fmt: skip


def test_the_first_page_shows_open_tasks_to_a_person_and_overdue_ones_to_the_office(
    workbench: Workbench, office: Workbench, clock: FixedClock
) -> None:
    assert workbench.today.page().given == ()
    mine = given(workbench)
    given(office, people=("督学01",))
    assert [view.task.number for view in workbench.today.page().given] == [mine.number]
    assert office.today.page().given == ()
    clock.advance(timedelta(days=12))
    assert [view.is_overdue for view in office.today.page().given] == [True]
    workbench.task_answers.answer(mine.number, "办了。")
    assert workbench.today.page().given == ()


def test_a_person_who_never_uses_a_computer_is_not_waited_for_to_take_it(
    office: Workbench,
) -> None:
    given(office, people=("督学01", "督学02"))
    office.office_people.mark_no_computer("督学02")
    assert [line.taken for line in office.task_board.lines()] == ["未接收", "不用电脑"]
    assert "督学01（未接收）、督学02（不用电脑）" in office.task_board.reminder("RW-2026-001")
