"""A form that comes as a table of a Word file: a draft of the sheets, each guess said.

What a column is for is guessed from the words over it, what may be answered from what stands in
the cells. A person looks at the draft before anything is published.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, NamedTuple

from inspector_app.authoring.cells import FormCells
from inspector_app.authoring.findings import Report
from inspector_app.authoring.plain import HEADER, line
from inspector_app.authoring.words import Kind
from inspector_app.domain.word_content import WordCell, WordContent, WordTable
from inspector_app.sheets.text import compact

_HEADER_WITHIN: Final = 4
_ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("序号", "编号", "项号"),
    "group": ("一级指标", "一级", "类别", "方面", "检查项", "督导项目", "板块"),
    "text": ("检查内容", "督导内容", "评估内容", "内容", "检查要点", "要点", "二级指标", "指标",
             "检查项目", "项目", "评价标准", "标准"),
    "method": ("检查方式", "督导方式", "方式", "检查方法", "方法"),
    "result": ("检查结果", "结果", "评价", "评定", "检查情况", "情况", "是否", "是否符合", "等级",
               "落实情况", "评价等级"),
    "points": ("分值", "标准分", "满分"),
    "score": ("得分", "评分", "自评分"),
    "basis": ("依据", "政策依据", "法律依据"),
    "evidence": ("佐证", "佐证材料", "支撑材料"),
    "note": ("备注", "说明", "存在问题", "问题"),
}  # fmt: skip
_CALLED: Final = {
    "number": "序号", "group": "分组", "text": "题目", "method": "提示里的方式", "result": "结果",
    "points": "分值", "score": "得分", "basis": "依据", "evidence": "提示里的佐证", "note": "备注",
}  # fmt: skip
_BRACKET: Final = re.compile(r"^(.*?)[(（](.*)[)）]$", re.DOTALL)
_BOXES: Final = re.compile(r"[□☐☑○◯■●√✓]")
_BETWEEN: Final = re.compile(r"[□☐☑○◯■●√✓/／、|｜,，;；\s]+")
_LONGEST_OPTION: Final = 8
_YES_NO: Final = ("是", "否")
_POINTS: Final = re.compile(r"(\d{1,3}(?:\.\d)?)分?")
_LONGEST_TITLE: Final = 60
_USUAL_TITLE: Final = "督导检查表"


class _Head(NamedTuple):
    row: int
    rows: int
    roles: Mapping[str, tuple[int, str]]
    options: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class _Line:
    """One line of the Word table, by what its cells are for."""

    group: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()

    def get(self, role: str) -> str:
        return self.texts.get(role, "")


def draft_of(content: WordContent, report: Report) -> FormCells | None:
    """Return the draft of a form, ``None`` where no table is one; guesses are reported."""
    for number, table in enumerate(content.tables, 1):
        head = _head(table)
        if head is not None:
            lines = list(_lines(table, head))
            if lines:
                _tell_columns(number, head, report)
                return _cells(lines, _title(content), number, head, report)
    report.error(
        "word-no-table", "Word 文件", "没有找到可以做成表单的表格",
        "表格的第一行请写上列名，如 序号、检查内容、检查方式、结果、备注",
    )  # fmt: skip
    return None


# -- the table -------------------------------------------------------------------------------------


def _head(table: WordTable) -> _Head | None:
    """Return the row of the table's top that names its columns, if there is one."""
    for at, row in enumerate(table.rows[:_HEADER_WITHIN]):
        roles: dict[str, tuple[int, str]] = {}
        for cell in row:
            role = _role(cell.text)
            if role is not None:
                roles.setdefault(role, (cell.column, compact(cell.text)))
        if "text" not in roles and "group" in roles:
            roles["text"] = roles.pop("group")
        if "text" in roles and len(roles) > 1:
            result = next((c for c in row if _role(c.text) == "result"), None)
            below = table.rows[at + 1] if at + 1 < len(table.rows) else ()
            options = _options_over(result, below) if result else ()
            split = bool(result and result.span > 1 and options)
            return _Head(at, 2 if split else 1, roles, options)
    return None


def _role(text: str) -> str | None:
    word = compact(text)
    bracketed = _BRACKET.match(word)
    for each in (word, bracketed[1] if bracketed else word):
        for role, words in _ROLES.items():
            if each in words:
                return role
    return None


def _options_over(result: WordCell, below: Sequence[WordCell]) -> tuple[str, ...]:
    """Return what may be answered where the header says it: in brackets or in cells below it."""
    bracketed = _BRACKET.match(compact(result.text))
    if bracketed is not None:
        return _options(bracketed[2])
    inside = range(result.column, result.column + result.span)
    words = [compact(cell.text) for cell in below if cell.column in inside]
    short = all(0 < len(word) <= _LONGEST_OPTION for word in words)
    return tuple(words) if result.span > 1 and len(words) > 1 and short else ()


