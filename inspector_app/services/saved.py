"""What a service answers when a change is on the disk."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector_app.base.changes import Changes
from inspector_app.base.clock import local_time_text

if TYPE_CHECKING:
    from inspector_app.services.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A change that is on the disk; ``at`` is the wall time to show ("10:42:07")."""

    changes: Changes
    at: str


def saved_now(context: "Context", changes: Changes) -> Saved:
    """Return that changes were committed just now."""
    return Saved(changes=changes, at=local_time_text(context.clock.now()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A child row that was added."""

    uid: str
    saved: Saved
