"""What the parts of a visit's record are called in the forms and notes that districts use.

A heading is compared without blanks, numbering, brackets and marks at its end. To know another
word, add it here.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

# Under the id of the record's field; ``merits`` and ``issues`` are lists of rows.
HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "school": ("被督导学校", "学校", "学校名称", "被督导单位", "受检学校", "督导学校", "单位名称"),
    "school_code": ("标识码", "学校标识码"),
    "date": ("督导日期", "督导时间", "日期", "时间", "检查日期", "入校日期", "入校时间"),
    "session": ("时段",),
    "arrived": ("到校时间",),
    "left": ("离校时间",),
    "type": ("督导类型", "督导类别"),
    "campaign": ("所属专项", "专项名称"),
    "basis": ("指派依据", "督导依据"),
    "notice": ("是否事先通知", "是否通知"),
    "notice_date": ("通知日期",),
    "lead": ("责任督学", "督学", "督学姓名", "督导督学"),
    "peers": ("同行督学", "随行督学"),
    "departments": ("参加部门", "联合检查部门", "参加单位"),
    "others": ("其他参加人员", "同行人员", "参加人员"),
    "host": ("接待人", "学校接待人", "陪同人员", "接待人员"),
    "showed_id": ("督学证",),
    "topics": ("督导事项", "事项"),
    "month_theme": ("月主题", "本月主题"),
    "methods": ("督导方式", "督导方式及数量"),
    "online": ("督导形式",),
    "plan_text": ("督导重点", "督导计划", "督导计划及主要内容", "督导内容", "主要内容"),
    "narrative": (
        "督导过程", "督导过程纪实", "督导纪实", "过程记录", "督导情况", "督导实况",
        "督导实录", "基本情况",
    ),
    "merits": (
        "亮点", "亮点与经验", "亮点和经验", "主要亮点", "工作亮点", "特色亮点",
        "典型经验和做法", "好的做法", "主要成绩", "成绩与亮点", "经验与亮点",
    ),
    "issues": (
        "存在问题", "存在的问题", "问题", "主要问题", "发现问题", "发现的问题",
        "不足", "不足之处", "问题与不足", "存在问题与不足", "存在的主要问题",
    ),
    "advice": (
        "督导意见", "督导意见和建议", "督导意见与建议", "意见建议", "意见和建议",
        "意见与建议", "建议",
        "督导建议", "整改建议", "整改意见", "下一步建议", "督导反馈意见",
    ),
    "feedback_way": ("反馈方式",),
    "feedback_to": ("反馈对象",),
    "next_visit": ("拟回访日期", "回访日期", "拟回访时间"),
    # Printed with a record, but decided or derived by the program.
    "": (
        "入校督导记录表", "督导记录表", "办学类型", "处理意见", "编号", "更正理由", "作废理由",
        "督学签名", "学校负责人", "现场照片", "听课本照片", "签字盖章件", "听课记录",
    ),
}  # fmt: skip
LESSON_HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "listener": ("听课督学", "听课人"),
    "teacher": ("授课教师", "执教教师", "任课教师"),
    "class": ("班级", "授课班级"),
    "period": ("节次",),
    "subject": ("学科", "科目"),
    "topic": ("课题", "教学内容"),
    "kind": ("课型",),
    "manner": ("听课方式",),
    "expected": ("应到人数", "应到"),
    "present": ("实到人数", "实到"),
    "has_plan": ("教案",),
    "homework": ("作业布置情况", "作业"),
    "process": ("教学过程", "课堂实录"),
    "strengths": ("优点", "亮点"),
    "weaknesses": ("不足", "问题"),
    "advice": ("建议", "意见建议"),
    "grade": ("等级", "评价等级"),
    "exchanged_views": ("交换意见",),
    "whole": ("是否整节",),
    "": ("分项评分",),
}
# The sections that our own record prints after itself, and what stands in the tables of each.
_TALKS: Final[dict[str, frozenset[str]]] = {
    "访谈": frozenset({"对象类别", "回避", "保密", "提纲", "要点", "反映的问题"}),
    "问卷": frozenset({"发放", "回收", "回收率", "有效", "有效率"}),
    "抽签": frozenset({"抽签时间", "种子", "抽中", "算法"}),
}
_SURE_OF_TALK: Final = 3
SURE_OF_LESSON: Final = frozenset({"teacher", "listener", "topic", "kind"})
LISTS: Final = frozenset({"merits", "issues"})
_BY_WORD: Final = {word: field for field, words in HEADINGS.items() for word in words}
_LESSON_BY_WORD: Final = {word: key for key, words in LESSON_HEADINGS.items() for word in words}
_CHINESE_NUMBER: Final = "[一二三四五六七八九十]{1,3}"
_NUMBERING: Final = re.compile(
    rf"(?:第?{_CHINESE_NUMBER}[、.,部]分?|\({_CHINESE_NUMBER}\)|\(?[0-9]{{1,2}}[.、)](?![0-9]))"
)
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_DIGITS: Final = "一二三四五六七八九"
_LONGEST_HEADING: Final = 16


def bare_heading(text: str) -> str:
    """Return a heading without blanks, numbering, brackets and marks at its end."""
    squeezed = "".join(unicodedata.normalize("NFKC", text).split())
    unnumbered = _NUMBERING.sub("", squeezed, count=1) if _NUMBERING.match(squeezed) else squeezed
    return _BRACKETS.sub("", unnumbered).strip(":;,.。、【】[]《》")


def field_named(text: str) -> str | None:
    """Return the field that a heading names, empty for one of the form's own, else ``None``."""
    return _BY_WORD.get(bare_heading(text)) if len(text) <= 2 * _LONGEST_HEADING else None


def lesson_field_named(text: str) -> str | None:
    """Return the field of a lesson that a heading names, as above."""
    return _LESSON_BY_WORD.get(bare_heading(text)) if len(text) <= 2 * _LONGEST_HEADING else None


def talk_told_in(cells: Iterable[str]) -> str | None:
    """Return 访谈, 问卷 or 抽签 where the cells are those of our own print of one."""
    words = {bare_heading(cell) for cell in cells if len(cell) <= _LONGEST_HEADING}
    sure = (name for name, labels in _TALKS.items() if len(words & labels) >= _SURE_OF_TALK)
    return next(sure, None)


def chapter_of(text: str) -> int:
    """Return the number of a short line like 四、天气情况, 0 where it is no such line."""
    squeezed = "".join(unicodedata.normalize("NFKC", text).split())
    found = re.match(rf"({_CHINESE_NUMBER})、", squeezed)
    if found is None or len(squeezed) > _LONGEST_HEADING or squeezed[-1] in "。;,!":
        return 0
    tens, ten, ones = found[1].rpartition("十")
    if not ten:
        return _DIGITS.find(ones) + 1 if len(ones) == 1 else 0
    return 10 * (_DIGITS.find(tens) + 1 if tens else 1) + (_DIGITS.find(ones) + 1 if ones else 0)


def inline(text: str) -> tuple[str, str] | None:
    """Return field and value of a line like 督导日期：2026年11月20日, ``None`` for another line."""
    head, mark, value = text.replace(":", "：", 1).partition("：")
    field = field_named(head) if mark and head.strip() else None
    return None if field is None else (field, value.strip())
