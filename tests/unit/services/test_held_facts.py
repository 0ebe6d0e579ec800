"""Months of a district put together: what a later month tells is not read of an earlier one."""

from datetime import date

from inspector_app.domain.district_json import district_from, district_json
from inspector_app.domain.month import Month
from inspector_app.services.held_facts import HeldFacts
from tests.bench.city_month import district


def test_an_earlier_month_without_what_a_later_one_tells_comes_to_the_same_facts() -> None:
    written = [district_json(district(1, month)) for month in (Month(2026, 11), Month(2026, 9))]
    newest, older = (district_from(each) for each in written)
    trimmed = district_from(written[1], before=newest.span.looks_back_to)
    whole, less = HeldFacts("210301", [newest, older]), HeldFacts("210301", [newest, trimmed])
    assert less.facts() == whole.facts()
    assert less.months() == whole.months()
    assert len(trimmed.facts.issues) < len(older.facts.issues)
    assert len(trimmed.facts.visits) == len(older.facts.visits)


def test_lessons_and_issues_of_the_day_that_another_month_tells_are_left_out() -> None:
    written = district_json(district(1))
    day = date(2026, 10, 15)
    found = district_from(written, before=day)
    assert max(x.found_on for x in found.facts.issues) < day
    assert max(x.visited_on for x in found.facts.lessons) < day
    assert {*found.categories} == {x.uid for x in found.facts.issues}
