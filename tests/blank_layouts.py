"""Blank forms of a district, as its office would send them: Excel and Word, with merged heads."""

from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Border, Font, PatternFill, Side

from tests.unit.papers.word_files import p, tbl, tc, tr, word_file

MONTH_HEADS: Final = (
    ("A3:A5", "序号"), ("B3:B5", "督学姓名"), ("C3:C5", "责任区"), ("D3:G3", "入校督导"),
    ("D4:D5", "校次"), ("E4:E5", "人次"), ("F4:G4", "督导类型"), ("F5", "经常性"), ("G5", "专项"),
    ("H3:H5", "听课（节次）"), ("I3:L3", "问题整改"), ("I4:I5", "发现问题（条）"),
    ("J4:J5", "其中：当场整改"), ("K4:K5", "按期整改率"), ("L4:L5", "满意度"), ("M3:M5", "备注"),
)  # fmt: skip
_THIN: Final = Side(style="thin")
_BOX: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def month_book(path: Path, *, rows: int = 2) -> Path:
    """A month table with heads over three rows, blank rows, a row of sums and lines to sign."""
    book = Workbook()
    page: Any = book.active
    page.title = "月报"
    page.merge_cells("A1:M1")
    page["A1"] = "示范区入校督导月统计表（    年   月）"
    page["A1"].font = Font(name="黑体", size=16, bold=True)
    page["A2"], page["K2"] = "填报单位：示范区教育督导室", "填表日期："
    for place, text in MONTH_HEADS:
        if ":" in place:
            page.merge_cells(place)
        page[place.partition(":")[0]] = text
    total = 6 + rows
    for row in range(3, total + 1):
        for column in range(1, 14):
            page.cell(row, column).border = _BOX
    for row in range(6, total):
        page.row_dimensions[row].height = 24
        page.cell(row, 1).fill = PatternFill("solid", fgColor="DDEEFF")
    page.merge_cells(f"A{total}:C{total}")
    page[f"A{total}"] = "合计"
    for column in "DEH":
        page[f"{column}{total}"] = f"=SUM({column}6:{column}{total - 1})"
    page[f"A{total + 2}"], page[f"F{total + 2}"] = "填表人：", "审核人："
    page.print_area = f"A1:M{total + 2}"
    book.save(path)
    return path


def _line(*texts: str) -> str:
    return tr(*(tc(p(text)) if text else tc() for text in texts))


def month_paper(path: Path, *, rows: int = 1) -> Path:
    """A month table of Word, with a head that is merged down and across."""
    head = tr(
        tc(p("序号"), merge="restart"), tc(p("责任督学"), merge="restart"),
        tc(p("入校督导"), span=2), tc(p("责任校覆盖率"), merge="restart"),
        tc(p("发现问题"), merge="restart"),
    )  # fmt: skip
    below = tr(
        tc(merge="continue"), tc(merge="continue"), tc(p("校次")), tc(p("半天数")),
        tc(merge="continue"), tc(merge="continue"),
    )  # fmt: skip
    blank = _line("", "", "", "", "", "")
    total = tr(tc(p("合  计"), span=2), *(tc() for _ in range(4)))
    body = (
        p("责任督学月报表（　　　年　　月）")
        + tbl(head, below, *[blank] * rows, total)
        + p("填表日期：　　　年　　月　　日　　审核人：")
    )
    path.write_bytes(word_file(body))
    return path


def notice_paper(path: Path) -> Path:
    """A 整改通知书 of Word: sentences with blanks, and a table of issues with one blank row."""
    body = (
        p("示范区责任督学整改通知书")
        + p("编号：____________")
        + p("____________（学校）：")
        + p("　　____年__月__日督导中，发现你校存在以下问题：")
        + tbl(_line("序号", "存在问题", "整改要求", "整改时限"), _line("", "", "", ""))
        + p("　　请于____年__月__日前将整改情况书面报送。")
        + p("责任督学：________")
        + p("　　年　　月　　日")
    )
    path.write_bytes(word_file(body))
    return path


def notice_book(path: Path) -> Path:
    """A 整改通知书 of Excel: labels with empty cells beside them."""
    book = Workbook()
    page: Any = book.active
    page.title = "通知书"
    page.merge_cells("A1:D1")
    page["A1"] = "整改通知书"
    for row, (label, second) in enumerate(
        (("学校名称", "文号"), ("督导日期", "责任督学"), ("整改时限", "责任部门")), 2
    ):
        page.cell(row, 1).value, page.cell(row, 3).value = label, second
    page.merge_cells("B5:D5")
    page["A5"] = "存在问题"
    page.merge_cells("B6:D6")
    page["A6"] = "整改要求"
    for line in page["A1:D6"]:
        for cell in line:
            cell.border = _BOX
    page["C8"] = "下达日期：    年  月  日"
    book.save(path)
    return path


def visit_paper(path: Path) -> Path:
    """A 督导记录表 of Word: labels with cells beside, boxes to tick, a heading over a wide cell."""
    body = p("入校督导记录表") + tbl(
        tr(tc(p("学校名称")), tc(), tc(p("督导日期")), tc(p("　　年　　月　　日"))),
        tr(tc(p("督导类型")), tc(p("□经常性督导　□专项督导　□综合督导"), span=3)),
        tr(tc(p("责任督学")), tc(), tc(p("同行督学")), tc()),
        tr(tc(p("督导情况"), span=4)),
        tr(tc(span=4)),
        tr(tc(p("存在问题")), tc(span=3)),
        tr(tc(p("意见建议")), tc(span=3)),
        tr(tc(p("学校负责人（签字）：")), tc(span=3)),
    )
    path.write_bytes(word_file(body))
    return path
