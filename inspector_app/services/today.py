"""今日: what is next."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.domain.month import Month, Period, school_year_start
from inspector_app.domain.views import LedgerRow, Note, SchoolStatus, VisitSummary
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.cursor import Cursor, get_cursor
from inspector_app.services.school_board import read_board
from inspector_app.storage.conditions import FILED_ON_SITE
from inspector_app.storage.issues import DueAim
from inspector_app.storage.register_dues import DueLine
from inspector_app.storage.visit_lists import VisitFilter

if TYPE_CHECKING:
    from inspector_app.services.plan_views import PlannedView

LESSON_TARGET: Final = 30
_TEACHING_WEEKS: Final = 40
_DUE_WITHIN: Final = timedelta(days=7)
DUE_SHOWN: Final = 8
TASKS_SHOWN: Final = 6


class LessonProgress(NamedTuple):
    """听课 of the school year against the target of 30 节 and the time gone."""

    heard: int
    target: int
    expected_by_now: int


class Resume(NamedTuple):
    """接着写: the draft that was being written, and where."""

    visit: VisitSummary
    cursor: Cursor


class TodayPage(NamedTuple):
    """Everything that 今日 shows, read at one moment.

    Attributes:
        hazards: open 安全隐患 that the school or the 督导室 was not told of; they stay on top.
        has_schools: whether there is any school at all; without one there is nothing to do yet.
        planned: what is planned for today and neither called off nor done.
        unvisited: the schools without a visit this month, in the order of the board.
        exempt: whether the month asks no visit.
        due: the most pressing of the open issues due within a week or overdue.
        due_count: how many of those there are.
        overdue_count: how many of those are past their 时限 with no answer of the school.
        aims: milestones of long-term issues that are due within a week and not met.
        tasks: what registers ask to be done within a week, one more than is shown at most.
    """

    today: date
    hazards: tuple[LedgerRow, ...]
    has_schools: bool
    resume: Resume | None
    planned: "tuple[PlannedView, ...]"
    unvisited: tuple[SchoolStatus, ...]
    exempt: bool
    due: tuple[LedgerRow, ...]
    due_count: int
    overdue_count: int
    tasks: tuple[DueLine, ...]
    aims: tuple[DueAim, ...]
    drafts: tuple[VisitSummary, ...]
    basket_photos: int
    notes: tuple[Note, ...]
    lessons: LessonProgress | None
    not_handed_over: tuple[Month, ...]


class TodayService:
    """Answers what is next for whoever works here."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def page(self) -> TodayPage:
        """Return what 今日 shows."""
        today = self._context.today()
        person = self._context.identity.inspector_id or None
        stores = self._context.stores
        with self._context.database.snapshot():
            drafts = stores.visit_lists.summaries(
                VisitFilter(statuses=frozenset({VisitStatus.DRAFT}), person_id=person)
            )
            due, due_count, overdue_count = stores.issues.pressing(
                by=today + _DUE_WITHIN, on=today, person_id=person, limit=DUE_SHOWN
            )
            board = read_board(self._context)
            return TodayPage(
                today=today,
                hazards=stores.issues.untold_hazards(person_id=person),
                has_schools=stores.schools.any(),
                resume=self._resume(drafts),
                planned=self._planned(today, person),
                unvisited=tuple(row for row in board.rows if not row.visited_this_month),
                exempt=board.exempt,
                due=due,
                due_count=due_count,
                overdue_count=overdue_count,
                tasks=stores.register_dues.by(today + _DUE_WITHIN, limit=TASKS_SHOWN + 1),
                aims=stores.issues.milestones_due(
                    by=today + _DUE_WITHIN, person_id=person, limit=DUE_SHOWN
                ),
                drafts=drafts,
                basket_photos=self._basket(),
                notes=stores.notes.unassigned(),
                lessons=self._lessons(today, person) if person else None,
                not_handed_over=self._not_handed_over(today, person),
            )

    def _resume(self, drafts: tuple[VisitSummary, ...]) -> Resume | None:
        cursor = get_cursor(self._context)
        if cursor is None:
            return None
        open_draft = next((d for d in drafts if d.uid == cursor.visit_uid), None)
        return None if open_draft is None else Resume(visit=open_draft, cursor=cursor)

    def _planned(self, today: date, person: str | None) -> "tuple[PlannedView, ...]":
        """Return what is planned for today; a day without a plan loads nothing of plans."""
        any_plan = self._context.database.row(
            "SELECT 1 FROM planned_visit WHERE day = ? AND cancelled = '' LIMIT 1",
            today.isoformat(),
        )
        if any_plan is None:
            return ()
        from inspector_app.domain.plan import PlanState
        from inspector_app.services.plan_views import views_of

        day = Period(today, today)
        found = self._context.stores.plans.planned(day, person_id=person)
        views = views_of(self._context, found)
        return tuple(view for view in views if view.state is PlanState.PLANNED)

    def _basket(self) -> int:
        found = self._context.database.row(
            "SELECT count(*) FROM photo WHERE owner = 'basket' AND removed_at IS NULL"
        )
        return int(found[0]) if found else 0

    def _lessons(self, today: date, person: str) -> LessonProgress:
        start = school_year_start(today)
        found = self._context.database.row(
            "SELECT count(*) FROM lesson l JOIN visit v ON v.id = l.visit_id"  # noqa: S608 - a condition of ours
            f" WHERE l.listener_id = ? AND l.whole = 1 AND {FILED_ON_SITE}"
            " AND v.visited_on BETWEEN ? AND ?",
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
