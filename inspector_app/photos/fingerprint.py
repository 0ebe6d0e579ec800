"""A few bits that stay when a messenger shrinks and recompresses a picture."""

from itertools import pairwise
from typing import Final

from PIL import Image

# Nine steps in seven rows are 63 bits: a column of SQLite holds them as a positive integer.
_COLUMNS: Final = 10
_ROWS: Final = 7
# Fewer steps than this and the picture is a blank page or a plain wall, like so many others.
_LEAST_STEPS: Final = 6
_MOST_DIFFERENT: Final = 5
# Brightness must fall by more than the noise of a recompression before it counts as a step.
_NOISE: Final = 2


def fingerprint_of(image: Image.Image) -> int:
    """Return where the brightness of ``image`` falls from left to right; 0 tells nothing."""
    grey = image.convert("L").resize((_COLUMNS, _ROWS), Image.Resampling.BOX)
    pixels = grey.tobytes()
    bits = 0
    for row in range(_ROWS):
        line = pixels[row * _COLUMNS : (row + 1) * _COLUMNS]
        for left, right in pairwise(line):
            bits = bits << 1 | (left > right + _NOISE)
    return bits


def looks_alike(one: int, other: int) -> bool:
    """Say whether two fingerprints may be of one picture."""
    if min(one.bit_count(), other.bit_count()) < _LEAST_STEPS:
        return False
    return (one ^ other).bit_count() <= _MOST_DIFFERENT
