"""The grade of a county follows from how many items have which grade."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.county_grade import Counts, count, standing
from inspector_app.domain.standard_options import ItemGrade
from inspector_app.services.standards import shipped
from tests.examples import examples

GRADES = shipped()[0].grades
_ITEMS = st.lists(st.sampled_from([*ItemGrade, None]), max_size=40)


@pytest.mark.parametrize(
    ("passed", "basic", "failed", "grade"),
    [(36, 0, 0, "创优"), (33, 3, 0, "创优"), (32, 4, 0, "提高"), (31, 5, 0, "提高"),
     (30, 6, 0, "巩固"), (29, 7, 0, "巩固"), (35, 0, 1, "")],
)  # fmt: skip
def test_each_grade_has_its_least_and_its_most(
    passed: int, basic: int, failed: int, grade: str
) -> None:
    assert standing(Counts(passed, basic, failed, 0), GRADES).grade == grade


def test_what_the_next_grade_lacks_is_said_in_items() -> None:
    assert standing(Counts(30, 6, 0, 0), GRADES).missing == (
        "“提高”要合格 31 项，还差 1 项", "“提高”基本合格最多 5 项，现有 6 项",
    )  # fmt: skip
    assert standing(Counts(27, 8, 1, 0), GRADES).missing == (
        "“巩固”不能有不合格，现有 1 项", "“巩固”要合格 29 项，还差 2 项",
        "“巩固”基本合格最多 7 项，现有 8 项",
    )  # fmt: skip
    assert standing(Counts(36, 0, 0, 0), GRADES).missing == ()


def test_a_county_whose_items_are_not_all_judged_has_no_grade() -> None:
    assert standing(Counts(35, 0, 0, 1), GRADES) == ("", ("还有 1 项没有评",))


def test_a_set_without_grades_gives_none() -> None:
    assert standing(Counts(0, 0, 5, 0), ()) == ("", ())


@examples()
@given(items=_ITEMS)
def test_every_item_is_counted_once(items: list[ItemGrade | None]) -> None:
    found = count(items)
    assert found.all == len(items)
    assert found.open == items.count(None)


@examples()
@given(items=_ITEMS)
def test_a_failed_item_leaves_the_county_without_a_grade(items: list[ItemGrade | None]) -> None:
    assert standing(count([*items, ItemGrade.FAIL]), GRADES).grade == ""
