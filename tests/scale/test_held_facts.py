"""What a district handed upwards month by month, put together as one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspector_app.domain.district_month import DistrictMonth
from inspector_app.domain.facts import LessonFact
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import compile_table
from inspector_app.scale.engines import EngineName, engine, prepare
from inspector_app.scale.month_rows import Scope, asked_rows, own_rows
from inspector_app.services.held_facts import HeldFacts
from inspector_app.services.scale_files import write_export
from tests.unit.domain.test_district_month import FULL, made

SEPTEMBER, OCTOBER = Month(2022, 9), Month(2022, 10)


def lesson(uid: str, day: date) -> LessonFact:
    return LessonFact(uid, "r", "D1", "1班", 1, True, day, True, "S1", False)


def of_month(month: Month, *lessons: LessonFact, zone: str) -> DistrictMonth:
    base = made(FULL, size=40)
    people = [person._replace(zone=zone) for person in base.facts.inspectors]
    facts = replace(base.facts, lessons=lessons, visits=[], inspectors=people)
    return replace(base, month=month, span=month.period, facts=facts)


def uids(held: HeldFacts, table: str, month: Month) -> list[Any]:
    return [row[0] for row in held.monthly(table, month)]


def test_a_lesson_that_a_later_month_knows_no_more_is_gone() -> None:
    kept, gone = lesson("kept", date(2022, 9, 5)), lesson("gone", date(2022, 9, 6))
    before = lesson("before", date(2021, 12, 31))
    held = HeldFacts(
        "210304",
        [
            of_month(OCTOBER, kept, zone="二区"),
            of_month(SEPTEMBER, kept, gone, before, zone="一区"),
        ],
    )
    assert uids(held, "lesson", SEPTEMBER) == ["kept"]
    # October looks back to January: of December it says nothing.
    assert uids(held, "lesson", Month(2021, 12)) == ["before"]


def test_a_person_has_in_each_month_the_zone_of_that_month() -> None:
    held = HeldFacts("210304", [of_month(OCTOBER, zone="二区"), of_month(SEPTEMBER, zone="一区")])
    rows = [row[1:] for row in held.lasting("person") if row[0] == "D1"]
    assert rows == [("一区", None, date(2022, 9, 30)), ("二区", date(2022, 10, 1), None)]


def test_duckdb_counts_from_what_was_handed_upwards_what_the_city_counts(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip("duckdb")
    months = [made(seed, code=f"2103{seed:02}", size=40) for seed in range(12)]
    write_export(tmp_path / "out", [HeldFacts(each.code, [each]) for each in months])
    with engine(EngineName.DUCKDB) as chosen:
        prepare(chosen, EngineName.DUCKDB, tmp_path / "out", SEPTEMBER.period)
        asked = asked_rows(chosen)
    own: dict[Scope, Mapping[str, Any]] = {}
    for each in months:
        if each.facts.visits:
            own |= own_rows(each.code, compile_table(SEPTEMBER.period, each.facts))
    assert len(own) > 20
    for scope, row in own.items():
        assert asked[scope] == row, scope
