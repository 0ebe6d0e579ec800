"""Fill the tables of a Word file that an office sends: only the cells that are named."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from inspector_app.domain.figures import Ratio
from inspector_app.domain.summary_grid import GridCell, Value
from inspector_app.domain.word_spot import Spot
from inspector_app.papers.conversion import word_bytes
from inspector_app.papers.filling import WordPaper


class SummaryPaper:
    """A Word file whose tables are being filled."""

    def __init__(self, path: Path) -> None:
        """Open it (InputError: it cannot be read; NotFoundError: there is none)."""
        self._paper = WordPaper(word_bytes(path), name=path.name)

    @property
    def titles(self) -> Sequence[str]:
        """Its tables, by their order."""
        return [f"第 {number} 张表" for number, _ in enumerate(self._paper.content.tables, 1)]

    def cells(self, sheet: int) -> Iterable[GridCell]:
        """Yield the cells of a table; one that goes on with the cell above is part of it."""
        rows = self._paper.content.tables[sheet].rows
        for at, row in enumerate(rows):
            for cell in row:
                if cell.continues:
                    continue
                below = at + 1
                while below < len(rows) and any(
                    c.continues and c.column == cell.column for c in rows[below]
                ):
                    below += 1
                free = not cell.text and not cell.pictures
                yield GridCell(at, cell.column, cell.text, free, below - at, cell.span)

    def put(self, sheet: int, row: int, column: int, value: Value) -> None:
        """Write into an empty cell."""
        cells = self._paper.content.tables[sheet].rows[row]
        place = next(at for at, cell in enumerate(cells) if cell.column == column)
        text = value.percent_text if isinstance(value, Ratio) else str(value)
        self._paper.write(Spot(sheet, row, place), text)

    def content(self) -> bytes:
        """Return the file."""
        return self._paper.file()
