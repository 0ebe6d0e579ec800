"""The few rows that a table reads give the same table as all rows there are."""

import shutil
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest

from inspector_app.domain.complaint import Complaint, Finding
from inspector_app.domain.issue import Issue, IssueDates
from inspector_app.domain.issue_weight import parts_of
from inspector_app.domain.labels.complaints import FINDING_LABEL
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import compile_table
from inspector_app.domain.school import Assignment, Inspector, InspectorKind
from inspector_app.domain.visit import SchoolSnapshot, Visit
from inspector_app.storage.database import Database
from inspector_app.storage.facts import FactStore
from inspector_app.storage.imports import ImportStore
from inspector_app.storage.people import FIRST_DAY, PeopleStore
from inspector_app.storage.schools import SchoolStore
from inspector_app.storage.visits import VisitStore
from tests.oracle.districts import (
    Plain,
    district,
    facts_of,
    methods_of,
    session_of,
    status_of,
    type_of,
    weight_of_row,
)
from tests.unit.builders import AT, ORIGIN, make_inspector, make_school, make_visit
from tests.unit.storage.conftest import KEY

PERIODS = (
    Month(2022, 8).period,
    Month(2022, 9).period,
    Month(2022, 10).period,
    Period(date(2022, 1, 1), date(2022, 12, 31)),
    Period(date(2022, 8, 25), date(2022, 9, 24)),
)


def put(database: Database, plain: Plain) -> None:
    """Write the rows of a plain district through the stores."""
    schools, people = SchoolStore(database), PeopleStore(database)
    with database.transaction():
        for school in plain["schools"]:
            schools.put(
                make_school(code=school["code"], closed_on=school["closed"]),
                initials="", origin=ORIGIN,
            )  # fmt: skip
        for person in plain["people"]:
            people.put(
                Inspector(id=person["id"], name=person["id"], kind=InspectorKind.PART_TIME),
                origin=ORIGIN,
            )
            people.set_zone(person["id"], person["zone"], start=FIRST_DAY, origin=ORIGIN)
        for row in unlike(plain["assignments"]):
            schools.put_assignment(
                Assignment(
                    inspector_id=row["inspector"], school_code=row["school"],
                    start=row["start"], end=row["end"],
                ),
                origin=ORIGIN,
            )  # fmt: skip
        visits = VisitStore(database)
        for record in plain["records"]:
            visits.insert(visit_of(plain, record))
        ImportStore(database).put_complaints(
            [complaint_of(row, plain) for row in plain["complaints"]], origin=ORIGIN
        )


def unlike(assignments: list[Plain]) -> list[Plain]:
    """Return the assignments without those that differ in their end alone: one key, one row."""

    def key(row: Plain) -> tuple[str, str, date]:
        return (row["inspector"], row["school"], row["start"])

    return [next(group) for _, group in groupby(sorted(assignments, key=key), key)]


def visit_of(plain: Plain, record: Plain) -> Visit:
    return Visit(
        uid=record["no"], number=record["no"],
        school=SchoolSnapshot(code=record["school"], name=record["school"]),
        visited_on=record["date"], lead_id=record["lead"], session=session_of(record),
        type=type_of(record), peer_ids=tuple(record["peers"]), methods=methods_of(record),
        online=record["online"], status=status_of(record), origin=ORIGIN, created_at=AT,
        lessons=tuple(
            Lesson(
                uid=row["id"], listener_id=row["listener"], period_no=row["period"],
                class_name=row["class"], whole=row["whole"],
            )
            for row in plain["lessons"] if row["record"] == record["no"]
        ),
        issues=tuple(
            Issue(
                uid=row["no"], number=row["no"], severity=parts_of(weight_of_row(row))[0],
                handling=parts_of(weight_of_row(row))[1],
                fixed_on_the_spot=row["on_the_spot"], deadline=row["deadline"],
                dates=IssueDates(
                    extended_to=row["extended"], due_now=row["extended"],
                    noticed_on=row["notice"],
                    answered_on=row["answered"], closed_on=row["closed"], voided_on=row["voided"],
                ),
            )
            for row in plain["issues"] if row["record"] == record["no"]
        ),
    )  # fmt: skip


def complaint_of(row: Plain, plain: Plain) -> Complaint:
    return Complaint(
        uid=row["no"], number=row["no"], received_on=row["received"],
        school_code=plain["schools"][0]["code"], inspector_id=row["checker"],
        deadline=row["deadline"], closed_on=row["closed"],
        finding=from_label(FINDING_LABEL, row["finding"]),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_the_rows_read_for_a_period_give_the_table_of_all_rows(
    database: Database, seed: int
) -> None:
    plain = district(seed, size=30)
    plain["assignments"] = unlike(plain["assignments"])
    put(database, plain)
    everything = facts_of(plain)
    people = PeopleStore(database)
    for period in PERIODS:
        narrow = FactStore(database).facts_for(period, people.all(on=period.end))
        assert compile_table(period, narrow) == compile_table(period, everything), period
        assert len({v.uid for v in narrow.visits}) == len(narrow.visits)
        assert len({i.uid for i in narrow.issues}) == len(narrow.issues)


def test_fewer_issues_are_read_than_there_are(database: Database) -> None:
    plain = district(3, size=60)
    plain["assignments"] = unlike(plain["assignments"])
    put(database, plain)
    period = Month(2022, 11).period
    read = FactStore(database).facts_for(period, PeopleStore(database).all(on=period.end))
    assert 0 < len(read.issues) < len(plain["issues"])


def test_records_in_the_recycle_bin_count_nothing(database: Database) -> None:
    SchoolStore(database).put(make_school(code="2100000001"), initials="", origin=ORIGIN)
    visits = VisitStore(database)
    visits.insert(make_visit(uid="kept"))
    visits.insert(make_visit(uid="discarded"))
    visits.set_many("discarded", {"deleted_at": AT})
    facts = FactStore(database).facts_for(Month(2022, 9).period, [make_inspector()])
    assert [visit.uid for visit in facts.visits] == ["kept"]


@pytest.mark.parametrize(
    ("finding", "substantiated"),
    [
        (Finding.SUBSTANTIATED, True),
        (Finding.PARTLY, True),
        (Finding.UNSUBSTANTIATED, False),
        (Finding.UNDETERMINED, False),
        (None, False),
    ],
)
def test_a_complaint_was_right_in_whole_or_in_part(
    database: Database, finding: Finding | None, substantiated: bool
) -> None:
    SchoolStore(database).put(make_school(code="2100000001"), initials="", origin=ORIGIN)
    complaint = Complaint(
        uid="c", number="TS1", received_on=date(2022, 9, 1), school_code="2100000001",
        inspector_id="D001", finding=finding,
    )  # fmt: skip
    ImportStore(database).put_complaints([complaint], origin=ORIGIN)
    (read,) = FactStore(database).facts_for(Month(2022, 9).period, []).complaints
    assert read.substantiated is substantiated


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "inspector.db"
    shutil.copy(template, path)
    opened = Database(path, raw_key=KEY)
    # Thousands of single rows: their durability is not what these tests are about.
    opened.connect()
    opened.execute("PRAGMA synchronous = OFF")
    yield opened
    opened.close()
