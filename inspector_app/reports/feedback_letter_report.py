"""现场反馈意见书: what the inspector hands to the school at the end of a visit."""

from collections.abc import Mapping
from typing import Final

from inspector_app.domain.letter_kind import LetterTerms
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.reports.document import LongText
from inspector_app.reports.letter import Letter
from inspector_app.reports.letter_findings import BASIS, finding_sections, how_it_was
from inspector_app.reports.letter_phrases import pen_lines

TITLE: Final = "督导现场反馈意见书"
_MARK: Final = {VisitStatus.DRAFT: "草稿", VisitStatus.VOIDED: "作废"}


def feedback_letter_report(
    visit: Visit, *, inspector_names: Mapping[str, str], terms: LetterTerms
) -> Letter:
    """Return the letter about one record, which may be a draft still: then it is marked so.

    Args:
        visit: the record.
        inspector_names: name of each 督学编号; an unknown one is printed as its number.
        terms: 文号 and day.
    """
    how = how_it_was(visit, inspector_names)
    lead = inspector_names.get(visit.lead_id, visit.lead_id)
    return Letter(
        title=TITLE,
        reference=terms.reference,
        addressee=visit.school.name if visit.school else "",
        body=(
            LongText(text=f"根据{BASIS}，{how}现将意见反馈如下："),
            *finding_sections([visit]),
            pen_lines("督学签名", "学校负责人"),
        ),
        signed_by=(f"责任督学：{lead}",),
        dated=terms.dated,
        record_no=visit.number,
        mark=_MARK.get(visit.status, ""),
    )
