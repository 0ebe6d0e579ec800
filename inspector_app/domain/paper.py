"""Printed pages as values: how large a sheet is, and what it looks like."""

from typing import NamedTuple


class PageSize(NamedTuple):
    """A sheet as it lies, in points (1/72 inch)."""

    width: float
    height: float


class PagePicture(NamedTuple):
    """A page in pixels, row by row from the top without gaps.

    Attributes:
        samples: three bytes for each pixel (red, green, blue); one where ``grey``.
    """

    width: int
    height: int
    grey: bool
    samples: bytes
