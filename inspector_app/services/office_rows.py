"""Writes what a bundle holds into the tables, inside the transaction that takes it in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from inspector_app.base.changes import Changes
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.district_held import keep_figures
from inspector_app.services.edit_journal import months_of
from inspector_app.services.joint_matches import JointMatches
from inspector_app.services.number_keeping import keep as keep_numbers
from inspector_app.services.office_conflicts import free_number, note_standing
from inspector_app.services.office_foreign import refuse_foreign
from inspector_app.services.office_ledger import RECEIVED, LedgerRows
from inspector_app.services.office_reading import ReadBundle, ReadVisit, read_kept, said_of_record
from inspector_app.services.office_standing import named_photos, standing_of
from inspector_app.services.received_rows import (
    Pictures,
    freeze,
    hang,
)
from inspector_app.services.return_events import keep
from inspector_app.services.typed_rows import keep_answers
from inspector_app.storage.office_matters import RevisionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Pictures and documents of a bundle that are on the disk for good.

    Attributes:
        pictures: those that could be decoded, by uid.
        unreadable: SHA-256 of those that could not (W101), by uid.
        documents: SHA-256 and size of each printed record, by the uid of the record.
    """

    pictures: Pictures
    unreadable: Mapping[str, str]
    documents: Mapping[str, tuple[str, int]]


