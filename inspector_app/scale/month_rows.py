"""The month table as an engine counts it, in the form that the program's own has."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count, Ratio
from inspector_app.domain.issue_weight import Weight
from inspector_app.domain.labels.visits import VISIT_TYPE_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.monthly_table import MonthlyTable, Row
from inspector_app.domain.visit_options import VisitType
from inspector_app.scale.engines import Engine


class Scope(NamedTuple):
    """Whose row it is; ``kind`` is inspector, zone, district or all."""

    district: str
    kind: str
    name: str


ALL: Final = Scope("", "all", "")
Figures = Mapping[str, Any]


def asked_rows(engine: Engine) -> dict[Scope, Figures]:
    """Return every row of ``month_table`` with its plain values."""
    below: dict[Scope, list[str]] = {}
    for row in engine.ask("SELECT * FROM schools_below_frequency"):
        below.setdefault(_scope(row), []).append(str(row["school"]))
    return {
        _scope(row): _figures(row, below.get(_scope(row), ()))
        for row in engine.ask("SELECT * FROM month_table")
    }


def _figures(row: Mapping[str, Any], below: Iterable[str]) -> Figures:
    counted = {name: int(value) for name, value in row.items() if name not in _SCOPE}
    return {**counted, _BELOW: sorted(below)}


def own_rows(district: str, table: MonthlyTable) -> dict[Scope, Figures]:
    """Return every row of a district's table as the program counts it, in the same form."""
    rows = {Scope(district, "district", ""): table.district}
    rows |= {Scope(district, "zone", name): row for name, row in table.zones.items()}
    rows |= {Scope(district, "inspector", who): row for who, row in table.inspectors.items()}
    return {scope: plain(row) for scope, row in rows.items()}


def plain(row: Row) -> Figures:
    """Return a row of the program's table by the names of the columns in SQL."""
    found: dict[str, Any] = {}
    for name, cell in row.items():
        found |= _plain_cell(name, cell)
    return found


def _plain_cell(name: str, cell: Cell) -> dict[str, Any]:
    match cell:
        case Count(value):
            return {name: value}
        case Ratio(n, of):
            return {f"{name}_n": n, f"{name}_of": of}
        case CodeList(codes):
            return {name: list(codes)}
        case Breakdown(counts):
            told = {label: count.value for label, count in counts}
            return {column: told.get(label, 0) for column, label in _PARTS[name].items()}


_BELOW: Final = "schools_below_frequency"
_SCOPE: Final = ("of_district", "kind", "name")
_PARTS: Final[Mapping[str, Mapping[str, str]]] = {
    "by_type": {f"by_type_{t.value}": VISIT_TYPE_LABEL[t] for t in VisitType},
    "issues_by_severity": {f"severity_{w.value}": WEIGHT_LABEL[w] for w in Weight},
}


def _scope(row: Mapping[str, Any]) -> Scope:
    return Scope(*(str(row[name]) for name in _SCOPE))
