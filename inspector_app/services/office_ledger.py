"""Takes in what a bundle holds beside the records: entries, issues of other sources, replies.

Every state of a row is kept as it came; the newest that no other replaces stands in the registers
and in the 台账, whatever the order of arrival. What the office has written itself is never written
over: a person decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from inspector_app.base.changes import Changes
from inspector_app.office.revisions import Place, Revision, Standing, standing
from inspector_app.services.context import Context
from inspector_app.services.ledger_reading import ENTRY, ISSUE, HeldEvent, ReadRow, ToFollow
from inspector_app.services.office_conflicts import note_standing
from inspector_app.services.office_owners import is_theirs
from inspector_app.services.received_ledger import Received, received
from inspector_app.services.record_reading import read_event_row
from inspector_app.storage.event_details import details_of
from inspector_app.storage.office_rows import TakenRow

EVENT: Final = "event"
PHOTO: Final = "photo"
RECEIVED: Final = "收到上报"
"""The step by which what a laptop handed over stands here."""
_NOUN: Final = {ENTRY: "register", ISSUE: "issue"}
_OWN: Final = "own"


class LedgerRows:
    """Takes in the rows of one bundle; the caller holds the transaction."""

    def __init__(self, context: Context, *, chain: str, seq: int) -> None:
        self._context = context
        self._store = context.stores.office_rows
        self._matters = context.stores.office_matters
        self._chain, self._seq = chain, seq
        self._kinds = received(context, origin=chain)

    def write(self, rows: Sequence[ReadRow]) -> Changes:
        """Keep the rows and let those that count stand; what is here already changes nothing."""
        changes = Changes()
        for row in rows:
            if self._keep(row):
                self.let_stand(row.kind, row.uid)
                changes |= self._kinds[row.kind].changes
        return changes

    def hold(self, events: Iterable[HeldEvent]) -> None:
        """Keep events whose issue is not here, or is another's."""
        for each in events:
            self._store.add(self._taken(EVENT, each.uid, about=each.issue_uid), each.content)

    def announce(self, pictures: Iterable[ToFollow]) -> None:
        """Keep which pictures come with later bundles."""
        for each in pictures:
            self._store.add(self._taken(PHOTO, each.uid, about=each.visit_uid), each.content)

    def let_go(self, issue_uids: Iterable[str]) -> None:
        """Append the events that waited for issues which are here now."""
        events = self._context.stores.issue_events
        for person, row in self._store.held_events(issue_uids):
            if is_theirs(self._context, row["issue_uuid"], person):
                event = read_event_row(row, issues={row["issue_uuid"]})
                events.append(replace(event, details=details_of(row.get("details", {}))))

    # -- states ----------------------------------------------------------------------------------

    def _keep(self, row: ReadRow) -> bool:
        """Keep a state, and say whether anything about the row may be otherwise now."""
        first = not self._store.states(row.kind, row.uid)
        written_here = self._is_own(row, first=first)
        kept = self._store.add(self._of(row), row.content)
        if kept and written_here:
            self._note_own(row)
        return kept and not self._matters.keeps_own(row.uid)

    def _is_own(self, row: ReadRow, *, first: bool) -> bool:
        """Say whether a person at the office has written what stands here."""
        kind = self._kinds[row.kind]
        if kind.number(row.uid) is None:
            return False
        if first:
            return not kind.gives_way(row.uid, row.content)
        return self._context.stores.journal.touched_since(row.uid, RECEIVED)

    def _note_own(self, row: ReadRow) -> None:
        number = self._kinds[row.kind].number(row.uid)
        # Said anew of each that comes: what was settled before is not settled of this one.
        said = f"{number} 在督导室写过或改过，督学第 {self._seq} 包里又有一版，督导室的没有改动"
        self._matters.note_conflict(row.uid, reason=_OWN, said=said, at=self._context.now_text())

    def _of(self, row: ReadRow) -> TakenRow:
        return self._taken(row.kind, row.uid)._replace(
            number=row.number, void=row.void, digest=row.digest, frozen=row.frozen,
            replaces=row.replaces, filed_at=row.filed_at,
        )  # fmt: skip

    def _taken(self, kind: str, uid: str, *, about: str = "") -> TakenRow:
        return TakenRow(
            kind=kind, uid=uid, about=about, chain=self._chain, seq=self._seq, number=0,
            void=False, digest="", frozen="", replaces=(), filed_at="",
        )  # fmt: skip

    # -- what counts -----------------------------------------------------------------------------

    def let_stand(self, kind: str, uid: str) -> None:
        """Write the state that counts over what stands here."""
        found = self._standing(kind, uid)
        counts = found.counts
        content = self._store.content(kind, uid, chain=counts.chain, digest=counts.digest)
        writer: Received = self._kinds[kind]
        number = writer.stand(content)
        if kind == ISSUE:
            self.let_go([uid])
        note_standing(self._context, uid, number, found)
        # Told here, so that it is in the history of the row whoever looks at it.
        self._context.note(
            _NOUN.get(kind, kind), uid,
            {"note": RECEIVED, "number": number, "chain": counts.chain, "seq": counts.seq,
             "digest": counts.digest},
            visit_uid=uid, field="*",
        )  # fmt: skip

    def _standing(self, kind: str, uid: str) -> Standing:
        store = self._context.stores.office
        states = self._store.states(kind, uid)
        people = {chain: known.inspector_id for chain in {row.chain for row in states}
                  if (known := store.chain(chain)) is not None}  # fmt: skip
        found = [_revision(row, people[row.chain]) for row in states]
        if len(people) == 1:
            return standing(found)
        continued = {chain: Place(*before) for chain, before in self._store.continued().items()}
        return standing(found, continued=continued)


def _revision(row: TakenRow, person: str) -> Revision:
    return Revision(
        chain=row.chain, seq=row.seq, person=person, number=row.number, void=row.void,
        digest=row.digest, filed_at=row.filed_at, frozen=row.frozen,
        replaces=frozenset(row.replaces),
    )  # fmt: skip
