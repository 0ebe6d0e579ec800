"""Which packs were taken: told by each laptop with its bundles, and read at the office."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from inspector_app.services.context import Context
from inspector_app.services.pack_points import Point, missing_here

PACKS: Final = "x_packs"
"""The key of a bundle's statement that names the packs which its laptop has taken."""

_MOST: Final = 200
"""So many of the newest are named: what was sent before is settled long since."""


def taken_here(context: Context) -> list[dict[str, Any]]:
    """Return the packs that were taken on this laptop, as a statement names them.

    Those that are known by number and did not come are named beside them.
    """
    taken: dict[str, list[int]] = {}
    for row in context.stores.packs.decided()[:_MOST]:
        if row.state == "taken":
            taken.setdefault(row.chain, []).append(row.n)
    missing: dict[str, list[int]] = {}
    for chain, n in missing_here(context):
        missing.setdefault(chain, []).append(n)
    return [
        {"chain": chain, "taken": sorted(taken.get(chain, ()))}
        | ({"missing": sorted(missing[chain])[-_MOST:]} if chain in missing else {})
        for chain in sorted({*taken, *missing})
    ]


def taken_by_people(context: Context) -> Mapping[Point, frozenset[str]]:
    """Return which inspectors are known to have taken each pack, by signing key and number.

    The newest bundle of each of their laptops says it; who has sent none since says nothing.
    """
    return _by(context, "taken", lambda _laptop, person: person)


def missed_by_people(context: Context) -> Mapping[Point, frozenset[str]]:
    """Return which inspectors' laptops say that a pack did not come to them."""
    return _by(context, "missing", lambda _laptop, person: person)


def taken_by_laptops(context: Context) -> Mapping[Point, frozenset[str]]:
    """Return on which laptops each pack is known to have been taken."""
    return _by(context, "taken", lambda laptop, _person: laptop)


def _by(
    context: Context, said: str, who: Callable[[str, str], str]
) -> Mapping[Point, frozenset[str]]:
    found: dict[Point, set[str]] = {}
    for laptop, person, statement in context.stores.packs.newest_statements():
        for pack in _named(statement, said):
            found.setdefault(pack, set()).add(who(laptop, person))
    return {pack: frozenset(each) for pack, each in found.items()}


def _named(statement: str, said: str) -> Iterator[Point]:
    """Yield the packs that a statement names; what has not their form was written by nobody."""
    value = json.loads(statement)
    rows = value.get(PACKS) if isinstance(value, dict) else None
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict) or not isinstance(row.get("chain"), str):
            continue
        numbers = row.get(said)
        for n in numbers if isinstance(numbers, list) else ():
            if type(n) is int:
                yield row["chain"], n
