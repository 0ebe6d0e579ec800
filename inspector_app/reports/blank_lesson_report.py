"""An empty 听课记录表, to be written on by pen while a lesson goes on and typed in later."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from inspector_app.domain.lesson import Lesson
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import (
    Document,
    Field,
    FieldGrid,
    FieldRow,
    Note,
    PageBreak,
)
from inspector_app.reports.lesson_blocks import lesson_rows
from inspector_app.reports.lesson_report import TITLE
from inspector_app.reports.letter_phrases import places_to_sign
from inspector_app.reports.words import choices, day, one, pair

MARK: Final = "纸质表"
_DAY: Final = "　　　年　　月　　日"
_SCORES: Final = "目标＿＿　内容＿＿　方法＿＿\n学生参与＿＿　效果＿＿　信息化＿＿（各20分）"
_LAST_BEFORE_THE_TURN: Final = "教学过程"
# Lines of room, by the label of the row: the form fills both sides of a sheet.
_ROOM: Final = {"教学过程": 17, "优点": 5, "不足": 5, "建议": 5}
_MORE: Final = 9
_NUMBERED: Final = "回来打开这个编号的记录，加一节听课照此录入，也可以把本表拍照放入。"
_LOOSE: Final = "回来在当天的记录里加一节听课照此录入，也可以把本表拍照放入。"


def blank_lesson_report(visit: Visit | None, *, inspector_names: Mapping[str, str]) -> Document:
    """Return the empty form, with number, school and day of a record where there is one."""
    number = visit.number if visit else ""
    school = visit.school.name if visit and visit.school else ""
    on = day(visit.visited_on) if visit and visit.visited_on else _DAY
    listener = inspector_names.get(visit.lead_id, visit.lead_id) if visit else ""
    rows = (pair("学校（园）", school, "日期", on), *_rows(listener))
    labels = [row.fields[0].label for row in rows]
    turn = labels.index(_LAST_BEFORE_THE_TURN) + 1
    return Document(
        title=TITLE,
        reference=f"记录编号：{number}" if number else "",
        record_no=number,
        revision="",
        mark=MARK,
        blocks=(
            FieldGrid(rows=rows[:turn]),
            PageBreak(),
            FieldGrid(rows=(one("教学过程\n（续）", "\n" * (_MORE - 1)), *rows[turn:])),
            places_to_sign("听课督学签名："),
            Note(text=_NUMBERED if number else _LOOSE),
        ),
    )


def _rows(listener: str) -> Iterator[FieldRow]:
    for row in lesson_rows(Lesson(uid="", listener_id=""), listener):
        if row.fields[0].label == "等级":
            yield one("分项评分", _SCORES)
        yield FieldRow(fields=tuple(map(_with_room, row.fields)))


def _with_room(field: Field) -> Field:
    if field.label == "是否整节":
        return replace(field, content=choices({True: "是", False: "否"}))
    room = _ROOM.get(field.label)
    return field if room is None else replace(field, content="\n" * (room - 1))
