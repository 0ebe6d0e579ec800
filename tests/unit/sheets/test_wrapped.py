"""How many lines a text takes in a column."""

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.sheets.wrapped import columns_of, lines_in
from tests.examples import examples

PARAGRAPHS = st.text(st.sampled_from("督学、，123 -a"), max_size=60)
NUMBERS = "210304-2026-DX001-0001、210304-2026-DX001-0023、210304-2026-DX001-0020"


def test_a_chinese_character_is_as_wide_as_two_digits() -> None:
    assert [columns_of(text) for text in ("", "12", "督学", "督学01")] == [0, 2, 4, 6]


def test_a_number_is_not_broken_and_takes_a_line_of_its_own() -> None:
    assert lines_in(NUMBERS, room=30) == 3
    assert lines_in(NUMBERS, room=45) == 3
    assert lines_in(NUMBERS, room=46) == 2
    assert lines_in(NUMBERS, room=100) == 1


def test_a_mark_stays_with_what_it_follows() -> None:
    assert lines_in("安全隐患", room=8) == 1
    assert lines_in("安全隐患，整改", room=8) == 2
    assert lines_in("安全隐患。", room=9) == 2


def test_what_is_wider_than_a_line_is_broken_where_it_ends() -> None:
    assert lines_in("1234567890", room=4) == 3
    assert lines_in("督1234567890", room=4) == 4


@examples()
@given(PARAGRAPHS, st.integers(6, 50))
def test_lines_are_never_fewer_than_the_width_asks(text: str, room: int) -> None:
    lines = lines_in(text, room=room)
    assert lines >= max(1, -(-columns_of(text) // room))
    assert lines <= len(text) + 1


@examples()
@given(PARAGRAPHS, st.integers(6, 50))
def test_more_room_never_takes_more_lines(text: str, room: int) -> None:
    assert lines_in(text, room=room + 1) <= lines_in(text, room=room)
