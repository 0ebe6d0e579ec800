"""What the blank 督导记录表 and 整改通知书 of a district ask for, and under which words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from inspector_app.domain.boxes import BLANK, DAY
from inspector_app.domain.layout import LayoutKind
from inspector_app.domain.paper_places import (
    OUTSIDE,
    FieldWords,
    PaperText,
    Place,
    Where,
    labelled_places,
    plain_label,
)
from inspector_app.domain.summary_grid import GridCell


def _words(field: str, label: str, *more: str) -> FieldWords:
    return FieldWords(field, label, (label, *more))


_SCHOOL: Final = _words(
    "school", "学校名称", "被督导学校（园）", "被督导学校", "受检学校", "学校（园）名称",
    "学校（园）", "督导学校", "园所名称", "单位名称", "被督导单位", "受检单位", "整改单位",
    "学校", "单位",
)  # fmt: skip
_DAY: Final = _words(
    "day", "督导日期", "督导时间", "入校日期", "入校时间", "检查日期", "检查时间", "督查日期",
    "督查时间", "发现日期", "发现时间",
)  # fmt: skip
_LEAD: Final = _words("lead", "责任督学", "督学姓名", "责任督学姓名", "挂牌督学", "督学")
_PEOPLE: Final = _words(
    "people", "督导人员", "检查人员", "督查人员", "参加督导人员", "参加人员", "督导人", "检查人"
)
_ISSUES: Final = _words(
    "issues", "存在问题", "发现问题", "存在的问题", "发现的问题", "主要问题", "存在的主要问题",
    "存在问题及隐患", "问题及隐患", "存在的问题和不足", "问题",
)  # fmt: skip
FIELDS: Final[Mapping[LayoutKind, Sequence[FieldWords]]] = {
    LayoutKind.VISIT: (
        _words("number", "记录编号", "督导编号", "编号"),
        _SCHOOL,
        _words("code", "学校标识码", "标识码"),
        _words("school_kind", "办学类型", "学校类型", "学校类别", "学段"),
        _words("day", *_DAY.labels, "日期", "时间"),
        _words("session", "督导时段", "时段"),
        _words("type", "督导类型", "督导类别", "督导形式", "督导性质"),
        _words("announcement", "是否事先通知", "通知方式", "督导方式"),
        _words("campaign", "所属专项", "专项名称"),
        _LEAD,
        _words("peers", "同行督学", "同行人员", "陪同督学", "参与督学"),
        _PEOPLE,
        _words("host", "接待人", "学校接待人", "陪同人员", "学校陪同人员", "学校接待人员"),
        _words("topics", "督导事项", "督导内容", "督导项目", "督导主题", "督导重点"),
        _words("methods", "督导方式及数量", "工作方式", "督导方法"),
        _words(
            "narrative", "督导情况", "督导过程", "督导过程记录", "督导记录", "督导情况记录",
            "主要情况", "工作情况", "基本情况", "督导经过", "督导实况", "情况记录",
        ),
        _words(
            "merits", "亮点与经验", "主要亮点", "工作亮点", "主要成绩", "值得肯定的方面", "亮点",
            "经验做法", "特色亮点", "做法与成效",
        ),
        _ISSUES,
        _words(
            "advice", "意见建议", "意见和建议", "意见与建议", "督导意见", "督导建议", "整改建议",
            "建议", "反馈意见", "整改意见", "工作建议", "督导意见及建议",
        ),
        _words("feedback_way", "反馈方式"),
        _words("feedback_to", "反馈对象"),
        _words("next_visit", "拟回访日期", "回访日期", "回访时间", "下次督导时间"),
    ),
    LayoutKind.NOTICE: (
        _words("reference", "文号", "通知书编号", "编号", "字号"),
        _SCHOOL,
        _words("record", "督导记录编号", "记录编号"),
        _DAY,
        _LEAD,
        _PEOPLE,
        _ISSUES,
        _words("requirement", "整改要求", "整改意见", "整改内容", "整改建议", "整改措施及要求"),
        _words(
            "deadline", "整改时限", "整改期限", "完成时限", "整改完成时限", "时限", "限期整改时间"
        ),
        _words("unit", "责任单位", "责任部门"),
        _words("dated", "下达日期", "签发日期", "发出日期", "通知日期", "填表日期", "日期"),
    ),
}  # fmt: skip
ISSUE_COLUMNS: Final = (
    _words("number", "序号", "序"),
    _words("issue_number", "问题编号", "编号"),
    _words("category", "类别", "问题类别", "督导事项", "问题类型"),
    _words(
        "description", "问题描述", "存在问题", "存在的问题", "发现问题", "具体问题", "问题",
        "问题表现", "问题清单", "主要问题", "存在的主要问题", "问题内容",
    ),
    _words("severity", "严重程度", "程度", "问题程度"),
    _words("requirement", "整改要求", "整改措施", "整改意见", "整改建议", "整改内容"),
    _words("deadline", "整改时限", "整改期限", "完成时限", "时限", "期限", "完成时间"),
    _words("unit", "责任单位", "责任部门"),
    _words("person", "责任人", "整改责任人"),
)  # fmt: skip
_ROWS: Final = _words("rows", "问题逐行")
PLACE_LABEL: Final[Mapping[LayoutKind, Mapping[str, str]]] = {
    kind: {each.field: each.label for each in (*fields, _ROWS)} for kind, fields in FIELDS.items()
}
COLUMN_LABEL: Final = {each.field: each.label for each in ISSUE_COLUMNS}
_COLUMN_OF: Final = {plain_label(word): c.field for c in ISSUE_COLUMNS for word in c.labels}
_FEWEST_COLUMNS: Final = 2
_FOLLOWING: Final = re.compile(
    r"(?:以下|下列|如下|存在)[^。：:]*(?:问题|隐患|不足)[^。：:]*[：:]\s*$"
)
_BEFORE_DAY: Final = re.compile(r"(?:请于|于|在|限)$")
_AFTER_DAY: Final = re.compile(r"^[^，。；]{0,4}前")
_ADDRESSEE: Final = re.compile(rf"^([{BLANK}]{{2,}})(?:（?(?:学校|幼儿园|单位|校|园)）?)?[：:]\s*$")
_INSPECTED: Final = re.compile(r"督导|检查|督查|入校|对你|在你|到你|发现")


class IssueRows(NamedTuple):
    """Rows that take an issue each: the sheet, the free rows, what the columns hold."""

    sheet: int
    rows: tuple[int, ...]
    columns: Mapping[int, str]


def record_places(
    kind: LayoutKind, texts: Sequence[PaperText], grids: Sequence[Sequence[GridCell]]
) -> Iterator[Place]:
    """Yield where the fields of a record or a notice go in a blank form."""
    rows = issue_rows(grids)
    inside: set[tuple[int, int]] = set()
    if rows is not None:
        inside = {(rows.sheet, row) for row in (rows.rows[0] - 1, *rows.rows)}
        yield Place("rows", "rows", Where(rows.sheet, rows.rows[0], 0, 0),
                    said="、".join(rows.columns.values()))  # fmt: skip
    left = [t for t in texts if (t.where.sheet, t.where.row) not in inside]
    fields = [f for f in FIELDS[kind] if rows is None or f.field != "issues"]
    found = list(labelled_places(left, grids, fields))
    yield from found
    if kind is LayoutKind.NOTICE:
        yield from _of_sentences(left, {each.field for each in found}, has_rows=rows is not None)


def issue_rows(grids: Sequence[Sequence[GridCell]]) -> IssueRows | None:
    """Return the rows below heads that say what is told of an issue."""
    for sheet, cells in enumerate(grids):
        at = {(cell.row, cell.column): cell for cell in cells}
        for row in sorted({cell.row for cell in cells}):
            heads = {
                c.column: field
                for c in cells
                if c.row == row and (field := _COLUMN_OF.get(plain_label(c.text)))
            }
            if len(heads) < _FEWEST_COLUMNS or "description" not in heads.values():
                continue
            free, below = [], row + 1
            described = next(c for c, field in heads.items() if field == "description")
            while (cell := at.get((below, described))) is not None and cell.free:
                if any(column not in {c for r, c in at if r == below} for column in heads):
                    break
                free.append(below)
                below += 1
            if free:
                return IssueRows(sheet, tuple(free), heads)
    return None


def _of_sentences(
    texts: Sequence[PaperText], known: set[str], *, has_rows: bool
) -> Iterator[Place]:
    """Yield the blanks of a letter's sentences that say by their words what they are for."""
    left = set(known)
    for place in _sentence_places(texts, has_rows=has_rows):
        if place.field not in left:
            left.add(place.field)
            yield place


