"""What a workbook must not be to be filled in, looked at before anything of it is taken apart."""

import html
import io
import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from openpyxl.worksheet.cell_range import CellRange

from inspector_app.base.errors import InputError
from inspector_app.sheets.value_reader import ValueReader

MOST_CELLS: Final = 60_000
MOST_ROWS: Final = 20_000
MOST_MERGED: Final = 3_000
"""Merged ranges of one sheet: each of them takes longer than a hundred cells."""
MOST_WRITTEN: Final = 20_000
"""Cells of all sheets of a layout that say something: a blank form has some hundreds."""
_MOST_BYTES: Final = 400 * 2**20
_CHUNK: Final = 2**20
_CELL: Final = re.compile(rb"<(?:\w+:)?c[ />]")
_WRITTEN: Final = re.compile(rb"<(?:\w+:)?(?:v|is)[ >]")
_ROW: Final = re.compile(rb"<(?:\w+:)?row[ />]")
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+\d+:[A-Z]+\d+)"')
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_NAME: Final = re.compile(rb'\bname="([^"]*)"')
_REL: Final = re.compile(rb'\b\w+:id="([^"]*)"')
_TARGET: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_SHAPES: Final = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp)[ >]")


def check_book(content: bytes, *, name: str) -> None:
    """Refuse a layout with macros, shapes that would be lost, or more cells than a form has.

    What cannot be read at all is left to whoever reads it.

    Raises:
        InputError: it says which sheet, what of it, and what to do.
    """
    _look(content, _Refused(name, "不能作表样"), _check)


def check_table(content: bytes, *, name: str) -> None:
    """Refuse a workbook with more in a sheet than a table to be filled has (as above)."""
    _look(content, _Refused(name, "没有填写"), _check_sheets)


def check_merged(content: bytes, *, name: str) -> None:
    """Refuse a source of a form with more merged ranges than anybody makes (as above)."""
    _look(content, _Refused(name, "没有检查"), _check_ranges)


class _Refused(NamedTuple):
    """What becomes of the file of that name."""

    name: str
    outcome: str

    def too_large(self, where: str, why: str) -> InputError:
        return InputError(
            f"“{self.name}”的{where}太大{why}，不像要填的表，{self.outcome}；"
            "请选中表下面的空行、右边的空列，整行整列删除，保存后再试一次。"
        )

    def too_full(self, title: str, written: int) -> InputError:
        return InputError(
            f"“{self.name}”里有字的格子超过 {MOST_WRITTEN} 个（工作表“{title}”里有 {written} 个），"
            f"不像还没有填的空表，{self.outcome}；请删去名单、旧数据一类的工作表，保存后再试一次。"
        )

    def too_many(self, title: str) -> InputError:
        return InputError(
            f"“{self.name}”的工作表“{title}”里合并的单元格超过 {MOST_MERGED} 处，不像要填的表，"
            f"{self.outcome}；请选中整张表，取消合并，保存后再试一次。"
        )


def _look(content: bytes, refused: _Refused, check: Callable[[Any, _Refused], None]) -> None:
    try:
        check(ValueReader(io.BytesIO(content)).archive, refused)
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - a damaged file breaks in any way; its reader says how
        return


def _check(archive: Any, refused: _Refused) -> None:
    name = refused.name
    members = set(archive.namelist())
    if any(posixpath.basename(each) == "vbaProject.bin" for each in members):
        raise InputError(
            f"“{name}”里有宏，不能作表样；请用 Excel 或 WPS 另存为“Excel 工作簿（.xlsx）”，"
            "宏会去掉，再试一次。"
        )
    _check_sheets(archive, refused)
    _check_written(archive, refused)
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


def _check_sheets(archive: Any, refused: _Refused) -> None:
    for title, part in _sheets(archive, refused):
        _check_sheet(archive, part, title, refused)


def _check_written(archive: Any, refused: _Refused) -> None:
    written = 0
    for title, part in _sheets(archive, refused):
        here = sum(len(_WRITTEN.findall(told)) for told in _pieces(archive, part))
        written += here
        if written > MOST_WRITTEN:
            raise refused.too_full(title, here)


def _check_ranges(archive: Any, refused: _Refused) -> None:
    for title, part in _sheets(archive, refused):
        ranges = 0
        for told in _pieces(archive, part):
            ranges += len(_MERGED.findall(told))
            if ranges > MOST_MERGED:
                raise refused.too_many(title)


def _sheets(archive: Any, refused: _Refused) -> Iterator[tuple[str, str]]:
    """Yield the title and the part of each sheet that is there."""
    if sum(member.file_size for member in archive.infolist()) > _MOST_BYTES:
        raise refused.too_large("整个文件", "")
    members = set(archive.namelist())
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
            part = posixpath.normpath(part)
            if part in members:
                yield html.unescape(title[1].decode(errors="replace")), part


def _check_sheet(archive: Any, part: str, title: str, refused: _Refused) -> None:
    where = f"工作表“{title}”"
    cells = rows = merged = ranges = 0
    for told in _pieces(archive, part):
        cells += len(_CELL.findall(told))
        rows += len(_ROW.findall(told))
        areas = _MERGED.findall(told)
        ranges += len(areas)
        if cells > MOST_CELLS or rows > MOST_ROWS:
            raise refused.too_large(where, "（多半是表下面成片的空行带着格式）")
        if ranges > MOST_MERGED:
            raise refused.too_many(title)
        merged += sum(_area(each, where, refused) for each in areas)
    if merged > MOST_CELLS:
        raise refused.too_large(where, "（合并的单元格盖住了成片的格子）")


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


def _area(reference: bytes, where: str, refused: _Refused) -> int:
    found = CellRange(reference.decode())
    area = found.size["columns"] * found.size["rows"]
    if area > MOST_CELLS:
        raise InputError(
            f"“{refused.name}”的{where}把 {reference.decode()} 合并成一格，不像要填的表，"
            f"{refused.outcome}；请取消这处合并，再试一次。"
        )
    return int(area)
