"""What the blank 督导记录表 and letters of a district ask for, and under which words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from inspector_app.domain.boxes import BLANK, DAY
from inspector_app.domain.form_rows import ISSUES, ITEMS, LESSONS, ROW_LABEL, form_rows
from inspector_app.domain.layout import LayoutKind
from inspector_app.domain.paper_places import (
    OUTSIDE,
    FieldWords,
    PaperText,
    Place,
    field_words,
    labelled_places,
    plain_label,
)
from inspector_app.domain.report_lines import OF_LETTERS, OF_RECORDS
from inspector_app.domain.summary_grid import GridCell

_SCHOOL: Final = field_words(
    "school", "学校名称", "被督导学校（园）", "被督导学校", "受检学校", "学校（园）名称",
    "学校（园）", "督导学校", "园所名称", "单位名称", "被督导单位", "受检单位", "整改单位",
    "学校", "单位",
)  # fmt: skip
_DAY: Final = field_words(
    "day", "督导日期", "督导时间", "入校日期", "入校时间", "检查日期", "检查时间", "督查日期",
    "督查时间", "发现日期", "发现时间",
)  # fmt: skip
_LEAD: Final = field_words("lead", "责任督学", "督学姓名", "责任督学姓名", "挂牌督学", "督学")
_PEOPLE: Final = field_words(
    "people", "督导人员", "检查人员", "督查人员", "参加督导人员", "参加人员", "督导人", "检查人"
)
_ISSUES: Final = field_words(
    "issues", "存在问题", "发现问题", "存在的问题", "发现的问题", "主要问题", "存在的主要问题",
    "存在问题及隐患", "问题及隐患", "存在的问题和不足", "问题",
)  # fmt: skip
# What rows say one by one stands nowhere else.
_HELD_BY: Final = {ISSUES: ("issues",), ITEMS: ("topics",), LESSONS: ()}
_ADVICE: Final = field_words(
    "advice", "意见建议", "意见和建议", "意见与建议", "督导意见", "督导建议", "整改建议", "建议",
    "反馈意见", "整改意见", "工作建议", "督导意见及建议",
)  # fmt: skip
_OF_VISIT: Final = (
    field_words("number", "记录编号", "督导编号", "编号"),
    _SCHOOL,
    field_words("code", "学校标识码", "标识码"),
    field_words("school_kind", "办学类型", "学校类型", "学校类别", "学段"),
    field_words("day", *_DAY.labels, "日期", "时间"),
    field_words("session", "督导时段", "时段"),
    field_words("type", "督导类型", "督导类别", "督导形式", "督导性质"),
    field_words("announcement", "是否事先通知", "通知方式", "督导方式"),
    field_words("campaign", "所属专项", "专项名称"),
    field_words("basis", "指派依据", "督导依据", "任务来源"),
    _LEAD,
    field_words("peers", "同行督学", "同行人员", "陪同督学", "参与督学"),
    _PEOPLE,
    field_words("host", "接待人", "学校接待人", "陪同人员", "学校陪同人员", "学校接待人员"),
    field_words("topics", "督导事项", "督导内容", "督导项目", "督导主题", "督导重点"),
    field_words("methods", "督导方式及数量", "工作方式", "督导方法"),
    field_words(
        "narrative", "督导情况", "督导过程", "督导过程记录", "督导记录", "督导情况记录",
        "主要情况", "工作情况", "基本情况", "督导经过", "督导实况", "情况记录",
    ),
    field_words(
        "merits", "亮点与经验", "主要亮点", "工作亮点", "主要成绩", "值得肯定的方面", "亮点",
        "经验做法", "特色亮点", "做法与成效",
    ),
    _ISSUES,
    _ADVICE,
    field_words("feedback_way", "反馈方式"),
    field_words("feedback_to", "反馈对象"),
    field_words("next_visit", "拟回访日期", "回访日期", "回访时间", "下次督导时间"),
    *OF_RECORDS,
)  # fmt: skip
_LETTER: Final = (
    field_words("reference", "文号", "通知书编号", "意见书编号", "编号", "字号"),
    _SCHOOL,
    field_words("record", "督导记录编号", "记录编号"),
    _DAY,
    _LEAD,
    _PEOPLE,
    _ISSUES,
    field_words("requirement", "整改要求", "整改意见", "整改内容", "整改建议", "整改措施及要求"),
    field_words(
        "deadline", "整改时限", "整改期限", "完成时限", "整改完成时限", "时限", "限期整改时间"
    ),
    field_words("unit", "责任单位", "责任部门"),
    field_words("dated", "下达日期", "签发日期", "发出日期", "通知日期", "填表日期", "日期"),
    *OF_LETTERS,
)
_OF_RECORDS: Final = (
    *_LETTER,
    *(each for each in _OF_VISIT
      if each.field in {"type", "session", "topics", "methods", "narrative", "merits", "host",
                        "campaign", "next_visit"}),
    _ADVICE,
)  # fmt: skip
_OF_ISSUE: Final = (
    *_LETTER,
    field_words("issue_number", "问题编号"),
    field_words("category", "问题类别", "类别"),
    field_words("severity", "严重程度", "程度", "问题程度"),
    field_words("person", "责任人", "整改责任人"),
    field_words("done", "学校整改情况", "整改情况", "整改落实情况", "整改完成情况", "学校整改措施",
           "整改措施"),
    field_words("checked_on", "回访时间", "回访日期", "复查日期", "复查时间", "核查日期",
           "核查时间"),
    field_words("verdict", "核查结论", "复查结论", "核查结果", "复查结果", "整改结论", "复查意见",
           "核查意见"),
    field_words("follow", "督学后续建议", "后续建议", "下一步建议"),
    field_words("state", "现在状态", "整改状态", "状态"),
)  # fmt: skip
FIELDS: Final[Mapping[LayoutKind, Sequence[FieldWords]]] = {
    LayoutKind.VISIT: _OF_VISIT,
    LayoutKind.NOTICE: _LETTER,
    LayoutKind.FEEDBACK: _OF_RECORDS,
    LayoutKind.OPINION: _OF_RECORDS,
    LayoutKind.CHECK_SHEET: _OF_ISSUE,
    LayoutKind.CLOSED_LOOP: _OF_ISSUE,
    LayoutKind.HAZARD: (
        *_OF_ISSUE,
        field_words("address", "学校地址", "地址"),
        field_words("told", "告知学校", "告知学校情况"),
        field_words("phoned", "电话报督导室", "电话报告", "电话报告情况"),
    ),
    LayoutKind.CONSULTATION: (
        *_LETTER,
        field_words("department", "科室", "协商科室", "主送", "收文单位", "主送科室"),
        field_words("advice", "协商建议", "建议", "意见建议", "请予支持事项"),
    ),
    LayoutKind.REPLY_FORM: _LETTER,
    LayoutKind.HANDOVER: _LETTER,
    LayoutKind.CAMPAIGN: (
        *_LETTER,
        field_words("campaign", "专项名称", "所属专项", "专项督导名称"),
        field_words("opinion", "总体反馈意见", "反馈意见", "总体意见", "督导意见"),
        field_words("schools", "督导学校数", "学校数"),
    ),
}
ROWS_OF: Final[Mapping[LayoutKind, tuple[str, ...]]] = {
    kind: (ISSUES, ITEMS, LESSONS)
    if kind in {LayoutKind.VISIT, LayoutKind.FEEDBACK, LayoutKind.OPINION}
    else (ISSUES,)
    for kind in FIELDS
}
PLACE_LABEL: Final[Mapping[LayoutKind, Mapping[str, str]]] = {
    kind: {**{each.field: each.label for each in fields}, **ROW_LABEL}
    for kind, fields in FIELDS.items()
}
_FOLLOWING: Final = re.compile(
    r"(?:以下|下列|如下|存在)[^。：:]*(?:问题|隐患|不足)[^。：:]*[：:]\s*$"
)
_BEFORE_DAY: Final = re.compile(r"(?:请于|于|在|限)$")
_AFTER_DAY: Final = re.compile(r"^[^，。；]{0,4}前")
_ADDRESSEE: Final = re.compile(rf"^([{BLANK}]{{2,}})(?:（?(?:学校|幼儿园|单位|校|园)）?)?[：:]\s*$")
_INSPECTED: Final = re.compile(r"督导|检查|督查|入校|对你|在你|到你|发现")


def place_called(kind: LayoutKind, word: str) -> str | None:
    """Return the field that a word means in a form of a kind, ``None`` for none."""
    wanted = plain_label(word)
    for each in FIELDS[kind]:
        if word == each.field or wanted in map(plain_label, each.labels):
            return each.field
    return None


def record_places(
    kind: LayoutKind, texts: Sequence[PaperText], grids: Sequence[Sequence[GridCell]]
) -> Iterator[Place]:
    """Yield where the fields of a record or a letter go in a blank form."""
    tables = list(form_rows(grids, ROWS_OF[kind]))
    inside = {(t.sheet, row) for t in tables for row in (t.rows[0] - 1, *t.rows)}
    yield from (table.place for table in tables)
    left = [t for t in texts if (t.where.sheet, t.where.row) not in inside]
    by_row = {field for table in tables for field in _HELD_BY[table.kind]}
    found = list(labelled_places(left, grids, [f for f in FIELDS[kind] if f.field not in by_row]))
    yield from found
    if kind is not LayoutKind.VISIT:
        has_rows = any(table.kind == ISSUES for table in tables)
        yield from _of_sentences(left, {each.field for each in found}, has_rows=has_rows)


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
