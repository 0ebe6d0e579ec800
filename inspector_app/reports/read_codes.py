"""Reads the codes of pages back: from a photo or a scan, and from a PDF file with its text.

Nothing is fetched; a program of its own looks at the file (``code_reader``), within limits.
"""

import json
import sys
from pathlib import Path
from typing import Final, NamedTuple

from inspector_app.base.child import run
from inspector_app.base.errors import InputError
from inspector_app.reports.code_reader import MOST_PAGES, PDF, TOO_LARGE

_READER: Final = Path(__file__).with_name("code_reader.py")
SECONDS: Final = 120.0
_OTHER: Final = "请用 JPEG、PNG、HEIC 照片，扫描件或 PDF"
_FEWER: Final = "请只留要核验的几页，另存以后再核验"


class UnreadablePictureError(InputError):
    """The bytes are no picture or PDF file that can be opened."""

    code = "unreadable-picture"

    def __init__(self, why: str, *, remedy: str = _OTHER) -> None:
        super().__init__(f"{why}，没有核验；{remedy}。")


class FoundPage(NamedTuple):
    """A page that was looked at.

    Attributes:
        codes: the texts of the QR codes on it.
        lines: what the page says without white space, where the file holds its text.
    """

    codes: tuple[str, ...]
    lines: tuple[str, ...] = ()


def found_pages(data: bytes) -> tuple[FoundPage, ...]:
    """Return what is on each page of a PDF file, or on a picture.

    Raises:
        UnreadablePictureError: it is neither, or too large for a page.
    """
    try:
        done = run([sys.executable, "-I", _READER], given=data, seconds=SECONDS)
    except TimeoutError as slow:
        raise UnreadablePictureError("这个文件读了两分钟还没有读完", remedy=_FEWER) from slow
    if done.code == TOO_LARGE:
        raise UnreadablePictureError(
            f"这个文件超过 {MOST_PAGES} 页，或有一页的像素、字数太多", remedy=_FEWER
        )
    if done.code != 0:
        damaged = "这份 PDF 打不开，它不完整或已损坏"
        raise UnreadablePictureError(
            damaged if data.startswith(PDF) else "这个文件不是能打开的图片或 PDF"
        )
    return tuple(
        FoundPage(tuple(page["codes"]), tuple(page["lines"])) for page in json.loads(done.out)
    )
