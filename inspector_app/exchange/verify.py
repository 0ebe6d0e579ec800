"""Checks a bundle in the order that trusts least: nothing is parsed before it is authenticated.

Every step that needs nothing but the file itself is done here. Who the signer is stays open: the
signature is checked against the key that it carries, and the result says so.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Final, Protocol

from inspector_app.base.errors import EnvironmentProblem, NotFoundError, disk_reason
from inspector_app.base.files import open_file
from inspector_app.exchange import canonical, layout, sshsig
from inspector_app.exchange.archive import ArchiveReader, Entry
from inspector_app.exchange.canonical import JsonValue, NotCanonicalError
from inspector_app.exchange.keys import PublicKey
from inspector_app.exchange.layout import BundleName
from inspector_app.exchange.manifest import oxum_line, read_manifest
from inspector_app.exchange.records import LIMITS, records_flaw
from inspector_app.exchange.refusal import BundleRefusedError, Refusal
from inspector_app.exchange.sshsig import Flaw, SignatureFlawError
from inspector_app.exchange.statement import Statement, read_statement

_BLOCK: Final = 2**18
# More than a laptop has processors: on a busy machine they get their share. Each takes 0.3 MB.
_THREADS: Final = 8
_WORTH_THREADS: Final = 8 * 2**20

SIGNER_UNCONFIRMED: Final = "签名有效；是谁的电脑，还没有用登记名册核对"

_SIGNATURE_REFUSAL: Final = {
    Flaw.FORM: Refusal.SIGNATURE_FORM,
    Flaw.NAMESPACE: Refusal.SIGNATURE_PURPOSE,
    Flaw.MISMATCH: Refusal.SIGNATURE_MISMATCH,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PayloadFile:
    """One file under ``data/`` whose content is what the signed manifest says."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A bundle that passed every step.

    Attributes:
        name: the name that the file bears or, between other words, contains.
        size: bytes of the file.
        digest: SHA-256 of the signed bytes; identifies the content, names it in the next ``prev``.
        signer: the key that signed; not yet known to be anybody's.
        statement: the signed header.
        records: the content of records.json.
        payload: every file under ``data/``.
    """

    name: BundleName
    size: int
    digest: str
    signer: PublicKey
    statement: Statement
    records: dict[str, JsonValue]
    payload: tuple[PayloadFile, ...]

    @property
    def allowed_signers(self) -> str:
        """The line with which ``ssh-keygen -Y verify`` checks the signature again."""
        return self.signer.allowed_signers_line(namespace=self.name.series.namespace)

    @property
    def _keeper(self) -> str:
        to_office = self.name.series is layout.TO_OFFICE
        return "督导室登记的设备密钥" if to_office else "责任督学本人"

    @property
    def sentence(self) -> str:
        """What the check has shown, and what it has not, in Chinese."""
        return (
            f"{self.name.series.title}完整，内容与清单一致，共 {len(self.payload)} 个文件。"
            f"{SIGNER_UNCONFIRMED}：设备链号 {self.signer.chain}，"
            f"密钥指纹 {self.signer.fingerprint}，请与{self._keeper}核对。"
        )


def verify_bundle(path: Path) -> Verified:
    """Check the bundle file at ``path``.

    Raises:
        BundleRefusedError: the first step that failed, by its code.
        NotFoundError: there is no such file.
        EnvironmentProblem: it cannot be read.
    """
    if not path.is_file():
        msg = f"找不到上报包文件：{path}。没有做任何改动，请检查路径。"
        raise NotFoundError(msg)
    name = BundleName.find(path.name)
    if name is None:
        raise BundleRefusedError(Refusal.DAMAGED, "文件名里没有 dd1-… 或 tx1-… 的编号")
    try:
        with open_file(path) as stream:
            return examine(stream, name=name)
    except BundleRefusedError as error:
        raise BundleRefusedError(error.refusal, error.detail, called=name.series.title) from error
    except OSError as error:
        msg = (
            f"读不出上报包文件：{path}（{disk_reason(error)}）。没有做任何改动，请检查介质后重试。"
        )
        raise EnvironmentProblem(msg) from error


class Reader(Protocol):
    """Who reads a bundle, and what they know beyond the file itself.

    Both raise BundleRefusedError; nothing later in the file is looked at then.
    """

    def admit_signer(self, signer: PublicKey) -> None:
        """Judge a key whose signature is genuine."""

    def admit_statement(self, statement: Statement, *, signer: PublicKey, digest: str) -> None:
        """Judge a statement of this signer, and the number that it has in its chain."""


def examine(stream: BufferedReader, *, name: BundleName, reader: Reader | None = None) -> Verified:
    """Check an open bundle file that bears ``name``.

    Raises:
        BundleRefusedError: the first step that failed, by its code.
    """
    refuse_large(stream)
    if not file_sha256(stream).startswith(name.sha12):
        raise BundleRefusedError(Refusal.DAMAGED)
    return examine_archive(stream, name=name, reader=reader)


def refuse_large(stream: BufferedReader) -> None:
    """Refuse a file that is larger than a bundle may be (BundleRefusedError, E10)."""
    if os.fstat(stream.fileno()).st_size > layout.MAX_FILE:
        raise BundleRefusedError(Refusal.TOO_LARGE)


def examine_archive(
    stream: BufferedReader, *, name: BundleName, reader: Reader | None = None
) -> Verified:
    """Check an open archive whose bytes ``name`` need not name: they may come out of another file.

    Raises:
        BundleRefusedError: the first step that failed, by its code.
    """
    size = os.fstat(stream.fileno()).st_size
    bag = _Bag(ArchiveReader(stream, size=size))
    signer = _signer(bag, name.series.namespace)
    if reader is not None:
        reader.admit_signer(signer)
    _check_tag_files(bag)
    statement = read_statement(bag.tags[layout.STATEMENT])
    if not signer.chain == statement.chain or not bag.folder == name.folder == statement.folder:
        raise BundleRefusedError(Refusal.IDENTITY)
    digest = hashlib.sha256(bag.tags[layout.TAG_MANIFEST]).hexdigest()
    if reader is not None:
        reader.admit_statement(statement, signer=signer, digest=digest)
    payload = _check_payload(bag)
    return Verified(
        name=name,
        size=size,
        digest=digest,
        signer=signer,
        statement=statement,
        records=_records(bag, statement, payload),
        payload=payload,
    )


def payload_contents(path: Path, verified: Verified, wanted: Iterable[str]) -> Iterator[bytes]:
    """Yield the content of payload files of a bundle that was verified, one after the other.

    Raises:
        BundleRefusedError: the file is not the one any more that was verified.
        EnvironmentProblem: it cannot be read.
    """
    listed = {file.path: file for file in verified.payload}
    try:
        with open_file(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            archive = ArchiveReader(stream, size=size)
            entries = {entry.name.partition("/")[2]: entry for entry in archive.entries}
            for name in wanted:
                content = archive.read(entries[name], at_most=listed[name].size)
                if hashlib.sha256(content).hexdigest() != listed[name].sha256:
                    raise BundleRefusedError(Refusal.CONTENT_CHANGED, name)
                yield content
    except KeyError as error:
        raise BundleRefusedError(Refusal.FILE_SET, str(error.args[0])) from error
    except OSError as error:
        msg = f"读不出文件：{path}（{disk_reason(error)}）。没有做任何改动，请检查介质后重试。"
        raise EnvironmentProblem(msg) from error


def file_sha256(stream: BufferedReader) -> str:
    """Return the SHA-256 of all of an open file."""
    digest = hashlib.sha256()
    stream.seek(0)
    buffer = memoryview(bytearray(_BLOCK))
    while size := stream.readinto(buffer):
        digest.update(buffer[:size])
    return digest.hexdigest()


class _Bag:
    """The base directory of an archive: six tag files, then the payload in order."""

    def __init__(self, archive: ArchiveReader) -> None:
        self._archive = archive
        paths = [entry.name.partition("/")[2] for entry in archive.entries]
        folders = {entry.name.partition("/")[0] for entry in archive.entries}
        if tuple(paths[: len(layout.TAG_FILES)]) != layout.TAG_FILES or len(folders) != 1:
            raise BundleRefusedError(Refusal.MISSING_FILE)
        rest = paths[len(layout.TAG_FILES) :]
        if not all(path.startswith("data/") for path in rest):
            raise BundleRefusedError(Refusal.MISSING_FILE)
        if rest != sorted(rest):
            raise BundleRefusedError(Refusal.STRUCTURE)
        self.folder = folders.pop()
        self._entries = dict(zip(paths, archive.entries, strict=True))
        self.payload: Mapping[str, Entry] = {path: self._entries[path] for path in rest}
        self.tags = {
            path: self.read(path, at_most=limit) for path, limit in layout.TAG_FILE_LIMITS.items()
        }

    def read(self, path: str, *, at_most: int) -> bytes:
        return self._archive.read(self._entries[path], at_most=at_most)

    def sha256(self, path: str, *, at_most: int) -> str:
        return self._archive.sha256(self._entries[path], at_most=at_most)


def _signer(bag: _Bag, namespace: str) -> PublicKey:
    signature, signed = bag.tags[layout.SIGNATURE], bag.tags[layout.TAG_MANIFEST]
    try:
        return sshsig.verify(signature, signed, namespace=namespace)
    except SignatureFlawError as error:
        raise BundleRefusedError(_SIGNATURE_REFUSAL[error.flaw]) from error


def _check_tag_files(bag: _Bag) -> None:
    listed = read_manifest(bag.tags[layout.TAG_MANIFEST], name=layout.TAG_MANIFEST)
    if listed.keys() != set(layout.SIGNED_TAG_FILES):
        raise BundleRefusedError(Refusal.MANIFEST_FORM, layout.TAG_MANIFEST)
    for path, sha256 in listed.items():
        if hashlib.sha256(bag.tags[path]).hexdigest() != sha256:
            raise BundleRefusedError(Refusal.TAG_FILE_CHANGED, path)
    if bag.tags[layout.BAGIT] != layout.BAGIT_TEXT:
        raise BundleRefusedError(Refusal.MANIFEST_FORM, layout.BAGIT)


def _check_payload(bag: _Bag) -> tuple[PayloadFile, ...]:
    listed = read_manifest(bag.tags[layout.MANIFEST], name=layout.MANIFEST)
    differing = sorted(listed.keys() ^ bag.payload.keys())
    if differing:
        raise BundleRefusedError(Refusal.FILE_SET, differing[0])
    for required in (layout.RECORDS, layout.README):
        if required not in listed:
            raise BundleRefusedError(Refusal.MISSING_FILE, required)
    with _as_many_at_a_time_as_pays(bag) as each:
        for _ in each(lambda path: _check_file(bag, path, listed[path]), listed):
            pass
    return tuple(
        PayloadFile(path=path, sha256=listed[path], size=entry.size)
        for path, entry in bag.payload.items()
    )


def _check_file(bag: _Bag, path: str, sha256: str) -> None:
    limit = layout.size_limit(path, sha256=sha256)
    if limit is None:
        raise BundleRefusedError(Refusal.FILE_SET, path)
    if bag.sha256(path, at_most=limit) != sha256:
        raise BundleRefusedError(Refusal.CONTENT_CHANGED, path)


@contextmanager
def _as_many_at_a_time_as_pays(bag: _Bag) -> Iterator[Callable[..., Iterable[None]]]:
    """Give out a ``map`` whose results come in order, the first refusal before any other.

    Reading and hashing let other threads run: a large bundle takes as long as its processors need.
    """
    if sum(entry.size for entry in bag.payload.values()) < _WORTH_THREADS:
        yield map
        return
    pool = ThreadPoolExecutor(_THREADS)
    try:
        yield pool.map
    finally:
        pool.shutdown(cancel_futures=True)


def _records(
    bag: _Bag, statement: Statement, payload: tuple[PayloadFile, ...]
) -> dict[str, JsonValue]:
    oxum = oxum_line(size=sum(file.size for file in payload), count=len(payload))
    if oxum.encode() not in bag.tags[layout.BAG_INFO].split(b"\n"):
        raise BundleRefusedError(Refusal.RECORDS, layout.BAG_INFO)
    try:
        content = bag.read(layout.RECORDS, at_most=layout.MAX_RECORDS)
        records = canonical.loads(content, limits=LIMITS)
    except NotCanonicalError as error:
        raise BundleRefusedError(Refusal.RECORDS, layout.RECORDS) from error
    if not isinstance(records, dict):
        raise BundleRefusedError(Refusal.RECORDS, layout.RECORDS)
    hashes = {file.path: file.sha256 for file in payload}
    flaw = records_flaw(records, statement=statement, payload=hashes)
    if flaw is not None:
        raise BundleRefusedError(Refusal.RECORDS, flaw)
    return records
