"""The figures of an office above districts as a table: its units, and below them its own people."""

from collections.abc import Sequence
from dataclasses import replace

from inspector_app.domain.monthly_table import MonthlyTable
from inspector_app.domain.school import Inspector, InspectorKind
from inspector_app.domain.stat_people import figures_table
from inspector_app.domain.stat_table import StatTable

_TITLE = "月统计表"


def unit_figures(table: MonthlyTable, people: Sequence[Inspector] = ()) -> StatTable:
    """Return a line for all, one for each unit, and one for each person of this office."""
    units = [
        Inspector(id=name, name=name, kind=InspectorKind.PART_TIME, zone=name)
        for name in table.zones
    ]
    made = figures_table(replace(table, inspectors=dict(table.zones)), units, title=_TITLE)
    own = figures_table(table, people, title=_TITLE).rows if people else ()
    rows = (*(row for row in made.rows if row.total), *(row for row in own if not row.total))
    return made._replace(
        heads=("单位",), rows=tuple(row._replace(names=row.names[1:2]) for row in rows)
    )
