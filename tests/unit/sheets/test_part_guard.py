"""Workbooks of a few kilobytes that would take minutes or the whole memory: refused at once."""

import time
import zipfile
from pathlib import Path

import pytest

from inspector_app.base.errors import InputError
from inspector_app.sheets import part_guard, workbook
from inspector_app.sheets.workbook import MOST_COLUMNS, open_workbook
from tests.small_xlsx import write_xlsx

MOST_SECONDS = 5.0
_SHEET = "xl/worksheets/sheet1.xml"
_KINDS = "[Content_Types].xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OPEN = f"<worksheet {_MAIN}><sheetData>"
_CLOSE = "</sheetData></worksheet>"


def sheet(*rows: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}{_OPEN}{"".join(rows)}{_CLOSE}'


def book(folder: Path, parts: dict[str, str | bytes]) -> Path:
    """Write a workbook with some parts in place of its own."""
    honest = write_xlsx(folder / "honest.xlsx", {"学校": [["学校标识码"], ["2121100007"]]})
    path = folder / "book.xlsx"
    with (
        zipfile.ZipFile(honest) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            archive.writestr(name, parts.get(name, source.read(name)))
    return path


CASES: dict[str, dict[str, str | bytes]] = {
    "a row numbered two thousand million": {
        _SHEET: sheet('<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>')
    },
    "a row of many cells": {_SHEET: sheet("<row>", "<c><v>1</v></c>" * 60_000, "</row>")},
    "many empty rows": {_SHEET: sheet("<row/>" * 120_000)},
    "cells far to the right": {_SHEET: sheet('<row><c r="XFD1"><v>1</v></c></row>' * 300)},
    "elements in elements": {_SHEET: sheet("<a>" * 5_000, "</a>" * 5_000)},
    "many attributes": {_SHEET: sheet("<row ", *(f'a{n}="" ' for n in range(5_000)), "/>")},
    "a tag without end": {_SHEET: sheet('<row a="', "a" * 3_000_000, '"/>')},
    "a comment without end": {_SHEET: sheet("<!--", "a<b>" * 800_000, "-->")},
    "a text without end": {
        _SHEET: sheet('<row><c t="inlineStr"><is><t>', "a" * 3_000_000, "</t></is></c></row>")
    },
    "entities": {
        _SHEET: sheet(
            '<row><c t="inlineStr"><is><t>&a;</t></is></c></row>',
            before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        )
    },
    "entities in another encoding": {
        _SHEET: sheet(
            '<row><c t="inlineStr"><is><t>&a;</t></is></c></row>',
            before='<!DOCTYPE x [<!ENTITY a "aaaa">]>',
        ).encode("utf-16")
    },
    "many looks": {
        "xl/styles.xml": f"<styleSheet {_MAIN}><cellXfs>{'<xf/>' * 30_000}</cellXfs></styleSheet>"
    },
}


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let limits be small, so that the files may be."""
    monkeypatch.setattr(part_guard, "MOST_ELEMENTS", 100_000)
    monkeypatch.setattr(part_guard, "MOST_BESIDE", 20_000)
    monkeypatch.setattr(part_guard, "MOST_AREA", 1_000_000)


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize("case", CASES)
def test_a_workbook_that_is_made_to_harm_is_refused_by_its_name(case: str, tmp_path: Path) -> None:
    path, start = book(tmp_path, CASES[case]), time.process_time()

    with pytest.raises(InputError, match=r"book\.xlsx"):
        open_workbook(path)

    assert time.process_time() - start < MOST_SECONDS


def test_more_parts_than_a_workbook_has_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path, {})
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(part_guard.MOST_PARTS):
            archive.writestr(f"xl/{number}.xml", b"<a/>")

    with pytest.raises(InputError, match="太大"):
        open_workbook(path)


def test_more_xml_than_a_workbook_has_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_guard, "MOST_BYTES_OF_XML", 1_000)

    with pytest.raises(InputError, match="太大"):
        open_workbook(book(tmp_path, {}))


def shared(folder: Path, *texts: str) -> Path:
    """Write a row of texts as Excel does, which keeps each once for all cells."""
    listed = list(dict.fromkeys(texts))
    cells = "".join(f'<c t="s"><v>{listed.index(text)}</v></c>' for text in texts)
    path = book(folder, {_SHEET: sheet("<row>", cells, "</row>"), _KINDS: _kinds(folder)})
    with zipfile.ZipFile(path, "a") as archive:
        words = "".join(f"<si><t>{text}</t></si>" for text in listed)
        archive.writestr("xl/sharedStrings.xml", f"<sst {_MAIN}>{words}</sst>")
    return path


def _kinds(folder: Path) -> str:
    """Return the list of parts of a workbook with that of its texts."""
    with zipfile.ZipFile(book(folder, {})) as archive:
        kinds = archive.read(_KINDS).decode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    more = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/>'
    return kinds.replace("</Types>", f"{more}</Types>")


def test_a_long_text_that_many_cells_share_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_guard, "MOST_TEXT", 1_000_000)
    path = shared(tmp_path, *["长" * 30_000] * 40)

    with pytest.raises(InputError, match="太大"):
        open_workbook(path)


def test_one_long_text_beside_many_short_ones_is_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_guard, "MOST_TEXT", 1_000_000)
    path = shared(tmp_path, "长" * 30_000, *["短"] * 150)

    (row,) = open_workbook(path).sheets[0].rows

    assert (len(row[0] or ""), row[150]) == (30_000, "短")


def test_an_honest_workbook_goes_through_with_its_pictures_unread(tmp_path: Path) -> None:
    path = book(tmp_path, {})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG" + bytes(5_000_000))

    assert list(open_workbook(path).sheets[0].rows[1]) == ["2121100007"]


@pytest.mark.parametrize("letter", ["\n", ",\n"])
def test_a_text_table_of_more_rows_than_are_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, letter: str
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 100)
    path = tmp_path / "名册.csv"
    path.write_text(letter * 101, encoding="utf-8")

    with pytest.raises(InputError, match="太大"):
        open_workbook(path)


def test_a_text_table_is_read_as_wide_as_a_workbook_and_not_wider(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("a," * 5_000, encoding="utf-8")

    (row,) = open_workbook(path).sheets[0].rows

    assert len(row) == MOST_COLUMNS


def test_a_text_table_larger_than_any_roster_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_BYTES_OF_TEXT", 10)
    path = tmp_path / "名册.csv"
    path.write_text("学校标识码,学校名称\n", encoding="utf-8")

    with pytest.raises(InputError, match="太大"):
        open_workbook(path)
