"""What a page's text says otherwise than it did: each change, as it was and as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.page_difference import differences

PAGE = (
    "入校督导记录表", "学校：示范区第3小学", "日期：2026年11月20日上午", "督学：督学01、督学02",
    "整改时限：12月5日", "问题2份",
)  # fmt: skip
LINES = st.lists(st.text("督学示范区第小0123456789年月日：", min_size=1, max_size=12), max_size=8)


def page(said: str, now: str) -> tuple[str, ...]:
    return tuple(line.replace(said, now) for line in PAGE)


@pytest.mark.parametrize(
    ("said", "now", "was", "found"),
    [
        ("第3小", "第8小", "学校：示范区第【3】小学", "学校：示范区第【8】小学"),
        ("12月5日", "12月15日", "整改时限：12月【5】日", "整改时限：12月【15】日"),
        ("督学02", "督学12", "督学：督学01、督学【02】", "督学：督学01、督学【12】"),
        ("上午", "", "日期：2026年11月20日【上午】", "日期：2026年11月20日"),
    ],
)
def test_a_changed_number_name_or_day_is_told_with_its_line_as_it_was_and_as_it_is(
    said: str, now: str, was: str, found: str
) -> None:
    told = differences(PAGE, page(said, now))
    assert told == (f"出具时写的是“{was}”，这里是“{found}”",)


def test_a_line_that_is_gone_or_new_is_told_as_such() -> None:
    assert differences(PAGE, PAGE[:3] + PAGE[4:]) == (
        "出具时写的是“督学：督学01、督学02”，这里没有",
    )
    assert differences(PAGE, (*PAGE, "同意销号")) == ("出具时没有“同意销号”",)


def test_a_page_of_other_words_is_not_taken_apart() -> None:
    assert differences(PAGE, ("公示", "abc")) == ("整页的文字都和出具时不同",)


def test_no_more_than_a_page_full_of_changes_is_listed() -> None:
    lines = tuple(f"第{n}行：一些照旧的文字" for n in range(100, 140))
    told = differences(lines, tuple(line.replace("行：", "款：") for line in lines))
    assert (len(told), told[-1]) == (21, "另有 20 处不同")


@given(LINES, st.integers(1, 5))
def test_how_a_page_breaks_its_lines_makes_no_difference(lines: list[str], width: int) -> None:
    whole = "".join(lines)
    broken = [whole[at : at + width] for at in range(0, len(whole), width)]
    assert differences(lines, broken) == ()


@given(LINES, LINES)
def test_something_is_told_of_any_two_pages_that_say_not_the_same(
    one: list[str], other: list[str]
) -> None:
    assert bool(differences(one, other)) == ("".join(one) != "".join(other))
