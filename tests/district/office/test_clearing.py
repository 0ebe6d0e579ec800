"""What the office deletes from the shared folder, and what it never does."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.services.office_clearing import clear_inbox
from inspector_app.services.office_scan import Scan
from tests.district.office.district import District

Write = Callable[..., str]
MONTH = timedelta(days=31)


@pytest.fixture
def placed(district: District, write: Write) -> Path:
    """Return a bundle that lies in the shared folder of the office."""
    district.office.share.make(district.share)
    write("DX001")
    return district.hand_over("DX001", into=district.share / "inbox")


def look(district: District) -> Scan:
    """Look into the shared folder that was made, as the window does by itself."""
    return district.office.office_desk.scan()


def test_a_bundle_that_was_answered_a_month_ago_is_cleared_and_stays_known(
    district: District, placed: Path, clock: FixedClock
) -> None:
    look(district)
    clock.advance(MONTH)
    found = look(district)
    assert not placed.exists()
    assert [said for said in found.warnings if "清理了 1 个上报包" in said]
    assert district.office.visits.list()
    assert district.office.context.stores.office.files() == {}
    assert not [said for said in look(district).warnings if "清理" in said]


def test_a_bundle_stays_as_long_as_its_laptop_may_not_have_read_the_receipt(
    district: District, placed: Path, clock: FixedClock
) -> None:
    look(district)
    clock.advance(timedelta(days=29))
    look(district)
    assert placed.exists()


def test_nothing_is_cleared_whose_receipt_does_not_stand_in_the_folder(
    district: District, placed: Path, clock: FixedClock
) -> None:
    look(district)
    for receipt in (district.share / "receipts").rglob("rc1-*.json"):
        receipt.unlink()
    clock.advance(MONTH)
    assert clear_inbox(district.office.context, district.share) == 0
    assert placed.exists()


def test_what_came_under_the_same_name_since_is_not_touched(
    district: District, placed: Path, clock: FixedClock
) -> None:
    look(district)
    clock.advance(MONTH)
    placed.write_bytes(b"another")
    assert clear_inbox(district.office.context, district.share) == 0
    assert placed.read_bytes() == b"another"


def test_refused_files_foreign_files_and_other_folders_are_left_alone(
    district: District, placed: Path, clock: FixedClock, tmp_path: Path
) -> None:
    note = placed.with_name("说明.txt")
    note.write_text("请勿删除", encoding="utf-8")
    elsewhere = tmp_path / "优盘" / placed.name
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(placed.read_bytes())
    flaw = placed.with_name(placed.name.replace("000001", "000009"))
    flaw.write_bytes(placed.read_bytes()[:-1])
    look(district)
    district.office.office_desk.scan([elsewhere])
    clock.advance(MONTH)
    look(district)
    assert (note.exists(), elsewhere.exists(), flaw.exists(), placed.exists()) == (
        True, True, True, False,
    )  # fmt: skip
