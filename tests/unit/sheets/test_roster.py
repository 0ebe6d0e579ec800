"""Schools, inspectors and assignments from a roster workbook."""

from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import InputError, Problem
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.schools import (
    INSPECTOR_KIND_LABEL,
    SCHOOL_KIND_LABEL,
    SCHOOL_STATE_LABEL,
)
from inspector_app.sheets.lines import Refusal
from inspector_app.sheets.roster import RosterRows, read_roster

_SCHOOLS = ["学校标识码", "学校名称", "办学类型", "举办性质", "学生数", "状态", "停办日期"]
_INSPECTORS = ["督学编号", "姓名", "专兼职", "责任区"]
_ASSIGNMENTS = ["督学编号", "学校标识码", "开始日期", "结束日期"]
_SCHOOL = ["2121100007", "示范区第2小学", "小学", "公办", 2511, "在办", None]
_PERSON = ["DX001", "督学01", "兼职", "第二督学责任区"]
_ASSIGNED = ["DX001", "2121100007", "2022-03-01", None]

Make = Callable[..., RosterRows]


@pytest.fixture
def roster(make_book: Callable[..., Path]) -> Make:
    """Return a reader of rosters made of rows; a good row stands where none are given."""

    def read(
        schools: list[Any] | None = None,
        inspectors: list[Any] | None = None,
        assignments: list[Any] | None = None,
        **known: Any,
    ) -> RosterRows:
        path = make_book(
            {
                "学校": [["示范区学校（园）名册"], _SCHOOLS, *(schools or [_SCHOOL])],
                "督学": [_INSPECTORS, *(inspectors or [_PERSON])],
                "责任分配": [_ASSIGNMENTS, *(assignments or [_ASSIGNED])],
            }
        )
        return read_roster(path, **known)

    return read


def _wheres(rows: RosterRows) -> list[str]:
    return [problem.where for problem in rows.problems]


def test_a_roster_gives_exact_values_whatever_the_spelling(roster: Make) -> None:
    exact = roster()
    loose = roster(
        schools=[
            ["　２１２１１００００７", "示范区第2小学　",
             "小 学", "公办 ", "２５１１人", "在办　", " "]
        ],
        inspectors=[["ＤＸ００１", " 督学01", "兼职　", "第二督学责任区 "]],
        assignments=[[" DX001", 2121100007, "2022年3月1日", "/"]],
    )  # fmt: skip
    assert exact.problems == loose.problems == ()
    assert exact.schools[0].pupils == 2511
    assert exact.assignments[0].start == date(2022, 3, 1)
    for kind in ("schools", "inspectors", "assignments"):
        one, other = getattr(exact, kind)[0], getattr(loose, kind)[0]
        assert one == other, kind
        assert one.digest == other.digest


def test_rows_keep_the_sheet_and_row_they_came_from(roster: Make) -> None:
    rows = roster()
    assert (rows.schools[0].sheet, rows.schools[0].row) == ("学校", 3)
    assert (rows.inspectors[0].sheet, rows.inspectors[0].row) == ("督学", 2)


def test_a_changed_value_changes_the_digest(roster: Make) -> None:
    renamed = [*_SCHOOL[:1], "示范区实验小学", *_SCHOOL[2:]]
    assert roster().schools[0].digest != roster(schools=[renamed]).schools[0].digest


@pytest.mark.parametrize(
    ("column", "value", "where"),
    [
        (0, None, "学校!A3"), (0, "212110000", "学校!A3"), (1, " ", "学校!B3"),
        (2, "少年宫", "学校!C3"), (4, -3, "学校!E3"), (4, "两千左右", "学校!E3"),
        (5, "在建", "学校!F3"), (6, "2022-13-01", "学校!G3"), (1, "#REF!", "学校!B3"),
    ],
)  # fmt: skip
def test_each_bad_cell_of_a_school_is_named(
    roster: Make, column: int, value: object, where: str
) -> None:
    row = [*_SCHOOL]
    row[column] = value
    rows = roster(schools=[row])
    assert _wheres(rows) == [where]
    assert rows.schools == ()
    assert rows.assignments == ()
    assert {r.kind: r.reason for r in rows.refused} == {
        "学校": Refusal.OWN_CELL,
        "责任分配": Refusal.HANGS_ON_REFUSED,
    }