class OfficeRows:
    """Writes one bundle; whatever of it is here already changes nothing."""

    def __init__(self, context: Context, *, chain: str, seq: int) -> None:
        self._context = context
        self._matters = context.stores.office_matters
        self._chain, self._seq = chain, seq

    def write(self, bundle: ReadBundle, stored: Stored) -> Changes:
        """Write everything (BundleRefusedError E100: a row belongs to another record here)."""
        if bundle.district is not None:
            keep_figures(self._context, (self._chain, self._seq), bundle.district)
        read = (*bundle.records, *bundle.entries)
        refuse_foreign(self._context, bundle, person=self._person())
        days = {day for each in read for day in self._take(each)}
        ledger = LedgerRows(self._context, chain=self._chain, seq=self._seq)
        changes = ledger.write(bundle.rows)
        ledger.hold(bundle.held)
        ledger.announce(bundle.following)
        for event in bundle.events:
            self._context.stores.issue_events.append(event)
        for each in read:
            issues = self._context.stores.visits.get(each.visit.uid).issues
            ledger.let_go(issue.uid for issue in issues)
            for issue in issues:
                self._context.stores.issue_events.refold(issue.uid)
        self._hang(bundle, stored)
        self._beside(bundle, stored)
        self._settle(read)
        return changes | Changes(
            visits=True, issues=True, lessons=True, photos=bool(bundle.photos), bundles=True,
            numbers=bool(bundle.numbers),
            months=months_of(*days), visit_uids=frozenset(each.visit.uid for each in read),
        )  # fmt: skip

    # -- records ---------------------------------------------------------------------------------

    def _take(self, read: ReadVisit) -> set[str]:
        """Keep a revision, let the one that counts stand, and return the days concerned."""
        uid = read.visit.uid
        known = self._context.stores.visits.find(uid)
        entry = read.visit.joint is Joint.ENTRY
        written_here = known is not None and self.is_written_here(uid)
        added = self._matters.add_revision(self._row(read, entry=entry), read.content)
        if known is not None and added and written_here:
            self._meet_own(known, read)
        days = {str(v.visited_on) for v in (known, read.visit) if v is not None}
        if added and not self._matters.keeps_own(uid):
            self.let_stand(uid, entry=entry)
        freeze(self._context, read.visit, said_of_record(self._context, read.content, entry=entry))
        return days

    def _row(self, read: ReadVisit, *, entry: bool) -> RevisionRow:
        return RevisionRow(
            visit_uid=read.visit.uid, chain=self._chain, seq=self._seq,
            number=read.visit.revision, void=read.visit.status is VisitStatus.VOIDED,
            digest=read.digest, frozen=read.frozen, replaces=read.replaces,
            filed_at=read.visit.filed_at, kind="entry" if entry else "record",
        )  # fmt: skip

    def is_written_here(self, uid: str) -> bool:
        """Say whether what stands of a record is the office's own word."""
        if not self._matters.revisions(uid) or self._matters.keeps_own(uid):
            return True
        return self._context.stores.journal.corrected_since(uid, RECEIVED)

    def _meet_own(self, known: Visit, read: ReadVisit) -> None:
        """Let a record that is here already stand, unless a workbook brought it."""
        if known.origin == IMPORT_ORIGIN and known.revision <= read.visit.revision:
            self._note(known.uid, "收到督学上报的同一份记录，接替由工作簿导入的", read)
            return
        said = f"{known.number} 督导室写过或改过，又收到督学上报的第 {read.visit.revision} 版"
        self._matters.note_conflict(known.uid, reason="own", said=said, at=self._context.now_text())
        self._note(known.uid, "收到督学上报的同一份记录，督导室写的没有改动", read)

    def let_stand(self, uid: str, *, entry: bool) -> None:
        """Write the revision that counts over the record."""
        found = standing_of(self._context, uid)
        assert found is not None
        counts = found.counts
        content = self._matters.content(uid, chain=counts.chain, digest=counts.digest)
        visit = self._as_received(read_kept(self._context, content, entry=entry))
        known = self._context.stores.visits.find(uid)
        if known is None:
            self._context.stores.visits.insert(visit)
        else:
            self._context.stores.visits.replace_content(visit)
        note_standing(self._context, uid, visit.number, found)
        # Told here, so that it is in the history of the record whoever looks at it.
        self._context.note(
            "visit", uid,
            {"note": RECEIVED, "revision": visit.revision, "chain": counts.chain,
             "digest": counts.digest},
            visit_uid=uid, field="*",
        )  # fmt: skip
        self._context.stores.search.index_visit(uid)

    def _as_received(self, visit: Visit) -> Visit:
        counted = VisitStatus.VOIDED if self._is_out(visit) else VisitStatus.HANDED_OVER
        number = free_number(self._context, "visit", uid=visit.uid, number=visit.number)
        issues = visit.issues
        if number != visit.number:
            mark = number.removeprefix(visit.number)
            issues = tuple(replace(i, number=f"{i.number}{mark}") for i in issues)
        return replace(visit, status=counted, number=number, issues=issues)

    def _is_out(self, visit: Visit) -> bool:
        """Say whether a record is void, or one of two of which the people said so."""
        if visit.status is VisitStatus.VOIDED:
            return True
        return any(
            q.answer == "duplicate" and visit.uid in q.visits and q.kept != visit.uid
            for q in self._matters.questions()
        )

    def _note(self, uid: str, said: str, read: ReadVisit) -> None:
        self._context.note(
            "visit", uid,
            {"note": said, "revision": read.visit.revision, "chain": self._chain,
             "digest": read.digest},
            visit_uid=uid, field="*",
        )  # fmt: skip

    def _settle(self, read: Iterable[ReadVisit]) -> None:
        matches = JointMatches(self._context)
        for code, day in {(e.visit.school_code, e.visit.visited_on) for e in read}:
            if day is not None:
                matches.settle(code, day)

    # -- pictures, papers, the rest --------------------------------------------------------------

    def _hang(self, bundle: ReadBundle, stored: Stored) -> None:
        hang(self._context, stored.pictures, origin=self._chain)
        now = self._context.now_text()
        changed = {each.visit.uid for each in (*bundle.records, *bundle.entries)}
        for uid in changed | {photo.visit_uid for photo in bundle.photos}:
            named = named_photos(self._context, uid)
            if named is None:
                continue
            for (photo,) in self._context.database.rows(
                "SELECT uid FROM photo WHERE visit_uid = ? AND origin <> ?",
                uid,
                self._context.identity.device,
            ):
                self._context.stores.photos.mark_removed(photo, at=None if photo in named else now)

    def _beside(self, bundle: ReadBundle, stored: Stored) -> None:
        place, now = (self._chain, self._seq), self._context.now_text()
        of_visit = {photo.uid: photo.visit_uid for photo in bundle.photos}
        for uid, sha256 in stored.unreadable.items():
            self._matters.hold_picture(
                uid, visit_uid=of_visit[uid], sha256=sha256, place=place, at=now
            )
        for uid, (sha256, size) in stored.documents.items():
            self._matters.add_document(uid, sha256=sha256, size=size, place=place)
        for number, at in bundle.tombstones:
            self._context.stores.history.add_tombstone(
                number=number, uid="", reason="", at=at, origin=self._chain
            )
        self._matters.put_references(bundle.references)
        keep(self._context, bundle.returns)
        keep_numbers(self._context, bundle.numbers)
        for event in bundle.tasks:
            self._context.stores.tasks.add_event(event)
        keep_answers(self._context, bundle.typed)
        if bundle.report is not None:
            month, figures = bundle.report
            self._matters.add_report(
                chain=self._chain, seq=self._seq, inspector_id=self._person(), month=month,
                figures=figures,
            )  # fmt: skip

    def _person(self) -> str:
        known = self._context.stores.office.chain(self._chain)
        assert known is not None
        return known.inspector_id
