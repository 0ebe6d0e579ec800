"""A pack of the office: what others' tools say of it, and what is refused by its code."""

import hashlib
import io
import re
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import InputError, RefusedError
from inspector_app.exchange import age_file, layout, sshsig
from inspector_app.exchange.age_keys import AgeKey
from inspector_app.exchange.archive import ArchiveWriter
from inspector_app.exchange.canonical import NotCanonicalError
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.manifest import write_manifest
from inspector_app.exchange.pack import MadePack, OpenedPack, make_pack, open_pack
from inspector_app.exchange.pack_layout import MAX_FILE, NAMESPACE, PAYLOAD, ROWS, PackName
from inspector_app.exchange.pack_refusal import WORDS, PackFlaw, PackRefusedError
from inspector_app.exchange.pack_statement import (
    Addressee,
    Office,
    PackStatement,
    read_statement,
)
from inspector_app.exchange.share_layout import Kind, named_file
from inspector_app.exchange.statement import RosterSeen
from tests.unit.exchange.trust_tools import (
    ISSUED,
    LAPTOP,
    LAPTOP_AGE,
    OFFICE,
    OFFICE_AGE,
    OFFICE_ID,
    OTHER_LAPTOP,
)

SCHOOLS: dict[str, Any] = {"schools": [{"code": "2121000003", "name": "示范区第3小学"}]}
TO_LAPTOP = (Addressee(chain=LAPTOP.public.chain),)


def statement(**changes: Any) -> PackStatement:
    made: dict[str, Any] = {
        "kind": "schools", "chain": OFFICE.public.chain, "n": 1, "prev": "0" * 64,
        "to": TO_LAPTOP, "created": ISSUED + timedelta(days=1), "software": "dudao 1.0",
        "office": Office(id=OFFICE_ID, name="示范区督导室"),
        "roster": RosterSeen(version=1, sha256="ab" * 32), "counts": {"schools": 1},
    }  # fmt: skip
    return PackStatement(**made | changes)


def made(rows: dict[str, Any] = SCHOOLS, *, key: DeviceKey = OFFICE, **changes: Any) -> MadePack:
    said = statement(chain=key.public.chain, **changes)
    return make_pack(said, rows, key=key, to=[LAPTOP_AGE.recipient], own=OFFICE_AGE)


def opened(
    content: bytes, *, name: PackName | None = None, keys: Sequence[AgeKey] = (LAPTOP_AGE,)
) -> OpenedPack:
    """Open bytes under the name that they demand."""
    sha12 = hashlib.sha256(content).hexdigest()[:12]
    named = name or PackName(office8=OFFICE.public.chain[:8], n=1, sha12=sha12)
    return open_pack(content, name=named, keys=keys, signers=[OFFICE.public])


def refused(content: bytes, **how: Any) -> str:
    with pytest.raises(PackRefusedError) as caught:
        opened(content, **how)
    return caught.value.flaw.value


def archive_of(content: bytes) -> bytes:
    plain = io.BytesIO()
    age_file.decrypt(io.BytesIO(content), plain, keys=[LAPTOP_AGE])
    return plain.getvalue()


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive_of(content))) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def sealed(archive: bytes) -> bytes:
    target = io.BytesIO()
    age_file.encrypt(io.BytesIO(archive), target, to=[LAPTOP_AGE.recipient])
    return target.getvalue()


def packed(files: dict[str, bytes], *, folder: str = statement().folder) -> bytes:
    """Return an archive of these files, encrypted, with nothing signed anew."""
    stream = io.BytesIO()
    writer = ArchiveWriter(stream)
    for path, content in files.items():
        writer.add(f"{folder}/{path}", content)
    writer.close()
    return sealed(stream.getvalue())


def signed_anew(
    files: dict[str, bytes], *, key: DeviceKey = OFFICE, namespace: str = NAMESPACE
) -> bytes:
    """Return a pack of changed files whose lists and signature were made anew."""
    hashes = {path: hashlib.sha256(files[path]).hexdigest() for path in PAYLOAD}
    files = files | {layout.MANIFEST: write_manifest(hashes)}
    tags = {p: hashlib.sha256(files[p]).hexdigest() for p in layout.SIGNED_TAG_FILES}
    text = write_manifest(tags)
    signature = sshsig.sign(text, key=key, namespace=namespace)
    return packed(files | {layout.TAG_MANIFEST: text, layout.SIGNATURE: signature})


