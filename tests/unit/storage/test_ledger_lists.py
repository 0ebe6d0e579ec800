"""Lists of the ledger: every filter gives what walking over all issues gives."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from inspector_app.domain.issue import Issue, IssueDates, IssueState, Severity
from inspector_app.domain.issue_source import Matter, OutsideSource
from inspector_app.domain.ledger_filter import LedgerFilter, LedgerOrder
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.domain.views import LedgerRow
from inspector_app.domain.visit import SchoolSnapshot
from inspector_app.domain.visit_options import VisitType
from inspector_app.storage.database import Database
from inspector_app.storage.issue_rows import issue_date_columns
from inspector_app.storage.issues import IssueStore
from inspector_app.storage.ledger_lists import LedgerListStore
from inspector_app.storage.people import PeopleStore
from inspector_app.storage.schools import SchoolStore
from inspector_app.storage.sourced_issues import SourcedIssueStore
from inspector_app.storage.visits import VisitStore
from tests.unit.builders import ORIGIN, make_inspector, make_issue, make_school, make_visit
from tests.unit.storage.conftest import KEY

TODAY = date(2022, 10, 15)
SCHOOLS = ("2100000001", "2100000002", "2100000003")
PEOPLE = ("D001", "D002")


def any_issue(random: Random, number: int) -> Issue:
    """Return an issue in any state of the ledger."""

    def maybe() -> date | None:
        return random.choice((None, None, TODAY - timedelta(days=random.randint(0, 40))))

    voided = maybe()
    dates = IssueDates(
        due_now=random.choice((None, TODAY + timedelta(days=random.randint(-9, 9)))),
        noticed_on=maybe(), planned_on=maybe(), answered_on=maybe(), closed_on=maybe(),
        voided_on=voided, waived_on=random.choice((None, voided)), told_on=maybe(),
        phoned_on=maybe(), rejected=random.randint(0, 2),
    )  # fmt: skip
    return make_issue(
        number=f"W-{number:03}", category=random.choice(("T1", "T6", "T7")),
        severity=random.choice(tuple(Severity)), dates=dates,
        description=random.choice(("通道堆放桌椅。", "留样不足。")),
        deadline=random.choice((None, TODAY + timedelta(days=random.randint(-20, 20)))),
    )  # fmt: skip


@pytest.fixture(scope="module")
def database(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Hold one ledger for all tests of this module, which only read it."""
    path = tmp_path_factory.mktemp("ledger") / "inspector.db"
    shutil.copy(template, path)
    opened = Database(path, raw_key=KEY)
    opened.connect()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def everything(database: Database) -> list[LedgerRow]:
    schools, people, visits = SchoolStore(database), PeopleStore(database), VisitStore(database)
    for code in SCHOOLS:
        schools.put(make_school(code=code), initials="", origin=ORIGIN)
    for person in PEOPLE:
        people.put(make_inspector(id=person, name=f"督学{person}"), origin=ORIGIN)
    database.execute(
        "INSERT INTO assignment (inspector_id, school_code, start, end, origin)"
        " VALUES ('D001', ?, '2022-09-01', NULL, 'x'),"
        " ('D001', ?, '2020-09-01', '2022-08-31', 'x')",
        SCHOOLS[0],
        SCHOOLS[1],
    )
    random = Random(7)
    rows = []
    for place in range(40):
        school = SchoolSnapshot(code=random.choice(SCHOOLS), name="示范区小学")
        found = TODAY - timedelta(days=random.randint(0, 60))
        issues = tuple(any_issue(random, place * 3 + n) for n in range(3))
        visit = make_visit(
            school=school, visited_on=found, lead_id=random.choice(PEOPLE), issues=issues,
            type=random.choice((VisitType.ROUTINE, VisitType.CAMPAIGN, None)),
        )  # fmt: skip
        visits.insert(visit)
        for issue in issues:
            visits.issues.update(issue.uid, issue_date_columns(issue.dates))
            rows.append(
                LedgerRow(
                    issue=issue, visit_uid=visit.uid, visit_number=visit.number,
                    school_code=school.code, school_name=school.name, lead_id=visit.lead_id,
                    lead_name=f"督学{visit.lead_id}", found_on=found, source=visit.type,
                )
            )  # fmt: skip
    return rows + [of_another_source(database, random, number) for number in range(120, 140)]


