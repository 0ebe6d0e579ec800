"""Rows that an office signed and that are none: a laptop says so, and nothing of them stays."""

import copy
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from inspector_app.bootstrap import Workbench
from inspector_app.bootstrap.make_packs import KINDS
from inspector_app.domain.calendar_kinds import DayKind
from inspector_app.domain.issue_source import OutsideSource
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.month import Month, Period
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.school import Assignment
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.domain.visit_options import Session
from inspector_app.services.pack_offers import PackState
from inspector_app.services.plans import HalfDay
from inspector_app.services.tasks import TaskWish
from tests.blank_layouts import month_book
from tests.district.office.district import District, written
from tests.district.packs.conftest import district  # noqa: F401 - a fixture
from tests.district.packs.passing import folder_of
from tests.district.packs.test_registers_and_plans import CAMPAIGN, COMPLAINT
from tests.district.packs.test_sheets import own_checklist, publish
from tests.examples import examples
from tests.unit.services.conftest import SCHOOL, filled_folder  # noqa: F401 - a fixture

ODD: Final = st.sampled_from(
    [None, True, -1, 2**53 - 1, "", "x", "2026-13-40", "9" * 30, "\n", "督" * 30_000, [], [[]], {},
     {"uuid": "x"}, [{}], [None]]
)  # fmt: skip


@pytest.fixture
def rich(
    district: District,  # noqa: F811 - the fixture above
    tmp_path: Path,
) -> District:
    """An office that has something of every kind to send to 督学01."""
    office, laptop = district.office, district.laptops["DX002"]
    written(laptop, date="2026-11-18")
    district.hand_over("DX002")
    district.scan()
    office.shipped_forms.publish(office.shipped_forms.offered()[0].form)
    publish(office, own_checklist())
    office.layouts.publish(month_book(tmp_path / "月报.xlsx"), name="区月报")
    office.calendar.set_days(
        Period(date(2026, 12, 4), date(2026, 12, 4)), kind=DayKind.OFF, reason="运动会"
    )
    office.rules.set_values(RuleId.LESSONS_PER_YEAR, {"lessons": 40})
    office.themes.set(Month(2026, 12), "冬季安全")
    office.plans.add(
        HalfDay(day=date(2026, 12, 3), session=Session.MORNING, school_code=SCHOOL, lead_id="DX001")
    )
    given_task = TaskWish(
        title="食堂检查", due=date(2026, 12, 9), people=("督学01",), schools=(SCHOOL,)
    )
    number = office.tasks.add(given_task).task.number
    office.task_answers.answer(number, "电话告知：已办。")
    for kind, fields in (("campaign", CAMPAIGN), ("complaint", COMPLAINT)):
        office.registers.file(office.register_edit.new_from_json(kind, fields).uid)
    office.ledger_sources.take_in(
        [SourcedIssue(source=OutsideSource.SUPERIOR, reference="市督〔2026〕9号",
                      description="护栏松动。", school_code=SCHOOL)]
    )  # fmt: skip
    written(office, lead="DX001", date="2026-11-17")
    office.phrases.add("____处的消防通道堆放____。")
    office.numbers.keep_series("示教督", {LetterKind.RECTIFICATION_NOTICE}, first=12)
    office.number_reserving.reserve("示教督", 3, to="DX001")
    with office.context.database.transaction():
        office.context.stores.schools.put_assignment(
            Assignment(inspector_id="DX001", school_code=SCHOOL, start=date(2026, 12, 1)),
            origin="test",
        )
    return district


def gathered(office: Workbench, kind: str) -> dict[str, Any]:
    """Return what the office sends of a kind to 督学01."""
    numbers = [
        str(number)
        for (number,) in office.context.database.rows(
            "SELECT number FROM register_entry WHERE kind = 'complaint'"
        )
    ]
    laptops = tuple(each for each in office.packs.laptops() if each.inspector_id == "DX001")
    wanted = numbers if kind == "complaints" else ()
    return copy.deepcopy(dict(KINDS[kind](office).gather(wanted, to=laptops)))


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value."""
    if path:
        yield path
    if isinstance(value, dict):
        for key in sorted(value):
            yield from places(value[key], (*path, key))
    if isinstance(value, list):
        for place, each in enumerate(value):
            yield from places(each, (*path, place))


def changed(rows: dict[str, Any], path: tuple[Any, ...], odd: Any) -> dict[str, Any]:
    made: Any = copy.deepcopy(rows)
    at = made
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = odd
    return dict(made)


def everything(bench: Workbench) -> dict[str, Any]:
    """Return how many rows each table has."""
    tables = bench.context.database.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    count = "SELECT count(*) FROM {}"
    return {name: bench.context.database.row(count.format(name)) for (name,) in tables}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_one_odd_value_anywhere_is_refused_whole_or_taken_as_the_preview_says(
    rich: District, kind: str
) -> None:
    office, bench = rich.office, rich.laptops["DX001"]
    rows = gathered(office, kind)
    every = sorted(places(rows), key=str)
    laptop = [each.chain for each in office.packs.laptops() if each.inspector_id == "DX001"]

    @given(st.sampled_from(every), ODD)
    @examples(12, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def holds(path: tuple[Any, ...], odd: Any) -> None:
        line = office.packs.send(kind, changed(rows, path, odd), to=laptop)
        (file,) = office.packs.write(folder_of(rich), packs=[line])
        (offer,) = bench.pack_taking.look([file]).offers
        before = everything(bench)
        (taken,) = bench.pack_taking.take([file]).offers
        assert taken.state in {PackState.TAKEN, PackState.REFUSED}
        assert taken.lines == offer.lines or taken.state is PackState.REFUSED
        if taken.state is PackState.REFUSED:
            assert taken.sentence
            assert everything(bench) == before
        file.unlink()

    holds()
