"""Formulas whose result the file does not hold.

A program that writes a formula without working it out leaves a cell that would read as an empty
one: a count that stands there would be taken for 0, a date for none.
"""

import re
from typing import Final

from openpyxl.utils.cell import coordinate_to_tuple

# An empty text is a result: then the kind of the cell is told.
_UNCOMPUTED: Final = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:\s*<(?:\w+:)?v(?:\s*/>|>\s*</(?:\w+:)?v>))?\s*</(?:\w+:)?c>"
)
_FORMULA: Final = (b"<f", b":f")
_PLACE: Final = re.compile(rb'\br="([A-Z]{1,3}[1-9][0-9]{0,6})"')
_TEXT: Final = re.compile(rb'\bt="str"')


def uncomputed_cells(part: bytes) -> frozenset[tuple[int, int]]:
    """Return row and column, from 0, of the formulas without a result in the XML of a sheet."""
    # Most sheets hold no formula: then nothing else is looked for.
    if not any(begun in part for begun in _FORMULA):
        return frozenset()
    found = (match[1] for match in _UNCOMPUTED.finditer(part))
    places = (_PLACE.search(told) for told in found if not _TEXT.search(told))
    tuples = (coordinate_to_tuple(place[1].decode()) for place in places if place is not None)
    return frozenset((row - 1, column - 1) for row, column in tuples)
