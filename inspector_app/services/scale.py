"""Parquet for what no one machine holds, and the proof that others count the same from it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import MonthlyTable
from inspector_app.domain.table_labels import FIGURE_LABEL
from inspector_app.scale.engines import EngineName, engine, prepare
from inspector_app.scale.month_rows import Figures, Scope, asked_rows, own_rows
from inspector_app.services.context import Context
from inspector_app.services.fact_sources import fact_sources
from inspector_app.services.scale_files import Exported, refuse_unwhole, write_export

ENGINES: Final = tuple(EngineName)
Compile = Callable[[Month], Mapping[str, MonthlyTable]]


class Unlike(NamedTuple):
    """A figure that an engine counts otherwise."""

    scope: Scope
    figure: str
    own: Any
    asked: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What an engine counted beside the program.

    Attributes:
        rows: how many rows of the table were compared, of which districts.
        figures: how many numbers in each row.
    """

    engine: EngineName
    month: Month
    districts: tuple[str, ...]
    rows: int
    figures: int
    unlike: tuple[Unlike, ...]


class ScaleService:
    """Exports, and compares.

    Args:
        compiled: gives the program's own table of a month for each district.
    """

    def __init__(self, context: Context, *, compiled: Compile) -> None:
        self._context = context
        self._compiled = compiled

    def export(self, folder: Path) -> Exported:
        """Write what counts as Parquet (errors of ``write_export``)."""
        with self._context.database.snapshot():
            return write_export(folder, fact_sources(self._context))

    def compare(self, folder: Path, *, month: Month, name: EngineName) -> Compared:
        """Let an engine count a month from exported files, and hold it against the program.

        Raises:
            NotFoundError: there is no export.
            RefusedError: it is not whole, or of another program, or the engine is not installed.
            EnvironmentProblem: the engine did not start.
        """
        refuse_unwhole(folder)
        own: dict[Scope, Figures] = {}
        tables = self._compiled(month)
        for district, table in tables.items():
            own |= own_rows(district, table)
        with engine(name) as chosen:
            prepare(chosen, name, folder, self._context.span(month))
            asked = asked_rows(chosen)
        here = {scope: row for scope, row in asked.items() if scope.district in tables}
        return Compared(
            engine=name, month=month, districts=tuple(sorted(tables)), rows=len(own),
            figures=len(next(iter(own.values()), {})), unlike=tuple(_unlike(own, here)),
        )  # fmt: skip


def _unlike(own: Mapping[Scope, Figures], asked: Mapping[Scope, Figures]) -> Iterator[Unlike]:
    for scope in sorted({*own, *asked}):
        mine, theirs = own.get(scope, {}), asked.get(scope, {})
        if not mine and not any(theirs.values()):
            # Somebody who came in a later month has a row without a figure.
            continue
        for figure in sorted({*mine, *theirs}):
            if mine.get(figure) != theirs.get(figure):
                yield Unlike(scope, figure, mine.get(figure), theirs.get(figure))


def figure_name(column: str) -> str:
    """Return what people call a column of the table in SQL."""
    stem = column.removesuffix("_n").removesuffix("_of")
    return FIGURE_LABEL.get(column) or FIGURE_LABEL.get(stem) or column
