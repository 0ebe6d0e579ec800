"""Every bit of a bundle, every place to cut or stretch it: each change is refused.

Every day some of the changes, another bit at each place; all of them at full length.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from inspector_app.exchange.refusal import BundleRefusedError
from inspector_app.exchange.verify import verify_bundle
from tests.examples import FULL_LENGTH
from tests.unit.exchange.bundle_tools import Entries, archive, build, entries_of, put

CONTENT_CODES: Final = {"E41", "E60", "E61", "E65", "E90"}
# Steps that share nothing with eight: bit after bit of a byte has its turn.
FLIPS: Final = 1 if FULL_LENGTH else 23
PLACES: Final = 1 if FULL_LENGTH else 11


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return build(tmp_path).path


def _flips(body: bytes) -> Iterator[bytes]:
    changed = bytearray(body)
    for place in range(0, 8 * len(body), FLIPS):
        position, bit = divmod(place, 8)
        changed[position] ^= 1 << bit
        yield bytes(changed)
        changed[position] ^= 1 << bit


def _flips_rebuilt(entries: Entries) -> Iterator[bytes]:
    for at, (name, body) in enumerate(entries):
        for changed in _flips(body):
            yield archive([*entries[:at], (name, changed), *entries[at + 1 :]])


def _codes(bodies: Iterator[bytes], folder: Path) -> Counter[str]:
    """Return how often each code was given; a body that was accepted counts under ``accepted``."""
    seen: Counter[str] = Counter()
    for body in bodies:
        path = put(folder, body)
        try:
            verify_bundle(path)
            seen["accepted"] += 1
        except BundleRefusedError as error:
            seen[error.code] += 1
        path.unlink()
    return seen


def _report(title: str, seen: Counter[str]) -> None:
    print(f"\n{title}: {sum(seen.values())} changes, {dict(sorted(seen.items()))}")


def test_no_flipped_bit_is_accepted_under_the_new_hash(bundle: Path, tmp_path: Path) -> None:
    body = bundle.read_bytes()

    seen = _codes(_flips(body), tmp_path)

    _report("flipped bits, file renamed", seen)
    assert sum(seen.values()) == len(range(0, 8 * len(body), FLIPS))
    assert "accepted" not in seen
    assert "E02" not in seen


def test_no_flipped_bit_of_content_is_accepted_with_zip_and_crc_rebuilt(
    bundle: Path, tmp_path: Path
) -> None:
    entries = entries_of(bundle)

    seen = _codes(_flips_rebuilt(entries), tmp_path)

    _report("flipped bits of content, ZIP rebuilt", seen)
    assert sum(seen.values()) == sum(len(range(0, 8 * len(body), FLIPS)) for _, body in entries)
    assert set(seen) == CONTENT_CODES


def test_no_cut_inserted_or_deleted_byte_is_accepted(bundle: Path, tmp_path: Path) -> None:
    body = bundle.read_bytes()
    places = range(0, len(body), PLACES)
    kinds = {
        "cut": (body[:at] for at in places),
        "inserted": (body[:at] + bytes([at % 256]) + body[at:] for at in places),
        "deleted": (body[:at] + body[at + 1 :] for at in places),
    }

    for kind, bodies in kinds.items():
        seen = _codes(bodies, tmp_path)
        _report(f"one byte {kind}", seen)
        assert sum(seen.values()) == len(places)
        assert "accepted" not in seen
