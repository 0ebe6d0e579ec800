"""A file for peers: a wrapper around the archive, opened by whom it is for and by nobody else."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from inspector_app.exchange import age_file, peers_file
from inspector_app.exchange.age_keys import AgeKey
from inspector_app.exchange.layout import TO_PEERS, BundleName
from inspector_app.exchange.peers_file import opened_for_peers, seal_for_peers
from inspector_app.exchange.refusal import BundleRefusedError

ME, PEER, STRANGER = AgeKey.generate(), AgeKey.generate(), AgeKey.generate()
CONTENT = b"PK\x03\x04 whatever an archive holds" * 4000


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    sha12 = hashlib.sha256(CONTENT).hexdigest()[:12]
    name = BundleName(series=TO_PEERS, chain8="72asyext", seq=3, sha12=sha12)
    path = tmp_path / name.file_name
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def refused(path: Path, scratch: Path, *, key: AgeKey = PEER) -> str:
    with (
        pytest.raises(BundleRefusedError) as caught,
        opened_for_peers(path, keys=[key], scratch=scratch),
    ):
        pass
    assert list(scratch.iterdir()) == []
    return str(caught.value.code)


@pytest.mark.parametrize("key", [ME, PEER])
def test_peers_and_the_writer_open_the_archive_under_its_own_name(
    archive: Path, scratch: Path, key: AgeKey
) -> None:
    sealed = seal_for_peers(archive, to=[PEER.recipient], own=ME)
    with opened_for_peers(sealed, keys=[key], scratch=scratch) as opened:
        assert (opened.name, opened.read_bytes()) == (archive.name, CONTENT)
    assert list(scratch.iterdir()) == []
    assert {path.suffix for path in archive.parent.iterdir() if path.is_file()} == {".zip", ".age"}


def test_a_stranger_opens_nothing(archive: Path, scratch: Path) -> None:
    sealed = seal_for_peers(archive, to=[PEER.recipient], own=ME)
    assert refused(sealed, scratch, key=STRANGER) == "E21"


def test_a_file_that_is_not_whole_is_not_opened(archive: Path, scratch: Path) -> None:
    sealed = seal_for_peers(archive, to=[PEER.recipient], own=ME)
    sealed.write_bytes(sealed.read_bytes()[:-1])
    assert refused(sealed, scratch) == "E02"


def test_a_file_without_the_name_of_one_is_not_opened(
    archive: Path, scratch: Path, tmp_path: Path
) -> None:
    assert refused(Path(shutil.copy(archive, tmp_path / "同行.age")), scratch) == "E02"


def test_a_file_larger_than_any_bundle_is_not_read(
    archive: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = seal_for_peers(archive, to=[PEER.recipient], own=ME)
    monkeypatch.setattr(peers_file, "MAX_FILE", 100)
    assert refused(sealed, scratch) == "E10"


def test_what_cannot_be_opened_again_never_gets_a_name(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(_source: Any, target: Any, *, keys: Any) -> None:
        assert keys == [ME]
        target.write(b"other")

    monkeypatch.setattr(age_file, "decrypt", wrong)
    with pytest.raises(OSError, match="read back differs"):
        seal_for_peers(archive, to=[PEER.recipient], own=ME)
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]
