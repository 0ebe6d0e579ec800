"""Month tables of many offices come back filled, each number at its cell, all else as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from inspector_app.bootstrap import Workbench
from inspector_app.domain.figures import Breakdown, Count, Ratio
from inspector_app.domain.layout import LayoutKind, Medium
from inspector_app.domain.month import Month
from inspector_app.domain.month_heads import RATIOS
from inspector_app.domain.report_lines import ReportLines
from inspector_app.papers.reading import read_word_file
from tests import blank_months

NOVEMBER = Month(2026, 11)
File = Callable[..., str]
COUNTED = "全区责任督学共入校督导2校次，听课2节次，发现问题2条，当场整改0条，下发整改通知书0份。"
LESSON = {"listener": "DX001", "class": "4年1班", "subject": "科学", "teacher": "教师07",
          "topic": "水的循环", "kind": "新授", "manner": "推门", "expected": 42, "present": 41,
          "has_plan": True, "homework": "观察记录一则", "process": "演示、分组、汇报。",
          "strengths": "分工明确。", "weaknesses": "时间偏紧。", "advice": "精简讲解。",
          "grade": "良"}  # fmt: skip
LINES = ReportLines("示范区教育督导室", "联络员01", "督学03", "督学05", "0412-12345")


@pytest.fixture
def worked(workbench: Workbench, filed: File, complete: dict[str, Any]) -> Workbench:
    """Two visits of 督学01, one of them with two lessons and 督学02; and who hands in."""
    filed()
    uid = workbench.visit_edit.new_from_json(
        {**complete, "date": "2026-11-19", "peers": ["督学02"]}
    ).uid
    for period in (1, 2):
        workbench.visit_edit.add_lesson_json(uid, {**LESSON, "period": period})
    workbench.visits.file(uid)
    workbench.report_lines.set(LINES)
    return workbench


def filled(worked: Workbench, path: Path) -> tuple[Any, Path]:
    """Publish a blank and fill November into it."""
    made = worked.layouts.publish(path)
    assert made.layout.kind is LayoutKind.MONTH
    out = path.with_stem(f"{path.stem}-填好")
    medium = Medium(path.suffix[1:])
    return worked.layout_fillings.month(path.stem, NOVEMBER, out, medium=medium), out


def figure(worked: Workbench, row: str, field: str) -> str:
    """What the month's own JSON says of a figure of a row."""
    table = worked.months.as_json(NOVEMBER)
    people = {person.name: person.id for person in worked.months.table(NOVEMBER).inspectors}
    if row == "合计":
        cells = table["district"]
    else:
        cells = table["inspectors"].get(people.get(row, "")) or table["zones"][row]
    name, _, part = field.partition("/")
    told = cells[name]
    return str(told[part] if part else told)  # a ratio is its two numbers


def looks(path: Path) -> tuple[Any, ...]:
    """Everything of a workbook that filling must leave: looks, merged cells, print, rules."""
    page = load_workbook(path).worksheets[0]
    cells = {c.coordinate: (c.font.name, c.font.sz, c.fill.fgColor.rgb, c.border.left.style,
                            c.alignment.horizontal) for line in page for c in line}  # fmt: skip
    return (cells, sorted(map(str, page.merged_cells.ranges)), str(page.print_area),
            page.print_title_rows, page.freeze_panes, page.protection.sheet,
            len(page.conditional_formatting), page.title)  # fmt: skip


def changed(before: Path, after: Path) -> dict[str, Any]:
    """The cells of a workbook that say something else than they did."""
    old, new = load_workbook(before).worksheets[0], load_workbook(after).worksheets[0]
    return {
        cell.coordinate: cell.value
        for line in new
        for cell in line
        if cell.value != old[cell.coordinate].value
    }


