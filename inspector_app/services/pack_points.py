"""Which packs a laptop knows of by number, and which of them it has not."""

from collections.abc import Iterable
from typing import Final

from inspector_app.services.context import Context

Point = tuple[str, int]
"""A signing key of the office, and a number under it."""

NAMED: Final = "packs.named"
"""The setting that keeps which packs were named by those that came."""


def named_here(context: Context) -> set[Point]:
    """Return the packs that those name which a person has decided about."""
    kept = context.stores.settings.get(NAMED) or {}
    named = {(chain, n) for chain, numbers in kept.items() for n in numbers}
    before = {(row.chain, row.before_n) for row in context.stores.packs.decided()}
    return {point for point in named | before if point[1]}


def decided_here(context: Context) -> set[Point]:
    """Return the packs that a person has decided about."""
    return {(row.chain, row.n) for row in context.stores.packs.decided()}


def missing_here(context: Context) -> set[Point]:
    """Return the packs that were sent to this laptop and were never decided about, as far as known.

    What lies in a folder and waits is among them; whoever looks there knows better.
    """
    return named_here(context) - decided_here(context)


def note_named(context: Context, chain: str, numbers: Iterable[int]) -> None:
    """Keep which packs a pack has named, inside a transaction."""
    settings = context.stores.settings
    kept = settings.get(NAMED) or {}
    known = set(kept.get(chain, ()))
    told = known | set(numbers)
    if told != known:
        settings.put(NAMED, {**kept, chain: sorted(told)})
