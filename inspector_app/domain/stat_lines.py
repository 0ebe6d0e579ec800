"""The lines of the tables by person: the district, its zones, its people; and what they share."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from inspector_app.domain.facts import VisitFact
from inspector_app.domain.figures import CodeList, Count, Ratio
from inspector_app.domain.labels.schools import INSPECTOR_KIND_LABEL
from inspector_app.domain.month import Period
from inspector_app.domain.monthly_table import MonthlyTable, Row, zone_order
from inspector_app.domain.school import Inspector
from inspector_app.domain.stat_table import NOTHING, StatCell, StatColumn, StatRow, StatTable
from inspector_app.domain.table_evidence import TableEvidence

DISTRICT: Final = "district"
_ZONE: Final = "zone:"
_HEADS: Final = ("序号", "责任督学", "责任区")


class Line(NamedTuple):
    """A row of the tables: whose it is."""

    key: str
    names: tuple[str, ...]
    people: tuple[str, ...]
    total: bool


def lines_of(people: Sequence[Inspector]) -> tuple[Line, ...]:
    """Return the district, the zones and the people, in the order in which they print."""
    return tuple(_lines(sorted(people, key=lambda person: person.id)))


def _lines(people: Sequence[Inspector]) -> Iterator[Line]:
    everyone = tuple(person.id for person in people)
    yield Line(DISTRICT, ("", "合计", ""), everyone, total=True)
    zones = {person.zone for person in people if person.zone}
    for zone in sorted(zones, key=zone_order):
        members = tuple(person.id for person in people if person.zone == zone)
        yield Line(f"{_ZONE}{zone}", ("", zone, "小计"), members, total=True)
    for place, person in enumerate(people, 1):
        name = f"{person.name}（{INSPECTOR_KIND_LABEL[person.kind]}）"
        yield Line(person.id, (str(place), name, person.zone), (person.id,), total=False)


def row_of(table: MonthlyTable, line: Line) -> Row:
    """Return the compiled row of a line."""
    return table.inspectors[line.key] if not line.total else totals_of(table)[line.key]


def totals_of(table: MonthlyTable) -> Mapping[str, Row]:
    """Return the rows of the district and of each zone by the keys of their lines."""
    zones = {f"{_ZONE}{name}": row for name, row in table.zones.items()}
    return {DISTRICT: table.district, **zones}


def people_table(
    id_: str,
    title: str,
    people: Sequence[Inspector],
    columns: Iterable[StatColumn],
    cells: Callable[[Line], Iterable[StatCell]],
    *,
    note: str = "",
) -> StatTable:
    """Return a table of the district, the zones and the people.

    Args:
        id_: a short stable name.
        title: what it is called.
        people: those of the last day.
        columns: what is counted.
        cells: says what a line comes to, a cell for each column.
        note: what has to be known to read it.
    """
    rows = (
        StatRow(line.key, line.names, tuple(cells(line)), line.total) for line in lines_of(people)
    )
    return StatTable(id_, title, _HEADS, tuple(columns), tuple(rows), note)


def uids_of(row: Row, name: str) -> tuple[str, ...]:
    """Return what a figure of a row lists: records, or schools."""
    cell = row[name]
    if isinstance(cell, Count):
        return cell.uids
    return cell.codes if isinstance(cell, CodeList) else ()


# -- frequency -------------------------------------------------------------------------------------


def frequency_of(
    found: TableEvidence, schools: Sequence[str], visits: Iterable[VisitFact]
) -> StatCell:
    """Return how many visits to some schools the monthly frequency was met with, of how many due.

    Each school counts in each month up to the number that is due; a month that is not asked of
    counts nothing.
    """
    asked, least = found.asked, found.frequency
    if least is None or not asked or not schools:
        return NOTHING
    held = frozenset(schools)
    there = [v for v in visits if v.school_code in held and _slice(asked, v) is not None]
    days = {(v.school_code, v.visited_on): _slice(asked, v) for v in there}
    made = Counter((school, part) for (school, _), part in days.items())
    done = sum(min(number, least) for number in made.values())
    uids = tuple(sorted(v.uid for v in there))
    return Ratio(done, len(schools) * least * len(asked), uids, tuple(schools))


def _slice(asked: Sequence[Period], visit: VisitFact) -> int | None:
    return next((place for place, days in enumerate(asked) if visit.visited_on in days), None)
