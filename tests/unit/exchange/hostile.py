"""Files that somebody makes to harm whoever opens them, each made here and not fetched.

Archives are bodies that stand where a bundle's archive should; texts stand in a bundle that an
enrolled laptop has signed; pictures hang on one of its records.
"""

import io
import struct
import unicodedata
import zlib
from collections.abc import Mapping, Sequence
from typing import Final

from PIL import Image

from inspector_app.exchange import layout, sshsig
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.manifest import oxum_line, write_manifest
from tests.unit.exchange.bundle_tools import Entries, archive, foreign_zip

_GOOD: Final = [(b"base/a", b"first"), (b"base/b", b"second")]


def _named(*names: str) -> bytes:
    return foreign_zip([(name.encode(), b"x") for name in names])


# What it is called in the design, the bytes, and the step that refuses them.
ARCHIVES: Final[Mapping[str, tuple[bytes, str]]] = {
    "bomb": (foreign_zip([(b"base/zeros", bytes(10_000_000))], method=8), "E30"),
    "slip": (_named("base/../../x"), "E31"),
    "absolute": (_named("/base/x"), "E31"),
    "drive letter": (_named("c:/x"), "E31"),
    "backslash": (_named("base\\..\\x"), "E31"),
    "NFC and NFD": (
        _named(*(f"base/{unicodedata.normalize(form, 'é')}" for form in ("NFC", "NFD"))), "E31",
    ),
    "CJK compatibility": (_named("base/\u8c48", "base/\uf900"), "E31"),
    "case pair": (_named("base/x", "base/X"), "E31"),
    "duplicate": (_named("base/x", "base/x"), "E31"),
    "device name": (_named("base/nul.txt"), "E31"),
    "trailing dot": (_named("base/x."), "E31"),
    "symlink": (foreign_zip(_GOOD, mode=0o120777), "E30"),
    "overlap": (foreign_zip(_GOOD, offset_of={1: 0}), "E30"),
    "partial overlap": (foreign_zip(_GOOD, offset_of={1: 10}), "E30"),
    "prefix": (b"MZ" + foreign_zip(_GOOD), "E30"),
    "suffix": (foreign_zip(_GOOD) + b"\0", "E30"),
    "comment": (foreign_zip(_GOOD, comment=b"PK\x05\x06"), "E30"),
    "two archives": (foreign_zip(_GOOD[:1]) + foreign_zip(_GOOD), "E30"),
    "encrypted entry": (foreign_zip(_GOOD, flags=1), "E30"),
    "65,535 entries": (
        struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0, 0, 0), "E32",
    ),
}  # fmt: skip

