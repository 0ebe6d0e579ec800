"""An encrypted bundle is opened for its addressee and judged by the roster of keys."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base import child
from inspector_app.exchange.age_keys import AgeKey
from inspector_app.exchange.key_roster import KeyRoster
from inspector_app.exchange.receiving import Received, RosterReader, received
from inspector_app.exchange.refusal import BundleRefusedError, Refusal
from inspector_app.exchange.statement import Inspector
from tests.unit.exchange.trust_tools import (
    OFFICE_AGE,
    OFFICE_ID,
    OTHER_LAPTOP,
    inspector,
    roster,
    roster_key,
    sealed_bundle,
)


def _read(path: Path, *, known: KeyRoster | None = None, keys: Any = (OFFICE_AGE,)) -> Received:
    reader = RosterReader(roster=known or roster(), office=OFFICE_ID)
    with received(path, keys=keys, reader=reader, scratch=path.parent) as found:
        assert found.archive.stat().st_mode & 0o077 == 0
        return found


def _refusal(path: Path, **more: Any) -> Refusal:
    with pytest.raises(BundleRefusedError) as refused:
        _read(path, **more)
    left = [each for each in path.parent.iterdir() if each.suffix == ".zip"]
    assert left == []
    return refused.value.refusal


def test_a_bundle_of_an_enrolled_laptop_is_read_and_leaves_no_plain_file(tmp_path: Path) -> None:
    path = sealed_bundle(tmp_path)
    found = _read(path)

    assert found.holder.inspector.id == "dx-01"
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert not found.archive.exists()
    assert list(tmp_path.iterdir()) == [path]


def test_the_age_command_gives_an_archive_that_unzip_takes(tmp_path: Path) -> None:
    path, keys, out = sealed_bundle(tmp_path), tmp_path / "office.key", tmp_path / "x.zip"
    keys.write_text(OFFICE_AGE.secret + "\n")

    opened = child.run(["age", "-d", "-i", keys, "-o", out, path])
    listed = child.run(["unzip", "-t", out])

    assert (opened.code, listed.code) == (0, 0), (opened.err, listed.err)


def test_another_offices_bundle_cannot_be_opened(tmp_path: Path) -> None:
    path = sealed_bundle(tmp_path, to=AgeKey.generate())

    assert _refusal(path) is Refusal.NOT_FOR_US


def test_a_bundle_that_was_passed_on_to_us_names_its_addressee(tmp_path: Path) -> None:
    path = sealed_bundle(tmp_path, addressee="220304-dds")

    assert _refusal(path) is Refusal.OTHER_ADDRESSEE


def test_a_key_of_nobody_is_refused(tmp_path: Path) -> None:
    assert _refusal(sealed_bundle(tmp_path, key=OTHER_LAPTOP)) is Refusal.UNKNOWN_KEY


def test_a_laptop_cannot_speak_for_another_inspector(tmp_path: Path) -> None:
    path = sealed_bundle(tmp_path, inspector=Inspector(id="dx-02", name="督学02"))

    assert _refusal(path) is Refusal.IDENTITY


def test_a_revoked_key_counts_before_the_number_and_not_from_it(tmp_path: Path) -> None:
    path = sealed_bundle(tmp_path)

    later = roster(inspectors=(inspector(roster_key(revoked_from_seq=2)),))
    assert _read(path, known=later).verified.statement.seq == 1
    now = roster(inspectors=(inspector(roster_key(revoked_from_seq=1)),))
    assert _refusal(path, known=now) is Refusal.REVOKED


@pytest.mark.parametrize(
    "term",
    [{"valid_from": date(2026, 11, 6)}, {"valid_to": date(2026, 11, 4)}],
)
def test_a_bundle_made_outside_the_keys_term_is_refused(
    tmp_path: Path, term: dict[str, date]
) -> None:
    known = roster(inspectors=(inspector(roster_key(**term)),))

    assert _refusal(sealed_bundle(tmp_path), known=known) is Refusal.OUT_OF_TERM


def test_a_file_that_is_not_encrypted_or_damaged_is_refused(tmp_path: Path) -> None:
    path = sealed_bundle(tmp_path)
    data = path.read_bytes()

    path.write_bytes(data[:-1])
    assert _refusal(path) is Refusal.DAMAGED
    for bad, expected in (
        (b"PK" + data, Refusal.NOT_ENCRYPTED),
        (data[:-1], Refusal.UNDECIPHERABLE),
    ):
        sha12 = hashlib.sha256(bad).hexdigest()[:12]
        renamed = path.with_name(path.name[: path.name.rindex("-") + 1] + f"{sha12}.zip.age")
        renamed.write_bytes(bad)
        assert _refusal(renamed) is expected
        renamed.unlink()


def test_what_is_known_of_the_chain_is_asked_before_the_payload_is_read(tmp_path: Path) -> None:
    path, asked = sealed_bundle(tmp_path), []

    def judge(statement: Any, digest: str) -> None:
        asked.append((statement.seq, len(digest)))
        raise BundleRefusedError(Refusal.FORK)

    reader = RosterReader(roster=roster(), office=OFFICE_ID, judge_chain=judge)
    with (
        pytest.raises(BundleRefusedError, match="E81"),
        received(path, keys=[OFFICE_AGE], reader=reader, scratch=tmp_path),
    ):
        pass
    assert asked == [(1, 64)]
