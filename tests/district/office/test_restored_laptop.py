"""A laptop that goes on from a backup: what the office cannot take in leaves under new keys."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.services.context import Role
from tests.district.office.district import District, opened, outcomes, written
from tests.district.office.ledger import news

Write = Callable[..., str]


@pytest.fixture
def lost(
    district: District, write: Write, clock: FixedClock, tmp_path: Path
) -> Iterator[Workbench]:
    """What DX001 wrote on after a backup, the backup of which is restored."""
    write("DX001")
    district.scan(news(district, "DX001", into=tmp_path / "1"))
    laptop = district.laptops["DX001"]
    laptop.release_thread()
    shutil.copytree(laptop.folder, tmp_path / "lost")
    with opened(
        tmp_path / "lost", clock, role=Role.LAPTOP, person="DX001", device="device-DX001"
    ) as bench:
        yield bench


def _went_on(bench: Workbench, folder: Path, date: str) -> Path:
    written(bench, date=date)
    folder.mkdir()
    return bench.bundles.export_news(inspector_id="DX001", folder=folder).path


def _records(bench: Workbench) -> int:
    row = bench.context.database.row("SELECT count(*) FROM visit WHERE status <> 'voided'")
    assert row is not None
    return int(row[0])


def test_records_of_refused_bundles_leave_again_under_the_next_keys(
    district: District, lost: Workbench, tmp_path: Path
) -> None:
    restored = district.laptops["DX001"]
    assert outcomes(district.scan(_went_on(lost, tmp_path / "2", "2026-11-18"))) == ["taken"]
    fork = _went_on(restored, tmp_path / "2b", "2026-11-19")
    assert [line.code for line in district.scan(fork).lines] == ["E81"]
    receipts = district.office.context.folder.root / "receipts"
    assert "R03" in "".join(restored.office_answers.take([receipts]).alarms)

    asked = restored.trust_joining.request(tmp_path / "ask", device="恢复", new_keys=True)
    district.sign_roster()
    again = news(district, "DX001", into=tmp_path / "3")

    assert json.loads(asked.path.read_bytes())["continues"]["seq"] == 1
    told = {line.file: line.outcome.value for line in district.scan(again).lines}
    assert told[again.name] == "taken"
    assert _records(district.office) == 3


def test_what_was_taken_in_or_is_still_on_its_way_does_not_leave_again(
    district: District, lost: Workbench, tmp_path: Path
) -> None:
    restored = district.laptops["DX001"]
    _went_on(restored, tmp_path / "2", "2026-11-19")
    before = restored.context.database.rows("SELECT * FROM bundle_row")

    asked = restored.trust_joining.request(tmp_path / "ask", device="新", new_keys=True)

    assert restored.context.database.rows("SELECT * FROM bundle_row") == before
    assert json.loads(asked.path.read_bytes())["continues"]["seq"] == 2
