"""A district's own forms: recognised, published as versions, filled in cell for cell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.layout import LayoutKind, Medium
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.month import Month
from inspector_app.papers.reading import read_word_file
from inspector_app.reports.document import SignatureRow, Table
from inspector_app.services.wishes import MonthPrint
from tests.blank_layouts import month_book, month_paper, notice_book, notice_paper, visit_paper

NOVEMBER = Month(2026, 11)
File = Callable[..., str]


@pytest.fixture
def worked(workbench: Workbench, filed: File) -> Workbench:
    """Two visits of 督学01, one of them together with 督学02."""
    filed()
    filed(date="2026-11-19", peers=["督学02"])
    return workbench


def told(check: Any) -> dict[str, str]:
    return {line.said: line.field for line in check.lines}


def test_merged_heads_are_told_cell_by_cell_with_what_they_mean(
    workbench: Workbench, tmp_path: Path
) -> None:
    check = workbench.layouts.check(month_book(tmp_path / "月报.xlsx"))
    assert (check.kind, check.sentence, check.unknown) == (LayoutKind.MONTH, "", 1)
    said = told(check)
    assert said["入校督导／校次"] == "入校校次"
    assert said["入校督导／督导类型／专项"] == "督导类型·专项"
    assert said["问题整改／其中：当场整改"] == "当场整改"
    assert (said["问题整改／满意度"], said["备注"]) == ("", "不填")
    assert (said["年   月"], said["填表日期"]) == ("月份", "填表日期")
    assert {line.key for line in check.lines} >= {"A", "D", "M"}


def test_a_correction_says_what_a_column_holds(workbench: Workbench, tmp_path: Path) -> None:
    path = month_book(tmp_path / "月报.xlsx")
    check = workbench.layouts.check(path, corrections=["L=回访（次）", "13=半天数"])
    assert (told(check)["问题整改／满意度"], told(check)["备注"]) == ("回访（次）", "半天数")
    with pytest.raises(InputError, match=r"“L=满意”：没有“满意”这项内容.*入校校次"):
        workbench.layouts.check(path, corrections=["L=满意"])
    with pytest.raises(InputError, match=r"没有“Z”这一处"):
        workbench.layouts.check(path, corrections=["Z=校次"])


def test_a_blank_workbook_comes_back_filled_with_formulas_looks_and_records_behind(
    worked: Workbench, tmp_path: Path
) -> None:
    worked.layouts.publish(month_book(tmp_path / "月报.xlsx"))
    made = worked.layout_fillings.month(
        "月报", NOVEMBER, tmp_path / "填好.xlsx", medium=Medium.EXCEL
    )
    book = load_workbook(tmp_path / "填好.xlsx")
    page: Any = book["月报"]
    assert page["A1"].value == "示范区入校督导月统计表（2026年11月）"
    assert (page["A1"].font.size, page["L2"].value) == (16, "2026年11月22日")
    rows = [[cell.value for cell in row[:11]] for row in page["A6:M8"]]
    zone = "第一督学责任区"
    assert rows == [
        [1, "督学01", zone, 2, 2, 2, 0, 0, 2, 0, "—"],
        [2, "督学02", zone, 1, 1, 1, 0, 0, 0, 0, "—"],
        [3, "督学03", zone, 0, 0, 0, 0, 0, 0, 0, "—"],
    ]
    # The row of sums moved down, counts the new row and is still merged and printed.
    assert [page[f"{c}9"].value for c in "ADEFH"] == [
        "合计", "=SUM(D6:D8)", "=SUM(E6:E8)", 2, "=SUM(H6:H8)",
    ]  # fmt: skip
    assert "A9:C9" in {area.coord for area in page.merged_cells.ranges}
    assert (page["A8"].fill.fgColor.rgb, page.row_dimensions[8].height) == ("00DDEEFF", 24)
    assert (page["A11"].value, page.print_area) == ("填表人：", "'月报'!$A$1:$M$11")
    assert any("D9 是公式，没有改动：各行相加得 3，全区入校督导／校次是 2" in n for n in made.notes)
    sources = [[cell.value for cell in row] for row in book["数字来源"].iter_rows(min_row=2)]
    behind = {row[5] for row in sources if row[0] == "月报!D6"}
    assert len(behind) == 2
    assert all(row[4] == "督导记录" for row in sources if row[0] == "月报!D6")


def test_every_figure_of_a_filled_form_is_that_of_the_compiled_table(
    worked: Workbench, tmp_path: Path
) -> None:
    worked.layouts.publish(month_book(tmp_path / "月报.xlsx"))
    made = worked.layout_fillings.month(
        "月报", NOVEMBER, tmp_path / "填好.xlsx", medium=Medium.EXCEL
    )
    table = worked.months.table(NOVEMBER).table
    rows = {"督学01": table.inspectors["DX001"], "督学02": table.inspectors["DX002"],
            "督学03": table.inspectors["DX003"], "合计": table.district}  # fmt: skip
    assert made.cells
    for cell in made.cells:
        name, _, part = cell.field.partition("/")
        figure: Any = rows[cell.row][name]
        figure = figure[part] if part else figure
        assert cell.text == str(figure)
        assert set(figure.uids) <= set(cell.uids)


def test_a_blank_word_table_comes_back_filled_with_as_many_rows_as_people(
    worked: Workbench, tmp_path: Path
) -> None:
    worked.layouts.publish(month_paper(tmp_path / "月报.docx"))
    worked.layout_fillings.month("月报", NOVEMBER, tmp_path / "填好.docx", medium=Medium.WORD)
    content = read_word_file(tmp_path / "填好.docx")
    rows = [[cell.text for cell in row] for row in content.tables[0].rows[2:]]
    assert rows == [
        ["1", "督学01", "2", "2", "1/1（100.0%）", "2"],
        ["2", "督学02", "1", "1", "—", "0"],
        ["3", "督学03", "0", "0", "—", "0"],
        ["合  计", "2", "3", "1/1（100.0%）", "2"],
    ]
    lines = [each.text for each in content.paragraphs()]
    assert lines[0].replace("　", "") == "责任督学月报表（2026年11月）"
    assert lines[-1].replace("　", "") == "填表日期：2026年11月22日审核人："


def test_people_who_are_named_in_the_form_keep_their_rows_and_others_are_told(
    worked: Workbench, tmp_path: Path
) -> None:
    path = month_book(tmp_path / "月报.xlsx")
    book = load_workbook(path)
    page: Any = book.active
    page["B6"], page["B7"] = "督学02（兼职）", "督学09"
    book.save(path)
    worked.layouts.publish(path)
    made = worked.layout_fillings.month(
        "月报", NOVEMBER, tmp_path / "填好.xlsx", medium=Medium.EXCEL
    )
    filled: Any = load_workbook(tmp_path / "填好.xlsx")["月报"]
    assert (filled["B6"].value, filled["D6"].value, filled["D7"].value) == (
        "督学02（兼职）",
        1,
        None,
    )
    assert made.notes[0] == "表里没有 督学01、督学03 的行，也没有空行，没有填；请在表样里加行。"
    assert "没有认出这些行是谁的，没有填：督学09" in made.notes


def test_notes_and_signatures_below_a_table_without_lines_are_left_alone(
    worked: Workbench, tmp_path: Path
) -> None:
    path = tmp_path / "表.xlsx"
    book = Workbook()
    page: Any = book.active
    for row in (
        ["责任督学工作月统计表"], ["统计月份：", None, None, "填报单位："],
        ["序号", "责任督学", "入校次数", "整改完成数"], [None, "合计"], [1], [2],
        [], ["填表说明：校次按学校和日期计"],
    ):  # fmt: skip
        page.append(row)
    book.save(path)
    check = worked.layouts.publish(path).check
    assert [(line.field, line.sure) for line in check.lines][3:] == [
        ("本月销号", False), ("月份", True), ("填报单位", True)
    ]  # fmt: skip
    worked.layout_fillings.month("表", NOVEMBER, tmp_path / "填好.xlsx", medium=Medium.EXCEL)
    filled: Any = load_workbook(tmp_path / "填好.xlsx").worksheets[0]
    rows = [list(row) for row in filled.iter_rows(min_row=2, max_col=4, values_only=True)]
    assert rows == [
        ["统计月份：", "2026年11月", None, "填报单位："],
        ["序号", "责任督学", "入校次数", "整改完成数"],
        [None, "合计", 2, 0],
        [1, "督学01", 2, 0], [2, "督学02", 1, 0], [3, "督学03", 0, 0],
        [None] * 4,
        ["填表说明：校次按学校和日期计", None, None, None],
    ]  # fmt: skip


def test_a_published_version_stays_and_the_same_file_is_not_published_twice(
    workbench: Workbench, tmp_path: Path
) -> None:
    path = month_book(tmp_path / "月报.xlsx")
    first = workbench.layouts.publish(path)
    assert (first.layout.title, first.already) == ("月报 第1版", False)
    assert workbench.layouts.publish(path).already
    second = workbench.layouts.publish(path, corrections=["L=回访（次）"])
    assert [each.version for each in workbench.layouts.all()] == [1, 2]
    assert workbench.layouts.find("月报", LayoutKind.MONTH) == second.layout
    assert workbench.layouts.find("月报@1", LayoutKind.MONTH) == first.layout
    assert workbench.layouts.file_of(first.layout) == path.read_bytes()
    assert not list(workbench.context.stores.layouts.faults())
    database = workbench.context.database
    with pytest.raises(Exception, match="never changes"), database.transaction():
        database.execute("UPDATE layout_version SET content = x'00'")
    with database.transaction():
        database.execute("DROP TRIGGER layout_version_stays")
        database.execute("UPDATE layout_version SET content = x'00'")
    assert "表样“月报”第1版的内容与发布时不同" in workbench.context.stores.layouts.faults()


def test_what_is_no_form_or_is_asked_for_wrongly_is_refused_with_what_to_do(
    workbench: Workbench, tmp_path: Path
) -> None:
    plain = month_book(tmp_path / "通讯录.xlsx")
    book = load_workbook(plain)
    book.active["B3"] = "电话"  # type: ignore[index]
    book.active["C3"] = "住址"  # type: ignore[index]
    book.save(plain)
    with pytest.raises(InputError, match=r"没有认出月统计表的表头.*责任督学"):
        workbench.layouts.publish(plain, kind=LayoutKind.MONTH)
    with pytest.raises(InputError, match=r"旧格式.*另存"):
        workbench.layouts.check(tmp_path / "月报.xls")
    with pytest.raises(NotFoundError, match=r"没有叫“月报”的表样.*layout publish"):
        workbench.layout_fillings.month("月报", NOVEMBER, tmp_path / "a.xlsx", medium=Medium.EXCEL)
    workbench.layouts.publish(month_book(tmp_path / "月报.xlsx"))
    with pytest.raises(InputError, match=r"是 \.xlsx 文件，填不成 \.docx"):
        workbench.layout_fillings.month("月报", NOVEMBER, tmp_path / "a.docx", medium=Medium.WORD)
    with pytest.raises(InputError, match=r"是月统计表的表样，不是整改通知书的"):
        workbench.layouts.find("月报", LayoutKind.NOTICE)
    with pytest.raises(InputError, match=r"名称“a@1”不能用"):
        workbench.layouts.publish(month_book(tmp_path / "月报.xlsx"), name="a@1")
    assert not (tmp_path / "a.xlsx").exists()


# -- records and notices ---------------------------------------------------------------------------


def notice(workbench: Workbench, *numbers: str, **terms: Any) -> Any:
    return workbench.letters.wish(LetterKind.RECTIFICATION_NOTICE, numbers, days=15, **terms)


def two_issues(filed: File, workbench: Workbench) -> str:
    issue = {"category": "T6", "severity": "一般", "deadline": "2026-12-05"}
    uid = filed(
        issues=[
            {**issue, "description": "消防通道堆放杂物。", "requirement": "三日内清理。"},
            {**issue, "description": "灭火器过期。", "requirement": "更换。"},
        ]
    )
    return workbench.visits.get(uid).number


def test_a_blank_notice_of_word_comes_back_filled_with_a_row_for_each_issue(
    workbench: Workbench, filed: File, tmp_path: Path
) -> None:
    number = two_issues(filed, workbench)
    made = workbench.layouts.publish(notice_paper(tmp_path / "通知书.docx"))
    assert made.layout.kind is LayoutKind.NOTICE
    columns = {said: field for said, field in told(made.check).items() if "问题逐行" in said}
    assert list(columns.values()) == ["序号", "问题描述", "整改要求", "整改时限"]
    out = tmp_path / "填好.docx"
    wish = notice(workbench, number, reference="教督〔2026〕8号")
    filled = workbench.layout_fillings.letter("通知书", wish, out)
    content = read_word_file(out)
    lines = [each.text.replace("　", "") for each in content.paragraphs()]
    assert lines[1].rstrip("_") == "编号：教督〔2026〕8号"
    assert lines[2].replace("_", "") == "示范区第3小学（学校）："
    assert lines[3] == "2026年11月20日督导中，发现你校存在以下问题："
    assert lines[4] == "请于2026年12月5日前将整改情况书面报送。"
    assert lines[5].rstrip("_") == "责任督学：督学01"
    assert lines[6] == "2026年11月22日"
    assert [[cell.text for cell in row] for row in content.tables[0].rows[1:]] == [
        ["1", "消防通道堆放杂物。", "三日内清理。", "2026年12月5日"],
        ["2", "灭火器过期。", "更换。", "2026年12月5日"],
    ]
    assert not any("整改要求" in note for note in filled.notes)
    assert set(filled.placed) >= {"文号", "学校名称", "督导日期", "整改时限", "问题逐行"}


def test_a_blank_notice_of_excel_comes_back_filled_beside_its_labels(
    workbench: Workbench, filed: File, tmp_path: Path
) -> None:
    number = two_issues(filed, workbench)
    workbench.layouts.publish(notice_book(tmp_path / "通知书.xlsx"))
    workbench.layout_fillings.letter("通知书", notice(workbench, number), tmp_path / "填好.xlsx")
    page: Any = load_workbook(tmp_path / "填好.xlsx")["通知书"]
    assert (page["B2"].value, page["B3"].value, page["D3"].value) == (
        "示范区第3小学", "2026年11月20日", "督学01",
    )  # fmt: skip
    assert page["B4"].value == "2026年12月5日"
    assert page["B5"].value == "1.消防通道堆放杂物。\n2.灭火器过期。"
    assert page["B5"].alignment.wrap_text
    assert page["C8"].value == "下达日期：2026年11月22日"


def test_a_blank_record_form_comes_back_with_boxes_ticked_and_signatures_left_free(
    workbench: Workbench, filed: File, tmp_path: Path
) -> None:
    uid = filed(peers=["督学02"])
    made = workbench.layouts.publish(visit_paper(tmp_path / "记录表.docx"))
    assert made.layout.kind is LayoutKind.VISIT
    filled = workbench.layout_fillings.visit("记录表", uid, tmp_path / "填好.docx")
    rows = [[c.text for c in row] for row in read_word_file(tmp_path / "填好.docx").tables[0].rows]
    assert rows == [
        ["学校名称", "示范区第3小学", "督导日期", "2026年11月20日"],
        ["督导类型", "☑经常性督导　□专项督导　□综合督导"],
        ["责任督学", "督学01", "同行督学", "督学02"],
        ["督导情况"],
        ["巡视校园，查看食堂。"],
        ["存在问题", "消防通道堆放杂物。"],
        ["意见建议", "坚持每日巡查。"],
        ["学校负责人（签字）：", ""],
    ]
    assert any(note.startswith("表样里没有地方填：") for note in filled.notes)


# -- columns of our own ----------------------------------------------------------------------------


def own_columns(path: Path, *rows: tuple[str, str, str, str], signed: str = "填表人") -> Path:
    book = Workbook()
    page: Any = book.active
    page.title = "列"
    for row in (("页", "组", "列名", "内容"), *rows):
        page.append(row)
    foot = book.create_sheet("签字栏")
    foot.append(["签字栏", "表的标题"])
    foot.append([signed, "责任督学工作月报"])
    book.save(path)
    return path


def test_an_office_chooses_orders_renames_and_groups_columns_and_who_signs(
    worked: Workbench, tmp_path: Path
) -> None:
    path = own_columns(
        tmp_path / "列.xlsx",
        ("一、问题", "问题", "发现", "发现问题"), ("", "问题", "率", "按期整改率·比率"),
        ("二、入校", "", "去了几次", "入校校次"), ("", "", "类型", "督导类型"),
    )  # fmt: skip
    made = worked.layouts.publish(path, name="本区月报")
    assert made.layout.medium is Medium.COLUMNS
    (tree,) = worked.document_trees.of(MonthPrint(month=NOVEMBER, layout="本区月报"))
    assert tree.title == "责任督学工作月报"
    tables = [block for block in tree.blocks if isinstance(block, Table)]
    heads = [[cell.text for line in table.head for cell in line] for table in tables[:2]]
    assert heads[0] == ["序号", "责任督学", "责任区", "问题", "发现", "率"]
    assert heads[1][:4] == ["序号", "责任督学", "去了几次", "类型"]
    assert [row.cells[3:] for row in tables[0].rows][:1] == [("2", "—")]
    signed = [block for block in tree.blocks if isinstance(block, SignatureRow)]
    assert [slot.label for block in signed for slot in block.slots] == ["填表人："]
    out = tmp_path / "月报.xlsx"
    filled = worked.layout_fillings.month("本区月报", NOVEMBER, out, medium=Medium.EXCEL)
    page: Any = load_workbook(out)["月统计表"]
    assert [page.cell(2, at).value for at in (4, 5, 6)] == ["问题·发现", "问题·率", "去了几次"]
    told = {cell.address: cell.text for cell in filled.cells}
    for address, text in told.items():
        value = page[address].value
        assert str(value) == text or isinstance(value, float), address
    assert told["F3"] == "2"


def test_the_usual_columns_are_written_to_be_edited_and_go_in_again(
    workbench: Workbench, tmp_path: Path
) -> None:
    workbench.layouts.template(tmp_path / "列.xlsx")
    made = workbench.layouts.publish(tmp_path / "列.xlsx")
    first = [line for line in made.check.lines if line.key == "一、主要数字"]
    assert len(first) == 15
    usual, own = (
        workbench.document_trees.of(MonthPrint(month=NOVEMBER, layout=name))[0]
        for name in ("", "列")
    )
    figures = [
        {cell for b in tree.blocks if isinstance(b, Table) for row in b.rows for cell in row.cells}
        for tree in (usual, own)
    ]
    assert figures[0] == figures[1]


def test_a_description_that_cannot_be_is_refused_cell_by_cell(
    workbench: Workbench, tmp_path: Path
) -> None:
    rows = [("一、全部", "", "", "督导类型"), *[("", "", "", "学年累计整改率")] * 7]
    path = own_columns(tmp_path / "列.xlsx", ("", "", "", "入校校次"), *rows, ("", "", "", "满意"))
    with pytest.raises(InputError, match=r"有 3 处不对") as refused:
        workbench.layouts.publish(path)
    assert [p.where for p in refused.value.problems] == ["列!A2", "列!D11", "列“一、全部”"]


def test_more_places_to_sign_than_there_is_room_for_are_refused(
    workbench: Workbench, tmp_path: Path
) -> None:
    path = own_columns(tmp_path / "列.xlsx", ("一、全部", "", "", "入校校次"))
    book = load_workbook(path)
    for label in ("审核人", "组长", "科长", "局长"):
        book["签字栏"].append([label])
    book.save(path)
    with pytest.raises(InputError) as refused:
        workbench.layouts.publish(path)
    assert [problem.sentence() for problem in refused.value.problems] == [
        "签字栏!A6：签字栏有 5 个，一行放不下；留下至多 4 个"
    ]


def test_a_form_to_fill_is_not_printed_as_pdf(workbench: Workbench, tmp_path: Path) -> None:
    workbench.layouts.publish(month_book(tmp_path / "月报.xlsx"))
    with pytest.raises(InputError, match=r"是原表，只能填成 \.xlsx"):
        workbench.document_trees.of(MonthPrint(month=NOVEMBER, layout="月报"))
