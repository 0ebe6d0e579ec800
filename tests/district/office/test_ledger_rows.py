"""What laptops hand over beside records stands at the office as if it had been written there."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.register_options import EntryState
from inspector_app.services.bundle_ledger import LEAVING_KINDS
from inspector_app.services.context import Role
from inspector_app.services.office_gaps import Board
from tests.district.office.district import (
    IN_USE,
    NOVEMBER,
    District,
    opened,
    outcomes,
)
from tests.district.office.ledger import (
    LETTER,
    SUPERIOR,
    corrected,
    entered,
    entries,
    ledger,
    news,
    replied,
)
from tests.unit.services.conftest import COMPLETE as RECORD
from tests.unit.services.registers.conftest import COMPLETE

Write = Callable[..., str]
MADE = [kind.id for kind in LEAVING_KINDS if kind.id in COMPLETE]


def board(district: District) -> Board:
    return district.office.office_gaps.board(NOVEMBER)


@pytest.mark.parametrize("kind", MADE)
def test_an_entry_stands_at_the_office_as_it_was_filed(district: District, kind: str) -> None:
    laptop = district.laptops["DX001"]
    uid = entered(laptop, kind)
    news(district, "DX001")

    assert outcomes(district.scan()) == ["taken"]
    here = district.office.registers.record(uid)
    assert entries(district.office) == entries(laptop)
    assert (here.entry.state, here.entry.origin) == (EntryState.FILED, "device-DX001")
    assert [each.revision for each in here.revisions] == [1]
    (found,) = district.office.registers.list(_all_of(kind))
    assert found.entry.number == here.entry.number


def _all_of(kind: str) -> Any:
    from inspector_app.services.entry_search import EntrySearch

    return EntrySearch(kind=kind)


def test_a_weekly_report_that_came_is_missing_no_more(district: District) -> None:
    office = district.office
    assert "DX001" in {each.inspector_id for each in office.weekly_reports.missing()}
    monday = office.weekly_reports.monday()
    entered(district.laptops["DX001"], "weekly", monday=monday.isoformat())
    news(district, "DX001")
    district.scan()

    assert "DX001" not in {each.inspector_id for each in office.weekly_reports.missing()}


def test_a_correction_replaces_and_what_was_made_void_counts_no_more(district: District) -> None:
    laptop = district.laptops["DX001"]
    first, second = entered(laptop, "meeting"), entered(laptop, "suggestion")
    news(district, "DX001")
    corrected(laptop, first, "points", "改过的要点。")
    laptop.registers.void(second, reason="写重了")
    news(district, "DX001")
    district.scan()

    office = district.office.registers
    assert office.record(first).entry.values["points"] == "改过的要点。"
    assert [each.revision for each in office.record(first).revisions] == [1, 2]
    assert office.record(second).entry.state is EntryState.VOIDED
    assert board(district).conflicts == ()


def test_what_is_told_later_of_one_revision_is_told_at_the_office_too(district: District) -> None:
    laptop = district.laptops["DX001"]
    uid = entered(laptop, "meeting")
    news(district, "DX001")
    laptop.register_edit.set_json(uid, "decisions[0].done_on", "2026-11-21")
    news(district, "DX001")
    district.scan()

    here = district.office.registers.record(uid).entry
    assert here.revision == 1
    assert here.values["decisions"][0]["done_on"] == "2026-11-21"
    assert board(district).conflicts == ()


def test_an_issue_of_another_source_stands_in_the_ledger_with_who_follows_it_up(
    district: District,
) -> None:
    laptop = district.laptops["DX001"]
    (line, _) = laptop.ledger_sources.take_in([LETTER, SUPERIOR]).lines
    news(district, "DX001")
    step = NextStep(kind=IssueEventKind.ANSWERED, on=laptop.context.today(), note="已调配。")
    laptop.issues.record(line.uid, step)
    news(district, "DX001")

    assert outcomes(district.scan()) == ["taken", "taken"]
    assert ledger(district.office) == ledger(laptop)
    row = district.office.issues.get(line.uid)
    assert (row.lead_id, row.reference, row.issue.number) == (
        "DX001",
        LETTER.reference,
        line.number,
    )
    told = district.office.issues.events(line.uid)
    assert [e.kind for e in told] == [e.kind for e in laptop.issues.events(line.uid)]
    assert list(district.office.context.stores.issue_events.misfolded()) == []


def test_a_reply_stands_under_its_issue(district: District, write: Write) -> None:
    laptop = district.laptops["DX001"]
    (issue,) = laptop.visits.get(write("DX001")).issues
    uid = replied(laptop, issue.uid, "已清理。")
    news(district, "DX001")
    district.scan()

    here = district.office.replies.get(uid)
    assert (here.number, here.answers[0].done) == (laptop.replies.get(uid).number, "已清理。")
    newest = district.office.issues.events(issue.uid)[-1]
    assert newest.details.reply_uid == uid
    view = district.office.replies.view(uid)
    assert [row.issue.uid for row in view.issues] == [issue.uid]
    assert view.problems == ()


def _second(district: District, folder: Path, clock: FixedClock, name: str) -> Any:
    """Return another laptop of 督学01, with what the first one has by now."""
    lost = district.laptops["DX001"]
    copy = shutil.copytree(lost.context.folder.root, folder / name, ignore=IN_USE)
    bench = opened(copy, clock, role=Role.LAPTOP, person="DX001", device=f"device-{name}")
    with bench.context.database.transaction():
        bench.context.database.execute("UPDATE device_key SET retired_at = '2026-11-20'")
    district.laptops[name] = bench
    district.sign_roster()
    return bench


def test_two_laptops_with_a_revision_each_are_shown_and_a_person_says_which(
    district: District, tmp_path: Path, clock: FixedClock
) -> None:
    laptop = district.laptops["DX001"]
    uid = entered(laptop, "meeting")
    news(district, "DX001")
    with _second(district, tmp_path, clock, "second") as second:
        corrected(laptop, uid, "points", "第一台改的。")
        corrected(second, uid, "points", "第二台改的。")
        news(district, "DX001")
        news(district, "second")
        del district.laptops["second"]
    assert outcomes(district.scan()) == ["taken"] * 3

    (conflict,) = board(district).conflicts
    number = laptop.registers.record(uid).entry.number
    assert conflict.reason == "revisions"
    assert conflict.said.startswith(f"{number} 两台电脑各有一版：按第 2 版（")
    district.office.office_questions.settle(number, by="督学01", take_received=False)
    assert board(district).conflicts == ()


def test_what_the_office_has_changed_stands_until_a_person_decides(district: District) -> None:
    laptop, office = district.laptops["DX001"], district.office
    uid = entered(laptop, "suggestion")
    news(district, "DX001")
    district.scan()
    office.register_edit.set_json(uid, "answer", "采纳")
    corrected(laptop, uid, "basis", "四所园的检查结果")
    news(district, "DX001")
    district.scan()

    entry = office.registers.record(uid).entry
    assert (entry.values["answer"], entry.values["basis"]) == ("adopted", "三所园的检查结果")
    (conflict,) = board(district).conflicts
    assert conflict.reason == "own"
    office.office_questions.settle(entry.number, by="督学01", take_received=True)
    entry = office.registers.record(uid).entry
    assert (entry.values["answer"], entry.values["basis"]) == ("pending", "四所园的检查结果")
    assert board(district).conflicts == ()
    corrected(laptop, uid, "basis", "五所园的检查结果")
    news(district, "DX001")
    district.scan()
    assert office.registers.record(uid).entry.values["basis"] == "五所园的检查结果"


def test_what_was_settled_is_asked_again_when_another_version_comes(district: District) -> None:
    laptop, office = district.laptops["DX001"], district.office
    uid = entered(laptop, "suggestion")
    news(district, "DX001")
    district.scan()
    office.register_edit.set_json(uid, "answer", "采纳")
    for basis in ("四所园", "五所园"):
        corrected(laptop, uid, "basis", basis)
        news(district, "DX001")
        district.scan()
        (conflict,) = board(district).conflicts
        assert conflict.number == office.registers.record(uid).entry.number
        office.office_questions.settle(conflict.number, by="督学01", take_received=False)
        assert board(district).conflicts == ()
    assert office.registers.record(uid).entry.values["answer"] == "adopted"


def test_one_place_of_a_letter_from_two_people_is_kept_twice_and_asked_about(
    district: District,
) -> None:
    numbers = []
    for name in ("DX001", "DX002"):
        (line,) = district.laptops[name].ledger_sources.take_in([LETTER]).lines
        numbers.append(line.number)
        news(district, name)
    district.scan()

    assert [row[5] for row in ledger(district.office)] == ["DX001", "DX002"]
    (conflict,) = board(district).conflicts
    assert conflict.reason == "source"
    district.office.office_questions.same_issue(numbers[0], numbers[1], by="督学01、督学02")
    assert [row[-1] for row in ledger(district.office)] == [1, 0]
    district.office.office_questions.part_issues(numbers[1], by="督学01")
    assert [row[-1] for row in ledger(district.office)] == [1, 1]


def test_events_that_come_before_their_issue_wait_for_it(
    district: District, write: Write, tmp_path: Path, clock: FixedClock
) -> None:
    laptop = district.laptops["DX001"]
    (issue,) = laptop.visits.get(write("DX001")).issues
    first = news(district, "DX001", into=tmp_path / "1")
    with _second(district, tmp_path, clock, "second") as second:
        step = NextStep(kind=IssueEventKind.NOTICE_ISSUED, on=laptop.context.today())
        second.issues.record(issue.uid, step)
        later = news(district, "second", into=tmp_path / "2")
        del district.laptops["second"]

    assert outcomes(district.scan(later)) == ["taken"]
    assert outcomes(district.scan(first)) == ["taken"]
    told = [event.kind for event in district.office.issues.events(issue.uid)]
    assert told == [IssueEventKind.FOUND, IssueEventKind.NOTICE_ISSUED]
    here = district.office.issues.get(issue.uid)
    assert here.issue.dates.noticed_on == laptop.context.today()


def test_pictures_that_come_before_their_record_are_taken_in_once_it_is_here(
    district: District, tmp_path: Path, clock: FixedClock, photo_file: Callable[[str], Any]
) -> None:
    laptop = district.laptops["DX001"]
    uid = laptop.visit_edit.new_from_json({**RECORD, "issues": [], "no_issues_found": True}).uid
    laptop.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("a.jpg")])
    laptop.visits.file(uid)
    first = news(district, "DX001", into=tmp_path / "1")
    with _second(district, tmp_path, clock, "second"):
        later = district.hand_over("second", into=tmp_path / "2").parent
        del district.laptops["second"]

    waits = district.scan(later)
    assert [line.code for line in waits.lines] == ["", "E100"]
    assert outcomes(district.scan(first)) == ["taken", "taken"]
    assert len(district.office.context.stores.photos.of_visit(uid)) == 1


def test_bundles_of_before_are_read_again_once(district: District) -> None:
    laptop, office = district.laptops["DX001"], district.office
    entered(laptop, "meeting")
    laptop.ledger_sources.take_in([LETTER])
    news(district, "DX001")
    district.scan()
    wanted = entries(office), ledger(office)
    with office.context.database.transaction():
        for table in ("register_entry", "issue", "office_row"):
            office.context.database.execute(f"DELETE FROM {table}")
        office.context.database.execute("UPDATE office_bundle SET read_as = 1")
    assert (entries(office), ledger(office)) == ([], [])

    found = district.scan()
    assert (outcomes(found), found.warnings) == (["known"], ())
    assert (entries(office), ledger(office)) == wanted
    assert found.changes.registers
    assert not district.scan().changes


def test_a_bundle_of_before_that_cannot_be_read_is_told_and_tried_again(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, office = district.laptops["DX001"], district.office
    laptop.ledger_sources.take_in([SUPERIOR])
    news(district, "DX001")
    district.scan()
    with office.context.database.transaction():
        for table in ("issue", "office_row"):
            office.context.database.execute(f"DELETE FROM {table}")
        office.context.database.execute("UPDATE office_bundle SET read_as = 1")
    with monkeypatch.context() as patch:
        patch.setattr(office.context.stores.schools, "find", lambda _code: None)
        (warning,) = district.scan().warnings
    assert "第 1 包里有登记、问题或回复没有读出" in warning
    assert district.scan().warnings == ()
    assert len(ledger(office)) == 1


def test_pictures_that_are_announced_are_waited_for_by_whose_they_are(
    district: District, photo_file: Callable[[str], Any]
) -> None:
    laptop = district.laptops["DX001"]
    uid = laptop.visit_edit.new_from_json({**RECORD, "issues": [], "no_issues_found": True}).uid
    laptop.photos.add(PhotoOwner.VISIT, uid, files=[photo_file("a.jpg"), photo_file("b.jpg")])
    laptop.visits.file(uid)
    news(district, "DX001")
    district.scan()
    (coming,) = district.office.office_desk.tray().coming
    assert coming.sentence == "督学01还有 2 张照片（1 份记录）没有送到"

    laptop.visits.correct(uid, reason="拍错了")
    laptop.photos.remove(laptop.context.stores.photos.of_visit(uid)[0].uid)
    laptop.visits.file(uid)
    news(district, "DX001")
    district.scan()
    assert [each.photos for each in district.office.office_desk.tray().coming] == [1]

    district.hand_over("DX001")
    district.scan()
    assert district.office.office_desk.tray().coming == ()
