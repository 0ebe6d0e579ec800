"""What goes into a blank of a line, and which blanks behind it stay."""

from datetime import date

import pytest

from inspector_app.domain.boxes import Filling, blank_parts


def filled(text: str, at: int, value: Filling) -> str:
    parts = blank_parts(text, at, value)
    assert parts is not None
    for start, end, new in sorted(parts, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("编号：　　____年__月__日督导", "编号：330106-1　____年__月__日督导"),
        ("编号：____　　　　年　　月　　日", "编号：330106-1 　　　　年　　月　　日"),
        ("编号：____学校：____", "编号：330106-1 学校：____"),
        ("编号：＿＿＿＿＿＿", "编号：330106-1"),
        ("编号：____________", "编号：330106-1"),
    ],
)
def test_a_filled_blank_ends_before_that_of_a_day_and_leaves_no_line(
    text: str, expected: str
) -> None:
    assert filled(text, 3, "330106-1") == expected


def test_words_do_not_go_into_the_blank_of_a_day() -> None:
    assert blank_parts("时限：____年__月__日", 3, "本通知送达之日起15日内") is None
    assert filled("时限：____年__月__日", 3, date(2026, 12, 5)) == "时限：2026年12月5日"
    assert blank_parts("时限：____ 年__月__日", 3, "十五日内") is None
