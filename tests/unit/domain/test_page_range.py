"""Pages as people write them, and what they write by mistake."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.errors import InputError
from inspector_app.domain.page_range import parse_pages

COUNT = 40
parts = st.lists(
    st.tuples(st.integers(1, COUNT), st.integers(0, 5)).map(
        lambda pair: (pair[0], min(COUNT, pair[0] + pair[1]))
    ),
    min_size=1,
    max_size=6,
)


@given(
    parts, st.sampled_from([",", "，", "、", " ", " , "]), st.sampled_from(["-", "－", " - ", "~"])
)
def test_pages_come_rising_and_each_once_however_they_are_written(
    ranges: list[tuple[int, int]], between: str, dash: str
) -> None:
    text = between.join(f"{a}{dash}{b}" if a != b else str(a) for a, b in ranges)
    wanted = {page for a, b in ranges for page in range(a, b + 1)}
    assert parse_pages(text, count=COUNT) == tuple(sorted(wanted))


@pytest.mark.parametrize("text", ["", "  ", "，"])
def test_no_range_is_all_pages(text: str) -> None:
    assert parse_pages(text, count=3) == (1, 2, 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", "只有 9 页"),
        ("10", "只有 9 页"),
        ("3-10", "“3-10”超出了范围"),
        ("5-3", "起页在止页后面"),
        ("第一页", "“第一页”不是页码"),
        ("1-2-3", "不是页码"),
        ("-3", "不是页码"),
    ],
)
def test_what_is_no_range_of_these_pages_is_named_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse_pages(text, count=9)
