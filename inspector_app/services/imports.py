"""Import of a district's own workbooks: read whole, judged whole, then written in short steps.

A second import of the same file changes nothing. A crash in the middle is mended by importing
again: every row knows its own uid and digest.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, Problem
from inspector_app.domain.complaint import Complaint
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.school import Assignment
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.services.context import Context
from inspector_app.services.import_plan import (
    Accept,
    ImportPreview,
    ImportResult,
    IssueFound,
    RosterPlan,
    SheetCount,
    Sorted,
    VisitPlan,
    plan_visits,
)
from inspector_app.services.import_rows import (
    RowMaker,
    assignment_of,
    inspector_of,
    school_of,
)
from inspector_app.services.school_initials import spellings_of
from inspector_app.storage.children import ChildRow
from inspector_app.storage.imports import ImportStore
from inspector_app.storage.people import FIRST_DAY

if TYPE_CHECKING:
    from inspector_app.sheets.roster import RosterRows
    from inspector_app.sheets.visit_rows import VisitRows

__all__ = ["Accept", "ImportPreview", "ImportResult", "ImportService"]

_T = TypeVar("_T")
# So many rows commit within about a fifth of a second on a slow laptop.
_CHUNK: Final = 400
Progress = Callable[[int, int], bool]


class ImportService:
    """Reads workbooks and takes them over."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = ImportStore(context.database)

    # -- roster ----------------------------------------------------------------------------------

    def preview_roster(self, path: Path) -> ImportPreview:
        """Return what an import of a roster would do (InputError where the file is none)."""
        rows = self._read_roster(path)
        plan = self._plan_roster(rows)
        return ImportPreview(
            file_name=path.name,
            sheets=_roster_counts(plan, rows),
            problems=rows.problems,
            conflicts=(),
            notes=rows.notes,
        )

    def import_roster(self, path: Path) -> ImportResult:
        """Take a roster over.

        A renamed school keeps its code and gains a 曾用名; a dated assignment, a closed school and
        a person's new zone are updates. What the file does not name stays as it is.

        Raises:
            InputError: a cell is bad; every one is named, and nothing was changed.
        """
        rows = self._read_roster(path)
        _refuse(path, rows.problems)
        plan = self._plan_roster(rows)
        with self._context.database.transaction():
            self._write_roster(plan)
            if any(s.written for s in (plan.schools, plan.inspectors, plan.assignments)):
                self._journal(path, _roster_counts(plan, rows))
        changes = Changes(
            schools=bool(plan.schools.written or plan.assignments.written),
            inspectors=bool(plan.inspectors.written),
        )
        return _result(path, _roster_counts(plan, rows), rows.problems, (), rows.notes, changes)

    def _read_roster(self, path: Path) -> "RosterRows":
        from inspector_app.sheets.roster import read_roster

        schools = {s.code for s in self._context.stores.schools.all()}
        return read_roster(path, schools=schools, inspectors=self._context.names())

    def _plan_roster(self, rows: "RosterRows") -> RosterPlan:
        stores = self._context.stores
        with self._context.database.snapshot():
            schools = {s.code: s for s in stores.schools.all()}
            people = {p.id: p for p in self._context.inspectors()}
            assigned = {_key(a): a for a in stores.schools.assignments()}
        return RosterPlan(
            schools=_compared(
                "学校",
                (
                    (school_of(r, known=schools.get(r.code)), schools.get(r.code))
                    for r in rows.schools
                ),
            ),
            inspectors=_compared(
                "督学", ((inspector_of(row), people.get(row.id)) for row in rows.inspectors)
            ),
            assignments=_compared(
                "责任分配",
                ((a, assigned.get(_key(a))) for a in map(assignment_of, rows.assignments)),
            ),
            first=not people,
        )

    def _write_roster(self, plan: RosterPlan) -> None:
        stores = self._context.stores
        for school in plan.schools.written:
            stores.schools.put(school, initials=spellings_of(school), origin=IMPORT_ORIGIN)
        for person in plan.inspectors.written:
            stores.people.put(person, origin=IMPORT_ORIGIN)
            known = stores.people.zone_now(person.id)
            if person.zone and person.zone != known:
                start = FIRST_DAY if known is None else self._context.today()
                stores.people.set_zone(person.id, person.zone, start=start, origin=IMPORT_ORIGIN)
        for assignment in plan.assignments.written:
            stores.schools.put_assignment(assignment, origin=IMPORT_ORIGIN)

    # -- past records ----------------------------------------------------------------------------

    def preview_visits(self, path: Path) -> ImportPreview:
        """Return what an import of past records would do (InputError where the file is none)."""
        rows = self._read_visits(path)
        plan = self._plan_visits(rows)
        return ImportPreview(
            file_name=path.name,
            sheets=_visit_counts(plan, rows),
            problems=rows.problems,
            conflicts=_conflicts(plan),
            notes=rows.notes,
        )

    def import_visits(
        self,
        path: Path,
        *,
        accept: Accept = Accept.ALL_OR_NOTHING,
        progress: Progress | None = None,
    ) -> ImportResult:
        """Take past records over.

        Args:
            path: an .xlsx or .csv file.
            accept: whether good rows are taken when others are bad.
            progress: told (done, all) after each step; answering False stops there. What was
                written stays, and importing again completes it.

        Raises:
            InputError: a cell is bad and only whole files are accepted; nothing was changed.
        """
        rows = self._read_visits(path)
        if accept is Accept.ALL_OR_NOTHING:
            _refuse(path, rows.problems)
        plan = self._plan_visits(rows)
        whole = self._write_visits(plan, progress)
        counts = _visit_counts(plan, rows)
        if plan.sources:
            with self._context.database.transaction():
                self._journal(path, counts)
        changes = _visit_changes(plan)
        result = _result(path, counts, rows.problems, _conflicts(plan), rows.notes, changes)
        return result if whole else _stopped(result)

    def _read_visits(self, path: Path) -> "VisitRows":
        from inspector_app.sheets.visit_rows import Known
        from inspector_app.sheets.visits import read_visits

        known = Known(
            today=self._context.today(),
            schools={s.code: s.name for s in self._context.stores.schools.all()},
            inspectors=self._context.names(),
            records=self._store.record_dates(),
        )
        return read_visits(path, known=known)

    def _plan_visits(self, rows: "VisitRows") -> VisitPlan:
        at = self._context.now_text()
        with self._context.database.snapshot():
            maker = RowMaker(
                district=self._context.identity.district,
                at=at,
                schools={s.code: s for s in self._context.stores.schools.all()},
            )
            dates = self._store.record_dates()
            return plan_visits(rows, maker=maker, store=self._store, dates=dates, at=at)

    def _write_visits(self, plan: VisitPlan, progress: Progress | None) -> bool:
        steps = list(self._steps(plan))
        for place, step in enumerate(steps, 1):
            with self._context.database.transaction():
                step()
            if progress is not None and not progress(place, len(steps)):
                return place == len(steps)
        while True:
            with self._context.database.transaction():
                if not self._context.stores.search.index_dirty():
                    return True

    def _steps(self, plan: VisitPlan) -> Iterator[Callable[[], None]]:
        parts: tuple[tuple[Callable[[VisitPlan, Any], None], list[Any]], ...] = (
            (self._put_visits, plan.visits.written),
            (self._put_lessons, plan.lessons.written),
            (self._put_issues, plan.issues.written),
            (self._put_complaints, plan.complaints.written),
        )
        for put, rows in parts:
            for chunk in _chunks(rows):
                yield partial(put, plan, chunk)

    def _put_visits(self, plan: VisitPlan, rows: list[Visit]) -> None:
        uids = [visit.uid for visit in rows]
        self._store.put_visits(rows, held=self._store.present(uids))
        self._remember(plan, uids)

    def _put_lessons(self, plan: VisitPlan, rows: list[ChildRow[Lesson]]) -> None:
        self._store.put_lessons(rows)
        self._remember(plan, [child.value.uid for child in rows])

    def _put_issues(self, plan: VisitPlan, rows: list[IssueFound]) -> None:
        uids = [found.child.value.uid for found in rows]
        events = [event for found in rows for event in found.events]
        self._store.put_issues([found.child for found in rows], events, held=uids)
        self._remember(plan, uids)

    def _put_complaints(self, plan: VisitPlan, rows: list[Complaint]) -> None:
        self._store.put_complaints(rows, origin=IMPORT_ORIGIN)
        self._remember(plan, [complaint.uid for complaint in rows])

    def _remember(self, plan: VisitPlan, uids: Sequence[str]) -> None:
        self._store.put_sources([plan.sources[uid] for uid in uids])

    def _journal(self, path: Path, counts: tuple[SheetCount, ...]) -> None:
        op = {
            "file": path.name,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "rows": {c.kind: [c.new, c.changed, c.unchanged, c.refused] for c in counts},
        }
        self._context.note("import", "", op)


