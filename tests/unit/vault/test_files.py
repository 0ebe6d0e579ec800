"""Encrypted picture files: durable, named without a trace, refused after any change."""

import hashlib
import os
import zlib
from pathlib import Path

import pytest

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.vault import files
from inspector_app.vault.files import (
    FileDamagedError,
    FileMissingError,
    FileTooLargeError,
    PhotoVault,
)
from inspector_app.vault.keys import DataKey

KEY = DataKey(bytes(range(32)))
MARKER = b"MARKER-OF-PLAIN-BYTES"
PICTURE = b"\xff\xd8" + MARKER * 40 + b"\xff\xd9"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "photos"


@pytest.fixture
def vault(folder: Path) -> PhotoVault:
    return PhotoVault(folder, KEY)


def _only_file(folder: Path) -> Path:
    (path,) = [p for p in folder.rglob("*") if p.is_file()]
    return path


def test_what_was_put_comes_back(vault: PhotoVault) -> None:
    stored = vault.put(PICTURE)
    assert vault.get(stored.sha256) == PICTURE
    assert vault.has(stored.sha256)


@pytest.mark.parametrize("data", [b"", b"x", b"\0" * 100_000])
def test_any_bytes_come_back(vault: PhotoVault, data: bytes) -> None:
    assert vault.get(vault.put(data).sha256) == data


def test_what_is_told_of_a_file_is_about_its_plain_bytes(vault: PhotoVault) -> None:
    stored = vault.put(PICTURE)
    assert stored.sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert (stored.crc32, stored.size) == (zlib.crc32(PICTURE), len(PICTURE))
    assert vault.names() == (stored.name,)


def test_a_file_stands_in_the_folder_of_its_first_two_digits(
    vault: PhotoVault, folder: Path
) -> None:
    name = vault.put(PICTURE).name
    assert _only_file(folder) == folder / name[:2] / name


def test_a_body_is_magic_nonce_and_sealed_bytes(vault: PhotoVault, folder: Path) -> None:
    vault.put(PICTURE)
    body = _only_file(folder).read_bytes()
    assert body.startswith(b"DDP1")
    assert len(body) == 4 + 12 + len(PICTURE) + 16


def test_a_name_does_not_reveal_the_hash(vault: PhotoVault, folder: Path) -> None:
    stored = vault.put(PICTURE)
    assert stored.name not in stored.sha256
    assert PhotoVault(folder, DataKey.random()).put(PICTURE).name != stored.name


