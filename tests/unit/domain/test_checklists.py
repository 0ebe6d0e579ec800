"""Items, answers, points, counts over schools, years: rules of checklists."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.checklist import (
    LEVELS,
    NOT_APPLICABLE,
    Checklist,
    Item,
    Role,
    Scale,
    checklist_json,
    checklist_of,
)
from inspector_app.domain.checklist_answers import (
    answer_text,
    issue_text,
    key_in,
    plain_number,
    points_of,
    read_answer,
    read_answers,
    score_text,
    standing_of,
    valid_answers,
)
from inspector_app.domain.checklist_counts import SchoolAnswers, table_of, worst
from inspector_app.domain.filled_checklist import (
    FilledChecklist,
    answer_label,
    filled_json,
    shape_faults,
)
from inspector_app.domain.year_comparison import contradictions, year_figures, year_totals

ITEMS = (
    Item(number="1", group="甲", text="门窗完好。", scale=Scale.YES_NO, points=5, is_key=True,
         basis="《办法》第三条。"),
    Item(number="2", group="甲", text="卫生", scale=Scale.GOOD, points=4),
    Item(number="2.1", group="乙", text="制度", scale=Scale.FIT, points=3),
    Item(number="3", group="乙", text="得分", scale=Scale.POINTS, points=10),
    Item(number="4", group="乙", text="人数", scale=Scale.NUMBER, unit="人"),
    Item(number="5", group="丙", text="其他", scale=Scale.TEXT),
)  # fmt: skip
LIST = Checklist(id="demo", version="1", title="示范检查表", items=ITEMS)
YEARS = Checklist(
    id="pay", version="1", title="工资",
    items=tuple(
        Item(number=f"{n}", group=group, text=group, scale=scale, role=role)
        for n, (group, scale, role) in enumerate(
            (group, scale, role)
            for group in ("本年", "上年")
            for scale, role in (
                (Scale.NUMBER, Role.YEAR), (Scale.NUMBER, Role.OWN), (Scale.NUMBER, Role.OTHER),
                (Scale.YES_NO, Role.VERDICT),
            )
        )
    ),
)  # fmt: skip


def school(
    n: int, answers: Mapping[str, str], *, day: int = 1, of: Checklist = LIST, **other: Any
) -> SchoolAnswers:
    values = {
        "school_code": f"S{n}", "school_name": f"示范区第{n}小学", "day": date(2026, 11, day),
        "visit_uid": f"v{n}-{day}", "visit_number": f"N{n}-{day}", "version": of.version,
        "digest": of.digest, "answers": answers,
    }  # fmt: skip
    return SchoolAnswers(**{**values, **other})


def any_answer(item: Item) -> st.SearchStrategy[str]:
    if item.words:
        return st.sampled_from(("", *item.words))
    if item.scale is Scale.POINTS:
        return st.integers(0, item.points * 2).map(lambda halves: plain_number(Fraction(halves, 2)))
    return st.just("")


ANY_ANSWERS = st.fixed_dictionaries({item.key: any_answer(item) for item in ITEMS}).map(
    lambda found: {key: text for key, text in found.items() if text}
)


def test_a_checklist_is_the_same_after_json_and_every_word_is_in_its_digest() -> None:
    assert checklist_of(checklist_json(LIST)) == LIST
    other = replace(LIST, items=(replace(ITEMS[0], text="门窗完好，"), *ITEMS[1:]))
    assert other.digest != LIST.digest
    assert checklist_of(checklist_json(YEARS)).has_years
    assert not LIST.has_years


def test_a_number_with_points_is_a_name_that_a_form_may_hold() -> None:
    assert [item.key for item in ITEMS] == ["q1", "q2", "q2_1", "q3", "q4", "q5"]
    assert key_in(LIST, "2.1") == "q2_1"
    assert key_in(LIST, " 2.1 备注") == "q2_1_note"
    assert key_in(LIST, "q3") == "q3"
    assert answer_label("answers/q2_1_note") == "第 2.1 项的备注"


@pytest.mark.parametrize("scale", LEVELS)
def test_the_best_word_of_a_scale_is_worth_all_and_the_last_nothing(scale: Scale) -> None:
    item = Item(number="1", group="", text="", scale=scale, points=6)
    worth = [points_of(item, word) for word in item.words if word != NOT_APPLICABLE]
    assert worth == sorted(worth, reverse=True)
    assert (worth[0], worth[-1]) == (6, 0)
    assert [word for word in item.words if item.fails(word)] == [item.words[-2]]


@given(ANY_ANSWERS)
def test_points_are_never_more_than_what_applies_and_failures_are_answers(
    answers: dict[str, str],
) -> None:
    found = standing_of(LIST, answers)
    assert 0 <= found.score.got <= found.score.full <= sum(i.points for i in ITEMS if i.is_scored)
    assert found.answered + len(found.open) == found.asked == 5
    assert not set(found.failed) & set(found.open)
    assert set(found.failed_keys) <= set(found.failed)


@given(ANY_ANSWERS)
def test_what_does_not_apply_counts_neither_above_nor_below(answers: dict[str, str]) -> None:
    left = {key: text for key, text in answers.items() if text != NOT_APPLICABLE}
    assert standing_of(LIST, answers).score == standing_of(LIST, left).score


def test_text_need_not_be_written_and_zero_points_are_a_failure() -> None:
    answers = {"q1": "否", "q2": "中", "q2_1": "部分符合", "q3": "0", "q4": "120"}
    found = standing_of(LIST, answers)
    assert found.open == ()
    assert [item.number for item in found.failed] == ["1", "3"]
    assert [item.number for item in found.failed_keys] == ["1"]
    assert score_text(found.score) == "3/22（13.6%）"
    assert score_text(standing_of(LIST, {}).score) == "—"


@pytest.mark.parametrize(
    ("number", "value", "kept"),
    [("1", " 是 ", "是"), ("2", "好", "好"), ("3", "9.50", "9.5"), ("3", 7, "7"),
     ("4", "1,200", "1200"), ("4", "１２０", "120"), ("4", "-3", "-3"), ("1", None, ""),
     ("5", "两行\r\n第二行", "两行\n第二行")],
)  # fmt: skip
def test_an_answer_is_kept_in_one_form(number: str, value: object, kept: str) -> None:
    item = LIST.by_key[key_in(LIST, number)]
    assert read_answer(item, value) == kept
    assert read_answer(item, kept) == kept


def test_every_answer_that_cannot_be_is_named_with_its_item() -> None:
    given_answers = {"1": "对", "3": "10.5", "4": "很多", "6": "是", "5": "长" * 1_001, "2": True}
    found, problems = read_answers(LIST, given_answers)
    assert found == {}
    assert [problem.sentence() for problem in problems] == [
        "第 1 项：“对”不在选项里；可选：是、否、不适用",
        "第 3 项：“10.5”不在 0 到 10 分之间",
        "第 4 项：“很多”不是数；请只写数字，可以带小数点，不带单位",
        "6：“示范检查表”（版本 1）没有“6”这一项",
        "第 5 项：最多 1000 字，现有 1001 字",
        "第 2 项：这里要写文字或数字",
    ]


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8)))
def test_answers_of_a_strange_file_leave_only_what_the_checklist_can_have(
    answers: dict[str, str],
) -> None:
    kept = valid_answers(LIST, answers)
    assert valid_answers(LIST, kept) == kept
    standing_of(LIST, kept)


def test_answers_of_an_unknown_version_must_look_like_answers() -> None:
    assert list(shape_faults({"q1": "是", "q2_1_note": "看过"})) == []
    assert list(shape_faults([])) == ["答案要写成一组“序号: 结果”"]
    assert list(shape_faults({"x": "是", "q1": 5, "q2": ""})) == [
        "“x”不是检查表的项", "“q1”的结果要写成文字，没有结果的不写",
        "“q2”的结果要写成文字，没有结果的不写",
    ]  # fmt: skip


def test_answers_are_told_in_the_order_of_their_keys() -> None:
    filled = FilledChecklist(uid="u", form="demo", version="1", digest="d", title="示范检查表",
                             answers={"q2": "好", "q1": "是"})  # fmt: skip
    assert list(filled_json(filled)["answers"]) == ["q1", "q2"]


def test_an_issue_says_the_item_the_note_and_the_basis() -> None:
    answers = {"q1": "否", "q1_note": "二楼窗扇脱落。"}
    assert issue_text(ITEMS[0], answers) == (
        "“门窗完好”检查结果为“否”：二楼窗扇脱落。（依据：《办法》第三条）"
    )
    assert issue_text(ITEMS[3], {"q3": "0"}) == "“得分”检查结果为“0/10 分”。"
    assert answer_text(ITEMS[4], {"q4": "120"}) == "120 人"


@given(st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=997), st.integers(1, 4))
def test_a_number_in_figures_is_within_half_of_its_last_place(
    number: Fraction, digits: int
) -> None:
    text = plain_number(number, digits=digits)
    assert abs(Fraction(text) - number) <= Fraction(1, 2 * 10**digits)
    assert not text.endswith(".")
    assert text != "-0"


def test_each_school_counts_once_with_its_newest_record_of_this_version() -> None:
    other = school(3, {"q1": "否"}, version="0", digest="older")
    first, newer = school(1, {"q1": "否"}), school(1, {"q1": "是"}, day=2)
    found = [first, newer, school(2, {"q1": "否"}), other]
    table = table_of(LIST, found, planned={"S1": "一小", "S4": "四小"})
    (counts, *rest) = table.items
    assert counts.schools == {"是": ("示范区第1小学",), "否": ("示范区第2小学",)}
    assert (counts.failed, counts.applicable, counts.open) == (("示范区第2小学",), 2, ())
    assert rest[0].open == ("示范区第1小学", "示范区第2小学")
    assert table.missing == ("四小",)
    assert table.other_versions == ("示范区第3小学（版本 0）",)


@given(st.lists(ANY_ANSWERS, max_size=6))
def test_every_school_is_under_one_answer_of_each_item(found: list[dict[str, str]]) -> None:
    table = table_of(LIST, [school(n, each) for n, each in enumerate(found)], planned={})
    for counts in table.items:
        names = [name for group in counts.schools.values() for name in group]
        assert sorted(names) == sorted(f"示范区第{n}小学" for n in range(len(found)))
        assert len(counts.failed) <= counts.applicable <= len(found)
    assert sum(len(line.standing.failed) for line in table.lines) == sum(
        len(counts.failed) for counts in table.items
    )


def test_what_most_schools_failed_comes_first_and_key_items_before_others() -> None:
    both = {"q1": "否", "q2": "差"}
    found = [school(1, {**both, "q2_1": "符合"}), school(2, {**both, "q2_1": "不符合"})]
    numbers = [counts.item.number for counts in worst(table_of(LIST, found, planned={}), most=2)]
    assert numbers == ["1", "2"]


def test_years_stand_beside_each_other_and_the_newest_record_of_a_year_counts() -> None:
    before = {"q4": "2024", "q5": "1", "q6": "2"}
    first = {"q0": "2025", "q1": "90000", "q2": "95000", "q3": "是", **before}
    later = {"q0": "2025", "q1": "96000", "q2": "95000", "q3": "是"}
    found = [school(1, later, day=9, of=YEARS), school(1, first, of=YEARS),
             school(2, {"q0": "2025", "q1": "5"}, of=YEARS)]  # fmt: skip
    figures = year_figures(YEARS, found)
    assert [(f.year, f.own, f.holds, f.differs) for f in figures] == [
        (2024, 1, False, False), (2025, 96000, True, True),
    ]  # fmt: skip
    assert [tuple(total) for total in year_totals(figures)] == [(2024, 1, 0), (2025, 1, 1)]
    assert [(item.number, why) for item, why in contradictions(YEARS, first)] == [
        ("3", "2025 年的数算出来是“否”，这里填的是“是”")
    ]
    assert list(contradictions(YEARS, later)) == []
