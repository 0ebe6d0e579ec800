"""Word and Excel files of every kind of document, opened and printed by LibreOffice."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl

from inspector_app.services.document_kinds import DOCUMENT_KINDS, FileFormat
from tests.office.conftest import Made
from tests.office.peer import (
    fewer,
    is_of_chart,
    lacking,
    lines_of,
    pages_of,
    said_of_charts,
    squeezed,
    without_repeated_heads,
)

Documents = Mapping[str, Made]
Files = Mapping[str, Mapping[FileFormat, Path]]
# How much of a document has to be words outside of charts; these are charts first of all, or hold
# many numbers of one digit, which a chart's words tell as well.
_LEAST_IN_WORDS = {"form-counts": 1 / 3, "tables": 1 / 3}
# A workbook of fewer cells would show nothing; a row for each person and nothing else is short.
_FEWEST_CELLS = {"travel": 50, "numbers": 30, "task-board": 30}


def test_every_kind_is_made_in_each_format_that_it_is_offered_in(files: Files) -> None:
    assert {kind.code: set(kind.formats) for kind in DOCUMENT_KINDS} == {
        kind.code: set(files[kind.code]) for kind in DOCUMENT_KINDS
    }


def test_libreoffice_prints_every_word_of_every_kind(documents: Documents) -> None:
    wrong = {}
    for code, made in documents.items():
        told = said_of_charts(made.files[FileFormat.WORD])
        drawn = without_repeated_heads(lines_of(made.files[FileFormat.PDF]))
        # What our PDF draws in a chart is a picture in Word, and told beside it.
        ours = [line for line in drawn if not is_of_chart(line, told)]
        theirs = pages_of(made.printed[FileFormat.WORD])
        assert len(ours) > len(drawn) * _LEAST_IN_WORDS.get(code, 1 / 2), code
        absent, less = lacking(ours, theirs), fewer(ours, theirs)
        if absent or less:
            wrong[code] = (absent[:5], less)
    assert wrong == {}


def test_only_what_a_chart_tells_is_not_looked_for_in_the_words() -> None:
    told = squeezed("2026年各月入校校次（单位：校次）。入校校次：1月 0，9月 14")
    for drawn in ("2026年各月入校校次", "入校校次014", "1月9月", "单位:校次"):
        assert is_of_chart(drawn, told)
    for written in ("本年入校14校次", "入校校次15", "9月14日", ""):
        assert not is_of_chart(written, told)
    assert not is_of_chart("入校校次", "")
    told = squeezed("第1—2题（单位：份）。差：1 1，2 0；好：1 0，2 1")
    assert is_of_chart("差10", told)
    assert not is_of_chart("份10", told)


def test_libreoffice_shows_every_cell_of_every_table(documents: Documents) -> None:
    wrong = {}
    for code, made in documents.items():
        if FileFormat.EXCEL not in made.files:
            continue
        cells = [squeezed(text) for text in texts_of(made.files[FileFormat.EXCEL])]
        theirs = pages_of(made.printed[FileFormat.EXCEL])
        assert len(cells) > _FEWEST_CELLS.get(code, 100), code
        absent, less = lacking(cells, theirs), fewer(cells, theirs)
        if absent or less:
            wrong[code] = (absent[:5], less)
    assert wrong == {}


def texts_of(path: Path) -> Iterator[str]:
    """Yield each cell's text as an office shows it."""
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield shown(cell.value, cell.number_format)


def shown(value: object, number_format: str) -> str:
    """Return a value as our number formats show it."""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if number_format == "0.0%" and isinstance(value, float | int):
        return f"{value:.1%}"
    return str(value)
