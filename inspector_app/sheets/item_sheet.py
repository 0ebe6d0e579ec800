"""Read a filled sheet of items back: what stands in each cell, and where it stands."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from inspector_app.base.errors import InputError, Problem
from inspector_app.sheets.cells import read_count
from inspector_app.sheets.dates import read_date
from inspector_app.sheets.lines import Line, mark_repeats, problems_in_order, read_lines
from inspector_app.sheets.table import Column, Layout, Need, find_tables
from inspector_app.sheets.text import free_text
from inspector_app.sheets.workbook import open_workbook

NUMBER: Final = "序号"


class ItemLine(NamedTuple):
    """One row of a filled sheet.

    Attributes:
        no: the number of the item.
        texts: what stands in the cells that are not blank, by the id of the field.
        where: the address of each of these cells.
    """

    no: int
    texts: Mapping[str, str]
    where: Mapping[str, str]


def read_item_sheet(
    path: Path, *, title: str, heads: Mapping[str, str], days: frozenset[str]
) -> tuple[ItemLine, ...]:
    """Return the rows of a filled sheet.

    Args:
        path: the workbook.
        title: what the sheet is called.
        heads: the words over each column, by the id of its field.
        days: ids of the fields that are days.

    Raises:
        InputError: the file holds no such sheet, or a cell cannot be read; each is named.
    """
    workbook = open_workbook(path)
    day = partial(_day, serial_zero=workbook.serial_zero)
    layout = Layout(
        title=title,
        columns=(
            Column(header=NUMBER, field=NUMBER, read=read_count),
            *(
                Column(
                    header=head, field=name, read=day if name in days else free_text,
                    need=Need.NEVER, empty="",
                )
                for name, head in heads.items()
            ),
        ),
    )  # fmt: skip
    tables, _ = find_tables(workbook, [layout], path=path)
    lines = [line for table in tables for line in read_lines(table)]
    mark_repeats(lines, key=(NUMBER,), name=NUMBER)
    refuse_file(path, problems_in_order(tables, lines))
    return tuple(_read(line, heads) for line in lines if line.good)


def refuse_file(path: Path, problems: tuple[Problem, ...]) -> None:
    """Refuse a file in which something is wrong (InputError), naming every cell."""
    if problems:
        raise InputError(
            f"“{path.name}”里有 {len(problems)} 处不对，一项也没有读入；改好后再读一次。",
            problems=problems,
        )


def _read(line: Line, heads: Mapping[str, str]) -> ItemLine:
    texts = {name: line.values[name] for name in heads if line.values.get(name)}
    return ItemLine(line.values[NUMBER], texts, {name: line.address(name) for name in texts})


def _day(value: object, *, serial_zero: date) -> str:
    return read_date(value, serial_zero=serial_zero).isoformat()
