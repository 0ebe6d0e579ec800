"""The content trees of talks and questionnaires alone."""

from typing import TYPE_CHECKING, TypeVar

from inspector_app.base.errors import NotFoundError
from inspector_app.services.visit_views import VisitRecord
from inspector_app.services.wishes import InterviewsPrint, QuestionnairesPrint

if TYPE_CHECKING:
    from inspector_app.reports.document import Document

_Row = TypeVar("_Row")


def talk_trees(
    record: VisitRecord, wish: InterviewsPrint | QuestionnairesPrint
) -> "tuple[Document, ...]":
    """Return one tree for each talk or questionnaire that is wished for.

    Raises:
        NotFoundError: the record has none, or none at that place.
    """
    from inspector_app.reports.interview_report import interview_report
    from inspector_app.reports.questionnaire_report import questionnaire_report

    visit, inspector = record.visit, record.lead_name
    if isinstance(wish, InterviewsPrint):
        talks = _at(visit.interviews, wish.place, what="次访谈", number=visit.number)
        return tuple(interview_report(visit, talk, inspector=inspector) for talk in talks)
    sheets = _at(visit.questionnaires, wish.place, what="份问卷", number=visit.number)
    return tuple(questionnaire_report(visit, one, inspector=inspector) for one in sheets)


def _at(rows: tuple[_Row, ...], place: int | None, *, what: str, number: str) -> tuple[_Row, ...]:
    wanted = rows if place is None else rows[place - 1 : place] if place > 0 else ()
    if not wanted:
        missing = "可打印的" if place is None else f"第 {place} {what[0]}"
        raise NotFoundError(f"记录 {number} 有 {len(rows)} {what}，没有{missing}；没有生成文件。")
    return wanted
