"""Every bit of an encrypted bundle, every place to cut or stretch it: each change is refused.

The file bears the name that its new bytes demand, so that nothing is refused by its name alone. The
archive inside is changed as well: rebuilt with right CRCs and encrypted again, as only somebody who
has the office's public key and the bundle's content could do it. Every day some of the changes,
another bit at each place; all of them at full length.
"""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from inspector_app.exchange import age_file
from inspector_app.exchange.bundle import BuiltBundle, Seal, build_sealed
from inspector_app.exchange.receiving import RosterReader, received
from inspector_app.exchange.refusal import BundleRefusedError
from inspector_app.exchange.statement import Inspector
from tests.examples import FULL_LENGTH
from tests.unit.exchange.bundle_tools import Entries, archive, content, entries_of, sha256
from tests.unit.exchange.trust_tools import (
    ISSUED,
    LAPTOP,
    LAPTOP_AGE,
    OFFICE_AGE,
    inspector,
    roster,
    roster_key,
)

# What each kind of change may be refused for: the header, the pieces, or what is inside them.
SEALED_CODES: Final = {"E20", "E21", "E22"}
CONTENT_CODES: Final = {"E41", "E60", "E61", "E62", "E65", "E90"}
FLIPS: Final = 1 if FULL_LENGTH else 353
PLACES: Final = 1 if FULL_LENGTH else 97
OFFICE_ID: Final = "220303-dds"
READER: Final = RosterReader(
    roster=roster(inspectors=(inspector(roster_key(valid_from=date(2026, 1, 1))),)),
    office=OFFICE_ID,
)


@pytest.fixture
def bundle(tmp_path: Path) -> BuiltBundle:
    plain = content()
    statement = replace(
        plain.statement, chain=LAPTOP.public.chain, to=OFFICE_ID,
        created=ISSUED + timedelta(days=3),
        to_keys=(OFFICE_AGE.recipient.tag,), inspector=Inspector(id="dx-01", name="督学01"),
    )  # fmt: skip
    seal = Seal(to=(OFFICE_AGE.recipient, LAPTOP_AGE.recipient), own=LAPTOP_AGE)
    folder = tmp_path / "outbox"
    folder.mkdir()
    return build_sealed(replace(plain, statement=statement), key=LAPTOP, seal=seal, folder=folder)


def _flips(body: bytes) -> Iterator[bytes]:
    changed = bytearray(body)
    for place in range(0, 8 * len(body), FLIPS):
        position, bit = divmod(place, 8)
        changed[position] ^= 1 << bit
        yield bytes(changed)
        changed[position] ^= 1 << bit


def _rebuilt(entries: Entries) -> Iterator[bytes]:
    for at, (name, body) in enumerate(entries):
        for changed in _flips(body):
            yield _encrypted(archive([*entries[:at], (name, changed), *entries[at + 1 :]]))


def _encrypted(body: bytes) -> bytes:
    target = io.BytesIO()
    age_file.encrypt(io.BytesIO(body), target, to=[OFFICE_AGE.recipient])
    return target.getvalue()


def _codes(bodies: Iterator[bytes], bundle: BuiltBundle, folder: Path) -> Counter[str]:
    """Return how often each code was given; a body that was taken counts under ``accepted``."""
    seen: Counter[str] = Counter()
    for body in bodies:
        name = replace(bundle.verified.name, sha12=sha256(body)[:12])
        path = folder / name.sealed_file_name
        path.write_bytes(body)
        try:
            with received(path, keys=[OFFICE_AGE], reader=READER, scratch=folder):
                seen["accepted"] += 1
        except BundleRefusedError as error:
            seen[error.code] += 1
        path.unlink()
    assert not list(folder.glob("*.zip"))
    return seen


def _report(title: str, seen: Counter[str]) -> None:
    print(f"\n{title}: {sum(seen.values())} changes, {dict(sorted(seen.items()))}")


def test_what_was_built_is_accepted(bundle: BuiltBundle, tmp_path: Path) -> None:
    bodies = iter([bundle.path.read_bytes(), _encrypted(_archive_of(bundle, tmp_path))])

    assert _codes(bodies, bundle, tmp_path) == {"accepted": 2}


def _archive_of(bundle: BuiltBundle, folder: Path) -> bytes:
    with received(bundle.path, keys=[OFFICE_AGE], reader=READER, scratch=folder) as found:
        return found.archive.read_bytes()


def test_no_flipped_bit_is_accepted_under_the_new_hash(bundle: BuiltBundle, tmp_path: Path) -> None:
    body = bundle.path.read_bytes()

    seen = _codes(_flips(body), bundle, tmp_path)

    _report("flipped bits of the encrypted file, renamed", seen)
    assert sum(seen.values()) == len(range(0, 8 * len(body), FLIPS))
    assert set(seen) <= SEALED_CODES


def test_no_cut_inserted_or_deleted_byte_is_accepted(bundle: BuiltBundle, tmp_path: Path) -> None:
    body = bundle.path.read_bytes()
    places = range(0, len(body), PLACES)
    kinds = {
        "cut": (body[:at] for at in places),
        "inserted": (body[:at] + bytes([at % 256]) + body[at:] for at in places),
        "deleted": (body[:at] + body[at + 1 :] for at in places),
    }

    for kind, bodies in kinds.items():
        seen = _codes(bodies, bundle, tmp_path)
        _report(f"one byte {kind} in the encrypted file", seen)
        assert sum(seen.values()) == len(places)
        assert set(seen) <= SEALED_CODES


def test_no_flipped_bit_inside_is_accepted_with_zip_rebuilt_and_encrypted_again(
    bundle: BuiltBundle, tmp_path: Path
) -> None:
    with received(bundle.path, keys=[OFFICE_AGE], reader=READER, scratch=tmp_path) as found:
        entries = entries_of(found.archive)

    seen = _codes(_rebuilt(entries), bundle, tmp_path)

    _report("flipped bits of content, ZIP and CRCs rebuilt, encrypted again", seen)
    assert sum(seen.values()) == sum(len(range(0, 8 * len(body), FLIPS)) for _, body in entries)
    assert set(seen) <= CONTENT_CODES
    assert {"E65", "E90"} <= set(seen)


def test_no_cut_inserted_or_deleted_byte_inside_is_accepted(
    bundle: BuiltBundle, tmp_path: Path
) -> None:
    body = _archive_of(bundle, tmp_path)
    places = range(0, len(body), PLACES)
    for kind, bodies in {
        "cut": (_encrypted(body[:at]) for at in places),
        "inserted": (_encrypted(body[:at] + b"\0" + body[at:]) for at in places),
        "deleted": (_encrypted(body[:at] + body[at + 1 :]) for at in places),
    }.items():
        seen = _codes(bodies, bundle, tmp_path)
        _report(f"one byte {kind} inside, encrypted again", seen)
        assert sum(seen.values()) == len(places)
        assert "accepted" not in seen