@pytest.mark.parametrize(
    "name", ["one_figure_a_row", "people_across", "two_blocks", "this_month_and_year", "zones_down"]
)
def test_every_number_of_an_offices_workbook_is_that_of_the_month_and_nothing_else_changes(
    worked: Workbench, tmp_path: Path, name: str
) -> None:
    blank = getattr(blank_months, name)(tmp_path / f"{name}.xlsx")
    made, out = filled(worked, blank)
    told = {cell.address.rpartition("!")[2]: cell for cell in made.cells}
    after = changed(blank, out)
    assert set(told) <= set(after)
    for address, cell in told.items():
        value = after[address]
        if isinstance(value, int) and cell.field not in RATIOS:
            assert str(value) == figure(worked, cell.row, cell.field) == cell.text, address
        assert value == "—" or isinstance(value, int | float), address
    beside = {address: value for address, value in after.items() if address not in told}
    assert all(isinstance(value, str) for value in beside.values()), beside
    assert looks(blank) == looks(out)
    sources = load_workbook(out)["数字来源"]
    listed = {row[0].value for row in sources.iter_rows(min_row=2)}
    assert listed == {cell.address for cell in made.cells if cell.uids}


def test_one_figure_a_row_is_filled_with_its_unit_its_kind_and_who_hands_in(
    worked: Workbench, tmp_path: Path
) -> None:
    made, out = filled(worked, blank_months.one_figure_a_row(tmp_path / "月报.xlsx"))
    page: Any = load_workbook(out).worksheets[0]
    assert [page[f"E{row}"].value for row in range(4, 13)] == [2, 0, 1, 2, 2, 0, "—", None, 0]
    assert page["D2"].value.replace("　", "") == "2026年11月"
    assert (page["A2"].value, page["B14"].value, page["D14"].value, page["F14"].value) == (
        "填报单位：示范区教育督导室", "督学05", "联络员01", "0412-12345",
    )  # fmt: skip
    assert [cell.field for cell in made.cells][:3] == ["visits", "by_type/专项", "visited_schools"]


def test_people_stand_across_under_their_zones_and_sums_by_formula_stay(
    worked: Workbench, tmp_path: Path
) -> None:
    made, out = filled(worked, blank_months.people_across(tmp_path / "统计.xlsx"))
    page: Any = load_workbook(out).worksheets[0]
    rows = [[cell.value for cell in line] for line in page["B5:E7"]]
    assert rows == [[2, 1, 0, 2], [2, 0, 0, "=SUM(B6:D6)"], [2, 0, 0, 2]]
    assert "月统计!E6 是公式，没有改动，不列数字来源" in made.notes


def test_numbers_of_another_time_are_not_filled_with_those_of_the_month(
    worked: Workbench, tmp_path: Path
) -> None:
    made, out = filled(worked, blank_months.this_month_and_year(tmp_path / "月报.xlsx"))
    page: Any = load_workbook(out).worksheets[0]
    rows = [[cell.value for cell in line] for line in page["B4:D7"]]
    assert rows == [[2, None, None], [2, 2, None], ["—", 0, None], [0, None, None]]
    assert {c.address: c.field for c in made.cells}["Sheet1!C5"] == "lessons_year"


def test_blanks_of_sentences_take_their_figures_and_a_table_below_its_own(
    worked: Workbench, tmp_path: Path
) -> None:
    made, out = filled(worked, blank_months.sentences(tmp_path / "报告.docx"))
    content = read_word_file(out)
    lines = ["".join(each.text.split()).replace("_", "") for each in content.paragraphs()]
    assert lines[1:] == [
        "填报单位：示范区教育督导室填报时间：2026年11月22日",
        f"2026年11月，{COUNTED}",
        "填报人：联络员01审核人：督学03联系电话：0412-12345",
    ]
    assert [[c.text for c in row] for row in content.tables[0].rows[1:]] == [
        ["回访", "次", "0"], ["受理投诉", "件", "0"],
    ]  # fmt: skip
    assert {c.address: c.text for c in made.cells}["第 1 张表 2 行 3 列"] == "0"
    assert [len(c.uids) for c in made.cells if c.field == "visits"] == [2]


