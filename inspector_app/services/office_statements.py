"""What a closing statement says, beside the records of its inspector as they are at the office."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from inspector_app.domain.issue_fold import fold
from inspector_app.domain.labels.visits import VISIT_STATUS_LABEL
from inspector_app.domain.month import Period
from inspector_app.domain.table_labels import FIGURE_LABEL
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.office.reconciliation import Cause, Here, Named, Reason, Reported, compared
from inspector_app.office.revisions import Revision, standing
from inspector_app.services.context import Context
from inspector_app.services.office_reading import read_kept
from inspector_app.storage.office_matters import RevisionRow
from inspector_app.storage.office_month import HeldRecord, StatementRow

_RATIO: Final = 2
_VOID: Final = VISIT_STATUS_LABEL[VisitStatus.VOIDED]


class OfficeStatements:
    """Finds which records count here otherwise than one statement says, and what it counted."""

    def __init__(self, context: Context, *, span: Period, records: Sequence[HeldRecord]) -> None:
        self._context = context
        self._matters = context.stores.office_matters
        self._start = span.start.isoformat()
        self._of: dict[str, list[HeldRecord]] = {}
        for record in records:
            for person in record.people:
                self._of.setdefault(person, []).append(record)

    def reported(self, statement: StatementRow, *others: StatementRow) -> Reported:
        """Return what was reported, with the records that are here otherwise.

        Args:
            statement: the one whose figures are looked at.
            others: those of other laptops of the same person.
        """
        elsewhere = {each.uid for other in others for each in named(other)}
        own = self._of.get(statement.inspector_id, [])
        month = [record for record in own if record.visited_on >= self._start]
        past = [record for record in own if record.visited_on < self._start]
        told = {each.uid: each for each in named(statement)}
        here = [
            replace(each, cause=Cause.OTHER) if each.uid in elsewhere else each
            for each in (self._here(r, told.get(r.uid), statement) for r in month)
        ]
        reasons = [self._with_known(r, statement) for r in compared(told.values(), here)]
        reasons += self._of_the_past(past, statement)
        reasons += self._progress(own, {each.uid for each in reasons}, statement)
        earlier = {record.uid for record in past}
        return Reported(
            figures=figures_of(statement),
            reasons=[replace(each, past=each.uid in earlier) for each in reasons],
            past=frozenset(
                r.uid for r in past
                if not r.received and r.origin == IMPORT_ORIGIN and not _is_void(r)
            ),
        )  # fmt: skip

    # -- the month -------------------------------------------------------------------------------

    def _here(self, record: HeldRecord, told: Named | None, statement: StatementRow) -> Here:
        return Here(
            uid=record.uid, number=record.number, revision=record.revision, void=_is_void(record),
            cause=_cause(record, statement.inspector_id),
            as_told=told is not None and self._is_as_told(record, told, statement),
        )  # fmt: skip

    def _is_as_told(self, record: HeldRecord, told: Named, statement: StatementRow) -> bool:
        if (record.revision, _is_void(record)) != (told.revision, told.void):
            return False
        if self._matters.keeps_own(record.uid):
            return False
        rows = self._matters.revisions(record.uid)
        mine = [row for row in rows if _is_named(row, told) and row.chain == statement.chain]
        # What another wrote came from another laptop, and is told by its revision.
        return not mine or standing([_revision(row) for row in rows]).counts.digest in {
            row.digest for row in mine
        }

    def _with_known(self, reason: Reason, statement: StatementRow) -> Reason:
        if not reason.was_counted:
            return reason
        wanted = Named(reason.uid, reason.number, reason.named)
        rows = [row for row in self._matters.revisions(reason.uid) if _is_named(row, wanted)]
        rows.sort(key=lambda row: row.chain == statement.chain)
        return replace(reason, known=self._kept(rows[-1], statement)) if rows else reason

    def _kept(self, row: RevisionRow, statement: StatementRow) -> Visit:
        """Return a revision as its laptop counted it."""
        content = self._matters.content(row.visit_uid, chain=row.chain, digest=row.digest)
        visit = read_kept(self._context, content, entry=row.kind == "entry")
        return self._as_of(replace(visit, status=VisitStatus.HANDED_OVER), statement)

    # -- earlier months, and what became of issues -----------------------------------------------

    def _of_the_past(self, past: Iterable[HeldRecord], statement: StatementRow) -> Iterator[Reason]:
        """Yield the records of earlier months that the statement did not rest on as they are."""
        for record in past:
            rows = self._matters.revisions(record.uid)
            own = record.lead_id == statement.inspector_id
            if not rows and record.origin != IMPORT_ORIGIN and not _is_void(record):
                yield _unknown(record, _cause(record, statement.inspector_id))
            elif rows and own:
                yield from self._received_past(record, rows, statement)

    def _received_past(
        self, record: HeldRecord, rows: Sequence[RevisionRow], statement: StatementRow
    ) -> Iterator[Reason]:
        before = [r for r in rows if r.chain != statement.chain or r.seq <= statement.seq]
        if not before:
            if not _is_void(record):
                yield _unknown(record, Cause.LATE)
            return
        then = standing([_revision(row) for row in before]).counts
        now = standing([_revision(row) for row in rows]).counts
        if then.digest == now.digest and then.void == _is_void(record):
            return
        kept = next(row for row in before if row.digest == then.digest and row.void == then.void)
        yield Reason(
            cause=Cause.VOIDED if _is_void(record) else Cause.REVISION, uid=record.uid,
            number=record.number, named=then.number, here=record.revision,
            was_counted=not then.void, known=None if then.void else self._kept(kept, statement),
        )  # fmt: skip

    def _progress(
        self, own: Iterable[HeldRecord], told: set[str], statement: StatementRow
    ) -> Iterator[Reason]:
        later = self._context.stores.office_month.records_with_later_events(
            statement.inspector_id, after=statement.created, device=self._context.identity.device
        )
        for record in own:
            concerned = record.uid in later or record.merged
            if record.uid in told or not concerned or _is_void(record) or not record.received:
                continue
            visit = self._context.stores.visits.get(record.uid)
            known = self._as_of(visit, statement)
            if known.issues != visit.issues or record.merged:
                cause = Cause.SAME_ISSUE if record.merged else Cause.PROGRESS
                yield Reason(
                    cause=cause, uid=record.uid, number=record.number,
                    named=record.revision, here=record.revision, was_counted=True, known=known,
                )  # fmt: skip

    def _as_of(self, visit: Visit, statement: StatementRow) -> Visit:
        """Return a record with its issues as they stood on the laptop when it reported."""
        events = self._context.stores.issue_events.events_of([i.uid for i in visit.issues])
        here = self._context.identity.device
        then = {
            uid: fold(e for e in each if e.origin != here and e.recorded_at <= statement.created)
            for uid, each in events.items()
        }
        return replace(
            visit, issues=tuple(replace(issue, dates=then[issue.uid]) for issue in visit.issues)
        )


def named(statement: StatementRow) -> Iterator[Named]:
    """Yield the records that a statement names; what is not written as agreed names none."""
    for row in (*statement.named, *statement.joint):
        uid, number, revision = row.get("uuid"), row.get("no"), row.get("revision")
        if isinstance(uid, str) and isinstance(number, str) and isinstance(revision, int):
            void = row.get("void") is True or row.get("status") == _VOID
            yield Named(uid, number, revision, void)


def figures_of(statement: StatementRow) -> Mapping[str, Any]:
    """Return the reported figures that this program knows, each written as agreed."""
    return {
        name: value for name, value in statement.figures.items()
        if name in FIGURE_LABEL and _is_figure(value)
    }  # fmt: skip


def _is_figure(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(each, int) for each in value.values())
    if isinstance(value, list):
        is_ratio = len(value) == _RATIO and all(isinstance(each, int) for each in value)
        return is_ratio or all(isinstance(each, str) for each in value)
    return isinstance(value, int)


def _cause(record: HeldRecord, person: str) -> Cause:
    if record.lead_id != person and not record.entry:
        return Cause.PEER
    if record.received:
        return Cause.LATE
    return Cause.IMPORTED if record.origin == IMPORT_ORIGIN else Cause.TYPED


def _unknown(record: HeldRecord, cause: Cause) -> Reason:
    return Reason(cause=cause, uid=record.uid, number=record.number, here=record.revision)


def _is_void(record: HeldRecord) -> bool:
    return record.status == VisitStatus.VOIDED.value


def _is_named(row: RevisionRow, told: Named) -> bool:
    return (row.number, row.void) == (told.revision, told.void)


def _revision(row: RevisionRow) -> Revision:
    return Revision(
        chain=row.chain, number=row.number, void=row.void, digest=row.digest,
        filed_at=row.filed_at, frozen=row.frozen, replaces=frozenset(row.replaces),
    )  # fmt: skip
