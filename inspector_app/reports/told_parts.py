"""What of a table takes room on paper: what says nothing in any row is left out, and named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, NamedTuple

from inspector_app.domain.month_values import shown
from inspector_app.domain.stat_table import StatRow, StatTable
from inspector_app.reports.document import Table
from inspector_app.reports.month_columns import Figure, FigureColumn, Parts, Span
from inspector_app.reports.month_lines import FigureLine

_NOTHING: Final = frozenset({"", "0", "—", "持平"})
# A list of what nobody did is of no use to a reader, whereas a person or a month is looked for.
_LISTS: Final = frozenset({"schools", "compare"})
_MOST_NAMED: Final = 12
# The part of the width that a bold digit takes, with what the cell keeps free around it.
_ROOM: Final = 0.011


class Told(NamedTuple):
    """A table without what says nothing, and a sentence about that; ``None`` where nothing is."""

    table: StatTable | None
    left_out: str


def told_parts(table: StatTable) -> Told:
    """Return a table as it prints."""
    kept = [
        place
        for place in range(len(table.columns))
        if not _is_nothing(str(row.cells[place]) for row in table.rows)
    ]
    if not kept:
        return Told(None, "各列都是0或没有，没有印出。")
    rows = [row for row in table.rows if table.id not in _LISTS or row.total or _says(row)]
    gone = [column.label for n, column in enumerate(table.columns) if n not in kept]
    absent = [row.names[0] for row in table.rows if row not in rows]
    shorter = table._replace(
        columns=tuple(table.columns[n] for n in kept),
        rows=tuple(r._replace(cells=tuple(r.cells[n] for n in kept)) for r in rows),
    )
    return Told(shorter, columns_left_out(gone) + _rows_left_out(absent, table.heads[0]))


def _says(row: StatRow) -> bool:
    return not _is_nothing(map(str, row.cells))


def _is_nothing(texts: Iterable[str]) -> bool:
    return all(text in _NOTHING for text in texts)


def columns_left_out(labels: Sequence[str]) -> str:
    """Say which columns are left out; columns of one head are named together."""
    if not labels:
        return ""
    parts = [label.partition("·") for label in labels]
    names = []
    for head, group in groupby(parts, key=lambda part: part[0]):
        below = [part[2] for part in group if part[2]]
        names.append(f"{head}（{'、'.join(below)}）" if below else head)
    return f"有{len(labels)}列各行都是0或没有，没有印出：{'、'.join(names)}。"


def _rows_left_out(names: Sequence[str], head: str) -> str:
    if not names:
        return ""
    named = list(dict.fromkeys(names))
    listed = f"：{'、'.join(named)}" if head == "学校" and len(named) <= _MOST_NAMED else ""
    return f"有{len(names)}行各列都是0或没有，没有印出{listed}。"


# -- the columns of the month table ----------------------------------------------------------------


def told_columns(
    columns: Iterable[FigureColumn], lines: Sequence[FigureLine]
) -> tuple[tuple[FigureColumn, ...], str]:
    """Return the columns that say anything in any line, and a sentence about the others."""
    kept: list[FigureColumn] = []
    gone: list[str] = []
    for column in columns:
        if isinstance(column, Span):
            figures = tuple(f for f in column.figures if _figures(f, lines))
            gone += [f"{column.label}·{f.label}" for f in column.figures if f not in figures]
            kept += [replace(column, figures=figures)] if figures else []
        elif isinstance(column, Parts) or _figures(column, lines):
            kept.append(column)
        else:
            gone.append(column.label)
    return tuple(kept), columns_left_out([label.replace("\n", "") for label in gone])


def _figures(figure: Figure, lines: Iterable[FigureLine]) -> bool:
    return not _is_nothing(shown(line.figures, figure.name, {}).text for line in lines)


# -- room for large numbers ------------------------------------------------------------------------


def with_room(table: Table) -> Table:
    """Return a table whose columns are wide enough for the longest number in each."""
    weights = list(_weights(table))
    whole = sum(weights) / sum(column.weight for column in table.columns)
    return replace(
        table,
        columns=tuple(
            replace(column, weight=weight / whole)
            for column, weight in zip(table.columns, weights, strict=True)
        ),
    )


def _weights(table: Table) -> Iterator[float]:
    whole = sum(column.weight for column in table.columns)
    for place, column in enumerate(table.columns):
        numbers = (row.cells[place] for row in table.rows)
        digits = max((len(text) for text in numbers if text.isdigit()), default=0)
        yield max(column.weight, digits * _ROOM * whole)
