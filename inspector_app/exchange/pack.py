"""下发: what an office sends to laptops, as one small file that is signed and encrypted.

Inside it is what a bundle is: a canonical archive in BagIt's form, signed over its list of lists.
A pack is small, so it is made and opened in memory; nothing of it ever lies on a disk in the clear.
"""

import hashlib
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from inspector_app.base.clock import CHINA
from inspector_app.base.errors import InputError, RefusedError
from inspector_app.exchange import age_file, canonical, layout, sshsig
from inspector_app.exchange.age_keys import AgeKey, AgeRecipient
from inspector_app.exchange.archive import ArchiveReader, ArchiveWriter
from inspector_app.exchange.canonical import NotCanonicalError
from inspector_app.exchange.keys import DeviceKey, PublicKey
from inspector_app.exchange.manifest import oxum_line, read_manifest, write_manifest
from inspector_app.exchange.pack_layout import (
    LIMITS,
    MAX_FILE,
    MAX_ROWS,
    MOST_ADDRESSEES,
    NAMESPACE,
    PAYLOAD,
    README,
    ROWS,
    TITLE,
    PackName,
)
from inspector_app.exchange.pack_readme import pack_readme
from inspector_app.exchange.pack_refusal import PackFlaw, PackRefusedError, as_pack
from inspector_app.exchange.pack_statement import PackStatement, read_statement
from inspector_app.exchange.records import LIMITS as JSON_LIMITS
from inspector_app.exchange.sshsig import Flaw, SignatureFlawError

# The office itself can open it, too, and age's library puts in a stanza that is for nobody.
MOST_STANZAS: Final = MOST_ADDRESSEES + 8
_FILES: Final = (*layout.TAG_FILES, *PAYLOAD)
_SIGNATURE_FLAW: Final = {
    Flaw.FORM: PackFlaw.SIGNATURE_FORM,
    Flaw.NAMESPACE: PackFlaw.SIGNATURE_PURPOSE,
    Flaw.MISMATCH: PackFlaw.SIGNATURE_MISMATCH,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPack:
    """A pack that passed every step that needs the file and the keys alone.

    Attributes:
        digest: SHA-256 of the signed bytes, which names the content whatever it is wrapped in.
        signer: the office's key that signed it.
        rows: what is sent, in the form of its kind.
    """

    name: PackName
    sha256: str
    size: int
    digest: str
    signer: PublicKey
    statement: PackStatement
    rows: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePack:
    """The bytes of a pack, opened again and found good, and what was found."""

    content: bytes
    opened: OpenedPack


def counts_of(rows: Mapping[str, object]) -> dict[str, int]:
    """Return how many rows each list has."""
    return {name: len(each) for name, each in rows.items() if isinstance(each, list | tuple)}


def make_pack(
    statement: PackStatement,
    rows: Mapping[str, object],
    *,
    key: DeviceKey,
    to: Sequence[AgeRecipient],
    own: AgeKey,
) -> MadePack:
    """Return a pack, encrypted to each of ``to`` and to ``own``, with which it was opened again.

    Raises:
        InputError: a value cannot be sent.
        RefusedError: it is more than a pack holds.
    """
    archive = _archive(statement, _rows_text(statement.kind, rows), key=key)
    target = io.BytesIO()
    age_file.encrypt(io.BytesIO(archive), target, to=[*to, own.recipient])
    content = target.getvalue()
    sha256 = hashlib.sha256(content).hexdigest()
    name = PackName(office8=statement.chain[:8], n=statement.n, sha12=sha256[:12])
    opened = open_pack(content, name=name, keys=[own], signers=[key.public])
    return MadePack(content=content, opened=opened)


def open_pack(
    content: bytes, *, name: PackName, keys: Sequence[AgeKey], signers: Collection[PublicKey]
) -> OpenedPack:
    """Check a pack in the order that trusts least and return what it says.

    Args:
        content: the file's bytes; no more of a file need be read than one byte beyond the limit.
        name: what the file's name says of it.
        keys: the pairs that may open it.
        signers: the office's signing keys.

    Raises:
        PackRefusedError: the first step that failed, by its code.
    """
    if len(content) > MAX_FILE:
        raise PackRefusedError(PackFlaw.TOO_LARGE)
    sha256 = hashlib.sha256(content).hexdigest()
    if not sha256.startswith(name.sha12):
        raise PackRefusedError(PackFlaw.DAMAGED)
    with as_pack():
        archive = io.BytesIO()
        age_file.decrypt(io.BytesIO(content), archive, keys=keys, most_stanzas=MOST_STANZAS)
        folder, files = _files(archive)
    signer = _signer(files, signers)
    with as_pack():
        _check_hashes(files)
    statement = read_statement(files[layout.STATEMENT])
    if signer.chain != statement.chain or not folder == name.folder == statement.folder:
        raise PackRefusedError(PackFlaw.IDENTITY)
    return OpenedPack(
        name=name,
        sha256=sha256,
        size=len(content),
        digest=hashlib.sha256(files[layout.TAG_MANIFEST]).hexdigest(),
        signer=signer,
        statement=statement,
        rows=_rows(files[ROWS], statement),
    )


# -- making ----------------------------------------------------------------------------------------


def _rows_text(kind: str, rows: Mapping[str, object]) -> bytes:
    try:
        text = canonical.dumps({"kind": kind, "rows": rows})
    except NotCanonicalError as error:
        msg = f"有一个值不能下发（{error.where}），没有下发任何内容；请改正该处后再下发。"
        raise InputError(msg) from error
    if len(text) > MAX_ROWS:
        raise RefusedError(
            f"要下发的内容有 {len(text) // 2**20} MiB，一个下发包放不下，没有下发任何内容；"
            "请分几次下发。"
        )
    return text


def _archive(statement: PackStatement, rows: bytes, *, key: DeviceKey) -> bytes:
    own = {README: pack_readme(statement, signer=key.public), ROWS: rows}
    oxum = oxum_line(size=sum(map(len, own.values())), count=len(own))
    tags = {
        layout.BAGIT: layout.BAGIT_TEXT,
        layout.BAG_INFO: _bag_info(statement, oxum),
        layout.STATEMENT: statement.to_bytes(),
        layout.MANIFEST: write_manifest(_hashes(own)),
    }
    signed = write_manifest(_hashes(tags))
    signature = sshsig.sign(signed, key=key, namespace=NAMESPACE)
    files = tags | {layout.TAG_MANIFEST: signed, layout.SIGNATURE: signature} | own
    stream = io.BytesIO()
    writer = ArchiveWriter(stream)
    for path in _FILES:
        writer.add(f"{statement.folder}/{path}", files[path])
    writer.close()
    return stream.getvalue()


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}


