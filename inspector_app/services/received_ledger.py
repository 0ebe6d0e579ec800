"""Writes rows beside the records into the tables that a person looks at; one class a kind."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from inspector_app.base.changes import Changes
from inspector_app.domain.issue import Issue
from inspector_app.domain.names import without_surnames
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.services.bundle_ledger import MASKED
from inspector_app.services.context import Context
from inspector_app.services.ledger_reading import (
    ENTRY,
    ISSUE,
    REPLY,
    read_entry,
    read_reply,
    read_sourced_row,
)
from inspector_app.services.office_conflicts import free_number
from inspector_app.services.register_revision import frozen_entry
from inspector_app.storage.issue_rows import issue_columns


class Received(Protocol):
    """Lets what was received of one kind of row stand."""

    def number(self, uid: str) -> str | None:
        """Return the number of a row that stands here, ``None`` where there is none."""
        ...

    def gives_way(self, uid: str, content: Mapping[str, Any]) -> bool:
        """Say whether what stands here came from a workbook, or says what was received."""
        ...

    def stand(self, content: Mapping[str, Any]) -> str:
        """Write what a row says over what stands here, and return its number."""
        ...

    @property
    def changes(self) -> Changes:
        """What of the window this touches."""
        ...


class ReceivedEntries:
    """Entries of registers."""

    changes = Changes(registers=True)

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.registers

    def number(self, uid: str) -> str | None:
        """Return the number of an entry (see ``Received``)."""
        known = self._store.find(uid)
        return None if known is None else known.number

    def gives_way(self, uid: str, content: Mapping[str, Any]) -> bool:  # noqa: ARG002 - a workbook's gives way to whatever is signed
        """Say whether a workbook brought it."""
        return self._store.get(uid).origin == IMPORT_ORIGIN

    def stand(self, content: Mapping[str, Any]) -> str:
        """Write an entry and freeze its revision."""
        told = read_entry(self._context, content)
        number = free_number(
            self._context, "register_entry", uid=told.uid, number=told.number
        )  # fmt: skip
        entry = replace(told, number=number)
        if self._store.find(entry.uid) is None:
            self._store.insert(entry)
        else:
            self._store.write_values(entry.uid, entry.values)
            self._store.set_many(entry.uid, _bookkeeping(entry))
        self._freeze(entry)
        self._context.stores.search.index_entry(entry.uid)
        return number

    def _freeze(self, entry: Entry) -> None:
        history = self._context.stores.history
        if entry.revision in {each.revision for each in history.revisions(entry.uid)}:
            return
        actor = str(entry.values.get("inspector") or "")
        summary, content = frozen_entry(entry, actor=actor)
        history.add_revision(entry.uid, summary, content)


def _bookkeeping(entry: Entry) -> Mapping[str, object]:
    names = ("number", "revision", "reason", "origin", "created_at", "filed_at")
    return {**{name: getattr(entry, name) for name in names}, "state": entry.state.value}


class ReceivedIssues:
    """Issues that no record found."""

    changes = Changes(issues=True)

    def __init__(self, context: Context) -> None:
        self._context = context

    def number(self, uid: str) -> str | None:
        """Return the 问题编号 (see ``Received``)."""
        row = self._context.stores.issues.ledger_row(uid)
        return None if row is None else row.issue.number

    def gives_way(self, uid: str, content: Mapping[str, Any]) -> bool:
        """Say whether the issue here is the one that was received, with nobody to follow it up."""
        row = self._context.stores.issues.ledger_row(uid)
        assert row is not None
        told = read_sourced_row(self._context, content)
        return row.lead_id in {"", told.lead_id} and _masked(row.issue) == _masked(told.issue)

    def stand(self, content: Mapping[str, Any]) -> str:
        """Write an issue into the ledger, and note where another is of the same place."""
        read = read_sourced_row(self._context, content)
        uid = read.issue.uid
        number = free_number(self._context, "issue", uid=uid, number=read.issue.number)
        issue = replace(read.issue, number=number)
        self._context.stores.sourced_issues.put_received(
            issue, read.given, unit=read.unit, lead_id=read.lead_id
        )
        self._context.stores.issue_events.refold(uid)
        self._note_alike(uid, number)
        return number

    def _note_alike(self, uid: str, number: str) -> None:
        matters = self._context.stores.office_matters
        alike = self._context.stores.sourced_issues.alike(uid)
        if not alike:
            matters.clear_conflict(uid, reason="source")
            return
        said = f"{number} 和 {'、'.join(alike)} 出自同一来源的同一条，请核实是不是同一问题"
        matters.note_conflict(uid, reason="source", said=said, at=self._context.now_text())


def _masked(issue: Issue) -> dict[str, object]:
    """Return what an issue says as it leaves a laptop, its number apart."""
    columns = issue_columns(replace(issue, number=""))
    return columns | {name: without_surnames(getattr(issue, name)) for name in MASKED}


class ReceivedReplies:
    """学校回复, without their paper."""

    changes = Changes(replies=True)

    def __init__(self, context: Context, *, origin: str) -> None:
        self._context, self._origin = context, origin

    def number(self, uid: str) -> str | None:
        """Return the 回复编号 (see ``Received``)."""
        found = self._context.database.row("SELECT number FROM reply WHERE uid = ?", uid)
        return None if found is None else str(found[0])

    def gives_way(self, uid: str, content: Mapping[str, Any]) -> bool:  # noqa: ARG002 - nothing imports replies
        """Say no: a reply that is here, a person has written."""
        return False

    def stand(self, content: Mapping[str, Any]) -> str:
        """Write a recorded reply."""
        reply = read_reply(self._context, content)
        number = free_number(self._context, "reply", uid=reply.uid, number=reply.number)
        known, store = self.number(reply.uid), self._context.stores.replies
        reply, now = replace(reply, number=number), self._context.now_text()
        if known is None:
            store.insert_recorded(reply, at=now, origin=self._origin)
        else:
            store.update(reply, recorded_at=now)
        return number


def received(context: Context, *, origin: str) -> Mapping[str, Received]:
    """Return what writes each kind of row; ``origin`` is the laptop that it is written for."""
    return {
        ENTRY: ReceivedEntries(context),
        ISSUE: ReceivedIssues(context),
        REPLY: ReceivedReplies(context, origin=origin),
    }
