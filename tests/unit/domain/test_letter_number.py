"""文号 as GB/T 9704-2012 has it: in any spelling it means one number, and the fault is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.letter_number import (
    HIGHEST,
    LetterNumber,
    code_fault,
    read_number,
    spelling_fault,
)

MEANT = LetterNumber("示教督", 2026, 3)
CODES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8)
NUMBERS = st.builds(
    LetterNumber,
    CODES.filter(lambda code: not code_fault(code)),
    st.integers(2000, 2199),
    st.integers(1, HIGHEST),
)
_SPELLINGS = (
    ("示教督〔2026〕3号", ""),
    ("示教督[2026]3号", "年份用六角括号〔〕"),
    ("示教督（2026）3号", "年份用六角括号〔〕"),
    ("示教督【2026】3号", "年份用六角括号〔〕"),
    ("示教督〔26〕3号", "年份写全四位"),
    ("示教督〔2026〕第3号", "序号前不写“第”"),
    ("示教督〔2026〕003号", "序号不补零"),
    ("示教督〔2026〕3", "序号后写“号”"),
    ("示教督 〔２０２６〕 ３ 号", "有空格或全角数字"),
    (
        "示教督[26]第03",
        "年份用六角括号〔〕；年份写全四位；序号前不写“第”；序号不补零；序号后写“号”",
    ),
)


@pytest.mark.parametrize(("text", "fault"), _SPELLINGS)
def test_a_number_is_known_in_any_spelling_and_what_is_wrong_is_named(
    text: str, fault: str
) -> None:
    assert read_number(text) == MEANT
    assert spelling_fault(text) == fault


@pytest.mark.parametrize(
    "text",
    ["", "3号", "示教督2026年3号", "示教督〔2026〕0号", "示教督〔2026〕号", "示教督〔2026〕3号函",
     "示教督第〔2026〕3号", "示教督3〔2026〕3号", "示教督〔2026〕1234567号", "〔2026〕3号"],
)  # fmt: skip
def test_what_is_no_number_of_a_letter_is_left_alone(text: str) -> None:
    assert read_number(text) is None
    assert not spelling_fault(text)


@given(NUMBERS)
def test_a_number_as_it_is_printed_means_itself(number: LetterNumber) -> None:
    assert read_number(str(number)) == number
    assert not spelling_fault(str(number))


@pytest.mark.parametrize("code", ["", "示教督2", "示 教督", "示教督〔", "示教督第", "示" * 21])
def test_a_code_has_letters_alone(code: str) -> None:
    assert code_fault(code)
