"""A form as a province sends it: a Word table, and what a clerk makes of its draft."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from tests.unit.papers.word_files import p, run, tbl, tc, tr, word_file

TITLE = "双减工作专项督导检查表"
SHADED = '<w:tcPr><w:tcW w:w="900"/><w:shd w:fill="D9E2F3"/></w:tcPr>'
BLANK = (
    '<w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:rFonts w:eastAsia="仿宋"/></w:rPr></w:pPr></w:p>'
)
ITEMS = (
    ("每天的作业在校内公示", "看公示栏", "□是 □否"),
    ("不给家长布置作业", "访谈家长", "□是 □否"),
    ("课后服务每周五天、每天两小时", "查方案", "好/中/差"),
    ("作业批改及时", "查作业本", ""),
)


def item_row(at: int, text: str, way: str, result: str) -> str:
    number = f"<w:tc>{SHADED}{p(str(at))}</w:tc>"
    return tr(number, tc(p(text)), tc(p(way)), tc(p(result) if result else BLANK), tc(BLANK))


def word_table(folder: Path) -> Path:
    """Write the form of the province: a head, a table with a group, a line of findings, a foot."""
    body = (
        p(TITLE)
        + p("学校：", "______________", "　检查日期：    年  月  日")
        + tbl(
            tr(*(tc(p(head)) for head in ("序号", "检查内容", "检查方式", "检查结果", "备注"))),
            tr(tc(p("一、作业"), span=5)),
            *(item_row(at, *item) for at, item in enumerate(ITEMS[:2], 1)),
            tr(tc(p("二、课后服务"), span=5)),
            *(item_row(at, *item) for at, item in enumerate(ITEMS[2:], 3)),
            tr(tc(p("存在的问题"), span=2), tc(BLANK, span=3)),
        )
        + f"<w:p>{run('督导人员：')}</w:p>"
    )
    path = folder / "省里的表.docx"
    path.write_bytes(word_file(body))
    return path


def correct(draft: Path) -> None:
    """Edit the draft as a clerk does: settings, a scale, points, and the findings as rows."""
    book = load_workbook(draft)
    survey, choices, settings = (book[name] for name in ("题目", "选项", "设置"))
    heads = {cell.value: cell.column for cell in survey[1]}
    for name in ("显示条件", "台账"):
        if name not in heads:
            heads[name] = len(heads) + 1
            survey.cell(1, heads[name], name)
    _set_cells(settings, 2, {c.value: c.column for c in settings[1]}, 编号="sjjc", 版本="2026.1")
    row = next(r for r in range(2, 40) if survey.cell(r, heads["名称"]).value == "q4")
    _set_cells(survey, row, heads, 类型="小数", 校验=". >= 0 and . <= 10", 外观=None, 统计="均分",
               校验提示="请填 0 到 10", 分值="10")  # fmt: skip
    # The problems become rows of their own below, in place of one text.
    survey.delete_rows(next(r for r in range(2, 40) if survey.cell(r, heads["名称"]).value == "q5"))
    at = max(r for r in range(1, 60) if survey.cell(r, heads["名称"]).value or
             survey.cell(r, heads["类型"]).value) + 1  # fmt: skip
    lines: tuple[dict[str, Any], ...] = (
        {"类型": "单选 有无", "名称": "has", "题目": "有没有发现问题", "必填": "是",
         "统计": "占比"},
        {"类型": "重复开始", "名称": "finding", "题目": "存在的问题", "显示条件": "${has} = '有'",
         "台账": "问题"},
        {"类型": "文本", "名称": "f_text", "题目": "问题描述", "必填": "是", "台账": "问题"},
        {"类型": "文本", "名称": "f_who", "题目": "责任人", "台账": "责任人"},
        {"类型": "日期", "名称": "f_by", "题目": "期限", "台账": "期限"},
        {"类型": "单选 程度", "名称": "f_grave", "题目": "程度", "台账": "严重程度"},
        {"类型": "重复结束"},
    )  # fmt: skip
    for place, line in enumerate(lines):
        _set_cells(survey, at + place, heads, **line)
    for words in (("有无", None, "有"), ("有无", None, "无"), ("程度", None, "一般"),
                  ("程度", None, "严重")):  # fmt: skip
        choices.append(words)
    book.save(draft)


def _set_cells(sheet: Any, row: int, heads: dict[str, int], **cells: str | None) -> None:
    for name, value in cells.items():
        sheet.cell(row, heads[name]).value = value


def summary_book(folder: Path, schools: list[str]) -> Path:
    """Write the 汇总表 of the province: schools by items under a merged head, and counts."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "各校"
    page.append(["双减工作专项督导汇总表", None, None, None, None, None])
    page.merge_cells("A1:F1")
    page.append(["序号", "学校名称", "作业", None, "3.课后服务每周五天、每天两小时", "4"])
    page.append([None, None, "1.每天的作业在校内公示", "2.不给家长布置作业", None, None])
    for area in ("A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3"):
        page.merge_cells(area)
    for at, school in enumerate(schools, 4):
        page.append([at - 3, school])
        page.cell(at, 6).font = Font(bold=True, color="FF0000")
    last = 3 + len(schools)
    page.append(["合计", None, None, None, None, f"=SUM(F4:F{last})"])
    counts = book.create_sheet("计数")
    counts.append(["序号", "检查内容", "是", "否", "学校数", "备注"])
    for at, (text, _, _) in enumerate(ITEMS[:2], 1):
        counts.append([at, text])
    path = folder / "汇总表.xlsx"
    book.save(path)
    return path