# In place of records.json.
RECORDS: Final[Mapping[str, tuple[bytes, str]]] = {
    "100,000 nested brackets": (b"[" * 100_000 + b"]" * 100_000, "E100"),
    "100,000 nested objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "E100"),
    "10^6 digits": (b'{"schema":' + b"1" * 1_000_000 + b"}", "E100"),
    "15 MB of 1,": (b"[" + b"1," * 7_500_000 + b"1]", "E32"),
    "1 MB of 1,": (b"[" + b"1," * 500_000 + b"1]", "E100"),
    "a key twice": (b'{"schema":"dudao-records/1","schema":"dudao-records/1"}', "E100"),
    "no number": (b'{"schema":NaN}', "E100"),
    "lone surrogate": (b'{"schema":"\\ud800"}', "E100"),
    "entities": (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', "E100"),
}

# In place of statement.json.
STATEMENTS: Final[Mapping[str, tuple[bytes, str]]] = {
    "100,000 nested brackets": (b"[" * 100_000 + b"]" * 100_000, "E32"),
    "30,000 nested brackets": (b"[" * 30_000 + b"]" * 30_000, "E50"),
    "60,000 digits": (b'{"format":' + b"1" * 60_000 + b"}", "E50"),
    "64 KB of 1,": (b"[" + b"1," * 32_000 + b"1]", "E50"),
}


def signed_anew(
    entries: Entries,
    *,
    key: DeviceKey,
    changed: Mapping[str, bytes],
    namespace: str = layout.TO_OFFICE.namespace,
) -> bytes:
    """Return the archive of a bundle with some files changed, as its own laptop could sign it."""
    folder = entries[0][0].partition("/")[0]
    files = {name.partition("/")[2]: body for name, body in entries} | dict(changed)
    payload = {path: files[path] for path in sorted(files) if path.startswith("data/")}
    size = sum(map(len, payload.values()))
    tags = {
        layout.BAGIT: files[layout.BAGIT],
        layout.BAG_INFO: f"{oxum_line(size=size, count=len(payload))}\n".encode(),
        layout.STATEMENT: files[layout.STATEMENT],
        layout.MANIFEST: write_manifest(_hashes(payload)),
    }
    signed = write_manifest(_hashes(tags))
    signature = sshsig.sign(signed, key=key, namespace=namespace)
    every = tags | {layout.TAG_MANIFEST: signed, layout.SIGNATURE: signature} | payload
    return archive([(f"{folder}/{path}", body) for path, body in every.items()])


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    from tests.unit.exchange.bundle_tools import sha256

    return {path: sha256(body) for path, body in files.items()}


# -- pictures ------------------------------------------------------------------------------------


def _saved(kind: str, size: tuple[int, int] = (640, 480)) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(stream, kind)
    return stream.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG that claims a size, with these chunks."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    every: Sequence[tuple[bytes, bytes]] = ((b"IHDR", head), *chunks, (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in every)


_POOL: Final = 1_000_000


def _poured(size: int) -> bytes:
    """Return so many zeros compressed; whole pools of them by writing one pool again and again."""
    pools, rest = divmod(size, _POOL)
    stream = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    pool = stream.compress(bytes(_POOL)) + stream.flush(zlib.Z_FULL_FLUSH)
    end = stream.compress(bytes(rest)) + stream.flush()
    # The second half of the sum counts the zeros; the first stays at one.
    total = struct.pack(">HH", size % 65_521, 1)
    return b"\x78\xda" + pool * pools + end + total


def _jpeg_of_size(width: int, height: int) -> bytes:
    """Return a JPEG whose header claims another size than its data has."""
    data = bytearray(_saved("JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


SOUND: Final = _saved("JPEG")
"""A picture that stands beside the hostile ones."""
_PNG: Final = _saved("PNG")

PICTURES: Final[Mapping[str, bytes]] = {
    "PNG of 60,000 by 60,000": png(60_000, 60_000, (b"IDAT", _poured(100))),
    "PNG of 2^31-1 by 1": png(2**31 - 1, 1, (b"IDAT", _poured(100))),
    "PNG without a size": png(0, 0, (b"IDAT", _poured(100))),
    "PNG of 60 million pixels and one row": png(10_000, 6_001, (b"IDAT", _poured(100))),
    "PNG whose text is a bomb": png(
        8, 8, (b"zTXt", b"a\0\0" + _poured(200_000_000)), (b"IDAT", _poured(8 * 25)),
    ),
    "PNG with a wrong sum": _PNG[:-20] + bytes(20),
    "JPEG of 65,535 by 65,535": _jpeg_of_size(65_535, 65_535),
    "JPEG of 65,500 by 900 out of few bytes": _jpeg_of_size(65_500, 900)[:400],
    "JPEG cut in its middle": SOUND[: len(SOUND) // 2],
    "PNG cut in its middle": _PNG[: len(_PNG) // 2],
    "JPEG of a head alone": b"\xff\xd8\xff\xe0 no picture at all \xff\xd9",
    "nothing": b"",
    "GIF": _saved("GIF"),
    "BMP": _saved("BMP", (40, 30)),
    "TIFF": _saved("TIFF", (40, 30)),
    "WebP": _saved("WEBP", (40, 30)),
    "PDF": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    "program": b"MZ" + bytes(500),
    "page": b"<html><script>alert(1)</script></html>",
    "drawing with entities": b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;&a;</svg>',
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%id) (w) file",
}  # fmt: skip
