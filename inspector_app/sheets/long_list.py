"""Sheets of tens of thousands of rows without a look: their rows are written as they are.

openpyxl makes an object of each cell and an element of each object. What it would write of a plain
cell is known beforehand: such rows are put together as text, and its writer puts them behind the
heads that it has written itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from inspector_app.base.override import override

Value = str | int | float | date | None

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t")
"""What begins so would be a formula to who edits it."""
_MOST_COLUMNS: Final = 100
_LETTERS: Final = tuple(get_column_letter(place) for place in range(1, _MOST_COLUMNS + 1))
_ESCAPED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_TEXT, _QUOTED, _NUMBER, _DAY = "text", "quoted", "number", "day"
_WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
_ABOVE: Final = Alignment(vertical="top")


class LongList(Worksheet):
    """A sheet that has rows besides its cells."""

    def __init__(self, book: Workbook, title: str) -> None:
        super().__init__(parent=book, title=title)
        self._lines: list[str] = []
        self._last = 0
        self._styles = {
            (kind, tall): self._style(kind, tall=tall)
            for kind in (_TEXT, _QUOTED, _NUMBER, _DAY)
            for tall in (False, True)
        }

    @property
    def plain_rows(self) -> bytes:
        """The rows as they stand in the file."""
        return "".join(self._lines).encode()

    @override
    def calculate_dimension(self) -> str:
        last = max(self.max_row, self._last)
        return f"A1:{get_column_letter(self.max_column)}{last}"

    def put_row(self, row: int, cells: Sequence[Value], *, height: float = 0) -> None:
        """Write a row behind those before it; one that has a height has its texts wrapped.

        Text that begins like a formula stays text, even when somebody edits the cell later.
        """
        high = f' ht="{height:g}"' if height else ""
        told = "".join(self._cells_of(row, cells, tall=bool(height)))
        self._lines.append(f'<row r="{row}"{high}>{told}</row>')
        self._last = row

    def _cells_of(self, row: int, cells: Iterable[Value], *, tall: bool) -> Iterator[str]:
        styles = self._styles
        for letter, value in zip(_LETTERS, cells, strict=False):
            if isinstance(value, str):
                style = styles[_QUOTED if value.startswith(FORMULA_STARTS) else _TEXT, tall]
                yield f'<c r="{letter}{row}"{style} t="inlineStr"{_text(value)}'
            elif isinstance(value, date):
                style, told = styles[_DAY, tall], _serial(value)
                yield f'<c r="{letter}{row}"{style} t="n"><v>{told:.16g}</v></c>'
            elif value is not None:
                yield f'<c r="{letter}{row}"{styles[_NUMBER, tall]} t="n"><v>{value:.16g}</v></c>'

    def _style(self, kind: str, *, tall: bool) -> str:
        """Return the attribute of a look; a cell without one has none."""
        cell: Any = Cell(self, row=1, column=1)
        if tall:
            cell.alignment = _WRAPPED if kind in {_TEXT, _QUOTED} else _ABOVE
        if kind == _QUOTED:
            cell.quotePrefix = True
        if kind == _DAY:
            cell.number_format = "yyyy-mm-dd"
        return f' s="{cell.style_id}"' if cell.has_style else ""


def _serial(day: date) -> float:
    """Return the number of a day in Excel."""
    found: float = to_excel(day)  # type: ignore[no-untyped-call]
    return found


def _text(text: str) -> str:
    """Return the rest of the cell of a text."""
    if not text:
        return "/>"
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    return f"><is><t{kept}>{text.translate(_ESCAPED)}</t></is></c>"


class BookWriter(ExcelWriter):
    """Writes a workbook, long lists too."""

    @override
    def write_worksheet(self, ws: Any) -> None:
        if isinstance(ws, LongList):
            self._write_list(ws, ws.plain_rows)
        else:
            super().write_worksheet(ws)

    def _write_list(self, ws: Any, rows: bytes) -> None:
        """Write a sheet as openpyxl does it, save that the rows are put in."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001
        writer: Any = WorksheetWriter(ws)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        heads, end, rest = Path(writer.out).read_bytes().partition(b"</sheetData>")
        archive: Any = self._archive  # type: ignore[attr-defined]  # its stubs do not know it
        archive.writestr(ws.path[1:], b"".join((heads, rows, end, rest)))
        self.manifest.append(ws)
        writer.cleanup()
