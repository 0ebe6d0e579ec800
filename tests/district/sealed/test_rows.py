"""What leaves of teachers, of issues of other sources, and of replies."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue_source import OutsideSource
from inspector_app.domain.reply import Answer
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.exchange.key_roster import KeyRoster
from tests.district.sealed.handing import news
from tests.sealed import read_by_office

Filed = Callable[..., str]


def test_teachers_are_called_by_their_aliases(
    workbench: Workbench, roster: KeyRoster, complete: dict[str, Any], target: Path
) -> None:
    lesson = {"teacher": "周建国", "subject": "语文", "class": "五（1）班", "listener": "DX001"}
    uid = workbench.visit_edit.new_from_json({**complete, "lessons": [lesson]}).uid
    filed = {"status": "filed", "filed_at": workbench.context.now_text()}
    with workbench.context.database.transaction():
        workbench.context.stores.visits.set_many(uid, filed)
    records = read_by_office(news(workbench, target).path, roster, target).records
    text = json.dumps(dict(records), ensure_ascii=False)

    assert "周建国" not in text
    assert "教师甲" in text


def test_issues_of_other_sources_travel_without_who_complained(
    workbench: Workbench, roster: KeyRoster, target: Path
) -> None:
    given = SourcedIssue(
        source=OutsideSource.COMPLAINT, reference="TS-01", description="王校长说食堂饭菜不热。",
        school_code="2121000003", found_on=workbench.context.today(),
    )  # fmt: skip
    workbench.ledger_sources.take_in([given])
    uid = workbench.context.stores.sourced_issues.uid_at(given.source, given.place)
    records = read_by_office(news(workbench, target).path, roster, target).records

    (row,) = records["issues"]
    assert (row["uuid"], row["source"], row["ref"]) == (uid, "投诉", "TS-01")
    assert row["description"] == "某校长说食堂饭菜不热。"
    assert {event["issue_uuid"] for event in records["issue_events"]} <= {uid}


def test_a_reply_travels_once_it_is_recorded_and_its_paper_stays(
    workbench: Workbench, roster: KeyRoster, filed: Filed, target: Path, photo_file: Any
) -> None:
    (issue,) = workbench.visits.get(filed()).issues
    begun = workbench.replies.begin("2121000003")
    answer = Answer(issue_uid=issue.uid, done="已清理，王校长每天巡查。")
    workbench.replies.save(replace(begun, received_on=workbench.context.today(), answers=(answer,)))
    workbench.replies.add_photos(begun.uid, [photo_file("回复.jpg")])
    assert "replies" not in read_by_office(news(workbench, target).path, roster, target).records
    workbench.replies.record(begun.uid)
    (row,) = read_by_office(news(workbench, target).path, roster, target).records["replies"]

    assert (row["uuid"], row["photos"], row["file"]) == (begun.uid, [], None)
    assert row["answers"][0]["done"] == "已清理，某校长每天巡查。"


def test_two_bundles_of_one_number_are_told_apart(
    workbench: Workbench, roster: KeyRoster, filed: Filed
) -> None:
    filed()
    made = workbench.bundles.make_news(inspector_id="DX001")
    assert workbench.bundles.check(made.path)["device"] == "笔记本01"
    with workbench.context.database.transaction():
        workbench.context.database.execute("UPDATE bundle SET digest = ?", "f" * 64)

    with pytest.raises(RefusedError, match="E81"):
        workbench.bundles.check(made.path)
