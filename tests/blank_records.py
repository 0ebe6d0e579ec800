"""Record forms and letters as different offices build them."""

from pathlib import Path
from typing import Any

from tests.blank_months import BOX, book_of
from tests.unit.papers.word_files import p, tbl, tc, tr, word_file


def _line(*texts: str) -> str:
    return tr(*(tc(p(text)) if text else tc() for text in texts))


def items_book(path: Path) -> Path:
    """序号｜督导内容｜督导情况｜备注 with two empty rows, and lines to sign."""
    cells = {
        "A1": "责任督学入校督导记录表", "A2": "被督导学校", "C2": "督导时间", "A3": "序号",
        "B3": "督导内容", "C3": "督导情况", "D3": "备注", "A6": "意见建议", "A7": "责任督学：",
        "C7": "学校负责人（签字）：",
    }  # fmt: skip
    book_of(path, cells, merged=("A1:D1", "B6:D6"), ruled="A2:D6", title="记录")
    return path


def printed_items(path: Path) -> Path:
    """Items that the office has printed, their kind merged down, to be answered beside."""
    body = (
        p("中小学校责任督学督导记录表")
        + tbl(
            _line("学校名称", "", "督导日期", ""),
            _line("项目", "督导内容", "督导情况", "备注"),
            tr(tc(p("安全"), merge="restart"), tc(p("校园安全")), tc(), tc()),
            tr(tc(merge="continue"), tc(p("食堂卫生")), tc(), tc()),
            tr(tc(p("教学")), tc(p("课程课堂")), tc(), tc()),
            tr(tc(p("存在问题")), tc(span=3)),
        )
        + p("填表人：________　审核人：________")
    )
    path.write_bytes(word_file(body))
    return path


def lessons_and_issues(path: Path) -> Path:
    """A row for each lesson and for each issue, both to be repeated, and boxes between."""
    body = (
        p("入校督导工作记录单")
        + p("编号：________")
        + tbl(
            _line("学校（园）", "", "入校时间", "____年__月__日"),
            tr(tc(p("督导类型")), tc(p("□经常性　□专项　□综合"), span=3)),
        )
        + p("一、听课情况")
        + tbl(
            _line("序号", "班级", "学科", "授课教师", "课题", "等级"),
            _line("", "", "", "", "", ""),
        )
        + p("二、问题清单")
        + tbl(
            _line("序号", "存在问题", "整改要求", "整改时限"),
            _line("", "", "", ""),
        )
        + p("学校负责人签字：")
    )
    path.write_bytes(word_file(body))
    return path


def labels_above(path: Path) -> Path:
    """Headings over wide cells, a merged head for two labels, boxes and days in cells."""
    cells = {
        "A1": "示范区教育督导记录表", "A2": "基本情况", "B2": "学校名称", "D2": "办学类型",
        "B3": "督导日期", "C3": "　　年　　月　　日", "D3": "督导时段",
        "E3": "□上午　□下午　□全天", "A4": "督导情况记录", "A6": "发现问题", "A8": "督导建议",
        "A10": "反馈方式", "B10": "□现场口头　□书面反馈意见书", "D10": "拟回访日期",
        "A11": "填报单位：", "D11": "审核：",
    }  # fmt: skip
    merged = ("A1:E1", "A2:A3", "A4:E4", "A5:E5", "A6:E6", "A7:E7", "A8:E8", "A9:E9", "B10:C10")
    book_of(path, cells, merged=merged, ruled="A2:E10", title="表")
    return path


def notice_with_table(path: Path) -> Path:
    """A 整改通知书 of Excel with rows of issues between sentences."""
    cells = {
        "A1": "责任督学整改通知书", "D2": "字号：", "A3": "＿＿＿＿＿＿（学校）：",
        "A4": "　　____年__月__日督导发现你校存在以下问题：", "A5": "序号", "B5": "问题描述",
        "C5": "整改要求", "D5": "完成时限", "A7": "　　请于____年__月__日前书面报告。",
        "A8": "联系电话：", "D9": "　　年　月　日",
    }  # fmt: skip
    merged = ("A1:D1", "A3:D3", "A4:D4", "A7:D7")
    book_of(path, cells, merged=merged, ruled="A5:D6", title="通知")
    return path


def notice_in_lines(path: Path) -> Path:
    """A 整改通知书 without any table: all stands in lines."""
    body = (
        p("督导整改通知书") + p("教督整〔　　　〕　号　　文号：__________")
        + p("学校名称：__________")
        + p("你校在督导中存在如下问题：") + p("") + p("整改要求：__________")
        + p("整改期限：____年__月__日") + p("责任督学：______　　联系电话：______")
        + p("签发日期：____年__月__日")
    )  # fmt: skip
    path.write_bytes(word_file(body))
    return path


def check_sheet(path: Path) -> Path:
    """A 复查意见表 of one issue, with boxes for the verdict."""
    body = (
        p("问题整改复查意见表")
        + tbl(
            _line("学校名称", "", "问题编号", ""),
            tr(tc(p("存在问题")), tc(span=3)),
            tr(tc(p("整改要求")), tc(span=3)),
            tr(tc(p("学校整改情况")), tc(span=3)),
            _line("复查日期", "", "整改时限", ""),
            tr(tc(p("复查结论")), tc(p("□整改到位　□整改不到位"), span=3)),
        )
        + p("督学签名：")
    )
    path.write_bytes(word_file(body))
    return path


def feedback_letter(path: Path) -> Path:
    """A 反馈意见 of one record."""
    body = (
        p("督导现场反馈意见书") + p("__________（学校）：")
        + tbl(_line("督导日期", "", "督导类型", ""), tr(tc(p("主要亮点")), tc(span=3)),
              tr(tc(p("存在问题")), tc(span=3)), tr(tc(p("意见建议")), tc(span=3)))
        + p("责任督学：________") + p("　　年　　月　　日")
    )  # fmt: skip
    path.write_bytes(word_file(body))
    return path


def ruled(page: Any, area: str) -> None:
    """Draw lines around the cells of an area."""
    for line in page[area]:
        for cell in line:
            cell.border = BOX
