"""The cells of a form as plain texts, and the two shapes that they are kept in: CSV and Excel."""

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import dropwhile
from typing import Final

from inspector_app.authoring.raw import RawBook, RawSheet
from inspector_app.authoring.tables import cell_text
from inspector_app.authoring.words import SHEET_TITLE, SHEETS, Kind
from inspector_app.sheets.text import compact

Rows = Sequence[Sequence[str]]
FormCells = Mapping[Kind, Rows]
"""The rows of each sheet, the header first."""

CSV_NAME: Final[Mapping[Kind, str]] = {kind: f"{kind.value}.csv" for kind in Kind}


def cells_of(book: RawBook) -> FormCells:
    """Return the texts of the sheets of a form, without empty rows and columns at their end."""
    found: dict[Kind, Rows] = {}
    for sheet in book.sheets:
        kind = SHEETS.get(compact(sheet.title).casefold())
        if kind is not None and kind not in found:
            found[kind] = _trimmed([[cell_text(value) for value in row] for row in sheet.rows])
    return {kind: found[kind] for kind in Kind if kind in found}


def book_of(cells: FormCells, *, name: str) -> RawBook:
    """Return cells as a source that can be checked."""
    sheets = [
        RawSheet(title=SHEET_TITLE[kind], rows=[[value or None for value in row] for row in rows])
        for kind, rows in cells.items()
    ]
    return RawBook(name=name, sheets=tuple(sheets))


def csv_texts(cells: FormCells) -> Mapping[str, str]:
    """Return the text of each CSV file by its name: quoted only where it must be, lines end LF."""
    found: dict[str, str] = {}
    for kind, rows in cells.items():
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows(rows)
        found[CSV_NAME[kind]] = stream.getvalue()
    return found


def _trimmed(rows: Sequence[Sequence[str]]) -> Rows:
    whole = list(dropwhile(lambda row: not any(row), reversed(rows)))[::-1]
    width = max((at + 1 for row in whole for at, text in enumerate(row) if text), default=0)
    return [[*row[:width], *[""] * (width - len(row))] for row in whole]
