"""Writing entries of registers: every change is saved, remembered and can be taken back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import IncompleteError, InputError, RefusedError
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.entry_json import entry_json
from inspector_app.domain.registers.kind import Entry, RegisterKind, leak_problem
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.shapes import Field, Files, Rows
from inspector_app.services.context import Context
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.register_fields import (
    find_field,
    find_place,
    read_field,
    read_row,
    read_sealed,
    read_values,
    row_at,
    stored_field,
)
from inspector_app.services.register_journal import NOUN, RegisterJournal, changes_of
from inspector_app.services.saved import Added, Saved, saved_now
from inspector_app.services.sealed_parts import SealedParts
from inspector_app.services.undo import Undo, Undone
from inspector_app.services.value_readers import uid_in

_NO_INSPECTOR: Final = "000"
# What may differ between an entry and the file it is read from again.
_NOT_COMPARED: Final = frozenset(
    {"no", "state", "stage", "revision", "reason", "created_at", "filed_at", "origin"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry that was begun."""

    uid: str
    number: str
    changes: Changes


class RegisterEditService:
    """Changes entries; every call is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.registers
        self._edits = RegisterJournal(context)
        self._undo = Undo(context, self._edits)
        self._lookup = ContextLookup(context)
        self._sealed = SealedParts(context)

    # -- beginning -------------------------------------------------------------------------------

    def new(self, kind_id: str) -> NewEntry:
        """Begin a draft of a kind, dated today where its day is that of writing."""
        return self.new_from_json(kind_id, {})

    def new_from_json(self, kind_id: str, data: Mapping[str, Any]) -> NewEntry:
        """Begin a draft from a file of fields, as ``show --json`` prints them.

        An entry that is here already with the same content is not made twice.

        Raises:
            InputError: a field cannot be read, or the file is of another register.
            RefusedError: another entry has the uuid or the number, or an attachment is not here.
        """
        kind = KINDS[kind_id]
        if data.get("register") not in {None, "", kind.id, kind.name}:
            raise InputError(
                f"文件里是“{data['register']}”，不是“{kind.name}”，没有新建；请换成这一种登记的文件。"
            )
        with self._context.database.transaction():
            start = kind.start(self._context.today(), self._context.identity.inspector_id)
            values = kind.filled({**start, **read_values(kind, data, self._lookup)})
            if kind.written_by_items:
                values = self._with_items(kind, values)
            self._refuse_unknown_files(kind, values)
            entry = Entry(
                uid=uid_in(data),
                kind=kind.id,
                number=str(data.get("no") or ""),
                values=values,
                origin=self._context.identity.device,
                created_at=self._context.now_text(),
            )
            known = self._store.find(entry.uid)
            if known is not None:
                return self._same(kind, known, entry)
            begun = self._begin(kind, entry)
            self._sealed.fill(begun.uid, read_sealed(kind, data, self._lookup))
            return begun

    def _with_items(self, kind: RegisterKind, values: dict[str, Any]) -> dict[str, Any]:
        from inspector_app.services.item_entries import begun_values

        return begun_values(self._context, kind, values)

    def _begin(self, kind: RegisterKind, entry: Entry) -> NewEntry:
        number = entry.number
        if number:
            self._refuse_taken(kind, number)
        else:
            number = self._next_number(kind)
        begun = replace(entry, number=number)
        self._store.insert(begun)
        self._edits.barrier(begun.uid, {"note": "新建", "number": number})
        return NewEntry(uid=begun.uid, number=number, changes=changes_of(begun.uid))

    def _next_number(self, kind: RegisterKind) -> str:
        """Return the next number: 种类-年-督学号-流水, from this device's block."""
        identity = self._context.identity
        year, who = self._context.today().year, identity.inspector_id or _NO_INSPECTOR
        prefix = f"{kind.prefix}-{year}-{who}-"
        return identity.next_number(prefix, highest=self._store.highest_serial(prefix))

    def _refuse_taken(self, kind: RegisterKind, number: str) -> None:
        if not re.fullmatch(rf"{kind.prefix}-\d{{4}}-[^\W_]+-\d{{4,9}}", number):
            raise InputError(
                f"“{number}”不是“{kind.name}”的编号（{kind.prefix}-年-督学号-流水），没有新建；"
                "请去掉文件里的 no，由程序另给编号。"
            )
        taken = self._context.database.row(
            "SELECT 1 FROM register_entry WHERE number = ?1 UNION ALL"
            " SELECT 1 FROM tombstone WHERE number = ?1",
            number,
        )
        if taken:
            raise RefusedError(
                f"编号“{number}”已经用过，没有新建；请去掉文件里的 no，由程序另给编号。"
            )

    def _refuse_unknown_files(self, kind: RegisterKind, values: Mapping[str, Any]) -> None:
        for field, file in _files_in(kind.fields, values):
            if not self._context.attachments.has(file["sha256"]):
                raise RefusedError(
                    f"附件“{file['name']}”不在这台电脑里，没有新建；"
                    f"请去掉文件里的 {field.id}，建好后再放入附件。"
                )

    def _same(self, kind: RegisterKind, known: Entry, given: Entry) -> NewEntry:
        if known.removed:
            raise RefusedError(
                f"这一条在回收站里（{known.number}），没有新建；请先从回收站恢复它。"
            )
        comparable = [
            {k: v for k, v in entry_json(kind, entry).items() if k not in _NOT_COMPARED}
            for entry in (known, given)
        ]
        if known.kind != given.kind or comparable[0] != comparable[1]:
            raise RefusedError(
                f"这一条已经在这里（{known.number}），内容与文件不同，没有改动；"
                "请用“更正”修改它，或去掉文件里的 uuid 和 no 另建一条。"
            )
        return NewEntry(uid=known.uid, number=known.number, changes=Changes())

    # -- fields ----------------------------------------------------------------------------------

    def set_field(self, uid: str, name: str, value: Any, *, editing: str = "") -> Saved:
        """Save one value under the name it is stored by: a field, or ``field/row/part``.

        Args:
            uid: the entry.
            name: of the value.
            value: a JSON value or a text, as the field reads it.
            editing: id of the editing session; typing in one field of one session is one change.

        Raises:
            EntryNotEditableError: the entry is no draft, and the field not one that is told later.
            InputError: the value cannot be read.
            RefusedError: an option cannot follow the one that is there.
            IncompleteError: a filed entry would say what is sealed of it; nothing was changed.
        """
        with self._context.database.transaction():
            typed = isinstance(value, str)
            changes = typed and self._edits.type_on(NOUN, uid, name, value, editing=editing)
            sealed = None if changes else self._kind(uid).sealed_by_id.get(name)
            if sealed is not None:
                stored = read_field(sealed, value, self._lookup)
                changes = self._sealed.write(uid, sealed, stored)
            elif not changes:
                field = stored_field(self._kind(uid), name)
                entry = self._edits.open_for(uid, field)
                _refuse_fixed(field)
                stored = read_field(field, value, self._lookup)
                self._edits.set_value(entry, name, stored, editing=editing, part=field)
                changes = changes_of(uid)
            self._refuse_leak(uid, name)
        return saved_now(self._context, changes)

    def set_json(self, uid: str, name: str, value: Any) -> Saved:
        """Save one field given by id or label; ``decisions[0].due`` is one of the first row."""
        kind = self._kind(uid)
        with self._context.database.transaction():
            sealed = self._sealed.field(uid, name)
            if sealed is not None:
                stored = read_field(sealed, value, self._lookup)
                return saved_now(self._context, self._sealed.write(uid, sealed, stored))
            field, place = find_place(self._store.get(uid), kind, name)
            entry = self._edits.open_for(uid, field)
            _refuse_fixed(field)
            stored = read_field(field, value, self._lookup)
            self._edits.set_value(entry, place, stored, part=field)
            self._refuse_leak(uid, field.id)
        return saved_now(self._context, changes_of(uid))

    def _refuse_leak(self, uid: str, name: str) -> None:
        """Refuse a text in a filed entry that says what is sealed; a draft is checked at 定稿."""
        entry = self._store.get(uid)
        kind = KINDS[entry.kind]
        field = kind.by_id.get(name)
        if field is None or not kind.sealed or entry.state is EntryState.DRAFT:
            return
        if field.label in self._sealed.state(kind, entry).leaks:
            raise IncompleteError(
                f"没有保存：写的内容里有{kind.sealed_about}。",
                problems=(leak_problem(kind, (field.label,)),),
            )

    def leave_field(self, uid: str) -> Saved:
        """Index the entry's text now that the person has left a long field."""
        with self._context.database.transaction():
            self._context.stores.search.index_entry(uid)
        return saved_now(self._context, Changes())

    # -- rows ------------------------------------------------------------------------------------

    def add_row(
        self, uid: str, name: str, data: Mapping[str, Any] | None = None, *, editing: str = ""
    ) -> Added:
        """Add a row to a field that is made of rows, empty or from a file of its fields.

        Raises:
            InputError: the field has no rows, or one of the row's fields cannot be read.
            EntryNotEditableError: the entry is no draft, and the field not one that is told later.
        """
        with self._context.database.transaction():
            field, shape = self._rows(uid, name)
            row = read_row(shape, data or {}, self._lookup)
            entry = self._edits.open_for(uid, field)
            rows = entry.values[field.id]
            if row["uuid"] in {each["uuid"] for each in rows}:
                raise RefusedError(
                    f"{shape.noun}的唯一标识“{row['uuid']}”已经用过，没有添加；"
                    "请去掉文件里的 uuid，由程序另给。"
                )
            self._edits.set_value(entry, field.id, [*rows, row], editing=editing, part=field)
        return Added(uid=row["uuid"], saved=saved_now(self._context, changes_of(uid)))

    def remove_row(self, uid: str, name: str, row_uid: str, *, editing: str = "") -> Saved:
        """Take a row out; undo brings it back whole (errors as above)."""
        with self._context.database.transaction():
            field, _ = self._rows(uid, name)
            entry = self._edits.open_for(uid, field)
            left = [row for row in entry.values[field.id] if row["uuid"] != row_uid]
            self._edits.set_value(entry, field.id, left, editing=editing, part=field)
        return saved_now(self._context, changes_of(uid))

    def remove_row_at(self, uid: str, name: str, place: int) -> Saved:
        """Take out the row at a place counted from 0 (errors as above)."""
        field, _ = self._rows(uid, name)
        return self.remove_row(uid, field.id, row_at(self._store.get(uid), field, place))

    def move_row(
        self, uid: str, name: str, row_uid: str, *, to: int, editing: str = ""
    ) -> Saved:  # fmt: skip
        """Let a row stand at place ``to``, from 0 (errors as above)."""
        with self._context.database.transaction():
            field, _ = self._rows(uid, name)
            entry = self._edits.open_for(uid, field)
            rows = entry.values[field.id]
            ordered = [row for row in rows if row["uuid"] != row_uid]
            ordered[max(0, to) : max(0, to)] = [row for row in rows if row["uuid"] == row_uid]
            self._edits.set_value(entry, field.id, ordered, editing=editing, part=field)
        return saved_now(self._context, changes_of(uid))

    def _rows(self, uid: str, name: str) -> tuple[Field, Rows]:
        field = find_field(self._kind(uid), name)
        if not isinstance(field.shape, Rows):
            raise InputError(f"“{field.label}”里没有分项，没有改；请直接改这个字段。")
        self._edits.open_for(uid, field)
        _refuse_fixed(field)
        return field, field.shape

    # -- undo ------------------------------------------------------------------------------------

    def undo(self, uid: str) -> Undone | None:
        """Take the newest change back that may be changed; ``None`` when there is none."""
        with self._context.database.transaction():
            return self._undo.back(self._open(uid))

    def redo(self, uid: str) -> Undone | None:
        """Put the change last taken back in again; ``None`` when there is none."""
        with self._context.database.transaction():
            return self._undo.forth(self._open(uid))

    def _open(self, uid: str) -> Entry:
        """Return an entry in which something may be written; undo never goes behind its filing."""
        return self._edits.open_for(uid, _ANY_LATER)

    def _kind(self, uid: str) -> RegisterKind:
        return KINDS[self._store.get(uid).kind]


def _files_in(
    fields: Iterable[Field], values: Mapping[str, Any]
) -> Iterator[tuple[Field, dict[str, Any]]]:
    """Yield every file of an entry, those of its rows too, with its field."""
    for field in fields:
        if isinstance(field.shape, Files):
            yield from ((field, file) for file in values[field.id])
        elif isinstance(field.shape, Rows):
            for row in values[field.id]:
                yield from _files_in(field.shape.fields, row)


def _refuse_fixed(field: Field) -> None:
    """Refuse to change what was told when an entry was begun."""
    rows = field.shape if isinstance(field.shape, Rows) else None
    if rows is not None and rows.fixed:
        raise RefusedError(
            f"“{field.label}”由指标体系定下，不能整组增减，没有改；"
            f"请逐项改，如 {field.id}[0].note。"
        )
    if field.fixed:
        raise RefusedError(f"“{field.label}”在新建时定下，不能改；要换的请另建一份。没有改动。")


_ANY_LATER: Final = Field(id="", label="", shape=Rows(noun="", fields=()), later=True)
