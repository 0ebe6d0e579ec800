"""A district's blank workbook that is filled in: cells, the blanks in texts, and more rows."""

from collections.abc import Iterator, Sequence
from copy import copy
from pathlib import Path
from typing import Any, Self

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter

from inspector_app.base.override import override
from inspector_app.domain.boxes import TICKED, Filling, blank_parts, box_of
from inspector_app.domain.paper_places import PaperText, Where
from inspector_app.sheets.more_rows import add_rows
from inspector_app.sheets.summary_book import SummaryBook
from inspector_app.sheets.writer import TableSheet, add_table

_Place = tuple[int, int, int]


class LayoutBook(SummaryBook):
    """A workbook that is a layout."""

    def __init__(self, data: bytes, *, name: str) -> None:
        """Open it (InputError: it cannot be read)."""
        super().__init__(Path(name), data)
        self._changes: dict[_Place, list[tuple[int, int, str]]] = {}

    def texts(self) -> Iterator[PaperText]:
        """Yield the texts of cells as they stand, with the spaces around them."""
        for number in range(len(self._pages)):
            for cell in self.cells(number):
                if cell.text:
                    where = Where(number, cell.row, cell.column, 0)
                    yield PaperText(where, str(self._cell(where).value))

    def address(self, sheet: int, row: int, column: int) -> str:
        """Return what people call a cell: 月报!D5."""
        return f"{self._pages[sheet].title}!{get_column_letter(column + 1)}{row + 1}"

    def fill(self, where: Where, at: int, value: Filling) -> bool:
        """Fill the blank that begins at a sign of a text; say whether there is one."""
        parts = blank_parts(str(self._cell(where).value), at, value)
        return parts is not None and self._change(where, parts)

    def tick(self, where: Where, word: str, at: int = 0) -> bool:
        """Tick the box of a word behind a sign of a text; say whether there is one."""
        text = str(self._cell(where).value)
        box = box_of(text[at:], word)
        if box is None:
            return False
        sign = TICKED.get(text[at + box])
        return sign is None or self._change(where, [(at + box, at + box + 1, sign)])

    def write(self, where: Where, text: str) -> bool:
        """Write into an empty cell; say whether it was one."""
        cell = self._cell(where)
        if cell.value is not None:
            return False
        self._seen.clear()
        cell.value = text
        # A text of several lines shows them only where lines are broken.
        if "\n" in text:
            shape = copy(cell.alignment)
            shape.wrap_text = True
            cell.alignment = shape
        return True

    def repeat_row(self, sheet: int, row: int, many: int) -> Self:
        """Repeat a row below itself; return the file to go on with."""
        self._write_changes()
        self._seen.clear()
        add_rows(self._book, self._pages[sheet], row=row + 1, many=many)
        return self

    def add_sheet(self, sheet: TableSheet) -> None:
        """Add a sheet behind the others, under another name where one is called so."""
        add_table(self._book, sheet)

    @override
    def content(self) -> bytes:
        self._write_changes()
        return super().content()

    def _cell(self, where: Where) -> Any:
        return self._pages[where.sheet].cell(where.row + 1, where.column + 1)

    def _change(self, where: Where, parts: Sequence[tuple[int, int, str]]) -> bool:
        self._changes.setdefault(where[:3], []).extend(parts)
        return True

    def _write_changes(self) -> None:
        self._seen.clear()
        for place, parts in self._changes.items():
            cell = self._cell(Where(*place, 0))
            cell.value = _changed(cell.value, parts)
        self._changes.clear()


def _changed(value: Any, parts: Sequence[tuple[int, int, str]]) -> Any:
    """Return a text with some signs put in; looks of single signs stay."""
    blocks: list[TextBlock | str]
    blocks = list(value) if isinstance(value, CellRichText) else [str(value)]
    for start, end, new in sorted(parts, reverse=True):
        text, at = new, 0
        for number, block in enumerate(blocks):
            said = block.text if isinstance(block, TextBlock) else block
            first, last = max(start - at, 0), min(end - at, len(said))
            at += len(said)
            if first > len(said) or last < first or (first == last and not text):
                continue
            changed = said[:first] + text + said[last:]
            text = ""
            blocks[number] = (
                TextBlock(block.font, changed) if isinstance(block, TextBlock) else changed
            )
    return CellRichText(blocks) if isinstance(value, CellRichText) else blocks[0]
