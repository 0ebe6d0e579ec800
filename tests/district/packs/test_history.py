"""学校台账 in a pack: who takes a school on knows its last records and what is still open there."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue_event import EventDetails, IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.issue_source import OutsideSource
from inspector_app.domain.school import Assignment
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.services.pack_lines import Mark
from tests.district.office.district import District, outcomes, written
from tests.district.packs.passing import folder_of, marked, marks, offered, send, take
from tests.unit.services.conftest import SCHOOL


@pytest.fixture
def before(district: District) -> str:
    """A record of 督学01 that the office has, at a school that 督学02 takes on."""
    uid = written(district.laptops["DX001"], date="2026-11-18", narrative="刘老师带队巡查。")
    district.hand_over("DX001")
    district.scan()
    with district.office.context.database.transaction():
        district.office.context.stores.schools.put_assignment(
            Assignment(inspector_id="DX002", school_code=SCHOOL, start=date(2026, 12, 1)),
            origin="test",
        )
    return uid


def open_numbers(bench: Workbench) -> list[str]:
    return [row.issue.number for row in bench.issues.open_at(SCHOOL)]


def events(bench: Workbench, issue_uid: str) -> list[Any]:
    return list(bench.context.stores.issue_events.events(issue_uid))


def answered(bench: Workbench, on: date = date(2026, 11, 19)) -> str:
    """Let the school's answer to the first open issue be noted; return the issue."""
    uid = bench.issues.open_at(SCHOOL)[0].issue.uid
    bench.issues.record(uid, NextStep(kind=IssueEventKind.ANSWERED, on=on, note="已清理"))
    return uid


def test_who_takes_a_school_on_sees_its_record_and_its_open_issue(
    district: District, before: str
) -> None:
    send(district, "history", to=["DX002"])
    new = marked(offered(district, "DX002"), Mark.NEW)
    assert new[0].startswith("督导记录 210304-2026-DX001-0001：2026-11-18 示范区第3小学，督学01")
    assert "未销号问题 210304-2026-DX001-0001-01 消防通道堆放杂物。（时限 2026-12-05）" in new
    changes = take(district, "DX002")
    assert changes.visits
    bench = district.laptops["DX002"]
    assert open_numbers(bench) == open_numbers(district.office)
    assert bench.visits.record(before).visit.lead_id == "DX001"


def test_the_same_past_sent_again_is_here_already(district: District, before: str) -> None:
    for _ in range(2):
        send(district, "history", to=["DX002"])
    take(district, "DX002")
    send(district, "history", to=["DX002"])
    assert marks(offered(district, "DX002").lines) == {Mark.SAME}
    assert not take(district, "DX002").visits


def test_the_record_of_the_very_inspector_is_not_touched(district: District, before: str) -> None:
    send(district, "history", "示范区第3小学", to=["DX001"])
    assert marks(offered(district, "DX001").lines) == {Mark.SAME}
    assert not take(district, "DX001").visits


def test_what_the_office_learns_later_of_an_issue_comes_with_the_next_pack(
    district: District, before: str
) -> None:
    send(district, "history", to=["DX002"])
    take(district, "DX002")
    uid = answered(district.office)
    send(district, "history", to=["DX002"])
    assert take(district, "DX002").issues
    assert events(district.laptops["DX002"], uid) == events(district.office, uid)


def test_a_notice_that_the_office_issued_reaches_whoever_found_the_issue_with_its_number(
    district: District, before: str
) -> None:
    office, bench = district.office, district.laptops["DX001"]
    uid = office.issues.open_at(SCHOOL)[0].issue.uid
    office.issues.record(
        uid,
        NextStep(kind=IssueEventKind.NOTICE_ISSUED, on=date(2026, 11, 19),
                 details=EventDetails(reference="示范教督通〔2026〕17号")),
    )  # fmt: skip
    send(district, "history", to=["DX001"])
    new = marked(offered(district, "DX001"), Mark.NEW)
    assert len(new) == 1
    assert "2026-11-19 下达整改通知（示范教督通〔2026〕17号" in new[0]
    take(district, "DX001")
    assert events(bench, uid) == events(office, uid)
    assert bench.bundles.news(inspector_id="DX001").lines == ()


def test_what_the_new_inspector_notes_of_an_old_issue_reaches_the_office_once(
    district: District, before: str
) -> None:
    send(district, "history", to=["DX002"])
    take(district, "DX002")
    bench = district.laptops["DX002"]
    uid = answered(bench)
    written(bench, date="2026-11-20")
    district.hand_over("DX002")
    assert outcomes(district.scan()) == ["known", "taken"]
    assert events(district.office, uid) == events(bench, uid)


def test_a_record_of_another_is_handed_over_by_nobody_else(district: District, before: str) -> None:
    send(district, "history", to=["DX002"])
    take(district, "DX002")
    bench = district.laptops["DX002"]
    own = written(bench, date="2026-11-20")
    district.hand_over("DX002")
    rows = bench.context.database.rows(
        "SELECT uid FROM bundle_row WHERE kind = 'visits' AND seq > 0"
    )
    assert [uid for (uid,) in rows] == [own]


def test_teachers_travel_as_alias(district: District, before: str) -> None:
    send(district, "history", to=["DX002"])
    take(district, "DX002")
    visit = district.laptops["DX002"].visits.record(before).visit
    assert "刘老师" not in visit.narrative


def test_an_issue_of_another_source_keeps_its_number_and_is_not_sent_up_again(
    district: District, before: str
) -> None:
    district.office.ledger_sources.take_in(
        [SourcedIssue(source=OutsideSource.SUPERIOR, reference="市督〔2026〕9号", item="1",
                      description="护栏松动。", school_code=SCHOOL, deadline=date(2026, 12, 9))]
    )  # fmt: skip
    send(district, "history", to=["DX002"])
    take(district, "DX002")
    bench = district.laptops["DX002"]
    assert sorted(open_numbers(bench)) == sorted(open_numbers(district.office))
    row = next(r for r in bench.issues.open_at(SCHOOL) if r.source is OutsideSource.SUPERIOR)
    assert (row.reference, row.item, row.lead_id) == ("市督〔2026〕9号", "1", "DX002")
    left = bench.context.stores.bundles.left("issues")
    assert left == {row.issue.uid}


def test_a_school_that_the_laptop_does_not_know_asks_for_the_roster_first(
    district: District, before: str
) -> None:
    bench = district.laptops["DX002"]
    with bench.context.database.transaction():
        bench.context.database.execute("DELETE FROM assignment")
        bench.context.database.execute("DELETE FROM school WHERE code = ?", SCHOOL)
    send(district, "history", to=["DX002"])
    (line,) = offered(district, "DX002").lines
    assert (line.mark, "名册" in line.text) == (Mark.REFUSED, True)
    assert not take(district, "DX002").visits


def test_each_person_gets_the_schools_that_they_answer_for(district: District, before: str) -> None:
    written_files: tuple[Path, ...] = send(district, "history")
    assert len(written_files) == 2
    for name in ("DX001", "DX002"):
        assert district.laptops[name].pack_taking.look([folder_of(district)]).open
    assert not district.laptops["DX003"].pack_taking.look([folder_of(district)]).open
    with pytest.raises(RefusedError, match="没有分给这位督学的学校"):
        send(district, "history", to=["DX003"])