def of_another_source(database: Database, random: Random, number: int) -> LedgerRow:
    """Put an issue that no record found into the ledger, and return its row."""
    issue = replace(any_issue(random, number), fixed_on_the_spot=False)
    found, lead = TODAY - timedelta(days=random.randint(0, 60)), random.choice(PEOPLE)
    school = random.choice((*SCHOOLS, ""))
    given = SourcedIssue(
        source=random.choice(tuple(OutsideSource)), reference="示函3号", item=str(number),
        description=issue.description, matter=random.choice(tuple(Matter)), school_code=school,
        found_on=found,
    )  # fmt: skip
    unit = "示范区小学" if school else "区财政局"
    SourcedIssueStore(database).add(issue, given, unit=unit, lead_id=lead)
    VisitStore(database).issues.update(issue.uid, issue_date_columns(issue.dates))
    return LedgerRow(
        issue=issue, visit_uid="", visit_number="", school_code=school, school_name=unit,
        lead_id=lead, lead_name=f"督学{lead}", found_on=found, source=given.source,
        matter=given.matter, reference="示函3号", item=str(number),
    )  # fmt: skip


def untold(row: LedgerRow) -> bool:
    """Say whether a 安全隐患 is open and the school or the 督导室 was not told of it."""
    dates = row.issue.dates
    return (
        row.issue.is_hazard and dates.is_open and (dates.told_on is None or dates.phoned_on is None)
    )


