"""Steps of 整改 as the services take them: evidence, several issues at once, what is open."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue import IssueState
from inspector_app.domain.issue_event import EventDetails, IssueEventKind
from inspector_app.domain.month import Month
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from tests.unit.builders import make_step, tell
from tests.unit.services.conftest import SCHOOL

Filed = Callable[..., str]
K = IssueEventKind
DAY = date(2026, 11, 22)


def issue_of(workbench: Workbench, uid: str) -> str:
    return workbench.visits.get(uid).issues[0].uid


def close_by(workbench: Workbench, issue: str, **proof: Any) -> None:
    workbench.issues.record(
        issue, make_step(K.CLOSED, DAY, note="现场复核，通道畅通", details=EventDetails(**proof))
    )


def test_another_visit_to_the_school_closes_an_issue_and_its_own_does_not(
    workbench: Workbench, filed: Filed
) -> None:
    found, later = filed(date="2026-11-18"), filed(date="2026-11-21", session="下午")
    issue = issue_of(workbench, found)
    with pytest.raises(RefusedError, match="要另一次入校督导"):
        close_by(workbench, issue, visit_uid=found)
    assert [v.uid for v in workbench.issues.case(issue).follow_ups] == [later]
    close_by(workbench, issue, visit_uid=later)
    assert workbench.issues.get(issue).state is IssueState.CLOSED


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"date": "2026-11-17"}, "早于发现问题"),
        ({"date": "2026-11-21", "draft": True}, "还没有定稿"),
    ],
)
def test_a_visit_that_bears_no_witness_is_refused_by_name(
    workbench: Workbench, filed: Filed, complete: dict[str, Any], fields: dict[str, Any], said: str
) -> None:
    issue = issue_of(workbench, filed(date="2026-11-18"))
    draft = fields.pop("draft", False)
    other = (
        workbench.visit_edit.new_from_json({**complete, **fields}).uid if draft else filed(**fields)
    )
    with pytest.raises(RefusedError, match=said):
        close_by(workbench, issue, visit_uid=other)
    with pytest.raises(RefusedError, match="找不到"):
        close_by(workbench, issue, visit_uid="nowhere")


def test_a_picture_closes_only_the_issue_that_it_hangs_on(
    workbench: Workbench, filed: Filed, photo_file: Any
) -> None:
    first, second = (issue_of(workbench, filed(date=f"2026-11-{day}")) for day in (16, 17))
    (photo,) = workbench.photos.add(
        PhotoOwner.ISSUE, first, files=[photo_file("整改后.jpg")], role=PhotoRole.AFTER
    ).photos
    with pytest.raises(RefusedError, match="不在这个问题下"):
        close_by(workbench, second, photos=(photo.uid,))
    assert workbench.issues.case(first).photo_uids == (photo.uid,)
    close_by(workbench, first, photos=(photo.uid,))
    assert not workbench.issues.get(first).issue.dates.is_open


def test_one_paper_answers_five_issues_or_none(workbench: Workbench, filed: Filed) -> None:
    issues = [issue_of(workbench, filed(date=f"2026-11-{day}")) for day in range(14, 19)]
    tell(workbench, issues[3], K.CLOSED, on=DAY)
    answer = make_step(K.ANSWERED, DAY, note="整改情况报告")
    with pytest.raises(RefusedError, match=r"-0004-01：.*已销号"):
        workbench.issues.record_all((issue, answer) for issue in issues)
    states = [workbench.issues.get(issue).state for issue in issues]
    assert states.count(IssueState.AWAITING_CHECK) == 0
    del issues[3]
    workbench.issues.record_all((issue, answer) for issue in issues)
    assert {workbench.issues.get(i).state for i in issues} == {IssueState.AWAITING_CHECK}


def test_details_of_an_event_come_back_as_they_were_said(
    workbench: Workbench, filed: Filed
) -> None:
    issue = issue_of(workbench, filed())
    step = make_step(K.EXTENDED, DAY, until=date(2026, 12, 20))
    tell(workbench, issue, K.PLANNED, on=DAY)
    workbench.issues.record(issue, step)
    *_, planned, extended = workbench.issues.events(issue)
    assert [measure.text for measure in planned.details.measures] == ["清空通道"]
    assert (extended.details, extended.until) == (step.details, step.until)


def test_a_school_answers_how_many_are_still_open_in_one_line(
    workbench: Workbench, filed: Filed
) -> None:
    late, waiting = filed(date="2026-11-10"), filed(date="2026-11-12")
    filed(date="2026-11-20")
    tell(workbench, issue_of(workbench, waiting), K.ANSWERED, on=DAY)
    with workbench.context.database.transaction():
        workbench.context.database.execute(
            "UPDATE issue SET deadline = '2026-11-15' WHERE uid = ?", issue_of(workbench, late)
        )
    wanted = replace(workbench.ledger.everything(), school_code=SCHOOL, open_only=True)
    assert workbench.ledger.page(wanted).sentence == (
        "未销号 3（逾期 1、待核查 1、安全隐患 0），最早 2026-11-10，截至 2026-11-22，来源：仅本人"
    )


def test_a_hazard_stays_listed_until_school_and_office_were_told(
    workbench: Workbench, filed: Filed
) -> None:
    hazard = {
        "category": "T6", "description": "燃气阀漏气。", "severity": "安全隐患",
        "deadline": "2026-11-21",
    }  # fmt: skip
    issue = issue_of(workbench, filed(issues=[hazard]))
    seen = [len(workbench.ledger.untold_hazards())]
    for kind in (K.SCHOOL_TOLD, K.OFFICE_PHONED):
        tell(workbench, issue, kind, on=DAY)
        seen.append(len(workbench.ledger.untold_hazards()))
    assert seen == [1, 1, 0]


def test_an_issue_is_found_by_its_number(workbench: Workbench, filed: Filed) -> None:
    issue = workbench.visits.get(filed()).issues[0]
    assert workbench.ledger.row(issue.number).issue.uid == issue.uid
    with pytest.raises(NotFoundError, match="210304-2026-X"):
        workbench.ledger.row("210304-2026-X")


def test_handing_over_names_a_hazard_that_was_not_told(workbench: Workbench, filed: Filed) -> None:
    hazard = {
        "category": "T6", "description": "燃气阀漏气。", "severity": "安全隐患",
        "deadline": "2026-11-21",
    }  # fmt: skip
    uid = filed(issues=[hazard])
    number = workbench.visits.get(uid).issues[0].number

    def cautions() -> str:
        found = workbench.bundles.preview(inspector_id="DX001", month=Month(2026, 11))
        return "".join(found.cautions)

    assert number in cautions()
    assert [row.issue.number for row in workbench.today.page().hazards] == [number]
    for kind in (K.SCHOOL_TOLD, K.OFFICE_PHONED):
        tell(workbench, issue_of(workbench, uid), kind, on=DAY)
    assert number not in cautions()
    assert workbench.today.page().hazards == ()
