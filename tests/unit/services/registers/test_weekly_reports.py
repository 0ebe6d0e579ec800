"""周汇报 and the 五有 of a term over a real data folder."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.five_haves import Have
from inspector_app.domain.plan import PlanLevel
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.visit_options import Session
from inspector_app.services.plans import HalfDay
from tests.unit.calendars import make_term
from tests.unit.services.conftest import COMPLETE as RECORD
from tests.unit.services.conftest import KINDERGARTEN, SCHOOL
from tests.unit.services.registers.conftest import be_office

Make = Callable[..., str]
WEEK = date(2026, 11, 16)


def values(workbench: Workbench, uid: str) -> Any:
    return workbench.registers.record(uid).entry.values


# -- drafting ------------------------------------------------------------------------------------


def test_a_week_is_drafted_from_records_meetings_training_and_the_plan(
    workbench: Workbench, visit: Make, filed: Make
) -> None:
    workbench.calendar.set_term(make_term("2026-09-01", "2027-01-15"))
    visit(merits=["王校长带班，门卫登记细致。"])
    visit(session="下午")
    visit(date="2026-11-13")
    visit(date="2026-11-18", lead="督学02", peers=["督学01"], school=KINDERGARTEN, topics=["K1"])
    workbench.visit_edit.new_from_json({**RECORD, "date": "2026-11-17"})
    filed("meeting")
    filed("training", start="2026-11-13", end="2026-11-16")
    filed("training", content="别人的培训", start="2026-11-17", end="2026-11-17", people=["督学02"])
    half = HalfDay(day=date(2026, 11, 24), session=Session.MORNING, school_code=SCHOOL)
    workbench.plans.add(half)
    off = workbench.plans.add(HalfDay(day=date(2026, 11, 25), session=Session.MORNING,
                                      school_code=SCHOOL))  # fmt: skip
    workbench.plans.cancel(off.view.planned.uid, reason="停课")
    found = values(workbench, workbench.weekly_reports.draft(day=date(2026, 11, 20)).uid)
    assert (found["monday"], found["inspector"], found["zone"]) == (
        "2026-11-16", "DX001", "第一督学责任区",
    )  # fmt: skip
    assert found["teaching_week"] == "第12教学周"
    # Two records of one school and day are one visit; the draft counts nothing.
    assert [found[name] for name in ("visit_count", "issue_count", "closed_count")] == [2, 2, 0]
    assert found["visits"].split("\n") == [
        "11月18日 示范区第7幼儿园。", "11月20日 示范区第3小学。",
    ]  # fmt: skip
    assert found["merits"] == "示范区第3小学：某校长带班，门卫登记细致。"
    assert "11月16日 培训：督导评估工具和问题整改。（18学时）" in found["other"]
    assert "11月20日 工作例会：食堂检查的分工。" in found["other"]
    assert "别人的培训" not in found["other"]
    assert found["plan"] == "11月24日 上午 示范区第3小学。"


def test_a_week_without_visits_can_be_filed_and_told(workbench: Workbench, filed: Make) -> None:
    filed("meeting", held_on="2026-11-11")
    uid = workbench.weekly_reports.draft().uid
    found = values(workbench, uid)
    assert (found["monday"], found["visits"]) == ("2026-11-09", "本周没有入校。")
    workbench.register_edit.set_json(uid, "plan", "入校两所。")
    workbench.registers.file(uid)
    text = workbench.weekly_reports.text(uid)
    assert text.startswith("【周汇报】督学01　11月9日至11月15日：入校0校次，")
    assert "其他：11月11日 工作例会：食堂检查的分工。" in text


def test_a_second_draft_of_a_week_names_the_first(workbench: Workbench) -> None:
    first = workbench.weekly_reports.draft()
    with pytest.raises(RefusedError, match=first.number):
        workbench.weekly_reports.draft()
    workbench.registers.discard(first.uid)
    assert workbench.weekly_reports.draft().number != first.number


def test_a_week_to_come_and_an_office_that_names_nobody_are_refused(workbench: Workbench) -> None:
    with pytest.raises(RefusedError, match="还没有到"):
        workbench.weekly_reports.draft(day=date(2026, 11, 23))
    be_office(workbench)
    with pytest.raises(InputError, match="写明是谁"):
        workbench.weekly_reports.draft()
    made = workbench.weekly_reports.draft(inspector="督学02")
    assert values(workbench, made.uid)["inspector"] == "DX002"


def test_what_is_no_weekly_report_has_no_text(workbench: Workbench, filed: Make) -> None:
    with pytest.raises(NotFoundError, match="不是周汇报"):
        workbench.weekly_reports.text(filed("meeting"))


# -- who is missing ------------------------------------------------------------------------------


def test_an_office_sees_everybody_of_a_week_and_a_laptop_its_own_weeks_of_the_term(
    workbench: Workbench, filed: Make
) -> None:
    workbench.calendar.set_term(make_term("2026-11-04", "2027-01-15"))
    filed("weekly", monday="2026-11-09")
    own = workbench.weekly_reports.missing()
    assert [(each.monday, each.inspector_id) for each in own] == [(date(2026, 11, 2), "DX001")]
    be_office(workbench)
    draft = workbench.weekly_reports.draft(inspector="督学03")
    found = workbench.weekly_reports.missing()
    assert [(each.name, each.draft) for each in found] == [("督学02", ""), ("督学03", draft.number)]
    assert {each.due for each in found} == {date(2026, 11, 16)}
    assert all(each.overdue for each in found)
    assert len(workbench.weekly_reports.missing(WEEK)) == 3


def test_the_day_by_which_a_week_is_reported_is_the_office_s(workbench: Workbench) -> None:
    workbench.rules.set_values(RuleId.WEEKLY_REPORT, {"weekday": 3})
    (found,) = workbench.weekly_reports.missing(WEEK)
    assert (found.due, found.overdue) == (date(2026, 11, 25), False)


def test_on_the_first_days_of_a_term_and_between_terms_no_week_is_missing(
    workbench: Workbench, clock: FixedClock
) -> None:
    workbench.calendar.set_term(make_term("2026-11-18", "2027-01-15"))
    assert workbench.weekly_reports.missing() == ()
    clock.advance(timedelta(days=60))
    assert workbench.weekly_reports.missing() == ()


def test_the_first_page_reminds_of_last_week_where_the_district_asks_for_it(
    workbench: Workbench, clock: FixedClock
) -> None:
    assert workbench.today.page().tasks == ()
    workbench.rules.switch_on(RuleId.WEEKLY_REPORT)
    (due,) = workbench.today.page().tasks
    assert (due.uid, due.due_on, due.text) == (
        "", date(2026, 11, 16), "上周（11-09 起）的周汇报还没有写",
    )  # fmt: skip
    uid = workbench.weekly_reports.draft().uid
    (due,) = workbench.today.page().tasks
    assert (due.uid, due.text) == (uid, "上周（11-09 起）的周汇报还没有定稿")
    workbench.register_edit.set_json(uid, "plan", "入校两所。")
    workbench.registers.file(uid)
    assert workbench.today.page().tasks == ()
    clock.advance(timedelta(days=90))
    assert workbench.today.page().tasks == ()


# -- 五有 of a term ------------------------------------------------------------------------------


def test_the_gate_of_a_term_goes_from_missing_to_complete(
    workbench: Workbench, visit: Make, filed: Make
) -> None:
    workbench.calendar.set_term(make_term("2026-11-09", "2027-01-15"))
    workbench.rules.switch_on(RuleId.WEEKLY_REPORT)

    def lacking() -> dict[Have, tuple[str, ...]]:
        return {s.have: s.missing for s in workbench.term_gates.gate().gate if not s.met}

    assert list(lacking()) == list(Have)
    workbench.plans.add_plan(PlanLevel.TERM, day=date(2026, 11, 20))
    visit()
    filed("meeting")
    assert lacking() == {Have.SUMMARY: ("周汇报没有定稿：11月9日至11月15日",)}
    filed("weekly", monday="2026-11-09")
    assert lacking() == {}
    # One that is over, and was never told of.
    filed("campaign", start="2026-11-09", end="2026-11-12")
    assert lacking() == {Have.SUMMARY: ("已结束的专项五有不全：2026年秋季校园安全专项督导",)}


def test_a_day_between_terms_has_no_gate(workbench: Workbench) -> None:
    with pytest.raises(NotFoundError, match="学期"):
        workbench.term_gates.gate(date(2026, 8, 1))
    with pytest.raises(NotFoundError, match="学期"):
        workbench.term_gates.gate(date(2027, 4, 1))


def test_an_office_sees_all_schools_and_whose_reports_are_missing(workbench: Workbench) -> None:
    workbench.calendar.set_term(make_term("2026-11-09", "2027-01-15"))
    workbench.rules.switch_on(RuleId.WEEKLY_REPORT)
    be_office(workbench)
    found = {s.have: s.missing for s in workbench.term_gates.gate().gate}
    assert found[Have.ACTION] == ("还没有入校：示范区第7幼儿园、示范区第3小学",)
    assert found[Have.SUMMARY] == ("周汇报没有定稿：督学01 1 周、督学02 1 周、督学03 1 周",)
