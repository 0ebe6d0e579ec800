"""Takes changes of a draft back, and puts them back, from the history."""

from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from inspector_app.base.changes import Changes
from inspector_app.services.context import Context
from inspector_app.storage.journal import Entry

_Target = TypeVar("_Target")
_Target_contra = TypeVar("_Target_contra", contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was taken back or put back, and where to look.

    Attributes:
        label: what it was, in Chinese ("督导过程（纪实）").
        noun, row_uid, field: the place; ``field`` is empty for a whole row.
    """

    changes: Changes
    label: str
    noun: str
    row_uid: str
    field: str


class Editor(Protocol[_Target_contra]):
    """Knows one kind of record and how its changes are done again."""

    def record_uid(self, target: _Target_contra) -> str:
        """Return the uid under which the history keeps the record."""
        ...

    def apply(self, target: _Target_contra, entry: Entry, op: dict[str, Any]) -> None:
        """Do ``op``, an entry's own or its inverse, to the record."""
        ...

    def changes(self, target: _Target_contra, entry: Entry) -> Changes:
        """Return what a change like that of ``entry`` touches."""
        ...

    def label(self, entry: Entry) -> str:
        """Return in Chinese what an entry changed."""
        ...


class Undo(Generic[_Target]):
    """Walks the history of one record back and forth; the caller holds the transaction."""

    def __init__(self, context: Context, editor: Editor[_Target]) -> None:
        self._context = context
        self._editor = editor

    def back(self, target: _Target) -> Undone | None:
        """Take the newest change back; ``None`` when there is none."""
        done = self._context.stores.journal.stacks(self._editor.record_uid(target)).done
        return self._move(target, done[-1], forward=False) if done else None

    def forth(self, target: _Target) -> Undone | None:
        """Put the change last taken back in again; ``None`` when there is none."""
        undone = self._context.stores.journal.stacks(self._editor.record_uid(target)).undone
        return self._move(target, undone[-1], forward=True) if undone else None

    def _move(self, target: _Target, seq: int, *, forward: bool) -> Undone:
        entry = self._context.stores.journal.entry(seq)
        op = entry.op if forward else inverse(entry.op)
        self._editor.apply(target, entry, op)
        self._context.stores.journal.append(
            Entry(
                at=self._context.now_text(),
                actor=entry.actor,
                visit_uid=entry.visit_uid,
                noun=entry.noun,
                uid=entry.uid,
                field=entry.field,
                op=op,
                undoes=-seq if forward else seq,
            )
        )
        return Undone(
            changes=self._editor.changes(target, entry),
            label=self._editor.label(entry),
            noun=entry.noun,
            row_uid=entry.uid,
            field=entry.field,
        )


def inverse(op: dict[str, Any]) -> dict[str, Any]:
    """Return the operation that takes ``op`` back."""
    match op:
        case {"set": [old, new]}:
            return {"set": [new, old]}
        case {"span": [at, removed, inserted]}:
            return {"span": [at, inserted, removed]}
        case {"add": row}:
            return {"remove": row}
        case {"remove": row}:
            return {"add": row}
        case {"order": [old, new]}:
            return {"order": [new, old]}
    msg = f"no inverse of {sorted(op)}"
    raise ValueError(msg)
