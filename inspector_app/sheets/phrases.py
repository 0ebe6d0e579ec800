"""Read and write lists of 常用语: a workbook or .csv with columns, or a .txt with one a line."""

import csv
import io
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.phrases import PHRASE_PLACE_LABEL, PHRASE_SOURCE_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL, TOPIC_SHORT_LABEL
from inspector_app.domain.phrase import Phrase, cleaned, fault_of
from inspector_app.domain.phrase_options import PhrasePlace
from inspector_app.sheets.cells import Reader
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.one_list import read_list
from inspector_app.sheets.table import Column, Layout, Need
from inspector_app.sheets.text import compact, free_text, shown, text_of
from inspector_app.sheets.workbook import text_lines
from inspector_app.sheets.writer import TableSheet, table_bytes

TITLE: Final = "常用语"
HEAD: Final = (TITLE, "用在哪里", "问题类别", "来源")
_TEXT: Final = ".txt"
_CSV: Final = ".csv"
# A phrase has lines of its own; in a file with one phrase a line they are written so.
_LINE_END: Final = "\\n"
# A spreadsheet program would take a cell that begins so for a formula.
_GUARD: Final = "'"
_FORMULA: Final = ("=", "+", "-", "@", "\t", _GUARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRow:
    """One row of a list."""

    text: str
    place: PhrasePlace
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRows:
    """What a list says: its good rows, every bad cell, and what was left aside without harm."""

    phrases: tuple[PhraseRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def read_phrases(path: Path, *, place: PhrasePlace) -> PhraseRows:
    """Read a list.

    Args:
        path: an .xlsx, .csv or .txt file.
        place: where those belong of which the file does not say it.

    Raises:
        UserError: the file cannot be read at all, or holds no such list.
    """
    if path.suffix.lower() == _TEXT:
        return _read_lines(path, place)
    read = _guarded_text if path.suffix.lower() == _CSV else _text
    found = read_list(path, partial(_layout, read), key=("text", "place", "category"), name="text")
    made = (line.values for line in found.lines if not line.repeated)
    phrases = tuple(
        PhraseRow(text=each["text"], place=each["place"] or place, category=each["category"] or "")
        for each in made
    )
    return PhraseRows(phrases=phrases, problems=found.problems, notes=found.notes)


def _read_lines(path: Path, place: PhrasePlace) -> PhraseRows:
    phrases, problems = [], []
    for number, line in enumerate(text_lines(path), 1):
        text = cleaned(line.replace(_LINE_END, "\n"))
        fault = fault_of(text)
        if text and fault:
            problems.append(Problem(where=f"第 {number} 行", what=fault, remedy="请改好这一行"))
        elif text:
            phrases.append(PhraseRow(text=text, place=place, category=""))
    return PhraseRows(phrases=tuple(phrases), problems=tuple(problems), notes=())


def _layout(read: Reader, _day: Reader) -> Layout:
    text, place, category, source = HEAD
    return Layout(
        title=TITLE,
        columns=(
            Column(header=text, field="text", read=read, also=("内容", "文字", "用语")),
            Column(
                header=place, field="place", read=_place, need=Need.NEVER, also=("位置", "字段"),
            ),
            Column(
                header=category, field="category", read=_category, need=Need.NEVER,
                also=("类别", "督导事项"),
            ),
            # Whose it was says nothing here: what is read in is one's own.
            Column(header=source, field="source", read=text_of, need=Need.NEVER),
        ),
    )  # fmt: skip


def _text(value: object) -> str:
    text = cleaned(free_text(value))
    fault = fault_of(text)
    if fault:
        raise CellError(fault, "请写短一些，或分成几条")
    return text


def _guarded_text(value: object) -> str:
    text = _text(value)
    return text[1:] if text.startswith(_GUARD) and text[1:].startswith(_FORMULA) else text


def _place(value: object) -> PhrasePlace:
    place = from_label(PHRASE_PLACE_LABEL, compact(text_of(value)))
    if place is None:
        known = "、".join(PHRASE_PLACE_LABEL.values())
        raise CellError(f"没有{shown(value)}这个地方", f"可以写：{known}；空着就是任何地方")
    return place


def _category(value: object) -> str:
    wanted = compact(text_of(value))
    for code, label in TOPIC_LABEL.items():
        if wanted in {code, label, TOPIC_SHORT_LABEL[code]}:
            return code
    raise CellError(f"没有{shown(value)}这个问题类别", "请写督导事项的名称或代码，如 T6；可以空着")


def phrase_bytes(phrases: tuple[Phrase, ...], ending: str) -> bytes:
    """Return the list as a file of an ending: .txt, .csv, or else a workbook."""
    if ending == _TEXT:
        lines = (phrase.text.replace("\n", _LINE_END) + "\n" for phrase in phrases)
        return "".join(lines).encode("utf-8-sig")
    if ending == _CSV:
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows([HEAD, *(_guarded(_cells(each)) for each in phrases)])
        return stream.getvalue().encode("utf-8-sig")
    sheet = TableSheet(title=TITLE, head=HEAD, rows=[_cells(each) for each in phrases])
    return table_bytes([sheet])


def _cells(phrase: Phrase) -> tuple[str, ...]:
    return (
        phrase.text,
        PHRASE_PLACE_LABEL[phrase.place],
        TOPIC_LABEL.get(phrase.category, ""),
        PHRASE_SOURCE_LABEL[phrase.source],
    )


def _guarded(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{_GUARD}{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)
