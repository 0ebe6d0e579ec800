from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.recusal import (
    MOST_LETTERS,
    Recusal,
    Relation,
    conflicts,
    declaration_fault,
    years_after,
)
from inspector_app.domain.recusal_words import conflict_words, visit_warnings
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.rules import Ruleset
from tests.unit.builders import make_school, make_visit, snapshot_of
from tests.unit.calendars import day
from tests.unit.plans import make_recusal
from tests.unit.rulesets import decided, make_rules, only

SCHOOL = "2121000003"
RULES = make_rules()


def former_post(left: str, **values: Any) -> Recusal:
    return make_recusal(relation=Relation.FORMER_POST, left_on=day(left), **values)


def found(recusal: Recusal, on: str, rules: Ruleset = RULES, **values: Any) -> int:
    given = {"people": ("D001", "D002"), "school_code": SCHOOL}
    return len(conflicts([recusal], on=day(on), rules=rules, **(given | values)))


def test_a_declaration_holds_from_its_day_until_it_is_ended() -> None:
    assert [found(make_recusal(), on) for on in ("2026-08-31", "2026-09-01", "2036-09-01")] == [
        0, 1, 1,
    ]  # fmt: skip
    ended = make_recusal(ended_on=day("2026-11-01"))
    assert [found(ended, on) for on in ("2026-10-31", "2026-11-01")] == [1, 0]


def test_a_former_post_ends_by_itself_after_three_years() -> None:
    recusal = former_post("2024-01-15")
    assert [found(recusal, on) for on in ("2027-01-15", "2027-01-16")] == [1, 0]


def test_a_former_post_ends_after_as_many_years_as_the_district_asks() -> None:
    five = make_rules(decided(RuleId.RECUSAL_FORMER_POST, years=5))
    assert found(former_post("2024-01-15"), "2029-01-15", five) == 1


def test_a_former_post_that_is_ended_before_ends_then() -> None:
    recusal = former_post("2025-06-30", ended_on=day("2026-11-01"))
    assert [found(recusal, on) for on in ("2026-10-31", "2026-11-01")] == [1, 0]
    late = former_post("2023-12-01", ended_on=day("2027-06-01"))
    assert found(late, "2026-12-02") == 0


def test_another_person_and_another_school_are_free() -> None:
    assert found(make_recusal(), "2026-11-02", people=("D002",)) == 0
    assert found(make_recusal(), "2026-11-02", school_code="2121000004") == 0


@pytest.mark.parametrize("relation", Relation)
def test_each_relation_is_asked_by_a_rule_of_its_own(relation: Relation) -> None:
    left = day("2026-06-30") if relation is Relation.FORMER_POST else None
    recusal = make_recusal(relation=relation, left_on=left)
    (conflict,) = conflicts(
        [recusal], people=("D001",), school_code=SCHOOL, on=day("2026-11-02"), rules=RULES
    )
    assert found(recusal, "2026-11-02", only(*RuleId)) == 1
    others = [each for each in RuleId if each is not conflict.rule.id]
    assert found(recusal, "2026-11-02", only(*others)) == 0


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(1, 10))
def test_years_end_on_the_same_day_or_on_the_last_of_the_month(start: date, years: int) -> None:
    end = years_after(start, years)
    assert (end.year - start.year, end.month) == (years, start.month)
    assert end.day == start.day or (end + timedelta(days=1)).month != end.month


def test_three_years_from_a_leap_day_end_on_the_last_of_february() -> None:
    assert years_after(day("2024-02-29"), 3) == day("2027-02-28")


# -- words ---------------------------------------------------------------------------------------


def test_a_conflict_names_person_relation_rule_and_who_set_it() -> None:
    (conflict,) = conflicts(
        [former_post("2025-06-30")], people=("D001",), school_code=SCHOOL,
        on=day("2026-11-02"), rules=make_rules(decided(RuleId.RECUSAL_FORMER_POST, years=2)),
    )  # fmt: skip
    assert conflict_words(conflict, {"D001": "督学01"}) == (
        "督学01与这所学校有回避关系（曾在该校工作，2025-06-30 离职，2026-09-01 申报）；"
        "规则：督学曾在学校工作、离职不满 2 年的，应当回避，"
        "见《浙江省教育督导条例》第二十条、《重庆市教育督导条例》第十二条，督学01 2026-11-20 设定"
    )
    assert conflict_words(conflict, {}).startswith("D001与")


def test_a_record_warns_of_its_lead_and_of_each_peer() -> None:
    snapshot = snapshot_of(make_school(code=SCHOOL))
    visit = make_visit(
        school=snapshot, visited_on=day("2026-11-02"), lead_id="D001", peer_ids=("D002", "D003")
    )
    known = [make_recusal(), make_recusal(inspector_id="D003")]
    warned = visit_warnings(visit, known, rules=RULES, names={})
    assert [problem.where for problem in warned] == ["lead", "peers"]
    assert "D003" in warned[1].what
    for nowhere in (replace(visit, school=None), replace(visit, visited_on=None)):
        assert visit_warnings(nowhere, known, rules=RULES, names={}) == ()


# -- what can be declared ------------------------------------------------------------------------


def today(recusal: Recusal) -> Recusal:
    return replace(recusal, uid="recusal-2", declared_on=day("2026-11-22"))


@pytest.mark.parametrize(
    ("wanted", "fault"),
    [
        (make_recusal(), ""),
        (former_post("2023-11-22"), ""),
        (former_post("2026-11-22"), ""),
        (make_recusal(relation=Relation.FORMER_POST), "要写离职日期"),
        (make_recusal(left_on=day("2026-01-01")), "只有曾在该校工作的才写离职日期"),
        (former_post("2026-11-23"), "在今天之后"),
        (former_post("2023-11-21"), "2023-11-21 离职已满 3 年，不用回避了（《浙江省"),
        (make_recusal(note="文" * (MOST_LETTERS + 1)), "说明超过 200 字"),
    ],
)
def test_a_relation_that_cannot_be_is_named(wanted: Recusal, fault: str) -> None:
    told = declaration_fault(today(wanted), [], rules=RULES)
    assert fault in told
    assert bool(told) == bool(fault)


def test_a_relation_is_declared_once_while_it_stands() -> None:
    wanted = today(make_recusal())
    assert "已经申报过" in declaration_fault(wanted, [make_recusal()], rules=only())
    ended = make_recusal(ended_on=day("2026-10-01"))
    for other in (ended, make_recusal(school_code="2121000004"), former_post("2026-06-30")):
        assert declaration_fault(wanted, [other], rules=RULES) == ""