def test_a_closed_school_needs_the_day(roster: Make) -> None:
    assert _wheres(roster(schools=[[*_SCHOOL[:5], "停办", None]])) == ["学校!G3"]
    closed = roster(schools=[[*_SCHOOL[:5], "停办", "2022.9.18"]])
    assert closed.schools[0].closed_on == date(2022, 9, 18)


@pytest.mark.parametrize(
    ("column", "value", "where"),
    [
        (0, "DX999", "责任分配!A2"), (1, "2121999999", "责任分配!B2"), (1, None, "责任分配!B2"),
        (2, None, "责任分配!C2"), (2, "3月1日", "责任分配!C2"), (3, "2022-02-28", "责任分配!D2"),
    ],
)  # fmt: skip
def test_each_bad_cell_of_an_assignment_is_named(
    roster: Make, column: int, value: object, where: str
) -> None:
    row = [*_ASSIGNED]
    row[column] = value
    rows = roster(assignments=[row])
    assert _wheres(rows) == [where]
    assert rows.assignments == ()
    assert len(rows.schools) == len(rows.inspectors) == 1


def test_an_assignment_may_name_what_the_folder_knows_already(
    make_book: Callable[..., Path],
) -> None:
    path = make_book(
        {"责任分配": [_ASSIGNMENTS, _ASSIGNED, ["督学02", "1121200069", "2022.3.1", None]]}
    )
    known = {"DX001": "督学01", "DX002": "督学02"}
    rows = read_roster(path, schools={"2121100007", "1121200069"}, inspectors=known)
    assert rows.problems == ()
    assert [row.inspector_id for row in rows.assignments] == ["DX001", "DX002"]


def test_an_assignment_of_a_refused_inspector_is_refused_without_being_named(roster: Make) -> None:
    rows = roster(inspectors=[["DX001", "督学01", "全职", "第二督学责任区"]])
    assert _wheres(rows) == ["督学!C2"]
    assert rows.assignments == ()


def test_an_assignment_of_the_inspector_whose_number_is_empty_is_not_named(roster: Make) -> None:
    rows = roster(inspectors=[[None, "督学01", "兼职", "第二督学责任区"]])
    assert _wheres(rows) == ["督学!A2"]
    assert [r.reason for r in rows.refused if r.kind == "责任分配"] == [Refusal.HANGS_ON_REFUSED]


def test_the_same_row_twice_is_one_row_and_another_row_of_that_code_is_named(roster: Make) -> None:
    again = roster(schools=[_SCHOOL, [" ２１２１１００００７", *_SCHOOL[1:]]])
    assert again.problems == ()
    assert len(again.schools) == 1
    assert (again.tallies[0].read, again.tallies[0].good, again.tallies[0].repeated) == (2, 1, 1)
    other = roster(schools=[_SCHOOL, ["2121100007", "示范区第3小学", *_SCHOOL[2:]]])
    assert _wheres(other) == ["学校!A4"]
    assert [school.name for school in other.schools] == ["示范区第2小学"]
    assert len(other.assignments) == 1


def test_two_inspectors_of_one_school_and_one_after_another_are_all_kept(roster: Make) -> None:
    rows = roster(
        inspectors=[_PERSON, ["DX002", "督学02", "专职", "第二督学责任区"]],
        assignments=[
            ["DX001", "2121100007", "2022-03-01", "2022-06-07"],
            ["DX002", "2121100007", "2022-03-01", None],
            ["DX001", "2121100007", "2022-09-01", None],
        ],
    )
    assert rows.problems == ()
    assert len(rows.assignments) == 3


