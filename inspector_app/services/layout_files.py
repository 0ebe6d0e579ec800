"""A layout's file, opened to be looked at or filled in: Excel and Word by the same calls."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Protocol, Self

from inspector_app.base.errors import InputError
from inspector_app.domain.boxes import Filling
from inspector_app.domain.layout import Medium
from inspector_app.domain.paper_places import PaperText, Where
from inspector_app.domain.summary_grid import GridCell, Value

_OLD = frozenset({".xls", ".et", ".doc", ".wps"})
_WITH_MACROS = {".xlsm": "xlsx", ".xltm": "xlsx", ".docm": "docx", ".dotm": "docx"}


class LayoutFile(Protocol):
    """A file with tables and blanks."""

    @property
    def titles(self) -> Iterable[str]:
        """Its tables."""

    def cells(self, sheet: int) -> Iterable[GridCell]:
        """Yield the cells of a table."""

    def texts(self) -> Iterable[PaperText]:
        """Yield its lines."""

    def address(self, sheet: int, row: int, column: int) -> str:
        """Return what people call a cell."""

    def put(self, sheet: int, row: int, column: int, value: Value) -> None:
        """Write into an empty cell."""

    def write(self, where: Where, text: str) -> bool:
        """Write into an empty cell or line; say whether it was one."""

    def fill(self, where: Where, at: int, value: Filling) -> bool:
        """Fill a blank; say whether there is one."""

    def tick(self, where: Where, word: str, at: int = 0) -> bool:
        """Tick the box of a word; say whether there is one."""

    def repeat_row(self, sheet: int, row: int, many: int) -> Self:
        """Repeat a row below itself; return the file to go on with."""

    def content(self) -> bytes:
        """Return the file."""


def medium_of(name: str) -> Medium:
    """Return what a file is filled in as.

    Raises:
        InputError: it is neither Excel nor Word.
    """
    ending = PurePath(name).suffix.lower()
    found = {".xlsx": Medium.EXCEL, ".docx": Medium.WORD}.get(ending)
    if ending in _WITH_MACROS:
        raise InputError(
            f"“{name}”是带宏的文件（{ending}），不能作表样；"
            f"请用 Excel、Word 或 WPS 另存为 .{_WITH_MACROS[ending]}，再试一次。"
        )
    if found is None:
        why = "是旧格式" if ending in _OLD else "不是 .xlsx 或 .docx 文件"
        raise InputError(f"“{name}”{why}，不能作表样；请用 Excel、Word 或 WPS 另存，再试一次。")
    return found


def open_layout(data: bytes, *, name: str) -> LayoutFile:
    """Open a file (InputError: it cannot be read, or is neither Excel nor Word)."""
    if medium_of(name) is Medium.EXCEL:
        from inspector_app.sheets.form_guard import check_book
        from inspector_app.sheets.layout_book import LayoutBook

        check_book(data, name=name)
        return LayoutBook(data, name=name)
    from inspector_app.papers.layout_paper import LayoutPaper

    return LayoutPaper(data, name=name)
