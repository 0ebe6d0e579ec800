"""Plans: spans, half-days, and which record a planned visit was done by."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.errors import InputError
from inspector_app.domain.month import Period
from inspector_app.domain.plan import (
    FiledVisit,
    PlanLevel,
    PlannedVisit,
    PlanState,
    clashes,
    done_by,
    is_free,
    plan_for,
    span_fault,
    span_of,
    state_of,
)
from inspector_app.domain.visit_options import Session
from tests.unit.calendars import day
from tests.unit.plans import CALENDAR, make_filed, make_plan, make_planned

MORNING, AFTERNOON, FULL = Session.MORNING, Session.AFTERNOON, Session.FULL_DAY


# -- spans ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "first", "last", "title"),
    [
        (PlanLevel.WEEK, "2026-11-23", "2026-11-29", "2026-11-23 至 11-29 周计划"),
        (PlanLevel.MONTH, "2026-11-01", "2026-11-30", "2026年11月督导计划"),
        (PlanLevel.TERM, "2026-09-01", "2027-01-15", "2026-2027学年第一学期督导计划"),
        (PlanLevel.YEAR, "2026-09-01", "2027-08-31", "2026-2027学年督导计划"),
    ],
)
def test_each_level_has_its_span_and_its_title(
    level: PlanLevel, first: str, last: str, title: str
) -> None:
    plan = make_plan(level, "2026-11-25")
    assert (plan.period, plan.title) == (Period(day(first), day(last)), title)


def test_a_term_is_planned_in_a_term_only() -> None:
    with pytest.raises(InputError, match="2027-02-01 不在学期里"):
        span_of(PlanLevel.TERM, day("2027-02-01"), CALENDAR)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(PlanLevel))
def test_a_day_lies_in_its_span_and_each_day_of_the_span_has_the_same(
    on: date, level: PlanLevel
) -> None:
    if level is PlanLevel.TERM and CALENDAR.term_of(on) is None:
        return
    span = span_of(level, on, CALENDAR)
    assert on in span
    assert span_of(level, span.start, CALENDAR) == span_of(level, span.end, CALENDAR) == span


def test_the_shortest_plan_of_the_person_takes_a_day() -> None:
    plans = [make_plan(level, "2026-11-25") for level in PlanLevel]
    other = make_plan(PlanLevel.WEEK, "2026-11-25", inspector_id="D002")
    wanted = plan_for([other, *plans], inspector_id="D001", day=day("2026-11-25"))
    assert wanted == plans[-1]
    assert plan_for(plans, inspector_id="D001", day=day("2026-12-01")) == plans[1]
    assert plan_for(plans, inspector_id="D003", day=day("2026-12-01")) is None


def test_a_day_beyond_the_plan_is_named_with_the_span_of_the_plan() -> None:
    plan = make_plan(PlanLevel.MONTH, "2026-11-25")
    assert span_fault(plan, day("2026-11-30")) == ""
    fault = span_fault(plan, day("2026-12-01"))
    assert "2026-12-01 不在“2026年11月督导计划”的起止日（2026-11-01 至 2026-11-30）里" in fault


# -- half-days -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "collides"),
    [
        ({}, True),
        ({"session": FULL}, True),
        ({"session": AFTERNOON}, False),
        ({"day": day("2026-11-25")}, False),
        ({"lead_id": "D002", "peer_ids": ("D001",)}, True),
        ({"lead_id": "D002", "peer_ids": ("D003",)}, True),
        ({"lead_id": "D004"}, False),
        ({"cancelled": "学校停课"}, False),
        ({"uid": "planned-1"}, False),
        ({"school_code": "2121000099"}, True),
    ],
)
def test_nobody_is_in_two_places_in_one_half_day(values: dict[str, Any], collides: bool) -> None:
    wanted = make_planned(peer_ids=("D003",))
    other = make_planned(**{"uid": "planned-2", **values})
    assert bool(clashes(wanted, [other])) is collides


@given(st.sampled_from(Session), st.sampled_from(Session))
def test_half_days_collide_either_way_round(one: Session, two: Session) -> None:
    here, there = make_planned(session=one), make_planned(uid="planned-2", session=two)
    assert bool(clashes(here, [there])) == bool(clashes(there, [here]))
    assert is_free(here.day, one, "D001", [there]) is not bool(clashes(here, [there]))


def test_a_cancelled_visit_and_another_person_leave_the_half_day_free() -> None:
    planned = [make_planned(cancelled="学校停课"), make_planned(lead_id="D002")]
    assert is_free(day("2026-11-24"), MORNING, "D001", planned)


# -- what was done -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("planned", "filed", "state"),
    [
        ({}, {}, PlanState.DONE),
        ({}, {"session": AFTERNOON}, PlanState.DONE),
        ({}, {"session": None}, PlanState.DONE),
        ({"lead_id": "D002", "peer_ids": ("D001",)}, {}, PlanState.DONE),
        ({}, {"people": frozenset({"D002"})}, PlanState.PLANNED),
        ({}, {"day": day("2026-11-25")}, PlanState.PLANNED),
        ({}, {"school_code": "2121000004"}, PlanState.PLANNED),
        ({"cancelled": "学校停课"}, {}, PlanState.CANCELLED),
    ],
)
def test_a_planned_visit_is_done_by_a_record_of_its_school_day_and_people(
    planned: dict[str, Any], filed: dict[str, Any], state: PlanState
) -> None:
    wanted = make_planned(**planned)
    found = done_by([wanted], [make_filed(**filed)])
    assert state_of(wanted, found.get(wanted.uid)) is state


def test_of_two_records_that_of_the_half_day_then_that_of_the_lead_is_taken() -> None:
    wanted = make_planned(peer_ids=("D002",))
    of_peer = make_filed(uid="visit-2", number="1", people=frozenset({"D002"}))
    of_lead = make_filed(uid="visit-3", number="2")
    afternoon = make_filed(uid="visit-4", number="0", session=AFTERNOON)
    assert done_by([wanted], [of_peer, afternoon, of_lead])[wanted.uid] == of_lead


def test_one_record_of_a_whole_day_does_both_planned_halves() -> None:
    halves = [make_planned(), make_planned(uid="planned-2", session=AFTERNOON)]
    found = done_by(halves, [make_filed(session=FULL)])
    assert set(found) == {"planned-1", "planned-2"}


SCHOOLS, PEOPLE = st.sampled_from(["A", "B"]), st.sampled_from(["D1", "D2", "D3"])
DAYS = st.sampled_from([date(2026, 11, 23), date(2026, 11, 24)])
PLANNED = st.lists(
    st.builds(
        make_planned,
        uid=st.uuids().map(str),
        day=DAYS,
        session=st.sampled_from(Session),
        school_code=SCHOOLS,
        lead_id=PEOPLE,
        peer_ids=st.lists(PEOPLE, max_size=2, unique=True).map(tuple),
        cancelled=st.sampled_from(["", "", "停课"]),
    ),
    max_size=5,
)
FILED_ONE = st.builds(
    make_filed,
    uid=st.uuids().map(str),
    number=st.uuids().map(str),
    school_code=SCHOOLS,
    day=DAYS,
    session=st.none() | st.sampled_from(Session),
    people=st.frozensets(PEOPLE, min_size=1),
)
FILED = st.lists(FILED_ONE, max_size=6)


@given(PLANNED, FILED, st.randoms(use_true_random=False))
def test_the_order_in_which_records_come_never_matters(
    planned: Sequence[PlannedVisit], filed: list[FiledVisit], random: Any
) -> None:
    shuffled = random.sample(filed, len(filed))
    assert done_by(planned, shuffled) == done_by(planned, filed)
    assert done_by(random.sample(planned, len(planned)), filed) == done_by(planned, filed)


@given(PLANNED, FILED, FILED_ONE)
def test_another_record_leaves_done_what_was_done(
    planned: Sequence[PlannedVisit], filed: list[FiledVisit], more: FiledVisit
) -> None:
    assert set(done_by(planned, filed)) <= set(done_by(planned, [*filed, more]))


@given(PLANNED, FILED)
def test_only_what_stands_is_done_by_whoever_was_to_go_there_on_that_day(
    planned: Sequence[PlannedVisit], filed: list[FiledVisit]
) -> None:
    found = done_by(planned, filed)
    for each in planned:
        there = [
            visit for visit in filed
            if (visit.school_code, visit.day) == (each.school_code, each.day)
            and visit.people & each.people
        ]  # fmt: skip
        assert (each.uid in found) == (bool(there) and not each.cancelled)
        assert each.uid not in found or found[each.uid] in there
