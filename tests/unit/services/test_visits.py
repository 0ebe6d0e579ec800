"""The life of a record: 定稿, 更正, 作废, 送签稿, 回收站."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from inspector_app.base.errors import IncompleteError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue import IssueState
from inspector_app.domain.issue_event import NO_DETAILS, IssueEventKind
from inspector_app.domain.month import Month
from inspector_app.domain.visit_options import VisitStatus
from tests.unit.builders import tell
from tests.unit.services.conftest import SCHOOL

NOVEMBER = Month(2026, 11)
Filed = Callable[..., str]


def district(workbench: Workbench, name: str) -> Any:
    return workbench.months.as_json(NOVEMBER, recompute=True)["district"][name]


def test_an_incomplete_record_is_not_filed_and_each_gap_is_named(workbench: Workbench) -> None:
    uid = workbench.visit_edit.new(school_code=SCHOOL).uid
    with pytest.raises(IncompleteError, match="还不能定稿") as caught:
        workbench.visits.file(uid)
    assert {"session", "topics", "narrative", "advice", "feedback_way", "issues"} == {
        problem.where for problem in caught.value.problems
    }
    assert workbench.visits.get(uid).status is VisitStatus.DRAFT


def test_a_photo_of_the_paper_satisfies_the_teaching_process(
    workbench: Workbench, complete: dict[str, Any], photo_file: Any
) -> None:
    complete["lessons"] = [
        {"listener": "DX001", "period": 2, "class": "3年2班", "subject": "语文",
         "teacher": "教师01", "topic": "古诗", "kind": "新授", "advice": "多读", "grade": "良"}
    ]  # fmt: skip
    uid = workbench.visit_edit.new_from_json(complete).uid
    assert [g.where for g in workbench.visits.gaps(uid)] == ["lessons[0].process"]
    from inspector_app.domain.photo import PhotoOwner, PhotoRole

    lesson = workbench.visits.get(uid).lessons[0]
    workbench.photos.add(
        PhotoOwner.LESSON, lesson.uid, files=[photo_file("p.jpg")], role=PhotoRole.LESSON_PAPER
    )
    assert workbench.visits.gaps(uid) == ()


def test_filing_lets_the_record_count_and_its_issue_enter_the_ledger(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed()
    issue = workbench.visits.get(uid).issues[0]
    assert district(workbench, "visits") == 1
    assert [e.kind for e in workbench.issues.events(issue.uid)] == [IssueEventKind.FOUND]
    assert [row.issue.uid for row in workbench.issues.open_ledger()] == [issue.uid]


def test_an_issue_fixed_on_the_spot_is_closed_on_the_day_of_the_visit(
    workbench: Workbench, filed: Filed
) -> None:
    fixed = {
        "category": "T6",
        "description": "通道堆物",
        "severity": "小",
        "fixed_on_the_spot": True,
        "witness": "总务主任",
    }
    uid = filed(issues=[fixed], next_visit=None)
    dates = workbench.visits.get(uid).issues[0].dates
    assert dates.state is IssueState.CLOSED
    assert (dates.answered_on, dates.closed_on) == (date(2026, 11, 20), date(2026, 11, 20))
    assert district(workbench, "fixed_on_the_spot") == 1


def test_a_correction_counts_nothing_until_it_is_filed(workbench: Workbench, filed: Filed) -> None:
    uid = filed()
    workbench.visits.correct(uid, reason="日期写错")
    assert district(workbench, "visits") == 0
    assert [g.number for g in workbench.month_life.gaps(NOVEMBER)] == [
        workbench.visits.get(uid).number
    ]
    workbench.visit_edit.set_json(uid, "date", "2026-11-19")
    workbench.visits.file(uid)
    assert district(workbench, "visits") == 1
    record = workbench.visits.record(uid)
    assert [(r.revision, r.reason) for r in record.revisions] == [(1, ""), (2, "日期写错")]
    assert workbench.visits.revision(uid, 1)["date"] == "2026-11-20"


def test_an_abandoned_correction_leaves_what_was_filed(workbench: Workbench, filed: Filed) -> None:
    uid = filed()
    before = workbench.visits.as_json(uid)
    workbench.visits.correct(uid, reason="试一试")
    workbench.visit_edit.set_json(uid, "advice", "别的意见")
    workbench.visit_edit.remove_issue(workbench.visits.get(uid).issues[0].uid)
    workbench.visits.abandon_correction(uid)
    assert workbench.visits.as_json(uid) == before


@pytest.mark.parametrize("act", ["correct", "void"])
def test_correcting_and_voiding_need_a_reason(workbench: Workbench, filed: Filed, act: str) -> None:
    uid = filed()
    with pytest.raises(RefusedError, match="理由"):
        getattr(workbench.visits, act)(uid, reason="  ")
    assert workbench.visits.get(uid).status is VisitStatus.FILED


def test_a_voided_record_counts_nothing_and_stays_readable(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed()
    workbench.visits.void(uid, reason="重复录入")
    assert district(workbench, "visits") == 0
    assert district(workbench, "issues_found") == 0
    visit = workbench.visits.get(uid)
    assert (visit.status, visit.reason) == (VisitStatus.VOIDED, "重复录入")
    assert visit.narrative


def test_a_draft_is_not_corrected_but_simply_changed(workbench: Workbench) -> None:
    with pytest.raises(RefusedError, match="草稿"):
        workbench.visits.correct(workbench.visit_edit.new().uid, reason="x")


def test_a_record_that_was_filed_is_never_discarded(workbench: Workbench, filed: Filed) -> None:
    uid = filed()
    workbench.visits.correct(uid, reason="改字")
    with pytest.raises(RefusedError, match="回收站"):
        workbench.visits.discard(uid)


def test_a_discarded_draft_can_be_restored_with_its_number(workbench: Workbench) -> None:
    made = workbench.visit_edit.new()
    workbench.visits.discard(made.uid, reason="写错学校")
    assert workbench.visits.list() == ()
    assert [v.number for v in workbench.visits.recycle_bin()] == [made.number]
    workbench.visits.restore(made.uid)
    assert [v.number for v in workbench.visits.list()] == [made.number]
    assert workbench.context.stores.history.tombstones() == []


def test_what_does_not_lie_in_the_recycle_bin_is_not_called_restored(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed()
    workbench.visits.void(uid, reason="重复")
    with pytest.raises(RefusedError, match="不在回收站"):
        workbench.visits.restore(uid)
    assert workbench.visits.get(uid).status is VisitStatus.VOIDED


def test_signed_pages_are_bound_to_their_signing_copy_and_a_later_change_is_told(
    workbench: Workbench, complete: dict[str, Any], photo_file: Any
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    first, copy = workbench.documents.signing_pdf(uid)
    assert copy.signing_no == 1
    workbench.photos.add_signed_pages(uid, files=[photo_file("签字.jpg")], signing_no=1)
    record = workbench.visits.record(uid)
    assert record.signed_as == copy
    assert record.signed_matches
    workbench.visit_edit.set_json(uid, "advice", "校长改了一句。")
    assert not workbench.visits.record(uid).signed_matches
    assert workbench.documents.reprint_signing(uid, signing_no=1) == first


def test_a_page_for_a_signing_copy_that_was_never_printed_is_refused(
    workbench: Workbench, complete: dict[str, Any], photo_file: Any
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    with pytest.raises(RefusedError, match="送签稿 3"):
        workbench.photos.add_signed_pages(uid, files=[photo_file("a.jpg")], signing_no=3)


def test_a_document_issued_once_is_reprinted_byte_for_byte(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed()
    first = workbench.documents.visit_pdf(uid)
    with workbench.context.database.transaction():
        workbench.context.database.execute("UPDATE visit SET advice = '旁改'")
    assert workbench.documents.visit_pdf(uid) == first


def test_closing_an_issue_needs_evidence(workbench: Workbench, filed: Filed) -> None:
    issue = workbench.visits.get(filed()).issues[0].uid
    with pytest.raises(RefusedError, match="佐证材料"):
        tell(workbench, issue, IssueEventKind.CLOSED, on=date(2026, 11, 21), details=NO_DETAILS)
    tell(workbench, issue, IssueEventKind.CLOSED, on=date(2026, 11, 21), note="现场复核，通道畅通")
    assert workbench.issues.open_ledger() == ()
    assert district(workbench, "closed") == 1


@pytest.mark.parametrize(
    ("day", "said"), [(date(2026, 11, 1), "早于"), (date(2026, 12, 1), "今天之后")]
)
def test_an_event_cannot_lie_before_the_finding_or_after_today(
    workbench: Workbench, filed: Filed, day: date, said: str
) -> None:
    issue = workbench.visits.get(filed()).issues[0].uid
    with pytest.raises(RefusedError, match=said):
        tell(workbench, issue, IssueEventKind.ANSWERED, on=day)


def test_the_check_finds_an_altered_history_and_a_missing_photo(
    workbench: Workbench, filed: Filed, photo_file: Any, complete: dict[str, Any]
) -> None:
    from inspector_app.domain.photo import PhotoOwner

    uid = workbench.visit_edit.new_from_json(complete).uid
    added = workbench.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("a.jpg")])
    assert workbench.checks.run().sound
    with workbench.context.database.transaction():
        workbench.context.database.execute("UPDATE journal SET actor = '别人' WHERE seq = 2")
    workbench.context.vault.remove(added.photos[0].sha256)
    faulty = {check.name for check in workbench.checks.run().checks if check.faults}
    assert faulty == {"修改历史首尾相接", "照片文件齐全"}


def test_every_number_of_the_table_leads_to_its_records(workbench: Workbench, filed: Filed) -> None:
    uid = filed()
    table = workbench.months.table(NOVEMBER).table
    lines = workbench.months.behind(table.district["issues_found"].uids)  # type: ignore[union-attr]
    assert [(line.kind, line.visit_uid, line.text) for line in lines] == [
        ("问题", uid, "消防通道堆放杂物。")
    ]


def test_search_finds_two_characters_at_once_and_what_is_still_being_typed(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed()
    draft = workbench.visit_edit.new(school_code=SCHOOL)
    workbench.visit_edit.set_field(draft.uid, "narrative", "食堂留样记录不全")
    assert {hit.uid for hit in workbench.search.find("食堂")} == {uid, draft.uid}
    assert [hit.uid for hit in workbench.search.find("留样")] == [draft.uid]
    assert workbench.search.find("游泳") == ()


def test_today_offers_to_go_on_writing(workbench: Workbench) -> None:
    uid = workbench.visit_edit.new(school_code=SCHOOL).uid
    workbench.visit_edit.set_cursor(uid, field="advice", position=3)
    page = workbench.today.page()
    assert page.resume is not None
    assert (page.resume.visit.uid, page.resume.cursor.field) == (uid, "advice")
    assert [status.school.code for status in page.unvisited] == [SCHOOL]
    assert [draft.uid for draft in page.drafts] == [uid]
