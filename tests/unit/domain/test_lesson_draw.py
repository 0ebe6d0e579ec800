"""The draw of classes: the same for everybody who has list and seed, and fair over seeds."""

import hashlib
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.lesson_draw import (
    MOST_CLASSES,
    DrawClass,
    LessonDraw,
    draw_fault,
    drawn_places,
    is_true,
    period_number,
    read_classes,
)

TEN = tuple(DrawClass(f"{n}班") for n in range(1, 11))
# The value that a fair draw stays below in 999 of 1,000 cases, by degrees of freedom.
CHI_SQUARE_999 = {9: 27.88, 44: 78.75}


def test_the_recipe_of_the_handbook_gives_the_same_classes() -> None:
    lines = ["三年级1班", "三年级2班", "四年级1班", "四年级2班"]
    keys = [
        hashlib.sha256(f"123-456\n{n}\n{c}".encode()).hexdigest() for n, c in enumerate(lines, 1)
    ]
    by_hand = sorted(range(1, 5), key=lambda place: keys[place - 1])[:2]
    classes = read_classes("\n".join(lines))
    assert list(drawn_places(classes, count=2, seed="123-456")) == by_hand == [4, 3]


def test_each_class_is_drawn_equally_often_over_many_seeds() -> None:
    seeds = 3_000
    seen = Counter(
        place for seed in range(seeds) for place in drawn_places(TEN, count=3, seed=str(seed))
    )
    expected = seeds * 3 / 10
    # Three places of one draw are never the same: their counts vary less by a factor of 7/9.
    statistic = sum((seen[n] - expected) ** 2 / expected for n in range(1, 11)) * 9 / 7
    assert statistic < CHI_SQUARE_999[9]


def test_each_pair_of_classes_is_drawn_equally_often_over_many_seeds() -> None:
    seeds = 4_500
    seen = Counter(frozenset(drawn_places(TEN, count=2, seed=f"s{seed}")) for seed in range(seeds))
    pairs = [frozenset(pair) for pair in combinations(range(1, 11), 2)]
    expected = seeds / len(pairs)
    statistic = sum((seen[pair] - expected) ** 2 / expected for pair in pairs)
    assert statistic < CHI_SQUARE_999[44]


def test_a_longer_draw_begins_with_the_shorter_one() -> None:
    assert drawn_places(TEN, count=5, seed="x")[:2] == drawn_places(TEN, count=2, seed="x")


@given(st.text(max_size=20), st.integers(1, 10))
def test_a_draw_is_repeated_exactly_and_takes_no_class_twice(seed: str, count: int) -> None:
    picked = drawn_places(TEN, count=count, seed=seed)
    assert picked == drawn_places(TEN, count=count, seed=seed)
    assert len(set(picked)) == count
    assert set(picked) <= set(range(1, 11))


def test_a_draw_whose_result_was_changed_is_not_true() -> None:
    draw = LessonDraw(uid="d", seed="x", classes=TEN, picked=drawn_places(TEN, count=2, seed="x"),
                      drawn_at="2026-11-22T01:00:00Z")  # fmt: skip
    assert is_true(draw)
    other = LessonDraw(uid="d", seed="x", classes=TEN, picked=draw.picked[::-1],
                       drawn_at=draw.drawn_at)  # fmt: skip
    assert not is_true(other)


def test_a_list_is_read_from_lines_with_commas_or_tabs() -> None:
    assert read_classes("三年级1班,语文,李明,第2节\n\n 三年级2班\t数学\n四年级1班，英语") == (
        DrawClass("三年级1班", "语文", "李明", "第2节"),
        DrawClass("三年级2班", "数学"),
        DrawClass("四年级1班", "英语"),
    )


@pytest.mark.parametrize(
    ("classes", "count", "fault"),
    [
        ((), 1, "还没有班级"),
        (TEN, 0, "要抽 0 个"),
        (TEN, 11, "要抽 11 个"),
        ((DrawClass("1班"), DrawClass("1班")), 1, "第 2 行与第 1 行相同"),
        ((DrawClass("1班"), DrawClass("", "语文")), 1, "第 2 行没有班级"),
        (tuple(DrawClass(str(n)) for n in range(MOST_CLASSES + 1)), 1, "最多 500 行"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    classes: tuple[DrawClass, ...], count: int, fault: str
) -> None:
    assert fault in draw_fault(classes, count)


def test_one_class_may_stand_in_a_list_with_several_subjects() -> None:
    assert draw_fault((DrawClass("1班", "语文"), DrawClass("1班", "数学")), 2) == ""


def test_a_period_is_found_in_its_words() -> None:
    assert period_number(["第2节"]) == 2
    assert period_number(["", "99", "下午"]) is None
