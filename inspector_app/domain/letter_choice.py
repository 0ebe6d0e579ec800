"""Which letters fit what is chosen: an issue that is no 安全隐患 has no 隐患即报单."""

from collections.abc import Sequence

from inspector_app.domain.issue import Issue
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import COUNTED_STATUSES, VisitStatus


def letters_of_issues(issues: Sequence[Issue]) -> tuple[LetterKind, ...]:
    """Return the letters that fit all of ``issues`` of the 台账, in the order of the handbook."""
    fits = {
        LetterKind.RECTIFICATION_NOTICE: all(issue.dates.is_open for issue in issues),
        LetterKind.CHECK_SHEET: True,
        LetterKind.CLOSED_LOOP: True,
        LetterKind.HAZARD_SLIP: all(issue.is_hazard for issue in issues),
        LetterKind.CONSULTATION_LETTER: all(issue.dates.consulted_on for issue in issues),
        LetterKind.REPLY_FORM: all(issue.dates.is_open for issue in issues),
        LetterKind.SCHOOL_HANDOVER: True,
    }
    return tuple(kind for kind, fit in fits.items() if fit and issues)


def letters_of_record(visit: Visit) -> tuple[LetterKind, ...]:
    """Return the letters that fit a record; a draft can be told to the school, no more."""
    if visit.joint is not None:
        # Those who went along issue nothing: the 责任督学 does.
        return ()
    if visit.status is VisitStatus.DRAFT:
        return (LetterKind.FEEDBACK_LETTER,)
    if visit.status not in COUNTED_STATUSES:
        return ()
    notice = (LetterKind.RECTIFICATION_NOTICE,) if to_be_noticed(visit) else ()
    return (*notice, LetterKind.FEEDBACK_LETTER, LetterKind.OPINION_LETTER)


def to_be_noticed(visit: Visit) -> tuple[Issue, ...]:
    """Return the issues of a record that a 整改通知书 would list: those still open."""
    return tuple(issue for issue in visit.issues if issue.dates.is_open)
