"""What the board is judged by, against the records themselves."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.month import Month, Period
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.storage.coverage import CoverageStore, VisitDays
from inspector_app.storage.database import Database
from inspector_app.storage.issue_events import IssueEventStore
from inspector_app.storage.schools import SchoolStore
from inspector_app.storage.visits import VisitStore
from tests.unit.builders import (
    ORIGIN,
    make_event,
    make_issue,
    make_school,
    make_visit,
    snapshot_of,
)
from tests.unit.calendars import day

HERE, THERE = make_school(code="2121000001"), make_school(code="2121000002")
NOVEMBER = Month(2026, 11).period


@pytest.fixture
def store(database: Database) -> CoverageStore:
    for school in (HERE, THERE):
        SchoolStore(database).put(school, initials="", origin=ORIGIN)
    return CoverageStore(database)


def visit(database: Database, on: str, **values: Any) -> None:
    school = snapshot_of(values.pop("school", HERE))
    VisitStore(database).insert(make_visit(school=school, visited_on=day(on), **values))


def test_each_school_comes_with_its_days_and_the_last_of_all(
    store: CoverageStore, database: Database
) -> None:
    for on in ("2026-11-03", "2026-11-03", "2026-11-02", "2026-10-09", "2026-12-01"):
        visit(database, on)
    visit(database, "2021-03-05", school=THERE, status=VisitStatus.HANDED_OVER)
    found = store.visit_days(NOVEMBER)
    assert found[THERE.code] == VisitDays(day("2021-03-05"), ())
    assert found[HERE.code].last == day("2026-11-03")
    assert sorted(found[HERE.code].days) == [day("2026-11-02"), day("2026-11-03")]
    until = store.visit_days(Period(day("2026-11-01"), day("2026-11-02")))
    assert until[HERE.code] == VisitDays(day("2026-11-02"), (day("2026-11-02"),))


@pytest.mark.parametrize(
    "values",
    [{"online": True}, {"status": VisitStatus.DRAFT}, {"status": VisitStatus.VOIDED}],
)
def test_what_the_month_table_does_not_count_is_no_visit_here(
    store: CoverageStore, database: Database, values: dict[str, Any]
) -> None:
    visit(database, "2026-11-03", **values)
    assert store.visit_days(NOVEMBER)[HERE.code] == VisitDays(None, ())


def test_a_discarded_record_is_no_visit(store: CoverageStore, database: Database) -> None:
    visit(database, "2026-11-03", uid="gone")
    VisitStore(database).set_many("gone", {"deleted_at": "2026-11-04T00:00:00Z"})
    assert store.visit_days(NOVEMBER)[HERE.code] == VisitDays(None, ())


def test_the_board_reads_the_index_and_no_record(store: CoverageStore, database: Database) -> None:
    from inspector_app.storage import coverage

    plan = database.rows(f"EXPLAIN QUERY PLAN {coverage._VISITS}", "2026-11-01", "2026-11-30")
    steps = [step for *_, step in plan if " v " in step]
    assert len(steps) == 2
    assert all("COVERING INDEX visit_counted" in step for step in steps)


def test_the_oldest_record_that_was_never_filed_is_told(
    store: CoverageStore, database: Database
) -> None:
    draft = {"status": VisitStatus.DRAFT}
    for on, values in (
        ("2026-11-09", draft),
        ("2026-11-05", draft),
        ("2026-11-01", {**draft, "revision": 2}),
        ("2026-11-02", {}),
    ):
        visit(database, on, **values)
    visit(database, "2026-11-23", school=THERE, **draft)
    assert store.unfiled(on=day("2026-11-22")) == {HERE.code: day("2026-11-05")}


def test_the_oldest_answer_that_nobody_checked_is_told(
    store: CoverageStore, database: Database
) -> None:
    issues = [replace(make_issue(), uid=uid) for uid in ("a", "b", "c")]
    visit(database, "2026-10-09", issues=tuple(issues))
    ledger = IssueEventStore(database)
    for uid, on in (("a", date(2026, 11, 9)), ("b", date(2026, 11, 2)), ("c", date(2026, 11, 1))):
        ledger.append(make_event(issue_uid=uid, effective_on=on))
    ledger.append(make_event(issue_uid="c", kind=IssueEventKind.CLOSED, effective_on=NOVEMBER.end))
    assert store.answered(on=day("2026-11-22")) == {HERE.code: day("2026-11-02")}
    assert store.answered(on=day("2026-11-01")) == {}


def test_the_issues_of_one_record_and_day_are_one_notice(
    store: CoverageStore, database: Database
) -> None:
    issues = [replace(make_issue(), uid=uid) for uid in ("a", "b", "c", "d")]
    visit(database, "2026-11-02", issues=tuple(issues[:3]))
    visit(database, "2026-11-05", issues=tuple(issues[3:]))
    ledger = IssueEventStore(database)
    kind = IssueEventKind.NOTICE_ISSUED
    for uid, on in (("a", 9), ("b", 9), ("c", 10), ("d", 9)):
        ledger.append(make_event(issue_uid=uid, kind=kind, effective_on=date(2026, 11, on)))
    assert store.notices(NOVEMBER) == {HERE.code: 3}
    assert store.notices(Period(day("2026-11-10"), day("2026-11-30"))) == {HERE.code: 1}
