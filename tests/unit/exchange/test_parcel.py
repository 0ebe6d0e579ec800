"""包裹: many files as one, judged as a whole before one of them is looked at."""

import hashlib
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.exchange import parcel
from inspector_app.exchange.archive import ArchiveWriter
from inspector_app.exchange.parcel import (
    Packed,
    ParcelFlaw,
    ParcelName,
    ParcelRefusedError,
    may_travel,
    unpack,
    write_parcel,
)

BUNDLE = "dd1-72asyext-000012-0123456789ab.zip.age"
RECEIPT = "rc1-72asyext-000003-0123456789ab.json"
HOLDS = (Packed(BUNDLE, b"sealed" * 500), Packed(RECEIPT, b"{}"), Packed(f"{RECEIPT}.sig", b"sig"))


def named(folder: Path, content: bytes) -> Path:
    sha12 = hashlib.sha256(content).hexdigest()[:12]
    path = folder / ParcelName(chain8="72asyext", n=4, sha12=sha12).file_name
    path.write_bytes(content)
    return path


def packed(files: tuple[Packed, ...] = HOLDS) -> bytes:
    stream = BytesIO()
    write_parcel(files, stream)
    return stream.getvalue()


def refused(path: Path) -> ParcelFlaw:
    with pytest.raises(ParcelRefusedError) as caught:
        list(unpack(path))
    return caught.value.flaw


def test_what_was_packed_is_unpacked_byte_by_byte(tmp_path: Path) -> None:
    path = named(tmp_path, packed())
    assert sorted(unpack(path)) == sorted(HOLDS)


def test_the_same_files_give_the_same_parcel() -> None:
    assert packed() == packed(tuple(reversed(HOLDS)))


def test_a_name_is_found_in_what_a_messenger_makes_of_it(tmp_path: Path) -> None:
    path = named(tmp_path, packed())
    copy = path.with_name(f"{path.stem}(1).zip")
    path.rename(copy)
    assert len(list(unpack(copy))) == 3


def test_unzip_opens_a_parcel(tmp_path: Path) -> None:
    path = named(tmp_path, packed())
    run = subprocess.run(["unzip", "-t", path], capture_output=True, text=True, check=True)
    assert "No errors detected" in run.stdout


@given(st.integers(min_value=0), st.integers(1, 255))
def test_any_byte_that_changed_on_the_way_is_noticed(place: int, change: int) -> None:
    content = bytearray(packed())
    sha12 = hashlib.sha256(content).hexdigest()[:12]
    content[place % len(content)] ^= change
    assert not hashlib.sha256(content).hexdigest().startswith(sha12)


def test_a_parcel_that_was_cut_short_waits_for_the_rest(tmp_path: Path) -> None:
    path = named(tmp_path, packed())
    path.write_bytes(path.read_bytes()[:-1])
    assert refused(path) is ParcelFlaw.DAMAGED


def test_what_another_program_packed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / BUNDLE).write_bytes(b"sealed")
    made = tmp_path / "made.zip"
    subprocess.run(["zip", "-q", "-0", made, BUNDLE], cwd=tmp_path / "x", check=True)
    assert refused(named(tmp_path, made.read_bytes())) is ParcelFlaw.STRUCTURE


@pytest.mark.parametrize(
    "name",
    [
        "pk1-72asyext-000001-0123456789ab.zip",
        "dd1-72asyext-000012-0123456789ab.zip",
        "tx1-72asyext-000012-0123456789ab.zip",
        "readme.txt",
        "run.exe",
        "dd1-72asyext-000012-0123456789ab.zip.age.exe",
    ],
)
def test_a_parcel_with_a_foreign_file_or_another_parcel_is_not_opened(
    tmp_path: Path, name: str
) -> None:
    stream = BytesIO()
    writer = ArchiveWriter(stream)
    writer.add(BUNDLE, b"sealed")
    writer.add(name, b"anything")
    writer.close()
    assert refused(named(tmp_path, stream.getvalue())) is ParcelFlaw.FOREIGN


def test_sizes_are_judged_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = named(tmp_path, packed())
    monkeypatch.setattr(parcel, "MOST_FILE", 100)
    assert refused(path) is ParcelFlaw.TOO_LARGE
    monkeypatch.setattr(parcel, "MOST_FILE", 10_000)
    monkeypatch.setattr(parcel, "MOST_FILES", 2)
    assert refused(path) is ParcelFlaw.TOO_LARGE
    monkeypatch.setattr(parcel, "MOST_BYTES", 100)
    assert refused(path) is ParcelFlaw.TOO_LARGE


def test_only_whole_names_of_encrypted_or_signed_files_travel() -> None:
    assert may_travel(BUNDLE)
    assert may_travel(f"{RECEIPT}.sig")
    assert not may_travel(f"x{BUNDLE}")
    assert not may_travel(f"{RECEIPT} (1)")


def test_a_file_that_was_changed_inside_is_refused_though_the_name_fits(tmp_path: Path) -> None:
    content = bytearray(packed())
    content[content.index(b"sealed")] ^= 1
    assert refused(named(tmp_path, bytes(content))) is ParcelFlaw.STRUCTURE
