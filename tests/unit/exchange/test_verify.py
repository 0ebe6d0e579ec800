"""Every way in which a bundle is refused, and what is said about one that is not."""

import os
from pathlib import Path

import pytest

from inspector_app.base.errors import EnvironmentProblem, NotFoundError
from inspector_app.exchange import layout
from inspector_app.exchange.layout import BundleName
from inspector_app.exchange.verify import SIGNER_UNCONFIRMED, verify_bundle
from tests.unit.exchange.bundle_tools import (
    KEY,
    PICTURE,
    Entries,
    archive,
    build,
    code_of,
    entries_of,
    photo,
    put,
    records,
    sha256,
    statement,
)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return build(tmp_path).path


@pytest.fixture
def entries(good: Path) -> Entries:
    return entries_of(good)


def _index(entries: Entries, path: str) -> int:
    return next(i for i, (name, _) in enumerate(entries) if name.endswith(f"/{path}"))


def _with(entries: Entries, path: str, body: bytes) -> Entries:
    at = _index(entries, path)
    return [*entries[:at], (entries[at][0], body), *entries[at + 1 :]]


def _without(entries: Entries, path: str) -> Entries:
    at = _index(entries, path)
    return [*entries[:at], *entries[at + 1 :]]


def _insert(entries: Entries, path: str) -> Entries:
    folder = entries[0][0].partition("/")[0]
    tags, data = entries[:6], entries[6:]
    return [*tags, *sorted([*data, (f"{folder}/{path}", b"new")])]


def test_a_bundle_as_it_was_built_is_accepted(good: Path) -> None:
    verified = verify_bundle(good)

    assert verified.statement == statement()
    assert verified.records == records()
    assert verified.signer == KEY.public
    assert verified.digest == sha256(entries_of(good)[4][1])
    assert [file.path for file in verified.payload] == sorted(f.path for f in verified.payload)
    assert {file.sha256 for file in verified.payload} >= {sha256(PICTURE)}
    assert verified.allowed_signers == KEY.public.allowed_signers_line(
        namespace=layout.TO_OFFICE.namespace
    )


def test_the_result_says_that_no_roster_has_confirmed_the_signer(good: Path) -> None:
    sentence = verify_bundle(good).sentence

    assert SIGNER_UNCONFIRMED in sentence
    assert KEY.public.chain in sentence
    assert KEY.public.fingerprint in sentence


@pytest.mark.parametrize(
    "pattern", ["{} - 副本.zip", "{}.sync-conflict-20261122-080000-ABCDEFG.zip", "副本 {} (1)"]
)
def test_a_copy_that_a_sync_program_renamed_is_still_accepted(good: Path, pattern: str) -> None:
    copy = good.rename(good.with_name(pattern.format(good.stem)))

    assert verify_bundle(copy).name.file_name == good.name


@pytest.mark.parametrize(
    "name",
    [
        "bundle.zip",
        "dd1-imegreea-000001.zip",
        "dd1-IMEGREEA-000001-ceebe331ca5f.zip",
        "xdd1-imegreea-000001-ceebe331ca5f.zip",
        "dd1-imegreea-000001-ceebe331ca5f0.zip",
        "dd1-imegreea-00000١-ceebe331ca5f.zip",
    ],
)
def test_a_file_without_a_bundle_name_is_refused(good: Path, name: str) -> None:
    assert BundleName.find(name) is None
    assert code_of(good.rename(good.with_name(name))) == "E02"


def test_a_file_whose_name_holds_another_hash_is_refused(good: Path) -> None:
    stem = good.name.rpartition("-")[0]

    assert code_of(good.rename(good.with_name(f"{stem}-{'0' * 12}.zip"))) == "E02"


def test_a_file_above_two_gib_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "dd1-imegreea-000001-000000000000.zip"
    with path.open("wb") as stream:
        stream.truncate(3 * 2**30)

    assert code_of(path) == "E10"


def test_a_path_without_a_file_is_not_found(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "dd1-imegreea-000001-000000000000.zip"):
        with pytest.raises(NotFoundError, match="找不到上报包文件"):
            verify_bundle(path)


def test_a_medium_that_cannot_be_read_is_not_called_a_damaged_bundle(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", broken)

    with pytest.raises(EnvironmentProblem, match="读不出上报包文件"):
        verify_bundle(good)


@pytest.mark.parametrize("path", layout.TAG_FILES)
def test_a_missing_tag_file_is_e40(entries: Entries, path: str, tmp_path: Path) -> None:
    assert code_of(put(tmp_path, archive(_without(entries, path)))) == "E40"


@pytest.mark.parametrize("path", [photo().path, layout.RECORDS, layout.README])
def test_a_missing_payload_file_is_e43(entries: Entries, path: str, tmp_path: Path) -> None:
    assert code_of(put(tmp_path, archive(_without(entries, path)))) == "E43"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("data/extra.txt", "E43"),
        (f"data/photos/{'0' * 32}.jpg", "E43"),
        ("manifest-md5.txt", "E40"),
        ("signatures/02.sshsig", "E40"),
    ],
)
def test_an_added_file_is_refused(entries: Entries, path: str, code: str, tmp_path: Path) -> None:
    assert code_of(put(tmp_path, archive(_insert(entries, path)))) == code


def test_entries_in_another_order_are_refused(entries: Entries, tmp_path: Path) -> None:
    swapped_tags = [entries[1], entries[0], *entries[2:]]
    swapped_data = [*entries[:6], *reversed(entries[6:])]

    assert code_of(put(tmp_path, archive(swapped_tags))) == "E40"
    assert code_of(put(tmp_path, archive(swapped_data))) == "E30"


def test_two_base_directories_are_refused(entries: Entries, tmp_path: Path) -> None:
    name, body = entries[-1]
    moved = [*entries[:-1], (name.replace("dd1", "dd2"), body)]

    assert code_of(put(tmp_path, archive(moved))) == "E40"


def test_an_archive_without_entries_is_refused(tmp_path: Path) -> None:
    assert code_of(put(tmp_path, archive([]))) == "E40"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (layout.BAGIT, "E41"),
        (layout.BAG_INFO, "E41"),
        (layout.STATEMENT, "E41"),
        (layout.MANIFEST, "E41"),
        (layout.TAG_MANIFEST, "E65"),
        (layout.SIGNATURE, "E60"),
        (layout.RECORDS, "E90"),
        (photo().path, "E90"),
    ],
)
def test_a_changed_file_is_refused_by_the_step_that_guards_it(
    entries: Entries, path: str, code: str, tmp_path: Path
) -> None:
    body = entries[_index(entries, path)][1]

    assert code_of(put(tmp_path, archive(_with(entries, path, body + b"\n")))) == code


def test_a_bundle_under_another_number_or_chain_is_refused(
    good: Path, entries: Entries, tmp_path: Path
) -> None:
    body = good.read_bytes()
    renamed = [(name.replace("-000001/", "-000002/"), each) for name, each in entries]

    assert code_of(put(tmp_path, body, stem="dd1-imegreea-000002")) == "E66"
    assert code_of(put(tmp_path, body, stem="dd1-aaaaaaaa-000001")) == "E66"
    assert code_of(put(tmp_path, archive(renamed))) == "E66"
    assert code_of(put(tmp_path, archive(renamed), stem="dd1-imegreea-000002")) == "E66"