def test_an_optional_column_may_be_missing_and_an_unknown_one_is_mentioned(
    make_book: Callable[..., Path],
) -> None:
    path = make_book(
        {
            "学校": [
                [
                    "序号",
                    "办学类型*",
                    "学校（园）名称",
                    "学校(机构)标识码",
                    "曾用名",
                    "校长（园长）",
                ],
                [1, "初中", "示范区第1初级", "3121100000", "示范区一中、一初中", "校长01"],
                [2, None, None, None, None, None],
            ]
        }
    )
    rows = read_roster(path)
    assert rows.problems == ()
    assert rows.notes == (Problem(where="学校", what="这些列没有读：序号"),)
    school = rows.schools[0]
    assert (school.code, school.kind, school.state) == ("3121100000", "初级中学", "在办")
    assert school.former_names == ("示范区一中", "一初中")
    assert (school.head, school.pupils, school.ownership) == ("校长01", None, "")
    assert rows.tallies[0].read == 1


def test_a_missing_column_is_a_problem_of_the_sheet_and_no_row_of_it_is_taken(
    make_book: Callable[..., Path],
) -> None:
    path = make_book(
        {
            "学校": [["学校标识码", "学校名称"], ["2121100007", "示范区第2小学"]],
            "督学": [_INSPECTORS, _PERSON],
            "责任分配": [_ASSIGNMENTS, _ASSIGNED],
        }
    )
    rows = read_roster(path)
    assert [(p.where, p.what) for p in rows.problems] == [
        ("学校!1:1", "表头缺少：办学类型，整张表没有读入")
    ]
    assert [(r.kind, r.reason) for r in rows.refused] == [
        ("学校", Refusal.SHEET),
        ("责任分配", Refusal.HANGS_ON_REFUSED),
    ]
    assert len(rows.inspectors) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_one_sheet_of_a_roster_may_come_as_csv(
    make_csv: Callable[..., Path], encoding: str
) -> None:
    rows = read_roster(
        make_csv([_INSPECTORS, ["DX001", "督学㛃", "兼职", "第二督学责任区"]], encoding)
    )
    assert [(i.sheet, i.row, i.id, i.name) for i in rows.inspectors] == [
        ("督学", 2, "DX001", "督学㛃")
    ]


def test_a_file_without_any_of_the_sheets_is_refused_as_a_whole(
    make_book: Callable[..., Path],
) -> None:
    path = make_book({"投诉": [["编号", "受理日期"], ["TS0001", "2022-05-16"]]})
    with pytest.raises(
        InputError, match="没有可导入的表（需要：学校、督学、责任分配；文件里是：投诉）"
    ):
        read_roster(path)


def test_every_word_of_a_list_is_one_that_the_domain_knows(roster: Make) -> None:
    pairs = list(product(SCHOOL_KIND_LABEL.values(), SCHOOL_STATE_LABEL.values()))
    rows = roster(
        schools=[
            [f"21211{n:05}", "示范区小学", kind, "公办", 1, state, "2022-09-01"]
            for n, (kind, state) in enumerate(pairs)
        ],
        inspectors=[
            [f"DX{n:03}", f"督学{n:02}", f"{kind}督学", "一区"]
            for n, kind in enumerate(INSPECTOR_KIND_LABEL.values(), start=1)
        ],
        assignments=[["DX001", "2121100000", "2022-03-01", None]],
    )
    assert rows.problems == ()
    kinds = [from_label(SCHOOL_KIND_LABEL, row.kind) for row in rows.schools]
    states = [from_label(SCHOOL_STATE_LABEL, row.state) for row in rows.schools]
    assert list(zip(kinds, states, strict=True)) == list(
        product(SCHOOL_KIND_LABEL, SCHOOL_STATE_LABEL)
    )
    people = [from_label(INSPECTOR_KIND_LABEL, row.kind) for row in rows.inspectors]
    assert people == list(INSPECTOR_KIND_LABEL)