def _bag_info(statement: PackStatement, oxum: str) -> bytes:
    lines = (
        f"Bag-Software-Agent: {statement.software}",
        f"Bagging-Date: {statement.created.astimezone(CHINA).date()}",
        f"External-Description: 督导室{TITLE}，说明见 {README}",
        f"External-Identifier: {statement.folder}",
        oxum,
        "",
    )
    return "\n".join(lines).encode()


# -- opening ---------------------------------------------------------------------------------------


def _files(archive: io.BytesIO) -> tuple[str, dict[str, bytes]]:
    reader = ArchiveReader(archive, size=len(archive.getbuffer()))
    folders = {entry.name.partition("/")[0] for entry in reader.entries}
    paths = tuple(entry.name.partition("/")[2] for entry in reader.entries)
    if paths != _FILES or len(folders) != 1:
        raise PackRefusedError(PackFlaw.MISSING_FILE)
    entries = dict(zip(paths, reader.entries, strict=True))
    files = {path: reader.read(entry, at_most=LIMITS[path]) for path, entry in entries.items()}
    return folders.pop(), files


def _signer(files: Mapping[str, bytes], signers: Collection[PublicKey]) -> PublicKey:
    try:
        signer = sshsig.verify(
            files[layout.SIGNATURE], files[layout.TAG_MANIFEST], namespace=NAMESPACE
        )
    except SignatureFlawError as error:
        raise PackRefusedError(_SIGNATURE_FLAW[error.flaw]) from error
    if signer not in signers:
        raise PackRefusedError(PackFlaw.UNKNOWN_KEY, signer.chain[:8])
    return signer


def _check_hashes(files: Mapping[str, bytes]) -> None:
    tags = read_manifest(files[layout.TAG_MANIFEST], name=layout.TAG_MANIFEST)
    if tags.keys() != set(layout.SIGNED_TAG_FILES):
        raise PackRefusedError(PackFlaw.MANIFEST_FORM, layout.TAG_MANIFEST)
    _refuse_changed(files, tags, PackFlaw.TAG_FILE_CHANGED)
    if files[layout.BAGIT] != layout.BAGIT_TEXT:
        raise PackRefusedError(PackFlaw.MANIFEST_FORM, layout.BAGIT)
    listed = read_manifest(files[layout.MANIFEST], name=layout.MANIFEST)
    if listed.keys() != set(PAYLOAD):
        raise PackRefusedError(PackFlaw.FILE_SET)
    _refuse_changed(files, listed, PackFlaw.CONTENT_CHANGED)


def _refuse_changed(files: Mapping[str, bytes], listed: Mapping[str, str], flaw: PackFlaw) -> None:
    for path, sha256 in listed.items():
        if hashlib.sha256(files[path]).hexdigest() != sha256:
            raise PackRefusedError(flaw, path)


def _rows(text: bytes, statement: PackStatement) -> dict[str, Any]:
    try:
        value = canonical.loads(text, limits=JSON_LIMITS)
    except NotCanonicalError as error:
        raise PackRefusedError(PackFlaw.ROWS, ROWS) from error
    if not isinstance(value, dict) or value.keys() != {"kind", "rows"}:
        raise PackRefusedError(PackFlaw.ROWS, ROWS)
    rows = value["rows"]
    if value["kind"] != statement.kind or not isinstance(rows, dict):
        raise PackRefusedError(PackFlaw.ROWS, ROWS)
    if counts_of(rows) != statement.counts:
        raise PackRefusedError(PackFlaw.ROWS, "条数与声明不一致")
    return rows
