# ruff: noqa: DTZ001 - a workbook knows no zone
"""Past records from a workbook: what is taken, what is refused, and why."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

import pytest

from inspector_app.domain.labels.complaints import FINDING_LABEL
from inspector_app.domain.labels.lessons import LESSON_GRADE_LABEL
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.visits import SESSION_LABEL, VISIT_STATUS_LABEL, VISIT_TYPE_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.sheets.lines import Refusal
from inspector_app.sheets.visit_layouts import STATUSES
from inspector_app.sheets.visit_rows import Known, VisitRows
from inspector_app.sheets.visits import read_visits
from tests.small_xlsx import Formula
from tests.unit.sheets.tallies import adds_up, wheres

Make = Callable[..., Any]
N1, N2, N3 = (f"210304-2022-DX001-{n:04}" for n in (1, 2, 3))


@pytest.fixture
def read(make_visits: Make, known: Known) -> Callable[..., VisitRows]:
    """Return a reader of a workbook made of rows."""
    return lambda **rows: read_visits(make_visits(**rows), known=known)


def test_a_good_workbook_gives_every_row_with_exact_values(
    read: Make, record: Make, lesson: Make, issue: Make, complaint: Make
) -> None:
    rows = read(
        records=[record(同行督学="督学02、督学03", 座谈="２", 亮点=" 课后服务内容丰富。\n")],
        lessons=[lesson(节次="第3节", 班级="４年２班")],
        issues=[issue(延期至="2022年7月1日", 销号日期=datetime(2022, 6, 30), 类别="t6")],
        complaints=[complaint(办结日期="2022.6.30", 属实情况="部分属实")],
    )
    assert rows.problems == rows.refused == rows.notes == ()
    (visit,) = rows.records
    assert (visit.number, visit.visited_on, visit.lead_id) == (N1, date(2022, 5, 2), "DX001")
    assert visit.peer_ids == ("DX002", "DX003")
    assert (visit.panels, visit.merits, visit.online) == (2, "课后服务内容丰富。", False)
    (heard,) = rows.lessons
    assert (heard.period, heard.class_name, heard.whole, heard.ordinal) == (3, "4年2班", True, 1)
    (found,) = rows.issues
    assert (found.extended_to, found.closed_on) == (date(2022, 7, 1), date(2022, 6, 30))
    assert (found.topic, found.answered_on) == ("T6", None)
    (told,) = rows.complaints
    assert (told.closed_on, told.finding) == (date(2022, 6, 30), "部分属实")
    assert adds_up(rows)


# Column, what stands in it, and its letter; each in a row of its own below a good one.
_BAD_IN_RECORDS = (
    ("记录编号", None, "A"), ("记录编号", "　", "A"),
    ("学校标识码", None, "B"), ("学校标识码", "2121999999", "B"),
    ("学校标识码", "212110000", "B"), ("学校标识码", "示范区第2小学", "B"),
    ("督导日期", None, "D"), ("督导日期", "2022年13月5日", "D"), ("督导日期", "5月2日", "D"),
    ("督导日期", "2026-11-23", "D"), ("督导日期", "2099-01-01", "D"),
    ("督导日期", "#VALUE!", "D"),
    ("时段", "晚上", "E"), ("时段", None, "E"),
    ("督导类型", "突击", "F"), ("督导类型", None, "F"),
    ("责任督学", "查无此人", "G"), ("责任督学", None, "G"), ("责任督学", "督学01、督学02", "G"),
    ("同行督学", "督学02、查无此人", "H"),
    ("是否线上", "大概", "I"), ("是否线上", None, "I"),
    ("状态", "已完成", "J"), ("状态", None, "J"),
    ("校园巡视", Formula("1+1"), "K"), ("督导日期", Formula("TODAY()-1"), "D"),
    ("校园巡视", -2, "K"), ("查阅资料", "三份左右", "L"), ("听取汇报", 1.5, "T"),
    ("督导过程", None, "U"), ("意见建议", None, "W"),
)  # fmt: skip
_BAD_IN_LESSONS = (
    ("记录编号", None, "A"), ("记录编号", "210304-0000", "A"),
    ("听课督学", "查无此人", "B"), ("听课督学", None, "B"),
    ("节次", 0, "C"), ("节次", 9, "C"), ("节次", 1.5, "C"), ("节次", "3-4", "C"),
    ("节次", None, "C"), ("班级", None, "D"),
    ("班级", datetime(2022, 4, 2), "D"),
    ("学科", None, "E"), ("是否整节", "大概", "F"), ("是否整节", None, "F"),
    ("等级", "甲", "G"),
)  # fmt: skip
_BAD_IN_ISSUES = (
    ("问题编号", None, "A"), ("记录编号", "210304-0000", "B"), ("记录编号", None, "B"),
    ("类别", "T9", "C"), ("类别", "K1", "C"), ("类别", "T1、T2", "C"), ("类别", None, "C"),
    ("问题描述", " ", "D"), ("严重程度", "特大", "E"), ("严重程度", None, "E"),
    ("当场整改", "大概", "F"), ("整改时限", None, "G"), ("整改时限", "2022-05-01", "G"),
    ("整改时限", "尽快", "G"), ("延期至", "2022-05-01", "H"), ("延期至", "开学后", "H"),
    ("通知书日期", "2022-05-01", "I"), ("通知书日期", "2026-11-23", "I"),
    ("学校报送日期", "2022-05-01", "J"), ("学校报送日期", "2027-01-01", "J"),
    ("销号日期", "1999-01-01", "K"), ("销号日期", "2099-01-01", "K"),
    ("撤销日期", "2022-05-01", "L"), ("撤销日期", "2022-02-30", "L"),
)  # fmt: skip
_BAD_IN_COMPLAINTS = (
    ("编号", None, "A"), ("受理日期", None, "B"), ("受理日期", "2026-12-01", "B"),
    ("学校标识码", "2121999999", "C"), ("核实督学", None, "D"), ("核实督学", "查无此人", "D"),
    ("办结时限", None, "E"), ("办结时限", "2022-05-15", "E"), ("办结日期", "2022-05-15", "F"),
    ("办结日期", "2026-11-23", "F"), ("属实情况", "基本属实", "G"),
)  # fmt: skip


def _places(sheet: str, bad: Iterable[tuple[str, object, str]]) -> list[str]:
    return [f"{sheet}!{letter}{row}" for row, (_, _, letter) in enumerate(bad, 3)]


def test_each_bad_cell_of_a_record_is_named_and_its_row_refused(read: Make, record: Make) -> None:
    wrong = [
        record(**{"记录编号": f"X-{row}", column: value})
        for row, (column, value, _) in enumerate(_BAD_IN_RECORDS)
    ]
    rows = read(records=[record(N1), *wrong])
    assert wheres(rows) == _places("督导记录", _BAD_IN_RECORDS)
    assert all(problem.remedy for problem in rows.problems)
    assert [visit.number for visit in rows.records] == [N1]
    assert adds_up(rows)


def test_each_bad_cell_of_a_lesson_is_named(read: Make, record: Make, lesson: Make) -> None:
    wrong = [lesson(**{"记录编号": N1, column: value}) for column, value, _ in _BAD_IN_LESSONS]
    rows = read(records=[record(N1)], lessons=[lesson(), *wrong])
    assert wheres(rows) == _places("听课记录", _BAD_IN_LESSONS)
    assert len(rows.lessons) == len(rows.records) == 1
    assert adds_up(rows)


def test_each_bad_cell_of_an_issue_is_named(read: Make, record: Make, issue: Make) -> None:
    wrong = [
        issue(**{"问题编号": f"WT{row}", column: value})
        for row, (column, value, _) in enumerate(_BAD_IN_ISSUES)
    ]
    rows = read(records=[record(N1)], issues=[issue(), *wrong])
    assert wheres(rows) == _places("问题", _BAD_IN_ISSUES)
    assert [found.number for found in rows.issues] == ["WT00001"]
    assert adds_up(rows)


def test_each_bad_cell_of_a_complaint_is_named(read: Make, complaint: Make) -> None:
    wrong = [
        complaint(**{"编号": f"TS9{row:03}", column: value})
        for row, (column, value, _) in enumerate(_BAD_IN_COMPLAINTS)
    ]
    rows = read(complaints=[complaint(), *wrong])
    assert wheres(rows) == _places("投诉", _BAD_IN_COMPLAINTS)
    assert [told.number for told in rows.complaints] == ["TS0001"]
    assert adds_up(rows)


def test_deadlines_may_lie_after_today(
    read: Make, record: Make, issue: Make, complaint: Make
) -> None:
    rows = read(
        records=[record()],
        issues=[issue(整改时限="2027-03-01", 延期至="2027-06-01")],
        complaints=[complaint(办结时限="2027-03-01")],
    )
    assert rows.problems == ()


def test_the_day_of_the_import_itself_is_not_after_today(read: Make, record: Make) -> None:
    assert read(records=[record(督导日期="2026-11-22")]).problems == ()


def test_what_hangs_on_a_refused_record_is_refused_but_not_named(
    read: Make, record: Make, lesson: Make, issue: Make
) -> None:
    rows = read(
        records=[record(N1, 时段="晚上"), record(N2)],
        lessons=[lesson(N1), lesson(N2)],
        issues=[issue("WT1", 记录编号=N1), issue("WT2", 记录编号=N2)],
    )
    assert wheres(rows) == ["督导记录!E2"]
    assert [x.record_number for x in (*rows.lessons, *rows.issues)] == [N2, N2]
    assert [(r.kind, r.row, r.reason) for r in rows.refused] == [
        ("督导记录", 2, Refusal.OWN_CELL),
        ("听课记录", 2, Refusal.HANGS_ON_REFUSED),
        ("问题", 2, Refusal.HANGS_ON_REFUSED),
    ]
    assert adds_up(rows)


def test_a_cell_that_contradicts_only_a_bad_date_is_not_named(
    read: Make, record: Make, issue: Make
) -> None:
    for bad in ("2099-01-01", "2022年13月5日", None):
        rows = read(records=[record(督导日期=bad)], issues=[issue(销号日期="2022-06-01")])
        assert wheres(rows) == ["督导记录!D2"]


def test_a_bad_cell_in_a_row_that_hangs_on_a_refused_record_is_named(
    read: Make, record: Make, issue: Make
) -> None:
    rows = read(
        records=[record(时段="晚上")], issues=[issue(严重程度="特大", 销号日期="2022-05-01")]
    )
    assert wheres(rows) == ["督导记录!E2", "问题!E2", "问题!K2"]
    assert [r.reason for r in rows.refused] == [Refusal.OWN_CELL, Refusal.OWN_CELL]


def test_every_bad_cell_of_a_row_is_named_in_the_order_of_the_sheet(
    read: Make, record: Make, issue: Make
) -> None:
    rows = read(
        records=[record(N1), record(N2, 状态="x", 学校标识码=None, 座谈=-1)],
        issues=[issue(整改时限=None, 类别="T0")],
    )
    assert wheres(rows) == ["督导记录!B3", "督导记录!J3", "督导记录!N3", "问题!C2", "问题!G2"]


def test_lessons_and_issues_of_a_record_without_its_number_are_not_named(
    read: Make, record: Make, lesson: Make, issue: Make
) -> None:
    rows = read(
        records=[record(N1), record(None), record(N3)],
        lessons=[lesson(N2), lesson("210304-0000"), lesson("210304-2022-DX001-0009")],
        issues=[issue(记录编号=N2)],
    )
    assert wheres(rows) == ["督导记录!A3", "听课记录!A3", "听课记录!A4"]
    assert rows.lessons == rows.issues == ()
    assert adds_up(rows)


def test_without_any_other_number_of_the_inspector_the_empty_one_may_be_any(
    read: Make, record: Make, lesson: Make
) -> None:
    rows = read(
        records=[record(None, 责任督学="督学02")], lessons=[lesson("210304-2022-DX002-0007")]
    )
    assert wheres(rows) == ["督导记录!A2"]
    rows = read(records=[record(N1), record(None, 责任督学=None)], lessons=[lesson(N2)])
    assert wheres(rows) == ["督导记录!A3", "督导记录!G3"]


@pytest.mark.parametrize("lost", ["210304-2023-DX001-0002", "210304-2022-DX002-0002"])
def test_a_number_like_the_others_is_that_of_the_row_without_one(
    read: Make, record: Make, lesson: Make, lost: str
) -> None:
    year, lead = ("2023", "督学01") if "2023" in lost else ("2022", "督学02")
    rows = read(
        records=[record(N1), record(None, 督导日期=f"{year}-05-02", 责任督学=lead), record(N3)],
        lessons=[lesson(lost), lesson(lost.replace("210304", "210305"))],
    )
    assert wheres(rows) == ["督导记录!A3", "听课记录!A3"]


def test_the_same_record_twice_counts_once_and_a_different_one_of_that_number_is_named(
    read: Make, record: Make, issue: Make
) -> None:
    rows = read(
        records=[record(N1), record(N1, 督导日期="2022年5月2日"), record(N1, 时段="下午")],
        issues=[issue("WT1", 记录编号=N1), issue("WT1", 记录编号=N1, 类别="T1")],
    )
    assert wheres(rows) == ["督导记录!A4", "问题!A3"]
    assert "与督导记录第 2 行重复" in rows.problems[0].what
    assert [visit.session for visit in rows.records] == ["上午"]
    assert (rows.tallies[0].good, rows.tallies[0].repeated, rows.tallies[0].refused) == (1, 1, 1)
    assert [note.where for note in rows.notes] == ["督导记录第 3 行"]
    assert adds_up(rows)


def test_a_repeated_issue_of_a_refused_record_is_refused_and_counted_once(
    read: Make, record: Make, issue: Make
) -> None:
    rows = read(records=[record(时段="晚上"), record(时段="晚上")], issues=[issue(), issue()])
    assert wheres(rows) == ["督导记录!E2", "督导记录!E3"]
    assert len(rows.refused) == 4
    assert adds_up(rows)


def test_equal_lessons_are_told_apart_by_an_ordinal(read: Make, record: Make, lesson: Make) -> None:
    rows = read(
        records=[record()],
        lessons=[lesson(), lesson(学科="语文"), lesson(节次=3), lesson(听课督学="督学02")],
    )
    assert rows.problems == ()
    assert [heard.ordinal for heard in rows.lessons] == [1, 2, 1, 1]


def test_a_refused_lesson_keeps_its_ordinal_for_the_day_it_is_put_right(
    read: Make, record: Make, lesson: Make
) -> None:
    wrong = read(records=[record()], lessons=[lesson(是否整节="大概"), lesson(学科="语文")])
    right = read(records=[record()], lessons=[lesson(), lesson(学科="语文")])
    assert wrong.lessons[0].ordinal == right.lessons[1].ordinal == 2


def test_the_lead_among_the_peers_is_on_the_visit_once(read: Make, record: Make) -> None:
    rows = read(records=[record(同行督学="督学01、督学02，督学02")])
    assert rows.problems == ()
    assert rows.records[0].peer_ids == ("DX002",)


def test_a_method_that_was_not_used_counts_nothing(read: Make, record: Make) -> None:
    blanks = (None, "", " ", "-", "/", "无")
    rows = read(
        records=[record(f"X-{n}", 座谈=blank, 同行督学=blank) for n, blank in enumerate(blanks)]
    )
    assert rows.problems == ()
    assert [(visit.panels, visit.peer_ids) for visit in rows.records] == [(0, ())] * len(blanks)


def test_a_draft_need_not_be_written_to_the_end(read: Make, record: Make) -> None:
    rows = read(records=[record(状态="草稿", 督导过程=None, 意见建议=None)])
    assert rows.problems == ()
    assert (rows.records[0].narrative, rows.records[0].status) == ("", "草稿")


def test_spelling_changes_no_digest_and_content_does(
    read: Make, record: Make, lesson: Make, issue: Make, complaint: Make
) -> None:
    one = read(records=[record()], lessons=[lesson()], issues=[issue()], complaints=[complaint()])
    other = read(
        records=[record(" ２１０３０４-2022-DX001-0001", 督导日期=datetime(2022, 5, 2), 座谈="１",
                        责任督学="DX001", 学校名称="示范区第２小学　")],
        lessons=[lesson(节次="２", 班级="4年2班 ")],
        issues=[issue(整改时限="2022年6月1日", 延期至="/")],
        complaints=[complaint(受理日期="2022.5.16", 学校标识码=2121100007)],
    )  # fmt: skip
    third = read(
        records=[record(座谈=2)],
        lessons=[lesson(节次=3)],
        issues=[issue(延期至="2022-07-01")],
        complaints=[complaint(属实情况="属实")],
    )
    for kind in ("records", "lessons", "issues", "complaints"):
        first, same, changed = (getattr(rows, kind)[0].digest for rows in (one, other, third))
        assert first == same != changed, kind


def test_a_school_that_was_renamed_is_known_by_its_code(read: Make, record: Make) -> None:
    rows = read(records=[record(学校名称="示范区实验小学")])
    assert rows.problems == ()
    assert rows.records[0].school_name == "示范区实验小学"
    assert "学校名称与名册不同" in rows.notes[0].what


def test_more_questionnaires_back_than_sent_are_mentioned_not_refused(
    read: Make, record: Make
) -> None:
    rows = read(records=[record(问卷发放=3, 问卷回收=5)])
    assert rows.problems == ()
    assert "问卷回收多于发放" in rows.notes[0].what


def test_lessons_and_issues_alone_hang_on_the_records_of_the_folder(
    make_visits: Make, known: Known, lesson: Make, issue: Make
) -> None:
    here = Known(
        today=known.today,
        schools=known.schools,
        inspectors=known.inspectors,
        records={N1: date(2022, 5, 2)},
    )
    path = make_visits(
        lessons=[lesson(N1.lower()), lesson(N2)],
        issues=[issue(), issue("WT2", 销号日期="2022-05-01")],
    )
    rows = read_visits(path, known=here)
    assert wheres(rows) == ["听课记录!A3", "问题!K3"]
    assert [x.record_number for x in (*rows.lessons, *rows.issues)] == [N1, N1]


def test_every_word_of_a_list_is_one_that_the_domain_knows(
    read: Make, record: Make, lesson: Make, issue: Make, complaint: Make
) -> None:
    def numbered(make: Make, column: str, words: Iterable[str]) -> list[Any]:
        return [make(f"X-{n}", **{column: word}) for n, word in enumerate(words)]

    visits, status = VISIT_TYPE_LABEL, VISIT_STATUS_LABEL
    for column, words, field in (
        ("时段", SESSION_LABEL, "session"),
        ("督导类型", visits, "visit_type"),
    ):
        rows = read(records=numbered(record, column, words.values()))
        assert [from_label(words, getattr(r, field)) for r in rows.records] == list(words)
    rows = read(records=numbered(record, "状态", STATUSES))
    assert {from_label(status, row.status) for row in rows.records} == set(status)
    rows = read(
        records=[record(N1)],
        lessons=[lesson(N1, 等级=word) for word in LESSON_GRADE_LABEL.values()],
        issues=numbered(issue, "严重程度", WEIGHT_LABEL.values()),
        complaints=numbered(complaint, "属实情况", FINDING_LABEL.values()),
    )
    for words, found in (
        (LESSON_GRADE_LABEL, [row.grade for row in rows.lessons]),
        (WEIGHT_LABEL, [row.severity for row in rows.issues]),
        (FINDING_LABEL, [row.finding for row in rows.complaints]),
    ):
        assert [from_label(words, word) for word in found] == list(words)
