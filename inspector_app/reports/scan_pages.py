"""The pages of a scanned file as pictures: PDF and TIFF are drawn by a program of its own."""

import sys
from pathlib import Path
from typing import Final, NamedTuple

from inspector_app.base.child import run
from inspector_app.base.errors import InputError
from inspector_app.reports.scan_drawer import LENGTH, MOST_PAGES, PDF, TOO_LARGE

_DRAWER: Final = Path(__file__).with_name("scan_drawer.py")
_SECONDS: Final = 180.0
_TIFF: Final = (b"II*\0", b"MM\0*")


class UnreadableScanError(InputError):
    """A file that is no scan that can be opened."""

    code = "unreadable-scan"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"“{name}”{why}，没有放入任何一页；请用 PDF、TIFF、JPEG、PNG 或 HEIC 的扫描件、照片。"
        )


class PagePart(NamedTuple):
    """A page as a picture, and what it is called."""

    name: str
    picture: bytes


def pages_in(data: bytes, *, name: str) -> tuple[PagePart, ...]:
    """Return the pages of a file; a photo is one page as it is.

    Raises:
        UnreadableScanError: it is damaged, locked with a password, or has too many pages.
    """
    if not data.startswith((PDF, *_TIFF)):
        return (PagePart(name, data),)
    pictures = _drawn(data, name)
    stem = Path(name).stem
    return tuple(
        PagePart(f"{stem} 第{number}页.jpg", picture) for number, picture in enumerate(pictures, 1)
    )


def _drawn(data: bytes, name: str) -> list[bytes]:
    try:
        done = run([sys.executable, "-I", _DRAWER], given=data, seconds=_SECONDS)
    except TimeoutError as slow:
        raise UnreadableScanError(name, "太大，三分钟没有读完") from slow
    if done.code == TOO_LARGE:
        raise UnreadableScanError(name, f"超过 {MOST_PAGES} 页，或一页的像素太多")
    found, at = [], 0
    while done.code == 0 and at < len(done.out):
        (length,) = LENGTH.unpack_from(done.out, at)
        at += LENGTH.size
        found.append(done.out[at : at + length])
        at += length
    if not found:
        raise UnreadableScanError(name, "打不开，它不完整、已损坏或设了密码")
    return found
