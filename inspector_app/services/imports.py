"""Import of a district's own workbooks: read whole, judged whole, then written in short steps.

A second import of the same file changes nothing. A crash in the middle is mended by importing
again: every row knows its own uid and digest.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, Problem
from inspector_app.base.files import name_of, read_file
from inspector_app.domain.school import Assignment
from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.services.context import Context
from inspector_app.services.import_lines import roster_lines, visit_lines
from inspector_app.services.import_plan import RosterPlan, Sorted, VisitPlan, plan_visits
from inspector_app.services.import_report import (
    Accept,
    ImportPreview,
    ImportResult,
    SheetCount,
    preview_of,
    result_of,
)
from inspector_app.services.import_rows import (
    ASSIGNMENTS,
    INSPECTORS,
    SCHOOLS,
    RowMaker,
    assignment_of,
    inspector_of,
    school_of,
)
from inspector_app.services.import_writer import VisitWriter
from inspector_app.services.recusals import assignment_warnings
from inspector_app.services.school_initials import spellings_of
from inspector_app.storage.imports import ImportStore
from inspector_app.storage.people import FIRST_DAY

if TYPE_CHECKING:
    from inspector_app.sheets.roster import RosterRows
    from inspector_app.sheets.visit_rows import Known, VisitRows

__all__ = ["Accept", "ImportPreview", "ImportResult", "ImportService"]

_T = TypeVar("_T")
_NAMED_IN_NOTE: Final = 5
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
        return self._roster_preview(path, rows, self._plan_roster(rows))

    def import_roster(self, path: Path, *, accept: Accept = Accept.ALL_OR_NOTHING) -> ImportResult:
        """Take a roster over.

        A renamed school keeps its code and gains a 曾用名; a dated assignment, a closed school and
        a person's new zone are updates. What the file does not name stays as it is.

        Raises:
            InputError: a cell is bad and only whole files are accepted; nothing was changed.
        """
        rows = self._read_roster(path)
        _refuse(path, rows.problems, accept, otherwise="")
        plan = self._plan_roster(rows)
        preview = self._roster_preview(path, rows, plan)
        if any(part.written for part in plan.parts):
            with self._context.database.transaction():
                self._journal(path, preview.sheets)
                self._write_roster(plan)
        changes = Changes(
            schools=bool(plan.schools.written or plan.assignments.written),
            inspectors=bool(plan.inspectors.written),
        )
        return result_of(preview, changes=changes, finished=True)

    def _read_roster(self, path: Path) -> "RosterRows":
        from inspector_app.sheets.roster import read_roster

        schools = {s.code for s in self._context.stores.schools.all()}
        return read_roster(path, schools=schools, inspectors=self._context.names())

    def _plan_roster(self, rows: "RosterRows") -> RosterPlan:
        stores = self._context.stores
        with self._context.database.snapshot():
            schools = {s.code: s for s in stores.schools.all()}
            people = {p.id: p for p in self._context.members()}
            assigned = {_key(a): a for a in stores.schools.assignments()}
        told = [assignment_of(row) for row in rows.assignments]
        return RosterPlan(
            schools=_compared(
                SCHOOLS,
                [(school_of(r, known=schools.get(r.code)), r.code) for r in rows.schools],
                schools,
            ),
            inspectors=_compared(
                INSPECTORS,
                [(inspector_of(r, known=people.get(r.id)), r.id) for r in rows.inspectors],
                people,
            ),
            assignments=_compared(ASSIGNMENTS, [(a, _key(a)) for a in told], assigned),
            known=schools,
            notes=(
                *rows.notes,
                *self._left_alone(rows, assigned.values()),
                *assignment_warnings(
                    self._context, told, {code: school.name for code, school in schools.items()}
                ),
            ),
        )

    def _left_alone(self, rows: "RosterRows", assigned: Iterable[Assignment]) -> Iterable[Problem]:
        """Say what is here and not in the file: it may be an oversight of either."""
        # A refused row is in the file as well, whatever it was meant to say.
        if rows.refused:
            return
        today = self._context.today()
        schools = {s.code: s.name for s in self._context.stores.schools.all()}
        names = self._context.names()
        if rows.schools:
            told = {row.code for row in rows.schools}
            yield from _kept([name for code, name in schools.items() if code not in told], "所学校")
        if rows.assignments:
            keys = {_key(assignment_of(row)) for row in rows.assignments}
            absent = [a for a in assigned if _key(a) not in keys and a.in_force(on=today)]
            titles = [f"{names[a.inspector_id]}—{schools[a.school_code]}" for a in absent]
            yield from _kept(titles, "条责任分配")

    def _roster_preview(self, path: Path, rows: "RosterRows", plan: RosterPlan) -> ImportPreview:
        names = self._context.names() | {person.id: person.name for person in rows.inspectors}
        return preview_of(
            path,
            _counts(plan.parts, rows),
            problems=rows.problems,
            conflicts=(),
            notes=plan.notes,
            lines=roster_lines(plan, rows.refused, names=names),
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
        known = self._known()
        rows = _read_visits(path, known)
        return _visit_preview(path, rows, self._plan_visits(rows, self._maker(), known))

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
        known, maker = self._known(), self._maker()
        rows = _read_visits(path, known)
        _refuse(path, rows.problems, accept, otherwise=_OR_VALID_ROWS)
        plan = self._plan_visits(rows, maker, known)
        preview = _visit_preview(path, rows, plan)
        del rows
        changes = _visit_changes(plan)
        if changes:
            # The history says what began before the first row is in, so that a crash is no gap.
            with self._context.database.transaction():
                self._journal(path, preview.sheets)
        writer = VisitWriter(self._context, self._store, plan=plan, maker=maker)
        finished = writer.run(progress or _go_on)
        return result_of(preview, changes=changes, finished=finished)

    def _known(self) -> "Known":
        from inspector_app.sheets.visit_rows import Known

        with self._context.database.snapshot():
            return Known(
                today=self._context.today(),
                schools={s.code: s.name for s in self._context.stores.schools.all()},
                inspectors=self._context.names(),
                records=self._store.record_dates(),
            )

    def _maker(self) -> RowMaker:
        return RowMaker(
            district=self._context.identity.district,
            at=self._context.now_text(),
            schools={s.code: s for s in self._context.stores.schools.all()},
        )

    def _plan_visits(self, rows: "VisitRows", maker: RowMaker, known: "Known") -> VisitPlan:
        with self._context.database.snapshot():
            return plan_visits(rows, maker=maker, store=self._store, dates=known.records)

    def _journal(self, path: Path, counts: tuple[SheetCount, ...]) -> None:
        op = {
            "note": "导入",
            "file": name_of(path),
            "sha256": hashlib.sha256(read_file(path)).hexdigest(),
            "rows": {c.kind: [c.new, c.changed, c.unchanged, c.refused] for c in counts},
        }
        self._context.note("import", "", op)


def _read_visits(path: Path, known: "Known") -> "VisitRows":
    from inspector_app.sheets.visits import read_visits

    return read_visits(path, known=known)


def _go_on(_done: int, _all: int) -> bool:
    return True


def _key(assignment: Assignment) -> tuple[object, ...]:
    return (assignment.inspector_id, assignment.school_code, assignment.start)


def _compared(kind: str, told: Iterable[tuple[_T, Any]], known: Mapping[Any, _T]) -> Sorted[_T]:
    found: Sorted[_T] = Sorted(kind=kind)
    for value, key in told:
        if value == known.get(key):
            found.unchanged += 1
        else:
            (found.changed if key in known else found.new).append(value)
    return found


def _kept(names: Collection[str], counted: str) -> Iterable[Problem]:
    if names:
        listed = "、".join(sorted(names)[:_NAMED_IN_NOTE])
        rest = "等" if len(names) > _NAMED_IN_NOTE else ""
        what = f"本机有 {len(names)} {counted}不在这份名册里，照原样保留"
        yield Problem(
            where=f"{listed}{rest}", what=what, remedy="已停办或已结束的，请在名册里写明日期"
        )


# Neither the window nor the command line takes a part of a roster.
_OR_VALID_ROWS: Final = "；也可以只导入没有问题的行（命令行加 --accept-valid）"


def _refuse(path: Path, problems: Sequence[Problem], accept: Accept, *, otherwise: str) -> None:
    if problems and accept is Accept.ALL_OR_NOTHING:
        raise InputError(
            f"“{path.name}”有 {len(problems)} 处要改，没有导入任何内容。"
            f"请按列出的单元格改好后再导入{otherwise}。",
            problems=problems,
        )


def _counts(parts: Iterable[Sorted[Any]], rows: "RosterRows | VisitRows") -> tuple[SheetCount, ...]:
    there = {tally.kind for tally in rows.tallies}
    return tuple(part.count(rows.tallies) for part in parts if part.kind in there)


def _visit_preview(path: Path, rows: "VisitRows", plan: VisitPlan) -> ImportPreview:
    dropped = len(plan.dropped)
    notes = list(rows.notes)
    if dropped:
        what = f"有 {dropped} 节上次导入的听课在文件里已经改写或删去"
        notes.append(Problem(where="听课记录", what=what, remedy="随文件去掉，不重复计数"))
    return preview_of(
        path,
        _counts(plan.parts, rows),
        problems=rows.problems,
        conflicts=[problem for part in plan.parts for problem in part.conflicts],
        notes=notes,
        lines=visit_lines(plan, rows.refused),
    )


def _visit_changes(plan: VisitPlan) -> Changes:
    days = [todo.row.visited_on for todo in plan.visits.written]
    days += [plan.days[todo.row.record_number] for todo in plan.lessons.written]
    days += [plan.days[todo.row.record_number] for todo in plan.issues.written]
    return Changes(
        visits=bool(plan.visits.written),
        lessons=bool(plan.lessons.written or plan.dropped),
        issues=bool(plan.issues.written),
        complaints=bool(plan.complaints.written),
        months=frozenset(f"{day:%Y-%m}" for day in days),
    )
