"""What an import would do: each good row is new, changed, unchanged, or in conflict."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Generic, TypeVar

from inspector_app.base.errors import Problem
from inspector_app.domain.school import Assignment, Inspector, School
from inspector_app.services.import_report import SheetCount
from inspector_app.services.import_rows import COMPLAINTS, ISSUES, LESSONS, RECORDS, RowMaker
from inspector_app.sheets.lines import Tally
from inspector_app.sheets.visit_rows import (
    ComplaintRow,
    IssueRow,
    LessonRow,
    RecordRow,
    VisitRows,
)
from inspector_app.storage.imports import ImportStore

_T = TypeVar("_T")

_NUMBER_TAKEN: Final = "这个编号已经属于本机另外建的一份"
_CHANGED_HERE: Final = "与上次导入的不同，而所属的记录在本机改过"
_NO_RECORD: Final = "所属的督导记录在本机已经删除"


@dataclass(slots=True, kw_only=True)
class Sorted(Generic[_T]):
    """Rows of one kind by what becomes of them."""

    kind: str
    new: list[_T] = field(default_factory=list)
    changed: list[_T] = field(default_factory=list)
    unchanged: int = 0
    conflicts: list[Problem] = field(default_factory=list)

    @property
    def written(self) -> list[_T]:
        """What is to be written."""
        return self.new + self.changed

    def count(self, tallies: Iterable[Tally]) -> SheetCount:
        """Return the counts; a row repeated in the file is unchanged."""
        own = [t for t in tallies if t.kind == self.kind]
        return SheetCount(
            kind=self.kind,
            read=sum(t.read for t in own),
            new=len(self.new),
            changed=len(self.changed),
            unchanged=self.unchanged + sum(t.repeated for t in own),
            conflicts=len(self.conflicts),
            refused=sum(t.refused for t in own),
        )


@dataclass(slots=True, kw_only=True)
class RosterPlan:
    """A roster, sorted; ``known`` holds the schools as they were."""

    schools: Sorted[School]
    inspectors: Sorted[Inspector]
    assignments: Sorted[Assignment]
    known: Mapping[str, School]
    notes: tuple[Problem, ...]

    @property
    def parts(self) -> tuple[Sorted[Any], ...]:
        """The three kinds."""
        return (self.schools, self.inspectors, self.assignments)


@dataclass(frozen=True, slots=True)
class Todo(Generic[_T]):
    """A row that is to be written: its uid, the record it hangs on and its place there."""

    uid: str
    visit_uid: str
    place: int
    row: _T


@dataclass(slots=True, kw_only=True)
class VisitPlan:
    """Past records, sorted.

    Attributes:
        dropped: lessons taken over earlier that the file has no longer, because their cells were
            put right there: they would count twice.
        days: date by number of every record that a row may hang on.
    """

    visits: Sorted[Todo[RecordRow]]
    lessons: Sorted[Todo[LessonRow]]
    issues: Sorted[Todo[IssueRow]]
    complaints: Sorted[Todo[ComplaintRow]]
    dropped: tuple[str, ...]
    days: Mapping[str, date]

    @property
    def parts(self) -> tuple[Sorted[Any], ...]:
        """The four kinds."""
        return (self.visits, self.lessons, self.issues, self.complaints)


def plan_visits(
    rows: VisitRows, *, maker: RowMaker, store: ImportStore, dates: Mapping[str, date]
) -> VisitPlan:
    """Sort the good rows of a workbook of past records.

    Args:
        rows: what the workbook says.
        maker: knows the uids of rows.
        store: answers what is here.
        dates: date by number of the records that are here.
    """
    return _Planner(rows, maker=maker, store=store).plan(dates)


class _Planner:
    """Sorts rows against what is here."""

    def __init__(self, rows: VisitRows, *, maker: RowMaker, store: ImportStore) -> None:
        self._rows = rows
        self._store = store
        self._owner = {
            number: maker.uid(RECORDS, number)
            for number in {
                *(row.number for row in rows.records),
                *(row.record_number for row in rows.lessons),
                *(row.record_number for row in rows.issues),
            }
        }
        self._records = [
            Todo(self._owner[r.number], self._owner[r.number], 0, r) for r in rows.records
        ]
        self._lessons = list(self._children(rows.lessons, maker.lesson_uid))
        self._issues = list(self._children(rows.issues, lambda row: maker.uid(ISSUES, row.number)))
        self._complaints = [
            Todo(maker.uid(COMPLAINTS, row.number), "", 0, row) for row in rows.complaints
        ]
        every: list[Todo[Any]] = [*self._records, *self._lessons]
        every += [*self._issues, *self._complaints]
        self._digests = store.digests(todo.uid for todo in every)
        self._blocked = self._blocked_records()

    def plan(self, dates: Mapping[str, date]) -> VisitPlan:
        visits = self._sort(RECORDS, self._records, self._blocked)
        missing = self._missing(todo.uid for todo in visits.written)
        blocked = {**dict.fromkeys(missing, _NO_RECORD), **self._blocked}
        issues = self._store.issues_by_number(row.number for row in self._rows.issues)
        complaints = self._store.complaints_by_number(row.number for row in self._rows.complaints)
        return VisitPlan(
            visits=visits,
            lessons=self._sort(LESSONS, self._lessons, blocked),
            issues=self._sort(ISSUES, self._issues, blocked, taken=issues),
            complaints=self._sort(COMPLAINTS, self._complaints, blocked, taken=complaints),
            dropped=tuple(self._dropped()),
            days={**dates, **{row.number: row.visited_on for row in self._rows.records}},
        )

    def _children(self, rows: Iterable[_T], uid: Callable[[_T], str]) -> Iterator[Todo[_T]]:
        places: dict[str, int] = {}
        for row in rows:
            owner = self._owner[row.record_number]  # type: ignore[attr-defined]
            places[owner] = places.get(owner, 0) + 1
            yield Todo(uid(row), owner, places[owner], row)

    def _blocked_records(self) -> dict[str, str]:
        """Return the records that rows must leave alone, with the reason."""
        changed = self._store.changed_here(self._owner.values())
        holders = self._store.visits_by_number(self._owner)
        taken = {own for number, own in self._owner.items() if holders.get(number, own) != own}
        return {**dict.fromkeys(changed, _CHANGED_HERE), **dict.fromkeys(taken, _NUMBER_TAKEN)}

    def _missing(self, written: Iterable[str]) -> Collection[str]:
        return set(self._owner.values()) - set(written) - self._store.present(self._owner.values())

    def _sort(
        self,
        kind: str,
        todos: Iterable[Todo[_T]],
        blocked: Mapping[str, str],
        *,
        taken: Mapping[str, str] | None = None,
    ) -> Sorted[Todo[_T]]:
        found: Sorted[Todo[_T]] = Sorted(kind=kind)
        for todo in todos:
            row: Any = todo.row
            known = self._digests.get(todo.uid)
            holder = (taken or {}).get(getattr(row, "number", ""), todo.uid)
            reason = _NUMBER_TAKEN if holder != todo.uid else blocked.get(todo.visit_uid)
            if known == row.digest:
                found.unchanged += 1
            elif reason is not None:
                found.conflicts.append(_conflict(row, reason))
            else:
                (found.new if known is None else found.changed).append(todo)
        return found

    def _dropped(self) -> Iterator[str]:
        """Yield lessons that were taken over from an earlier state of the same records.

        A row that was refused is still in the file, and only a whole table of lessons says which
        of them a record has.
        """
        refused = {row.number for row in self._rows.refused if row.kind == LESSONS}
        told = any(tally.kind == LESSONS for tally in self._rows.tallies)
        if not told or "" in refused or not self._digests:
            return
        records = [
            todo.uid
            for todo in self._records
            if todo.row.number not in refused and todo.uid not in self._blocked
        ]
        there = {todo.uid for todo in self._lessons}
        yield from (uid for uid in self._store.taken_lessons(records) if uid not in there)


def _conflict(row: Any, reason: str) -> Problem:
    number = getattr(row, "number", "") or row.record_number
    return Problem(
        where=f"{row.sheet}第 {row.row} 行（{number}）", what=reason, remedy="没有导入，请人工核对"
    )
