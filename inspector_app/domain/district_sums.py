"""One table over many districts, from what is kept of each: opened are only those that meet.

Where no school, record or person stands in two of them, a row of many is the sum of theirs. Those
that share one are counted together from their records, by the rule of every table.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import NamedTuple

from inspector_app.domain.district_figures import DistrictFigures, claims_of
from inspector_app.domain.district_month import DistrictMonth, Group, compile_groups, person_key
from inspector_app.domain.month import Period
from inspector_app.domain.monthly_table import MonthlyTable, Row, zone_order
from inspector_app.domain.row_sums import summed


class Part(NamedTuple):
    """A district's month: whose row it belongs to, what is kept of it, how it is opened."""

    unit: str
    figures: DistrictFigures
    opened: Callable[[], DistrictMonth]


def summed_table(
    days: Period, parts: Sequence[Part], *, own: Group | None = None, code: str = ""
) -> MonthlyTable:
    """Return the table of units, with the people of ``own`` alone.

    Args:
        days: over which it is.
        parts: what came from below.
        own: this office's own records, which are counted anew.
        code: of this office.
    """
    clusters = _apart(parts, own)
    tables = [_counted(days, cluster) for cluster in clusters] or [compile_groups(days, ())]
    units: dict[str, list[Row]] = {}
    for table in tables:
        for name, row in table.zones.items():
            units.setdefault(name, []).append(row)
    prefix = person_key(code, "")
    return MonthlyTable(
        period=days,
        district=summed([table.district for table in tables]),
        zones={name: summed(units[name]) for name in sorted(units, key=zone_order)},
        inspectors={
            key.removeprefix(prefix): row
            for table in tables
            for key, row in table.inspectors.items()
            if own is not None and key.startswith(prefix)
        },
        record_count=sum(table.record_count for table in tables),
    )


class _Cluster(NamedTuple):
    """What has to be counted together."""

    parts: tuple[Part, ...]
    own: Group | None


def _counted(days: Period, cluster: _Cluster) -> MonthlyTable:
    parts, own = cluster
    if own is None and len(parts) == 1 and parts[0].figures.is_over(days):
        kept = parts[0].figures.table
        # A district of nobody has no row, as in any table.
        has_row = parts[0].figures.people and parts[0].unit
        return replace(kept, zones={parts[0].unit: kept.district} if has_row else {})
    opened: dict[str, list[DistrictMonth]] = {}
    for part in parts:
        opened.setdefault(part.unit, []).append(part.opened())
    groups = [Group(name=name, districts=months) for name, months in opened.items()]
    return compile_groups(days, [*groups, own] if own is not None else groups)


def _apart(parts: Sequence[Part], own: Group | None) -> list[_Cluster]:
    """Return the parts in clusters, of which no two speak of one school or record."""
    claims = [(*part.figures.touched, *part.figures.uids) for part in parts]
    if own is not None:
        claims.append(tuple(name for month in own.districts for name in claims_of(month)))
    sets = [frozenset(each) for each in claims]
    whole = len(frozenset().union(*sets)) == sum(map(len, sets))
    places = [[place] for place in range(len(sets))] if whole else _joined(sets)
    return [
        _Cluster(
            tuple(parts[place] for place in each if place < len(parts)),
            own if len(parts) in each else None,
        )
        for each in places
    ]


def _joined(sets: Sequence[AbstractSet[str]]) -> list[list[int]]:
    home = list(range(len(sets)))

    def root(place: int) -> int:
        while home[place] != place:
            place = home[place]
        return place

    first: dict[str, int] = {}
    for place, names in enumerate(sets):
        for name in names:
            other = root(first.setdefault(name, place))
            home[max(root(place), other)] = min(root(place), other)
    found: dict[int, list[int]] = {}
    for place in range(len(sets)):
        found.setdefault(root(place), []).append(place)
    return list(found.values())
