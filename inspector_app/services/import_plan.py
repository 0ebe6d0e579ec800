"""What an import would do: each good row is new, changed, unchanged, or in conflict."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Generic, TypeVar

from inspector_app.base.changes import Changes
from inspector_app.base.errors import Problem
from inspector_app.domain.complaint import Complaint
from inspector_app.domain.issue import Issue, IssueEvent
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.school import Assignment, Inspector, School
from inspector_app.domain.visit import Visit
from inspector_app.services.import_rows import COMPLAINTS, ISSUES, LESSONS, RECORDS, RowMaker
from inspector_app.sheets.lines import Tally
from inspector_app.sheets.visit_rows import VisitRows
from inspector_app.storage.children import ChildRow
from inspector_app.storage.imports import ImportStore, SourceRow

_T = TypeVar("_T")


class Accept(Enum):
    """What happens when some rows are bad."""

    ALL_OR_NOTHING = "all_or_nothing"
    VALID_ROWS = "valid_rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCount:
    """How the rows of one kind fare: ``read`` is the sum of the others."""

    kind: str
    read: int
    new: int
    changed: int
    unchanged: int
    conflicts: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPreview:
    """What an import would do.

    Attributes:
        problems: every bad cell; ``conflicts`` every row that differs from what was corrected here.
        notes: what is left aside without harm.
    """

    file_name: str
    sheets: tuple[SheetCount, ...]
    problems: tuple[Problem, ...]
    conflicts: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    def _sum(self, name: str) -> int:
        return sum(getattr(sheet, name) for sheet in self.sheets)

    @property
    def new(self) -> int:
        """Rows that would be added."""
        return self._sum("new")

    @property
    def changed(self) -> int:
        """Rows that would be updated."""
        return self._sum("changed")

    @property
    def unchanged(self) -> int:
        """Rows that are here already as they are in the file."""
        return self._sum("unchanged")

    @property
    def refused(self) -> int:
        """Rows that would be left out, with what hangs on them."""
        return self._sum("refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did; ``imported`` counts new, changed and unchanged rows."""

    file_name: str
    sheets: tuple[SheetCount, ...]
    read: int
    imported: int
    new: int
    changed: int
    unchanged: int
    refused: int
    problems: tuple[Problem, ...]
    conflicts: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    sentence: str
    changes: Changes


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
    """A roster, sorted."""

    schools: Sorted[School]
    inspectors: Sorted[Inspector]
    assignments: Sorted[Assignment]
    first: bool


@dataclass(slots=True, kw_only=True)
class IssueFound:
    """An issue of a workbook with its events."""

    child: ChildRow[Issue]
    events: list[IssueEvent]


@dataclass(slots=True, kw_only=True)
class VisitPlan:
    """Past records, sorted, with the digest each row is remembered by."""

    visits: Sorted[Visit]
    lessons: Sorted[ChildRow[Lesson]]
    issues: Sorted[IssueFound]
    complaints: Sorted[Complaint]
    sources: dict[str, SourceRow]
    days: dict[str, date]


def plan_visits(
    rows: VisitRows, *, maker: RowMaker, store: ImportStore, dates: dict[str, date], at: str
) -> VisitPlan:
    """Sort the good rows of a workbook of past records.

    Args:
        rows: what the workbook says.
        maker: makes values of rows.
        store: answers what is here.
        dates: date by number of the records that are here.
        at: the instant of the import.
    """
    planner = _Planner(maker=maker, store=store, at=at)
    days = dates | {row.number: row.visited_on for row in rows.records}
    return planner.plan(rows, days)


