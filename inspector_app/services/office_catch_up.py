"""Reads again what was taken in by a program that read less of a bundle; once, at the next look."""

from collections.abc import Iterator

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.services.context import Context
from inspector_app.services.district_held import catch_up
from inspector_app.services.ledger_reading import read_following, read_rows
from inspector_app.services.number_keeping import keep
from inspector_app.services.number_rows import read_numbers
from inspector_app.services.office_ledger import LedgerRows
from inspector_app.services.office_reading import READS
from inspector_app.services.record_reading import UnsoundError
from inspector_app.services.task_rows import TASK_EVENTS, read_events
from inspector_app.services.typed_rows import TYPED_ANSWERS, keep_answers, read_answers
from inspector_app.storage.office_rows import OldBundle

_FLAWS = (UnsoundError, KeyError, TypeError, ValueError, AttributeError, InputError, NotFoundError)


class CatchUp:
    """What earlier bundles hold beside their records, taken in as if they came today.

    Attributes:
        changes: what that touched.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.office_rows
        self.changes = Changes()

    def run(self) -> Iterator[str]:
        """Read them, each in a transaction of its own; yield what could not be read.

        Such a bundle is tried again at the next look: its school may have been imported by then.
        """
        catch_up(self._context)
        for chain, seq in self._store.read_with_less(READS):
            try:
                with self._context.database.transaction():
                    self.changes |= self._read(self._store.old_bundle(chain, seq))
                    self._store.mark_read(chain, seq, reads=READS)
            except _FLAWS as error:
                said = getattr(error, "sentence", "") or str(error)[:80]
                names = self._context.names()
                person = self._store.old_bundle(chain, seq).inspector_id
                yield (
                    f"{names.get(person, person)}以前交来的第 {seq} 包里有登记、问题或回复没有读出"
                    f"（{said}），原样还在，下次收件再读。"
                )

    def _read(self, bundle: OldBundle) -> Changes:
        rows = read_rows(self._context, bundle.records, person=bundle.inspector_id)
        ledger = LedgerRows(self._context, chain=bundle.chain, seq=bundle.seq)
        changes = ledger.write(rows)
        ledger.announce(read_following(bundle.records))
        numbers = read_numbers(bundle.records, actor=bundle.inspector_id, chain=bundle.chain)
        changes |= Changes(numbers=bool(keep(self._context, numbers)))
        events = bundle.records.get(TASK_EVENTS, [])
        for event in read_events(events, person_id=bundle.inspector_id):
            self._context.stores.tasks.add_event(event)
        answers = bundle.records.get(TYPED_ANSWERS, [])
        keep_answers(self._context, read_answers(answers, actor=bundle.inspector_id))
        if rows:
            self._context.note(
                "office", f"{bundle.chain}/{bundle.seq}",
                {"note": "补读以前收下的上报包", "chain": bundle.chain, "seq": bundle.seq,
                 "rows": len(rows)},
            )  # fmt: skip
        return changes
