"""What a workbook must not be to be filled in, looked at before anything of it is taken apart."""

import html
import io
import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final

from openpyxl.worksheet.cell_range import CellRange

from inspector_app.base.errors import InputError
from inspector_app.sheets.value_reader import ValueReader

MOST_CELLS: Final = 60_000
MOST_ROWS: Final = 20_000
_MOST_BYTES: Final = 400 * 2**20
_CHUNK: Final = 2**20
_CELL: Final = re.compile(rb"<(?:\w+:)?c[ />]")
_ROW: Final = re.compile(rb"<(?:\w+:)?row[ />]")
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+\d+:[A-Z]+\d+)"')
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_NAME: Final = re.compile(rb'\bname="([^"]*)"')
_REL: Final = re.compile(rb'\b\w+:id="([^"]*)"')
_TARGET: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_SHAPES: Final = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp)[ >]")


def check_book(content: bytes, *, name: str) -> None:
    """Refuse a workbook with macros, shapes that would be lost, or more cells than a form has.

    What cannot be read at all is left to whoever reads it.

    Raises:
        InputError: it says which sheet, what of it, and what to do.
    """
    try:
        archive = ValueReader(io.BytesIO(content)).archive
        _check(archive, name)
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - a damaged file breaks in any way; its reader says how
        return


def _check(archive: Any, name: str) -> None:
    if sum(member.file_size for member in archive.infolist()) > _MOST_BYTES:
        raise _too_large(name, "整个文件", "")
    members = set(archive.namelist())
    if any(posixpath.basename(each) == "vbaProject.bin" for each in members):
        raise InputError(
            f"“{name}”里有宏，不能作表样；请用 Excel 或 WPS 另存为“Excel 工作簿（.xlsx）”，"
            "宏会去掉，再试一次。"
        )
    for title, part in _sheets(archive):
        if part in members:
            _check_sheet(archive, part, name, title)
    for part in sorted(members):
        if part.startswith("xl/drawings/drawing") and _SHAPES.search(archive.read(part)):
            raise InputError(
                f"“{name}”里有文本框或画的图形，填好的表会丢掉它们，不能作表样；"
                "请把里面的文字改写在单元格里，删去图形，再试一次（图片可以留着）。"
            )
        if part.startswith("xl/ctrlProps/"):
            raise InputError(
                f"“{name}”里有窗体控件（复选框、按钮等），填好的表会丢掉它们，不能作表样；"
                "请改成单元格里的“□”，删去控件，再试一次。"
            )


def _sheets(archive: Any) -> Iterator[tuple[str, str]]:
    """Yield the title and the part of each sheet."""
    told = archive.read("xl/_rels/workbook.xml.rels")
    targets = {
        key[1]: target[1]
        for tag in _TARGET.findall(told)
        if (key := re.search(rb'\bId="([^"]*)"', tag))
        and (target := re.search(rb'\bTarget="([^"]*)"', tag))
    }
    for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
        title, key = _NAME.search(tag), _REL.search(tag)
        if title and key and key[1] in targets:
            told_part = targets[key[1]].decode(errors="replace")
            part = told_part.lstrip("/") if told_part.startswith("/") else f"xl/{told_part}"
            yield html.unescape(title[1].decode(errors="replace")), posixpath.normpath(part)


def _check_sheet(archive: Any, part: str, name: str, title: str) -> None:
    where = f"工作表“{title}”"
    cells = rows = merged = 0
    for told in _pieces(archive, part):
        cells += len(_CELL.findall(told))
        rows += len(_ROW.findall(told))
        merged += sum(_area(each, name, where) for each in _MERGED.findall(told))
        if cells > MOST_CELLS or rows > MOST_ROWS or merged > MOST_CELLS:
            raise _too_large(name, where, "（多半是表下面成片的空行带着格式）")


def _pieces(archive: Any, part: str) -> Iterator[bytes]:
    """Yield a part piece by piece; no tag is cut in two."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            told = rest + chunk
            cut = max(told.rfind(b"<"), 0)
            yield told[:cut]
            rest = told[cut:]
    yield rest


def _area(reference: bytes, name: str, where: str) -> int:
    found = CellRange(reference.decode())
    area = found.size["columns"] * found.size["rows"]
    if area > MOST_CELLS:
        raise InputError(
            f"“{name}”的{where}把 {reference.decode()} 合并成一格，不像要填的表，不能作表样；"
            "请取消这处合并，再试一次。"
        )
    return int(area)


def _too_large(name: str, where: str, why: str) -> InputError:
    return InputError(
        f"“{name}”的{where}太大{why}，不像要填的表，不能作表样；"
        "请选中表下面的空行、右边的空列，整行整列删除，保存后再试一次。"
    )
