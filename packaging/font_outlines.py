"""From cubic outlines (CFF) to the quadratic ones (glyf) that documents embed.

reportlab embeds TrueType outlines alone. The curves are approximated within one thousandth of the
character's size, a sixtieth of a point in a letter.
"""

from __future__ import annotations

from typing import Any, Final

_MOST_ERROR: Final = 1.0  # of 1000 units to the em


def to_quadratic(font: Any) -> None:
    """Replace the outlines of an open ``fontTools`` font in place."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    order = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    made = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        # TrueType fills what lies right of the outline, PostScript what lies left.
        glyphs[name].draw(Cu2QuPen(pen, _MOST_ERROR, reverse_direction=True))
        made[name] = pen.glyph()
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder = order
    table.glyphs = made
    for name, glyph in made.items():
        glyph.recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyph, "xMin", 0))
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font["maxp"] = _limits(order)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def _limits(order: list[str]) -> Any:
    from fontTools.ttLib import newTable

    maxp = newTable("maxp")
    maxp.tableVersion = 0x00010000
    maxp.numGlyphs = len(order)
    for name in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints",
        "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth",
    ):  # fmt: skip
        setattr(maxp, name, 0)
    maxp.maxZones = 1
    return maxp
