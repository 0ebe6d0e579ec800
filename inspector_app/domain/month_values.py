"""What a field of a month table comes to in one row, and which records stand behind it."""

from collections.abc import Mapping
from typing import NamedTuple

from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count, Ratio
from inspector_app.domain.monthly_table import Row
from inspector_app.domain.summary_grid import Value


class Shown(NamedTuple):
    """A value with the records behind it.

    Attributes:
        value: ``None`` where there is nothing to write.
        text: the figure in full, as the program prints it.
    """

    value: Value | None
    text: str
    uids: tuple[str, ...] = ()


def shown(figures: Row, field: str, schools: Mapping[str, str]) -> Shown:
    """Return a figure of a row; ``schools`` are the names of schools by their code."""
    name, _, part = field.partition("/")
    cell: Cell = figures[name]
    if isinstance(cell, Breakdown):
        # A person's row may lack a rare part that the district's row has.
        cell = dict(cell.counts).get(part, Count(0))
    if isinstance(cell, Ratio):
        return _ratio(cell, part)
    if isinstance(cell, CodeList):
        if part == "count":
            return Shown(len(cell.codes), str(len(cell.codes)), cell.codes)
        names = "、".join(schools.get(code, code) for code in cell.codes)
        return Shown(names or "—", names or "—", cell.codes)
    assert isinstance(cell, Count)
    return Shown(cell.value, str(cell), cell.uids)


def _ratio(cell: Ratio, part: str) -> Shown:
    if part == "n":
        return Shown(cell.n, str(cell), cell.uids)
    if part == "of":
        return Shown(cell.of, str(cell), cell.of_uids)
    uids = tuple(dict.fromkeys((*cell.uids, *cell.of_uids)))
    # Where nothing was due there is no rate: a stroke, as in print.
    return Shown(cell if cell.of else "—", str(cell), uids)
