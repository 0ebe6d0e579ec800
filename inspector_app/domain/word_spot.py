"""A place in the tables of a Word file, and a day as its forms write it."""

from datetime import date
from typing import NamedTuple


class Spot(NamedTuple):
    """A cell: the table, the row, and the place among the cells of the row."""

    table: int
    row: int
    place: int


def day_text(value: date) -> str:
    """Return a day as forms write it."""
    return f"{value.year}年{value.month}月{value.day}日"