def test_what_was_sent_is_what_is_read() -> None:
    pack = made()
    read = opened(pack.content)
    assert read.rows == SCHOOLS
    assert read.statement == statement()
    assert read == replace(pack.opened, name=read.name)


def test_the_five_outside_commands_and_a_name_in_any_words_accept_a_pack(tmp_path: Path) -> None:
    pack = made()
    name = pack.opened.name.file_name
    assert re.fullmatch(r"op1-[a-z2-7]{8}-000001-[0-9a-f]{12}\.zip\.age", name)
    (tmp_path / name).write_bytes(pack.content)
    (tmp_path / "key").write_text(LAPTOP_AGE.secret + "\n")

    def run(*command: str, cwd: Path = tmp_path, given: bytes = b"") -> str:
        done = subprocess.run(command, cwd=cwd, input=given, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    run("age", "-d", "-i", "key", "-o", "x.zip", name)
    run("unzip", "-q", "x.zip")
    bag = tmp_path / statement().folder
    (tmp_path / "allowed").write_text(OFFICE.public.allowed_signers_line(namespace=NAMESPACE))
    run(
        "ssh-keygen", "-Y", "verify", "-f", "../allowed", "-I", OFFICE.public.chain,
        "-n", NAMESPACE, "-s", layout.SIGNATURE,
        cwd=bag, given=(bag / layout.TAG_MANIFEST).read_bytes(),
    )  # fmt: skip
    for listed in (layout.TAG_MANIFEST, layout.MANIFEST):
        run("sha256sum", "-c", "--strict", listed, cwd=bag)
    found = named_file(f"转发 {name.replace('.zip', '(1).zip')}")
    assert found is not None
    assert (found.kind, found.name, found.is_text) == (Kind.PACK, name, False)


def test_bagit_validates_a_pack(tmp_path: Path) -> None:
    bagit = pytest.importorskip("bagit")
    with zipfile.ZipFile(io.BytesIO(archive_of(made().content))) as archive:
        archive.extractall(tmp_path)
    assert bagit.Bag(str(tmp_path / statement().folder)).is_valid()


def test_no_flipped_bit_cut_or_added_byte_of_a_file_is_taken() -> None:
    content = made().content
    for place in range(0, len(content), 11):
        flipped = bytearray(content)
        flipped[place] ^= 1 << (place % 8)
        refused(bytes(flipped))
        refused(content[:place])
        refused(content[:place] + b"\0" + content[place:])


def test_no_changed_byte_of_a_file_inside_is_taken_though_the_archive_is_rebuilt() -> None:
    files = files_of(made().content)
    codes = set()
    for path, content in files.items():
        for place in range(0, len(content), 37):
            changed = bytearray(content)
            changed[place] ^= 1
            codes.add(refused(packed(files | {path: bytes(changed)})))
    assert codes <= {"E41", "E42", "E60", "E61", "E62", "E65", "E90"}
    assert {"E41", "E65", "E90"} <= codes


def test_a_file_whose_name_is_anothers_is_refused() -> None:
    pack = made()
    assert refused(pack.content, name=replace(pack.opened.name, sha12="0" * 12)) == "E02"
    assert refused(pack.content, name=replace(pack.opened.name, n=2)) == "E66"
    assert refused(pack.content, name=replace(pack.opened.name, office8="a" * 8)) == "E66"


def test_a_file_longer_than_a_pack_may_be_is_refused_before_it_is_looked_at() -> None:
    assert refused(bytes(MAX_FILE + 1)) == "E10"


def test_a_pack_is_for_those_alone_that_it_was_made_for() -> None:
    assert refused(made().content, keys=[AgeKey.generate()]) == "E21"
    assert refused(archive_of(made().content)) == "E20"


def test_a_laptop_or_a_signature_for_another_purpose_makes_no_pack() -> None:
    files = files_of(made().content)
    assert refused(signed_anew(files, key=OTHER_LAPTOP)) == "E62"
    assert refused(signed_anew(files, namespace="dudao-bundle-v1")) == "E61"


@pytest.mark.parametrize("path", [ROWS, layout.STATEMENT, layout.SIGNATURE])
def test_a_file_left_out_is_missed(path: str) -> None:
    files = files_of(made().content)
    assert refused(packed({p: c for p, c in files.items() if p != path})) == "E40"


def test_a_file_more_than_the_four_and_two_is_refused() -> None:
    files = files_of(made().content)
    assert refused(packed(files | {"data/other.json": b"{}"})) == "E40"


def test_an_archive_of_another_program_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, content in files_of(made().content).items():
            archive.writestr(f"{statement().folder}/{path}", content)
    assert refused(sealed(stream.getvalue())) == "E30"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'"format":1', b'"format":2', "E51"),
        (b'"dudao-pack/1"', b'"dudao-pack/2"', "E51"),
        (b'"type":"pack"', b'"type":"ball"', "E50"),
        (b'"format":1', b'"format":1.0', "E50"),
        (b'"n":1,', b'"n":0,', "E50"),
        (b'"to":[', b'"to": [', "E50"),
        (b'"n":1,', b'"n":2,', "E50"),
        (b'"counts":{"schools":1}', b'"counts":{"schools":2}', "E100"),
    ],
)
def test_a_signed_statement_that_is_none_is_refused(old: bytes, new: bytes, code: str) -> None:
    files = files_of(made().content)
    text = files[layout.STATEMENT]
    assert text.count(old) == 1
    changed = signed_anew(files | {layout.STATEMENT: text.replace(old, new)})
    assert refused(changed) == code