def test_empty_columns_are_given_to_the_people_in_their_order(
    worked: Workbench, tmp_path: Path
) -> None:
    made, out = filled(worked, blank_months.nameless_columns(tmp_path / "统计.docx"))
    rows = [[c.text for c in row] for row in read_word_file(out).tables[0].rows]
    assert rows[1] == ["", "督学01", "督学02", "督学03", ""]
    assert rows[2:] == [
        ["入校校次", "2", "1", "0", "2"], ["听课节次", "2", "0", "0", "2"],
        ["发现问题数", "2", "0", "0", "2"],
    ]  # fmt: skip
    assert not [note for note in made.notes if "列" in note]


def test_a_form_with_too_few_columns_names_who_is_left_out(
    worked: Workbench, tmp_path: Path
) -> None:
    path = blank_months.people_across(tmp_path / "统计.xlsx")
    book = load_workbook(path)
    page: Any = book.active
    page["A3"], page["C4"], page["D4"] = "督学姓名", "督学09", None
    book.save(path)
    made, _ = filled(worked, path)
    assert "没有认出这些列是谁的，没有填：督学09" in made.notes
    assert "表里没有 督学03 的列，也没有空列，没有填；请在表样里加列。" in made.notes


@pytest.mark.parametrize(
    ("said", "cell"),
    [("B8=回访（次）", "B8"), ("A8=半天数", "B8"), ("E9=督学01：听课（节次）", "E9"),
     ("A11=单位负责人", "A11"), ("E11=数字校验码", "E11")],
)  # fmt: skip
def test_any_place_of_a_month_table_is_what_a_person_says(
    worked: Workbench, tmp_path: Path, said: str, cell: str
) -> None:
    path = blank_months.people_across(tmp_path / "统计.xlsx")
    book = load_workbook(path)
    page: Any = book.active
    page["A8"], page["A11"], page["D11"] = "满意度", "复核：", "编码："
    book.save(path)
    worked.layouts.publish(path, corrections=[said])
    out = tmp_path / "填好.xlsx"
    made = worked.layout_fillings.month("统计", NOVEMBER, out, medium=Medium.EXCEL)
    value = str(load_workbook(out).worksheets[0][cell].value)
    told = {each.address: each for each in made.cells}.get(f"月统计!{cell}")
    expected = {
        "E9": figure(worked, "督学01", "lessons"),
        "A11": "复核：督学05",
        "E11": worked.months.table(NOVEMBER).check_code,
    }
    if cell in expected:
        assert value == expected[cell]
    else:
        assert told is not None
        assert value == figure(worked, told.row, told.field)


def test_what_cannot_be_said_of_a_place_is_refused_with_the_place_and_the_words(
    workbench: Workbench, tmp_path: Path
) -> None:
    path = blank_months.one_figure_a_row(tmp_path / "月报.xlsx")
    for said, why in (
        ("E4", "不是“位置=内容”"), ("Z99=入校校次", "没有“Z99”这一处"),
        ("C5=满意", "没有“满意”这项内容"), ("A1=填报人", "里已有“责任督学工作月报表”"),
        ("F4=督学01：满意", "没有“督学01：满意”这项内容"),
    ):  # fmt: skip
        with pytest.raises(Exception, match=why):
            workbench.layouts.check(path, corrections=[said])


def test_counted_cells_of_a_row_add_up_whoever_stands_across(
    worked: Workbench, tmp_path: Path
) -> None:
    made, _ = filled(worked, blank_months.people_across(tmp_path / "统计.xlsx"))
    table = worked.months.table(NOVEMBER).table
    rows = {"合计": table.district, "督学01": table.inspectors["DX001"],
            "督学02": table.inspectors["DX002"], "督学03": table.inspectors["DX003"]}  # fmt: skip
    for cell in made.cells:
        shown = rows[cell.row][cell.field.partition("/")[0]]
        assert isinstance(shown, Count | Ratio | Breakdown)
        assert set(cell.uids) == set(getattr(shown, "uids", ()))
