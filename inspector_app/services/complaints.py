"""The course of a complaint beyond its fields: verify, answer, extend, close, join repeats."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import IncompleteError, NotFoundError, RefusedError
from inspector_app.domain.calendar_kinds import DayUnit
from inspector_app.domain.deadline import deadline_of
from inspector_app.domain.register_options import Channel, EntryState
from inspector_app.domain.registers.complaint import (
    COMPLAINT,
    closing_problems,
    similar,
)
from inspector_app.domain.registers.complaint_terms import (
    FINISH_DAYS,
    INFORM_DAYS,
    OBJECTION_DAYS,
    extension_problem,
    finish_by,
)
from inspector_app.domain.registers.kind import Entry, leak_problem
from inspector_app.domain.registers.words import LEAKING
from inspector_app.services.context import Context
from inspector_app.services.entry_search import EntrySearch
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.register_edit import RegisterEditService
from inspector_app.services.register_fields import find_field, read_field
from inspector_app.services.register_journal import changes_of
from inspector_app.services.registers import RegisterService
from inspector_app.services.sealed_parts import SealedParts


class Term(NamedTuple):
    """Until when something of a complaint is to be done, and why."""

    name: str
    due: date
    reason: str


class ComplaintService:
    """Takes complaints on; every writing call is one transaction."""

    def __init__(
        self, context: Context, *, registers: RegisterService, edit: RegisterEditService
    ) -> None:
        self._context = context
        self._registers = registers
        self._edit = edit
        self._sealed = SealedParts(context)

    # -- reading ---------------------------------------------------------------------------------

    def get(self, uid: str) -> Entry:
        """Return a complaint (NotFoundError: there is none of that uid)."""
        entry = self._context.stores.registers.get(uid)
        if entry.kind != COMPLAINT.id:
            raise NotFoundError("这一条不是投诉；请核对编号。")
        return entry

    def terms(self, uid: str) -> tuple[Term, ...]:
        """Return the periods of a complaint, each with the day it ends on and the reason."""
        with self._context.database.snapshot():
            entry, calendar = self.get(uid), self._context.calendar()
        values, found = entry.values, []
        for name, start, count, unit in (
            ("告知", entry.day("received_on"), INFORM_DAYS, DayUnit.NATURAL),
            ("办结", entry.day("accepted_on"), FINISH_DAYS, DayUnit.NATURAL),
            ("转办异议", _referred(entry), OBJECTION_DAYS, DayUnit.WORKING),
        ):
            if start is not None:
                end = deadline_of(start, count=count, unit=unit, calendar=calendar)
                found.append(Term(name, end.due, f"{end.reason}{end.warning}"))
        return tuple(_in_force(term, values) for term in found)

    def similar(self, uid: str) -> tuple[Entry, ...]:
        """Return the filed complaints about the same school and matter within a year."""
        wanted = EntrySearch(kind=COMPLAINT.id, counted=True)
        return similar(self.get(uid), self._registers.entries(wanted))

    def title(self, entry: Entry) -> str:
        """Return the words that name a complaint, never those that say who complains."""
        leaks = self._sealed.state(COMPLAINT, entry).leaks
        return LEAKING if leaks else COMPLAINT.title(entry.values)

    # -- writing ---------------------------------------------------------------------------------

    def verify(self, uid: str, given: Mapping[str, Any]) -> Changes:
        """Write what was verified: day, account, finding, record and issue.

        Raises:
            NotFoundError: there is no such record or issue.
            RefusedError: nothing is given, or the complaint is not accepted yet.
            IncompleteError: a text would say who complains; nothing was changed.
        """
        if not given:
            raise RefusedError("没有写核实的内容，没有改动；请至少写核实经过或属实情况。")
        self._look_up("visit", "督导记录", given.get("visit_no", ""))
        self._look_up("issue", "问题", given.get("issue_no", ""))
        return self._write(uid, {"verified_on": self._context.today().isoformat(), **given})

    def answer(self, uid: str, given: Mapping[str, Any]) -> Changes:
        """Write how, when and what the person was answered (errors as ``extend``)."""
        return self._write(uid, {"answered_on": self._context.today().isoformat(), **given})

    def extend(self, uid: str, given: Mapping[str, Any]) -> Changes:
        """Extend the period, with who approved and why.

        Raises:
            RefusedError: it is too long, or something is missing, or it is closed already.
            EntryNotEditableError: the complaint is in the recycle bin or voided.
        """
        with self._context.database.transaction():
            entry = self._accepted(uid)
            if entry.values["closed_on"]:
                raise RefusedError("这件投诉已经办结，不用延期；没有改动。")
            problem = extension_problem(self._after(entry, given))
            if problem is not None:
                raise RefusedError(f"没有延期：{problem.sentence()}")
            return self._write(uid, given)

    def close(self, uid: str, given: Mapping[str, Any]) -> Changes:
        """Close the complaint.

        Raises:
            IncompleteError: something is missing; it lists all of it and nothing was changed.
        """
        with self._context.database.transaction():
            entry = self._accepted(uid)
            wanted = {"closed_on": self._context.today().isoformat(), **given}
            after = self._after(entry, wanted)
            leaks = self._sealed.state(COMPLAINT, replace(entry, values=after)).leaks
            missing = (
                *closing_problems(after),
                *((leak_problem(COMPLAINT, leaks),) if leaks else ()),
            )
            if missing:
                sentence = f"还不能办结：差 {len(missing)} 处。已填的内容都在，补齐后再办结。"
                raise IncompleteError(sentence, problems=missing)
            return self._write(uid, wanted)

    def join(self, uid: str, first_uid: str) -> Changes:
        """Join a repeated complaint to the first one: the two count as one.

        Raises:
            RefusedError: they are one, of different schools, not accepted, or chained.
        """
        with self._context.database.transaction():
            entry, first = self._accepted(uid), self._accepted(first_uid)
            if first.values["repeat_of"].strip():
                first = self._accepted(
                    self._registers.uid_of(COMPLAINT.id, first.values["repeat_of"].strip())
                )
            self._refuse_chain(entry, first)
            return self._write(uid, {"repeat_of": first.number})

    def joined_words(self, uid: str) -> str:
        """Return in Chinese which complaint is joined to which, and what that means."""
        entry = self.get(uid)
        first = self.get(self._registers.uid_of(COMPLAINT.id, entry.values["repeat_of"].strip()))
        again, before = (
            f"{each.number}（{each.values['received_on']} 来件）" for each in (entry, first)
        )
        return f"重复投诉 {again}已并入首次投诉 {before}：月统计里两件只算首次的一件"

    def part(self, uid: str) -> Changes:
        """Let a complaint count by itself again."""
        return self._write(uid, {"repeat_of": ""})

    def _refuse_chain(self, entry: Entry, first: Entry) -> None:
        if entry.uid == first.uid:
            raise RefusedError("不能并入自己，没有改动；请写首次投诉的编号。")
        if entry.values["school"] != first.values["school"]:
            raise RefusedError(f"“{first.number}”反映的是另一所学校，没有并入；请核对编号。")
        wanted = EntrySearch(kind=COMPLAINT.id)
        joined = [
            each.number
            for each in self._registers.entries(wanted)
            if each.values["repeat_of"].strip() == entry.number
        ]
        if joined:
            raise RefusedError(
                f"{'、'.join(joined)} 已并入这一件，不能再并入别的，没有改动；请先取消它们的并入。"
            )

    def _after(self, entry: Entry, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values as they will be."""
        lookup = ContextLookup(self._context)
        fields = [(find_field(COMPLAINT, name), value) for name, value in given.items()]
        return {**entry.values, **{f.id: read_field(f, value, lookup) for f, value in fields}}

    def _write(self, uid: str, given: Mapping[str, Any]) -> Changes:
        with self._context.database.transaction():
            self._accepted(uid)
            for name, value in given.items():
                self._edit.set_json(uid, name, value)
            return changes_of(uid)

    def _accepted(self, uid: str) -> Entry:
        entry = self.get(uid)
        if entry.state is EntryState.DRAFT and entry.revision == 1 and not entry.removed:
            raise RefusedError(
                f"{entry.number} 还没有受理，没有改动；请先定稿（complaint file），就是受理。"
            )
        return entry

    def _look_up(self, table: str, noun: str, number: str) -> None:
        if not number:
            return
        sql = {
            "visit": "SELECT 1 FROM visit WHERE number = ? AND deleted_at IS NULL",
            "issue": "SELECT 1 FROM issue WHERE number = ?",
        }[table]
        if self._context.database.row(sql, number) is None:
            raise NotFoundError(f"没有编号“{number}”的{noun}，没有改动；请核对编号。")


def _referred(entry: Entry) -> date | None:
    return entry.day("order_on") if entry.values["source"] == Channel.REFERRED else None


def _in_force(term: Term, values: Mapping[str, Any]) -> Term:
    """Return the period with the day that its 转办单 or an extension has set instead."""
    due = finish_by(values)
    if term.name != "办结" or due is None or due == term.due:
        return term
    if values["extended_to"] and due.isoformat() == values["extended_to"]:
        told = f"{values['extension_approver']}批准延期：{values['extension_reason']}"
        return Term(term.name, due, told)
    order = "　".join(filter(None, (values["order_no"], values["order_on"])))
    return Term(term.name, due, f"按转办单（{order}）的期限。")
