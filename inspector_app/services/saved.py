"""What a service answers when a change is on the disk."""

from dataclasses import dataclass

from inspector_app.base.changes import Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A change that is on the disk; ``at`` is the wall time to show ("10:42:07")."""

    changes: Changes
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A child row that was added."""

    uid: str
    saved: Saved
