"""Plans: what is refused and why, what is matched, and the record that is begun from one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from inspector_app.base.errors import InputError, NotFoundError, RefusedError, UserError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month, Period
from inspector_app.domain.plan import MOST_REASON, MOST_TEXT, MOST_TITLE, PlanLevel, PlanState
from inspector_app.domain.recusal import Relation
from inspector_app.domain.school import SchoolState
from inspector_app.domain.visit_options import Session
from inspector_app.services.context import Role
from inspector_app.services.plans import HalfDay
from tests.unit.calendars import day, make_term
from tests.unit.services.workbooks import KINDERGARTEN, SCHOOL

MONTH = Month(2026, 11).period


@pytest.fixture
def half() -> Callable[..., HalfDay]:
    """The morning of Tuesday the 24th at the school; keywords replace its parts."""

    def make(**values: Any) -> HalfDay:
        given = {"day": day("2026-11-24"), "session": Session.MORNING, "school_code": SCHOOL}
        return HalfDay(**(given | values))

    return make


def ops(workbench: Workbench, noun: str) -> list[str]:
    rows = workbench.context.database.rows(
        "SELECT op FROM journal WHERE noun = ? ORDER BY seq", noun
    )
    return [op for (op,) in rows]


def close(workbench: Workbench, on: date) -> None:
    store = workbench.context.stores.schools
    school = store.get(SCHOOL)
    from dataclasses import replace

    with workbench.context.database.transaction():
        store.put(replace(school, state=SchoolState.CLOSED, closed_on=on), initials="", origin="t")


# -- plans ---------------------------------------------------------------------------------------


def test_a_plan_is_made_for_the_span_of_its_level_and_changed(workbench: Workbench) -> None:
    workbench.calendar.set_term(make_term("2026-09-01", "2027-01-15"))
    made = workbench.plans.add_plan(PlanLevel.TERM, day("2026-11-24"), aims=" 食堂安全 ")
    assert (made.plan.title, made.plan.aims) == ("2026-2027学年第一学期督导计划", "食堂安全")
    assert (made.plan.inspector_id, made.changes.plans) == ("DX001", True)
    assert workbench.plans.change_plan(made.plan.uid, basis="区教督〔2026〕1号").plans
    assert not workbench.plans.change_plan(made.plan.uid, aims="食堂安全")
    (plan,) = workbench.plans.plans(MONTH)
    assert (plan.basis, plan.aims) == ("区教督〔2026〕1号", "食堂安全")
    assert len(ops(workbench, "plan")) == 2
    assert workbench.checks.run().sound


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": "题" * (MOST_TITLE + 1)}, "名称超过"),
        ({"aims": "题" * (MOST_TEXT + 1)}, "督导重点超过"),
        ({"basis": "题" * (MOST_TITLE + 1)}, "依据超过"),
        ({"inspector_id": "DX999"}, "没有督学编号“DX999”"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    workbench: Workbench, values: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        workbench.plans.add_plan(PlanLevel.WEEK, day("2026-11-24"), **values)
    assert workbench.plans.plans(MONTH) == ()


def test_a_person_has_one_plan_of_a_level_for_a_span(workbench: Workbench) -> None:
    made = workbench.plans.add_plan(PlanLevel.MONTH, day("2026-11-24"))
    with pytest.raises(RefusedError, match="已经有“2026年11月督导计划”"):
        workbench.plans.add_plan(PlanLevel.MONTH, day("2026-11-01"))
    workbench.plans.add_plan(PlanLevel.MONTH, day("2026-11-01"), inspector_id="DX002")
    with pytest.raises(InputError, match="要有名称"):
        workbench.plans.change_plan(made.plan.uid, title=" ")


# -- planned visits ------------------------------------------------------------------------------


def test_a_visit_is_planned_into_the_months_plan_which_is_made_for_it(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    made = workbench.plans.add(
        half(peer_ids=("DX002", "DX001", "DX002"), topics=("T6",), text=" 留样 ")
    )
    planned = made.view.planned
    assert (planned.lead_id, planned.peer_ids, planned.text) == ("DX001", ("DX002",), "留样")
    assert (made.view.school_name, made.view.lead_name) == ("示范区第3小学", "督学01")
    assert (made.view.peer_names, made.view.state) == (("督学02",), PlanState.PLANNED)
    assert (made.view.warnings, made.changes.plans) == ((), True)
    (plan,) = workbench.plans.plans(MONTH)
    assert (plan.level, plan.uid) == (PlanLevel.MONTH, planned.plan_uid)
    assert (len(ops(workbench, "plan")), len(ops(workbench, "planned_visit"))) == (1, 1)


def test_a_visit_goes_into_the_shortest_plan_of_its_lead(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    week = workbench.plans.add_plan(PlanLevel.WEEK, day("2026-11-24")).plan
    year = workbench.plans.add_plan(PlanLevel.YEAR, day("2026-11-24")).plan
    assert workbench.plans.add(half()).view.planned.plan_uid == week.uid
    named = workbench.plans.add(half(session=Session.AFTERNOON, plan_uid=year.uid))
    assert named.view.planned.plan_uid == year.uid
    plan, visits = workbench.plans.plan(year.uid)
    assert (plan, [view.planned.uid for view in visits]) == (year, [named.view.planned.uid])


def refused(workbench: Workbench, wanted: HalfDay) -> str:
    before = workbench.plans.between(MONTH)
    with pytest.raises(UserError) as caught:
        workbench.plans.add(wanted)
    assert workbench.plans.between(MONTH) == before
    return caught.value.sentence


def test_a_closed_school_is_refused(workbench: Workbench, half: Callable[..., HalfDay]) -> None:
    close(workbench, day("2026-11-24"))
    said = refused(workbench, half())
    assert "示范区第3小学已于 2026-11-24 停办，停办的学校不安排入校" in said
    assert workbench.plans.add(half(day=day("2026-11-23"))).view.warnings == ()


def test_lead_and_peer_in_recusal_are_refused_by_rule_and_relation(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    workbench.recusals.add("DX002", SCHOOL, Relation.HEAD_RELATIVE)
    for wanted in (half(peer_ids=("DX002",)), half(lead_id="DX002")):
        said = refused(workbench, wanted)
        assert "督学02与这所学校有回避关系（主要负责人的近亲属" in said
        assert "《教育督导条例》（国务院令第624号）第十条" in said
        assert "随程序的全国规则" in said
    assert workbench.plans.add(half()).view.warnings == ()


def test_a_day_out_of_the_plans_span_is_refused(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    week = workbench.plans.add_plan(PlanLevel.WEEK, day("2026-11-24")).plan
    said = refused(workbench, half(day=day("2026-11-30"), plan_uid=week.uid))
    assert "2026-11-30 不在“2026-11-23 至 11-29 周计划”的起止日" in said


@pytest.mark.parametrize(
    "values",
    [
        {"school_code": KINDERGARTEN},
        {"session": Session.FULL_DAY},
        {"lead_id": "DX003", "peer_ids": ("DX001",)},
        {"lead_id": "DX002"},
    ],
)
def test_half_days_that_collide_are_refused(
    workbench: Workbench, half: Callable[..., HalfDay], values: dict[str, Any]
) -> None:
    workbench.plans.add(half(peer_ids=("DX002",)))
    said = refused(workbench, half(**values))
    assert "2026-11-24 上午已经安排了示范区第3小学" in said
    assert "规则：同一位督学同一个半天只安排一所学校" in said


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"school_code": "9999999999"}, "9999999999"),
        ({"lead_id": "DX999"}, "没有督学编号“DX999”"),
        ({"topics": ("T9",)}, "没有督导事项“T9”"),
        ({"text": "文" * (MOST_TEXT + 1)}, "督导重点超过 1000 字"),
        ({"plan_uid": "nowhere"}, "找不到这份计划"),
    ],
)
def test_what_cannot_be_planned_is_named(
    workbench: Workbench, half: Callable[..., HalfDay], values: dict[str, Any], sentence: str
) -> None:
    assert sentence in refused(workbench, half(**values))


def test_an_office_names_who_goes(workbench: Workbench, half: Callable[..., HalfDay]) -> None:
    workbench.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
    assert "还没有写责任督学" in refused(workbench, half())
    for number in (1, 2):
        workbench.plans.add(half(lead_id=f"DX00{number}"))
    assert [view.lead_name for view in workbench.plans.week(day("2026-11-24")).visits] == [
        "督学01", "督学02",
    ]  # fmt: skip
    assert len(workbench.plans.between(MONTH, inspector_id="DX002")) == 1


def test_a_planned_visit_is_moved_within_its_plan_or_to_another(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    planned = workbench.plans.add(half()).view.planned
    moved = workbench.plans.change(planned.uid, day=day("2026-11-26"), text="消防")
    assert (moved.view.planned.day, moved.view.planned.plan_uid) == (
        day("2026-11-26"), planned.plan_uid,
    )  # fmt: skip
    later = workbench.plans.change(planned.uid, day=day("2026-12-01")).view.planned
    assert workbench.plans.plan(later.plan_uid)[0].title == "2026年12月督导计划"
    with pytest.raises(RefusedError, match="不在“2026年11月督导计划”"):
        workbench.plans.change(planned.uid, plan_uid=planned.plan_uid)
    assert not workbench.plans.change(planned.uid, text="消防 ").changes
    other = workbench.plans.change(planned.uid, lead_id="DX003").view
    assert workbench.plans.plan(other.planned.plan_uid)[0].inspector_id == "DX003"


def test_a_visit_that_is_called_off_keeps_its_reason_and_frees_the_half_day(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    uid = workbench.plans.add(half()).view.planned.uid
    for reason in (" ", "理" * (MOST_REASON + 1)):
        with pytest.raises(InputError, match="写明理由"):
            workbench.plans.cancel(uid, reason=reason)
    assert workbench.plans.cancel(uid, reason="学校停课").plans
    view = workbench.plans.get(uid)
    assert (view.state, view.planned.cancelled) == (PlanState.CANCELLED, "学校停课")
    for act in (
        lambda: workbench.plans.cancel(uid, reason="再次"),
        lambda: workbench.plans.change(uid, text="消防"),
        lambda: workbench.plans.begin(uid),
    ):
        with pytest.raises(RefusedError, match="已经取消（学校停课）"):
            act()
    workbench.plans.add(half())


def test_what_speaks_against_a_plan_since_is_told_with_it(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    sunday = workbench.plans.add(half(day=day("2026-11-29"))).view
    assert sunday.warnings == ("11月29日是星期日，请核对督导日期。",)
    uid = workbench.plans.add(half()).view.planned.uid
    workbench.recusals.add("DX001", SCHOOL, Relation.FAMILY)
    close(workbench, day("2026-11-23"))
    closed, recusal = workbench.plans.get(uid).warnings
    assert "停办的学校不安排入校" in closed
    assert "配偶、父母、子女在该校就业或就读" in recusal
    workbench.plans.cancel(uid, reason="换人")
    assert workbench.plans.get(uid).warnings == ()


# -- what was done -------------------------------------------------------------------------------


def test_a_filed_record_of_the_school_and_day_makes_the_plan_done(
    workbench: Workbench, half: Callable[..., HalfDay], filed: Callable[..., str]
) -> None:
    planned = workbench.plans.add(half(day=day("2026-11-20"))).view.planned
    uid = filed()
    view = workbench.plans.get(planned.uid)
    assert view.visit is not None
    assert (view.state, view.visit.uid) == (PlanState.DONE, uid)
    for act in (
        lambda: workbench.plans.cancel(planned.uid, reason="没去"),
        lambda: workbench.plans.begin(planned.uid),
    ):
        with pytest.raises(RefusedError, match=view.visit.number):
            act()
    workbench.visits.void(uid, reason="写错")
    assert workbench.plans.get(planned.uid).state is PlanState.PLANNED


def test_a_record_begun_from_a_plan_is_filled_in_with_it(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    workbench.themes.set(Month(2026, 11), "冬季安全")
    planned = workbench.plans.add(
        half(session=Session.AFTERNOON, peer_ids=("DX002",), topics=("T6", "T7"), text="留样")
    ).view.planned
    made = workbench.plans.begin(planned.uid)
    visit = workbench.visits.get(made.uid)
    assert visit.school is not None
    assert (visit.school.code, visit.visited_on) == (SCHOOL, day("2026-11-24"))
    assert (visit.session, visit.lead_id, visit.peer_ids) == (
        Session.AFTERNOON, "DX001", ("DX002",),
    )  # fmt: skip
    assert (visit.topics, visit.plan_text, visit.month_theme) == (("T6", "T7"), "留样", "冬季安全")
    assert (made.changes.visits, made.changes.plans) == (True, True)
    assert "session" not in visit.prefilled


def test_a_record_begun_from_a_plan_names_the_document_that_the_plan_rests_on(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    made = workbench.plans.add_plan(PlanLevel.WEEK, day("2026-11-24"), basis="示教督〔2026〕5号")
    uid = workbench.plans.add(half()).view.planned.uid
    visit = workbench.visits.get(workbench.plans.begin(uid).uid)
    assert visit.basis == f"{made.plan.title}（示教督〔2026〕5号）"


def test_a_plan_is_begun_once(workbench: Workbench, half: Callable[..., HalfDay]) -> None:
    uid = workbench.plans.add(half()).view.planned.uid
    assert not workbench.plans.get(uid).begun
    first = workbench.plans.begin(uid)
    again = workbench.plans.begin(uid)
    assert (again.uid, again.number, bool(again.changes)) == (first.uid, first.number, False)
    assert workbench.plans.get(uid).begun
    workbench.visits.discard(first.uid)
    assert not workbench.plans.get(uid).begun
    assert workbench.plans.begin(uid).uid != first.uid


# -- the week ------------------------------------------------------------------------------------


def test_a_week_shows_its_days_its_plans_and_the_theme_of_its_thursday(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    workbench.themes.set(Month(2026, 12), "冬季安全")
    workbench.plans.add(half(lead_id="DX002", peer_ids=("DX001",), day=day("2026-12-02")))
    workbench.plans.add(half(lead_id="DX002", day=day("2026-12-01")))
    week = workbench.plans.week(day("2026-11-30"))
    assert week.period == Period(day("2026-11-30"), day("2026-12-06"))
    assert (week.teaching_week, week.days_off) == (
        14, {day("2026-12-05"), day("2026-12-06")},
    )  # fmt: skip
    assert [view.planned.day for view in week.visits] == [day("2026-12-02")]
    assert week.plans == ()
    assert (week.theme and week.theme.theme, week.theme_month) == ("冬季安全", Month(2026, 12))
    assert workbench.plans.week().period.start == day("2026-11-16")
    assert workbench.plans.week(day("2027-02-10")).teaching_week is None


def test_the_next_visit_planned_at_a_school_is_told(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    assert workbench.plans.next_at(SCHOOL) is None
    later = workbench.plans.add(half(day=day("2026-11-26"))).view
    sooner = workbench.plans.add(half()).view
    workbench.plans.cancel(sooner.planned.uid, reason="停课")
    assert workbench.plans.next_at(SCHOOL) == later


def test_a_plan_is_found_by_the_beginning_of_its_uid(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    uid = workbench.plans.add(half()).view.planned.uid
    assert workbench.plans.uid_of(uid[:8].upper()) == uid
    for text in (uid[:5], "000000", ""):
        with pytest.raises(NotFoundError, match="plan list"):
            workbench.plans.uid_of(text)
    database = workbench.context.database
    database.execute("UPDATE planned_visit SET uid = 'aaaaaa-1'")
    workbench.plans.add(half(session=Session.AFTERNOON))
    database.execute("UPDATE planned_visit SET uid = 'aaaaaa-2' WHERE uid <> 'aaaaaa-1'")
    with pytest.raises(InputError, match="不止一个"):
        workbench.plans.uid_of("aaaaaa")


# -- proposals -----------------------------------------------------------------------------------


def test_an_empty_half_day_gets_the_school_that_most_needs_a_visit(
    workbench: Workbench, half: Callable[..., HalfDay]
) -> None:
    (found,) = workbench.plans.proposals(day("2026-11-24"), Session.MORNING)
    assert (found.status.school.code, found.reason) == (SCHOOL, "本月还没有入校")
    workbench.plans.add(half(session=Session.AFTERNOON))
    assert workbench.plans.proposals(day("2026-11-25"), Session.MORNING) == ()
    with pytest.raises(RefusedError, match="这半天已经有安排"):
        workbench.plans.proposals(day("2026-11-24"), Session.FULL_DAY)


def test_a_school_in_recusal_is_not_proposed(workbench: Workbench) -> None:
    workbench.recusals.add("DX001", SCHOOL, Relation.FAMILY)
    assert workbench.plans.proposals(day("2026-11-24"), Session.MORNING) == ()


def test_an_office_gets_proposals_from_every_school(workbench: Workbench) -> None:
    workbench.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
    found = workbench.plans.proposals(day("2026-11-24"), Session.MORNING)
    # Nobody answers for the kindergarten: that is red, and stands before amber.
    assert [(each.status.school.code, each.reason) for each in found] == [
        (KINDERGARTEN, "没有责任督学"), (SCHOOL, "本月还没有入校"),
    ]  # fmt: skip
