"""What people call the places of a form: B4, 2.D, 1.3.2, 第3段, and B4#2 for the second blank."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from inspector_app.domain.form_openings import Opening, openings
from inspector_app.domain.paper_places import OUTSIDE, PaperText, Place, Where
from inspector_app.domain.summary_grid import GridCell
from inspector_app.services.layout_files import LayoutFile

NOTHING: Final = "不填"
_WORD_CELL: Final = re.compile(r"(\d{1,4})\.(\d{1,6})\.(\d{1,4})")
_EXCEL_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LINE: Final = re.compile(r"第?(\d{1,5})段")


class KeyedForm:
    """A form whose places are called by keys."""

    def __init__(self, file: LayoutFile) -> None:
        self._file = file
        self.titles = tuple(file.titles)
        self.grids = [tuple(file.cells(sheet)) for sheet, _ in enumerate(self.titles)]
        self.texts: tuple[PaperText, ...] = tuple(file.texts())
        self.openings = openings(self.texts, self.grids)
        self._is_word = any(text.where.sheet == OUTSIDE for text in self.texts)
        self._there = defaultdict[tuple[int, int, int], list[Opening]](list)
        for each in self.openings:
            self._there[each.where[:3]].append(each)
        self._keys = dict(self._all_keys())

    def cell(self, sheet: int, row: int, column: int) -> str:
        """Return the key of a cell: B4, 月报!B4 where there are several sheets, in Word 1.3.2."""
        if self._is_word:
            return f"{sheet + 1}.{row + 1}.{column + 1}"
        said = self._file.address(sheet, row, column)
        return said if len(self.titles) > 1 else said.rpartition("!")[2]

    def column(self, column: int) -> str:
        """Return the key of a column: D, in Word its number."""
        if self._is_word:
            return str(column + 1)
        return self._file.address(0, 0, column).rpartition("!")[2].rstrip("0123456789")

    def key(self, opening: Opening) -> str:
        """Return the key of a place to write in; of several in one line the second is #2."""
        return self._keys[opening]

    def key_of(self, place: Place) -> str:
        """Return the key of a recognised place."""
        there = self._there.get(place.where[:3], ())
        found = next((each for each in there if each.holds(place)), None)
        return self._base(place.where) if found is None else self.key(found)

    def opening(self, key: str) -> Opening | None:
        """Return the place to write in that a key means."""
        wanted = self._plain(key)
        return next((o for o, said in self._keys.items() if self._plain(said) == wanted), None)

    def where(self, key: str) -> Where | None:
        """Return the cell, or the line outside all tables, that a key means."""
        told = self._plain(key).partition("#")[0]
        if (found := _LINE.fullmatch(told)) is not None:
            return Where(OUTSIDE, 0, 0, int(found[1]) - 1)
        if (found := _WORD_CELL.fullmatch(told)) is not None:
            sheet, row, column = (int(part) - 1 for part in found.groups())
            return Where(sheet, row, column, 0)
        title, _, place = told.rpartition("!")
        found = _EXCEL_CELL.fullmatch(place.upper())
        titles = [self._plain(each) for each in self.titles]
        if found is None or (title and title not in titles):
            return None
        return Where(titles.index(title) if title else 0, int(found[2]) - 1, _number(found[1]), 0)

    def covering(self, where: Where) -> GridCell | None:
        """Return the cell that covers a place, ``None`` where there is none."""
        if not 0 <= where.sheet < len(self.grids):
            return None
        for cell in self.grids[where.sheet]:
            if (
                cell.row <= where.row < cell.row + cell.rows
                and cell.column <= where.column < cell.column + cell.columns
            ):
                return cell
        return None

    def text_at(self, where: Where) -> str | None:
        """Return what a line outside all tables says, ``None`` where there is no such line."""
        return next((text for at, text in self.texts if at == where), None)

    def behind_colon(self, cell: GridCell, sheet: int) -> PaperText | None:
        """Return the line of a cell that ends with a colon, behind which something may stand."""
        lines = [t for t in self.texts if t.where[:3] == (sheet, cell.row, cell.column)]
        return next((line for line in reversed(lines) if line.text.endswith((":", "："))), None)

    def _all_keys(self) -> Iterator[tuple[Opening, str]]:
        many: Counter[str] = Counter()
        for each in self.openings:
            base = self._base(each.where)
            many[base] += 1
            yield each, f"{base}#{many[base]}" if many[base] > 1 else base

    def _base(self, where: Where) -> str:
        if where.sheet == OUTSIDE:
            return f"第{where.line + 1}段"
        return self.cell(where.sheet, where.row, where.column)

    def _plain(self, key: str) -> str:
        return "".join(key.split()).replace("$", "").replace("'", "").replace("＃", "#")


def _number(letters: str) -> int:
    number = 0
    for sign in letters:
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1
