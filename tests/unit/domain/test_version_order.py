"""Versions as people number them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.version_order import in_order, is_lower

NUMBERED = st.lists(st.integers(0, 3000), min_size=1, max_size=4).map(
    lambda parts: ".".join(map(str, parts))
)


@pytest.mark.parametrize(
    ("lower", "higher"),
    [("2", "10"), ("2026.9", "2026.10"), ("2026.1", "2026100101"), ("2026", "2026.1"),
     ("v1", "V2"), ("2026-1", "2026.2"), ("试用1", "试用2")],
)  # fmt: skip
def test_numbers_are_compared_as_numbers(lower: str, higher: str) -> None:
    assert is_lower(lower, higher)
    assert not is_lower(higher, lower)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2026.1", "试用"), ("草稿", "正式"), ("2026.1", "2026.1修订"), ("1.0", "1-0")],
)
def test_of_versions_that_cannot_be_compared_the_later_is_the_newer(one: str, other: str) -> None:
    assert in_order([one, other], str) == [one, other]
    assert in_order([other, one], str) == [other, one]


@given(st.lists(NUMBERED, max_size=8))
def test_numbered_versions_come_in_their_order_however_they_arrived(found: list[str]) -> None:
    ordered = in_order(found, str)
    assert sorted(ordered) == sorted(found)
    assert not any(is_lower(later, earlier) for earlier, later in pairwise(ordered))
