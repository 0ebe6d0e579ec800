"""The sealed part of an entry: who complains. Kept apart, looked at by an act that is noted.

The history says who looked or wrote and when, never what stands there: it is a chain that nothing
can be taken out of, and what people may ask to be forgotten must not be in it. For the same reason
there is no undo here.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.clock import day_of_instant
from inspector_app.base.errors import RefusedError
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry, RegisterKind, SealedState
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.shapes import Field, Line, Paragraphs
from inspector_app.services.context import Context
from inspector_app.services.register_fields import find_sealed
from inspector_app.services.register_journal import EntryNotEditableError, changes_of

_NOUN: Final = "secret"
# A single character would be found everywhere.
_LEAST: Final = 2


class Look(NamedTuple):
    """Somebody looked at a sealed part or wrote in it."""

    at: str
    actor: str
    act: str


class SealedParts:
    """Reads and writes sealed parts; every act is noted in the same transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.sealed
        self._entries = context.stores.registers

    # -- without looking -------------------------------------------------------------------------

    def state(self, kind: RegisterKind, entry: Entry) -> SealedState:
        """Return what may be known without looking: what is filled, and what stands elsewhere."""
        if not kind.sealed:
            return SealedState()
        values = self._store.get(entry.uid)
        return SealedState(
            filled=frozenset(values),
            leaks=tuple(_leaks(kind, entry, values)),
            handed_on=self._handed_on(entry.uid),
        )

    def _handed_on(self, uid: str) -> date | None:
        sent = [day_of_instant(file.at) for file in self._store.files(uid) if file.way == "out"]
        return sent[-1] if sent else None

    def log(self, uid: str) -> tuple[Look, ...]:
        """Return who looked at the sealed part of an entry or wrote in it, oldest first."""
        history = self._context.stores.journal.of_visit(_place(uid))
        return tuple(Look(each.at, each.actor, str(each.op["note"])) for each in history)

    # -- looking ---------------------------------------------------------------------------------

    def reveal(self, uid: str, *, why: str = "查看") -> dict[str, Any]:
        """Return the sealed values by the ids of their fields, and note who looked."""
        with self._context.database.transaction():
            values = self._store.get(uid)
            if values:
                self.note(uid, why)
            return values

    # -- writing ---------------------------------------------------------------------------------

    def write(self, uid: str, field: Field, value: Any) -> Changes:
        """Write one sealed value; it may be told after 定稿, too.

        Raises:
            EntryNotEditableError: the entry is voided or in the recycle bin.
        """
        return self.fill(uid, {field.id: value})

    def fill(self, uid: str, given: Mapping[str, Any]) -> Changes:
        """Write several sealed values; an empty one is taken out (errors as above)."""
        with self._context.database.transaction():
            entry = self._open(uid)
            values = self._store.get(uid)
            changed = {k: v for k, v in given.items() if values.get(k, "") != v}
            if not changed:
                return Changes()
            sealed = KINDS[entry.kind].sealed_by_id
            left = {k: v for k, v in {**values, **changed}.items() if v}
            self._store.put(uid, left)
            self.note(uid, f"填写{'、'.join(sealed[k].label for k in changed)}")
            return changes_of(uid)

    def forget(self, uid: str, *, reason: str) -> Changes:
        """Take out all that is sealed, for good; the entry itself stays.

        Raises:
            RefusedError: no reason is given, or there is nothing.
        """
        if not reason.strip():
            raise RefusedError("删除反映人信息要写明理由，没有删除；请写一句理由后再删。")
        with self._context.database.transaction():
            if not self._store.get(uid):
                raise RefusedError("这一条没有反映人信息，没有改动。")
            self._store.put(uid, {})
            self.note(uid, f"删除反映人信息：{reason.strip()}")
            return changes_of(uid)

    def field(self, uid: str, name: str) -> Field | None:
        """Return the sealed field that ``name`` means, if it means one."""
        return find_sealed(KINDS[self._entries.get(uid).kind], name)

    def _open(self, uid: str) -> Entry:
        entry = self._entries.get(uid)
        if entry.removed or entry.state is EntryState.VOIDED:
            raise EntryNotEditableError(entry)
        return entry

    def note(self, uid: str, act: str) -> None:
        """Note what was done with a sealed part, inside the running transaction."""
        # Under a place of its own: undo of the entry goes past it.
        self._context.note(_NOUN, uid, {"note": act}, visit_uid=_place(uid))


def _leaks(kind: RegisterKind, entry: Entry, sealed: Mapping[str, Any]) -> Iterator[str]:
    """Yield the label of each open text in which a sealed value stands as well."""
    texts = (sealed.get(field.id, "").strip() for field in kind.sealed if _is_text(field))
    secrets = [text for text in texts if len(text) >= _LEAST]
    for field in kind.fields:
        if _is_text(field):
            text = entry.values[field.id]
            if any(secret in text for secret in secrets):
                yield field.label


def _is_text(field: Field) -> bool:
    return isinstance(field.shape, Line | Paragraphs)


def _place(uid: str) -> str:
    return f"{_NOUN}/{uid}"
