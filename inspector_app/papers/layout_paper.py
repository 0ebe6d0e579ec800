"""A district's blank Word form that is filled in: cells, the blanks in lines, and more rows."""

from collections.abc import Iterator

from inspector_app.base.override import override
from inspector_app.domain.boxes import Filling
from inspector_app.domain.paper_places import OUTSIDE, PaperText, Where
from inspector_app.domain.summary_grid import Value
from inspector_app.domain.word_spot import Spot
from inspector_app.papers.filling import WordPaper
from inspector_app.papers.lines import Line
from inspector_app.papers.placeholders import blank_form
from inspector_app.papers.summary_paper import SummaryPaper


class LayoutPaper(SummaryPaper):
    """A Word file that is a layout."""

    def __init__(self, data: bytes, *, name: str) -> None:
        """Open it (InputError: it cannot be read, or not be filled in place by place)."""
        self._name = name
        self._paper = WordPaper(blank_form(data, name=name), name=name)

    def texts(self) -> Iterator[PaperText]:
        """Yield the lines outside the tables, empty ones too, then those of cells."""
        for number, line in enumerate(self._paper.lines):
            yield PaperText(Where(OUTSIDE, 0, 0, number), line.text)
        for sheet, _ in enumerate(self._paper.content.tables):
            for cell in self.cells(sheet):
                spot = self._spot(sheet, cell.row, cell.column)
                for number, line in enumerate(self._paper.cell_lines(spot)):
                    if line.text.strip():
                        yield PaperText(Where(sheet, cell.row, cell.column, number), line.text)

    def address(self, sheet: int, row: int, column: int) -> str:
        """Return what people call a cell."""
        return f"第 {sheet + 1} 张表 {row + 1} 行 {column + 1} 列"

    def fill(self, where: Where, at: int, value: Filling) -> bool:
        """Fill the blank that begins at a sign of a line; say whether there is one."""
        line = self._line(where)
        return line is not None and self._paper.fill_blank(line, at, value)

    def tick(self, where: Where, word: str, at: int = 0) -> bool:
        """Tick the box of a word behind a sign of a line; say whether there is one."""
        if where.sheet != OUTSIDE and not at:
            return self._paper.tick(self._spot(where.sheet, where.row, where.column), word)
        line = self._line(where)
        return line is not None and self._paper.tick_line(line, word, at)

    def write(self, where: Where, text: str) -> bool:
        """Write into an empty cell or line; say whether it was one."""
        if where.sheet != OUTSIDE:
            spot = self._spot(where.sheet, where.row, where.column)
            return self._paper.write(spot, text)
        line = self._line(where)
        return line is not None and self._paper.write_line(line, text)

    @override
    def put(self, sheet: int, row: int, column: int, value: Value) -> None:
        # Numerator and denominator stand beside a percentage wherever there is room for words.
        self._paper.write(self._spot(sheet, row, column), str(value))

    def repeat_row(self, sheet: int, row: int, many: int) -> "LayoutPaper":
        """Repeat a row below itself; return the file to go on with."""
        self._paper.repeat_row(sheet, row, many)
        return LayoutPaper(self.content(), name=self._name)

    def _spot(self, sheet: int, row: int, column: int) -> Spot:
        cells = self._paper.content.tables[sheet].rows[row]
        return Spot(sheet, row, next(n for n, cell in enumerate(cells) if cell.column == column))

    def _line(self, where: Where) -> Line | None:
        if where.sheet == OUTSIDE:
            lines = self._paper.lines
        else:
            lines = self._paper.cell_lines(self._spot(where.sheet, where.row, where.column))
        return lines[where.line] if where.line < len(lines) else None
