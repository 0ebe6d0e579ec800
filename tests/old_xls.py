"""Workbooks of Excel 97, built byte by byte: an OLE file with one stream of BIFF8 records."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

_SECTOR: Final = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_GLOBALS, _WORKSHEET = 0x0005, 0x0010
# Smaller streams lie elsewhere in such a file; this one is made as long as needed to lie plainly.
_LEAST_STREAM: Final = 4096


def old_workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return the bytes of an .xls file with texts and numbers."""
    bodies = [_sheet(rows) for rows in sheets.values()]
    names = [title.encode("utf-16-le") for title in sheets]
    heads = [_record(0x0085, struct.pack("<IHBB", 0, 0, len(n) // 2, 1) + n) for n in names]
    start = len(_bof(_GLOBALS)) + sum(map(len, heads)) + len(_record(0x000A, b""))
    stream = _bof(_GLOBALS)
    for name, body in zip(names, bodies, strict=True):
        stream += _record(0x0085, struct.pack("<IHBB", start, 0, len(name) // 2, 1) + name)
        start += len(body)
    stream += _record(0x000A, b"") + b"".join(bodies)
    return _ole(stream.ljust(max(_LEAST_STREAM, len(stream)), b"\0"))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _sheet(rows: Sequence[Sequence[Any]]) -> bytes:
    return _bof(_WORKSHEET) + b"".join(_cells(rows)) + _record(0x000A, b"")


def _cells(rows: Sequence[Sequence[Any]]) -> Iterator[bytes]:
    for at, row in enumerate(rows):
        for position, value in enumerate(row):
            place = struct.pack("<HHH", at, position, 0)
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                yield _record(0x0204, place + struct.pack("<HB", len(value), 1) + text)
            elif value is not None:
                yield _record(0x0203, place + struct.pack("<d", value))


def _ole(stream: bytes) -> bytes:
    sectors = -(-len(stream) // _SECTOR)
    chain = [*range(1, sectors), _END, _END, _FAT]
    fat = chain + [_FREE] * (_SECTOR // 4 - len(chain))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6,
        b"", 0, 1, sectors, 0, _LEAST_STREAM, _END, 0, _END, 0, sectors + 1,
    )  # fmt: skip
    header += struct.pack("<108I", *[_FREE] * 108)
    directory = (
        _entry("Root Entry", 5, child=1, start=_END, size=0)
        + _entry("Workbook", 2, child=_FREE, start=0, size=len(stream))
    ).ljust(_SECTOR, b"\0")
    return (
        header + stream.ljust(sectors * _SECTOR, b"\0") + directory
        + struct.pack(f"<{len(fat)}I", *fat)
    )  # fmt: skip


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sI8s8sIII", text, len(text), kind, 1, _FREE, _FREE, child, b"", 0, b"", b"",
        start, size, 0,
    )  # fmt: skip