def _sentence_places(texts: Sequence[PaperText], *, has_rows: bool) -> Iterator[Place]:
    days: list[Place] = []
    for number, each in enumerate(texts):
        where, text = each
        addressee = _ADDRESSEE.match(text)
        if addressee is not None:
            yield Place("school", "blank", where, addressee.start(1), "抬头")
        days += _days_of(each)
        if not has_rows and _FOLLOWING.search(text):
            place = _line_after(texts, number)
            if place is not None:
                yield place
    # Of days that stand alone the last is that of the letter.
    alone = [day for day in days if day.field == "dated"]
    yield from (day for day in days if day not in alone[:-1])


def _days_of(line: PaperText) -> Iterator[Place]:
    """Yield the blanks for days, told apart by what stands around them."""
    where, text = line
    for day in DAY.finditer(text):
        before, after = text[: day.start()].strip(BLANK), text[day.end() :]
        if _AFTER_DAY.match(after) or (_BEFORE_DAY.search(before) and "前" in after[:8]):
            yield Place("deadline", "blank", where, day.start(), "……前")
        elif _INSPECTED.search(after):
            yield Place("day", "blank", where, day.start(), "……督导")
        elif not before and not after.strip():
            yield Place("dated", "blank", where, day.start(), "落款日期")


def _line_after(texts: Sequence[PaperText], number: int) -> Place | None:
    """Return the empty line, or the line that is one blank, that follows."""
    if number + 1 >= len(texts):
        return None
    where, text = texts[number + 1]
    if where.sheet != OUTSIDE or text.strip(BLANK):
        return None
    return Place("issues", "blank" if text else "line", where, 0, "以下问题")
