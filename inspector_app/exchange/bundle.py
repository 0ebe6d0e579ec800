"""Makes a bundle: written beside its place, read back, verified, and only then given its name."""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final

from inspector_app.base.clock import CHINA
from inspector_app.base.errors import EnvironmentProblem, InputError, RefusedError, disk_reason
from inspector_app.base.files import fsync_directory
from inspector_app.exchange import age_file, canonical, layout, sshsig
from inspector_app.exchange.age_keys import AgeKey, AgeRecipient
from inspector_app.exchange.archive import MAX_ENTRIES, ArchiveWriter
from inspector_app.exchange.canonical import NotCanonicalError
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.layout import BundleName
from inspector_app.exchange.manifest import oxum_line, write_manifest
from inspector_app.exchange.readme import readme
from inspector_app.exchange.records import records_flaw
from inspector_app.exchange.refusal import BundleRefusedError
from inspector_app.exchange.statement import Statement
from inspector_app.exchange.verify import Verified, examine_archive, file_sha256

_OWN_FILES: Final = len(layout.TAG_FILES) + 2
# Records, manifests and headers of a bundle with the most entries stay below this together.
_OWN_SIZE: Final = 16 * 2**20
_PRIVATE: Final = 0o600


class AttachmentMissingError(RefusedError):
    """Photos or documents that the records name cannot be found; nothing was exported.

    Attributes:
        missing: what each one is, in the words of its ``label``.
    """

    def __init__(self, missing: Sequence[str]) -> None:
        listed = "、".join(missing)
        super().__init__(
            f"有 {len(missing)} 个附件找不到：{listed}。没有导出任何文件，记录都还在；"
            "请先从备份中恢复这些附件，或在记录中更正后再上报。",
            code="attachment-missing",
        )
        self.missing = tuple(missing)


class BundleTooLargeError(RefusedError):
    """What was chosen does not fit into one bundle; nothing was written."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}，一个上报包放不下。没有导出任何文件；请分批上报，或缩小附件后再上报。",
            code="bundle-too-large",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A photo or document that travels in a bundle; its content is read only while it is written.

    Attributes:
        path: ``photo_path`` or ``document_path`` of the layout.
        sha256: of the content.
        size: of the content in bytes.
        label: what a person calls it, for messages.
        read: returns the content; may raise FileNotFoundError.
        is_present: says whether ``read`` would find it.
        crc32: of the content, where it is known: it is not calculated again then.
    """

    path: str
    sha256: str
    size: int
    label: str
    crc32: int | None = None
    read: Callable[[], bytes] = field(repr=False, compare=False)
    is_present: Callable[[], bool] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleContent:
    """Everything that one bundle hands over.

    Attributes:
        statement: its ``chain`` is the key's.
        records: what records.json will hold; see ``records.records_flaw`` for what is demanded.
        attachments: photos and documents; one that two records share may be named twice.
    """

    statement: Statement
    records: Mapping[str, object]
    attachments: Sequence[Attachment] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltBundle:
    """A bundle that stands under its final name.

    Attributes:
        path: the file.
        sha256: of the file's bytes.
        size: of the file in bytes.
        verified: what the read-back has shown; its ``digest`` is the next bundle's ``prev``.
        archive_sha256: of the archive, which is another file where this one is encrypted.
    """

    path: Path
    sha256: str
    size: int
    verified: Verified
    archive_sha256: str


