"""Month tables as different offices build them: no two of the same make."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from tests.unit.papers.word_files import p, tbl, tc, tr, word_file

_THIN: Final = Side(style="thin")
BOX: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def book_of(
    path: Path, cells: Mapping[str, str], *, merged: Sequence[str] = (), ruled: str = "",
    title: str = "Sheet1",
) -> Any:  # fmt: skip
    """Make a workbook of texts, merged areas and a ruled area; return the open workbook."""
    book = Workbook()
    page: Any = book.active
    page.title = title
    for area in merged:
        page.merge_cells(area)
    for place, text in cells.items():
        page[place] = text
        page[place].alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for line in page[ruled] if ruled else ():
        for cell in line:
            cell.border = BOX
    if "A1" in cells:
        page["A1"].font = Font(name="方正小标宋简体", size=18)
    book.save(path)
    return book


def one_figure_a_row(path: Path) -> Path:
    """类别｜序号｜项目｜单位｜数量｜备注, the kinds merged down."""
    rows = (
        ("入校督导", "入校督导", "校次"), ("", "其中：专项督导", "校次"), ("", "督导学校数", "所"),
        ("", "听课", "节次"), ("问题整改", "发现问题", "条"), ("", "当场整改", "条"),
        ("", "按期整改率", "%"), ("", "社会满意度", "%"), ("投诉", "受理投诉举报", "件"),
    )  # fmt: skip
    cells = {"A1": "责任督学工作月报表", "A2": "填报单位：", "D2": "　　　　年　　月",
             "A3": "类别", "B3": "序号", "C3": "项目", "D3": "单位", "E3": "数量", "F3": "备注",
             "A14": "单位负责人：", "C14": "填表人：", "E14": "联系电话："}  # fmt: skip
    for at, (kind, item, unit) in enumerate(rows, 4):
        cells |= {f"A{at}": kind, f"B{at}": str(at - 3), f"C{at}": item, f"D{at}": unit}
    cells = {place: text for place, text in cells.items() if text}
    merged = ("A1:F1", "A2:C2", "D2:F2", "A4:A7", "A8:A11")
    book_of(path, cells, merged=merged, ruled="A3:F12")
    return path


def people_across(path: Path) -> Path:
    """Figures down, people across under their zones, heads over two rows, and sums by formula."""
    cells = {
        "A1": "示范区督学工作统计表（　年　月）", "A2": "填报单位（盖章）：", "E2": "填报时间：",
        "A3": "项目", "B3": "第一督学责任区", "D3": "第二督学责任区", "E3": "合计",
        "B4": "督学01", "C4": "督学02", "D4": "督学03",
        "A5": "入校校次", "A6": "听课（节次）", "A7": "发现问题（条）", "A8": "下发整改通知书",
        "A9": "回访（次）", "A11": "审核人：", "D11": "填报人：",
    }  # fmt: skip
    merged = ("A1:E1", "A2:C2", "A3:A4", "B3:C3", "E3:E4")
    book = book_of(path, cells, merged=merged, ruled="A3:E9", title="月统计")
    page: Any = book.active
    page["E6"] = "=SUM(B6:D6)"
    page["B5"].number_format = "0"
    page.conditional_formatting.add(
        "B5:E9", CellIsRule(operator="equal", formula=["0"], font=Font(color="FF999999"))
    )
    page.print_area, page.print_title_rows = "A1:E11", "3:4"
    book.save(path)
    return path


def two_blocks(path: Path) -> Path:
    """项目｜数量｜项目｜数量: two tables of single figures side by side, on a protected sheet."""
    cells = {
        "A1": "挂牌督导工作月报", "A2": "统计月份：", "A3": "项目", "B3": "数量", "C3": "项目",
        "D3": "数量",
        "A4": "入校次数（次）", "C4": "发现问题数（个）", "A5": "半天数", "C5": "整改通知书份数",
        "A6": "听课节数（节次）", "C6": "本月销号", "A7": "座谈会场次", "C7": "月末未销号",
        "A8": "访谈学生人数", "C8": "逾期未整改", "A9": "查阅资料份数", "C9": "受理投诉",
        "A10": "审核：", "C10": "制表人：",
    }  # fmt: skip
    book = book_of(path, cells, merged=("A1:D1", "A2:D2"), ruled="A3:D9", title="月报 (2)")
    page: Any = book.active
    page.protection.sheet = True
    page.protection.set_password("1234")
    page["B4"].fill = PatternFill("solid", fgColor="FFF2CC")
    book.save(path)
    return path


def this_month_and_year(path: Path) -> Path:
    """项目｜本月｜学年累计｜同比: numbers of another time stand beside those of the month."""
    cells = {
        "A1": "教育督导月报", "A2": "（　　年　　月）", "A3": "统计指标", "B3": "本月数",
        "C3": "学年累计", "D3": "同比", "A4": "入校校次", "A5": "听课（节次）", "A6": "整改率",
        "A7": "访谈教师人数", "A8": "填报说明：按学校和日期计",
    }  # fmt: skip
    book_of(path, cells, merged=("A1:D1", "A2:D2", "A8:D8"), ruled="A3:D7")
    return path


def zones_down(path: Path) -> Path:
    """A row for each zone, heads over three rows, a computed column and a row of sums."""
    cells = {
        "A1": "督学责任区工作月统计表", "A3": "督学责任区", "B3": "督导工作", "F3": "问题整改",
        "B4": "入校督导", "E4": "听课节次", "F4": "发现", "G4": "当场整改", "H4": "其余",
        "B5": "校次", "C5": "人次", "D5": "半天数", "A8": "合计", "A9": "制表：",
        "F9": "联系电话：",
    }  # fmt: skip
    merged = ("A1:H1", "A3:A5", "B3:E3", "B4:D4", "E4:E5", "F3:H3", "F4:F5", "G4:G5", "H4:H5")
    book = book_of(path, cells, merged=merged, ruled="A3:H8")
    page: Any = book.active
    for row in (6, 7, 8):
        page[f"H{row}"] = f"=F{row}-G{row}"
    for column in "BCEFG":
        page[f"{column}8"] = f"=SUM({column}6:{column}7)"
    page.freeze_panes = "B6"
    book.save(path)
    return path


def _cells(*texts: str) -> str:
    return tr(*(tc(p(text)) if text else tc() for text in texts))


def sentences(path: Path) -> Path:
    """A month told in sentences with blanks, and a small table of single figures below."""
    body = (
        p("责任督学月度工作报告") + p("填报单位：________　　填报时间：____年__月__日")
        + p("　　____年__月，全区责任督学共入校督导____校次，听课____节次，发现问题____条，"
            "当场整改____条，下发整改通知书____份。")
        + tbl(_cells("项目", "单位", "数量"), _cells("回访", "次", ""),
              _cells("受理投诉", "件", ""))
        + p("填报人：________　审核人：________　联系电话：________")
    )  # fmt: skip
    path.write_bytes(word_file(body))
    return path


def nameless_columns(path: Path) -> Path:
    """Figures down, and empty columns for people under one wide head, in Word."""
    head = tr(tc(p("工作内容"), merge="restart"), tc(p("督学姓名"), span=3),
              tc(p("合计"), merge="restart"))  # fmt: skip
    names = tr(tc(merge="continue"), tc(), tc(), tc(), tc(merge="continue"))
    rows = [_cells(each, "", "", "", "") for each in ("入校校次", "听课节次", "发现问题数")]
    body = p("督学工作月统计表") + p("统计月份：") + tbl(head, names, *rows) + p("单位（盖章）：")
    path.write_bytes(word_file(body))
    return path
