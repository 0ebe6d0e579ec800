"""Plans, themes, decisions about rules and 回避: in and out of a real database."""

from dataclasses import replace
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.month import Month, Period
from inspector_app.domain.plan import MonthTheme, PlanLevel
from inspector_app.domain.recusal import Relation
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.rules import RuleSetting
from inspector_app.domain.visit_options import Session, VisitStatus
from inspector_app.storage.database import Database
from inspector_app.storage.people import PeopleStore
from inspector_app.storage.plans import PlanStore
from inspector_app.storage.recusals import RecusalStore
from inspector_app.storage.rules import RuleStore
from inspector_app.storage.schools import SchoolStore
from inspector_app.storage.themes import ThemeStore
from inspector_app.storage.visits import VisitStore
from tests.unit.builders import AT, ORIGIN, make_inspector, make_school, make_visit, snapshot_of
from tests.unit.calendars import day
from tests.unit.plans import make_plan, make_planned, make_recusal
from tests.unit.rulesets import decided

SCHOOL = make_school(code="2121000003")
NOVEMBER = Month(2026, 11).period


@pytest.fixture
def district(database: Database) -> Database:
    """A school, an inspector and the plan of a month."""
    SchoolStore(database).put(SCHOOL, initials="", origin=ORIGIN)
    for number in (1, 2):
        person = make_inspector(id=f"D00{number}", name=f"督学0{number}")
        PeopleStore(database).put(person, origin=ORIGIN)
    PlanStore(database).put_plan(make_plan(PlanLevel.MONTH, "2026-11-01"), origin=ORIGIN, at=AT)
    return database


def plan(store: PlanStore, **values: Any) -> None:
    store.put_planned(make_planned(**values), origin=ORIGIN, at=AT)


# -- plans ---------------------------------------------------------------------------------------


def test_the_plans_of_a_time_come_out_the_longest_first(district: Database) -> None:
    store = PlanStore(district)
    month = make_plan(PlanLevel.MONTH, "2026-11-01")
    year = make_plan(PlanLevel.YEAR, "2026-11-01", aims="校园安全", basis="区教督〔2026〕1号")
    week = make_plan(PlanLevel.WEEK, "2026-12-07")
    for each in (week, year):
        store.put_plan(each, origin=ORIGIN, at=AT)
    assert store.plans(NOVEMBER) == (year, month)
    assert store.plans(Period(day("2026-12-13"), day("2027-01-01"))) == (year, week)
    assert store.plan(year.uid) == year


def test_a_plan_keeps_its_span_when_its_words_are_changed(district: Database) -> None:
    store = PlanStore(district)
    month = make_plan(PlanLevel.MONTH, "2026-11-01")
    changed = replace(month, title="十一月", aims="食堂", basis="通知")
    store.put_plan(changed, origin=ORIGIN, at=AT)
    assert store.plan(month.uid) == changed


def test_a_person_has_one_plan_of_a_level_and_span(district: Database) -> None:
    twice = make_plan(PlanLevel.MONTH, "2026-11-01", uid="plan-2")
    with pytest.raises(Exception, match="UNIQUE"), district.transaction():
        PlanStore(district).put_plan(twice, origin=ORIGIN, at=AT)


def test_planned_visits_come_out_by_half_days_and_as_they_were_put_in(district: Database) -> None:
    store = PlanStore(district)
    rich = {
        "peer_ids": ("D002",), "topics": ("T6", "T7"), "text": "食堂留样", "begun_uid": "visit-9",
    }  # fmt: skip
    plan(store, uid="c", session=Session.AFTERNOON, **rich)
    plan(store, uid="b", session=Session.MORNING)
    plan(store, uid="a", day=day("2026-11-25"), lead_id="D002")
    assert [each.uid for each in store.planned(NOVEMBER)] == ["b", "c", "a"]
    assert store.planned_visit("c") == make_planned(uid="c", session=Session.AFTERNOON, **rich)
    plan(store, uid="c", cancelled="停课")
    assert store.planned_visit("c") == make_planned(uid="c", cancelled="停课")


def test_what_a_person_plans_includes_what_they_go_along_to(district: Database) -> None:
    store = PlanStore(district)
    plan(store, uid="a", peer_ids=("D003", "D002"))
    plan(store, uid="b", lead_id="D002", day=day("2026-12-01"))
    plan(store, uid="c", session=Session.AFTERNOON)
    assert [each.uid for each in store.planned(NOVEMBER, person_id="D002")] == ["a"]
    assert [each.uid for each in store.planned(NOVEMBER, person_id="D00")] == []
    assert [each.uid for each in store.of_plan("plan-month")] == ["a", "c", "b"]
    at_school = store.of_school(SCHOOL.code, since=day("2026-11-25"))
    assert [each.uid for each in at_school] == ["b"]


def test_what_is_not_planned_is_not_found(district: Database) -> None:
    store = PlanStore(district)
    for ask in (store.plan, store.planned_visit):
        with pytest.raises(NotFoundError, match="plan list"):
            ask("nowhere")


def test_the_records_of_planned_schools_and_days_come_with_their_people(
    district: Database,
) -> None:
    store, visits = PlanStore(district), VisitStore(district)
    plan(store)
    plan(store, uid="planned-2", session=Session.AFTERNOON)
    school = snapshot_of(SCHOOL)
    there = {"school": school, "visited_on": day("2026-11-24")}
    visits.insert(make_visit(uid="done", peer_ids=("D002", "D003"), session=None, **there))
    for values in (
        {**there, "status": VisitStatus.DRAFT},
        {**there, "status": VisitStatus.VOIDED},
        {**there, "online": True},
        {**there, "visited_on": day("2026-11-23")},
    ):
        visits.insert(make_visit(**values))
    (found,) = store.filed(NOVEMBER)
    assert (found.uid, found.people) == ("done", {"D001", "D002", "D003"})
    assert (found.day, found.session) == (day("2026-11-24"), None)
    assert store.filed(Month(2026, 12).period) == ()


