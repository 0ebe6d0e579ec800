"""An encrypted bundle is opened again before it has a name; pictures come apart from records."""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base import child
from inspector_app.base.errors import EnvironmentProblem
from inspector_app.exchange import age_file
from inspector_app.exchange.age_keys import AgeKey
from inspector_app.exchange.bundle import BundleContent, Seal, build_sealed
from inspector_app.exchange.canonical import NotCanonicalError
from inspector_app.exchange.receiving import RosterReader, received
from inspector_app.exchange.refusal import BundleRefusedError, Refusal
from inspector_app.exchange.statement import EXPORT, BundleType, Export, read_statement
from inspector_app.exchange.verify import verify_bundle
from tests.unit.exchange.bundle_tools import (
    KEY,
    archive,
    build,
    code_of,
    content,
    entries_of,
    foreign_zip,
    photo,
    photo_row,
    put,
    statement,
)
from tests.unit.exchange.trust_tools import roster

OWN, OFFICE = AgeKey.generate(), AgeKey.generate()
SEAL = Seal(to=(OFFICE.recipient, OWN.recipient), own=OWN)
UID = "3f0d6c1e-52a4-4f0e-8a53-0b7f1d5f9c11"


def _pictures(rows: list[dict[str, Any]], **more: Any) -> BundleContent:
    return BundleContent(
        statement=statement(type=BundleType.PHOTOS, counts={"photos": len(rows)}),
        records={"schema": "dudao-records/1", "photos": rows, **more},
        attachments=[photo()],
    )


def test_what_is_sealed_is_opened_by_each_addressee_with_stock_age(tmp_path: Path) -> None:
    made = build_sealed(content(), key=KEY, seal=SEAL, folder=tmp_path)
    plain = build(tmp_path)

    assert made.path.name == made.verified.name.sealed_file_name
    assert made.archive_sha256 == plain.sha256
    for number, key in enumerate((OWN, OFFICE)):
        (tmp_path / "key").write_text(key.secret + "\n")
        out = tmp_path / f"{number}.zip"
        done = child.run(["age", "-d", "-i", tmp_path / "key", "-o", out, made.path])
        assert done.code == 0, done.err
        assert out.read_bytes() == plain.path.read_bytes()


def test_nothing_but_the_sealed_file_is_left(tmp_path: Path) -> None:
    made = build_sealed(content(), key=KEY, seal=SEAL, folder=tmp_path)

    assert list(tmp_path.iterdir()) == [made.path]
    assert made.path.stat().st_mode & 0o077 == 0


def test_what_cannot_be_opened_again_is_not_given_a_name(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="E21"):
        build_sealed(
            content(), key=KEY, seal=Seal(to=(OFFICE.recipient,), own=OWN), folder=tmp_path
        )
    assert list(tmp_path.iterdir()) == []


def test_what_is_damaged_on_the_disk_is_not_given_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bad(source: Any, target: Any, *, to: Any) -> None:
        body = bytearray(source.read())
        body[-100] ^= 1
        age_file_encrypt(io.BytesIO(bytes(body)), target, to=to)

    age_file_encrypt = age_file.encrypt
    monkeypatch.setattr(age_file, "encrypt", bad)
    with pytest.raises(EnvironmentProblem, match="E30"):
        build_sealed(content(), key=KEY, seal=SEAL, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_statement_tells_the_bundles_of_one_act() -> None:
    value = Export(uid=UID, part=2, parts=3).to_value()

    assert read_statement(statement(extra={EXPORT: value}).to_bytes()).export == Export(
        uid=UID, part=2, parts=3
    )
    assert statement().export is None
    with pytest.raises(NotCanonicalError):
        statement(extra={EXPORT: {**value, "part": 0}}).to_bytes()


def test_a_bundle_of_pictures_says_whose_they_are_and_holds_no_records(tmp_path: Path) -> None:
    row = {**photo_row(), "visit_uuid": UID}

    assert build(tmp_path, _pictures([row])).verified.statement.type is BundleType.PHOTOS
    for bad in (_pictures([photo_row()]), _pictures([row], visits=[])):
        with pytest.raises(ValueError, match="照片"):
            build(tmp_path, bad)


@pytest.mark.parametrize(
    "rows", [{}, ["x"], [{"sha256": "0" * 63}], [{"sha256": "0" * 64, "file": "data/x"}]]
)
def test_what_follows_is_named_by_its_hash_alone(tmp_path: Path, rows: Any) -> None:
    def announced(following: Any) -> BundleContent:
        plain = content()
        told: Mapping[str, Any] = {**plain.records, "following": following}
        return replace(plain, records=told)

    build(tmp_path, announced([{"sha256": "0" * 64, "visit_uuid": UID}]))
    with pytest.raises(ValueError, match=r"following|随后"):
        build(tmp_path, announced(rows))


def test_files_of_a_large_bundle_are_checked_side_by_side_and_the_first_fault_told(
    tmp_path: Path,
) -> None:
    large = [bytes([n]) * 3_000_000 for n in range(4)]
    made = build(tmp_path, content(large))
    assert len(made.verified.payload) == 7
    entries = entries_of(made.path)
    changed = [
        (name, body[:-1] + b"x") if len(body) == 3_000_000 else (name, body)
        for name, body in entries
    ]
    first = min(name for name, body in entries if len(body) == 3_000_000)
    bad = put(tmp_path, archive(changed))

    assert code_of(bad) == "E90"
    with pytest.raises(BundleRefusedError, match=first.partition("/")[2]):
        verify_bundle(bad)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (foreign_zip([(b"base/zeros", bytes(10_000_000))], method=8), Refusal.STRUCTURE),
        (foreign_zip([(b"base/a", b"x")], mode=0o120777), Refusal.STRUCTURE),
        (archive([("base/../x", b"")]), Refusal.ENTRY_NAME),
        (archive([("c:/x", b"")]), Refusal.ENTRY_NAME),
        (archive([("base/nul.txt", b"")]), Refusal.ENTRY_NAME),
        (archive([("base/x", b"")]), Refusal.MISSING_FILE),
        (b"[" * 100_000, Refusal.STRUCTURE),
    ],
    ids=["bomb", "symlink", "slip", "drive", "device", "no bundle", "no archive"],
)
def test_what_is_hostile_inside_is_refused_though_its_encryption_is_sound(
    tmp_path: Path, body: bytes, refusal: Refusal
) -> None:
    sealed = io.BytesIO()
    age_file.encrypt(io.BytesIO(body), sealed, to=[OFFICE.recipient])
    path = put(tmp_path, sealed.getvalue())
    reader = RosterReader(roster=roster(), office="220303-dds")
    with (
        pytest.raises(BundleRefusedError) as refused,
        received(path, keys=[OFFICE], reader=reader, scratch=tmp_path),
    ):
        pass
    assert refused.value.refusal is refusal
    assert list(tmp_path.iterdir()) == [path]
