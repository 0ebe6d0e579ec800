"""Which page goes on which side of a sheet, so that each paper has sheets of its own."""

from collections.abc import Collection, Sequence

Side = int | None
"""A page, counted from 0, or an empty side."""


def sides_of(
    pages: Sequence[int], *, starts: Collection[int], copies: int, both_sides: bool
) -> tuple[tuple[Side, ...], int]:
    """Return the sides in the order of printing, and how many copies the printer makes of them.

    On two sides a paper that begins in the middle of a file, as the 学校联 of a notice, or the next
    copy, must not stand on the back of the one before: an empty side goes between.

    Args:
        pages: which pages are printed, counted from 0, rising.
        starts: the first page of each paper in the file.
        copies: how many are wanted.
        both_sides: whether sheets are printed on both sides.
    """
    once: list[Side] = []
    for page in pages:
        if both_sides and page in starts and len(once) % 2:
            once.append(None)
        once.append(page)
    if not (both_sides and len(once) % 2 and copies > 1):
        return tuple(once), copies
    return (*([*once, None] * (copies - 1)), *once), 1
