import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.school import School, SchoolKind
from inspector_app.domain.school_finder import SchoolFinder
from inspector_app.domain.school_tokens import folded, spoken, tokens
from tests.unit.builders import make_school


def _school(code: int, name: str, kind: SchoolKind = SchoolKind.PRIMARY, **more: object) -> School:
    return make_school(code=f"21{code:08d}", name=name, kind=kind, **more)


SCHOOLS = (
    _school(3, "示范区第3小学"),
    _school(13, "示范区第13小学"),
    _school(30, "示范区第三十小学"),
    _school(31, "示范区第3幼儿园", SchoolKind.KINDERGARTEN),
    _school(32, "示范区第3初级", SchoolKind.JUNIOR),
    _school(40, "示范区实验小学", short_name="实小", former_names=("示范区第8小学",)),
    _school(50, "示范区八一学校", SchoolKind.NINE_YEAR),
)
SPELLINGS = {
    "2100000003": "shi.fan.qu.3=san.xiao.xue",
    "2100000013": "shi.fan.qu.13=shi'san.xiao.xue",
    "2100000040": "shi.fan.qu.shi.yan.xiao.xue shi.xiao",
}
FINDER = SchoolFinder(SCHOOLS, SPELLINGS)


def _names(text: str, *, limit: int = 20) -> list[str]:
    return [school.name for school in FINDER.find(text, limit=limit)]


@pytest.mark.parametrize(
    "typed",
    [
        "第3小学",
        "第三小学",
        "三小",
        "３小",
        "3小",
        "第３小学",
        "示范区第3小学",
        "示范区三小",
        " 3 小 ",
    ],
)
def test_each_way_to_write_the_third_primary_school_finds_it_first(typed: str) -> None:
    assert _names(typed)[0] == "示范区第3小学"


@pytest.mark.parametrize("typed", ["3小", "三小", "第3小学", "3xx", "sanxiao", "sxx"])
def test_a_number_never_matches_the_end_of_another(typed: str) -> None:
    assert "示范区第13小学" not in _names(typed)


@pytest.mark.parametrize("typed", ["十三小", "13小", "第十三", "13xx", "shisanxiao", "ssxx"])
def test_the_thirteenth_is_found_by_its_own_number(typed: str) -> None:
    assert _names(typed)[0] == "示范区第13小学"
    assert "示范区第3小学" not in _names(typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("三幼", "示范区第3幼儿园"),
        ("3园", "示范区第3幼儿园"),
        ("三初", "示范区第3初级"),
        ("三中", "示范区第3初级"),
        ("3z", "示范区第3初级"),
        ("八一", "示范区八一学校"),
        ("81校", "示范区八一学校"),
        ("三十小", "示范区第三十小学"),
        ("30小", "示范区第三十小学"),
    ],
)
def test_a_number_and_a_kind_name_a_school(typed: str, name: str) -> None:
    assert _names(typed)[0] == name


@pytest.mark.parametrize(
    "typed", ["实小", "8小", "示范区第8小学", "sx", "shiyan", "sfqsy", "00040"]
)
def test_short_and_former_names_spellings_and_codes_find_a_school(typed: str) -> None:
    assert "示范区实验小学" in _names(typed)


@pytest.mark.parametrize(
    "typed", ["dsxx", "disanxiaoxue", "sfqdsxx", "shifanqudisanxiaoxue", "d3xx", "di3xiaoxue"]
)
def test_the_ordinal_sign_may_be_typed_as_a_letter_or_a_syllable(typed: str) -> None:
    assert _names(typed) == ["示范区第3小学"]


def test_letters_that_stand_in_order_find_a_school_last() -> None:
    assert _names("示实小") == ["示范区实验小学"]
    assert _names("小示") == []


def test_a_number_half_typed_shows_the_exact_one_first() -> None:
    found = _names("第1")
    assert found == ["示范区第13小学"]
    assert _names("示范区第3")[:3] == ["示范区第3初级", "示范区第3小学", "示范区第3幼儿园"]
    assert _names("示范区第3")[-1] == "示范区第三十小学"


def test_every_typed_word_must_fit() -> None:
    assert _names("示范区 实验") == ["示范区实验小学"]
    assert _names("实验 幼儿园") == []


def test_a_kind_lists_its_schools_in_the_order_of_their_numbers() -> None:
    assert _names("初级中学") == ["示范区第3初级"]
    assert _names("小学") == [
        "示范区实验小学", "示范区第3小学", "示范区第13小学", "示范区第三十小学"
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["", "  ", "第", "（）"])
def test_nothing_typed_shows_the_first_schools(typed: str) -> None:
    assert len(_names(typed, limit=4)) == 4


def test_closed_schools_stand_behind_those_that_run() -> None:
    from datetime import date

    closed = _school(1, "示范区第5小学", closed_on=date(2024, 8, 31))
    running = _school(2, "城北第5小学")
    found = SchoolFinder((closed, running), {}).find("5小", limit=5)
    assert [school.name for school in found] == ["城北第5小学", "示范区第5小学"]


@given(number=st.integers(1, 999))
def test_a_numeral_and_its_digits_are_one_token(number: int) -> None:
    read = spoken(str(number))
    assert not any(c.isdigit() and c.isascii() for c in read)
    assert tokens(folded(f"第{read}小学")) == tokens(folded(f"第{number}小学")) == (
        str(number), "小", "学",
    )  # fmt: skip


@given(wanted=st.integers(1, 200), other=st.integers(1, 200))
def test_a_number_finds_its_school_and_no_other(wanted: int, other: int) -> None:
    finder = SchoolFinder((_school(1, f"示范区第{other}小学"),), {})
    for typed in (f"{wanted}小", f"第{spoken(str(wanted))}小学"):
        assert bool(finder.find(typed, limit=1)) == (wanted == other)


@given(text=st.text(max_size=12))
def test_whatever_is_typed_gives_a_list(text: str) -> None:
    assert set(FINDER.find(text, limit=3)) <= set(SCHOOLS)


@pytest.mark.parametrize(
    ("token", "read"), [("0", "零"), ("10", "十"), ("105", "一百零五"), ("110", "一百一十"),
                        ("2015", "二零一五"), ("实", "实")],
)  # fmt: skip
def test_a_number_is_read_as_people_read_it(token: str, read: str) -> None:
    assert spoken(token) == read


@pytest.mark.parametrize(
    ("text", "digits"), [("一〇一", "101"), ("二十", "20"), ("百", "100"), ("007", "7"),
                         ("十十", "1010"), ("000", "0")],
)  # fmt: skip
def test_odd_numerals_still_become_digits(text: str, digits: str) -> None:
    assert tokens(text) == (digits,)


def test_a_key_pressed_over_five_hundred_schools_is_answered_within_a_frame() -> None:
    spelling = "shi.fan.qu.{0}=shi'san.xiao.xue"
    schools = [_school(n, f"示范区第{n}小学") for n in range(500)]
    finder = SchoolFinder(schools, {s.code: spelling.format(n) for n, s in enumerate(schools)})
    best = min(
        _seconds(finder, typed) for _ in range(5) for typed in ("三十三小", "sfq3", "示三小")
    )
    assert best < 0.016


def _seconds(finder: SchoolFinder, typed: str) -> float:
    # Of the processor: other programs that run beside the tests are none of its doing.
    start = time.thread_time()
    finder.find(typed, limit=20)
    return time.thread_time() - start
