"""What a correction changes besides the record: the ledger, the pictures, the next bundle."""

import errno
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import EnvironmentProblem, InputError, RefusedError
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.issue import IssueState
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.issue_rules import next_kinds
from inspector_app.domain.month import Month
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.bundle_views import ExportedBundle
from tests.unit.builders import tell
from tests.unit.services.conftest import SCHOOL

NOVEMBER = Month(2026, 11)
Filed = Callable[..., str]
SPOT = {
    "category": "T6",
    "description": "当场清理。",
    "severity": "轻微",
    "fixed_on_the_spot": True,
    "witness": "总务主任",
}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "共享"
    folder.mkdir()
    return folder


def export(workbench: Workbench, target: Path) -> ExportedBundle:
    return workbench.bundles.export(inspector_id="DX001", month=NOVEMBER, folder=target)


def records_in(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith("records.json"))
        found: dict[str, Any] = json.loads(archive.read(name))
    return found


def corrected(workbench: Workbench, uid: str, field: str, value: Any) -> None:
    workbench.visits.correct(uid, reason="写错")
    workbench.visit_edit.set_json(uid, field, value)
    workbench.visits.file(uid)


def test_a_corrected_date_moves_what_the_record_said_of_its_issues(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed(issues=[SPOT])
    corrected(workbench, uid, "date", "2026-11-18")
    assert workbench.visits.get(uid).issues[0].dates.closed_on == date(2026, 11, 18)


def test_a_notice_that_was_never_handed_over_leaves_the_ledger_again(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed(feedback_way=["整改通知书"])
    assert workbench.visits.get(uid).issues[0].dates.noticed_on == date(2026, 11, 20)
    corrected(workbench, uid, "feedback_way", ["现场口头"])
    issue = workbench.visits.get(uid).issues[0]
    assert (issue.dates.noticed_on, issue.dates.state) == (None, IssueState.FOUND)


def test_filing_a_correction_again_does_not_undo_a_reopening(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed(issues=[SPOT])
    issue = workbench.visits.get(uid).issues[0].uid
    tell(workbench, issue, IssueEventKind.REOPENED, on=date(2026, 11, 20), note="又堆上了")
    corrected(workbench, uid, "advice", "改正后的意见")
    assert workbench.issues.get(issue).issue.dates.is_open


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (IssueEventKind.FOUND, "由记录本身"),
        (IssueEventKind.RESTATED, "由记录本身"),
        (IssueEventKind.REOPENED, "不用恢复"),
        (IssueEventKind.NOT_ACCEPTED, "还没有报送"),
    ],
)
def test_an_event_that_cannot_come_next_is_refused(
    workbench: Workbench, filed: Filed, kind: IssueEventKind, said: str
) -> None:
    issue = workbench.visits.get(filed()).issues[0].uid
    before = workbench.issues.events(issue)
    with pytest.raises(RefusedError, match=said):
        tell(workbench, issue, kind, on=date(2026, 11, 21), note="理由")
    assert workbench.issues.events(issue) == before


def test_what_is_closed_cannot_be_closed_again(workbench: Workbench, filed: Filed) -> None:
    issue = workbench.visits.get(filed(issues=[SPOT])).issues[0].uid
    with pytest.raises(RefusedError, match=r"已销号.*恢复"):
        tell(workbench, issue, IssueEventKind.CLOSED, on=date(2026, 11, 21), note="核查到位")


def test_giving_a_correction_up_brings_the_pictures_back(
    workbench: Workbench, complete: dict[str, Any], photo_file: Any
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    files = [photo_file("校门.jpg"), photo_file("食堂.jpg")]
    kept, removed = workbench.photos.add(PhotoOwner.VISIT, uid, files=files).photos
    workbench.photos.set_caption(kept.uid, "校门口")
    workbench.visits.file(uid)
    frozen = workbench.visits.as_json(uid)["photos"]
    workbench.visits.correct(uid, reason="换照片")
    workbench.photos.remove(removed.uid)
    workbench.photos.set_caption(kept.uid, "别的说明")
    (added,) = workbench.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("新.jpg")]).photos
    workbench.visits.abandon_correction(uid)
    assert workbench.visits.as_json(uid)["photos"] == frozen
    assert [photo.uid for photo in workbench.photos.of(PhotoOwner.BASKET, "")] == [added.uid]


