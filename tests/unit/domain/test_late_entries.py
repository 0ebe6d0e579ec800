"""What comes in for a locked month is found record by record, and told cell by cell."""

from dataclasses import replace
from typing import Any

import pytest

from inspector_app.domain.late_entries import ADDED, CORRECTED, items_of, late_items
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import compile_table
from inspector_app.domain.table_difference import differences
from inspector_app.domain.table_json import table_json
from tests.oracle.districts import district, facts_of

OCTOBER = Month(2022, 10).period


def told(plain: dict[str, Any]) -> dict[str, Any]:
    return table_json(compile_table(OCTOBER, facts_of(plain)))


@pytest.mark.parametrize("seed", range(30))
def test_records_that_say_the_same_give_no_late_item_and_no_difference(seed: int) -> None:
    facts = facts_of(district(seed, size=20))
    turned = replace(
        facts, visits=facts.visits[::-1], lessons=facts.lessons[::-1], issues=facts.issues[::-1]
    )
    assert late_items(items_of(OCTOBER, facts), items_of(OCTOBER, turned)) == ()
    before = table_json(compile_table(OCTOBER, facts))
    assert differences(before, table_json(compile_table(OCTOBER, turned))) == ()


@pytest.mark.parametrize("seed", range(30))
def test_a_record_more_is_added_one_changed_is_corrected_and_one_less_is_gone(seed: int) -> None:
    facts = facts_of(district(seed, size=30))
    inside = [visit for visit in facts.visits if visit.visited_on in OCTOBER]
    if not inside:
        pytest.skip("this district went nowhere in October")
    visit, rest = inside[0], [v for v in facts.visits if v.uid != inside[0].uid]
    moved = visit._replace(school_code=f"{visit.school_code}9")
    before, less = items_of(OCTOBER, facts), items_of(OCTOBER, replace(facts, visits=rest))
    other = items_of(OCTOBER, replace(facts, visits=[*rest, moved]))
    assert [(i.word, i.uid, i.gone) for i in late_items(less, before)] == [
        (ADDED, visit.uid, False)
    ]
    assert [(i.word, i.uid, i.gone) for i in late_items(before, less)] == [
        (CORRECTED, visit.uid, True)
    ]
    assert [(i.word, i.gone) for i in late_items(before, other)] == [(CORRECTED, False)]


@pytest.mark.parametrize("seed", range(30))
def test_the_differences_lead_from_one_table_to_the_other(seed: int) -> None:
    before, after = told(district(seed, size=20)), told(district(seed + 1, size=20))
    cells = differences(before, after)
    for group, rows in (("zones", after["zones"]), ("inspectors", after["inspectors"])):
        for row, figures in rows.items():
            for figure, value in figures.items():
                same = before[group].get(row, {}).get(figure) == value
                named = [c for c in cells if (c.row, c.figure) == (row, figure)]
                # A part that is nought and one that is missing print alike.
                assert not (same and named)
                assert named or same or isinstance(value, dict)
    for cell in cells:
        assert cell.before != cell.after
        if cell.row == "合计" and cell.more is not None and not cell.part:
            old, new = (x["district"][cell.figure] for x in (before, after))
            assert new - old == cell.more