def _options(text: str) -> tuple[str, ...]:
    words = [word for word in _BETWEEN.split(text.strip()) if word]
    short = all(len(word) <= _LONGEST_OPTION for word in words)
    marked = bool(_BOXES.search(text)) or "/" in text or "、" in text or "／" in text
    return tuple(dict.fromkeys(words)) if len(words) > 1 and short and marked else ()


def _lines(table: WordTable, head: _Head) -> Iterator[_Line]:
    width = max((c.column + c.span for row in table.rows for c in row), default=0)
    columns = {column: role for role, (column, _) in head.roles.items()}
    above: dict[str, str] = {}
    title = ""
    for row in table.rows[head.row + head.rows :]:
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1 and filled[0].span >= width > 1:
            title = " ".join(filled[0].text.split())
            continue
        texts = {}
        for cell in row:
            role = columns.get(cell.column)
            if role is not None:
                texts[role] = above.get(role, "") if cell.continues else cell.text.strip()
        above = texts
        # The header stands again at the top of each page of some files.
        if texts.get("text") and _role(texts["text"]) is None:
            group = texts.get("group") or title
            found = _options(texts.get("result", "")) or head.options
            yield _Line(group=" ".join(group.split()), texts=texts, options=found)


def _title(content: WordContent) -> str:
    for paragraph in content.paragraphs():
        text = " ".join(paragraph.text.split())
        if 3 < len(text) <= _LONGEST_TITLE and not text.endswith(("。", "：", ":")):
            return text
    return _USUAL_TITLE


# -- the draft -------------------------------------------------------------------------------------


def _tell_columns(number: int, head: _Head, report: Report) -> None:
    for role, (column, word) in head.roles.items():
        where = f"Word 表格 {number} 第 {column + 1} 列"
        report.note("guess-column", where, f"“{word}”当作{_CALLED[role]}", "不对请在草稿里改")


def _cells(
    lines: Sequence[_Line], title: str, number: int, head: _Head, report: Report
) -> FormCells:
    place = f"Word 表格 {number}"
    options = dict.fromkeys(each.options or _fallback(each) for each in lines)
    names = {
        words: "结果" if len(options) == 1 else f"结果{n}"
        for n, words in enumerate((o for o in options if o), 1)
    }
    if any(not each.options and _fallback(each) for each in lines):
        report.warn(
            "guess-result", place, "有的行看不出怎么填结果，当作“是”“否”", "请在草稿的“选项”里改"
        )
    report.warn(
        "guess-settings", place, f"表名猜作“{title}”，编号和版本是暂定的",
        "请在草稿的“设置”里改好",
    )  # fmt: skip
    return {
        Kind.SURVEY: (HEADER, *_survey(lines, names, has_note="note" in head.roles)),
        Kind.CHOICES: (
            ("列表", "选项值", "选项"),
            *((name, word, word) for words, name in names.items() for word in words),
        ),
        Kind.SETTINGS: (("表名", "编号", "版本"), (title, "caogao", "0.1")),
    }


def _fallback(each: _Line) -> tuple[str, ...]:
    """Return what a line is answered with where it does not say: points if it has some."""
    return () if _points(each) else _YES_NO


def _points(each: _Line) -> str:
    found = _POINTS.fullmatch(compact(each.get("points")))
    return found[1] if found else ""


def _survey(
    lines: Sequence[_Line], names: Mapping[tuple[str, ...], str], *, has_note: bool
) -> Iterator[tuple[str, ...]]:
    at = 0
    for number, (group, each) in enumerate(groupby(lines, key=lambda one: one.group), 1):
        if group:
            yield line(类型="分组开始", 名称=f"g{number}", 题目=group)
        for one in each:
            at += 1
            yield _question(at, one, names)
            if has_note:
                yield line(类型="文本", 名称=f"q{at}_note", 题目=f"{at} 备注")
        if group:
            yield line(类型="分组结束")


def _question(at: int, each: _Line, names: Mapping[tuple[str, ...], str]) -> tuple[str, ...]:
    points = _points(each)
    words = each.options or _fallback(each)
    hint = "\n".join(
        f"{word}：{text}" for word, role in (("方式", "method"), ("佐证", "evidence"))
        if (text := each.get(role))
    )  # fmt: skip
    kind = {"类型": f"单选 {names[words]}", "外观": "横排", "统计": "占比"} if words else {
        "类型": "小数", "校验": f". >= 0 and . <= {points}",
        "校验提示": f"请填 0 到 {points}", "统计": "均分",
    }  # fmt: skip
    scored = {"分值": points} if points else {}
    label = " ".join(each.get("text").split())
    return line(
        名称=f"q{at}", 题目=f"{at} {label}", 提示=hint, 必填="是", 依据=each.get("basis"),
        **kind, **scored,
    )  # fmt: skip