def test_a_correction_of_a_very_long_record_can_be_given_up(
    workbench: Workbench, filed: Filed
) -> None:
    uid = filed()
    with workbench.context.database.transaction():
        workbench.context.stores.visits.set_many(uid, {"host": "长" * 900})
    workbench.visits.correct(uid, reason="错字")
    workbench.visits.file(uid)
    workbench.visits.correct(uid, reason="再改")
    workbench.visits.abandon_correction(uid)
    assert workbench.visits.get(uid).host == "长" * 900


def test_pictures_of_a_row_that_was_taken_out_neither_count_nor_leave(
    workbench: Workbench, complete: dict[str, Any], photo_file: Any
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    issue = workbench.visits.get(uid).issues[0].uid
    workbench.photos.add(PhotoOwner.ISSUE, issue, files=[photo_file("隐患.jpg")])
    workbench.visit_edit.remove_issue(issue)
    assert workbench.visits.record(uid).photos == ()
    assert [line.photos for line in workbench.visits.list()] == [0]
    workbench.visit_edit.undo(uid)
    assert len(workbench.visits.record(uid).photos) == 1


def test_signed_pages_of_a_filed_record_can_be_added_but_not_taken_away(
    workbench: Workbench, complete: dict[str, Any], photo_file: Any
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    workbench.documents.signing_pdf(uid)
    workbench.visits.file(uid)
    (page,) = workbench.photos.add_signed_pages(
        uid, files=[photo_file("签字.jpg")], signing_no=1
    ).photos
    assert workbench.visits.record(uid).signed_matches
    with pytest.raises(RefusedError, match="照片没有改动"):
        workbench.photos.remove(page.uid)
    assert page.role is PhotoRole.SIGNED_PAGE


def test_a_signature_stays_good_when_the_issue_moves_on(
    workbench: Workbench, complete: dict[str, Any], photo_file: Any
) -> None:
    uid = workbench.visit_edit.new_from_json(complete).uid
    workbench.documents.signing_pdf(uid)
    workbench.visits.file(uid)
    workbench.photos.add_signed_pages(uid, files=[photo_file("签字.jpg")], signing_no=1)
    issue = workbench.visits.get(uid).issues[0].uid
    tell(workbench, issue, IssueEventKind.CLOSED, on=date(2026, 11, 22), note="核查到位")
    assert workbench.visits.record(uid).signed_matches


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"next_visit": "2026-11-01"}, "next_visit"),
        ({"notice": "已通知", "notice_date": "2026-11-21"}, "notice_date"),
        ({"issues": [{**SPOT, "fixed_on_the_spot": False, "deadline": "2026-11-19"}]},
         "issues[0].deadline"),
    ],
)  # fmt: skip
def test_days_that_cannot_be_are_named_before_filing(
    workbench: Workbench, complete: dict[str, Any], fields: dict[str, Any], where: str
) -> None:
    uid = workbench.visit_edit.new_from_json({**complete, **fields}).uid
    assert [gap.where for gap in workbench.visits.gaps(uid)] == [where]


