"""Which packs were taken: told by each laptop with its bundles, and read at the office."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from inspector_app.services.context import Context

PACKS: Final = "x_packs"
"""The key of a bundle's statement that names the packs which its laptop has taken."""

_MOST: Final = 200
"""So many of the newest are named: what was sent before is settled long since."""


def taken_here(context: Context) -> list[dict[str, Any]]:
    """Return the packs that were taken on this laptop, as a statement names them."""
    by_key: dict[str, list[int]] = {}
    for row in context.stores.packs.decided()[:_MOST]:
        if row.state == "taken":
            by_key.setdefault(row.chain, []).append(row.n)
    return [{"chain": chain, "taken": sorted(by_key[chain])} for chain in sorted(by_key)]


def taken_by_people(context: Context) -> Mapping[tuple[str, int], frozenset[str]]:
    """Return which inspectors are known to have taken each pack, by signing key and number.

    The newest bundle of each of their laptops says it; who has sent none since says nothing.
    """
    found: dict[tuple[str, int], set[str]] = {}
    for person, statement in context.stores.packs.newest_statements():
        for pack in _named(statement):
            found.setdefault(pack, set()).add(person)
    return {pack: frozenset(people) for pack, people in found.items()}


def _named(statement: str) -> Iterator[tuple[str, int]]:
    """Yield the packs that a statement names; what has not their form was written by nobody."""
    value = json.loads(statement)
    rows = value.get(PACKS) if isinstance(value, dict) else None
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict) or not isinstance(row.get("chain"), str):
            continue
        numbers = row.get("taken")
        for n in numbers if isinstance(numbers, list) else ():
            if type(n) is int:
                yield row["chain"], n
