"""A parcel: many signed or encrypted files as one, to be pasted into a messenger.

It is a plain archive in the program's own ZIP profile. Nothing in it is secret and nothing is
believed for lying in it: each file is judged afterwards as if it had come alone. A parcel never
holds another, and its name holds its hash, so a copy that was cut short is known as such.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from inspector_app.base.errors import RefusedError
from inspector_app.base.files import open_file
from inspector_app.exchange.archive import ArchiveReader, ArchiveWriter, Entry, Source
from inspector_app.exchange.layout import BundleName
from inspector_app.exchange.refusal import BundleRefusedError
from inspector_app.exchange.share_layout import named_file

PREFIX: Final = "pk1"
MOST_FILE: Final = 20 * 2**20
MOST_BYTES: Final = 200 * 2**20
MOST_FILES: Final = 1000
_NAME: Final = re.compile(
    r"(?<![a-z0-9])pk1-([a-z2-7]{8})-([0-9]{6})-([0-9a-f]{12})(?![0-9a-z])", re.ASCII
)


class ParcelFlaw(StrEnum):
    """Why a parcel is not opened."""

    DAMAGED = "P01"
    TOO_LARGE = "P02"
    STRUCTURE = "P03"
    FOREIGN = "P04"


_WORDS: Final = {
    ParcelFlaw.DAMAGED: "没有传完或已损坏，请重新传送",
    ParcelFlaw.TOO_LARGE: "太大，不是本软件打的包裹",
    ParcelFlaw.STRUCTURE: "不是本软件原样写出的包裹，请对方重新打包裹，不要用压缩软件重做",
    ParcelFlaw.FOREIGN: "里面有不认识的文件，没有打开其中任何一个",
}


class ParcelRefusedError(RefusedError):
    """A parcel that is not opened; the file stays as it is."""

    def __init__(self, path: Path, flaw: ParcelFlaw, detail: str = "") -> None:
        place = f"（{detail}）" if detail else ""
        super().__init__(f"包裹“{path.name}”{flaw.value}：{_WORDS[flaw]}{place}。", code=flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelName:
    """The parts of a parcel's file name.

    Attributes:
        n: the number of the parcel among those of this device.
        sha12: the first 12 hex digits of the file's own SHA-256.
    """

    chain8: str
    n: int
    sha12: str

    @classmethod
    def find(cls, text: str) -> "ParcelName | None":
        """Return the name that stands anywhere in ``text``, as messengers leave it."""
        found = _NAME.search(text)
        return None if found is None else cls(chain8=found[1], n=int(found[2]), sha12=found[3])

    @property
    def file_name(self) -> str:
        """The name of the file."""
        return f"{PREFIX}-{self.chain8}-{self.n:06}-{self.sha12}.zip"


class Packed(NamedTuple):
    """A file that goes into a parcel under its own name."""

    name: str
    content: bytes


def may_travel(name: str) -> bool:
    """Say whether a file of this very name may lie in a parcel: whole words, nothing around."""
    known = named_file(name)
    if known is None or known.name != name:
        return False
    # What is not encrypted never goes through a messenger.
    return BundleName.find(name) is None or name.endswith(".age")


def write_parcel(files: Iterable[Packed], stream: BinaryIO) -> None:
    """Write files into ``stream``, in the order of their names."""
    writer = ArchiveWriter(stream)
    for each in sorted(files):
        writer.add(each.name, each.content)
    writer.close()


def unpack(path: Path) -> Iterator[Packed]:
    """Yield the files of a parcel once all of it was judged by size, hash and names.

    Raises:
        ParcelRefusedError: nothing of it is used.
        OSError: it cannot be read.
    """
    name = ParcelName.find(path.name)
    with open_file(path) as stream:
        size = stream.seek(0, 2)
        if size > MOST_BYTES:
            raise ParcelRefusedError(path, ParcelFlaw.TOO_LARGE)
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if name is None or not digest.startswith(name.sha12):
            raise ParcelRefusedError(path, ParcelFlaw.DAMAGED)
        reader, entries = _entries(path, stream, size)
        for entry in entries:
            try:
                yield Packed(entry.name, reader.read(entry, at_most=MOST_FILE))
            except BundleRefusedError as error:
                raise ParcelRefusedError(path, ParcelFlaw.STRUCTURE, entry.name) from error


def _entries(path: Path, stream: Source, size: int) -> tuple[ArchiveReader, Sequence[Entry]]:
    try:
        reader = ArchiveReader(stream, size=size, folders=False)
    except BundleRefusedError as error:
        raise ParcelRefusedError(path, ParcelFlaw.STRUCTURE) from error
    foreign = [entry.name for entry in reader.entries if not may_travel(entry.name)]
    if foreign:
        raise ParcelRefusedError(path, ParcelFlaw.FOREIGN, ascii(foreign[0][:60]))
    too_large = any(entry.size > MOST_FILE for entry in reader.entries)
    if too_large or len(reader.entries) > MOST_FILES:
        raise ParcelRefusedError(path, ParcelFlaw.TOO_LARGE)
    return reader, reader.entries
