"""Counts, words of lists, ticks, codes and text."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.sheets.cells import (
    choice,
    memoised,
    read_count,
    read_person_id,
    read_school_code,
    read_yes_no,
)
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.numerals import number
from inspector_app.sheets.text import (
    code_of,
    compact,
    free_text,
    is_blank,
    is_nothing,
    label_of,
    shown,
    text_of,
)

_HALF_TO_FULL = {c: c + 0xFEE0 for c in range(0x21, 0x7F)}


@given(st.integers(min_value=0, max_value=1_000_000))
def test_every_spelling_of_a_count_gives_that_count(count: int) -> None:
    spelled = [
        count, float(count), str(count), f"{count}.0", f" {count}　", f"{count}次", f"{count} 次",
        str(count).translate(_HALF_TO_FULL), f"{count:,}",
    ]  # fmt: skip
    assert [read_count(s, unit="次") for s in spelled] == [count] * len(spelled)


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (-2, "是负数"),
        ("－２", "是负数"),
        (2.5, "不是整数"),
        ("2.5", "不是整数"),
        ("三份左右", "不是数"),
        ("3-5", "不是数"),
        ("3人", "不是数"),
        ("约3", "不是数"),
        (True, "不是数"),
        (float("nan"), "大得不可能"),
        (1e300, "大得不可能"),
        ("٣", "不是数"),
    ],
)
def test_what_is_no_count_is_refused(value: object, what: str) -> None:
    with pytest.raises(CellError, match=what):
        read_count(value, unit="次")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0), ("三", 3), ("两", 2), ("十", 10), ("十二", 12), ("二十一", 21), ("廿三", 23),
        ("卅", 30), ("一百零五", 105), ("二百三十", 230), ("", None), ("十十", None),
        ("三份", None),
    ],
)  # fmt: skip
def test_chinese_numerals_are_read_by_value(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("value", "answer"),
    [("是", True), ("　否 ", False), (True, True), (False, False), ("√", True), ("×", False)],
)
def test_yes_and_no_are_read_from_words_ticks_and_excels_own_values(
    value: object, answer: object
) -> None:
    assert read_yes_no(value) is answer


@pytest.mark.parametrize("value", ["大概", "是否", 1, "1", "否?"])
def test_what_is_neither_yes_nor_no_is_refused(value: object) -> None:
    with pytest.raises(CellError, match="不是“是”或“否”"):
        read_yes_no(value)


def test_a_word_outside_its_list_is_refused_with_the_list() -> None:
    read = choice(("上午", "下午", "全天"), also={"早上": "上午"})
    assert [read("上 午"), read("早上"), read("全天　")] == ["上午", "上午", "全天"]
    with pytest.raises(CellError) as refused:
        read("晚上")
    assert refused.value.what == "“晚上”不在可填的范围内"
    assert refused.value.remedy == "请填：上午、下午、全天"


@pytest.mark.parametrize(
    "value",
    [
        "2121100007", " 2121100007　", "２１２１１００００７", 2121100007, 2121100007.0,
        "'2121100007", '="2121100007"', "2121100007.0", "2121 1000 07", "\ufeff2121100007",
    ],
)  # fmt: skip
def test_a_school_code_is_the_same_however_it_is_typed(value: object) -> None:
    assert read_school_code(value) == "2121100007"


@pytest.mark.parametrize("value", ["212110000", "21211000077", "2.1211E+09", "示范区第2小学", 2.5])
def test_a_school_code_has_ten_digits(value: object) -> None:
    with pytest.raises(CellError, match="不是 10 位的学校标识码"):
        read_school_code(value)


@pytest.mark.parametrize("value", ["../DX001", "DX/01", "DX:01", "ＤＸ＼０１", ".DX", 'DX"1'])
def test_a_person_s_id_that_no_file_could_bear_is_refused(value: str) -> None:
    with pytest.raises(CellError, match="不能写进文件名"):
        read_person_id(value)


@pytest.mark.parametrize("value", ["DX001", "dx-0123", "ＤＸ００１", "一区03", 7])
def test_a_person_s_id_is_kept_as_the_office_writes_it(value: object) -> None:
    assert read_person_id(value) == code_of(value)


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1))
def test_full_width_codes_come_back_in_half_width(text: str) -> None:
    assert compact(text.translate(_HALF_TO_FULL)) == text


def test_dashes_of_every_kind_are_one_dash_in_a_code() -> None:
    assert code_of("210304–2022—DX001－0001") == "210304-2022-DX001-0001"


def test_free_text_is_kept_exactly_but_for_the_space_around_it() -> None:
    written = "\u3000（１）走廊  宽 2.5 米\r\n  第二段 \n"
    assert free_text(written) == "（１）走廊  宽 2.5 米\n  第二段"
    assert free_text("第一段_x000D_\n第二段") == "第一段\n第二段"


def test_a_class_that_excel_made_a_date_of_is_refused() -> None:
    with pytest.raises(CellError, match="却是日期"):
        label_of(datetime(2022, 3, 2))  # noqa: DTZ001 - as a workbook gives it


def test_numbers_and_ticks_in_text_cells_become_text() -> None:
    assert [text_of(3.0), text_of(3), text_of(2.5), text_of(True), text_of(False)] == [
        "3", "3", "2.5", "是", "否",
    ]  # fmt: skip


@pytest.mark.parametrize("value", [None, "", " ", "\u3000\xa0", "\u200b", "\n"])
def test_space_alone_is_blank(value: object) -> None:
    assert is_blank(value)
    assert is_nothing(value)


@pytest.mark.parametrize("value", ["/", "-", "——", "无", "／"])
def test_marks_for_none_are_nothing_but_not_blank(value: object) -> None:
    assert is_nothing(value)
    assert not is_blank(value)


def test_zero_is_neither_blank_nor_nothing() -> None:
    assert not is_blank(0)
    assert not is_nothing(0)


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "#DIV/0!"])
def test_the_error_of_a_formula_is_a_bad_cell_even_where_text_stands(value: str) -> None:
    with pytest.raises(CellError, match="公式出错"):
        memoised(free_text)(value)


def test_a_remembered_answer_keeps_one_true_and_1_apart() -> None:
    read = memoised(text_of)
    assert [read(1), read(True), read(1.0), read("1"), read(True)] == ["1", "是", "1", "1", "是"]


def test_a_remembered_refusal_is_raised_again() -> None:
    read = memoised(read_count)
    for _ in range(2):
        with pytest.raises(CellError, match="是负数"):
            read(-1)


def test_a_long_cell_is_shown_short_in_a_sentence() -> None:
    assert shown("很长" * 40) == "“" + "很长" * 12 + "…”"
    assert shown("两\n行") == "“两 行”"
