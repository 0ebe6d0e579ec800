"""Which sheets of a workbook hold past records, and where their columns stand."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from inspector_app.base.errors import InputError
from inspector_app.sheets.lines import Refusal
from inspector_app.sheets.visit_rows import Known
from inspector_app.sheets.visits import read_visits
from tests.unit.sheets.heads import LESSON_HEAD, RECORD_HEAD
from tests.unit.sheets.tallies import adds_up, wheres

Make = Callable[..., Any]
N1, N2, N3 = (f"210304-2022-DX001-{n:04}" for n in (1, 2, 3))


def test_columns_in_another_order_with_another_spelling_are_found(
    make_book: Make, known: Known, lesson: Make, record: Make
) -> None:
    head = [*reversed([name.replace("(", "（").replace(")", " ）") for name in RECORD_HEAD])]
    path = make_book({"督导记录 ": [["2022 年督导记录"], [], head, [*reversed(record())]]})
    rows = read_visits(path, known=known)
    assert rows.problems == ()
    assert (rows.records[0].row, rows.records[0].campus_walks) == (4, 1)


def test_a_head_of_two_rows_is_read(make_book: Make, known: Known, record: Make) -> None:
    above = [*RECORD_HEAD[:10], "督导方式及数量", *[None] * 9, *RECORD_HEAD[20:]]
    below = [*[None] * 10, *RECORD_HEAD[10:20], *[None] * 3]
    rows = read_visits(make_book({"督导记录": [above, below, record(座谈=4)]}), known=known)
    assert rows.problems == ()
    assert (rows.records[0].panels, rows.records[0].row) == (4, 3)


def test_a_unit_that_differs_makes_another_column(
    make_book: Make, known: Known, record: Make
) -> None:
    head = [name.replace("座谈(场)", "座谈(人)") for name in RECORD_HEAD]
    rows = read_visits(make_book({"督导记录": [head, record(座谈=40)]}), known=known)
    assert rows.records[0].panels == 0
    assert [note.what for note in rows.notes] == [
        "这些列没有读：座谈(人)",
        "没有这些列，按 0 计：座谈",
    ]


def test_rows_that_are_no_records_are_left_aside(
    make_book: Make, known: Known, record: Make
) -> None:
    empty = [None] * len(RECORD_HEAD)
    total = ["合计", *empty[1:10], 1, *empty[11:]]
    remark = ["注：以上为五月数据", *empty[1:]]
    only_name = [None, None, "示范区第2小学", *empty[3:]]
    rows = read_visits(
        make_book(
            {
                "督导记录": [
                    RECORD_HEAD,
                    record(),
                    empty,
                    RECORD_HEAD,
                    record(N2),
                    only_name,
                    total,
                    remark,
                ]
            }
        ),
        known=known,
    )
    assert rows.problems == ()
    assert [visit.row for visit in rows.records] == [2, 5]
    assert rows.tallies[0].read == 2
    assert [note.where for note in rows.notes] == ["督导记录!6:6"]


def test_a_csv_of_lessons_is_known_by_its_head_and_named_by_its_kind(
    make_csv: Make, known: Known, lesson: Make
) -> None:
    path = make_csv([LESSON_HEAD, lesson(), lesson(节次="十二")], "gb18030", name="听课 (2).csv")
    here = Known(
        today=known.today, schools={}, inspectors=known.inspectors, records={N1: date(2022, 5, 2)}
    )
    rows = read_visits(path, known=here)
    assert wheres(rows) == ["听课记录!C3"]
    assert [heard.period for heard in rows.lessons] == [2]


def test_sheets_of_several_months_are_read_together_and_a_copy_is_left_aside(
    make_book: Make, known: Known, record: Make
) -> None:
    months = {"5月": [RECORD_HEAD, record(N1)], "6月": [RECORD_HEAD, record(N2)]}
    assert len(read_visits(make_book(months), known=known).records) == 2
    copy = {"督导记录": [RECORD_HEAD, record(N1)], "督导记录 (2)": [RECORD_HEAD, record(N2)]}
    rows = read_visits(make_book(copy), known=known)
    assert [visit.number for visit in rows.records] == [N1]
    assert [note.where for note in rows.notes] == ["督导记录 (2)"]


def test_a_missing_column_refuses_the_sheet_and_what_hangs_on_it(
    make_book: Make, known: Known, record: Make, lesson: Make
) -> None:
    head = ["到访日" if name == "督导日期" else name for name in RECORD_HEAD]
    path = make_book({"督导记录": [head, record()], "听课记录": [LESSON_HEAD, lesson()]})
    rows = read_visits(path, known=known)
    assert [problem.what for problem in rows.problems] == ["表头缺少：督导日期，整张表没有读入"]
    assert Counter(r.reason for r in rows.refused) == {
        Refusal.SHEET: 1,
        Refusal.HANGS_ON_REFUSED: 1,
    }
    assert adds_up(rows)


def test_a_sheet_without_its_head_is_named(make_book: Make, known: Known, record: Make) -> None:
    rows = read_visits(make_book({"督导记录": [record()]}), known=known)
    assert [(p.where, p.what) for p in rows.problems] == [
        ("督导记录", "找不到表头，整张表没有读入")
    ]
    assert adds_up(rows)


def test_a_roster_taken_for_records_is_refused_as_a_whole(make_book: Make, known: Known) -> None:
    path = make_book({"督学": [["督学编号", "姓名"], ["DX001", "督学01"]]})
    with pytest.raises(InputError, match="文件里是：督学"):
        read_visits(path, known=known)
