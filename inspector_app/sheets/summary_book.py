"""Fill a workbook that an office sends: only the cells that are named, all else as it was."""

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from inspector_app.base.errors import InputError
from inspector_app.domain.figures import Ratio
from inspector_app.domain.summary_grid import GridCell, Value
from inspector_app.sheets.form_guard import check_table
from inspector_app.sheets.workbook import book_bytes, check_workbook

_MOST_CELLS: Final = 60_000


class SummaryBook:
    """A workbook that is being filled."""

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        """Open it, or ``data`` as the file of that name.

        Raises:
            InputError: it is no .xlsx file that can be read, or too large for a table to fill.
            NotFoundError: there is no such file; EnvironmentProblem: it cannot be opened.
        """
        # It looks at the size and at what the file promises before anything is unpacked.
        if data is None:
            data = book_bytes(path)
        check_table(data, name=path.name)
        check_workbook(data, name=path.name)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                # Some signs of a cell may look otherwise than the rest, and go on to.
                self._book = load_workbook(io.BytesIO(data), rich_text=True)
        except Exception as damage:  # a damaged part can break its parser in any way
            raise InputError(
                f"文件“{path.name}”读不出，没有填写。请用 Excel 或 WPS 另存为 .xlsx，再试一次。"
            ) from damage
        self._seen: dict[int, tuple[GridCell, ...]] = {}
        self._pages = [page for page in self._book.worksheets if page.sheet_state == "visible"]
        if sum(page.max_row * page.max_column for page in self._pages) > _MOST_CELLS:
            raise InputError(
                f"文件“{path.name}”太大，不像要填的汇总表，没有填写。请删去多余的行列。"
            )

    @property
    def titles(self) -> Sequence[str]:
        """The sheets that can be seen."""
        return [page.title for page in self._pages]

    def cells(self, sheet: int) -> Iterable[GridCell]:
        """Return the cells of a sheet."""
        # A form is looked at several times before anything is written into it.
        if sheet not in self._seen:
            self._seen[sheet] = tuple(self._read(sheet))
        return self._seen[sheet]

    def _read(self, sheet: int) -> Iterator[GridCell]:
        page = self._pages[sheet]
        merged = {(area.min_row, area.min_col): area for area in page.merged_cells.ranges}
        for row in page.iter_rows():
            for cell in row:
                if not isinstance(cell, MergedCell):
                    yield _cell(cell, merged.get((cell.row, cell.column)))

    def put(self, sheet: int, row: int, column: int, value: Value) -> None:
        """Write a value into a cell; its looks stay."""
        self._seen.clear()
        cell: Any = self._pages[sheet].cell(row + 1, column + 1)
        if not isinstance(value, Ratio):
            cell.value = value
            return
        cell.value = value.n / value.of if value.of else None
        if cell.number_format == "General":
            cell.number_format = "0.0%"

    def content(self) -> bytes:
        """Return the file."""
        stream = io.BytesIO()
        self._book.save(stream)
        return stream.getvalue()


def _cell(cell: Any, area: Any) -> GridCell:
    formula = cell.data_type == "f"
    text = "" if cell.value is None or formula else str(cell.value).strip()
    return GridCell(
        row=cell.row - 1,
        column=cell.column - 1,
        text=text,
        free=cell.value is None,
        rows=area.max_row - area.min_row + 1 if area else 1,
        columns=area.max_col - area.min_col + 1 if area else 1,
        ruled=bool(cell.has_style and any(_drawn(s) for s in _sides(cell.border))),
    )


def _sides(border: Any) -> tuple[Any, ...]:
    return border.left, border.right, border.top, border.bottom


def _drawn(side: Any) -> bool:
    return side is not None and side.style is not None
