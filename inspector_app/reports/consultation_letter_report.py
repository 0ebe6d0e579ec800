"""协商意见书: asks a 科室 to help with what a school cannot put right alone.

The wording is that of deployed systems.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from inspector_app.domain.issue_event import IssueEvent
from inspector_app.domain.labels.sources import source_word
from inspector_app.domain.letter_kind import LetterTerms
from inspector_app.domain.views import LedgerRow
from inspector_app.reports.document import LongText
from inspector_app.reports.letter import Letter
from inspector_app.reports.letter_phrases import OFFICE, record_of, reference_of
from inspector_app.reports.words import day

TITLE: Final = "协商意见书"


class Consulted(NamedTuple):
    """An issue and the step that asked a 科室 about it."""

    row: LedgerRow
    event: IssueEvent


def consultation_letter_report(
    asked: Sequence[Consulted], *, department: str, terms: LetterTerms
) -> Letter:
    """Return the letter to one 科室.

    Args:
        asked: issues of one record, at least one.
        department: the 科室 or centre.
        terms: 文号 and day.
    """
    first = asked[0].row
    lines = [
        f"{number}.{each.row.issue.description.strip()}\n建议：{each.event.note.strip()}"
        for number, each in enumerate(asked, start=1)
    ]
    return Letter(
        title=TITLE,
        reference=reference_of(terms.reference),
        addressee=department,
        body=(
            LongText(text=_found(first)),
            LongText(text="\n".join(lines)),
            LongText(text="请贵科室（中心）予以支持、配合、协调解决，并将意见答复我室。"),
        ),
        signed_by=(OFFICE,),
        dated=terms.dated,
        record_no=record_of(first),
    )


def _found(first: LedgerRow) -> str:
    if first.visit_uid:
        return (
            f"我室责任督学{first.lead_name}于{day(first.found_on)}对{first.school_name}"
            "进行了教育督导，发现该学校（幼儿园）存在以下问题及建议："
        )
    return (
        f"{day(first.found_on)}，{source_word(first.source)}（{first.reference}）指出"
        f"{first.school_name}存在以下问题；我室建议如下："
    )
