"""The cells of a file that a clerk has written, before anybody knows what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from inspector_app.authoring.words import SHEETS, Kind
from inspector_app.base.errors import InputError
from inspector_app.sheets.form_guard import check_merged
from inspector_app.sheets.text import compact
from inspector_app.sheets.workbook import (
    OLD,
    Row,
    book_bytes,
    formula_cells,
    merged_cells,
    open_workbook,
)

_ZIP: Final = b"PK"
_MACROS: Final = b"vbaProject.bin"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSheet:
    """One sheet: ``rows[0]`` is row 1.

    Attributes:
        formulas: row and column, from 1, of what is computed.
        merged: the ranges of cells that are made one, such as ``A2:A5``.
    """

    title: str
    rows: Sequence[Row]
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawBook:
    """The sheets of one source.

    Attributes:
        name: what people call the file or folder.
        titled: the sheets have titles of their own, which a single CSV file has not.
        written: the very workbook, where the source is one that may be handed on as it is.
        disguised: it is an old workbook, whatever its suffix says.
        folder: where pictures and lists that the form names may lie.
    """

    name: str
    sheets: Sequence[RawSheet]
    titled: bool = True
    written: bytes | None = field(default=None, repr=False)
    disguised: bool = False
    folder: Path | None = None


def read_raw(path: Path) -> RawBook:
    """Read a workbook, a CSV file or a folder of CSV files.

    Raises:
        UserError: it cannot be read; the sentence says what to do.
    """
    if path.is_dir():
        return _folder(path)
    content = book_bytes(path)
    check_merged(content, name=path.name)
    book = open_workbook(path, old=True)
    is_xlsx = content.startswith(_ZIP)
    computed = formula_cells(content, name=path.name) if is_xlsx else {}
    merged = merged_cells(content) if is_xlsx else {}
    return RawBook(
        name=path.name,
        sheets=tuple(
            RawSheet(
                title=s.title,
                rows=s.rows,
                formulas=computed.get(s.title, frozenset()),
                merged=merged.get(s.title, ()),
            )
            for s in book.sheets
        ),
        titled=book.titled,
        disguised=content.startswith(OLD) and path.suffix.lower() not in {".xls", ".et"},
        written=content if is_xlsx and _MACROS not in content else None,
        folder=path.parent,
    )


def _folder(path: Path) -> RawBook:
    files = {
        kind: file
        for file in sorted(path.glob("*.csv"))
        if (kind := SHEETS.get(compact(file.stem).casefold())) is not None
    }
    if Kind.SURVEY not in files:
        raise InputError(
            f"文件夹“{path.name}”里没有 survey.csv（或 题目.csv），没有读入任何内容。"
            "请把题目、选项、设置分别存成 survey.csv、choices.csv、settings.csv。"
        )
    sheets = []
    for kind in Kind:
        if kind in files:
            (sheet,) = open_workbook(files[kind]).sheets
            sheets.append(RawSheet(title=sheet.title, rows=sheet.rows))
    return RawBook(name=path.name, sheets=tuple(sheets), folder=path)