@pytest.mark.parametrize(
    "text",
    [
        b"[]", b"{}", b'{"kind":"schools","rows":[]}', b'{"kind":"other","rows":{}}',
        b'{"kind":"schools","rows":{"schools":[]}}', b"[" * 100_000, b"1" * 1_000_000,
        b'{"kind":"schools","kind":"schools","rows":{}}', b'{"kind":"schools","rows":{"a":1.5}}',
    ],
)  # fmt: skip
def test_signed_rows_that_are_none_are_refused(text: bytes) -> None:
    files = files_of(made().content)
    assert refused(signed_anew(files | {ROWS: text})) == "E100"


@pytest.mark.parametrize(
    "change",
    [
        {"to": ()},
        {"to": (TO_LAPTOP[0], TO_LAPTOP[0])},
        {"to": (Addressee(chain=LAPTOP.public.chain, n=1, digest="ab" * 32),)},
        {"to": (Addressee(chain=LAPTOP.public.chain, n=0, digest="ab" * 32),)},
        {"n": 2},
        {"kind": "学校"},
        {"office": Office(id="", name="示范区督导室")},
    ],
)
def test_a_statement_that_contradicts_itself_is_never_written(change: dict[str, Any]) -> None:
    with pytest.raises(NotCanonicalError):
        statement(**change).to_bytes()


def test_what_cannot_be_sent_says_where_it_stands() -> None:
    with pytest.raises(InputError, match=r"rows\.schools\.0\.area"):
        made({"schools": [{"area": 1.5}]})
    with pytest.raises(RefusedError, match="分几次下发"):
        made({"schools": ["校" * 3_000_000]})


def test_every_code_has_words_and_bears_the_same_number_as_with_bundles() -> None:
    assert WORDS.keys() == set(PackFlaw)
    assert len({code.value for code in PackFlaw}) == len(PackFlaw)


def test_five_hundred_laptops_read_one_pack() -> None:
    keys = [AgeKey.generate() for _ in range(500)]
    to = [Addressee(chain=DeviceKey.generate().public.chain) for _ in keys]
    said = statement(to=tuple(sorted(to, key=lambda each: each.chain)))
    pack = make_pack(said, SCHOOLS, key=OFFICE, to=[key.recipient for key in keys], own=OFFICE_AGE)
    assert read_statement(said.to_bytes()) == said
    assert opened(pack.content, keys=[keys[-1]]).rows == SCHOOLS
