"""下发 of entries of registers: 专项督导 for everybody in it, a 投诉 for who verifies it alone.

Who complained is kept apart on the laptop as it is at the office (ADR 20): the names travel beside
the entry, in a pack that one person alone can open; that they left is noted where looks are noted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.campaign import CAMPAIGN, name_of
from inspector_app.domain.registers.complaint import COMPLAINT
from inspector_app.domain.registers.entry_json import entry_json
from inspector_app.domain.registers.kind import Entry, RegisterKind
from inspector_app.domain.registers.shapes import Files
from inspector_app.services.context import Context
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.pack_values import rows_in, text_in
from inspector_app.services.register_edit import RegisterEditService
from inspector_app.services.registers import RegisterService
from inspector_app.services.sealed_parts import SealedParts
from inspector_app.storage.registers import EntryFilter

CAMPAIGNS: Final = "campaigns"
COMPLAINTS: Final = "complaints"
# Decided where an entry lies; the office's word does not change them.
_OWN: Final = frozenset(
    {"state", "stage", "revision", "reason", "created_at", "filed_at", "origin"}
)
_REASON: Final = "督导室下发更新"


@dataclass(frozen=True, slots=True)
class _Told:
    """An entry that a pack holds, and the one of its uid that is here."""

    said: dict[str, Any]
    sealed: dict[str, Any]
    known: Entry | None


class EntriesOfKind:
    """Gathers, shows and writes entries of one register."""

    def __init__(
        self, context: Context, kind: RegisterKind, *, edit: RegisterEditService,
        registers: RegisterService,
    ) -> None:  # fmt: skip
        self._context = context
        self._kind = kind
        self._edit = edit
        self._registers = registers

    def filed(self, wanted: Sequence[str]) -> list[Entry]:
        """Return filed entries, by number or uid; all of them without (errors as of a kind)."""
        store = self._context.stores.registers
        if not wanted:
            every = store.list(EntryFilter(kind=self._kind.id))
            return [each for each in every if each.state is EntryState.FILED]
        found = [store.get(self._registers.uid_of(self._kind.id, each)) for each in wanted]
        unready = [each.number for each in found if each.state is not EntryState.FILED]
        if unready:
            raise RefusedError(
                f"{'、'.join(unready)} 现在不是定稿，没有下发任何内容；请定稿后再下发。"
            )
        return found

    def row(self, entry: Entry, *, sealed: Mapping[str, Any]) -> dict[str, Any]:
        """Return an entry as it travels; its attachments stay."""
        said = entry_json(self._kind, entry)
        said |= {field.id: [] for field in self._kind.fields if isinstance(field.shape, Files)}
        return {"entry": said, "sealed": dict(sealed)}

    def uids(self, rows: Mapping[str, Any], name: str) -> Iterator[str]:
        """Yield which entries the rows are about."""
        for row in rows_in(rows, name):
            yield text_in(row["entry"], "uuid")

    def lines(self, rows: Mapping[str, Any], name: str) -> Iterator[PackLine]:
        """Yield what taking the entries over would do."""
        for told in self._told(rows, name):
            yield PackLine(*self._judged(told))

    def _told(self, rows: Mapping[str, Any], name: str) -> Iterator[_Told]:
        for row in rows_in(rows, name):
            said, sealed = row["entry"], row["sealed"]
            if not isinstance(said, dict) or not isinstance(sealed, dict):
                msg = "an entry is no object"
                raise TypeError(msg)
            known = self._context.stores.registers.find(text_in(said, "uuid"))
            yield _Told(said, sealed, known)

    def _judged(self, told: _Told) -> tuple[Mark, str]:
        title = f"{self._kind.name} {text_in(told.said, 'no')} {self._title(told.said)}".strip()
        known = told.known
        if known is None:
            taken = self._context.database.row(
                "SELECT 1 FROM register_entry WHERE number = ?", told.said["no"]
            )
            if taken:
                return Mark.REFUSED, f"{title}：本机另有一条是这个编号"
            return Mark.NEW, title
        differing = self._differing(told)
        if not differing:
            return Mark.SAME, title
        if known.state is not EntryState.FILED or known.removed:
            return Mark.REFUSED, f"{title}：本机的一条正在更正或已作废，请先定稿"
        labels = "、".join(self._kind.by_id[name].label for name in differing)
        return Mark.CHANGED, f"{title}：{labels}"

    def _title(self, said: Mapping[str, Any]) -> str:
        return str(said.get("name") or "")

    def _differing(self, told: _Told) -> tuple[str, ...]:
        """Return the fields that the office says otherwise; an attachment never is one."""
        assert told.known is not None
        here = entry_json(self._kind, told.known)
        return tuple(
            field.id for field in self._kind.fields
            if not isinstance(field.shape, Files)
            and field.id in told.said and told.said[field.id] != here[field.id]
        )  # fmt: skip

    def take(self, rows: Mapping[str, Any], name: str) -> Changes:
        """Write what is new and what changed (UserError: an entry cannot stand here)."""
        changes = Changes()
        for told in list(self._told(rows, name)):
            mark, _ = self._judged(told)
            if mark is Mark.NEW:
                changes |= self._begin(told)
            elif mark is Mark.CHANGED:
                changes |= self._correct(told)
        return changes

    def _begin(self, told: _Told) -> Changes:
        given = {name: value for name, value in told.said.items() if name not in _OWN}
        made = self._edit.new_from_json(self._kind.id, {**given, **told.sealed})
        if told.sealed:
            SealedParts(self._context).note(made.uid, "随督导室下发收到")
        return made.changes | self._registers.file(made.uid)

    def _correct(self, told: _Told) -> Changes:
        assert told.known is not None
        uid = told.known.uid
        changes = self._registers.correct(uid, reason=_REASON)
        for name in self._differing(told):
            changes |= self._edit.set_json(uid, name, told.said[name]).changes
        return changes | self._registers.file(uid)


class CampaignsKind:
    """Sends 专项督导 with its groups and schools; a change is taken over as a correction."""

    kind = CAMPAIGNS
    title = "专项督导"
    about = "定稿的专项督导方案，写编号或名称；不写就是全部"
    replaces = False
    each_person = False
    chooses = True

    def __init__(
        self, context: Context, *, edit: RegisterEditService, registers: RegisterService
    ) -> None:
        self._entries = EntriesOfKind(context, CAMPAIGN, edit=edit, registers=registers)

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return campaigns by number or name (errors as of a ``PackKind``)."""
        del to
        every = {name_of(each.values): each.number for each in self._entries.filed(())}
        found = self._entries.filed([every.get(name, name) for name in wanted])
        if not found:
            raise NothingToSendError("专项督导", "请先把专项督导方案定稿")
        return {"campaigns": [self._entries.row(each, sealed={}) for each in found]}

    def subjects(self, rows: Mapping[str, Any]) -> Iterator[str]:
        """Yield which campaigns it is about: the newest word counts."""
        return self._entries.uids(rows, "campaigns")

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which campaigns would be here."""
        return tuple(self._entries.lines(rows, "campaigns"))

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Write them."""
        return self._entries.take(rows, "campaigns")


