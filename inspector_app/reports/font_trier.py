"""The process that ``font_trial`` starts: given a font file, it prints a page with it.

It says nothing where the page is sound, else one word of ``Fault``.
"""

import sys
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Final

# Started as a file and isolated: the program it belongs to is the one it lies in.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector_app.reports.document import (
    Column,
    Document,
    Field,
    FieldGrid,
    FieldRow,
    HeadCell,
    Heading,
    LongText,
    Note,
    SignatureRow,
    SignatureSlot,
    Table,
    TableRow,
)
from inspector_app.reports.font_trial import Fault
from inspector_app.reports.fonts import FontLibrary, Role
from inspector_app.reports.glyph_tables import WholeTables
from inspector_app.reports.letter import Letter, Section
from inspector_app.reports.pdf import render

# The widest that is in use is a dash of three characters; foreign scripts have whole phrases.
_WIDEST_EM: Final = 3.0
_WIDEST_OF_ANY_EM: Final = 20.0
_ROWS: Final = range(0xA1, 0xF8)
_CELLS: Final = range(0xA1, 0xFF)
# Marks that stand over others, modifiers and blanks may have no width.
_WITHOUT_WIDTH: Final = frozenset({"Mn", "Me", "Lm", "Sk", "Zs", "Cf", "Cc"})


def main() -> None:
    """Say what is wrong with the face that is named."""
    sys.stdout.write(_fault_of(Path(sys.argv[1])) or "")


def _fault_of(path: Path) -> Fault | None:
    try:
        face = WholeTables(str(path))
        if not _widths_are_sound(face):
            return Fault.WIDTHS
        if not _outlines_are_sound(face):
            return Fault.OUTLINES
        render(_papers(), fonts=FontLibrary(own=dict.fromkeys(Role, path)))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a reader of fonts raises whatever it likes over a damaged one
        return Fault.PAGE
    return None


def _widths_are_sound(face: WholeTables) -> bool:
    widths = face.charWidths
    if face.charToGlyph.keys() - widths.keys() or max(widths.values()) > _WIDEST_OF_ANY_EM * 1000:
        return False
    seen = [c for c in _printed() if unicodedata.category(c) not in _WITHOUT_WIDTH]
    return all(0 < widths.get(ord(char), 1) <= _WIDEST_EM * 1000 for char in seen)


def _outlines_are_sound(face: WholeTables) -> bool:
    places = face.glyphPos
    _, length = face.get_table_pos("glyf")
    ordered = all(before <= after for before, after in pairwise(places))
    return len(places) == face.numGlyphs + 1 and ordered and places[-1] <= length


def _printed() -> str:
    """Return what the program prints: ASCII and GB 2312, whose rows hold every kind of sign."""
    ascii_signs = "".join(map(chr, range(0x21, 0x7F)))
    cells = (bytes((row, cell)) for row in _ROWS for cell in _CELLS)
    return ascii_signs + "".join(cell.decode("gb2312", "ignore") for cell in cells)


def _papers() -> tuple[Document, Letter]:
    every = _printed()
    document = Document(
        title="试排", subtitle="2026年11月", reference="示教督〔2026〕1号",
        record_no="DX001-2026-0001", revision="第2版", mark="送签稿 2",
        blocks=(
            Heading(text="一、概况"),
            FieldGrid(rows=(FieldRow(fields=(Field(label="学校", content="示范区第1小学"),)),)),
            LongText(text=every),
            Table(
                columns=(Column(weight=1.0), Column(weight=2.0)),
                head=((HeadCell(text="序号"), HeadCell(text="学校")),),
                rows=(TableRow(cells=("1", "示范区第1小学")),),
            ),
            Note(text="注：试排。"),
            SignatureRow(slots=(SignatureSlot(label="督学"), SignatureSlot(label="校长"))),
        ),
    )  # fmt: skip
    letter = Letter(
        title="试排", body=(Section(text="概况", running="正文。"), LongText(text=every[:400])),
        addressee="示范区第1小学", authority="示范区督导室", red_head=True,
        reference="示教督〔2026〕1号", signed_by=("示范区督导室",), dated="2026年11月18日",
    )  # fmt: skip
    return document, letter


if __name__ == "__main__":
    main()
