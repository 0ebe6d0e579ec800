"""The list of days off that an office writes down from the notice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.base.errors import InputError
from inspector_app.domain.calendar_kinds import DayKind
from inspector_app.sheets.calendar import read_calendar
from tests.unit.calendars import day

HEAD = ["日期", "放假/上班", "说明"]
Maker = Callable[..., Path]


def test_a_list_is_read_from_a_workbook_and_from_csv(make_book: Maker, make_csv: Maker) -> None:
    rows = [HEAD, ["2027-01-01", "放假", "元旦"], ["2027/2/14", "上班", "春节调休"]]
    for path in (make_book({"放假安排": rows}), make_csv(rows, encoding="gbk")):
        found = read_calendar(path)
        assert found.problems == ()
        assert [(r.day, r.kind, r.reason) for r in found.days] == [
            (day("2027-01-01"), DayKind.OFF, "元旦"),
            (day("2027-02-14"), DayKind.WORKING, "春节调休"),
        ]


def test_other_names_of_columns_and_words_are_read_and_the_reason_may_be_missing(
    make_book: Maker,
) -> None:
    rows = [
        ["2027年放假安排", None],
        ["放假日期", "类型"],
        ["2027年1月1日（星期五）", "休息"],
        ["2027.1.3", "调休上班"],
    ]
    found = read_calendar(make_book({"Sheet1": rows}))
    assert [(r.kind, r.reason) for r in found.days] == [(DayKind.OFF, ""), (DayKind.WORKING, "")]


def test_every_bad_cell_is_named_with_its_remedy(make_book: Maker) -> None:
    rows = [
        HEAD,
        ["2027-02-30", "放假", "元旦"],
        ["2027-01-01", "半天", "元旦"],
        ["2027-01-02", None, "元旦"],
        ["2027-01-03", "放假", "元旦"],
        ["2027-01-03", "上班", "元旦"],
    ]
    found = read_calendar(make_book({"放假安排": rows}))
    assert [(p.where, p.what) for p in found.problems] == [
        ("放假安排!A2", "“2027-02-30”不是日历上有的日子"),
        ("放假安排!B3", "“半天”不是“放假”或“上班”"),
        ("放假安排!B4", "“放假/上班”没有填"),
        ("放假安排!A6", "“2027-01-03”与放假安排第 5 行重复，内容却不同"),
    ]
    assert [r.day for r in found.days] == [day("2027-01-03")]


def test_a_file_without_such_a_list_is_refused(make_book: Maker) -> None:
    with pytest.raises(InputError, match="没有可导入的表（需要：放假安排"):
        read_calendar(make_book({"名单": [["姓名", "电话"], ["督学01", "1"]]}))
