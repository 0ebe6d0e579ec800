"""Font files that an office has bought or its system brings, checked before they are used.

What is checked is what a PDF needs: outlines that can be embedded (table ``glyf``), and a licence
that allows it (``fsType`` of table OS/2, OpenType specification: bit 1 restricted, bit 8 no
subsets, bit 9 bitmaps only).
"""

import struct
from pathlib import Path
from typing import Final

from inspector_app.base.errors import EnvironmentProblem, disk_reason
from inspector_app.base.files import read_file

_TRUETYPE: Final = (b"\x00\x01\x00\x00", b"true")
_OTHER_KINDS: Final = {
    b"OTTO": "它是 PostScript 轮廓（.otf），只能用 TrueType 轮廓的字体",
    b"ttcf": "它是字体集合（.ttc），只能用单个字体的文件",
}
MOST_BYTES: Final = 100 * 2**20
"""No face has more; the largest of a Chinese system takes 40 MB."""
_TOO_LARGE: Final = "它超过 100 MB，不会是一个字体"
_DAMAGED: Final = "内容不是完整的 TrueType 字体，或已损坏"
_NEEDED: Final = frozenset({"glyf", "loca", "cmap", "hmtx", "head", "hhea", "maxp", "name"})
_RESTRICTED: Final = 0x0002
_USAGE: Final = 0x000F
_NO_SUBSETS: Final = 0x0300
_KEPT: Final = "未生成任何文件，记录没有改变。"
_INSTEAD: Final = "请另选一个 .ttf 字体文件，或改回程序自带的字体。"


class OwnFaceError(EnvironmentProblem):
    """A font file of the office's own cannot be used for printing."""

    code = "own-face"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"字体文件“{path.name}”不能用于打印：{reason}。{_KEPT}{_INSTEAD}")
        self.path = path


def checked(path: Path) -> Path:
    """Return ``path`` where it is a font file that may be embedded (OwnFaceError otherwise)."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise OwnFaceError(path, _TOO_LARGE)
        data = read_file(path)
    except OSError as error:
        raise OwnFaceError(path, disk_reason(error)) from error
    reason = _reason(data)
    if reason:
        raise OwnFaceError(path, reason)
    return path


def _reason(data: bytes) -> str:
    """Return why a font cannot be used, or nothing."""
    kind = data[:4]
    if kind not in _TRUETYPE:
        return _OTHER_KINDS.get(kind, _DAMAGED)
    try:
        tables = _tables(data)
        (usage,) = struct.unpack_from(">H", data, tables["OS/2"] + 8)
    except (struct.error, KeyError):
        return _DAMAGED
    if not tables.keys() >= _NEEDED:
        return _DAMAGED
    if usage & _USAGE == _RESTRICTED or usage & _NO_SUBSETS:
        return "字体的许可设置不允许嵌入文件"
    return ""


def _tables(data: bytes) -> dict[str, int]:
    """Return where each table of a font begins."""
    (count,) = struct.unpack_from(">H", data, 4)
    found = {}
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        found[tag.decode("latin-1")] = offset
    return found