def build_bundle(content: BundleContent, *, key: DeviceKey, folder: Path) -> BuiltBundle:
    """Write, verify and publish one bundle in ``folder``; the same content gives the same bytes.

    Raises:
        AttachmentMissingError: nothing was written.
        BundleTooLargeError: nothing was written.
        InputError: a record holds a value that cannot be exported; nothing was written.
        EnvironmentProblem: disk or medium; nothing stands under a final name.
    """
    with _part_of(content, key=key, folder=folder) as part:
        return _publish(part, folder=content.statement.folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """For whom a bundle is encrypted.

    Attributes:
        to: everybody who can open it.
        own: one of them: the pair with which what was written is opened again.
    """

    to: Sequence[AgeRecipient]
    own: AgeKey


def build_sealed(
    content: BundleContent, *, key: DeviceKey, seal: Seal, folder: Path
) -> BuiltBundle:
    """Write a bundle, encrypt it, open and verify it again, and only then give it its name.

    Encrypting the same content again gives other bytes: who wants the same file keeps it. The
    archive inside has no name and is gone at the end, whatever happens.

    Raises:
        the same as ``build_bundle``.
    """
    with _part_of(content, key=key, folder=folder) as part:
        return _publish_sealed(part, seal, folder=content.statement.folder)


@contextmanager
def _part_of(content: BundleContent, *, key: DeviceKey, folder: Path) -> Iterator[Path]:
    """Give out the archive of a bundle, durable under a name of its own; it is gone afterwards."""
    name = content.statement.folder
    part = folder / f"{name}.{secrets.token_hex(4)}.part"
    try:
        # Read before the folder is touched: what is missing or too large leaves no trace.
        write = archive_writer(content, key=key)
        _remove_leftovers(folder, name)
        part.touch(mode=_PRIVATE, exist_ok=False)
        with part.open("wb") as stream:
            write(stream)
        yield part
    except OSError as error:
        raise EnvironmentProblem(_disk_sentence(error, folder)) from error
    finally:
        for left in (part, _sealed_part(part), _opened_part(part)):
            left.unlink(missing_ok=True)


def _sealed_part(part: Path) -> Path:
    return part.with_suffix(".age.part")


def _opened_part(part: Path) -> Path:
    return part.with_suffix(".open.part")


def archive_writer(content: BundleContent, *, key: DeviceKey) -> Callable[[BinaryIO], None]:
    """Return what writes the archive of a bundle in one pass and makes it durable.

    Raises:
        the same as ``build_bundle``, but for what the disk says.
    """
    attachments = {each.path: each for each in content.attachments}
    _refuse_missing(attachments)
    _refuse_large(attachments)
    texts = _texts(content, key=key, attachments=attachments)
    name = content.statement.folder

    def write(stream: BinaryIO) -> None:
        _write(stream, folder=name, texts=texts, attachments=attachments)

    return write


def _refuse_missing(attachments: Mapping[str, Attachment]) -> None:
    missing = [each.label for each in attachments.values() if not each.is_present()]
    if missing:
        raise AttachmentMissingError(missing)


def _refuse_large(attachments: Mapping[str, Attachment]) -> None:
    for each in attachments.values():
        limit = layout.size_limit(each.path, sha256=each.sha256)
        if limit is None:
            msg = f"no attachment can stand at {each.path}"
            raise ValueError(msg)
        if each.size > limit:
            msg = f"{each.label}有 {each.size // 2**20} MiB"
            raise BundleTooLargeError(msg)
    if len(attachments) > MAX_ENTRIES - _OWN_FILES:
        msg = f"附件共 {len(attachments)} 个"
        raise BundleTooLargeError(msg)
    total = sum(each.size for each in attachments.values())
    if total > layout.MAX_FILE - _OWN_SIZE:
        msg = f"附件共 {total // 2**20} MiB"
        raise BundleTooLargeError(msg)


def _texts(
    content: BundleContent, *, key: DeviceKey, attachments: Mapping[str, Attachment]
) -> dict[str, bytes]:
    """Return every file that is not an attachment, by path."""
    statement = content.statement
    if statement.chain != key.public.chain:
        msg = "the statement names another key's chain"
        raise ValueError(msg)
    own = {
        layout.README: readme(statement, signer=key.public),
        layout.RECORDS: _records(content),
    }
    hashes = {path: each.sha256 for path, each in attachments.items()}
    hashes |= {path: hashlib.sha256(text).hexdigest() for path, text in own.items()}
    flaw = records_flaw(content.records, statement=statement, payload=hashes)
    if flaw is not None:
        raise ValueError(flaw)
    size = sum(map(len, own.values())) + sum(each.size for each in attachments.values())
    tags = {
        layout.BAGIT: layout.BAGIT_TEXT,
        layout.BAG_INFO: _bag_info(statement, oxum_line(size=size, count=len(hashes))),
        layout.STATEMENT: statement.to_bytes(),
        layout.MANIFEST: write_manifest(hashes),
    }
    signed = write_manifest({path: hashlib.sha256(text).hexdigest() for path, text in tags.items()})
    signature = sshsig.sign(signed, key=key, namespace=statement.series.namespace)
    return tags | {layout.TAG_MANIFEST: signed, layout.SIGNATURE: signature} | own


def _records(content: BundleContent) -> bytes:
    try:
        text = canonical.dumps(content.records)
    except NotCanonicalError as error:
        msg = (
            f"记录中有一个值不能写入上报包（{error.where}）。"
            "没有导出任何文件，记录都还在；请改正该处后再上报。"
        )
        raise InputError(msg) from error
    if len(text) > layout.MAX_RECORDS:
        msg = f"记录文字共 {len(text) // 2**20} MiB"
        raise BundleTooLargeError(msg)
    return text


def _bag_info(statement: Statement, oxum: str) -> bytes:
    lines = (
        f"Bag-Software-Agent: {statement.software}",
        f"Bagging-Date: {statement.created.astimezone(CHINA).date()}",
        f"External-Description: 入校督导{statement.series.title}，说明见 data/readme.txt",
        f"External-Identifier: {statement.folder}",
        oxum,
        "",
    )
    return "\n".join(lines).encode()


def _remove_leftovers(folder: Path, name: str) -> None:
    # Only one program writes a chain, so a part of this very bundle is what a crash left behind.
    for part in folder.glob(f"{name}.*.part"):
        part.unlink()


def _write(
    stream: BinaryIO,
    *,
    folder: str,
    texts: Mapping[str, bytes],
    attachments: Mapping[str, Attachment],
) -> None:
    writer = ArchiveWriter(stream)
    payload = (texts.keys() - set(layout.TAG_FILES)) | attachments.keys()
    for path in (*layout.TAG_FILES, *sorted(payload)):
        found = attachments.get(path)
        if found is None:
            writer.add(f"{folder}/{path}", texts[path])
        else:
            writer.add(f"{folder}/{path}", _content(found), crc32=found.crc32)
    writer.close()
    stream.flush()
    os.fsync(stream.fileno())


def _content(attachment: Attachment) -> bytes:
    try:
        return attachment.read()
    except FileNotFoundError as error:
        raise AttachmentMissingError([attachment.label]) from error


def _publish(part: Path, *, folder: str) -> BuiltBundle:
    with part.open("rb") as stream:
        sha256 = file_sha256(stream)
        name = _name(folder, sha256)
        verified = _read_back(stream, name)
    return _named(part, name.file_name, sha256, verified, archive_sha256=sha256)


def _publish_sealed(part: Path, seal: Seal, *, folder: str) -> BuiltBundle:
    sealed, opened = _sealed_part(part), _opened_part(part)
    for made in (sealed, opened):
        made.touch(mode=_PRIVATE, exist_ok=False)
    with part.open("rb") as source, sealed.open("wb") as target:
        archive = _Hashed(source)
        age_file.encrypt(archive, target, to=seal.to)
        target.flush()
        os.fsync(target.fileno())
    with sealed.open("rb") as source, opened.open("wb") as target:
        sha256 = file_sha256(source)
        name = _name(folder, sha256)
        try:
            age_file.decrypt(source, target, keys=[seal.own])
        except BundleRefusedError as error:
            raise EnvironmentProblem(_read_back_sentence(error)) from error
    with opened.open("rb") as stream:
        verified = _read_back(stream, name)
    return _named(sealed, name.sealed_file_name, sha256, verified, archive_sha256=archive.sha256)


def _name(folder: str, sha256: str) -> BundleName:
    name = BundleName.find(f"{folder}-{sha256[:12]}.zip")
    assert name is not None
    return name


def _read_back(stream: BufferedReader, name: BundleName) -> Verified:
    try:
        return examine_archive(stream, name=name)
    except BundleRefusedError as error:
        raise EnvironmentProblem(_read_back_sentence(error)) from error


def _named(
    part: Path, name: str, sha256: str, verified: Verified, *, archive_sha256: str
) -> BuiltBundle:
    target = part.with_name(name)
    # The name holds the file's own hash: whatever stood there before were the same bytes.
    part.replace(target)
    fsync_directory(target.parent)
    return BuiltBundle(
        path=target, sha256=sha256, size=target.stat().st_size, verified=verified,
        archive_sha256=archive_sha256,
    )  # fmt: skip


class _Hashed:
    """A stream whose SHA-256 is known when it has been read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._stream.read(size)
        self._digest.update(block)
        return block

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def _read_back_sentence(error: BundleRefusedError) -> str:
    place = f"，{error.detail}" if error.detail else ""
    return (
        f"上报包写好后读回核验没有通过（{error.code}{place}），可能是介质有坏块或附件已损坏。"
        "没有留下不完整的上报包，记录都还在；请换一个文件夹或介质，并先运行数据检查，再重新上报。"
    )


def _disk_sentence(error: OSError, folder: Path) -> str:
    return (
        f"不能在 {folder} 中写出上报包：{disk_reason(error)}。"
        "没有留下不完整的上报包，记录都还在；请处理后重新上报。"
    )
