"""What an enrolled laptop may not say, whatever it signs."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector_app.exchange import canonical
from inspector_app.exchange.verify import Verified
from inspector_app.services import office_run
from inspector_app.services.office_reading import read_bundle
from tests.unit.services.office.district import District, figures, outcomes

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


def _foreign_event(records: dict[str, Any]) -> None:
    records["issue_events"][0]["issue_uuid"] = "3f0d6c1e-52a4-4f0e-8a53-0b7f1d5f9c11"


def _details(records: dict[str, Any]) -> None:
    records["issue_events"][0]["details"] = {"person": 7}


def _list(records: dict[str, Any]) -> None:
    records["visits"] = {"a": 1}


def _report(records: dict[str, Any]) -> None:
    records["month_table"] = {"month": "2026-13", "inspectors": {}}


@pytest.mark.parametrize(
    "spoil",
    [_lead, _twice, _school, _lacking, _draft, _foreign_event, _details, _list, _report],
)
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
