"""The life of issues: append-only events, and the columns that are folded from them."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Final

from inspector_app.domain.issue_event import EventSource, IssueEvent, IssueEventKind
from inspector_app.domain.issue_fold import fold
from inspector_app.domain.milestones import Aim, milestones_of
from inspector_app.storage import issue_rows
from inspector_app.storage.codec import DATE, PLAIN, Codec, decode, encode, member
from inspector_app.storage.database import Database
from inspector_app.storage.event_details import DETAILS
from inspector_app.storage.rows import rows_where

EVENT_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "issue_uid": PLAIN,
    "kind": member(IssueEventKind),
    "effective_on": DATE,
    "recorded_at": PLAIN,
    "seq": PLAIN,
    "actor": PLAIN,
    "origin": PLAIN,
    "source": member(EventSource),
    "until": DATE,
    "note": PLAIN,
    "details": DETAILS,
}


class IssueEventStore:
    """Appends events and answers for them; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, event: IssueEvent) -> None:
        """Add an event and fold the issue's dates anew; an event already held changes nothing.

        An event without a number (``seq`` 0) is recorded here and now: it gets the next one.
        """
        from inspector_app.storage.tables import IssueEventRow

        known = self._database.row("SELECT 1 FROM issue_event WHERE uid = ?", event.uid)
        if known:
            return
        columns = encode(EVENT_CODECS, {name: getattr(event, name) for name in EVENT_CODECS})
        columns["seq"] = event.seq or self._next_seq(event.issue_uid)
        IssueEventRow.insert(**columns).execute(self._database.peewee)
        self.refold(event.issue_uid)

    def _next_seq(self, issue_uid: str) -> int:
        found = self._database.row(
            "SELECT coalesce(max(seq), 0) + 1 FROM issue_event WHERE issue_uid = ?", issue_uid
        )
        return int(found[0]) if found else 1

    def events(self, issue_uid: str) -> tuple[IssueEvent, ...]:
        """Return what happened to an issue, in the order of recording."""
        from inspector_app.storage.tables import IssueEventRow

        rows = rows_where(self._database, IssueEventRow, "issue_uid", issue_uid, "id")
        return tuple(IssueEvent(**decode(EVENT_CODECS, row)) for row in rows)

    def events_of(self, issue_uids: Iterable[str]) -> dict[str, tuple[IssueEvent, ...]]:
        """Return the same of each of many issues, with one query."""
        found: dict[str, list[IssueEvent]] = {uid: [] for uid in issue_uids}
        rows = self._database.rows(
            f"SELECT {', '.join(EVENT_CODECS)} FROM issue_event"  # noqa: S608 - columns of ours
            " WHERE issue_uid IN (SELECT value FROM json_each(?)) ORDER BY id",
            json.dumps([*found]),
        )
        for row in rows:
            event = IssueEvent(**decode(EVENT_CODECS, dict(zip(EVENT_CODECS, row, strict=True))))
            found[event.issue_uid].append(event)
        return {uid: tuple(events) for uid, events in found.items()}

    def refold(self, issue_uid: str) -> None:
        """Write the columns that the events of an issue lead to."""
        from inspector_app.storage.tables import IssueRow

        events = self.events(issue_uid)
        columns = issue_rows.issue_date_columns(fold(events))
        query = IssueRow.update(**columns).where(IssueRow.uid == issue_uid)
        query.execute(self._database.peewee)
        self._database.execute("DELETE FROM issue_milestone WHERE issue_uid = ?", issue_uid)
        self._database.execute_many(
            "INSERT INTO issue_milestone (issue_uid, ordinal, due, text, target, unit, done_on,"
            " actual, actual_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (issue_uid, place, DATE.encode(each.due), each.text, each.target, each.unit,
                 DATE.encode(each.done_on), each.actual, DATE.encode(each.actual_on))
                for place, each in enumerate(milestones_of(events))
            ],
        )  # fmt: skip

    def misfolded(self) -> Iterable[str]:
        """Yield the numbers of issues whose columns differ from what their events lead to."""
        rows = self._database.rows(f"SELECT {', '.join(issue_rows.ISSUE_COLUMNS)} FROM issue")  # noqa: S608 - columns of ours
        for row in rows:
            issue = issue_rows.issue_of(dict(zip(issue_rows.ISSUE_COLUMNS, row, strict=True)))
            events = self.events(issue.uid)
            if fold(events) != issue.dates or milestones_of(events) != self.milestones(issue.uid):
                yield issue.number

    def milestones(self, issue_uid: str) -> tuple[Aim, ...]:
        """Return the milestones of an issue as they are stored, by their days."""
        rows = self._database.rows(
            "SELECT due, text, target, unit, done_on, actual, actual_on FROM issue_milestone"
            " WHERE issue_uid = ? ORDER BY ordinal",
            issue_uid,
        )
        return tuple(
            Aim(
                due=date.fromisoformat(due), text=text, target=target, unit=unit,
                done_on=DATE.decode(done_on), actual=actual, actual_on=DATE.decode(actual_on),
            )
            for due, text, target, unit, done_on, actual, actual_on in rows
        )  # fmt: skip
