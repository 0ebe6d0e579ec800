"""A published form on paper, filled in or for pen and paper, on the grid of the screen."""

from collections.abc import Sequence

from inspector_app.domain.form_paper import FormPaper
from inspector_app.domain.visit import Visit
from inspector_app.reports.document import Document, FieldGrid, Note
from inspector_app.reports.form_blocks import photo_pages, section_blocks
from inspector_app.reports.letter_phrases import places_to_sign
from inspector_app.reports.photo_blocks import PrintedPhoto
from inspector_app.reports.visit_report import STATUS_MARK
from inspector_app.reports.words import day, pair

_SIGN = ("填表人签字：", "学校负责人签字（盖章）：")
_DAY = "　　　年　　月　　日"


def form_report(
    paper: FormPaper,
    visit: Visit | None,
    *,
    photos: Sequence[tuple[str, str, PrintedPhoto]] = (),
) -> Document:
    """Return the form, with number, school and day of a record where there is one.

    Args:
        paper: what stands on it.
        visit: the record beside which it was filled in.
        photos: the number, the question and the picture of each photo.
    """
    number = visit.number if visit else ""
    return Document(
        title=paper.title,
        reference=f"记录编号：{number}" if number else "",
        record_no=number,
        revision=f"第{visit.revision}版" if visit and not paper.blank else "",
        mark="纸质表" if paper.blank or visit is None else STATUS_MARK[visit.status],
        blocks=(
            _head(visit),
            *(block for section in paper.sections for block in section_blocks(section)),
            places_to_sign(*_SIGN),
            Note(text=f"版本 {paper.version}"),
            *photo_pages(photos, visit),
        ),
    )


def _head(visit: Visit | None) -> FieldGrid:
    school = visit.school.name if visit and visit.school else ""
    on = day(visit.visited_on) if visit and visit.visited_on else _DAY
    return FieldGrid(rows=(pair("学校（园）", school, "日期", on),))
