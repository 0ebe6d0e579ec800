"""同行登记 and the records that they are about: found by school, day and 责任督学."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from inspector_app.base.changes import Changes
from inspector_app.base.errors import Problem, RefusedError
from inspector_app.domain.facts import VisitFact
from inspector_app.domain.joint import at_one_time, candidates, certain_pairs, covers
from inspector_app.domain.month import Period
from inspector_app.domain.views import VisitSummary
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import Joint
from inspector_app.services.context import Context
from inspector_app.storage.conditions import ENTRY
from inspector_app.storage.joint import AT, OPEN_ENTRY


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEntry:
    """A 同行登记 that may be about one of several records; a person says which."""

    entry: VisitSummary
    records: tuple[VisitSummary, ...]


class JointMatches:
    """Brings entries and records together; what counts never waits for it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- within a transaction --------------------------------------------------------------------

    def refuse_double(self, entry: Visit) -> None:
        """Refuse a second 同行登记 of one half day.

        Raises:
            RefusedError: there is one already.
        """
        assert entry.visited_on is not None
        assert entry.session is not None
        for other in self._entries_at(entry.school_code, entry.visited_on):
            same_person = set(other.peer_ids) & set(entry.peer_ids)
            if other.uid != entry.uid and same_person and at_one_time(other.session, entry.session):
                number = self._context.stores.visits.get(other.uid).number
                raise RefusedError(
                    f"{entry.visited_on} 这所学校这个时段已有同行登记 {number}，没有再登记一次；"
                    "漏记的听课请“更正”那一份补上。"
                )

    def settle(self, school_code: str, day: date) -> frozenset[str]:
        """Name the record of each entry of a school and day where there is no doubt.

        Returns:
            The uids of the entries of which something was noted.
        """
        if not self._context.stores.joint.has_entries():
            return frozenset()
        entries = self._entries_at(school_code, day)
        records = self._records_at(school_code, day)
        changed = {entry.uid for entry in entries if self._let_go(entry, records)}
        unsettled = [e for e in entries if not self._context.stores.joint.merged_into(e.uid)]
        for entry_uid, record_uid in certain_pairs(unsettled, records).items():
            self._note(entry_uid, record_uid)
            changed.add(entry_uid)
        return frozenset(changed)

    def _let_go(self, entry: VisitFact, records: list[VisitFact]) -> bool:
        """Take an entry back from a record that does not tell of it any more."""
        record_uid = self._context.stores.joint.merged_into(entry.uid)
        if not record_uid or any(r.uid == record_uid and covers(r, entry) for r in records):
            return False
        self._note(entry.uid, "")
        return True

    def _note(self, entry_uid: str, record_uid: str) -> None:
        self._context.stores.joint.set_merged(entry_uid, record_uid)
        said = "同行登记并入记录" if record_uid else "同行登记不再对应原来的记录"
        self._context.note(
            "visit", entry_uid, {"note": said, "record": record_uid},
            visit_uid=entry_uid, field="*",
        )  # fmt: skip

    # -- for people ------------------------------------------------------------------------------

    def waiting(self) -> tuple[WaitingEntry, ...]:
        """Return the entries that a person has to match, the oldest first."""
        with self._context.database.snapshot():
            found = []
            for entry, about in self._waiting():
                lines = [self._context.stores.visit_lists.summary(r.uid) for r in about]
                line = self._context.stores.visit_lists.summary(entry.uid)
                if line is not None and lines:
                    found.append(
                        WaitingEntry(entry=line, records=tuple(x for x in lines if x is not None))
                    )
        return tuple(found)

    def waiting_count(self) -> int:
        """Return how many entries a person has to match."""
        with self._context.database.snapshot():
            return sum(1 for _ in self._waiting())

    def _waiting(self) -> Iterator[tuple[VisitFact, Sequence[VisitFact]]]:
        """Yield each entry with the records that it may be about, the oldest first."""
        for entry in sorted(self._facts(OPEN_ENTRY), key=lambda e: (e.visited_on, e.uid)):
            about = candidates(entry, self._records_at(entry.school_code, entry.visited_on))
            if about:
                yield entry, about

    def merge(self, entry_uid: str, record_uid: str) -> Changes:
        """Say that an entry is about a record.

        Raises:
            RefusedError: it is no entry, or the record cannot be the one.
        """
        with self._context.database.transaction():
            entry = self._entry(entry_uid)
            assert entry.visited_on is not None
            facts = [f for f in self._entries_at(entry.school_code, entry.visited_on)
                     if f.uid == entry_uid]  # fmt: skip
            if not facts:
                raise RefusedError(f"同行登记 {entry.number} 还没有定稿（或已作废），没有并入。")
            records = self._records_at(entry.school_code, entry.visited_on)
            if record_uid not in {r.uid for r in candidates(facts[0], records)}:
                raise RefusedError(
                    f"这份记录不是同行登记 {entry.number} 的那次督导（学校、日期、同行督学要一致，"
                    "责任督学或时段要相同），没有并入；登记写错了请先更正。"
                )
            self._note(entry_uid, record_uid)
        return Changes(
            visits=True, lessons=True, months=frozenset({entry.visited_on.isoformat()[:7]}),
            visit_uids=frozenset({entry_uid, record_uid}),
        )  # fmt: skip

    def without_record(self, period: Period) -> Iterator[tuple[VisitSummary, Problem]]:
        """Yield the entries of a period whose record is not here: they count by themselves."""
        if not self._context.stores.joint.has_entries():
            return
        span = (period.start.isoformat(), period.end.isoformat())
        entries = self._facts(f"v.visited_on BETWEEN ? AND ? AND {ENTRY}", *span)
        for entry in sorted(entries, key=lambda e: (e.visited_on, e.uid)):
            if not candidates(entry, self._records_at(entry.school_code, entry.visited_on)):
                line = self._context.stores.visit_lists.summary(entry.uid)
                assert line is not None
                yield (
                    line,
                    Problem(
                        where=line.number,
                        what=f"{line.school_name}的同行登记还没有等到{line.lead_name}的记录，"
                        "按登记计入",
                        remedy=f"请向{line.lead_name}要同行记录文件；一直收不到也照登记统计",
                    ),
                )

    def _entry(self, uid: str) -> Visit:
        visit = self._context.stores.visits.get(uid)
        if visit.joint is not Joint.ENTRY:
            raise RefusedError(f"{visit.number} 不是同行登记，没有并入。")
        return visit

    def _entries_at(self, school_code: str, day: date) -> list[VisitFact]:
        return self._facts(f"{AT} AND {ENTRY}", school_code, day.isoformat())

    def _records_at(self, school_code: str, day: date) -> list[VisitFact]:
        return self._facts(f"{AT} AND NOT {ENTRY}", school_code, day.isoformat())

    def _facts(self, condition: str, *values: object) -> list[VisitFact]:
        return self._context.stores.facts.visits_where(condition, *values)
