"""Reading entries of registers, and their life: 定稿, 更正, 作废, 回收站."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from inspector_app.base.changes import Changes
from inspector_app.base.errors import IncompleteError, NotFoundError, Problem, RefusedError
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.campaign import CAMPAIGN, name_of
from inspector_app.domain.registers.entry_json import entry_json
from inspector_app.domain.registers.gaps import gaps
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, SealedState
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.shapes import Somebody
from inspector_app.domain.registers.summary import SUMMARY
from inspector_app.domain.registers.words import LEAKING, Names, said
from inspector_app.domain.views import RevisionSummary
from inspector_app.services.context import Context
from inspector_app.services.entry_search import EntrySearch
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.register_journal import (
    EntryNotEditableError,
    RegisterJournal,
    changes_of,
)
from inspector_app.services.register_revision import frozen_entry
from inspector_app.services.sealed_parts import SealedParts
from inspector_app.storage.registers import EntryFilter

if TYPE_CHECKING:
    from inspector_app.services.summary_closing import SummaryClosing


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecord:
    """An entry with everything that its page and its print show.

    Attributes:
        can_undo, can_redo: whether anything was changed since it was filed, or taken back.
    """

    entry: Entry
    kind: RegisterKind
    names: Names
    gaps: tuple[Problem, ...]
    hints: tuple[Problem, ...]
    sealed: SealedState
    revisions: tuple[RevisionSummary, ...]
    can_undo: bool
    can_redo: bool


_Elsewhere = Callable[[RegisterKind, Entry], tuple[Problem, ...]]
Kindred = Mapping[object, Sequence[Entry]]
"""Filed entries of one kind by what makes them kin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One line of a list of entries.

    Attributes:
        title: the words that name it.
        whose: the names of its school and its inspector, where a list shows them.
        cells: what the listed fields say, in their order.
        hint: what is odd about it, in Chinese, or nothing.
        leaks: labels of fields that say what is sealed; nothing of them is shown in lists.
    """

    entry: Entry
    title: str
    whose: str
    cells: tuple[str, ...]
    hint: str
    leaks: tuple[str, ...] = ()


class RegisterService:
    """Lists entries and takes them through their states."""

    def __init__(self, context: Context, *, summaries: "Callable[[], SummaryClosing]") -> None:
        self._context = context
        self._summaries = summaries
        self._store = context.stores.registers
        self._edits = RegisterJournal(context)
        self._sealed = SealedParts(context)

    # -- reading ---------------------------------------------------------------------------------

    def list(self, wanted: EntrySearch) -> tuple[EntryLine, ...]:
        """Return the entries that fit, newest day first (errors as of ``entries``)."""
        with self._context.database.snapshot():
            kind, names = KINDS[wanted.kind], self.names()
            entries = self.entries(wanted)
            filed = self._kindred(kind)
            lines = (self._line(kind, entry, names, filed) for entry in entries)
            return tuple(line for line in lines if _holds(line, wanted.text))

    def entries(self, wanted: EntrySearch) -> tuple[Entry, ...]:
        """Return the bare entries that fit, newest day first; ``text`` is not looked at.

        Raises:
            NotFoundError: there is no such school or inspector.
            InputError: more than one is called so.
        """
        year, lookup = wanted.year, ContextLookup(self._context)
        return self._store.list(
            EntryFilter(
                kind=wanted.kind,
                start=None if year is None else date(year, 1, 1),
                end=None if year is None else date(year, 12, 31),
                state=wanted.state,
                counted=wanted.counted,
                school_code=lookup.school(wanted.school).code if wanted.school else None,
                inspector_id=lookup.person_id(wanted.inspector) if wanted.inspector else None,
                removed=wanted.removed,
            )
        )

    def counts(self) -> Mapping[tuple[str, EntryState], int]:
        """Return how many entries there are of each kind in each state."""
        return self._store.counts()

    def uid_of(self, kind_id: str, number: str) -> str:
        """Return the uid of a number or of a uid itself.

        Raises:
            NotFoundError: no entry of the kind has it.
        """
        uid = self._store.uid_of(number)
        kind = KINDS[kind_id]
        if uid is None or self._store.get(uid).kind != kind_id:
            raise NotFoundError(
                f"“{kind.name}”里没有编号“{number}”；请核对编号，可用 {kind_id} list 列出全部。"
            )
        return uid

    def record(self, uid: str) -> EntryRecord:
        """Return an entry with everything that is shown of it (NotFoundError: there is none)."""
        return self._record(uid, self._elsewhere)

    def ready(self, uid: str) -> EntryRecord:
        """Return an entry with every gap that 定稿 will find, those that take counting too.

        Raises:
            NotFoundError: there is none.
        """
        return self._record(uid, self._counted)

    def _record(self, uid: str, elsewhere: _Elsewhere) -> EntryRecord:
        with self._context.database.snapshot():
            entry = self._store.get(uid)
            kind = KINDS[entry.kind]
            facts = self._facts(kind, entry, elsewhere)
            stacks = self._context.stores.journal.stacks(uid)
            return EntryRecord(
                entry=entry,
                kind=kind,
                names=self.names(),
                gaps=gaps(kind, entry, facts),
                hints=tuple(kind.hints(entry, facts)),
                sealed=facts.sealed,
                revisions=self._context.stores.history.revisions(uid),
                can_undo=bool(stacks.done),
                can_redo=bool(stacks.undone),
            )

    def as_json(self, uid: str) -> dict[str, Any]:
        """Return an entry under the ids of its fields (NotFoundError: there is none)."""
        entry = self._store.get(uid)
        return entry_json(KINDS[entry.kind], entry)

    def names(self) -> Names:
        """Return the names of all schools and inspectors."""
        schools = {school.code: school.name for school in self._context.stores.schools.all()}
        return Names(schools=schools, people=self._context.names())

    def _line(self, kind: RegisterKind, entry: Entry, names: Names, filed: Kindred) -> EntryLine:
        facts = Facts(
            today=self._context.today(),
            others=_others(kind, entry, filed),
            sealed=self._sealed.state(kind, entry),
        )
        alive = not entry.removed and entry.state is not EntryState.VOIDED
        hints = kind.hints(entry, facts) if alive else ()
        return EntryLine(
            entry=entry,
            title=LEAKING if facts.sealed.leaks else kind.title(entry.values),
            whose="　".join(filter(None, _whose(kind, entry, names))),
            cells=tuple(said(kind.by_id[f], entry.values[f], names) for f in kind.listed),
            hint="；".join(hint.what for hint in hints),
            leaks=facts.sealed.leaks,
        )

    def _kindred(self, kind: RegisterKind) -> Kindred:
        """Return the filed entries of a kind by the inspector, or by what else makes them kin."""
        found: defaultdict[object, list[Entry]] = defaultdict(list)
        if kin := kind.kin or kind.inspector:
            for entry in self.entries(EntrySearch(kind=kind.id, counted=True)):
                found[entry.values[kin]].append(entry)
        return found

    def _facts(self, kind: RegisterKind, entry: Entry, elsewhere: _Elsewhere) -> Facts:
        return Facts(
            today=self._context.today(),
            others=_others(kind, entry, self._kindred(kind)),
            names=self._names_behind(kind, entry),
            sealed=self._sealed.state(kind, entry),
            elsewhere=elsewhere(kind, entry),
        )

    def _elsewhere(self, kind: RegisterKind, entry: Entry) -> tuple[Problem, ...]:
        if kind.written_by_items:
            from inspector_app.services.item_entries import item_problems

            return item_problems(self._context, entry)
        if kind is not CAMPAIGN:
            return ()
        from inspector_app.services.campaign_checks import campaign_problems

        return campaign_problems(self._context, entry)

    def _counted(self, kind: RegisterKind, entry: Entry) -> tuple[Problem, ...]:
        if kind is SUMMARY and entry.state is EntryState.DRAFT:
            return self._summaries().problems(entry)
        return self._elsewhere(kind, entry)

    def _names_behind(self, kind: RegisterKind, entry: Entry) -> tuple[str, ...]:
        if not (kind.record and entry.values[kind.record].strip()):
            return ()
        from inspector_app.services.case_sources import names_of_record

        return names_of_record(self._context, entry.values[kind.record])

    # -- life ------------------------------------------------------------------------------------

    def file(self, uid: str) -> Changes:
        """定稿: check completeness and freeze the entry.

        Raises:
            IncompleteError: it lists every gap; nothing was changed.
            EntryNotEditableError: the entry is no draft.
        """
        with self._context.database.transaction():
            entry = self._edits.draft(uid)
            kind = KINDS[entry.kind]
            found = gaps(kind, entry, self._facts(kind, entry, self._counted))
            if found:
                sentence = f"还不能定稿：有 {len(found)} 处没有填好。已填的内容都在，补齐后再定稿。"
                raise IncompleteError(sentence, problems=found)
            if kind is SUMMARY:
                entry = self._summaries().close(entry, self._edits)
            at = self._context.now_text()
            self._store.set_many(uid, {"state": EntryState.FILED.value, "filed_at": at})
            self._freeze(replace(entry, filed_at=at))
            self._edits.barrier(uid, {"note": "定稿", "revision": entry.revision})
            self._context.stores.search.index_entry(uid)
        return changes_of(uid)

    def correct(self, uid: str, *, reason: str) -> Changes:
        """更正: open the next revision of a filed entry.

        Raises:
            RefusedError: no reason is given, or the entry is not filed.
        """
        wanted = _reason(reason, "更正")
        with self._context.database.transaction():
            entry = self._filed(uid, "更正")
            self._edits.open_correction(entry, wanted)
            self._store.set_many(
                uid,
                {"state": EntryState.DRAFT.value, "revision": entry.revision + 1,
                 "reason": wanted},
            )  # fmt: skip
        return changes_of(uid)

    def abandon_correction(self, uid: str) -> Changes:
        """Give a correction up: the entry is again what it was when the correction began.

        Raises:
            RefusedError: the entry is not being corrected.
        """
        with self._context.database.transaction():
            entry = self._edits.draft(uid)
            if entry.revision == 1:
                raise RefusedError("这一条还没有定稿过，没有可退回的版本；不要的草稿请移到回收站。")
            self._store.write_values(uid, self._edits.before_correction(uid))
            last = self._context.stores.history.revisions(uid)[-1]
            self._store.set_many(
                uid,
                {"state": EntryState.FILED.value, "revision": last.revision,
                 "reason": last.reason, "filed_at": last.filed_at},
            )  # fmt: skip
            self._edits.barrier(uid, {"note": "放弃更正"})
        return changes_of(uid)

    def void(self, uid: str, *, reason: str) -> Changes:
        """作废: the entry counts no more; its content stays for those who ask.

        Raises:
            RefusedError: no reason is given, or the entry is not filed.
        """
        wanted = _reason(reason, "作废")
        with self._context.database.transaction():
            self._filed(uid, "作废")
            self._store.set_many(uid, {"state": EntryState.VOIDED.value, "reason": wanted})
            self._edits.barrier(uid, {"note": "作废", "reason": wanted})
        return changes_of(uid)

    def before_voiding(self, uid: str) -> str:
        """Return in Chinese what must be known before 作废, empty where there is nothing."""
        entry = self._store.get(uid)
        if entry.kind != CAMPAIGN.id:
            return ""
        from inspector_app.services.campaign_checks import belonging_words

        said = belonging_words(self._context, name_of(entry.values))
        return said and f"{said}；作废后它们不再归到任何专项，专项次数也少一次。"

    def discard(self, uid: str, *, reason: str = "") -> Changes:
        """Move a draft that was never filed to the recycle bin; its number stays taken.

        Raises:
            RefusedError: it was filed before; such an entry is voided, not discarded.
        """
        with self._context.database.transaction():
            entry = self._edits.draft(uid)
            if entry.revision > 1:
                raise RefusedError("这一条定稿过，不能移到回收站；请“放弃更正”，或定稿后“作废”。")
            now = self._context.now_text()
            self._store.set_many(uid, {"removed_at": now})
            self._context.stores.history.add_tombstone(
                number=entry.number, uid=uid, reason=reason or "草稿作废", at=now,
                origin=self._context.identity.device,
            )  # fmt: skip
            self._edits.barrier(uid, {"note": "移到回收站", "reason": reason})
        return changes_of(uid)

    def restore(self, uid: str) -> Changes:
        """Bring a draft back from the recycle bin."""
        with self._context.database.transaction():
            number = self._store.get(uid).number
            self._store.set_many(uid, {"removed_at": None, "fts_dirty": 1})
            self._context.database.execute("DELETE FROM tombstone WHERE number = ?", number)
            self._edits.barrier(uid, {"note": "恢复"})
        return changes_of(uid)

    def purge(self, uid: str) -> Changes:
        """Remove a discarded draft for good; a tombstone keeps its number from being used again.

        Raises:
            RefusedError: it does not lie in the recycle bin.
        """
        with self._context.database.transaction():
            if not self._store.get(uid).removed:
                raise RefusedError("只能彻底删除回收站里的草稿；没有删除任何内容。")
            self._edits.barrier(uid, {"note": "彻底删除"})
            self._context.stores.search.forget_entry(uid)
            self._store.delete(uid)
        return changes_of(uid)

    def _filed(self, uid: str, what: str) -> Entry:
        entry = self._store.get(uid)
        if entry.removed or entry.state is EntryState.VOIDED:
            raise EntryNotEditableError(entry)
        if entry.state is EntryState.DRAFT:
            if entry.revision > 1:
                raise RefusedError(
                    f"这一条正在更正，不能{what}；请先重新定稿，或放弃更正。没有改动。"
                )
            raise RefusedError(f"这一条还是草稿，不用{what}；可以直接修改。")
        return entry

    def _freeze(self, entry: Entry) -> None:
        summary, content = frozen_entry(entry, actor=self._context.actor)
        self._context.stores.history.add_revision(entry.uid, summary, content)


def _whose(kind: RegisterKind, entry: Entry, names: Names) -> Iterator[str]:
    for field_id in kind.listed:
        field = kind.by_id[field_id]
        somebody = field.needed and isinstance(field.shape, Somebody)
        if somebody or field_id in {kind.school, kind.inspector}:
            yield said(field, entry.values[field_id], names)


def _others(kind: RegisterKind, entry: Entry, filed: Kindred) -> tuple[Entry, ...]:
    """Return the other filed entries of the same inspector, or of what else is kin."""
    wanted = entry.values.get(kind.kin or kind.inspector)
    return tuple(each for each in filed.get(wanted, ()) if wanted and each.uid != entry.uid)


def _holds(line: EntryLine, text: str) -> bool:
    """Say whether each word of ``text`` stands in what the line shows."""
    shown = " ".join((line.entry.number, line.title, *line.cells, line.hint)).lower()
    return all(word in shown for word in text.lower().split())


def _reason(text: str, what: str) -> str:
    wanted = text.strip()
    if not wanted:
        raise RefusedError(f"{what}要写明理由，没有改动；请写一句理由后再{what}。")
    return wanted
