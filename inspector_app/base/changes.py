"""What a writing service touched, so that every open page can decide whether to reload."""

from typing import NamedTuple


class Changes(NamedTuple):
    """The nouns that one committed use case changed.

    ``months`` holds the months ("2026-11") whose table may differ now.
    """

    schools: bool = False
    inspectors: bool = False
    visits: bool = False
    issues: bool = False
    lessons: bool = False
    photos: bool = False
    notes: bool = False
    complaints: bool = False
    bundles: bool = False
    settings: bool = False
    calendar: bool = False
    registers: bool = False
    plans: bool = False
    rules: bool = False
    recusals: bool = False
    replies: bool = False
    indicators: bool = False
    numbers: bool = False
    phrases: bool = False
    tasks: bool = False
    months: frozenset[str] = frozenset()
    visit_uids: frozenset[str] = frozenset()
    entry_uids: frozenset[str] = frozenset()

    def __or__(self, other: "Changes") -> "Changes":
        """Return what either of the two touched."""
        return Changes(
            **{name: getattr(self, name) | getattr(other, name) for name in self._fields}
        )

    def __bool__(self) -> bool:
        """Say whether anything changed at all."""
        return any(tuple(self))
