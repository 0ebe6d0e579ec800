"""The code of a page: bytes, characters, and what a scanner or a chat makes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.page_check import CheckedPage, worst
from inspector_app.domain.page_code import (
    DIGEST_BYTES,
    MOST_FIGURES,
    SIGNATURE_BYTES,
    NoPageCodeError,
    PageCode,
    clipped,
    content_digest,
    decoded,
    encoded,
    is_code,
    read_code,
    short_code,
)
from inspector_app.domain.page_verdict import PageVerdict

SIGNATURE = bytes(range(SIGNATURE_BYTES))
CODE = PageCode(
    uid="0123456789abcdef" * 2, revision=2, page=1, digest=bytes(DIGEST_BYTES),
    key_id=b"\x01\xffab",
    figures="210304-2026-DX001-0001 20261120 听0题1",
)  # fmt: skip
CODES = st.builds(
    PageCode,
    uid=st.binary(min_size=16, max_size=16).map(bytes.hex),
    revision=st.integers(0, 65535),
    page=st.integers(0, 65535),
    digest=st.binary(min_size=DIGEST_BYTES, max_size=DIGEST_BYTES),
    key_id=st.binary(min_size=4, max_size=4),
    figures=st.text(max_size=30).map(clipped),
)


@given(st.binary(max_size=300))
def test_any_bytes_come_back_from_their_characters(data: bytes) -> None:
    assert decoded(encoded(data)) == data


@given(CODES)
def test_any_code_comes_back_whole_from_its_text(code: PageCode) -> None:
    read = read_code(code.text(SIGNATURE))
    assert (read.code, read.signature) == (code, SIGNATURE)


@given(st.lists(st.text()), st.lists(st.text()))
def test_two_pages_have_one_digest_only_if_they_say_the_same_in_the_same_lines(
    one: list[str], other: list[str]
) -> None:
    assert (content_digest(one) == content_digest(other)) == (one == other)


def test_the_longest_code_still_fits_the_smallest_qr_code_that_it_was_made_for() -> None:
    full = PageCode(**{**{n: getattr(CODE, n) for n in CODE.__slots__}, "figures": "数" * 99})
    assert len(read_code(full.text(SIGNATURE)).code.figures.encode()) <= MOST_FIGURES
    assert len(full.text(SIGNATURE)) <= 221


def test_line_breaks_and_the_signs_of_a_chinese_keyboard_do_not_matter() -> None:
    text = CODE.text(SIGNATURE)
    wide = text.replace(":", "：").replace(".", "。").replace("$", "￥").replace("/", "、")
    for typed in (f" {text}\n", f"{text[:50]}\r\n{text[50:]}", wide, text.lower()):
        assert is_code(typed)
        assert read_code(typed).code == CODE


@pytest.mark.parametrize(
    "text", ["", "DD1:", "DD2:00", "http://example.cn", "DD1:啊", "DD1:ZZZ:::"]
)
def test_what_is_no_whole_code_is_not_read(text: str) -> None:
    with pytest.raises(NoPageCodeError):
        read_code(text)


GERMAN = str.maketrans("ZY*+-/:", "YZ(`ß-Ö")
FRENCH = str.maketrans("QAWZ:M./-1234567890$%*", "AQZWM?:!)&é\"'(-è_çà458")


@pytest.mark.parametrize("layout", [GERMAN, FRENCH], ids=["QWERTZ", "AZERTY"])
@given(code=CODES)
def test_keystrokes_of_a_keyboard_set_to_another_language_are_known(
    layout: dict[int, int], code: PageCode
) -> None:
    typed = code.text(SIGNATURE).translate(layout)
    assert is_code(typed)
    assert read_code(typed).code == code


@pytest.mark.parametrize("typed", ["07E4-40E5", "07e440e5", " 07E4－40E5 ", "o7E4-4OE5"])
def test_a_check_code_is_known_however_it_is_typed(typed: str) -> None:
    assert short_code(typed) == "07E4-40E5"


@pytest.mark.parametrize("typed", ["07E4-40E", "07G4-40E5", "2026-DX001", ""])
def test_what_is_no_check_code_is_nothing(typed: str) -> None:
    assert short_code(typed) == ""


def test_one_changed_page_makes_the_file_a_changed_one() -> None:
    verdicts = (PageVerdict.GENUINE, PageVerdict.CHANGED, PageVerdict.OLDER)
    assert worst([CheckedPage(verdict=each) for each in verdicts]) is PageVerdict.CHANGED
    assert worst([]) is PageVerdict.NO_CODE
