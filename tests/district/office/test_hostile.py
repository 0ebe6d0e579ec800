"""What an enrolled laptop may not say, whatever it signs."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.changes import Changes
from inspector_app.exchange import canonical
from inspector_app.exchange.verify import Verified
from inspector_app.services import office_run
from inspector_app.services.office_reading import ReadBundle, read_bundle
from inspector_app.services.office_rows import OfficeRows, Stored
from tests.district.office.district import District, figures, outcomes
from tests.district.office.ledger import SUPERIOR, entered, entries, ledger, news, replied

Write = Callable[..., str]
Spoil = Callable[[dict[str, Any]], None]


def _lead(records: dict[str, Any]) -> None:
    records["visits"][0]["lead"] = "DX002"


def _twice(records: dict[str, Any]) -> None:
    records["visits"].append(records["visits"][0])


def _school(records: dict[str, Any]) -> None:
    records["visits"][0]["school"] = "9999999999"


def _lacking(records: dict[str, Any]) -> None:
    del records["visits"][0]["lessons"]


def _draft(records: dict[str, Any]) -> None:
    records["visits"][0]["status"] = "草稿"


def _details(records: dict[str, Any]) -> None:
    records["issue_events"][0]["details"] = {"person": 7}


def _list(records: dict[str, Any]) -> None:
    records["visits"] = {"a": 1}


def _pictures_of_a_record(records: dict[str, Any]) -> None:
    records["visits"][0]["photos"] = 3


def _picture_of_no_name(records: dict[str, Any]) -> None:
    records["visits"][0]["photos"] = [{"uuid": None}]


def _after_the_calendar(records: dict[str, Any]) -> None:
    records["visits"][0]["filed_at"] = "9999-12-31T23:59:59Z"


def _report(records: dict[str, Any]) -> None:
    records["month_table"] = {"month": "2026-13", "inspectors": {}}


def _number(**change: Any) -> dict[str, Any]:
    content = {"serial": 3, "title": "函", "addressee": "", "day": "2026-11-20", "document": "",
               "sha256": ""}  # fmt: skip
    sound = {
        "uuid": "00000000-0000-4000-8000-000000000001", "code": "示教督", "year": 2026,
        "step": "used", "at": "2026-11-20T01:00:00Z", "actor": "DX001", "content": content,
    }  # fmt: skip
    return {**sound, **change, "content": {**content, **change.get("content", {})}}


def _anothers_number(records: dict[str, Any]) -> None:
    records["numbers"] = [_number(actor="DX002")]


def _reserved_by_a_laptop(records: dict[str, Any]) -> None:
    told = {"serials": [1], "to": "c", "person": "DX001", "device": ""}
    records["numbers"] = [_number(step="reserved", content=told)]


def _number_of_no_size(records: dict[str, Any]) -> None:
    records["numbers"] = [_number(content={"serial": 10**7})]


def _anothers_answer(records: dict[str, Any]) -> None:
    records["task_events"] = [
        {"uuid": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "person": "DX002", "school": "",
         "task": "7c9e6679-7425-40de-944b-e07fc1f90ae8", "seq": 1, "step": "answered",
         "at": "2026-11-22T08:00:00Z", "content": {"text": "办了。", "on": "2026-11-22"}}
    ]  # fmt: skip


@pytest.mark.parametrize(
    "spoil",
    [_lead, _twice, _school, _lacking, _draft, _details, _list, _report, _anothers_number,
     _reserved_by_a_laptop, _number_of_no_size, _anothers_answer, _pictures_of_a_record,
     _picture_of_no_name, _after_the_calendar],
)  # fmt: skip
def test_a_bundle_with_unsound_records_is_refused_whole(
    district: District, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Spoil
) -> None:
    write("DX001")
    path = district.hand_over("DX001", into=tmp_path / "in")

    def spoilt(context: Any, verified: Verified) -> Any:
        records: dict[str, Any] = json.loads(canonical.dumps(verified.records))
        spoil(records)
        return read_bundle(context, replace(verified, records=records))

    with monkeypatch.context() as patch:
        patch.setattr(office_run, "read_bundle", spoilt)
        found = district.scan(path)

    assert [(x.outcome.value, x.code) for x in found.lines] == [("refused", "E100")]
    rows = district.office.context.database.row("SELECT count(*) FROM visit")
    assert rows == (0,)
    # Kept as it came, it is taken in once it is judged by more: here, by another roster.
    district.sign_roster()
    assert outcomes(district.scan(path)) == ["taken"]
    assert figures(district.office)["district"]["visits"] == 1


def test_a_bundle_that_fails_while_it_is_written_holds_up_no_other(
    district: District, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DX001", "DX002"):
        write(name)
        district.hand_over(name, into=tmp_path / "in")
    wrote = OfficeRows.write

    def unread(self: OfficeRows, bundle: ReadBundle, stored: Stored) -> Changes:
        if any(each.visit.lead_id == "DX001" for each in bundle.records):
            raise TypeError
        return wrote(self, bundle, stored)

    with monkeypatch.context() as patch:
        patch.setattr(OfficeRows, "write", unread)
        found = district.scan(tmp_path / "in")

    told = {(x.outcome.value, x.code) for x in found.lines if x.seq == 1}
    assert told == {("taken", ""), ("refused", "E100")}
    assert figures(district.office)["district"]["visits"] == 1
    assert district.office.context.database.rows(
        "SELECT inspector_id FROM office_chain WHERE head_seq > 0"
    ) == [("DX002",)]


def _complaint(records: dict[str, Any]) -> None:
    records["register_entries"][0]["register"] = "complaint"


def _anothers(records: dict[str, Any]) -> None:
    records["register_entries"][0]["recorder"] = "DX002"


def _unfiled(records: dict[str, Any]) -> None:
    records["register_entries"][0]["state"] = "草稿"


def _extra_field(records: dict[str, Any]) -> None:
    records["register_entries"][0]["caller_name"] = "某某"


def _told_twice(records: dict[str, Any]) -> None:
    records["register_entries"].append(records["register_entries"][0])


def _no_revision(records: dict[str, Any]) -> None:
    records["register_entries"][0]["replaces"] = "all"


def _followed_by_another(records: dict[str, Any]) -> None:
    records["issues"][0]["lead"] = "DX002"


def _of_a_record(records: dict[str, Any]) -> None:
    records["issues"][0]["uuid"] = records["visits"][0]["issues"][0]["uuid"]


def _inspection(records: dict[str, Any]) -> None:
    records["issues"][0]["source"] = "经常性"


def _undated(records: dict[str, Any]) -> None:
    records["issues"][0]["found_on"] = "昨天"


def _nobody_replied(records: dict[str, Any]) -> None:
    records["replies"][0]["school"] = "9999999999"


def _verdict(records: dict[str, Any]) -> None:
    records["replies"][0]["answers"][0]["verdict"] = "whatever"


@pytest.mark.parametrize(
    "spoil",
    [
        _complaint, _anothers, _unfiled, _extra_field, _told_twice, _no_revision,
        _followed_by_another, _of_a_record, _inspection, _undated, _nobody_replied, _verdict,
    ],
)  # fmt: skip
def test_a_bundle_with_unsound_rows_beside_its_records_is_refused_whole(
    district: District, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Spoil
) -> None:
    laptop = district.laptops["DX001"]
    (issue,) = laptop.visits.get(write("DX001")).issues
    entered(laptop, "meeting")
    laptop.ledger_sources.take_in([SUPERIOR])
    replied(laptop, issue.uid, "已清理。")
    path = news(district, "DX001", into=tmp_path / "in")

    def spoilt(context: Any, verified: Verified) -> Any:
        records: dict[str, Any] = json.loads(canonical.dumps(verified.records))
        spoil(records)
        return read_bundle(context, replace(verified, records=records))

    with monkeypatch.context() as patch:
        patch.setattr(office_run, "read_bundle", spoilt)
        found = district.scan(path)

    assert [(x.outcome.value, x.code) for x in found.lines] == [("refused", "E100")]
    for table in ("visit", "issue", "register_entry", "reply", "office_row"):
        assert district.office.context.database.rows(f"SELECT 1 FROM {table}") == []
    district.sign_roster()
    assert outcomes(district.scan(path)) == ["taken"]
    assert (entries(district.office), ledger(district.office)) == (entries(laptop), ledger(laptop))


def test_nobody_takes_over_a_record_that_another_has_handed_over(
    district: District, write: Write, tmp_path: Path
) -> None:
    uid = write("DX001")
    district.scan(news(district, "DX001", into=tmp_path / "1"))
    write("DX002", uuid=uid, no="210304-2026-DX002-0001")
    found = district.scan(news(district, "DX002", into=tmp_path / "2"))

    assert [line.code for line in found.lines] == ["E100"]
    assert district.office.visits.get(uid).lead_id == "DX001"


def test_what_happened_to_anothers_issue_is_kept_and_does_not_count(
    district: District, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (issue,) = district.laptops["DX001"].visits.get(write("DX001")).issues
    district.scan(news(district, "DX001", into=tmp_path / "1"))
    write("DX002", date="2026-11-18")

    def foreign(context: Any, verified: Verified) -> Any:
        records: dict[str, Any] = json.loads(canonical.dumps(verified.records))
        records["issue_events"][0]["issue_uuid"] = issue.uid
        return read_bundle(context, replace(verified, records=records))

    with monkeypatch.context() as patch:
        patch.setattr(office_run, "read_bundle", foreign)
        assert outcomes(district.scan(news(district, "DX002", into=tmp_path / "2"))) == ["taken"]

    told = district.office.issues.events(issue.uid)
    assert {event.origin for event in told} == {"device-DX001"}
    kept = district.office.context.database.rows("SELECT about FROM office_row")
    assert kept == [(issue.uid,)]


def test_keys_of_a_later_program_are_kept_and_do_no_harm(
    district: District, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("DX001")
    path = district.hand_over("DX001", into=tmp_path / "in")

    def later(context: Any, verified: Verified) -> Any:
        records: Mapping[str, Any] = json.loads(canonical.dumps(verified.records))
        records["visits"][0]["x_weather"] = "晴"
        return read_bundle(context, replace(verified, records=dict(records)))

    with monkeypatch.context() as patch:
        patch.setattr(office_run, "read_bundle", later)
        assert outcomes(district.scan(path)) == ["taken"]
    (content,) = district.office.context.database.rows("SELECT visit_uid, chain, digest FROM"
                                                       " office_revision")  # fmt: skip
    kept = district.office.context.stores.office_matters.content(
        content[0], chain=content[1], digest=content[2]
    )
    assert kept["x_weather"] == "晴"
