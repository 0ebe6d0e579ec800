"""What a complaint was right about, in the 台账; of who complains nothing goes along."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from inspector_app.base.errors import IncompleteError, RefusedError
from inspector_app.domain.complaint import Finding
from inspector_app.domain.issue_source import OutsideSource
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.complaint import COMPLAINT
from inspector_app.domain.registers.kind import Entry, leak_problem
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.services.complaints import ComplaintService
from inspector_app.services.context import Context
from inspector_app.services.ledger_sources import LedgerSourcesService, TakenIn
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.register_edit import RegisterEditService
from inspector_app.services.register_journal import changes_of
from inspector_app.services.sealed_parts import SealedParts
from inspector_app.services.sourced_issue_reader import read_sourced

_RIGHT: Final = frozenset({Finding.SUBSTANTIATED, Finding.PARTLY})
# The texts of an issue are looked at as if they stood in this field of the complaint.
_LOOKED_AT: Final = COMPLAINT.by_id["verification"]


class ComplaintIssues:
    """Takes what complaints were right about into the ledger."""

    def __init__(
        self,
        context: Context,
        *,
        complaints: ComplaintService,
        edit: RegisterEditService,
        sources: LedgerSourcesService,
    ) -> None:
        self._context = context
        self._complaints = complaints
        self._edit = edit
        self._sources = sources
        self._sealed = SealedParts(context)

    def take_in(self, uid: str, data: Mapping[str, Any]) -> TakenIn:
        """Take the issue that ``data`` describes into the ledger as that of a complaint.

        Its words are written for the ledger: nothing is copied from the complaint but number,
        school, 类别 and the day of the verification.

        Raises:
            InputError: a field is unknown or cannot be read.
            RefusedError: the complaint is not accepted, or was not found right.
            IncompleteError: something is missing, or a text says who complains; nothing changed.
        """
        with self._context.database.transaction():
            complaint = self._right(self._complaints.get(uid))
            given = self._given(complaint, data)
            self._refuse_leak(complaint, given)
            taken = self._sources.take_in([given])
            (line,) = taken.lines
            if complaint.values["issue_no"] == line.number:
                return taken
            self._edit.set_json(uid, "issue_no", line.number)
            return taken._replace(changes=taken.changes | changes_of(uid))

    def _given(self, complaint: Entry, data: Mapping[str, Any]) -> SourcedIssue:
        told = read_sourced(data, ContextLookup(self._context), source=OutsideSource.COMPLAINT)
        category = complaint.values["category"] or ""
        school = "" if told.unit else complaint.values["school"] or ""
        return replace(
            told,
            reference=complaint.number,
            record=complaint.number,
            key=complaint.uid,
            school_code=told.school_code or school,
            category=told.category or (category if category in TOPIC_LABEL else ""),
            found_on=told.found_on or complaint.day("verified_on"),
        )

    def _right(self, complaint: Entry) -> Entry:
        if complaint.state is not EntryState.FILED or complaint.removed:
            raise RefusedError(
                f"{complaint.number} 还没有受理（或已作废），没有列入台账；请先定稿，就是受理。"
            )
        if complaint.values["finding"] not in _RIGHT:
            raise RefusedError(
                f"{complaint.number} 没有核实为属实或部分属实，没有列入台账；"
                "请先写核实结果（complaint verify）。"
            )
        return complaint

    def _refuse_leak(self, complaint: Entry, given: SourcedIssue) -> None:
        texts = [
            given.description, given.requirement, given.responsible, given.responsible_unit,
            given.assisting_units, given.unit, given.item, given.category,
            *(part for measure in given.measures for part in (measure.text, measure.responsible)),
        ]  # fmt: skip
        seen = replace(complaint, values={**complaint.values, _LOOKED_AT.id: "\n".join(texts)})
        if _LOOKED_AT.label in self._sealed.state(COMPLAINT, seen).leaks:
            raise IncompleteError(
                "没有列入台账：写的问题里有反映人的信息。",
                problems=(leak_problem(COMPLAINT, ("问题",)),),
            )
