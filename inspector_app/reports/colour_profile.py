"""The sRGB colour space as an ICC profile (ICC.1:2010, IEC 61966-2-1), made from its numbers.

A PDF/A names the colours that its numbers stand for. The profile is made here, not taken from a
library, so that the bytes of a file do not change with the library's version.
"""

from functools import cache
from struct import pack
from typing import Final

# Columns for red, green and blue, adapted to the white of the profile connection space (D50), and
# that white (ICC.1:2010, 6.3.4.3; IEC 61966-2-1).
_WHITE: Final = (0.9642, 1.0, 0.8249)
_COLUMNS: Final = {
    "rXYZ": (0.43607, 0.22249, 0.01392),
    "gXYZ": (0.38515, 0.71687, 0.09708),
    "bXYZ": (0.14307, 0.06061, 0.71410),
}
# y = ((x + 0.055) / 1.055) ^ 2.4 from 0.04045 on, x / 12.92 below.
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
# From the white of the screen (D65) to D50, by the Bradford method.
_ADAPTATION: Final = (
    1.04788, 0.02292, -0.05022,
    0.02959, 0.99048, -0.01707,
    -0.00925, 0.01508, 0.75168,
)  # fmt: skip
_HEADER: Final = 128
_TAG: Final = 12


@cache
def srgb() -> bytes:
    """Return the profile (version 4.2, class monitor, about 600 bytes)."""
    curve = pack(">4s4xHxx", b"para", 3) + _fixed(_CURVE)
    tags = {
        "desc": _text("sRGB IEC61966-2.1"),
        "cprt": _text("No copyright"),
        "wtpt": _xyz(_WHITE),
        "chad": b"sf32" + bytes(4) + _fixed(_ADAPTATION),
        **{name: _xyz(column) for name, column in _COLUMNS.items()},
        "rTRC": curve,
        "gTRC": curve,
        "bTRC": curve,
    }
    table, content = _laid_out(tags)
    return _header(_HEADER + len(table) + len(content)) + table + content


def _header(size: int) -> bytes:
    made = (2000, 1, 1, 0, 0, 0)
    return (
        pack(">L4xL4s4s4s6H4s", size, 0x04200000, b"mntr", b"RGB ", b"XYZ ", *made, b"acsp")
        + bytes(28)
        + _fixed(_WHITE)
        + bytes(48)
    )


def _laid_out(tags: dict[str, bytes]) -> tuple[bytes, bytes]:
    """Return the table of tags and their content; equal content stands there once."""
    start = _HEADER + 4 + _TAG * len(tags)
    content = b""
    places: dict[bytes, int] = {}
    table = pack(">L", len(tags))
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(content)
            content += data + bytes(-len(data) % 4)
        table += pack(">4sLL", name.encode(), places[data], len(data))
    return table, content


def _fixed(numbers: tuple[float, ...]) -> bytes:
    """Return numbers as s15Fixed16Number."""
    return pack(f">{len(numbers)}l", *(round(number * 65536) for number in numbers))


def _xyz(numbers: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(numbers)


def _text(text: str) -> bytes:
    """Return text as multiLocalizedUnicodeType with one record."""
    coded = text.encode("utf-16-be")
    return pack(">4s4xLL2s2sLL", b"mluc", 1, 12, b"en", b"US", len(coded), 28) + coded