FILTERS: dict[str, tuple[dict[str, object], Callable[[LedgerRow], bool]]] = {
    "all": ({}, lambda _row: True),
    "school": ({"school_code": SCHOOLS[1]}, lambda row: row.school_code == SCHOOLS[1]),
    "lead": ({"lead_id": "D002"}, lambda row: row.lead_id == "D002"),
    "category": ({"category": "T6"}, lambda row: row.issue.category == "T6"),
    "severity": ({"severity": Severity.HAZARD}, lambda row: row.issue.is_hazard),
    "open": ({"open_only": True}, lambda row: row.issue.dates.is_open),
    "overdue": ({"overdue": True}, lambda row: row.issue.overdue(on=TODAY)),
    "text": ({"text": "留样"}, lambda row: "留样" in row.issue.description),
    "number": ({"text": "W-007"}, lambda row: row.issue.number == "W-007"),
    "found": (
        {"found_from": TODAY - timedelta(days=20), "found_to": TODAY - timedelta(days=5)},
        lambda row: 5 <= (TODAY - row.found_on).days <= 20,
    ),
    "source of a record": (
        {"source": VisitType.CAMPAIGN},
        lambda row: row.source is VisitType.CAMPAIGN,
    ),
    "another source": (
        {"source": OutsideSource.OPINION},
        lambda row: row.source is OutsideSource.OPINION,
    ),
    "matter of schools": (
        {"matter": Matter.SCHOOLS},
        lambda row: row.matter is Matter.SCHOOLS,
    ),
    "matter of a source": (
        {"matter": Matter.SCHOOLS, "source": OutsideSource.COMPLAINT},
        lambda row: row.matter is Matter.SCHOOLS and row.source is OutsideSource.COMPLAINT,
    ),
    "matter of records": (
        {"matter": Matter.GOVERNMENT, "source": VisitType.CAMPAIGN},
        lambda _row: False,
    ),
    "matter": ({"matter": Matter.GOVERNMENT}, lambda row: row.matter is Matter.GOVERNMENT),
    "follower": ({"follower_id": "D001"}, lambda row: row.school_code == SCHOOLS[0]),
    **{
        state.value: (
            {"states": frozenset({state})},
            lambda row, state=state: row.state is state,
        )
        for state in IssueState
    },
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filtered_list_holds_what_a_walk_over_all_issues_finds(
    name: str, everything: list[LedgerRow], database: Database
) -> None:
    given, holds = FILTERS[name]
    wanted = LedgerFilter(on=TODAY, **given)
    lists = LedgerListStore(database)
    expected = {row.issue.number: row for row in everything if holds(row)}
    found = lists.rows(wanted)
    assert {row.issue.number: row for row in found} == expected
    open_ones = [row for row in expected.values() if row.issue.dates.is_open]
    assert lists.count(wanted) == (
        len(expected),
        len(open_ones),
        sum(row.issue.overdue(on=TODAY) for row in open_ones),
        sum(row.state is IssueState.AWAITING_CHECK for row in open_ones),
        sum(row.issue.is_hazard for row in open_ones),
        sum(map(untold, open_ones)),
        min((row.found_on for row in open_ones if row.found_on), default=None),
    )


@pytest.mark.parametrize("order", LedgerOrder)
def test_pages_put_together_are_the_list_in_its_order(
    order: LedgerOrder, everything: list[LedgerRow], database: Database
) -> None:
    lists = LedgerListStore(database)
    wanted = LedgerFilter(on=TODAY, order=order)
    whole = lists.rows(wanted)
    pages = [lists.rows(replace(wanted, limit=7, offset=at)) for at in range(0, 140, 7)]
    assert [row for page in pages for row in page] == list(whole)
    late = date(9999, 1, 1)
    newest = sorted(
        everything, key=lambda row: (row.found_on or late, row.issue.number), reverse=True
    )
    still = [row for row in everything if row.issue.dates.is_open]
    expected = {
        LedgerOrder.FOUND: newest,
        LedgerOrder.SCHOOL: sorted(
            everything, key=lambda row: (row.school_code, row.found_on, row.issue.number)
        ),
        LedgerOrder.DUE: [
            *sorted(still, key=lambda row: (row.due or late, row.issue.number)),
            *(row for row in newest if not row.issue.dates.is_open),
        ],
    }
    assert list(whole) == expected[order]


def test_hazards_that_somebody_was_not_told_of_are_listed_oldest_first(
    everything: list[LedgerRow], database: Database
) -> None:
    lists = IssueStore(database)
    dangers = [row for row in everything if untold(row)]
    found = lists.untold_hazards(person_id=None)
    assert {row.issue.uid for row in found} == {row.issue.uid for row in dangers}
    assert [row.found_on for row in found] == sorted(row.found_on for row in dangers)
    own = lists.untold_hazards(person_id="D001")
    assert {row.issue.uid for row in own} == {r.issue.uid for r in dangers if r.lead_id == "D001"}


def test_common_problems_are_topics_of_several_schools_with_those_that_come_again(
    everything: list[LedgerRow], database: Database
) -> None:
    wanted = LedgerFilter(on=TODAY, severity=Severity.SERIOUS)
    found = LedgerListStore(database).common(wanted, least_schools=2)
    chosen = [
        row for row in everything if row.issue.severity is Severity.SERIOUS and row.school_code
    ]
    for problem in found:
        of = [row for row in chosen if row.issue.category == problem.category]
        records = {(row.school_code, row.visit_uid) for row in of if row.visit_uid}
        assert problem.issues == len(of)
        assert problem.schools == len({row.school_code for row in of}) >= 2
        assert problem.open == sum(row.issue.dates.is_open for row in of)
        assert list(problem.repeated_at) == [
            code for code in SCHOOLS if sum(code == at for at, _ in records) > 1
        ]
    assert [problem.schools for problem in found] == sorted(
        (p.schools for p in found), reverse=True
    )