def test_plain_bytes_are_never_on_the_disk(
    vault: PhotoVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    replace = os.replace

    def looking(source: Path, target: Path) -> None:
        seen.extend(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
        replace(source, target)

    monkeypatch.setattr(os, "replace", looking)
    vault.put(PICTURE)
    seen.extend(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert len(seen) == 2
    assert not any(MARKER in body for body in seen)


def test_the_same_bytes_are_kept_once(vault: PhotoVault, folder: Path) -> None:
    first = vault.put(PICTURE)
    body = _only_file(folder).read_bytes()
    assert vault.put(PICTURE) == first
    assert _only_file(folder).read_bytes() == body


def test_two_puts_of_one_picture_never_reuse_a_nonce(vault: PhotoVault, folder: Path) -> None:
    stored = vault.put(PICTURE)
    first = _only_file(folder).read_bytes()
    vault.remove(stored.sha256)
    vault.put(PICTURE)
    assert _only_file(folder).read_bytes()[4:16] != first[4:16]


def test_a_change_of_any_byte_is_refused(vault: PhotoVault, folder: Path) -> None:
    stored = vault.put(b"small picture")
    path = _only_file(folder)
    body = path.read_bytes()
    for place in range(len(body)):
        path.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
        with pytest.raises(FileDamagedError):
            vault.get(stored.sha256)


def test_a_file_of_any_shorter_or_longer_length_is_refused(vault: PhotoVault, folder: Path) -> None:
    stored = vault.put(b"small picture")
    path = _only_file(folder)
    body = path.read_bytes()
    for changed in [body[:length] for length in range(len(body))] + [body + b"\0"]:
        path.write_bytes(changed)
        with pytest.raises(FileDamagedError):
            vault.get(stored.sha256)


def test_a_picture_under_the_name_of_another_is_refused(vault: PhotoVault, folder: Path) -> None:
    one, other = vault.put(b"one"), vault.put(b"other")
    body = (folder / other.name[:2] / other.name).read_bytes()
    (folder / one.name[:2] / one.name).write_bytes(body)
    with pytest.raises(FileDamagedError):
        vault.get(one.sha256)


def test_another_key_opens_nothing(vault: PhotoVault, folder: Path) -> None:
    stored = vault.put(PICTURE)
    stranger = PhotoVault(folder, DataKey.random())
    with pytest.raises(FileMissingError):
        stranger.get(stored.sha256)
    foreign = stranger.put(PICTURE)
    (folder / stored.name[:2] / stored.name).write_bytes(
        (folder / foreign.name[:2] / foreign.name).read_bytes()
    )
    with pytest.raises(FileDamagedError, match="已损坏或被改动"):
        vault.get(stored.sha256)


def test_a_missing_file_is_told_with_its_number(vault: PhotoVault) -> None:
    absent = hashlib.sha256(b"absent").hexdigest()
    with pytest.raises(FileMissingError, match=f"编号 {absent[:8]}.*备份"):
        vault.get(absent)
    assert not vault.has(absent)


def test_a_damaged_file_is_healed_when_its_picture_comes_again(
    vault: PhotoVault, folder: Path
) -> None:
    stored = vault.put(PICTURE)
    _only_file(folder).write_bytes(b"torn")
    vault.put(PICTURE)
    assert vault.get(stored.sha256) == PICTURE


def test_a_rename_that_fails_leaves_no_half_file(
    vault: PhotoVault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(EnvironmentProblem, match="照片没有存上：磁盘读写出错"):
        vault.put(PICTURE)
    assert [p for p in folder.rglob("*") if p.is_file()] == []


def test_a_killed_write_leaves_a_leftover_that_no_reader_sees(
    vault: PhotoVault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killed)
        patch.setattr(Path, "unlink", lambda _self, missing_ok=False: None)
        with pytest.raises(KeyboardInterrupt):
            vault.put(PICTURE)
    found = vault.sweep([])
    assert vault.names() == ()
    assert found.orphans == ()
    assert [Path(leftover).suffix for leftover in found.leftovers] == [".part"]
    vault.discard(found)
    assert [p for p in folder.rglob("*") if p.is_file()] == []


def test_file_and_folders_are_durable_before_put_returns(
    vault: PhotoVault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def noting(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("names of open files are told by Linux alone")
    monkeypatch.setattr(os, "fsync", noting)
    name = vault.put(PICTURE).name
    place = folder / name[:2]
    assert synced[:2] == [str(folder.parent), str(folder)]
    assert synced[2].startswith(str(place / name))
    assert synced[3:] == [str(place)]


def test_a_sweep_names_orphans_and_missing_files(vault: PhotoVault, folder: Path) -> None:
    kept, orphan, lost = vault.put(b"kept"), vault.put(b"orphan"), vault.put(b"lost")
    (folder / lost.name[:2] / lost.name).unlink()
    found = vault.sweep({kept.sha256, lost.sha256})
    assert (found.orphans, found.missing, found.leftovers) == ((orphan.name,), (lost.sha256,), ())
    vault.discard(found)
    assert vault.names() == (kept.name,)
    assert vault.get(kept.sha256) == b"kept"


def test_files_that_are_not_ours_are_left_alone(vault: PhotoVault, folder: Path) -> None:
    vault.put(PICTURE)
    stranger = folder / "ab" / "Thumbs.db"
    stranger.parent.mkdir(exist_ok=True)
    stranger.write_bytes(b"?")
    vault.discard(vault.sweep([]))
    assert _only_file(folder) == stranger


def test_a_folder_that_does_not_exist_yet_is_empty(vault: PhotoVault) -> None:
    assert vault.names() == ()
    assert vault.sweep([]).orphans == ()


def test_removing_twice_is_no_error(vault: PhotoVault) -> None:
    stored = vault.put(PICTURE)
    vault.remove(stored.sha256)
    vault.remove(stored.sha256)
    assert vault.names() == ()


def test_a_file_above_the_limit_is_refused_before_it_is_written(
    vault: PhotoVault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 1024 * 1024)
    with pytest.raises(FileTooLargeError, match="超过 1 MB，没有存入"):
        vault.put(b"\0" * (1024 * 1024 + 1))
    assert not folder.exists()
    assert vault.put(b"\0" * (1024 * 1024)).size == 1024 * 1024


@pytest.mark.parametrize("sha256", ["", "ab", "A" * 64, "../" + "0" * 61, "0" * 64 + "\n"])
def test_what_is_no_hash_never_becomes_a_path(vault: PhotoVault, sha256: str) -> None:
    with pytest.raises(ValueError, match="64 lower-case hex"):
        vault.get(sha256)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_a_problem_of_the_surroundings(
    vault: PhotoVault, folder: Path
) -> None:
    stored = vault.put(PICTURE)
    _only_file(folder).chmod(0)
    with pytest.raises(EnvironmentProblem, match="没有访问权限"):
        vault.get(stored.sha256)


def test_a_disk_that_refuses_to_read_is_a_problem_of_the_surroundings(
    vault: PhotoVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = vault.put(PICTURE)

    def broken(_self: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", broken)
    with pytest.raises(EnvironmentProblem, match="读不出来：磁盘读写出错"):
        vault.get(stored.sha256)
