"""Letters of the ledger: what may be asked for, and that a 文号 means one letter."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue_event import EventDetails, IssueEventKind
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.reports.document import Document, PhotoRows
from inspector_app.reports.letter import Letter
from inspector_app.services.incoming_photos import IncomingPhoto, Minors
from inspector_app.services.wishes import LetterPrint
from tests.unit.builders import tell
from tests.unit.services.conftest import SCHOOL

NOTICE = LetterKind.RECTIFICATION_NOTICE
REFERENCE = "示教督〔2026〕3号"


def number_of(workbench: Workbench, uid: str) -> str:
    return workbench.visits.get(uid).issues[0].number


def notice(workbench: Workbench, uid: str, reference: str = REFERENCE) -> LetterPrint:
    return workbench.letters.wish(NOTICE, [number_of(workbench, uid)], reference=reference)


def test_the_number_of_a_record_stands_for_all_its_issues(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    visit = workbench.visits.get(filed())
    wish = workbench.letters.wish(NOTICE, [visit.number, visit.issues[0].number])
    assert wish.subjects == tuple(issue.uid for issue in visit.issues)


@pytest.mark.parametrize("days", [-1, 31])
def test_days_beyond_those_that_are_usual_are_refused(
    workbench: Workbench, filed: Callable[..., str], days: int
) -> None:
    with pytest.raises(InputError, match="0 到 30"):
        workbench.letters.wish(NOTICE, [number_of(workbench, filed())], days=days)


def test_a_number_that_nothing_bears_is_named(workbench: Workbench) -> None:
    with pytest.raises(NotFoundError):
        workbench.letters.wish(NOTICE, ["210304-2026-DX001-9999"])


def test_issues_of_two_records_do_not_share_a_notice(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    numbers = [number_of(workbench, filed()), number_of(workbench, filed(session="下午"))]
    with pytest.raises(RefusedError, match="不在同一份"):
        workbench.documents.letter_pdf(workbench.letters.wish(NOTICE, numbers))


def test_printing_a_notice_records_nothing_in_the_ledger(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    uid = filed()
    (issue,) = workbench.visits.get(uid).issues
    before = workbench.issues.events(issue.uid)
    workbench.documents.letter_pdf(notice(workbench, uid))
    assert workbench.issues.events(issue.uid) == before


def test_a_letter_under_a_number_is_reprinted_as_it_was_issued(
    workbench: Workbench, filed: Callable[..., str], clock: FixedClock
) -> None:
    uid = filed()
    issued = workbench.documents.letter_pdf(notice(workbench, uid))
    (issue,) = workbench.visits.get(uid).issues
    day, until = date(2026, 11, 21), date(2026, 12, 20)
    tell(workbench, issue.uid, IssueEventKind.EXTENDED, on=day, until=until)
    clock.advance(timedelta(days=3))
    assert workbench.documents.letter_pdf(notice(workbench, uid)) == issued
    assert workbench.documents.letter_preview(notice(workbench, uid)).content == issued
    assert workbench.documents.letter_pdf(notice(workbench, uid, "示教督〔2026〕4号")) != issued


def test_a_number_that_a_letter_bears_is_not_given_to_another(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    workbench.documents.letter_pdf(notice(workbench, filed()))
    with pytest.raises(RefusedError, match="已经印出过"):
        workbench.documents.letter_pdf(notice(workbench, filed(session="下午")))


def test_a_number_is_of_one_letter_whatever_its_kind(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    uid = filed()
    workbench.documents.letter_pdf(notice(workbench, uid))
    number = workbench.visits.get(uid).number
    wish = workbench.letters.wish(LetterKind.OPINION_LETTER, [number], reference=REFERENCE)
    with pytest.raises(RefusedError, match=f"已经印出过：整改通知书 {REFERENCE}"):
        workbench.documents.letter_pdf(wish)


def test_a_record_without_issues_has_no_notice(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    number = workbench.visits.get(filed(issues=[], no_issues_found=True)).number
    with pytest.raises(RefusedError, match="里没有问题"):
        workbench.letters.wish(NOTICE, [number])


def test_a_letter_without_a_number_is_kept_by_what_it_says(
    workbench: Workbench, filed: Callable[..., str], clock: FixedClock
) -> None:
    wish = notice(workbench, filed(), "")
    first = workbench.documents.letter_pdf(wish)
    assert workbench.documents.letter_pdf(wish) == first
    clock.advance(timedelta(days=1))
    assert workbench.documents.letter_pdf(wish) != first
    rows = workbench.context.database.rows("SELECT revision FROM document ORDER BY revision")
    assert rows == [(1,), (2,)]


def test_a_word_file_bears_a_number_only_while_it_says_what_was_printed(
    workbench: Workbench, filed: Callable[..., str], clock: FixedClock
) -> None:
    uid = filed()
    assert workbench.documents.letter_docx(notice(workbench, uid)).startswith(b"PK")
    assert workbench.context.database.row("SELECT count(*) FROM document") == (1,)
    clock.advance(timedelta(days=3))
    assert workbench.documents.letter_docx(notice(workbench, uid)).startswith(b"PK")
    (issue,) = workbench.visits.get(uid).issues
    day, until = date(2026, 11, 21), date(2026, 12, 20)
    tell(workbench, issue.uid, IssueEventKind.EXTENDED, on=day, until=until)
    with pytest.raises(RefusedError, match="印出以后内容改过"):
        workbench.documents.letter_docx(notice(workbench, uid))


def test_the_name_of_a_campaign_stands_for_its_filed_records(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    first = filed(campaign="校园安全专项", type="专项")
    second = filed(campaign="校园安全专项", type="专项", session="下午")
    filed(date="2026-11-19")
    workbench.visit_edit.new_from_json({"campaign": "校园安全专项"})
    wish = workbench.letters.wish(LetterKind.OPINION_LETTER, ["校园安全专项"])
    assert set(wish.subjects) == {first, second}


def test_an_opinion_is_given_on_filed_records_alone(workbench: Workbench) -> None:
    draft = workbench.visits.get(workbench.visit_edit.new_from_json({}).uid)
    wish = workbench.letters.wish(LetterKind.OPINION_LETTER, [draft.number])
    with pytest.raises(RefusedError, match="还没有定稿"):
        workbench.documents.letter_pdf(wish)


HAZARD = {
    "category": "T6", "description": "通道堆放课桌。", "severity": "安全隐患",
    "deadline": "2026-12-05",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (LetterKind.HAZARD_SLIP, "不是安全隐患"),
        (LetterKind.CONSULTATION_LETTER, "还没有记“协商科室”"),
    ],
)
def test_a_letter_that_does_not_fit_the_issue_is_refused_with_its_number(
    workbench: Workbench, filed: Callable[..., str], kind: LetterKind, sentence: str
) -> None:
    number = number_of(workbench, filed())
    with pytest.raises(RefusedError, match=f"{number}.*{sentence}"):
        workbench.documents.letter_pdf(workbench.letters.wish(kind, [number]))


def test_each_department_that_was_asked_gets_a_letter_of_its_own(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    visit = workbench.visits.get(filed(issues=[HAZARD, HAZARD, HAZARD]))
    day = date(2026, 11, 21)
    for issue, department in zip(visit.issues, ("安全科", "基建科", "安全科"), strict=True):
        asked = EventDetails(person=department)
        step = {"on": day, "note": "请支持。", "details": asked}
        tell(workbench, issue.uid, IssueEventKind.CONSULTED, **step)
    wish = workbench.letters.wish(LetterKind.CONSULTATION_LETTER, [visit.number])
    letters = workbench.document_trees.of(wish)
    assert [letter.addressee for letter in letters if isinstance(letter, Letter)] == [
        "安全科", "基建科",
    ]  # fmt: skip


def test_a_closed_loop_prints_no_faces_of_minors_and_says_how_many_it_holds_back(
    workbench: Workbench, filed: Callable[..., str], photo_file: Callable[[str], IncomingPhoto]
) -> None:
    (issue,) = workbench.visits.get(filed()).issues
    for name in ("一.jpg", "二.jpg"):
        workbench.photos.add(
            PhotoOwner.ISSUE, issue.uid, files=[photo_file(name)], role=PhotoRole.AFTER
        )
    first = workbench.context.stores.photos.of(PhotoOwner.ISSUE, issue.uid)[0]
    workbench.photos.set_minors(first.uid, Minors.SHOWN)
    wish = workbench.letters.wish(LetterKind.CLOSED_LOOP, [issue.number])
    (tree,) = workbench.document_trees.of(wish)
    assert isinstance(tree, Document)
    (rows,) = (block.rows for block in tree.blocks if isinstance(block, PhotoRows))
    assert [[photo.number for photo in row] for row in rows] == [["整改后1"]]
    assert "另有1张含未成年人面部的照片，没有印出。" in list(tree.texts())


def test_a_school_without_open_issues_gets_no_form_to_answer_with(workbench: Workbench) -> None:
    wish = workbench.letters.wish(LetterKind.REPLY_FORM, ["示范区第7幼儿园"])
    with pytest.raises(RefusedError, match="没有未销号的问题"):
        workbench.documents.letter_pdf(wish)


def test_a_handover_lists_filed_records_alone(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    number = workbench.visits.get(filed()).number
    draft = workbench.visit_edit.new_from_json({"school": SCHOOL, "date": "2026-11-19"}).uid
    wish = workbench.letters.wish(LetterKind.SCHOOL_HANDOVER, [SCHOOL])
    (tree,) = workbench.document_trees.of(wish)
    texts = list(tree.texts())
    assert number in texts
    assert workbench.visits.get(draft).number not in texts


def test_a_table_takes_no_number_of_a_letter(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    number = number_of(workbench, filed())
    with pytest.raises(InputError, match="不编文号"):
        workbench.letters.wish(LetterKind.CHECK_SHEET, [number], reference=REFERENCE)