def test_a_record_made_void_after_handing_over_travels_as_void(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    uid = filed()
    first = export(workbench, target)
    workbench.visits.void(uid, reason="走错学校")
    second = export(workbench, target)
    assert (second.seq, second.repeated) == (first.seq + 1, False)
    (record,) = records_in(second.path)["visits"]
    assert (record["status"], record["reason"]) == ("作废", "走错学校")
    assert workbench.visits.get(uid).status is VisitStatus.VOIDED


def test_giving_up_the_correction_of_a_record_that_is_out_makes_no_news(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    uid = filed()
    export(workbench, target)
    out = workbench.visits.as_json(uid)
    workbench.visits.correct(uid, reason="看一看")
    workbench.visit_edit.set_json(uid, "advice", "别的意见")
    workbench.visits.abandon_correction(uid)
    assert workbench.visits.as_json(uid) == out
    assert out["status"] == "已上报"
    assert not workbench.months.table(NOVEMBER).changed
    assert workbench.month_life.gaps(NOVEMBER) == ()


def test_content_that_was_out_before_is_marked_handed_over_again(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    uid = filed()
    export(workbench, target)
    # As earlier versions left a record whose correction was given up.
    with workbench.context.database.transaction():
        workbench.context.stores.visits.set_many(uid, {"status": VisitStatus.FILED.value})
    assert export(workbench, target).repeated
    assert workbench.visits.get(uid).status is VisitStatus.HANDED_OVER


def test_a_folder_that_refuses_leaves_a_bundle_that_is_put_there_the_next_time(
    workbench: Workbench, filed: Filed, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    filed()
    with monkeypatch.context() as patch:
        patch.setattr("inspector_app.services.outbox.write_atomic", full)
        with pytest.raises(EnvironmentProblem, match=r"留在发件箱.*磁盘已满"):
            export(workbench, target)
    (noted,) = workbench.bundles.outbox()
    assert noted["exported_to"] == ""
    made = export(workbench, target)
    assert (made.seq, made.digest, made.repeated) == (1, noted["digest"], True)
    assert workbench.bundles.outbox()[0]["exported_to"] == str(target)


def test_a_character_without_a_face_does_not_hold_the_month_back(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    uid = filed(narrative="接待人姓\U0003134a。")
    with pytest.raises(RefusedError):
        workbench.documents.visit_pdf(uid)
    made = export(workbench, target)
    assert "\U0003134a" in made.remarks[0]
    assert records_in(made.path)["visits"][0]["narrative"] == "接待人姓\U0003134a。"
    with pytest.raises(RefusedError):
        workbench.documents.visit_pdf(uid)


def test_why_a_draft_was_given_up_does_not_leave(
    workbench: Workbench, filed: Filed, target: Path
) -> None:
    filed()
    draft = workbench.visit_edit.new(visited_on=date(2026, 11, 20))
    workbench.visits.discard(draft.uid, reason="写了家长的名字")
    records = records_in(export(workbench, target).path)
    assert [sorted(stone) for stone in records["tombstones"]] == [["at", "no"]]
    assert "家长" not in json.dumps(records, ensure_ascii=False)


@pytest.mark.parametrize("text", ["a\ud800", "a\x07"])
def test_text_that_no_file_can_hold_is_refused(workbench: Workbench, text: str) -> None:
    uid = workbench.visit_edit.new().uid
    with pytest.raises(InputError, match="第 2 个字符不能保存"):
        workbench.visit_edit.set_json(uid, "narrative", text)


def test_a_key_without_its_database_is_not_opened_as_an_empty_folder(
    folder: Path,
) -> None:
    for path in folder.glob("inspector.db*"):
        path.unlink()
    held = sorted(folder.rglob("*"))
    with pytest.raises(EnvironmentProblem, match="有密钥却没有数据库"):
        open_workbench(folder)
    assert sorted(folder.rglob("*")) == held


def test_an_issue_is_not_reopened_before_the_day_it_was_closed_on(
    workbench: Workbench, filed: Filed
) -> None:
    issue = workbench.visits.get(filed(date="2026-11-18")).issues[0].uid
    tell(workbench, issue, IssueEventKind.CLOSED, on=date(2026, 11, 20), note="已清走")
    with pytest.raises(RefusedError, match="早于销号或撤销的 2026-11-20"):
        tell(workbench, issue, IssueEventKind.REOPENED, on=date(2026, 11, 19), note="又堆上了")
    tell(workbench, issue, IssueEventKind.REOPENED, on=date(2026, 11, 20), note="又堆上了")
    assert workbench.issues.get(issue).issue.dates.is_open


@pytest.mark.parametrize(
    "before",
    [
        (),
        (IssueEventKind.ANSWERED,),
        (IssueEventKind.CLOSED,),
        (IssueEventKind.VOIDED,),
        (IssueEventKind.CLOSED, IssueEventKind.REOPENED),
    ],
)
def test_what_is_offered_next_for_an_issue_is_what_is_taken(
    workbench: Workbench, filed: Filed, before: tuple[IssueEventKind, ...]
) -> None:
    day = date(2026, 11, 20)
    issue = workbench.visits.get(filed()).issues[0].uid
    for kind in before:
        tell(workbench, issue, kind, on=day, note="说明")
    offered = next_kinds(workbench.issues.get(issue).issue)
    for kind in set(IssueEventKind) - set(offered):
        with pytest.raises(RefusedError):
            tell(workbench, issue, kind, on=day, until=day)
    taken = tell(workbench, issue, offered[-1], on=day, note="说明", until=day)
    assert taken.issues


def test_closed_and_voided_issues_of_a_school_are_listed_newest_first(
    workbench: Workbench, filed: Filed
) -> None:
    first, second, third = (
        workbench.visits.get(filed(date=day)).issues[0].uid
        for day in ("2026-11-16", "2026-11-17", "2026-11-18")
    )
    for issue, kind, day in (
        (first, IssueEventKind.VOIDED, 21),
        (second, IssueEventKind.CLOSED, 20),
    ):
        tell(workbench, issue, kind, on=date(2026, 11, day), note="说明")
    settled = workbench.issues.settled_at(SCHOOL)
    assert [row.issue.uid for row in settled] == [first, second]
    assert [row.issue.uid for row in workbench.issues.open_at(SCHOOL)] == [third]
