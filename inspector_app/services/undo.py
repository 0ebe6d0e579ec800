"""Takes changes of a draft back, and puts them back, from the history."""

from dataclasses import dataclass
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.domain.text_span import Span
from inspector_app.services.context import Context
from inspector_app.services.edit_journal import EditJournal, changes_of
from inspector_app.services.visit_fields import field_label
from inspector_app.storage.editing import Target
from inspector_app.storage.journal import Entry

_NOUN_LABEL: Final = {"visit": "", "issue": "问题·", "lesson": "听课·", "merit": "亮点·"}
_ROW_LABEL: Final = {"issue": "问题", "lesson": "听课", "merit": "亮点"}


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


class Undo:
    """Walks the history of one record back and forth; the caller holds the transaction."""

    def __init__(self, context: Context, journal: EditJournal) -> None:
        self._context = context
        self._edits = journal

    def back(self, target: Target) -> Undone | None:
        """Take the newest change back; ``None`` when there is none."""
        done = self._context.stores.journal.stacks(target.visit_uid).done
        return self._move(target, done[-1], forward=False) if done else None

    def forth(self, target: Target) -> Undone | None:
        """Put the change last taken back in again; ``None`` when there is none."""
        undone = self._context.stores.journal.stacks(target.visit_uid).undone
        return self._move(target, undone[-1], forward=True) if undone else None

    def _move(self, target: Target, seq: int, *, forward: bool) -> Undone:
        entry = self._context.stores.journal.entry(seq)
        op = entry.op if forward else inverse(entry.op)
        self._apply(target, entry, op)
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
            changes=changes_of(target, entry.noun),
            label=_label(entry),
            noun=entry.noun,
            row_uid=entry.uid,
            field=entry.field,
        )

    def _apply(self, target: Target, entry: Entry, op: dict[str, Any]) -> None:
        store = self._edits.store
        if "set" in op:
            store.write(entry.noun, entry.uid, entry.field, op["set"][1])
        elif "span" in op:
            text = store.value(entry.noun, entry.uid, entry.field)
            store.write(entry.noun, entry.uid, entry.field, Span(*op["span"]).applied(text))
        elif "add" in op:
            store.insert_row(entry.noun, op["add"])
        elif "remove" in op:
            store.delete_row(entry.noun, entry.uid)
            store.mark_dirty(target.visit_id)
        else:
            store.set_order(entry.noun, op["order"][1])


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


def _label(entry: Entry) -> str:
    if not entry.field:
        return _ROW_LABEL.get(entry.noun, "")
    return _NOUN_LABEL[entry.noun] + field_label(entry.noun, entry.field)
