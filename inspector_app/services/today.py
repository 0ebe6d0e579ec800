"""今日: what is next."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from inspector_app.domain.month import Month, school_year_start
from inspector_app.domain.views import LedgerRow, Note, SchoolStatus, VisitSummary
from inspector_app.domain.visit import VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.schools import SchoolService
from inspector_app.services.visit_edit import Cursor, VisitEditService
from inspector_app.services.visits import VisitService

LESSON_TARGET: Final = 30
_TEACHING_WEEKS: Final = 40
_DUE_WITHIN_DAYS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonProgress:
    """听课 of the school year against the target of 30 节 and the time gone."""

    heard: int
    target: int
    expected_by_now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """接着写: the draft that was being written, and where."""

    visit: VisitSummary
    cursor: Cursor


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """Everything that 今日 shows, read at one moment."""

    today: date
    resume: Resume | None
    unvisited: tuple[SchoolStatus, ...]
    due: tuple[LedgerRow, ...]
    drafts: tuple[VisitSummary, ...]
    basket_photos: int
    notes: tuple[Note, ...]
    lessons: LessonProgress | None
    not_handed_over: tuple[Month, ...]


class TodayService:
    """Answers what is next for whoever works here."""

    def __init__(
        self,
        context: Context,
        *,
        schools: SchoolService,
        visits: VisitService,
        editing: VisitEditService,
    ) -> None:
        self._context = context
        self._schools = schools
        self._visits = visits
        self._editing = editing

    def page(self) -> TodayPage:
        """Return what 今日 shows."""
        today = self._context.today()
        person = self._context.identity.inspector_id or None
        with self._context.database.snapshot():
            drafts = self._visits.list(statuses=frozenset({VisitStatus.DRAFT}), inspector_id=person)
            return TodayPage(
                today=today,
                resume=self._resume(drafts),
                unvisited=tuple(s for s in self._schools.board() if not s.visited_this_month),
                due=self._due(today, person),
                drafts=drafts,
                basket_photos=self._basket(),
                notes=self._context.stores.notes.unassigned(),
                lessons=self._lessons(today, person) if person else None,
                not_handed_over=self._not_handed_over(today, person),
            )

    def _resume(self, drafts: tuple[VisitSummary, ...]) -> Resume | None:
        cursor = self._editing.cursor()
        if cursor is None:
            return None
        open_draft = next((d for d in drafts if d.uid == cursor.visit_uid), None)
        return None if open_draft is None else Resume(visit=open_draft, cursor=cursor)

    def _due(self, today: date, person: str | None) -> tuple[LedgerRow, ...]:
        rows = self._context.stores.issues.open_ledger(person_id=person)
        return tuple(
            row
            for row in rows
            if row.due is not None and (row.due - today).days <= _DUE_WITHIN_DAYS
        )

    def _basket(self) -> int:
        found = self._context.database.row(
            "SELECT count(*) FROM photo WHERE owner = 'basket' AND removed_at IS NULL"
        )
        return int(found[0]) if found else 0

    def _lessons(self, today: date, person: str) -> LessonProgress:
        start = school_year_start(today)
        found = self._context.database.row(
            "SELECT count(*) FROM lesson l JOIN visit v ON v.id = l.visit_id"
            " WHERE l.listener_id = ? AND l.whole = 1 AND v.deleted_at IS NULL AND v.online = 0"
            "   AND v.status IN ('filed', 'handed_over') AND v.visited_on BETWEEN ? AND ?",
            person,
            start.isoformat(),
            today.isoformat(),
        )
        weeks = min((today - start).days // 7, _TEACHING_WEEKS)
        return LessonProgress(
            heard=int(found[0]) if found else 0,
            target=LESSON_TARGET,
            expected_by_now=LESSON_TARGET * weeks // _TEACHING_WEEKS,
        )

    def _not_handed_over(self, today: date, person: str | None) -> tuple[Month, ...]:
        """Return the past months of this school year with filed records not yet handed over."""
        rows = self._context.database.rows(
            "SELECT DISTINCT substr(visited_on, 1, 7) FROM visit WHERE status = 'filed'"
            "   AND deleted_at IS NULL AND visited_on BETWEEN ? AND ?"
            "   AND origin <> 'import' AND (? IS NULL OR lead_id = ?) ORDER BY 1",
            school_year_start(today).isoformat(),
            Month.of(today).shifted(-1).period.end.isoformat(),
            person,
            person,
        )
        return tuple(Month.parse(text) for (text,) in rows)
