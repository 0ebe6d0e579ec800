"""A file that holds one kind of list: its rows, every bad cell, what was left aside."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.sheets.cells import Reader
from inspector_app.sheets.dates import read_date
from inspector_app.sheets.lines import Line, mark_repeats, problems_in_order, read_lines
from inspector_app.sheets.table import Layout, find_tables
from inspector_app.sheets.workbook import open_workbook


class ReadList(NamedTuple):
    """What a list says.

    Attributes:
        lines: the good ones.
        notes: what was left aside without harm.
    """

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def read_list(
    path: Path,
    layout: Callable[[Reader], Layout],
    *,
    key: Sequence[str],
    name: str,
    check: Callable[[list[Line]], None] = lambda _lines: None,
) -> ReadList:
    """Read a list; ``layout`` is handed what reads days in this workbook.

    Args:
        path: the file.
        layout: the columns.
        key: the fields that no two rows share.
        name: the one of them that is accused.
        check: accuses rows that do not go together.

    Raises:
        UserError: the file cannot be read at all, or holds no such list.
    """
    workbook = open_workbook(path)
    day = partial(read_date, serial_zero=workbook.serial_zero)
    tables, notes = find_tables(workbook, [layout(day)], path=path)
    lines = [line for table in tables for line in read_lines(table)]
    mark_repeats(lines, key=key, name=name)
    check(lines)
    return ReadList(
        tuple(line for line in lines if line.good),
        problems_in_order(tables, lines),
        (*notes, *(note for table in tables for note in table.notes)),
    )
