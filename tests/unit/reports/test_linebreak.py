"""Where lines end."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.reports.linebreak import BLANKS, NO_END, NO_START, break_lines

CHINESE = "督导学校问题整改，。；：！？、（）《》“”‘’【】…—　"
MIXED = st.text(alphabet=CHINESE + "abcXYZ019 .,:-/%@()", max_size=120)


def widths_of(text: str) -> list[float]:
    return [5.0 if ord(char) < 0x100 else 10.0 for char in text]


def lines_of(text: str, measure: float, first: float | None = None) -> list[str]:
    spans = break_lines(text, widths=widths_of(text), measure=measure, first_measure=first)
    return [text[start:end] for start, end in spans]


@given(MIXED, st.integers(10, 400), st.integers(10, 400))
def test_lines_put_together_are_the_text(text: str, measure: int, first: int) -> None:
    assert "".join(lines_of(text, measure, first)) == text


@given(MIXED, st.integers(10, 400))
def test_no_line_is_wider_than_the_measure(text: str, measure: int) -> None:
    for line in lines_of(text, measure):
        assert sum(widths_of(line.rstrip(BLANKS))) <= measure + 0.01


@given(MIXED, st.integers(60, 400))
def test_a_line_begins_with_a_closing_mark_only_where_nothing_else_fits(
    text: str, measure: int
) -> None:
    lines = lines_of(text, measure)
    for before, line in itertools.pairwise(lines):
        if line[0] in NO_START:
            # The line before is one chain without any place to part it.
            assert not can_be_parted(before, line[0])


@given(MIXED, st.integers(60, 400))
def test_a_line_ends_with_an_opening_mark_only_where_nothing_else_fits(
    text: str, measure: int
) -> None:
    lines = lines_of(text, measure)
    for line, after in itertools.pairwise(lines):
        if line[-1] in NO_END:
            assert not can_be_parted(line, after[0])


def can_be_parted(line: str, after: str) -> bool:
    """Say whether some place inside the line is plainly free: between two Chinese characters."""
    return any(
        "\u4e00" <= left <= "\u9fff" and "\u4e00" <= right <= "\u9fff"
        for left, right in itertools.pairwise(line)
        if after
    )


def test_a_full_stop_takes_the_character_before_it_to_the_next_line() -> None:
    assert lines_of("督导学校问题。", 60) == ["督导学校问", "题。"]


def test_marks_that_the_japanese_list_lacks_do_not_begin_a_line() -> None:
    for mark in "，：；！？”’》〉…":
        assert lines_of(f"督导学校问题{mark}", 60) == ["督导学校问", f"题{mark}"]


def test_an_opening_bracket_goes_with_what_it_opens() -> None:
    assert lines_of("督导学校问（题）", 60) == ["督导学校问", "（题）"]


def test_a_dash_of_two_parts_stays_one() -> None:
    assert lines_of("督导学校问——整改", 60) == ["督导学校", "问——整改"]


def test_words_and_numbers_stay_whole() -> None:
    assert lines_of("督导 inspector 2022-10-12 共12.5%", 85) == [
        "督导 inspector ",
        "2022-10-12 共",
        "12.5%",
    ]


def test_a_word_longer_than_the_line_is_parted_by_characters() -> None:
    assert lines_of("a" * 25, 50) == ["a" * 10, "a" * 10, "a" * 5]


def test_blanks_at_the_end_of_a_line_do_not_begin_the_next() -> None:
    assert lines_of("督导学校问题  整改", 60) == ["督导学校问题  ", "整改"]


def test_an_empty_paragraph_is_one_line() -> None:
    assert lines_of("", 60) == [""]


def test_a_variation_selector_stays_with_its_character() -> None:
    text = "督导学校问葛\U000e0100整"
    spans = break_lines(text, widths=[10.0] * 6 + [0.0, 10.0], measure=60)
    assert [text[a:b] for a, b in spans] == ["督导学校问葛\U000e0100", "整"]


def test_a_word_that_fills_its_line_gives_its_end_to_the_mark_behind_it() -> None:
    # A mark that stayed alone would begin the next line.
    assert lines_of("abcdefgh，督导", 40) == ["abcdefg", "h，督导"]


def test_a_word_that_fills_its_line_parts_at_its_last_hyphen() -> None:
    assert lines_of("ab-cdefg，督导", 40) == ["ab-", "cdefg，", "督导"]


def test_a_word_longer_than_a_line_takes_no_mark_to_a_line_of_its_own() -> None:
    lines = lines_of("a" * 16 + "。", 40)
    assert "".join(lines) == "a" * 16 + "。"
    assert all(line[0] not in NO_START for line in lines)


def test_a_full_width_blank_does_not_hide_a_mark_that_begins_a_line() -> None:
    assert lines_of("督导学\u3000㎡，记", 40) == ["督导", "学\u3000㎡，", "记"]
