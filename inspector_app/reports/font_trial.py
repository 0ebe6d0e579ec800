"""Prints with a font file before it is switched on, in another process with limits.

A file whose tables are all there may still say nonsense in them: widths that are missing, nothing
or without measure, outlines that lie outside. That shows when a page is set and written, which is
too late for whoever prints.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Final

from inspector_app.base import child
from inspector_app.base.errors import disk_reason
from inspector_app.reports.own_faces import OwnFaceError

MEMORY_BYTES: Final = 1_500_000_000
SECONDS: Final = 30.0
"""A face of thirty thousand characters takes one, and five on a slow computer."""
_TRIER: Final = Path(__file__).with_name("font_trier.py")


class Fault(StrEnum):
    """What is wrong with a face, as the process says it."""

    WIDTHS = "widths"
    OUTLINES = "outlines"
    PAGE = "page"


_REASONS: Final = {
    Fault.WIDTHS: "字体里记的字宽缺失或不可能（表 hmtx），印出来的字会重叠或越出纸边",
    Fault.OUTLINES: "字体里有的字形不完整（表 loca、glyf）",
    Fault.PAGE: "用它试排的一页排不出来，字体已损坏",
}
_LABORIOUS: Final = "用它试排一页时间太长或要的内存太多，字体可能已损坏"


def tried(path: Path) -> None:
    """Set and write a page of every kind of character with the face in ``path``.

    Raises:
        OwnFaceError: nothing can be printed with it, or the page cannot be tried.
    """
    command: list[str | Path] = [sys.executable, "-I", _TRIER, path.absolute()]
    try:
        done = child.run(command, seconds=SECONDS, memory_bytes=MEMORY_BYTES)
    except TimeoutError as error:
        raise OwnFaceError(path, _LABORIOUS) from error
    except OSError as error:
        raise OwnFaceError(path, f"试排一页的进程没有启动，{disk_reason(error)}") from error
    if done.code:
        raise OwnFaceError(path, _LABORIOUS)
    said = done.out.decode("ascii", "replace").strip()
    if said:
        raise OwnFaceError(path, _REASONS[Fault(said)])
