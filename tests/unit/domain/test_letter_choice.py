"""Which letters fit what is chosen."""

from datetime import date

import pytest

from inspector_app.domain.issue import IssueDates, Severity
from inspector_app.domain.letter_choice import letters_of_issues, letters_of_record
from inspector_app.domain.letter_kind import LETTER_BASE, LetterKind
from inspector_app.domain.visit_options import VisitStatus
from tests.unit.builders import make_issue, make_visit

DAY = date(2022, 9, 12)


def test_a_slip_fits_where_every_issue_is_a_hazard() -> None:
    hazard = make_issue(severity=Severity.HAZARD)
    assert LetterKind.HAZARD_SLIP in letters_of_issues([hazard])
    assert LetterKind.HAZARD_SLIP not in letters_of_issues([hazard, make_issue()])


def test_a_consultation_fits_while_a_department_has_not_answered() -> None:
    asked = make_issue(dates=IssueDates(consulted_on=DAY))
    assert LetterKind.CONSULTATION_LETTER in letters_of_issues([asked])
    assert LetterKind.CONSULTATION_LETTER not in letters_of_issues([make_issue()])


def test_what_is_settled_is_not_noticed_any_more() -> None:
    closed = make_issue(dates=IssueDates(closed_on=DAY))
    found = letters_of_issues([closed])
    assert LetterKind.RECTIFICATION_NOTICE not in found
    assert LetterKind.CLOSED_LOOP in found


def test_nothing_chosen_offers_nothing() -> None:
    assert letters_of_issues([]) == ()


@pytest.mark.parametrize(
    ("status", "kinds"),
    [
        (VisitStatus.DRAFT, (LetterKind.FEEDBACK_LETTER,)),
        (VisitStatus.VOIDED, ()),
        (VisitStatus.FILED, (LetterKind.FEEDBACK_LETTER, LetterKind.OPINION_LETTER)),
    ],
)
def test_the_letters_of_a_record_follow_from_where_it_stands(
    status: VisitStatus, kinds: tuple[LetterKind, ...]
) -> None:
    assert letters_of_record(make_visit(status=status)) == kinds


def test_a_record_with_open_issues_offers_a_notice_first() -> None:
    visit = make_visit(issues=(make_issue(),))
    assert letters_of_record(visit)[0] is LetterKind.RECTIFICATION_NOTICE


def test_every_kind_of_letter_is_made_of_something() -> None:
    assert set(LETTER_BASE) == set(LetterKind)
