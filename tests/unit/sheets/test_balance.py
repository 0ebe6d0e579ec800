"""A county's workbook: read exactly and generously, or refused cell by cell."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.errors import InputError
from inspector_app.domain.school import SchoolKind
from inspector_app.sheets.balance import CountySheet, read_county
from inspector_app.sheets.balance_template import write_template
from inspector_app.sheets.decimals import read_areas, read_decimal, read_sizes
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.workbook import open_workbook
from tests.small_xlsx import write_xlsx
from tests.unit.counties import (
    GOOD,
    HEAD,
    JUNIOR,
    PRIMARY,
    SENIOR,
    county_book,
    make_standards,
    row,
)


def read(path: Path) -> CountySheet:
    return read_county(open_workbook(path), path=path)


def refused(path: Path) -> dict[str, str]:
    with pytest.raises(InputError) as error:
        read(path)
    return {problem.where: problem.what for problem in error.value.problems}


# -- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (4.2, "21/5"),
        (0.1 + 0.2, "3/10"),
        (64.0513, "640513/10000"),
        (7, "7"),
        ("4.2", "21/5"),
        ("　４．２ ", "21/5"),
        ("1,895.59", "189559/100"),
        ("98.5㎡", "197/2"),
        ("98.5 平方米", "197/2"),
    ],
)
def test_a_number_is_the_decimals_that_a_person_sees(cell: object, number: str) -> None:
    assert read_decimal(cell, units=("m2", "平方米")) == Fraction(number)


@given(st.decimals(0, 99_999_999, places=4))
def test_a_decimal_that_excel_keeps_as_binary_comes_back_exactly(number: Any) -> None:
    assert read_decimal(float(number)) == Fraction(number)


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        (-1, "负数"), ("-1.5", "负数"), ("很多", "不是数"), ("", "不是数"), (True, "不是数"),
        (float("nan"), "不是数"), (10**12, "大得不可能"), ("1.2.3", "不是数"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(cell: object, what: str) -> None:
    with pytest.raises(CellError) as error:
        read_decimal(cell)
    assert what in error.value.what


@pytest.mark.parametrize(
    "cell", ["45、44、46", "45，44，46", "45,44,46", "４５ ４４ ４６", "45;44；46", "45\n44\n46人"]
)
def test_a_list_is_parted_by_any_usual_mark(cell: str) -> None:
    assert read_sizes(cell, most=200) == (45, 44, 46)


def test_a_list_of_one_may_be_a_number_and_a_nought_means_none() -> None:
    assert read_sizes(45, most=200) == (45,)
    assert read_sizes(0, most=200) == ()
    assert read_sizes("0", most=200) == ()
    assert read_areas("96.1㎡、88", most=2000) == (Fraction("96.1"), Fraction(88))
    assert read_areas(0.0, most=2000) == ()


@pytest.mark.parametrize("cell", ["45、0、46", "45、450", "45、很多", "45、44.5"])
def test_a_list_with_something_else_in_it_is_refused(cell: str) -> None:
    with pytest.raises(CellError):
        read_sizes(cell, most=200)


def test_a_room_without_an_area_is_refused() -> None:
    with pytest.raises(CellError, match="不像一间教室的面积"):
        read_areas("96、0", most=2000)


# -- workbooks -----------------------------------------------------------------------------------


def test_a_school_is_read_with_everything_that_is_calculated(tmp_path: Path) -> None:
    (school,) = read(county_book(tmp_path / "b.xlsx")).schools
    assert (school.code, school.kind) == ("2121000001", SchoolKind.PRIMARY)
    assert school.pupils == {PRIMARY: 1000, JUNIOR: 0, SENIOR: 0}
    assert school.qualified == {PRIMARY: 42, JUNIOR: 0}
    assert school.teaching_area - school.indoor_sports == 4500
    assert (school.gym + school.field, school.equipment) == (7500, 200)
    assert school.music == (96, Fraction("96.5"), 100)


def test_columns_in_any_order_with_other_names_and_texts_for_numbers(tmp_path: Path) -> None:
    values = row(小学学生数="１０００人", 学校类型=" 教学点 ", 体育场面积="6,000")
    head = [
        {"学校标识码": "标识码", "学校类型": "办学类型", "体育场面积": "体育场面积（㎡）",
         "教学仪器设备值(万元)": "教学仪器设备值（万元）",
         "网络多媒体教室数": "网络多媒体教室数(间)"}.get(n, n)
        for n in HEAD
    ]  # fmt: skip
    book = {"本县各校": [list(reversed(head)), list(reversed(values))]}
    (school,) = read(write_xlsx(tmp_path / "b.xlsx", book)).schools
    assert school.kind is SchoolKind.TEACHING_POINT
    assert (school.pupils[PRIMARY], school.field, school.media_rooms) == (1000, 6000, 23)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("小学", SchoolKind.PRIMARY), ("教学点", SchoolKind.TEACHING_POINT),
        ("小学教学点", SchoolKind.TEACHING_POINT), ("初中", SchoolKind.JUNIOR),
        ("初级中学", SchoolKind.JUNIOR), ("九年一贯制", SchoolKind.NINE_YEAR),
        ("九年一贯制学校", SchoolKind.NINE_YEAR), ("十二年一贯制", SchoolKind.TWELVE_YEAR),
        ("完全中学", SchoolKind.COMPLETE_SECONDARY), ("完中", SchoolKind.COMPLETE_SECONDARY),
    ],
)  # fmt: skip
def test_every_kind_of_school_is_known_by_its_usual_names(
    tmp_path: Path, word: str, kind: SchoolKind
) -> None:
    book = county_book(tmp_path / "b.xlsx", row(学校类型=word, 小学学生数=0, 小学班额=None))
    assert read(book).schools[0].kind is kind


def test_columns_that_nobody_needs_here_may_be_missing(tmp_path: Path) -> None:
    missing = {
        "初中学生数",
        "高中学生数",
        "初中班额",
        "体育馆面积",
        "小学博士教师数",
        "农村小规模学校",
    }
    head = [name for name in HEAD if name not in missing]
    book = {"学校": [head, [GOOD[name] for name in head]]}
    found = read(write_xlsx(tmp_path / "b.xlsx", book))
    assert (found.schools[0].gym, found.schools[0].small_rural) == (0, False)
    assert any("没有这些列，按 0 计" in note.what for note in found.notes)


@pytest.mark.parametrize("name", ["小学学生数", "教学及辅助用房面积", "网络多媒体教室数"])
def test_a_column_that_the_schools_cannot_be_measured_without_is_asked_for(
    tmp_path: Path, name: str
) -> None:
    head = [each for each in HEAD if each != name]
    book = write_xlsx(tmp_path / "b.xlsx", {"学校": [head, [GOOD[each] for each in head]]})
    assert refused(book) == {"学校": f"表头缺少：{name}"}


def test_empty_cells_count_as_nothing_and_are_told_where_they_matter(tmp_path: Path) -> None:
    blank = {"小学班额": None, "体育馆面积": None, "教学仪器设备值(万元)": None}
    found = read(county_book(tmp_path / "b.xlsx", row(**blank)))
    assert found.schools[0].equipment == 0
    told = [note.what for note in found.notes]
    assert "没有填小学班额，专用教室和大班额按没有班计" in told
    assert "“教学仪器设备值”是 0 或没有填，按 0 计" in told
    assert not any("体育馆" in each for each in told)


def test_classes_that_do_not_add_up_to_the_pupils_are_told(tmp_path: Path) -> None:
    found = read(county_book(tmp_path / "b.xlsx", row(小学学生数=1001)))
    (note,) = found.notes
    assert note.sentence() == (
        "学校第 2 行 示范县第1小学：小学班额合计 1000 人，小学学生数是 1001 人，请核对"
    )


def test_every_bad_cell_is_named_at_once_and_nothing_is_taken(tmp_path: Path) -> None:
    book = county_book(
        tmp_path / "b.xlsx",
        row(学校标识码="12345", 小学学生数=-3, 小学班额="40、很多"),
        row(学校标识码="2121000002", 学校类型="幼儿园", 体育场面积="很大", 农村小规模学校="大概"),
        row(学校标识码="2121000003", 室内体育用房面积=9999),
    )
    assert set(refused(book)) == {
        "学校!A2", "学校!D2", "学校!G2", "学校!C3", "学校!W3", "学校!AE3", "学校!U4",
    }  # fmt: skip


def test_pupils_of_a_stage_that_the_kind_has_not_are_a_contradiction(tmp_path: Path) -> None:
    book = county_book(tmp_path / "b.xlsx", row(初中学生数=30))
    assert refused(book) == {"学校!E2": "学校类型是“小学”，这一格却有 30 人"}


def test_a_code_that_stands_twice_with_other_figures_is_refused(tmp_path: Path) -> None:
    book = county_book(tmp_path / "b.xlsx", row(), row(网络多媒体教室数=24))
    assert list(refused(book)) == ["学校!A3"]
    again = county_book(tmp_path / "c.xlsx", row(), row())
    assert len(read(again).schools) == 1


def test_a_line_of_totals_is_no_school(tmp_path: Path) -> None:
    total = ["合计", *[None] * 2, 1000, *[None] * (len(HEAD) - 4)]
    assert len(read(county_book(tmp_path / "b.xlsx", row(), total)).schools) == 1


def test_a_workbook_without_schools_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有学校"):
        read(write_xlsx(tmp_path / "b.xlsx", {"学校": [list(HEAD)]}))


def test_the_template_has_every_column_and_is_read_when_it_is_filled(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "空表.xlsx"
    write_template(path, make_standards())
    book = load_workbook(path)
    page = book["学校"]
    head = [cell.value for cell in page[1]]
    assert set(head) == set(HEAD)
    for at, name in enumerate(head, start=1):
        page.cell(2, at, GOOD[name])
    book.save(path)
    found = read(path)
    assert (len(found.schools), found.notes) == (1, ())
