"""Returns as events, and which of them went out; nothing is changed or taken away."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.returned import ReturnEvent, ReturnStep
from inspector_app.storage.database import Database

_COLUMNS = "uid, return_uid, visit_uid, seq, step, at, actor, content"

_OPEN = (
    "return_uid NOT IN (SELECT return_uid FROM return_event WHERE step IN ('closed', 'withdrawn'))"
)
_UNSENT = (
    "return_uid IN (SELECT return_uid FROM return_event"
    " WHERE step IN ('returned', 'closed', 'withdrawn')"
    "   AND uid NOT IN (SELECT event_uid FROM return_sent))"
)

_DONE = (
    "SELECT return_uid FROM return_event"  # noqa: S608 - conditions of ours
    f" WHERE NOT (({_OPEN}) OR ({_UNSENT})) GROUP BY return_uid"
)


class ReturnStore:
    """Keeps these; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, event: ReturnEvent) -> bool:
        """Keep an event, and say whether it was not here yet."""
        return bool(
            self._database.execute(
                f"INSERT OR IGNORE INTO return_event ({_COLUMNS})"  # noqa: S608 - columns of ours
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                event.uid, event.return_uid, event.visit_uid, event.seq, event.step.value,
                event.at, event.actor, stable_text(dict(event.content)),
            )
        )  # fmt: skip

    def any(self) -> bool:
        """Say whether anything was ever returned here."""
        return self._database.row("SELECT 1 FROM return_event LIMIT 1") is not None

    def all(self) -> tuple[ReturnEvent, ...]:
        """Return every event."""
        return self._found("1 = 1")

    def open(self) -> tuple[ReturnEvent, ...]:
        """Return the events of returns that the office has not finished."""
        return self._found(_OPEN)

    def waiting(self) -> tuple[ReturnEvent, ...]:
        """Return the events of returns that are open, or of which something has not gone out."""
        return self._found(f"({_OPEN}) OR ({_UNSENT})")

    def done(self, limit: int) -> tuple[ReturnEvent, ...]:
        """Return the events of finished returns of which all has gone out, the newest first.

        Args:
            limit: of how many returns.
        """
        return self._found(f"return_uid IN ({_DONE} ORDER BY max(at) DESC LIMIT ?)", limit)

    def count_done(self) -> int:
        """Return how many returns ``done`` could tell of."""
        found = self._database.row(f"SELECT count(*) FROM ({_DONE})")  # noqa: S608 - conditions of ours
        return int(found[0]) if found else 0

    def of_visit(self, visit_uid: str) -> tuple[ReturnEvent, ...]:
        """Return the events of all returns of a record."""
        return self._found("visit_uid = ?", visit_uid)

    def of_return(self, return_uid: str) -> tuple[ReturnEvent, ...]:
        """Return the events of one return."""
        return self._found("return_uid = ?", return_uid)

    def _found(self, condition: str, *values: Any) -> tuple[ReturnEvent, ...]:
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM return_event WHERE {condition} ORDER BY return_uid, seq, uid",  # noqa: S608 - conditions of ours
            *values,
        )
        return tuple(_event(row) for row in rows)

    # -- going out -------------------------------------------------------------------------------

    def note_sent(self, event_uids: Iterable[str], *, chain: str, at: str) -> None:
        """Note that events went out to a laptop."""
        self._database.execute_many(
            "INSERT OR IGNORE INTO return_sent (event_uid, chain, at) VALUES (?, ?, ?)",
            [(uid, chain, at) for uid in event_uids],
        )

    def sent(self) -> frozenset[tuple[str, str]]:
        """Return which event went out to which laptop."""
        rows = self._database.rows("SELECT event_uid, chain FROM return_sent")
        return frozenset((str(uid), str(chain)) for uid, chain in rows)


def _event(row: Sequence[Any]) -> ReturnEvent:
    uid, return_uid, visit_uid, seq, step, at, actor, content = row
    return ReturnEvent(
        uid=uid, return_uid=return_uid, visit_uid=visit_uid, seq=seq, step=ReturnStep(step), at=at,
        actor=actor, content=json.loads(content),
    )  # fmt: skip
