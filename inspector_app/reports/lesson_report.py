"""听课记录表 alone: one lesson of a record, for the teacher's file or the archive of lessons."""

from collections.abc import Mapping, Sequence
from typing import Final

from inspector_app.domain.lesson import Lesson
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import Document
from inspector_app.reports.lesson_blocks import lesson_rows
from inspector_app.reports.photo_blocks import PrintedPhoto, photo_pages
from inspector_app.reports.row_document import row_document

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
    return row_document(
        visit,
        TITLE,
        lesson_rows(lesson, listener),
        signed="听课督学签名：",
        more=photo_pages(visit, photos),
    )
