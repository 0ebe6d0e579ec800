"""The fonts of offices, named and never embedded.

Every Chinese office has 宋体 and 黑体, and most have 方正小标宋简体, 仿宋_GB2312 and 楷体_GB2312.
The font table tells Word and WPS that all of them are Chinese and under which other name each is
installed elsewhere (SimSun on a system in English, 仿宋 instead of 仿宋_GB2312), so that a missing
font is not replaced by one without Chinese characters.
"""

from typing import Final
from xml.sax.saxutils import quoteattr

LATIN: Final = "Times New Roman"
SONG: Final = "宋体"
HEI: Final = "黑体"
FANG: Final = "仿宋_GB2312"
KAI: Final = "楷体_GB2312"
TITLE_FONT: Final = "方正小标宋简体"

_OTHER_NAME: Final = {
    SONG: "SimSun",
    HEI: "SimHei",
    FANG: "仿宋",
    KAI: "楷体",
    TITLE_FONT: "华文中宋",
}
# ECMA-376, 17.8.3.2: 86 is the character set of GB 2312.
_CHINESE: Final = "86"
_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def font_table() -> bytes:
    """Return the part of a Word file that describes the fonts it names."""
    latin = f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>'
    chinese = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(other)}/>"
        f'<w:charset w:val="{_CHINESE}"/><w:family w:val="auto"/></w:font>'
        for name, other in _OTHER_NAME.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:fonts xmlns:w="{_MAIN}">{latin}{chinese}</w:fonts>'.encode()
