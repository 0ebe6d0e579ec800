"""A small whole form as cells, and what changes one cell of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from inspector_app.authoring.check import CheckedForm, check_form
from inspector_app.authoring.findings import Finding
from inspector_app.authoring.raw import RawBook, RawSheet, read_raw
from tests.small_xlsx import write_xlsx

Sheet = list[list[Any]]
Sheets = dict[str, Sheet]

SURVEY_HEAD: Final = (
    "类型", "名称", "题目", "提示", "必填", "显示条件", "校验", "校验提示", "计算", "选项筛选",
    "默认值", "重复次数", "外观", "参数", "触发", "统计", "台账", "依据", "分值",
)  # fmt: skip
AT: Final = {name: position for position, name in enumerate(SURVEY_HEAD)}
LETTER: Final = {name: chr(ord("A") + position) for name, position in AT.items()}


def row(**cells: Any) -> list[Any]:
    """Return one row of 题目 by the words of its columns."""
    return [cells.get(name) for name in SURVEY_HEAD]


def whole() -> Sheets:
    """Return a form in which nothing is wrong; the rows are numbered in the comments."""
    return {
        "题目": [
            list(SURVEY_HEAD),
            row(类型="分组开始", 名称="base", 题目="基本情况"),  # 2
            row(类型="日期", 名称="day", 题目="日期", 必填="是", 校验=". <= today()",
                校验提示="不能晚于今天"),  # 3
            row(类型="单选 有无", 名称="食堂", 题目="有没有食堂", 必填="是"),  # 4
            row(类型="整数", 名称="eaters", 题目="就餐人数", 显示条件="${食堂} = '有'"),  # 5
            row(类型="多选 方式", 名称="ways", 题目="方式"),  # 6
            row(类型="分组结束"),  # 7
            row(类型="评分表开始 评分", 名称="work", 题目="作业管理"),  # 8
            row(类型="评分项", 名称="w1", 题目="作业公示", 统计="均分", 分值=3,
                依据="作业管理通知"),  # 9
            row(类型="评分项", 名称="w2", 题目="没有超量"),  # 10
            row(类型="评分表结束"),  # 11
            row(类型="计算", 名称="total", 计算="coalesce(${w1}, 0) + coalesce(${w2}, 0)"),  # 12
            row(类型="说明", 名称="told", 题目="“作业”得 ${total} 分"),  # 13
            row(类型="重复开始", 名称="finding", 题目="问题", 台账="问题"),  # 14
            row(类型="文本", 名称="f_text", 题目="描述", 外观="多行", 台账="问题"),  # 15
            row(类型="日期", 名称="f_due", 题目="期限", 校验=". >= ${day}",
                校验提示="不能早于日期", 台账="期限"),  # 16
            row(类型="重复结束"),  # 17
            row(类型="名单单选 schools.csv", 名称="school", 题目="学校"),  # 18
        ],
        "选项": [
            ["列表", "选项值", "选项", "kind"],
            ["有无", "有", "有", None], ["有无", None, "无", None],
            ["方式", "look", "看", "a"], ["方式", "ask", "问", "b"],
            ["评分", 3, "好", None], ["评分", 2, "中", None], ["评分", 1, "差", None],
        ],
        "设置": [["表名", "编号", "版本"], ["作业检查", "zuoye", "2026.1"]],
    }  # fmt: skip


Change = Callable[[Sheets], None]


def put(sheet: str, address: str, value: Any) -> Change:
    """Return what writes one cell, such as ``题目`` ``C5``."""
    column, number = ord(address[0]) - ord("A"), int(address[1:])

    def change(sheets: Sheets) -> None:
        rows = sheets[sheet]
        while len(rows) < number:
            rows.append([])
        line = rows[number - 1]
        line.extend([None] * (column + 1 - len(line)))
        line[column] = value

    return change


def drop(sheet: str, number: int) -> Change:
    """Return what takes a row away."""
    return lambda sheets: sheets[sheet].__delitem__(number - 1)


def cell(name: str, number: int) -> str:
    """Return the address of a cell of 题目 by the word of its column."""
    return f"{LETTER[name]}{number}"


def book_of(sheets: Sheets, *, formulas: Sequence[tuple[int, int]] = ()) -> RawBook:
    """Return sheets as a source, as if they had been read from a file."""
    return RawBook(
        name="表单.xlsx",
        sheets=tuple(
            RawSheet(title=title, rows=rows, formulas=frozenset(formulas))
            for title, rows in sheets.items()
        ),
    )


def checked(sheets: Sheets) -> CheckedForm:
    """Check sheets."""
    return check_form(book_of(sheets))


def checked_file(folder: Path, sheets: Sheets) -> CheckedForm:
    """Write a workbook, read it and check it."""
    return check_form(read_raw(write_xlsx(folder / "表单.xlsx", sheets)))


def found(result: CheckedForm) -> set[tuple[str, str]]:
    """Return rule and place of everything that was found."""
    return {(each.rule, each.problem.where) for each in result.findings}


def finding(result: CheckedForm, rule: str) -> Finding:
    """Return the one finding of a rule."""
    (only,) = [each for each in result.findings if each.rule == rule]
    return only
