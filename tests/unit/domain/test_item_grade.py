"""How an indicator gets its grade: from figures, from people, and what rounding does to it."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.item_grade import graded, rule_words
from inspector_app.domain.standard_options import Direction, ItemGrade
from inspector_app.domain.standards import Item, NumericRule
from inspector_app.services.standards import shipped
from tests.examples import examples

SHIPPED = shipped()[0].by_no
_FIGURES = st.integers(0, 10**6)


def row(**values: Any) -> dict[str, Any]:
    return {"grade": None, "numerator": "", "denominator": "", "value": "", **values}


def ratio(above: int, below: int) -> dict[str, Any]:
    return row(numerator=str(above), denominator=str(below))


def test_an_item_that_people_judge_has_the_grade_that_they_gave() -> None:
    assert graded(SHIPPED[4], row()).missing == "grade"
    assert graded(SHIPPED[4], row(grade="fail")).grade is ItemGrade.FAIL


@pytest.mark.parametrize(
    ("above", "below", "grade"),
    [(85, 100, ItemGrade.GOOD), (8499, 10000, ItemGrade.FAIL), (101, 100, ItemGrade.GOOD)],
)
def test_the_line_itself_is_reached(above: int, below: int, grade: ItemGrade) -> None:
    assert graded(SHIPPED[1], ratio(above, below)).grade is grade


@pytest.mark.parametrize(
    ("able", "grade"), [(100, ItemGrade.GOOD), (80, ItemGrade.BASIC), (79, ItemGrade.FAIL)]
)
def test_a_middle_grade_has_a_line_of_its_own(able: int, grade: ItemGrade) -> None:
    assert graded(SHIPPED[29], ratio(able, 100)).grade is grade


def test_children_to_a_teacher_must_not_be_more_than_the_line() -> None:
    assert graded(SHIPPED[31], ratio(1500, 100)).grade is ItemGrade.GOOD
    assert graded(SHIPPED[31], ratio(1501, 100)).grade is ItemGrade.FAIL


def test_a_figure_that_rounding_lifts_over_the_line_is_flagged_and_stays_below() -> None:
    found = graded(SHIPPED[1], ratio(84996, 100_000))
    assert (found.grade, found.figure, found.rounded) == (
        ItemGrade.FAIL, "85.00%", ItemGrade.GOOD,
    )  # fmt: skip
    assert found.flag == "按原值是不合格，按印出的 85.00% 是合格；以原值为准，请核对"


def test_a_part_cannot_be_more_than_the_whole() -> None:
    found = graded(SHIPPED[23], ratio(29, 28))
    assert found.grade is None
    assert found.fault == "“已挂牌督导的园数”多于“审批注册的园数”，请核对两个数"


def test_nothing_of_nothing_is_good_only_where_the_set_says_so() -> None:
    assert graded(SHIPPED[9], ratio(0, 0)).grade is ItemGrade.GOOD
    assert graded(SHIPPED[28], ratio(0, 0)).fault == "“班级总数”是 0，算不出班额达标比例"


def test_a_rate_may_be_told_without_its_two_figures() -> None:
    assert graded(SHIPPED[1], row(value="86.5")).grade is ItemGrade.GOOD


def test_a_rate_that_differs_from_its_two_figures_is_told() -> None:
    same = row(numerator="2", denominator="3", value="66.7")
    assert graded(SHIPPED[1], same).fault == ""
    other = graded(SHIPPED[1], {**same, "value": "86.7"})
    assert other.fault == "填的毛入园率是 86.7，由两个数算出的是 66.67%，请改掉一处"


def test_below_the_line_of_money_people_judge_between_the_lower_grades() -> None:
    assert graded(SHIPPED[11], row(value="500")).grade is ItemGrade.GOOD
    assert graded(SHIPPED[11], row(value="499.99")).missing == "grade"
    assert graded(SHIPPED[11], row(value="300", grade="basic")).grade is ItemGrade.BASIC
    # What was judged before the figure reached the line does not hold it down.
    assert graded(SHIPPED[11], row(value="600", grade="fail")).grade is ItemGrade.GOOD


def test_a_sum_of_money_that_rounding_lifts_to_the_line_is_flagged_too() -> None:
    found = graded(SHIPPED[11], row(value="499.996", grade="basic"))
    assert (found.grade, found.figure, found.rounded) == (
        ItemGrade.BASIC, "500.00元", ItemGrade.GOOD,
    )  # fmt: skip


def test_events_are_counted_and_none_is_good() -> None:
    assert graded(SHIPPED[19], row(value="0")).grade is ItemGrade.GOOD
    assert graded(SHIPPED[19], row(value="1")).grade is ItemGrade.FAIL


def test_the_words_of_a_rule_name_its_lines() -> None:
    assert rule_words(SHIPPED[29]) == (
        "配足配齐的园的比例（配足配齐教职工的园数÷幼儿园总数）："
        "不低于 100% 合格，不低于 80% 基本合格"
    )
    assert rule_words(SHIPPED[16]) == "评判：合格、基本合格、不合格"


@examples()
@given(above=_FIGURES, below=st.integers(1, 10**6), good=st.integers(0, 200), low=st.booleans())
def test_the_grade_is_that_of_the_exact_quotient(
    above: int, below: int, good: int, low: bool
) -> None:
    rule = NumericRule(
        name="比例", unit="%", good=Decimal(good), numerator="甲", denominator="乙", scale=100,
        direction=Direction.AT_MOST if low else Direction.AT_LEAST,
    )  # fmt: skip
    item = Item(no=1, group="部分", level1="一级", text="指标", method="办法", rule=rule)
    exact = Fraction(above, below) * 100
    reached = exact <= good if low else exact >= good
    found = graded(item, ratio(above, below))
    assert found.grade is (ItemGrade.GOOD if reached else ItemGrade.FAIL)
    assert bool(found.flag) is (found.rounded is not None)
