"""Inspectors named one by one or in a list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.sheets.errors import CellError
from inspector_app.sheets.people import People

_NAMES = {f"DX{n:03}": f"督学{n:02}" for n in range(1, 30)}
_PEOPLE = People({**_NAMES, "DX101": "督学同名", "DX102": "督学同名", "DX103": "外教 甲"})


@pytest.mark.parametrize(
    "value",
    [
        "督学01", " 督学01　", "督 学01", "督学０１", "DX001", "dx001", "ＤＸ００１",
        "督学01(DX001)", "督学01（DX001）",
    ],
)  # fmt: skip
def test_one_person_is_found_by_name_or_number_however_typed(value: str) -> None:
    assert _PEOPLE.one(value) == "DX001"


@given(
    st.lists(st.sampled_from(sorted(_NAMES)), min_size=1, max_size=6, unique=True),
    st.sampled_from(["、", "，", ",", "；", ";", "/", " ", "\u3000", "\n", "、 ", " ， "]),
    st.booleans(),
)
def test_a_list_is_split_at_every_mark_that_offices_use(
    ids: list[str], mark: str, by_number: bool
) -> None:
    text = mark.join(number if by_number else _NAMES[number] for number in ids)
    assert _PEOPLE.several(text) == tuple(ids)


def test_a_name_padded_with_a_space_is_one_person_in_a_list_split_by_spaces() -> None:
    people = People({"DX001": "王伟", "DX002": "李娜", "DX003": "李"})
    assert people.several("王　伟 李 娜") == ("DX001", "DX002")
    assert people.several("王 伟、李") == ("DX001", "DX003")


def test_a_person_named_twice_counts_once() -> None:
    assert _PEOPLE.several("督学02、督学01、DX002") == ("DX002", "DX001")


def test_a_name_that_nobody_has_is_refused_by_that_name() -> None:
    with pytest.raises(CellError, match="没有叫“查无此人”的督学"):
        _PEOPLE.one("查无此人")
    with pytest.raises(CellError, match="没有叫“查无此人”的督学"):
        _PEOPLE.several("督学01、查无此人")
    with pytest.raises(CellError, match="没有叫“查无此人”的督学"):
        _PEOPLE.several("督学01 查无此人 督学02")


def test_a_name_of_two_people_asks_for_the_number() -> None:
    with pytest.raises(CellError) as refused:
        _PEOPLE.one("督学同名")
    assert "不止一位" in refused.value.what
    assert "DX101、DX102" in refused.value.remedy
    assert _PEOPLE.one("督学同名（DX102）") == "DX102"
    with pytest.raises(CellError, match="不止一位"):
        _PEOPLE.several("督学01、督学同名")


def test_a_name_with_the_number_of_somebody_else_is_refused() -> None:
    with pytest.raises(CellError, match="没有叫"):
        _PEOPLE.one("督学01(DX002)")
