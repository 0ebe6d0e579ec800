"""Which figures of a month hold: those that were kept when it was handed over or locked.

Above districts a later bundle may come after the lock: then the newest edition issued since.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from inspector_app.domain.month import Month
from inspector_app.services.context import Context


class Standing(NamedTuple):
    """Figures that hold.

    Attributes:
        content: in the form of ``month --json``.
        at: instant at which they were kept.
        body: with everything that is kept beside them, where that was kept.
        edition: the number of the edition that took the place of the lock, else 0.
    """

    content: Mapping[str, Any]
    digest: str
    at: str
    body: dict[str, Any] | None
    edition: int = 0


def standing(context: Context, month: Month) -> Standing | None:
    """Return the figures of a month that hold, ``None`` while it is open."""
    stores, scope = context.stores, context.scope
    locked = stores.bundles.locked(str(month), scope)
    if locked is None:
        return None
    since = stores.months.edition_since(month, scope)
    if since is not None:
        return Standing(since.body["content"], since.digest, since.at, since.body, since.number)
    body = stores.months.frozen(month, scope)
    return Standing(locked["content"], locked["digest"], locked["locked_at"], body)