def test_uids_are_found_by_their_beginning(district: Database) -> None:
    store = PlanStore(district)
    plan(store)
    assert store.uids_beginning("plan") == ("planned-1", "plan-month")
    assert store.uids_beginning("planned-") == ("planned-1",)
    assert store.uids_beginning("%") == ()


# -- themes --------------------------------------------------------------------------------------


def test_a_theme_comes_out_with_who_set_it_and_when(district: Database) -> None:
    store = ThemeStore(district)
    theme = MonthTheme(month=Month(2026, 11), theme="冬季安全", source="教督办〔2026〕12号")
    for each, by in ((theme, "D001"), (replace(theme, month=Month(2026, 12)), "office")):
        store.put(each, set_by=by, at="2026-11-20T17:00:00Z", origin=ORIGIN)
    assert store.of(Month(2026, 11)) == replace(theme, set_by="督学01", set_on="2026-11-21")
    assert [(str(each.month), each.set_by) for each in store.all()] == [
        ("2026-12", "督导室"), ("2026-11", "督学01"),
    ]  # fmt: skip
    store.remove(Month(2026, 12))
    assert store.of(Month(2026, 12)) is None


# -- rules ---------------------------------------------------------------------------------------


def test_a_decision_comes_out_with_who_took_it_and_when(district: Database) -> None:
    store = RuleStore(district)
    wanted = RuleSetting(
        rule_id=RuleId.CASELOAD, on=False, values={"most": 6}, basis="通知", set_by="D002"
    )
    store.put(wanted, at=AT, origin=ORIGIN)
    store.put(wanted._replace(rule_id=RuleId.SCHOOLS_PER_ZONE, on=None), at=AT, origin=ORIGIN)
    by_id = {setting.rule_id: setting for setting in store.settings()}
    assert by_id[RuleId.CASELOAD] == wanted._replace(set_by="督学02", set_on="2022-09-05")
    assert by_id[RuleId.SCHOOLS_PER_ZONE].on is None
    store.remove(RuleId.CASELOAD)
    assert [setting.rule_id for setting in store.settings()] == [RuleId.SCHOOLS_PER_ZONE]


def test_a_rule_that_the_program_no_longer_knows_is_passed_over(district: Database) -> None:
    RuleStore(district).put(decided(RuleId.CASELOAD, most=6), at=AT, origin=ORIGIN)
    district.execute("UPDATE rule_setting SET rule_id = 'of-old'")
    assert RuleStore(district).settings() == ()


# -- 回避 ----------------------------------------------------------------------------------------


def test_declarations_come_out_by_school_and_person(district: Database) -> None:
    store = RecusalStore(district)
    SchoolStore(district).put(make_school(code="1121000007"), initials="", origin=ORIGIN)
    former = make_recusal(
        uid="b", relation=Relation.FORMER_POST, left_on=day("2025-06-30"), note="教研组"
    )
    elsewhere = make_recusal(uid="c", school_code="1121000007")
    for each in (former, make_recusal(uid="a", inspector_id="D002"), elsewhere):
        store.put(each, origin=ORIGIN)
    assert [each.uid for each in store.all()] == ["c", "b", "a"]
    assert store.at_school(SCHOOL.code)[0] == former
    ended = replace(former, ended_on=day("2026-11-01"))
    store.put(ended, origin=ORIGIN)
    assert store.get("b") == ended


def test_a_declaration_is_found_by_the_beginning_of_its_uid(district: Database) -> None:
    store = RecusalStore(district)
    for uid in ("ab1", "ab2"):
        store.put(make_recusal(uid=uid), origin=ORIGIN)
    assert store.get("ab1").uid == "ab1"
    for text in ("", "ab", "x", "%"):
        with pytest.raises(NotFoundError, match="recusal list"):
            store.get(text)


HERE = ("D001", "2121000003")
HALF_DAY = ("2026-11-24", "2121000003", "D001", "[]", "[]", "", "", "", "o", "at")


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("recusal", ("x", *HERE, "friend", "2026-09-01", None, None, "", "o")),
        ("recusal", ("x", *HERE, "former_post", "2026-09-01", None, None, "", "o")),
        ("recusal", ("x", *HERE, "family", "2026-09-01", None, "2026-08-31", "", "o")),
        ("recusal", ("x", "D001", "9999999999", "family", "2026-09-01", None, None, "", "o")),
        ("planned_visit", ("x", "nowhere", HALF_DAY[0], "morning", *HALF_DAY[1:])),
        ("planned_visit", ("x", "plan-month", HALF_DAY[0], "night", *HALF_DAY[1:])),
        ("plan", ("x", "month", "D001", "2026-12-31", "2026-12-01", "t", "", "", "o", "at")),
        ("month_theme", ("2026-11", "", "", "D001", "at", "o")),
        ("rule_setting", ("caseload", 2, "{}", "", "D001", "at", "o")),
    ],
)
def test_what_no_plan_has_is_refused_by_the_database(
    district: Database, table: str, values: tuple[object, ...]
) -> None:
    marks = ", ".join("?" * len(values))
    with pytest.raises(dbapi2.IntegrityError), district.transaction():
        district.execute(f"INSERT INTO {table} VALUES ({marks})", *values)
