"""What a writing service touched, so that every open page can decide whether to reload."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
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
    months: frozenset[str] = frozenset()
    visit_uids: frozenset[str] = frozenset()
    entry_uids: frozenset[str] = frozenset()

    def __or__(self, other: "Changes") -> "Changes":
        """Return what either of the two touched."""
        return Changes(
            **{f.name: getattr(self, f.name) | getattr(other, f.name) for f in fields(self)}
        )

    def __bool__(self) -> bool:
        """Say whether anything changed at all."""
        return any(getattr(self, f.name) for f in fields(self))
