"""Where the fields of a form go: beside a label, behind it, into a blank, or row by row."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import merge
from itertools import groupby
from typing import Any, Final, NamedTuple

from inspector_app.domain.boxes import BLANK, DAY, MONTH, has_boxes
from inspector_app.domain.item_words import folded
from inspector_app.domain.summary_grid import GridCell

OUTSIDE: Final = -1
"""The number of a sheet that stands for the lines outside all tables."""
_COLONS: Final = ":："
# Each line of a form is held against each name of each field: hundreds of times.
_KEPT: Final = 20_000
_ASIDE: Final = re.compile(r"[（(][^（）()：:]{1,8}[）)]")
_ASIDE_BEFORE: Final = re.compile(rf"{_ASIDE.pattern}$")
_LONGEST_ASIDE: Final = 10
_COLON: Final = re.compile(f"[{_COLONS}]")
_SIGNS: Final = re.compile(r"[\s（）()、，,/／]+")


class Where(NamedTuple):
    """A line of text: of a cell, or the ``line``-th outside the tables."""

    sheet: int
    row: int
    column: int
    line: int


class PaperText(NamedTuple):
    """A line as it reads."""

    where: Where
    text: str


class FieldWords(NamedTuple):
    """A field, the word that people choose it by, and what a form may call it."""

    field: str
    label: str
    labels: tuple[str, ...]


def field_words(field: str, label: str, *more: str) -> FieldWords:
    """Return a field whose label is the first thing that a form may call it."""
    return FieldWords(field, label, (label, *more))


class Place(NamedTuple):
    """Where one field goes.

    Attributes:
        how: ``cell``: into an empty cell; ``blank``: at a sign of a line; ``tick``: a box of it;
            ``line``: into an empty line; ``day`` and ``month``: a blank that says what it is for;
            ``rows``: row by row, from this one on.
        said: the words that it was found by.
        whose: of a figure the person, the zone or the head that it stands under; empty for all.
        columns: of rows what each column holds.
        sure: the words of the form mean nothing else, or a person said so.
    """

    field: str
    how: str
    where: Where
    at: int = 0
    said: str = ""
    whose: str = ""
    columns: tuple[tuple[int, str], ...] = ()
    sure: bool = True


def labelled_places(
    texts: Sequence[PaperText], grids: Sequence[Sequence[GridCell]], fields: Iterable[FieldWords]
) -> Iterator[Place]:
    """Yield the first place of each field whose label stands in the form."""
    free = set[Where]()
    by_sheet = [_Neighbours(cells) for cells in grids]
    lines = _Lines(texts)
    for each in fields:
        for label in each.labels:
            found = _place_of(label, lines, by_sheet, free)
            if found is not None:
                free.add(found.where)
                yield found._replace(field=each.field)
                break


class _Neighbours:
    def __init__(self, cells: Sequence[GridCell]) -> None:
        self._starts = {(cell.row, cell.column): cell for cell in cells}
        self._width = max((c.column + c.columns for c in cells), default=0)

    def cell(self, row: int, column: int) -> GridCell | None:
        return self._starts.get((row, column))

    def after(self, cell: GridCell) -> GridCell | None:
        return self._starts.get((cell.row, cell.column + cell.columns))

    def below(self, cell: GridCell) -> GridCell | None:
        """Return the cell below a heading that goes over the whole table."""
        if cell.columns < self._width:
            return None
        return self._starts.get((cell.row + cell.rows, cell.column))


class _Lines:
    """The lines of a form by what a label is found in: hundreds of labels are looked for."""

    def __init__(self, texts: Sequence[PaperText]) -> None:
        self._texts = texts
        self.at = {text.where: text.text for text in texts}
        self._whole = defaultdict[str, list[int]](list)
        self._behind = defaultdict[str, list[int]](list)
        for number, (where, text) in enumerate(texts):
            if where.sheet != OUTSIDE:
                self._whole[plain_label(text)].append(number)
            for sign in _signs_before_colons(text):
                self._behind[sign].append(number)

    def with_label(self, label: str) -> Iterator[PaperText]:
        """Yield in their order the lines that may be a label, or hold it before a colon."""
        found = (self._whole.get(plain_label(label), ()), self._behind.get(label[-1:], ()))
        yield from (self._texts[number] for number, _ in groupby(merge(*found)))


def _signs_before_colons(text: str) -> set[str]:
    """Return the last signs of what stands before a colon, or before an aside and a colon."""
    found = set[str]()
    for colon in _COLON.finditer(text):
        end = colon.start()
        found.add(text[end - 1 : end])
        aside = _ASIDE_BEFORE.search(text, max(end - _LONGEST_ASIDE, 0), end)
        if aside is not None:
            found.add(text[aside.start() - 1 : aside.start()])
    return found


def _place_of(
    label: str, lines: _Lines, sheets: Sequence[_Neighbours], used: set[Where]
) -> Place | None:
    wanted = plain_label(label)
    for where, text in lines.with_label(label):
        if where.sheet != OUTSIDE and plain_label(text) == wanted:
            beside = _beside(sheets[where.sheet], where, lines.at)
            if beside is not None and beside.where not in used:
                return beside._replace(said=label)
        at = _behind(text, label)
        if at is not None and _is_open(text, at):
            how = "tick" if has_boxes(text[at:]) else "blank"
            return Place("", how, where, at, label)
    return None


def _beside(cells: _Neighbours, where: Where, lines: Mapping[Where, str]) -> Place | None:
    own = cells.cell(where.row, where.column)
    if own is None:
        return None
    for cell in (cells.after(own), cells.below(own)):
        if cell is None:
            continue
        there = Where(where.sheet, cell.row, cell.column, 0)
        if cell.free:
            return Place("", "cell", there)
        said = lines.get(there, cell.text)
        if has_boxes(said):
            return Place("", "tick", there)
        if DAY.fullmatch(said.strip(BLANK)):
            return Place("", "blank", there)
    return None


@lru_cache(maxsize=_KEPT)
def plain_label(text: str) -> str:
    """Return a label without spaces, brackets and the colon behind it."""
    return _SIGNS.sub("", folded(text)).rstrip(_COLONS)


def _behind(text: str, label: str) -> int | None:
    """Return where a label and its colon end in a line."""
    at = 0
    while (at := text.find(label, at)) >= 0:
        end = at + len(label)
        whole = at == 0 or not text[at - 1].isalpha()
        # 填报单位（盖章）： is the same label.
        aside = _ASIDE.match(text, end)
        behind = aside.end() if aside else end
        if whole and text[behind : behind + 1] in tuple(_COLONS):
            return behind + 1
        at = end
    return None


def _is_open(text: str, at: int) -> bool:
    """Say whether something may be written there: a blank, boxes, or the end of the line."""
    rest = text[at:]
    return not rest or rest[0] in BLANK or has_boxes(rest) or DAY.match(rest) is not None


def month_blanks(texts: Iterable[PaperText]) -> Iterator[Place]:
    """Yield the blanks that take the month: 　年　月 without a day."""
    for where, text in texts:
        found = MONTH.search(text)
        if found is not None:
            yield Place("month", "month", where, found.start(), found[0].strip())


def place_json(place: Place) -> dict[str, Any]:
    """Return a place as JSON values."""
    told = {**place._asdict(), "where": list(place.where)}
    # What few places have is left out of the others: a version that was published stays as it was.
    for name in ("whose", "columns"):
        if not told[name]:
            del told[name]
    if told.pop("sure"):
        return told
    return {**told, "sure": False}


def place_from(told: Mapping[str, Any]) -> Place:
    """Return the place that JSON values say."""
    columns = tuple((column, field) for column, field in told.get("columns", ()))
    return Place(**{**told, "where": Where(*told["where"]), "columns": columns})
