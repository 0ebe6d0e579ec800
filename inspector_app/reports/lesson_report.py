"""听课记录表 alone: one lesson of a record, for the teacher's file or the archive of lessons."""

from collections.abc import Mapping, Sequence
from typing import Final

from inspector_app.domain.lesson import Lesson
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import Document, FieldGrid, SignatureRow, SignatureSlot
from inspector_app.reports.lesson_blocks import lesson_rows
from inspector_app.reports.photo_blocks import PrintedPhoto, photo_pages
from inspector_app.reports.visit_report import STATUS_MARK
from inspector_app.reports.words import day, pair

TITLE: Final = "听课记录表"


def lesson_report(
    visit: Visit,
    lesson: Lesson,
    *,
    inspector_names: Mapping[str, str],
    photos: Sequence[PrintedPhoto] = (),
) -> Document:
    """Return the printed form of one lesson.

    Args:
        visit: the record that the lesson belongs to.
        lesson: one of its lessons.
        inspector_names: name of each 督学编号; an unknown one is printed as its number.
        photos: the pages of the 听课本 that are printed after the form.
    """
    listener = inspector_names.get(lesson.listener_id, lesson.listener_id)
    school = visit.school.name if visit.school else ""
    rows = (pair("学校（园）", school, "日期", day(visit.visited_on)),)
    return Document(
        title=TITLE,
        reference=f"记录编号：{visit.number}",
        record_no=visit.number,
        revision=f"第{visit.revision}版",
        mark=STATUS_MARK[visit.status],
        blocks=(
            FieldGrid(rows=(*rows, *lesson_rows(lesson, listener))),
            SignatureRow(slots=(SignatureSlot(label="听课督学签名："),)),
            *photo_pages(visit, photos),
        ),
    )
