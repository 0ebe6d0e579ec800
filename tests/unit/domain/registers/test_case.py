"""典型案例: as long as cases are, without the names of teachers and pupils, reviewed in order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.names import names_in
from inspector_app.domain.registers.case import (
    CASE,
    LEAST_CHARACTERS,
    MOST_CHARACTERS,
    PARTS,
    length_of,
    length_problem,
    names_left,
)
from inspector_app.domain.registers.kind import Facts
from tests.unit.domain.registers.entries import make_entry

NAMES = ("王甲乙", "李丙")


def whole(**values: object) -> dict[str, object]:
    parts = dict.fromkeys(PARTS, "字" * 500)
    return {"title": "题目", **parts, **values}


def wrong(*names: str, **values: object) -> list[tuple[str, str]]:
    facts = Facts(today=date(2026, 11, 22), names=names)
    entry = make_entry(CASE, **whole(**values))
    return [(gap.where, gap.what) for gap in CASE.checks(entry, facts)]


@given(lengths=st.lists(st.integers(0, 1200), min_size=4, max_size=4), blanks=st.integers(0, 5))
def test_a_case_is_as_long_as_its_four_parts_without_blanks(
    lengths: list[int], blanks: int
) -> None:
    space = " \n　"[: blanks % 4]
    values = {part: "字" * n + space for part, n in zip(PARTS, lengths, strict=True)}
    assert length_of({"title": "不算", **values}) == sum(lengths)


@pytest.mark.parametrize(
    ("length", "fits"),
    [
        (LEAST_CHARACTERS - 1, False),
        (LEAST_CHARACTERS, True),
        (MOST_CHARACTERS, True),
        (MOST_CHARACTERS + 1, False),
    ],
)
def test_fifteen_hundred_to_three_thousand_characters_fit(length: int, fits: bool) -> None:
    assert (length_problem(length) is None) is fits


def test_a_case_of_the_wrong_length_is_not_filed_and_the_number_is_said() -> None:
    assert wrong() == []
    told = [what for _, what in wrong(**dict.fromkeys(PARTS, "短"))]
    assert told == ["正文 4 字，案例要求 1500 到 3000 字"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("听了教师王甲乙的课。", {"王甲乙", "王甲"}),
        ("李丙老师讲得清楚。", {"李丙"}),
        ("学生张丁戊和陈己同学发言。", {"张丁戊", "张丁", "陈己"}),
        ("学生张丁在读书。", {"张丁在", "张丁"}),
        ("教师办公室整洁，学生在操场活动。", set()),
        ("同学们都到了，老师很认真。", set()),
        ("", set()),
    ],
)
def test_a_name_is_told_by_the_word_beside_it_and_its_family_name(
    text: str, names: set[str]
) -> None:
    assert names_in([text]) == names


@given(part=st.sampled_from(("title", *PARTS)), name=st.sampled_from(NAMES))
def test_a_name_of_the_record_is_found_in_the_title_and_in_every_part(part: str, name: str) -> None:
    values = whole(**{part: f"前{name}后"})
    assert names_left(values, NAMES) == (name,)
    assert names_left(whole(), NAMES) == ()


def test_of_two_readings_of_one_name_the_longer_is_told() -> None:
    readings = names_in(["学生张丁戊发言。"])
    assert names_left(whole(process="张丁戊同学"), readings) == ("张丁戊",)
    assert names_left(whole(process="张丁同学"), readings) == ("张丁",)


def test_a_name_that_is_left_is_named_until_a_person_says_that_it_is_none() -> None:
    text = "前王甲乙后" + "字" * 500
    assert wrong("王甲乙", "李丙", process=text) == [
        ("private", "文中有关联记录里的师生姓名：王甲乙")
    ]  # fmt: skip
    assert wrong("王甲乙", process=text, private=True) == []
    assert wrong("李丙", process=text) == []


def hinted(**values: object) -> list[str]:
    facts = Facts(today=date(2026, 11, 22), names=("王甲乙",))
    entry = make_entry(CASE, **whole(**values))
    return [hint.where for hint in CASE.hints(entry, facts)]


def test_what_was_ticked_and_a_level_without_adoption_are_told() -> None:
    assert hinted() == []
    assert hinted(private=True, process="前王甲乙后") == ["private"]
    assert hinted(level="zone", review="recommended") == ["level"]
    assert hinted(level="zone", review="adopted") == []
