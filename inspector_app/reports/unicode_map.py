"""A text map for PDF fonts that also knows characters beyond U+FFFF.

reportlab writes 𠅤 as ``<20164>``, which is not UTF-16: copied or searched, the name is lost. It
also puts up to 256 entries into one block where the specification allows 100.
"""

from collections.abc import Sequence
from typing import Final

from reportlab.pdfbase import ttfonts

_BLOCK: Final = 100
_HEAD: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry ({name})
/Ordering ({name})
/Supplement 0
>> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <{last:02X}>
endcodespacerange"""
_FOOT: Final = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


def to_unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """Return the ToUnicode CMap of a font subset.

    Args:
        fontname: name of the subset in the PDF.
        subset: for each one-byte code, the Unicode character it stands for (0 for none).
    """
    entries = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(subset)
        if character
    ]
    lines = [_HEAD.format(name=fontname, last=len(subset) - 1)]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append(_FOOT)
    return "\n".join(lines)


def install() -> None:
    """Make reportlab use this map; calling it again changes nothing."""
    ttfonts.makeToUnicodeCMap = to_unicode_map
