"""Record forms and letters of many offices come back filled, each thing at its place."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from inspector_app.base.errors import InputError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue_event import EventDetails, IssueEventKind
from inspector_app.domain.layout import LayoutKind
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.report_lines import ReportLines
from inspector_app.papers.reading import read_word_file
from inspector_app.services.wishes import LetterPrint
from tests import blank_records
from tests.unit.services.test_layouts_of_offices import LESSON, LINES

File = Callable[..., str]
SEEN = "校园安全：消防通道畅通。\n食堂卫生：留样齐全。\n师生精神面貌良好。"


@pytest.fixture
def record(workbench: Workbench, complete: dict[str, Any]) -> str:
    """A filed record with two lessons, two issues, and 督导过程 topic by topic."""
    issue = {**complete["issues"][0], "requirement": "三日内清理。"}
    issues = [issue, {**issue, "description": "灭火器过期。", "requirement": "更换。"}]
    uid = workbench.visit_edit.new_from_json(
        {**complete, "narrative": SEEN, "issues": issues, "merits": ["明厨亮灶。"]}
    ).uid
    for period in (1, 2):
        workbench.visit_edit.add_lesson_json(uid, {**LESSON, "period": period})
    workbench.visits.file(uid)
    workbench.report_lines.set(LINES)
    return uid


def rows_of_word(path: Path, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in read_word_file(path).tables[table].rows]


def test_what_was_looked_at_is_told_item_by_item_in_empty_rows(
    workbench: Workbench, record: str, tmp_path: Path
) -> None:
    made = workbench.layouts.publish(blank_records.items_book(tmp_path / "记录.xlsx"))
    assert made.layout.kind is LayoutKind.VISIT
    out = tmp_path / "填好.xlsx"
    filled = workbench.layout_fillings.visit("记录", record, out)
    page: Any = load_workbook(out).worksheets[0]
    assert [[cell.value for cell in row] for row in page["A2:D6"]] == [
        ["被督导学校", "示范区第3小学", "督导时间", "2026年11月20日"],
        ["序号", "督导内容", "督导情况", "备注"],
        ["1", "校园及周边安全、学生交通安全", "师生精神面貌良好。\n校园安全：消防通道畅通。", None],
        ["2", "食堂、食品、饮水及宿舍卫生", "食堂卫生：留样齐全。", None],
        ["意见建议", "坚持每日巡查。", None, None],
    ]
    assert page["C4"].alignment.wrap_text
    assert (page["A7"].value, page["B7"].value) == ("责任督学：", "督学01")
    assert "督导内容逐行" in filled.placed


def test_items_that_the_office_has_printed_are_answered_beside_them(
    workbench: Workbench, record: str, tmp_path: Path
) -> None:
    workbench.layouts.publish(blank_records.printed_items(tmp_path / "记录.docx"))
    out = tmp_path / "填好.docx"
    filled = workbench.layout_fillings.visit("记录", record, out)
    rows = rows_of_word(out)
    assert rows[2][1:3] == ["校园安全", "师生精神面貌良好。\n校园安全：消防通道畅通。"]
    assert rows[3][1:3] == ["食堂卫生", "食堂卫生：留样齐全。"]
    assert rows[4] == ["教学", "课程课堂", "", ""]
    assert rows[5] == ["存在问题", "1.消防通道堆放杂物。\n2.灭火器过期。"]
    assert "督导内容逐行：记录里没有这些项，没有填：课程课堂" in filled.notes
    foot = [each.text for each in read_word_file(out).paragraphs()][-1]
    assert foot.replace("_", "").replace("　", "") == "填表人：联络员01审核人：督学03"


def test_lessons_and_issues_have_a_row_each_and_rows_are_added_to_both(
    workbench: Workbench, record: str, tmp_path: Path
) -> None:
    workbench.layouts.publish(blank_records.lessons_and_issues(tmp_path / "记录.docx"))
    out = tmp_path / "填好.docx"
    workbench.layout_fillings.visit("记录", record, out)
    assert rows_of_word(out, 0)[1][1] == "☑经常性　□专项　□综合"
    assert rows_of_word(out, 1)[1:] == [
        ["1", "4年1班", "科学", "教师07", "水的循环", "良"],
        ["2", "4年1班", "科学", "教师07", "水的循环", "良"],
    ]
    assert [row[:3] for row in rows_of_word(out, 2)[1:]] == [
        ["1", "消防通道堆放杂物。", "三日内清理。"], ["2", "灭火器过期。", "更换。"],
    ]  # fmt: skip


def test_headings_over_wide_cells_boxes_and_days_are_filled_in_a_workbook(
    workbench: Workbench, record: str, tmp_path: Path
) -> None:
    workbench.layouts.publish(blank_records.labels_above(tmp_path / "记录.xlsx"))
    out = tmp_path / "填好.xlsx"
    workbench.layout_fillings.visit("记录", record, out)
    page: Any = load_workbook(out).worksheets[0]
    told = {place: page[place].value for place in ("C2", "E2", "C3", "E3", "A5", "A7", "A9", "B10")}
    assert told == {
        "C2": "示范区第3小学", "E2": "小学", "C3": "2026年11月20日",
        "E3": "☑上午　□下午　□全天", "A5": SEEN,
        "A7": "1.消防通道堆放杂物。\n2.灭火器过期。", "A9": "坚持每日巡查。",
        "B10": "☑现场口头　□书面反馈意见书",
    }  # fmt: skip
    assert page["E10"].value == "2026年12月10日"


def wish(kind: LetterKind, *subjects: str, reference: str = "") -> LetterPrint:
    return LetterPrint(kind=kind, subjects=subjects, reference=reference, days=15)


def issues_of(workbench: Workbench, record: str) -> list[str]:
    return [issue.uid for issue in workbench.visits.get(record).issues]


def test_a_notice_of_excel_has_rows_of_issues_between_sentences(
    workbench: Workbench, record: str, tmp_path: Path
) -> None:
    workbench.layouts.publish(blank_records.notice_with_table(tmp_path / "通知.xlsx"))
    out = tmp_path / "填好.xlsx"
    kind = LetterKind.RECTIFICATION_NOTICE
    wanted = wish(kind, *issues_of(workbench, record), reference="教督〔2026〕8号")
    workbench.layout_fillings.letter("通知", wanted, out)
    page: Any = load_workbook(out).worksheets[0]
    assert page["A3"].value.replace("＿", "").replace("\u3000", "") == "示范区第3小学（学校）："
    assert page["A4"].value.strip() == "2026年11月20日督导发现你校存在以下问题："
    assert [[cell.value for cell in row] for row in page["A6:D7"]] == [
        ["1", "消防通道堆放杂物。", "三日内清理。", "2026年12月5日"],
        ["2", "灭火器过期。", "更换。", "2026年12月5日"],
    ]
    assert page["A8"].value.strip() == "请于2026年12月5日前书面报告。"
    assert page["D10"].value.strip() == "2026年11月22日"
    assert {"A8:D8", "A3:D3"} <= {str(area) for area in page.merged_cells.ranges}


def test_a_notice_that_is_all_lines_is_filled_line_by_line(
    workbench: Workbench, record: str, tmp_path: Path
) -> None:
    workbench.layouts.publish(blank_records.notice_in_lines(tmp_path / "通知.docx"))
    out = tmp_path / "填好.docx"
    kind = LetterKind.RECTIFICATION_NOTICE
    wanted = wish(kind, *issues_of(workbench, record), reference="教督〔2026〕8号")
    workbench.layout_fillings.letter("通知", wanted, out)
    said = [each.text for each in read_word_file(out).paragraphs()]
    text = "\n".join(line.replace("_", "").replace("　", "").strip() for line in said)
    for part in ("文号：教督〔2026〕8号", "学校名称：示范区第3小学", "1.消防通道堆放杂物。",
                 "整改要求：1.三日内清理。", "整改期限：2026年12月5日", "责任督学：督学01",
                 "联系电话：0412-12345", "签发日期：2026年11月22日"):  # fmt: skip
        assert part in text


def test_a_check_of_an_issue_and_a_feedback_have_forms_of_their_own(
    workbench: Workbench, record: str, tmp_path: Path
) -> None:
    from inspector_app.services.issue_life import NextStep

    issue = issues_of(workbench, record)[0]
    closed = NextStep(
        kind=IssueEventKind.CLOSED, on=date(2026, 11, 21), note="已清理。",
        details=EventDetails(documents=("照片",)),
    )  # fmt: skip
    workbench.issues.record(issue, closed)
    made = workbench.layouts.publish(blank_records.check_sheet(tmp_path / "复查.docx"))
    assert made.layout.kind is LayoutKind.CHECK_SHEET
    out = tmp_path / "填好.docx"
    workbench.layout_fillings.letter("复查", wish(LetterKind.CHECK_SHEET, issue), out)
    rows = rows_of_word(out)
    assert rows[1:3] == [["存在问题", "消防通道堆放杂物。"], ["整改要求", "三日内清理。"]]
    assert rows[4] == ["复查日期", "2026年11月21日", "整改时限", "2026年12月5日"]
    assert rows[5] == ["复查结论", "☑整改到位　□整改不到位"]
    with pytest.raises(RefusedError, match="一份整改情况核查表填一个问题"):
        workbench.layout_fillings.letter(
            "复查", wish(LetterKind.CHECK_SHEET, *issues_of(workbench, record)), out
        )
    made = workbench.layouts.publish(blank_records.feedback_letter(tmp_path / "反馈.docx"))
    assert made.layout.kind is LayoutKind.FEEDBACK
    workbench.layout_fillings.letter("反馈", wish(LetterKind.FEEDBACK_LETTER, record), out)
    rows = rows_of_word(out)
    assert rows[0] == ["督导日期", "2026年11月20日", "督导类型", "经常性"]
    assert rows[1] == ["主要亮点", "明厨亮灶。"]


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_letter_may_have_a_form_of_the_office_and_another_kind_is_refused(
    workbench: Workbench, tmp_path: Path, kind: LetterKind
) -> None:
    from inspector_app.domain.layout import LAYOUT_OF_LETTER

    path = blank_records.check_sheet(tmp_path / "表.docx")
    made = workbench.layouts.publish(path, kind=LAYOUT_OF_LETTER[kind])
    assert made.layout.kind is LAYOUT_OF_LETTER[kind]
    with pytest.raises(InputError, match="不是入校督导记录表的"):
        workbench.layout_fillings.visit("表", "x", tmp_path / "a.docx")


def test_any_place_of_a_record_form_is_what_a_person_says_and_the_version_keeps_it(
    workbench: Workbench, record: str, tmp_path: Path
) -> None:
    path = blank_records.items_book(tmp_path / "记录.xlsx")
    check = workbench.layouts.check(path)
    told = {line.key: line.field for line in check.lines}
    assert (told["C3"], told["D3"], told["B6"]) == ("督导情况", "备注", "意见建议")
    said = ["D3=存在问题", "B6=亮点与经验", "C7=审核人", "D2=不填"]
    workbench.layouts.publish(path, corrections=said)
    out = tmp_path / "填好.xlsx"
    workbench.report_lines.set(ReportLines(reviewer="督学03"))
    workbench.layout_fillings.visit("记录", record, out)
    page: Any = load_workbook(out).worksheets[0]
    assert page["D4"].value == "消防通道堆放杂物。\n灭火器过期。"
    assert (page["B6"].value, page["D2"].value) == ("明厨亮灶。", None)
    assert page["C7"].value == "学校负责人（签字）：督学03"
    for wrong, why in (("B6=满意度", "没有“满意度”这项内容.*学校名称"), ("Q9=学校名称", "没有“Q9”"),
                       ("C3=学校名称", "没有“学校名称”这项内容.*督导情况")):  # fmt: skip
        with pytest.raises(InputError, match=why):
            workbench.layouts.check(path, corrections=[wrong])


def test_places_of_a_word_form_are_named_by_table_row_and_column_or_by_their_line(
    workbench: Workbench, record: str, tmp_path: Path
) -> None:
    path = blank_records.lessons_and_issues(tmp_path / "记录.docx")
    said = ["1.1.2=标识码", "第2段=学校名称", "2.1.6=建议", "第5段=审核人"]
    workbench.layouts.publish(path, corrections=said)
    out = tmp_path / "填好.docx"
    workbench.layout_fillings.visit("记录", record, out)
    assert rows_of_word(out, 0)[0][1] == "2121000003"
    assert rows_of_word(out, 1)[1][5] == "精简讲解。"
    lines = [each.text for each in read_word_file(out).paragraphs()]
    assert lines[1].rstrip("_") == "编号：示范区第3小学"
    assert lines[4] == "学校负责人签字：督学03"
