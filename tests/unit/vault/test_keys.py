"""The key file: what is made, what is refused, what is derived from it."""

import json
import os
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, hmac

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.vault.keys import (
    DataKey,
    KeyFileDamagedError,
    KeyFileExistsError,
    KeyFileMissingError,
    KeyFileNewerError,
    create_key_file,
    read_key_file,
)


def _hkdf_by_hand(secret: bytes, label: bytes) -> bytes:
    # RFC 5869 with an empty salt and one block of output, written from its two formulas.
    extract = hmac.HMAC(b"\0" * 32, hashes.SHA256())
    extract.update(secret)
    expand = hmac.HMAC(extract.finalize(), hashes.SHA256())
    expand.update(label + b"\x01")
    return expand.finalize()


def test_the_key_that_is_read_is_the_key_that_was_made(tmp_path: Path) -> None:
    made = create_key_file(tmp_path / "folder" / "data.key")
    assert read_key_file(tmp_path / "folder" / "data.key") == made


def test_two_folders_never_get_the_same_key(tmp_path: Path) -> None:
    assert create_key_file(tmp_path / "a") != create_key_file(tmp_path / "b")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
def test_a_key_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    create_key_file(tmp_path / "data.key")
    assert stat.S_IMODE((tmp_path / "data.key").stat().st_mode) == 0o600


def test_a_key_file_is_never_replaced_by_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "data.key"
    create_key_file(path)
    before = path.read_bytes()
    with pytest.raises(KeyFileExistsError, match=r"已有密钥文件 data\.key"):
        create_key_file(path)
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_an_absent_disk_counts_as_a_key_file(tmp_path: Path) -> None:
    (tmp_path / "data.key").symlink_to(tmp_path / "absent" / "data.key")
    with pytest.raises(KeyFileExistsError):
        create_key_file(tmp_path / "data.key")


def test_each_use_has_its_own_key_derived_by_hkdf(tmp_path: Path) -> None:
    key = create_key_file(tmp_path / "data.key")
    derived = {
        "db": bytes.fromhex(key.database_key_hex()),
        "photo": key.photo_key(),
        "photo-name": key.photo_name_key(),
        "backup": key.backup_key(),
    }
    for label, value in derived.items():
        assert value == _hkdf_by_hand(key.secret, b"inspector-app/1/" + label.encode())
    assert len(set(derived.values()) | {key.secret}) == 5
    assert len(key.database_key_hex()) == 64


def test_derived_keys_never_change_between_versions() -> None:
    # Fixed for good: a change here would make every existing data folder unreadable.
    key = DataKey(bytes(range(32)))
    assert key.database_key_hex() == (
        "3ef6e687da2bbdb3dbf85ad7f0eb125ba25a7037ad6bf183bba8ada1c668c7d6"
    )
    assert key.check_value() == "c3d466a94919ed8a3936d5d7a3bf3cb2"


def test_a_printed_key_shows_no_secret() -> None:
    key = DataKey.random()
    assert key.secret.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        DataKey(b"short")


def test_a_missing_key_file_is_named_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KeyFileMissingError, match=r"没有找到密钥文件 data\.key.*没有改动.*备份"):
        read_key_file(tmp_path / "data.key")


def test_a_change_of_any_character_never_gives_another_key(tmp_path: Path) -> None:
    path = tmp_path / "data.key"
    key = create_key_file(path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            assert read_key_file(path) == key, place
        except (KeyFileDamagedError, KeyFileNewerError):
            continue


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 50_000,
        b'{"format": 1, "kind": "plain"}',
        b'{"format": 1, "kind": "plain", "key": 5, "check": ""}',
        b'{"format": 1, "kind": "plain", "key": "zz", "check": ""}',
        b'{"format": 1, "kind": "plain", "key": "00", "check": "00"}',
        b'{"format": 1, "kind": "plain", "key": "' + b"00" * 32 + b'", "check": 7}',
        b'{"format": 1, "kind": "plain", "key": "' + b"00" * 32 + b'"}',
    ],
    ids=range(12),
)  # fmt: skip
def test_content_that_is_no_key_is_named_as_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data.key").write_bytes(content)
    with pytest.raises(KeyFileDamagedError, match=r"data\.key 已损坏"):
        read_key_file(tmp_path / "data.key")


@pytest.mark.parametrize("change", [{"format": 2}, {"kind": "slots"}])
def test_a_key_file_of_a_later_version_asks_for_an_upgrade(
    tmp_path: Path, change: dict[str, object]
) -> None:
    path = tmp_path / "data.key"
    create_key_file(path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(KeyFileNewerError, match="请升级软件"):
        read_key_file(path)


def test_a_disk_that_refuses_the_key_file_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(EnvironmentProblem, match="没有写成：磁盘已满"):
        create_key_file(tmp_path / "data.key")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_key_file_is_a_problem_of_the_surroundings(
    tmp_path: Path,
) -> None:
    (tmp_path / "data.key").mkdir()
    with pytest.raises(EnvironmentProblem, match="读不出来"):
        read_key_file(tmp_path / "data.key")
