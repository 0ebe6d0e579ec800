"""整改回复表, filled in by a school: which row says what of which issue.

A form comes back re-saved by another program, with rows in another order, empty, merged, or added.
Its columns are known by their words, its issues by their numbers; nothing depends on its looks.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from inspector_app.domain.word_content import WordCell, WordContent, WordPicture, WordTable

NUMBER: Final = "问题编号"
MEASURES: Final = "整改措施"
DONE: Final = "完成情况"
RESPONSIBLE: Final = "责任人"
PHOTOS: Final = "照片"
_OURS: Final = "存在问题", "整改要求", "整改时限", "序号"
# What schools and other programs make of the words above.
_ALSO: Final = {
    "编号": NUMBER, "措施": MEASURES, "整改措施及成效": MEASURES, "完成": DONE,
    "整改完成情况": DONE, "整改情况": DONE, "负责人": RESPONSIBLE, "整改责任人": RESPONSIBLE,
    "佐证照片": PHOTOS, "图片": PHOTOS,
}  # fmt: skip
_NAMES: Final = {
    name: name for name in (NUMBER, MEASURES, DONE, RESPONSIBLE, PHOTOS, *_OURS)
} | _ALSO
_DASHES: Final = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣"), "-")
# What stands on the form itself and is no answer.
_FURNITURE: Final = re.compile(r"整改回复表|.*截至.*未销号\d+条|照片栏写照片的编号或贴照片.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRow:
    """One row of a filled form.

    Attributes:
        number: the 问题编号, without blanks and line ends; empty where the cell is.
        place: which row of the table it is, from 1, as people count below the head.
    """

    number: str
    place: int
    measures: str = ""
    done: str = ""
    responsible: str = ""
    pictures: tuple[WordPicture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """What a filled form says.

    Attributes:
        rows: its rows, in its order.
        rest: what stands outside the table and is not of the form.
        pictures: those that stand outside the table.
    """

    rows: tuple[FilledRow, ...]
    rest: str = ""
    pictures: tuple[WordPicture, ...] = ()


def bare_number(text: str) -> str:
    """Return a 问题编号 as it was given out: without blanks, in half-width letters."""
    return "".join(unicodedata.normalize("NFKC", text.translate(_DASHES)).split())


def filled_form(content: WordContent) -> FilledForm | None:
    """Return what a form says, ``None`` where the file has no table with the form's columns."""
    columns: Mapping[str, tuple[int, int]] = {}
    rows: list[FilledRow] = []
    found = False
    for table in content.tables:
        head = _head(table)
        if head is not None:
            found, (start, columns) = True, head
        elif _goes_on(table, columns):
            start = 0
        else:
            continue
        rows += _rows(table.rows[start:], columns, first=len(rows) + 1)
    if not found:
        return None
    outside = [p for p in content.paragraphs() if p.text or p.pictures]
    said = [p.text for p in outside if p.text and not _FURNITURE.fullmatch("".join(p.text.split()))]
    return FilledForm(
        rows=tuple(rows),
        rest="\n".join(said),
        pictures=tuple(picture for p in outside for picture in p.pictures),
    )


def _head(table: WordTable) -> tuple[int, Mapping[str, tuple[int, int]]] | None:
    """Return the row below the head and where each column of the form stands."""
    for place, row in enumerate(table.rows):
        columns = _columns(row)
        if NUMBER in columns and (MEASURES in columns or DONE in columns):
            return place + 1, columns
    return None


def _columns(row: Sequence[WordCell]) -> dict[str, tuple[int, int]]:
    named = ((_NAMES.get("".join(cell.text.split())), cell) for cell in row)
    return {name: (cell.column, cell.column + cell.span) for name, cell in named if name}


def _goes_on(table: WordTable, columns: Mapping[str, tuple[int, int]]) -> bool:
    """Say whether a table without a head is the rest of the one before, parted by somebody."""
    if not columns or not table.rows:
        return False
    first = table.rows[0]
    return len(first) >= len(columns) and bare_number(_cell(first, columns[NUMBER])).count("-") >= 3


def _cell(row: Sequence[WordCell], edges: tuple[int, int]) -> str:
    return "\n".join(cell.text for cell in _cells(row, edges))


def _cells(row: Sequence[WordCell], edges: tuple[int, int]) -> list[WordCell]:
    """Return the cells that begin within the edges of a column."""
    left, right = edges
    return [cell for cell in row if left <= cell.column < right]


def _rows(
    rows: Sequence[Sequence[WordCell]], columns: Mapping[str, tuple[int, int]], *, first: int
) -> Iterator[FilledRow]:
    above: dict[str, list[WordCell]] = {}
    for place, row in enumerate(rows, start=first):
        if NUMBER in _columns(row):
            continue
        now = {
            name: _joined(_cells(row, edges), above.get(name)) for name, edges in columns.items()
        }
        above = now
        filled = FilledRow(
            number=bare_number("".join(cell.text for cell in now[NUMBER])),
            place=place,
            measures=_text(now.get(MEASURES)),
            done=_text(now.get(DONE)),
            responsible=" ".join(_text(now.get(RESPONSIBLE)).split()),
            pictures=tuple(_pictures(now)),
        )
        if filled.number or filled.measures or filled.done or filled.pictures:
            yield filled


def _joined(cells: list[WordCell], above: list[WordCell] | None) -> list[WordCell]:
    """Return the cells of a column; one that goes on with the cell above says what that says."""
    goes_on = bool(cells) and all(cell.continues for cell in cells)
    return above if goes_on and above is not None else cells


def _text(cells: Sequence[WordCell] | None) -> str:
    lines = (line.strip() for cell in cells or () for line in cell.text.splitlines())
    return "\n".join(line for line in lines if line)


def _pictures(row: Mapping[str, Sequence[WordCell]]) -> Iterator[WordPicture]:
    """Yield the pictures of a row, whichever column they stand in, each once."""
    seen: set[str] = set()
    for name in (PHOTOS, MEASURES, DONE, RESPONSIBLE):
        for picture in (p for cell in row.get(name, ()) for p in cell.pictures):
            if picture.name not in seen:
                seen.add(picture.name)
                yield picture
