"""A face that is read table by table is the face that reportlab reads number by number."""

from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

from inspector_app.base.paths import resources
from inspector_app.reports.fonts import FACE_FILES
from inspector_app.reports.glyph_tables import WholeTables

FOLDER = resources() / "fonts"
# One of each kind of table: characters in segments, and in groups.
FILES = (FACE_FILES["fang"], FACE_FILES["song-bold"])
READ = ("charToGlyph", "charWidths", "defaultWidth", "hmetrics", "glyphPos", "numGlyphs", "name")


@pytest.mark.parametrize("name", FILES)
def test_glyphs_widths_and_places_are_those_that_reportlab_finds(name: str) -> None:
    theirs, ours = TTFontFile(str(FOLDER / name)), WholeTables(str(FOLDER / name))

    for what in READ:
        assert getattr(ours, what) == getattr(theirs, what), what


@pytest.mark.parametrize("table", [b"cmap", b"hmtx", b"loca", b"name"])
def test_a_face_that_lacks_a_table_is_refused(table: bytes, tmp_path: Path) -> None:
    whole = bytearray((FOLDER / FILES[0]).read_bytes())
    place = whole.index(table)
    whole[place : place + 4] = b"gone"
    (tmp_path / "torn.ttf").write_bytes(whole)

    with pytest.raises(TTFError):
        WholeTables(str(tmp_path / "torn.ttf"))


def test_a_face_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    whole = (FOLDER / FILES[1]).read_bytes()
    (tmp_path / "cut.ttf").write_bytes(whole[: len(whole) // 50])

    with pytest.raises(TTFError):
        WholeTables(str(tmp_path / "cut.ttf"))