def _key(assignment: Assignment) -> tuple[object, ...]:
    return (assignment.inspector_id, assignment.school_code, assignment.start)


def _compared(kind: str, pairs: Iterable[tuple[_T, _T | None]]) -> Sorted[_T]:
    found: Sorted[_T] = Sorted(kind=kind)
    for value, known in pairs:
        if value == known:
            found.unchanged += 1
        else:
            (found.new if known is None else found.changed).append(value)
    return found


def _chunks(rows: list[_T]) -> Iterator[list[_T]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]


def _refuse(path: Path, problems: tuple[Problem, ...]) -> None:
    if problems:
        raise InputError(
            f"“{path.name}”有 {len(problems)} 处要改，没有导入任何内容。"
            "请按下面列出的单元格改好后再导入。",
            problems=problems,
        )


def _roster_counts(plan: RosterPlan, rows: "RosterRows") -> tuple[SheetCount, ...]:
    parts = (plan.schools, plan.inspectors, plan.assignments)
    return tuple(part.count(rows.tallies) for part in parts)


def _visit_counts(plan: VisitPlan, rows: "VisitRows") -> tuple[SheetCount, ...]:
    parts = (plan.visits, plan.lessons, plan.issues, plan.complaints)
    return tuple(part.count(rows.tallies) for part in parts)


