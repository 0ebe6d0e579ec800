"""Builds honest bundles through the product and dishonest ones beside it."""

import hashlib
import io
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inspector_app.exchange import canonical, layout, sshsig
from inspector_app.exchange.archive import ArchiveReader, ArchiveWriter
from inspector_app.exchange.bundle import Attachment, BuiltBundle, BundleContent, build_bundle
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.layout import document_path, photo_path
from inspector_app.exchange.manifest import oxum_line, write_manifest
from inspector_app.exchange.refusal import BundleRefusedError
from inspector_app.exchange.statement import FIRST_PREV, BundleType, Inspector, Statement
from inspector_app.exchange.verify import verify_bundle

KEY = DeviceKey(hashlib.sha256(b"device of a test").digest())
CREATED = datetime(2026, 11, 22, 8, 0, 0, tzinfo=UTC)
VISIT = "3f0d6c1e-52a4-4f0e-8a53-0b7f1d5f9c11"
PICTURE = b"\xff\xd8\xff\xe0 a picture \xff\xd9"
REPORT = b"%PDF-1.7 a report %%EOF"

Entries = list[tuple[str, bytes]]


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def attachment(path: str, content: bytes, **changes: Any) -> Attachment:
    plain = Attachment(
        path=path,
        sha256=sha256(content),
        size=len(content),
        label=f"附件{path[-8:]}",
        read=lambda: content,
        is_present=lambda: True,
    )
    return replace(plain, **changes)


def photo(content: bytes = PICTURE, **changes: Any) -> Attachment:
    return attachment(photo_path(sha256(content), suffix="jpg"), content, **changes)


def report(content: bytes = REPORT) -> Attachment:
    return attachment(document_path(VISIT), content)


def photo_row(content: bytes = PICTURE) -> dict[str, str]:
    return {"file": photo_path(sha256(content), suffix="jpg"), "sha256": sha256(content)}


def records(pictures: Iterable[bytes] = (PICTURE,)) -> dict[str, Any]:
    return {
        "schema": "dudao-records/1",
        "visits": [{"uuid": VISIT, "school": "示范区第1小学", "half_day": True}],
        "issues": [],
        "photos": [photo_row(content) for content in pictures],
    }


def statement(**changes: Any) -> Statement:
    plain = Statement(
        type=BundleType.MONTHLY,
        chain=KEY.public.chain,
        seq=1,
        prev=FIRST_PREV,
        created=CREATED,
        software="dudao 0.1.0",
        inspector=Inspector(id="dx-0001", name="督学01"),
        counts={"visits": 1, "issues": 0, "photos": 1},
        period="2026-11",
    )
    return replace(plain, **changes)


def content(
    pictures: Sequence[bytes] = (PICTURE,), attachments: Sequence[Attachment] | None = None
) -> BundleContent:
    counts = {"visits": 1, "issues": 0, "photos": len(pictures)}
    return BundleContent(
        statement=statement(counts=counts),
        records=records(pictures),
        attachments=[*map(photo, pictures), report()] if attachments is None else attachments,
    )


def build(folder: Path, what: BundleContent | None = None) -> BuiltBundle:
    return build_bundle(what or content(), key=KEY, folder=folder)


def entries_of(path: Path) -> Entries:
    with path.open("rb") as stream:
        reader = ArchiveReader(stream, size=path.stat().st_size)
        return [(entry.name, reader.read(entry, at_most=2**30)) for entry in reader.entries]


def archive(entries: Entries) -> bytes:
    stream = io.BytesIO()
    writer = ArchiveWriter(stream)
    for name, body in entries:
        writer.add(name, body)
    writer.close()
    return stream.getvalue()


def put(folder: Path, body: bytes, *, stem: str | None = None) -> Path:
    """Store ``body`` under the name that its bytes demand, as an attacker would."""
    stem = stem or layout.folder_name(chain=KEY.public.chain, seq=1)
    path = folder / f"{stem}-{sha256(body)[:12]}.zip"
    path.write_bytes(body)
    return path


def code_of(path: Path) -> str:
    """Return the code with which the file is refused."""
    with pytest.raises(BundleRefusedError) as refused:
        verify_bundle(path)
    return refused.value.code


@dataclass(kw_only=True)
class Sealer:
    """Signs whatever it is given: a device whose owner or program is hostile.

    Each attribute that is not None stands in place of what an honest program would have written.
    """

    payload: Mapping[str, bytes]
    statement: bytes | None = None
    bagit: bytes = layout.BAGIT_TEXT
    manifest: bytes | None = None
    bag_info: bytes | None = None
    tag_manifest: bytes | None = None
    signature: bytes | None = None
    namespace: str = layout.TO_OFFICE.namespace
    key: DeviceKey = KEY

    def entries(self) -> Entries:
        size = sum(map(len, self.payload.values()))
        oxum = f"{oxum_line(size=size, count=len(self.payload))}\n".encode()
        manifest = write_manifest({path: sha256(body) for path, body in self.payload.items()})
        tags = {
            layout.BAGIT: self.bagit,
            layout.BAG_INFO: oxum if self.bag_info is None else self.bag_info,
            layout.STATEMENT: self.statement or statement().to_bytes(),
            layout.MANIFEST: manifest if self.manifest is None else self.manifest,
        }
        honest = write_manifest({path: sha256(body) for path, body in tags.items()})
        signed = self.tag_manifest or honest
        signature = self.signature or sshsig.sign(signed, key=self.key, namespace=self.namespace)
        every = tags | {layout.TAG_MANIFEST: signed, layout.SIGNATURE: signature}
        every |= {path: self.payload[path] for path in sorted(self.payload)}
        folder = layout.folder_name(chain=KEY.public.chain, seq=1)
        return [(f"{folder}/{path}", body) for path, body in every.items()]

    def put(self, folder: Path) -> Path:
        return put(folder, archive(self.entries()))


def payload() -> dict[str, bytes]:
    """Return the payload of a small honest bundle."""
    return {
        layout.RECORDS: canonical.dumps(records()),
        layout.README: b"readme\n",
        photo().path: PICTURE,
    }


def foreign_zip(
    files: Sequence[tuple[bytes, bytes]],
    *,
    method: int = 0,
    flags: int = 0,
    mode: int = 0o100644,
    extra: bytes = b"",
    comment: bytes = b"",
    offset_of: Mapping[int, int] | None = None,
) -> bytes:
    """Return a ZIP file that other programs read but that ours must not."""
    body, directory = b"", b""
    for index, (name, raw) in enumerate(files):
        stored = raw
        if method == 8:
            packer = zlib.compressobj(9, zlib.DEFLATED, -15)
            stored = packer.compress(raw) + packer.flush()
        common = (10, flags, method, 0, 0x21, zlib.crc32(raw), len(stored), len(raw), len(name))
        offset = (offset_of or {}).get(index, len(body))
        body += struct.pack("<4s5H3I2H", b"PK\x03\x04", *common, len(extra)) + name + extra + stored
        directory += struct.pack(
            "<4s6H3I5H2I",
            b"PK\x01\x02", 0x0314, *common, 0, 0, 0, 0, mode << 16, offset,
        ) + name  # fmt: skip
    counts = (0, 0, len(files), len(files), len(directory), len(body), len(comment))
    return body + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", *counts) + comment
