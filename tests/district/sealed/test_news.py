"""Records and the ledger that travel as they come, between two months."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.exchange.key_roster import KeyRoster
from inspector_app.services import bundle_parts
from tests.district.sealed.handing import correct, export, news
from tests.sealed import read_by_office

Filed = Callable[..., str]


def test_records_travel_as_they_come_and_the_month_only_closes(
    workbench: Workbench, roster: KeyRoster, with_photos: str, target: Path
) -> None:
    first = news(workbench, target)
    read = read_by_office(first.path, roster, target)
    assert (read.verified.statement.type.value, len(first.files)) == ("visits", 1)
    assert read.names == ("data/readme.txt", "data/records.json")
    assert len(read.records["following"]) == 2
    assert first.path.stat().st_size < 20_000
    assert workbench.visits.get(with_photos).status is VisitStatus.HANDED_OVER

    month = export(workbench, target)
    closing, pictures = (read_by_office(path, roster, target) for path in month.files)
    assert closing.records["visits"] == []
    assert closing.records["closing"] == [
        {"uuid": with_photos, "no": workbench.visits.get(with_photos).number, "revision": 1,
         "void": False}
    ]  # fmt: skip
    assert closing.records["month_table"]["inspectors"].keys() == {"DX001"}
    assert f"data/docs/{with_photos}.pdf" in closing.names
    assert len(pictures.records["photos"]) == 2


def test_what_has_left_does_not_leave_again(
    workbench: Workbench, roster: KeyRoster, with_photos: str, target: Path
) -> None:
    export(workbench, target)

    with pytest.raises(RefusedError, match="没有新的内容"):
        news(workbench, target)


def test_a_corrected_record_travels_alone_and_names_what_it_replaces(
    workbench: Workbench, roster: KeyRoster, filed: Filed, target: Path
) -> None:
    uid, _ = filed(), filed(session="下午")
    news(workbench, target)
    digest = workbench.visits.record(uid).revisions[0].digest
    correct(workbench, uid)
    statement = read_by_office(news(workbench, target).path, roster, target).verified.statement

    assert statement.type.value == "correction"
    assert [(s.id, s.rev, s.replaces) for s in statement.supersedes] == [(uid, 2, (digest,))]
    assert statement.counts["visits"] == 1


def test_a_record_made_void_after_it_left_is_told(
    workbench: Workbench, roster: KeyRoster, filed: Filed, target: Path
) -> None:
    uid = filed()
    news(workbench, target)
    workbench.visits.void(uid, reason="重复")
    told = read_by_office(news(workbench, target).path, roster, target).records["visits"]

    assert [(visit["uuid"], visit["status"]) for visit in told] == [(uid, "作废")]


def test_what_happens_to_an_issue_later_is_told_without_its_record(
    workbench: Workbench, roster: KeyRoster, filed: Filed, target: Path
) -> None:
    uid = filed()
    news(workbench, target)
    (issue,) = workbench.visits.get(uid).issues
    step = NextStep(kind=IssueEventKind.NOTICE_ISSUED, on=workbench.context.today())
    workbench.issues.record(issue.uid, step)
    read = read_by_office(news(workbench, target).path, roster, target)

    assert read.verified.statement.type.value == "ledger"
    assert read.records["visits"] == []
    assert [(row["issue_uuid"], row["kind"]) for row in read.records["issue_events"]] == [
        (issue.uid, "notice_issued")
    ]


def test_a_weekly_report_takes_the_news_along(
    workbench: Workbench, roster: KeyRoster, filed: Filed, target: Path
) -> None:
    made = workbench.weekly_reports.draft(inspector="DX001")
    workbench.register_edit.set_json(made.uid, "visits", "上周入校一次，与王校长交换了意见。")
    workbench.register_edit.set_json(made.uid, "plan", "继续回访。")
    workbench.registers.file(made.uid)
    read = read_by_office(news(workbench, target).path, roster, target)

    assert [(row["uuid"], row["register"]) for row in read.records["register_entries"]] == [
        (made.uid, "weekly")
    ]
    assert read.records["register_entries"][0]["visits"] == "上周入校一次，与某校长交换了意见。"


def test_pictures_beyond_one_bundle_come_in_several_and_each_once(
    workbench: Workbench,
    roster: KeyRoster,
    with_photos: str,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundle_parts.parts_of, "__kwdefaults__", {"first_size": 1, "part_size": 1})
    made = export(workbench, target)
    read = [read_by_office(path, roster, target) for path in made.files]

    # The printed record does not fit into the first one and takes a place among the pictures.
    assert [each.verified.statement.seq for each in read] == [1, 2, 3, 4]
    came = [name for each in read[1:] for name in each.names if name.endswith((".jpg", ".pdf"))]
    assert sorted(came) == sorted(set(came))
    assert len(came) == 3
