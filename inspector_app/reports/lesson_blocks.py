"""听课记录 as it is printed after the record of its visit."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from inspector_app.domain.labels.lessons import (
    LESSON_GRADE_LABEL,
    LESSON_KIND_LABEL,
    LESSON_MANNER_LABEL,
)
from inspector_app.domain.lesson import Lesson, LessonGrade, LessonScores
from inspector_app.reports.document import Block, FieldGrid, FieldRow, Heading, LongText
from inspector_app.reports.words import choices, one, pair

_SCORES: Final = {
    "aims": "目标",
    "content": "内容",
    "methods": "方法",
    "participation": "学生参与",
    "effect": "效果",
    "technology": "信息化",
}
# A sheet shows the scale that its grade is of: schools' or kindergartens'.
_SCALES: Final = (tuple(LessonGrade)[:4], tuple(LessonGrade)[4:])


def lesson_blocks(lessons: Sequence[Lesson], inspector_names: Mapping[str, str]) -> Iterator[Block]:
    """Yield heading and table of each lesson."""
    for number, lesson in enumerate(lessons, start=1):
        order = f"（第{number}节，共{len(lessons)}节）" if len(lessons) > 1 else ""
        yield Heading(text=f"听课记录{order}")
        listener = inspector_names.get(lesson.listener_id, lesson.listener_id)
        yield FieldGrid(rows=tuple(lesson_rows(lesson, listener)))


def lesson_rows(lesson: Lesson, listener: str) -> Iterator[FieldRow]:
    """Yield the rows of one lesson; ``listener`` is the name of who heard it."""
    yield pair("听课督学", listener, "授课教师", lesson.teacher)
    period = f"第{lesson.period_no}节" if lesson.period_no else ""
    yield pair("班级", lesson.class_name, "节次", period)
    yield pair("学科", lesson.subject, "课题", lesson.topic)
    yield one("课型", choices(LESSON_KIND_LABEL, lesson.kind))
    yield one("听课方式", choices(LESSON_MANNER_LABEL, lesson.manner))
    yield pair("应到人数", _number(lesson.expected), "实到人数", _number(lesson.present))
    yield one("教案", choices({True: "有", False: "无"}, lesson.has_plan))
    yield one("作业布置\n情况", lesson.homework)
    yield one("教学过程", LongText(text=_process(lesson)))
    yield one("优点", LongText(text=lesson.strengths))
    yield one("不足", LongText(text=lesson.weaknesses))
    yield one("建议", LongText(text=lesson.advice))
    scores = _scores(lesson.scores)
    if scores:
        yield one("分项评分", scores)
    scale = _SCALES[1] if lesson.grade in _SCALES[1] else _SCALES[0]
    yield one("等级", choices({grade: LESSON_GRADE_LABEL[grade] for grade in scale}, lesson.grade))
    exchanged = choices({True: "已与教师交换意见"}, lesson.exchanged_views)
    whole = choices({True: "是", False: "否"}, lesson.whole)
    yield pair("交换意见", exchanged, "是否整节", whole)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _process(lesson: Lesson) -> str:
    if lesson.process or not lesson.paper_pages:
        return lesson.process
    return f"见所附听课本照片（{lesson.paper_pages}页）。"


def _scores(scores: LessonScores) -> str:
    given = [(label, getattr(scores, name)) for name, label in _SCORES.items()]
    return "，".join(f"{label}{score}分" for label, score in given if score is not None)
