"""The problems of an 意见函 in the 台账, one to one, and how far each of them has come."""

from typing import Any, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError
from inspector_app.domain.issue_source import Matter, OutsideSource
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.domain.measure_text import measures_of
from inspector_app.domain.opinion_progress import in_ledger
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry, day_in
from inspector_app.domain.registers.opinion import OPINION, Finding, findings_of
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.domain.text_line import first_line
from inspector_app.domain.views import LedgerRow
from inspector_app.services.context import Context
from inspector_app.services.ledger_sources import LedgerSourcesService, TakenIn
from inspector_app.services.register_edit import RegisterEditService
from inspector_app.services.register_journal import changes_of
from inspector_app.services.registers import RegisterService


class ProblemLine(NamedTuple):
    """One problem of a letter and its issue, ``None`` where it is not in the ledger."""

    place: int
    text: str
    row: LedgerRow | None

    def sentence(self) -> str:
        """Say in one line which issue it is and how that stands."""
        if self.row is None:
            return f"问题 {self.place}　还没有列入台账　{first_line(self.text)}"
        due = f"　时限 {self.row.due}" if self.row.due else ""
        state = ISSUE_STATE_LABEL[self.row.state]
        return f"问题 {self.place}　{self.row.issue.number}　{state}{due}"


class LetterTakenIn(NamedTuple):
    """What became of the problems of a letter, and how each stands now."""

    taken: TakenIn
    lines: tuple[ProblemLine, ...]
    changes: Changes


class OpinionIssues:
    """Takes the problems of letters into the ledger, and reads from it what became of them."""

    def __init__(
        self,
        context: Context,
        *,
        registers: RegisterService,
        edit: RegisterEditService,
        sources: LedgerSourcesService,
    ) -> None:
        self._context = context
        self._registers = registers
        self._edit = edit
        self._sources = sources

    def take_in(self, uid: str) -> LetterTakenIn:
        """Take the problems of a filed letter into the ledger; each keeps its number.

        Raises:
            RefusedError: the letter is no filed one.
            IncompleteError: a problem cannot be taken in; nothing was changed.
        """
        with self._context.database.transaction():
            letter = self._filed(uid)
            problems = letter.values["problems"]
            taken = self._sources.take_in(
                self._given(letter, row, place) for place, row in enumerate(problems, start=1)
            )
            changes = taken.changes
            for place, (row, line) in enumerate(zip(problems, taken.lines, strict=True)):
                if row["issue_no"] != line.number:
                    self._edit.set_json(uid, f"problems[{place}].issue_no", line.number)
                    changes |= changes_of(uid)
        return LetterTakenIn(taken, self.lines(uid), changes)

    def lines(self, uid: str) -> tuple[ProblemLine, ...]:
        """Return each problem of a letter with its issue, in the order of the letter."""
        with self._context.database.snapshot():
            letter = self._registers.record(uid).entry
            rows = self._sources.of_entry(OutsideSource.OPINION, letter.number)
            return tuple(
                ProblemLine(place, each["text"], rows.get(each["uuid"]))
                for place, each in enumerate(letter.values["problems"], start=1)
            )

    def findings(self, letter: Entry) -> tuple[Finding, ...]:
        """Return the problems of a letter, each as far as it has come by the ledger."""
        with self._context.database.snapshot():
            rows = self._sources.of_entry(OutsideSource.OPINION, letter.number)
            return tuple(
                self._told(finding, rows.get(each["uuid"]))
                for finding, each in zip(
                    findings_of(letter), letter.values["problems"], strict=True
                )
            )

    def _told(self, finding: Finding, row: LedgerRow | None) -> Finding:
        if row is None:
            return finding
        events = self._context.stores.issue_events.events(row.issue.uid)
        return in_ledger(finding, row.issue, events)

    def _filed(self, uid: str) -> Entry:
        record = self._registers.record(uid)
        if record.kind is not OPINION or record.entry.state is not EntryState.FILED:
            raise RefusedError(
                f"{record.entry.number} 不是已定稿的上级意见函，没有列入台账；请先登记并定稿。"
            )
        return record.entry

    def _given(self, letter: Entry, row: dict[str, Any], place: int) -> SourcedIssue:
        unit = row["unit"].strip()
        school = self._school_called(unit)
        return SourcedIssue(
            source=OutsideSource.OPINION,
            reference=letter.values["document_no"],
            item=str(place),
            key=row["uuid"],
            record=letter.number,
            school_code=school,
            unit="" if school else unit,
            matter=Matter(row["matter"]) if row["matter"] else Matter.SCHOOLS,
            description=row["text"],
            responsible_unit=unit,
            responsible=row["person"],
            deadline=day_in(row, "due"),
            found_on=letter.day("dated"),
            measures=measures_of(row["measures"]),
            answer=row["result"],
            answered_on=day_in(row, "done_on"),
        )

    def _school_called(self, unit: str) -> str:
        """Return the 标识码 of the one school that a 责任单位 is, empty where it is no school."""
        named = [
            school.code
            for school in self._context.stores.schools.all()
            if unit in {school.code, school.name, school.short_name}
        ]
        return named[0] if len(named) == 1 else ""
