"""Writes planned rows of past records in short steps, and indexes them in the same run."""

from collections.abc import Callable, Sequence
from typing import Any

from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.services.context import Context
from inspector_app.services.import_pace import Pace
from inspector_app.services.import_plan import Sorted, Todo, VisitPlan
from inspector_app.services.import_rows import RowMaker
from inspector_app.sheets.visit_rows import ComplaintRow, IssueRow, LessonRow, RecordRow
from inspector_app.storage.children import ChildRow
from inspector_app.storage.imports import ImportStore, SourceRow


class VisitWriter:
    """Carries a plan out; each step is one transaction that a crash leaves whole or undone."""

    def __init__(
        self, context: Context, store: ImportStore, *, plan: VisitPlan, maker: RowMaker
    ) -> None:
        self._context = context
        self._store = store
        self._plan = plan
        self._maker = maker
        self._at = context.now_text()
        self._pace = Pace()
        self._done = 0
        self._whole = sum(len(part.written) for part in plan.parts)

    def run(self, progress: Callable[[int, int], bool]) -> bool:
        """Write everything; ``False`` when ``progress`` said to stop before the end."""
        parts: tuple[tuple[Sorted[Any], Callable[[Any], None]], ...] = (
            (self._plan.visits, self._put_visits),
            (self._plan.lessons, self._put_lessons),
            (self._plan.issues, self._put_issues),
            (self._plan.complaints, self._put_complaints),
        )
        for part, put in parts:
            if not self._put(part, put, progress):
                return False
        if self._plan.dropped:
            with self._context.database.transaction():
                self._store.drop_lessons(self._plan.dropped)
        self._index()
        return True

    def _put(
        self,
        part: Sorted[Any],
        put: Callable[[Any], None],
        progress: Callable[[int, int], bool],
    ) -> bool:
        for portion in self._pace.portions(part.written):
            with self._context.database.transaction():
                put(portion)
                self._store.put_sources(
                    [SourceRow(todo.uid, part.kind, todo.row.digest, self._at) for todo in portion]
                )
            self._done += len(portion)
            if not progress(self._done, self._whole) and self._done < self._whole:
                return False
        return True

    def _put_visits(self, todos: Sequence[Todo[RecordRow]]) -> None:
        held = self._store.present([todo.uid for todo in todos])
        self._store.put_visits([self._maker.visit(todo.row) for todo in todos], held=held)

    def _put_lessons(self, todos: Sequence[Todo[LessonRow]]) -> None:
        self._store.put_lessons(
            [
                ChildRow(
                    visit_uid=todo.visit_uid,
                    ordinal=todo.place,
                    value=self._maker.lesson(todo.row),
                )
                for todo in todos
            ]
        )

    def _put_issues(self, todos: Sequence[Todo[IssueRow]]) -> None:
        children, events = [], []
        for todo in todos:
            found_on = self._plan.days[todo.row.record_number]
            issue, happened = self._maker.issue(todo.row, found_on=found_on)
            events += happened
            children.append(ChildRow(visit_uid=todo.visit_uid, ordinal=todo.place, value=issue))
        self._store.put_issues(children, events, held=[todo.uid for todo in todos])

    def _put_complaints(self, todos: Sequence[Todo[ComplaintRow]]) -> None:
        complaints = [self._maker.complaint(todo.row) for todo in todos]
        self._store.put_complaints(complaints, origin=IMPORT_ORIGIN)

    def _index(self) -> None:
        # Few at first: a long narrative costs more to index than a whole portion of short rows.
        pace = Pace(rows=8)
        more = True
        while more:
            pace.start()
            with self._context.database.transaction():
                more = bool(self._context.stores.search.index_dirty(limit=pace.rows))
            pace.stop()