def _conflicts(plan: VisitPlan) -> tuple[Problem, ...]:
    parts = (plan.visits, plan.lessons, plan.issues, plan.complaints)
    return tuple(problem for part in parts for problem in part.conflicts)


def _visit_changes(plan: VisitPlan) -> Changes:
    days = [visit.visited_on for visit in plan.visits.written if visit.visited_on is not None]
    anything = bool(plan.sources)
    return Changes(
        visits=bool(plan.visits.written),
        lessons=bool(plan.lessons.written),
        issues=bool(plan.issues.written),
        complaints=bool(plan.complaints.written),
        months=frozenset(f"{day:%Y-%m}" for day in days) if anything else frozenset(),
    )


def _result(
    path: Path,
    counts: tuple[SheetCount, ...],
    problems: tuple[Problem, ...],
    conflicts: tuple[Problem, ...],
    notes: tuple[Problem, ...],
    changes: Changes,
) -> ImportResult:
    new, changed, unchanged, refused, read = (
        sum(getattr(count, name) for count in counts)
        for name in ("new", "changed", "unchanged", "refused", "read")
    )
    refused += len(conflicts)
    return ImportResult(
        file_name=path.name,
        sheets=counts,
        read=read,
        imported=new + changed + unchanged,
        new=new,
        changed=changed,
        unchanged=unchanged,
        refused=refused,
        problems=problems,
        conflicts=conflicts,
        notes=notes,
        sentence=(
            f"读入 {read} 行：新增 {new}，更新 {changed}，不变 {unchanged}，拒收 {refused}。"
        ),
        changes=changes,
    )


def _stopped(result: ImportResult) -> ImportResult:
    sentence = "导入已停止；已写入的内容保留，重新导入同一文件会接着完成。"
    return replace(result, sentence=sentence)
