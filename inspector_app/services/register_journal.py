"""Joins a change of an entry to the history, and says when it may not be changed."""

from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.shapes import Field, OneOf, Paragraphs
from inspector_app.services.context import Context
from inspector_app.services.register_fields import stored_field
from inspector_app.services.value_journal import CORRECTED, Spot, ValueJournal
from inspector_app.storage.journal import Entry as HistoryEntry

NOUN: Final = "register"


class EntryNotEditableError(RefusedError):
    """The entry is filed, voided or in the recycle bin."""

    code = "not-editable"

    def __init__(self, entry: Entry) -> None:
        if entry.removed:
            sentence = "这一条在回收站里，不能修改；请先恢复它。已有内容都还在。"
        elif entry.state is EntryState.VOIDED:
            sentence = "这一条已作废，不能修改；内容保留备查。"
        else:
            sentence = "这一条已定稿，不能直接修改；需要改动时请用“更正”，写明理由后再改。"
        super().__init__(sentence)


class RegisterJournal(ValueJournal):
    """Writes values of entries with their history; the caller holds the transaction."""

    def __init__(self, context: Context) -> None:
        self._store = context.stores.registers
        super().__init__(context, self._store)

    def draft(self, uid: str) -> Entry:
        """Return the entry, if it may be written in.

        Raises:
            NotFoundError: there is none.
            EntryNotEditableError: it is filed, voided or discarded.
        """
        entry = self._store.get(uid)
        if entry.removed or entry.state is not EntryState.DRAFT:
            raise EntryNotEditableError(entry)
        return entry

    def open_for(self, uid: str, field: Field) -> Entry:
        """Return the entry, if that field of it may be written.

        What happened afterwards is told in a filed entry, too (errors as above).
        """
        entry = self._store.get(uid)
        if field.later and entry.state is EntryState.FILED and not entry.removed:
            return entry
        return self.draft(uid)

    def set_value(
        self, entry: Entry, name: str, value: Any, *, editing: str = "", part: Field | None = None
    ) -> bool:
        """Write the stored form of one value; say whether it differed.

        Args:
            entry: as it was before.
            name: under which it is stored: a field, or ``field/row/part``.
            value: its stored form.
            editing: the editing session.
            part: the field, where it is known already.

        Raises:
            RefusedError: an option cannot follow the one that is there.
        """
        field = part or stored_field(KINDS[entry.kind], name)
        spot = Spot(entry.uid, NOUN, entry.uid, name, editing)
        if KINDS[entry.kind].written_by_items:
            self._refuse_of_items(entry, name, value)
        if isinstance(field.shape, Paragraphs):
            return self.put_text(spot, value, changes_of(entry.uid))
        if isinstance(field.shape, OneOf):
            _refuse_leap(field, field.shape, self._store.value(NOUN, entry.uid, name), value)
        return self.put(spot, value)

    def _refuse_of_items(self, entry: Entry, name: str, value: Any) -> None:
        from inspector_app.services.item_entries import refuse_written

        refuse_written(self._context, entry, name, value)

    def barrier(self, uid: str, op: dict[str, Any]) -> None:
        """Note a step that undo never crosses: filing, correcting, voiding, discarding."""
        self._context.note(NOUN, uid, op, visit_uid=uid, field="*")

    def open_correction(self, entry: Entry, reason: str) -> None:
        """Note that a correction begins, with what it begins from."""
        values = dict(entry.values)
        self.barrier(entry.uid, {"note": CORRECTED, "reason": reason, "values": values})

    def before_correction(self, uid: str) -> dict[str, Any]:
        """Return the values from which the newest correction began."""
        return dict(self._store.as_filed(uid).values)

    # -- what undo asks for ----------------------------------------------------------------------

    def record_uid(self, target: Entry) -> str:
        """Return the uid under which the history keeps the entry."""
        return target.uid

    def apply(self, target: Entry, entry: HistoryEntry, op: dict[str, Any]) -> None:  # noqa: ARG002 - one way for every entry
        """Do ``op``, an entry's own or its inverse."""
        self.restore(entry, op)

    def changes(self, target: Entry, entry: HistoryEntry) -> Changes:  # noqa: ARG002 - one way for every entry
        """Return what a change touches."""
        return changes_of(target.uid)

    def label(self, entry: HistoryEntry) -> str:
        """Return in Chinese what an entry of the history changed."""
        changed = self._store.get(entry.uid)
        return stored_field(KINDS[changed.kind], entry.field).label


def changes_of(uid: str) -> Changes:
    """Return what a change of an entry touches."""
    return Changes(registers=True, entry_uids=frozenset({uid}))


def _refuse_leap(field: Field, shape: OneOf, old: Any, new: Any) -> None:
    allowed = shape.moves.get(old) if old is not None else None
    if allowed is None or new == old or new in allowed:
        return
    words = "、".join(shape.words[each] for each in shape.words if each in allowed)
    wanted = "空" if new is None else shape.words[new]
    raise RefusedError(
        f"“{field.label}”现在是“{shape.words[old]}”，不能改成“{wanted}”，没有改；"
        f"接下来可以是：{words or '没有别的'}。"
    )
