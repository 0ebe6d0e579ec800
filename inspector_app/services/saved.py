"""What a service answers when a change is on the disk."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.clock import local_time_text

if TYPE_CHECKING:
    from inspector_app.services.context import Context


class Saved(NamedTuple):
    """A change that is on the disk since ``instant``.

    A tuple, and its time in words only when asked for: one is made at every save.
    """

    changes: Changes
    instant: datetime

    @property
    def at(self) -> str:
        """The wall time to show, e.g. ``10:42:07``."""
        return local_time_text(self.instant)


def saved_now(context: "Context", changes: Changes) -> Saved:
    """Return that changes were committed just now."""
    return Saved(changes, context.clock.now())


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A child row that was added."""

    uid: str
    saved: Saved
