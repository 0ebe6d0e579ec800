"""The attacks that The Update Framework lists, as far as they are made with bundles and receipts.

theupdateframework.io, specification, 1.5.2 "Goals to protect against specific attacks". Those made
with rosters of keys: ``tests/district/trust/test_attacks.py``.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.exchange import layout
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.receiving import RosterReader, received
from inspector_app.services.context import Role
from inspector_app.services.device_keys import device_key
from inspector_app.services.key_trust import age_keys, trusted_roster
from tests.district.office.district import (
    IN_USE,
    NOVEMBER,
    OFFICE_ID,
    District,
    figures,
    opened,
    outcomes,
)
from tests.district.office.test_hostile_files import drop
from tests.unit.exchange.bundle_tools import Entries, archive, entries_of
from tests.unit.exchange.hostile import signed_anew

Write = Callable[..., str]
OTHER_DAY = "2026-11-18"


def codes(district: District, *paths: Path) -> list[str]:
    return sorted(line.code for line in district.scan(*paths).lines)


def inside(district: District, path: Path, scratch: Path) -> Entries:
    """Return what the office finds in a bundle."""
    roster = trusted_roster(district.office.context)
    assert roster is not None
    reader = RosterReader(roster=roster, office=OFFICE_ID)
    keys = age_keys(district.office.context)
    with received(path, keys=keys, reader=reader, scratch=scratch) as found:
        return entries_of(found.archive)


def key_of(district: District, name: str) -> DeviceKey:
    return device_key(district.laptops[name].context)


@pytest.fixture
def first(district: District, write: Write, tmp_path: Path) -> Path:
    """The first bundle of a laptop."""
    write("DX001")
    return district.hand_over("DX001", into=tmp_path / "first")


@pytest.fixture
def second(district: District, write: Write, first: Path, tmp_path: Path) -> Path:
    """The one behind it."""
    write("DX001", date=OTHER_DAY)
    return district.hand_over("DX001", into=tmp_path / "second")


def test_arbitrary_installation_by_a_key_that_nobody_has_enrolled(
    district: District, first: Path, tmp_path: Path
) -> None:
    entries = inside(district, first, tmp_path)
    drop(district, tmp_path / "in", {
        "unknown": signed_anew(entries, key=DeviceKey.generate(), changed={}),
        "another's": signed_anew(entries, key=key_of(district, "DX002"), changed={}),
    })  # fmt: skip

    # Nobody's key, and an enrolled key under a statement of another laptop.
    assert codes(district, tmp_path / "in") == ["E62", "E66"]


def test_endless_data_is_not_read(district: District, first: Path) -> None:
    endless = first.with_name(first.name.replace("000001", "000009"))
    with endless.open("wb") as stream:
        stream.truncate(layout.MAX_FILE + 1)

    assert codes(district, endless) == ["E10"]
    assert list(district.office.context.folder.quarantine.glob("*")) == []


def test_extraneous_files_that_no_manifest_names_are_refused(
    district: District, first: Path, tmp_path: Path
) -> None:
    entries = inside(district, first, tmp_path)
    folder = entries[0][0].partition("/")[0]
    more = sorted([*entries[6:], (f"{folder}/data/setup.exe", b"MZ")])
    drop(district, tmp_path / "in", {"more": archive([*entries[:6], *more])})

    assert codes(district, tmp_path / "in") == ["E43"]


def test_fast_forward_waits_for_what_is_missing_and_far_ahead_asks_for_a_call(
    district: District, write: Write, first: Path, second: Path
) -> None:
    assert codes(district, second) == ["W83"]
    assert district.office.office_gaps.board(NOVEMBER).missing[0].seq == 1
    laptop = district.laptops["DX001"]
    with laptop.context.database.transaction():
        laptop.context.database.execute("UPDATE bundle SET seq = 90 WHERE seq = 2")
    write("DX001", date="2026-11-17")
    far = district.hand_over("DX001", into=second.parent / "far")

    (line,) = district.scan(far).lines
    assert (line.seq, line.code) == (91, "W83")
    assert "打电话问一下" in line.sentence
    assert sorted(codes(district, first)) == ["", ""]


def test_indefinite_freeze_of_a_laptop_is_told_on_both_sides(
    district: District, first: Path, second: Path, clock: FixedClock
) -> None:
    district.scan(first)
    district.laptops["DX001"].office_answers.take([district.office.context.folder.receipts])
    clock.advance(timedelta(days=36))

    line = district.office.office_gaps.board(NOVEMBER).people[0]
    assert (line.id, line.quiet_days, line.is_quiet) == ("DX001", 36, True)
    assert [each.seq for each in district.laptops["DX001"].office_answers.overdue()] == [2]


def test_a_malicious_mirror_that_carries_everything_twice_and_renamed_changes_nothing(
    district: District, first: Path, second: Path, tmp_path: Path
) -> None:
    mirror = tmp_path / "mirror"
    for copy in range(3):
        (mirror / str(copy)).mkdir(parents=True)
        for path in (second, first):
            shutil.copy(path, mirror / str(copy) / f"{copy} - {path.name}")

    found = district.scan(mirror)

    assert outcomes(found) == ["taken", "taken"]
    assert figures(district.office)["district"]["visits"] == 2


def test_mix_and_match_of_two_genuine_bundles_is_refused(
    district: District, first: Path, second: Path, tmp_path: Path
) -> None:
    one, other = (inside(district, path, tmp_path) for path in (first, second))
    folder = one[0][0].partition("/")[0]
    theirs = {name.partition("/")[2]: body for name, body in other}

    def with_theirs(*paths: str) -> bytes:
        return archive([
            (name, theirs[path] if (path := name.partition("/")[2]) in paths else body)
            for name, body in one
        ])  # fmt: skip

    whole = archive([(f"{folder}/{path}", body) for path, body in theirs.items()])
    mixed = {
        "statement": with_theirs(layout.STATEMENT),
        "manifest": with_theirs(layout.MANIFEST),
        "signature": with_theirs(layout.SIGNATURE),
        "signed bytes": with_theirs(layout.TAG_MANIFEST, layout.SIGNATURE),
        "records": with_theirs(layout.RECORDS),
        "under the other's number": whole,
    }
    drop(district, tmp_path / "in", mixed)

    assert codes(district, tmp_path / "in") == ["E41", "E41", "E41", "E65", "E66", "E90"]


def test_rollback_by_an_older_bundle_or_an_older_receipt_changes_nothing(
    district: District, write: Write, tmp_path: Path
) -> None:
    laptop, uid = district.laptops["DX001"], write("DX001")
    old = district.hand_over("DX001")
    district.scan()
    laptop.visits.correct(uid, reason="补写")
    laptop.visit_edit.set_json(uid, "advice", "改后的建议。")
    laptop.visits.file(uid)
    district.hand_over("DX001")
    district.scan()
    laptop.office_answers.take([district.share])
    older = min((district.share / "receipts").rglob("rc1-*.json"))
    before = laptop.office_answers.states()

    assert codes(district, old) == ["I80"]
    assert laptop.office_answers.take([older]).new == 0

    assert laptop.office_answers.states() == before
    assert district.office.visits.get(uid).advice == "改后的建议。"


@pytest.fixture
def stolen(
    district: District, first: Path, tmp_path: Path, clock: FixedClock
) -> Iterator[Workbench]:
    """A copy of a laptop with its key, taken when its first bundle had come to the office."""
    district.scan(first)
    folder = shutil.copytree(
        district.laptops["DX001"].context.folder.root, tmp_path / "stolen", ignore=IN_USE
    )
    with opened(folder, clock, role=Role.LAPTOP, person="DX001", device="device-DX001") as thief:
        yield thief


def by_thief(district: District, thief: Workbench, into: Path) -> Path:
    from tests.district.office.district import written

    written(thief, date="2026-11-16", narrative="假的记录。")
    own, district.laptops["DX001"] = district.laptops["DX001"], thief
    try:
        return district.hand_over("DX001", into=into)
    finally:
        district.laptops["DX001"] = own


def test_key_compromise_ends_with_the_revocation_and_keeps_what_came_before(
    district: District, stolen: Workbench, tmp_path: Path
) -> None:
    chain = key_of(district, "DX001").public.chain
    district.revoked["DX001"] = district.office.office_intake.last_taken(chain) + 1
    district.sign_roster()

    assert codes(district, by_thief(district, stolen, tmp_path / "in")) == ["E63"]
    assert figures(district.office)["district"]["visits"] == 1


def test_key_compromise_shows_on_the_laptop_whose_key_it_is(
    district: District, stolen: Workbench, tmp_path: Path
) -> None:
    assert codes(district, by_thief(district, stolen, district.share / "inbox")) == [""]
    district.scan()

    found = district.laptops["DX001"].office_answers.take([district.share])

    assert any("R03" in alarm for alarm in found.alarms)


def test_what_waits_when_its_key_is_revoked_is_not_taken_in_later(
    district: District, first: Path, second: Path
) -> None:
    assert codes(district, second) == ["W83"]
    district.revoked["DX001"] = 1
    district.sign_roster()

    assert codes(district, first) == ["E63", "E63"]
    states = {each.seq: each.code for each in district.office.context.stores.office.all_held()}
    assert states == {1: "E63", 2: "E63"}
    assert district.office.office_gaps.board(NOVEMBER).missing == ()
    assert figures(district.office)["district"]["visits"] == 0


def test_a_bundle_for_another_office_or_made_for_another_purpose_is_refused(
    district: District, first: Path, tmp_path: Path
) -> None:
    entries, key = inside(district, first, tmp_path), key_of(district, "DX001")
    statement: Any = next(body for name, body in entries if name.endswith(layout.STATEMENT))
    elsewhere = statement.replace(OFFICE_ID.encode(), b"999999-dds")
    assert elsewhere != statement
    drop(district, tmp_path / "in", {
        "elsewhere": signed_anew(entries, key=key, changed={layout.STATEMENT: elsewhere}),
        "purpose": signed_anew(entries, key=key, changed={}, namespace="dudao-joint-v1"),
    })  # fmt: skip

    assert codes(district, tmp_path / "in") == ["E61", "E70"]