class _Planner:
    """Sorts rows against what is here."""

    def __init__(self, *, maker: RowMaker, store: ImportStore, at: str) -> None:
        self._maker = maker
        self._store = store
        self._at = at
        self._sources: dict[str, SourceRow] = {}
        self._digests: dict[str, str] = {}
        self._touched: frozenset[str] = frozenset()
        self._ordinals: dict[str, int] = {}

    def plan(self, rows: VisitRows, days: dict[str, date]) -> VisitPlan:
        visits = [(self._maker.visit(row), row.digest) for row in rows.records]
        lessons = [
            (self._child(LESSONS, row.record_number, self._maker.lesson(row)), row.digest)
            for row in rows.lessons
        ]
        issues = []
        for row in rows.issues:
            issue, events = self._maker.issue(row, found_on=days[row.record_number])
            child = self._child(ISSUES, row.record_number, issue)
            # The day of the record is part of what the row means: its first event stands on it.
            digest = f"{row.digest}{days[row.record_number]:%Y%m%d}"
            issues.append((IssueFound(child=child, events=events), digest))
        complaints = [(self._maker.complaint(row), row.digest) for row in rows.complaints]
        self._ask(visits, lessons, issues, complaints)
        taken = self._store.visits_by_number(visit.number for visit, _ in visits)
        return VisitPlan(
            visits=self._sort(
                RECORDS,
                visits,
                uid=lambda v: v.uid,
                owner=lambda v: v.uid,
                name=lambda v: v.number,
                holder=lambda v: taken.get(v.number, v.uid),
            ),
            lessons=self._sort(
                LESSONS,
                lessons,
                uid=lambda c: c.value.uid,
                owner=lambda c: c.visit_uid,
                name=lambda c: f"{c.value.class_name}第{c.value.period_no}节",
            ),
            issues=self._sort(
                ISSUES,
                issues,
                uid=lambda f: f.child.value.uid,
                owner=lambda f: f.child.visit_uid,
                name=lambda f: f.child.value.number,
            ),
            complaints=self._sort(
                COMPLAINTS,
                complaints,
                uid=lambda c: c.uid,
                owner=lambda _: "",
                name=lambda c: c.number,
            ),
            sources=self._sources,
            days=days,
        )

    def _child(self, kind: str, record_number: str, value: _T) -> ChildRow[_T]:
        visit_uid = self._maker.uid(RECORDS, record_number)
        key = f"{kind}{visit_uid}"
        self._ordinals[key] = self._ordinals.get(key, 0) + 1
        return ChildRow(visit_uid=visit_uid, ordinal=self._ordinals[key], value=value)

    def _ask(
        self,
        visits: Sequence[tuple[Visit, str]],
        lessons: Sequence[tuple[ChildRow[Lesson], str]],
        issues: Sequence[tuple[IssueFound, str]],
        complaints: Sequence[tuple[Complaint, str]],
    ) -> None:
        uids = [v.uid for v, _ in visits]
        uids += [c.value.uid for c, _ in lessons]
        uids += [f.child.value.uid for f, _ in issues]
        uids += [c.uid for c, _ in complaints]
        self._digests = self._store.digests(uids)
        owners = {v.uid for v, _ in visits} | {c.visit_uid for c, _ in lessons}
        self._touched = self._store.changed_here(owners | {f.child.visit_uid for f, _ in issues})

    def _sort(
        self,
        kind: str,
        rows: Sequence[tuple[_T, str]],
        *,
        uid: Callable[[_T], str],
        owner: Callable[[_T], str],
        name: Callable[[_T], str],
        holder: Callable[[_T], str] | None = None,
    ) -> Sorted[_T]:
        found: Sorted[_T] = Sorted(kind=kind)
        for row, digest in rows:
            known = self._digests.get(uid(row))
            if known == digest:
                found.unchanged += 1
            elif holder is not None and holder(row) != uid(row):
                found.conflicts.append(
                    Problem(
                        where=name(row),
                        what="这个编号已经是本机另一份记录的编号",
                        remedy="没有导入；请核对编号",
                    )
                )
            elif owner(row) in self._touched:
                found.conflicts.append(
                    Problem(
                        where=name(row),
                        what="表中与上次导入的不同，而这份记录在本机更正过",
                        remedy="没有覆盖；请人工核对",
                    )
                )
            else:
                (found.new if known is None else found.changed).append(row)
                self._sources[uid(row)] = SourceRow(
                    uid=uid(row), sheet=kind, digest=digest, taken_at=self._at
                )
        return found