class ComplaintsKind:
    """Sends single complaints to the one person who is to verify them."""

    kind = COMPLAINTS
    title = "投诉核查"
    about = "要核查的投诉，必须写编号，只能发给一位督学；反映人信息另存，附件不发"
    replaces = False
    each_person = False
    chooses = True

    def __init__(
        self, context: Context, *, edit: RegisterEditService, registers: RegisterService
    ) -> None:
        self._context = context
        self._entries = EntriesOfKind(context, COMPLAINT, edit=edit, registers=registers)

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return complaints with who complained, for one person (errors as of a ``PackKind``)."""
        if not wanted:
            raise RefusedError("投诉要一件一件下发，没有写编号，没有下发任何内容；请写投诉编号。")
        if len({each.inspector_id for each in to}) != 1:
            raise RefusedError("投诉只能发给负责核查的一位督学，没有下发任何内容；请只选一位。")
        sealed = self._context.stores.sealed
        found = self._entries.filed(wanted)
        return {
            "complaints": [self._entries.row(each, sealed=sealed.get(each.uid)) for each in found]
        }

    def note_sent(self, rows: Mapping[str, Any], *, to: Sequence[Laptop]) -> None:
        """Note that what is sealed has left, where looks are noted."""
        for row in rows["complaints"]:
            if row["sealed"]:
                words = f"下发给{to[0].name}核查"
                SealedParts(self._context).note(row["entry"]["uuid"], words)

    def subjects(self, rows: Mapping[str, Any]) -> Iterator[str]:
        """Yield which complaints it is about: the newest word counts."""
        return self._entries.uids(rows, "complaints")

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which complaints would be here; never who complained."""
        return tuple(self._entries.lines(rows, "complaints"))

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Write them, who complained apart."""
        return self._entries.take(rows, "complaints")
