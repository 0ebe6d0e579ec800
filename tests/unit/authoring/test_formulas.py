"""The text of formulas: what is put right, and what is never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.authoring.formulas import (
    as_path,
    bare_words,
    masked,
    reckoned_with,
    references,
    repair,
    repair_references,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("（${a}＞３）", "(${a}>3)"),
        ("${a} ≥ 1 and ${b} ≠ 2", "${a} >= 1 and ${b} != 2"),
        ("selected(${a}，'甲')", "selected(${a},'甲')"),
        ("＄｛a｝ ＝ ‘有’", "${a} = '有'"),
        ("${a} = “有，无”", '${a} = "有，无"'),
        ("${a} = '有’", "${a} = '有'"),
        ("${ a } + ${b}", "${a} + ${b}"),
        ("${a} × ${b} ÷ 2", "${a} * ${b}  div  2"),
    ],
)
def test_full_width_signs_become_what_they_mean(written: str, meant: str) -> None:
    assert repair(written).text == meant
    assert repair(meant).changed == ()


@given(st.text(alphabet="（）＝，。“”甲a ", max_size=12))
def test_what_stands_between_quotation_marks_is_never_touched(inside: str) -> None:
    formula = f"${{a}} = '{inside}'"
    assert repair(formula).text == formula


@given(st.text(max_size=40))
def test_a_repaired_formula_needs_no_second_repair(text: str) -> None:
    once = repair(text).text
    assert repair(once).text == once or any(sign in once for sign in "‘’“”'\"")


@given(st.text(alphabet="ab${}'\"+ ", max_size=30))
def test_blanks_for_texts_and_paths_for_references_keep_every_place(text: str) -> None:
    assert len(masked(text)) == len(text)
    assert len(as_path(text)) == len(text)


def test_references_of_a_text_are_made_half_width_and_its_words_are_not() -> None:
    assert repair_references("得＄｛总分｝分（满分）") == "得${总分}分（满分）"
    assert references("得${总分}分，${总分}、${b}") == ("总分", "b")


def test_words_in_paths_predicates_and_texts_do_not_stand_by_themselves() -> None:
    formula = "instance('x')/root/item[name = ${a}]/kind = '甲' and count(../b) > 丙"
    assert [word.text for word in bare_words(formula)] == ["丙"]


@pytest.mark.parametrize(
    ("formula", "operands"),
    [
        ("${a} + ${b}", ("a", "b")),
        ("coalesce(${a}, 0) + coalesce(${b}, 0)", ()),
        ("sum(${a})", ()),
        ("(${a} != '') + 1", ()),
        ("${a} div 2", ("a",)),
        ("100 * ${b}", ("b",)),
        ("concat(${a}, ' + ', ${b})", ()),
    ],
)
def test_names_beside_a_sign_of_reckoning_are_found(
    formula: str, operands: tuple[str, ...]
) -> None:
    assert set(reckoned_with(formula)) == set(operands)
