"""What the papers of one row of a record (a lesson, a talk, a questionnaire) have in common."""

from collections.abc import Iterable

from inspector_app.domain.visit import Visit
from inspector_app.reports.document import (
    Block,
    Document,
    FieldGrid,
    FieldRow,
)
from inspector_app.reports.letter_phrases import places_to_sign
from inspector_app.reports.visit_report import STATUS_MARK
from inspector_app.reports.words import day, pair


def row_document(
    visit: Visit, title: str, rows: Iterable[FieldRow], *, signed: str, more: Iterable[Block] = ()
) -> Document:
    """Return the paper of one row.

    Args:
        visit: the record that it belongs to.
        title: of the paper.
        rows: what the row says, below the school and the day.
        signed: the words before the place to sign.
        more: what follows the signature.
    """
    school = visit.school.name if visit.school else ""
    head = pair("学校（园）", school, "日期", day(visit.visited_on))
    return Document(
        title=title,
        reference=f"记录编号：{visit.number}",
        record_no=visit.number,
        revision=f"第{visit.revision}版",
        mark=STATUS_MARK[visit.status],
        blocks=(
            FieldGrid(rows=(head, *rows)),
            places_to_sign(signed),
            *more,
        ),
    )
