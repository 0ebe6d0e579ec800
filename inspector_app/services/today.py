"""今日: what is next."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.domain.month import Month, Period, school_year_start
from inspector_app.domain.term import due_day, week_before
from inspector_app.domain.views import LedgerRow, Note, SchoolStatus, VisitSummary
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Context, Role
from inspector_app.services.cursor import Cursor, get_cursor
from inspector_app.services.lesson_targets import LessonView, lesson_view
from inspector_app.services.school_board import read_board
from inspector_app.services.share_setting import joined_share
from inspector_app.storage.issues import DueAim
from inspector_app.storage.register_dues import DueLine
from inspector_app.storage.visit_lists import VisitFilter

if TYPE_CHECKING:
    from inspector_app.domain.awaiting import AwaitingCounts
    from inspector_app.services.district_today import DistrictsToday
    from inspector_app.services.key_misuse import MisuseAlarm
    from inspector_app.services.peers_arrived import ArrivedRecord
    from inspector_app.services.plan_views import PlannedView
    from inspector_app.services.return_events import ReturnView
    from inspector_app.services.task_views import TaskView
    from inspector_app.services.typed_board import TypedCounts
    from inspector_app.services.typed_records import TypedView

_DUE_WITHIN: Final = timedelta(days=7)
DUE_SHOWN: Final = 8
TASKS_SHOWN: Final = 6
_ABOVE: Final = "00"
"""How the codes end of offices that have others below."""


class Resume(NamedTuple):
    """接着写: the draft that was being written, and where."""

    visit: VisitSummary
    cursor: Cursor


class StepsDue(NamedTuple):
    """Steps of the newest 创建计划 that are not done and due within a week or overdue."""

    due: int
    overdue: int
    first: date


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
        awaiting: how much waits for a decision of the office, ``None`` on a laptop.
        joint_waiting: how many 同行登记 wait for a person to say what record they are about.
        steps: what is due of 创建计划, ``None`` where nothing is.
        returned: what the office sent back and nobody has mended or answered; it stands first.
        misuse: somebody may hand over under this laptop's key, and the office was not told yet.
        peers: records of joint visits that came and wait to be looked at.
        by_share: whether the office may have put something into a shared folder; what, is asked
            apart.
        typed: what the office typed for this person and he has said nothing of yet.
        short_numbers: of which series few reserved 文号 are left here, in sentences.
        typed_here: at the office, what people say of what was typed for them.
        aims: milestones of long-term issues that are due within a week and not met.
        given: the tasks of which something is asked, the most pressing first; at an office those
            that are overdue.
        districts: above districts, how they stand with the last month that is over.
        tasks: what registers ask to be done within a week, more than is shown at most; one without
            a uid asks for an entry that is still to be begun.
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
    lessons: LessonView | None
    not_handed_over: tuple[Month, ...]
    joint_waiting: int = 0
    awaiting: "AwaitingCounts | None" = None
    steps: StepsDue | None = None
    returned: "tuple[ReturnView, ...]" = ()
    given: "tuple[TaskView, ...]" = ()
    misuse: "MisuseAlarm | None" = None
    peers: "tuple[ArrivedRecord, ...]" = ()
    by_share: bool = False
    typed: "tuple[TypedView, ...]" = ()
    typed_here: "TypedCounts | None" = None
    short_numbers: tuple[str, ...] = ()
    districts: "DistrictsToday | None" = None


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
                tasks=(
                    *self._weekly(today, person),
                    *stores.register_dues.by(today + _DUE_WITHIN, limit=TASKS_SHOWN + 1),
                ),
                aims=stores.issues.milestones_due(
                    by=today + _DUE_WITHIN, person_id=person, limit=DUE_SHOWN
                ),
                drafts=drafts,
                basket_photos=self._basket(),
                notes=stores.notes.unassigned(),
                lessons=lesson_view(self._context, person, today) if person else None,
                not_handed_over=self._not_handed_over(today, person),
                joint_waiting=self._joint_waiting(),
                awaiting=self._awaiting(today),
                steps=self._steps(today),
                returned=self._returned(),
                given=self._given(),
                misuse=self._misuse(),
                peers=self._peers(),
                by_share=self._by_share(),
                typed=self._typed(),
                typed_here=self._typed_here(),
                short_numbers=self._short_numbers(),
                districts=self._districts(),
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

    def _returned(self) -> "tuple[ReturnView, ...]":
        """Return what the office sent back; where nothing ever was, nothing more is loaded."""
        any_return = self._context.database.row("SELECT 1 FROM return_event LIMIT 1")
        if any_return is None or self._context.identity.role is Role.OFFICE:
            return ()
        from inspector_app.services.returned import ReturnedService

        return ReturnedService(self._context).waiting()

    def _given(self) -> "tuple[TaskView, ...]":
        """Return the tasks that are open; where there never was one, nothing more is loaded."""
        if self._context.database.row("SELECT 1 FROM task LIMIT 1") is None:
            return ()
        from inspector_app.services.tasks import TaskService

        found = TaskService(self._context).open()
        office = self._context.identity.role is Role.OFFICE
        return tuple(view for view in found if view.is_overdue or not office)

    def _misuse(self) -> "MisuseAlarm | None":
        """Return the alarm; where the office never answered, nothing more is loaded."""
        any_receipt = self._context.database.row("SELECT 1 FROM receipt LIMIT 1")
        if any_receipt is None or self._context.identity.role is Role.OFFICE:
            return None
        from inspector_app.services.key_misuse import misuse

        return misuse(self._context)

    def _peers(self) -> "tuple[ArrivedRecord, ...]":
        """Return what came of peers; where nothing waits, nothing more is loaded."""
        if not self._context.stores.settings.get("peers.arrived"):
            return ()
        from inspector_app.services.peers_arrived import arrived_records

        return arrived_records(self._context)

    def _by_share(self) -> bool:
        laptop = self._context.identity.role is Role.LAPTOP
        return laptop and joined_share(self._context) is not None

    def _typed(self) -> "tuple[TypedView, ...]":
        """Return what waits to be confirmed; where nothing was typed, nothing more is loaded."""
        any_typed = self._context.database.row("SELECT 1 FROM typed_record LIMIT 1")
        if any_typed is None:
            return ()
        from inspector_app.services.typed_records import TypedRecords

        return TypedRecords(self._context).waiting()

    def _typed_here(self) -> "TypedCounts | None":
        """Return what people say; where no laptop is known, nothing more is loaded."""
        if self._context.identity.role is not Role.OFFICE:
            return None
        if self._context.database.row("SELECT 1 FROM key_roster LIMIT 1") is None:
            return None
        from inspector_app.services.typed_board import TypedBoard

        found = TypedBoard(self._context).counts()
        return found if found.objected or found.unsent else None

    def _short_numbers(self) -> tuple[str, ...]:
        """Return which 文号 run out; where nobody keeps any, nothing more is loaded."""
        if self._context.database.row("SELECT 1 FROM number_event LIMIT 1") is None:
            return ()
        from inspector_app.services.numbers import NumberService

        return NumberService(self._context).short()

    def _districts(self) -> "DistrictsToday | None":
        """Return how districts stand; whoever can have none below loads nothing more for it."""
        own = self._context.identity
        if own.role is not Role.OFFICE or not own.district.endswith(_ABOVE):
            return None
        from inspector_app.services.district_today import districts_today

        return districts_today(self._context)

    def _joint_waiting(self) -> int:
        """Return how many entries wait; where there is no open one, nothing more is loaded."""
        if not self._context.stores.joint.has_open_entries():
            return 0
        from inspector_app.services.joint_matches import JointMatches

        return JointMatches(self._context).waiting_count()

    def _awaiting(self, today: date) -> "AwaitingCounts | None":
        """Return how much waits for the office, by one query; nothing is loaded on a laptop."""
        if self._context.identity.role is not Role.OFFICE:
            return None
        from inspector_app.domain.rule_kinds import RuleId

        last = week_before(today)
        rule = self._context.rules().asked(RuleId.WEEKLY_REPORT)
        asked = rule is not None and self._context.calendar().teaches_in_week(last)
        return self._context.stores.awaiting.counts(on=today, monday=last if asked else None)

    def _weekly(self, today: date, person: str | None) -> tuple[DueLine, ...]:
        """Return that last week has to be reported, where the district asks for it.

        The line names a draft where one is begun, and no entry where none is.
        """
        if person is None:
            return ()
        from inspector_app.domain.rule_kinds import RuleId

        rule = self._context.rules().asked(RuleId.WEEKLY_REPORT)
        last = week_before(today)
        if rule is None or not self._context.calendar().teaches_in_week(last):
            return ()
        found = self._context.stores.register_dues.weekly_report(person, last)
        if found is not None and found.filed:
            return ()
        due = due_day(last, weekday=rule.number("weekday"))
        uid, number = (found.uid, found.number) if found else ("", "")
        word = "还没有定稿" if found else "还没有写"
        return (DueLine(uid, number, due, 1, f"上周（{last:%m-%d} 起）的周汇报{word}"),)

    def _steps(self, today: date) -> StepsDue | None:
        found = self._context.database.row(
            "SELECT count(*), coalesce(sum(s.due < ?), 0), min(s.due) FROM creation_step s"
            " WHERE s.removed_at IS NULL AND s.done_on IS NULL AND s.due <= ?"
            # The plan of an earlier year goes on in that of the newest.
            "   AND s.assessment_uid = (SELECT uid FROM assessment WHERE removed_at IS NULL"
            "     ORDER BY year DESC, kept_at DESC, number DESC LIMIT 1)",
            today.isoformat(),
            (today + _DUE_WITHIN).isoformat(),
        )
        if found is None or not found[0]:
            return None
        return StepsDue(found[0], found[1], date.fromisoformat(found[2]))

    def _basket(self) -> int:
        found = self._context.database.row(
            "SELECT count(*) FROM photo WHERE owner = 'basket' AND removed_at IS NULL"
        )
        return int(found[0]) if found else 0

    def _not_handed_over(self, today: date, person: str | None) -> tuple[Month, ...]:
        """Return the past months of this school year with filed records not yet handed over.

        The office hands over none: what it has typed for others stays filed.
        """
        if self._context.identity.role is Role.OFFICE:
            return ()
        closing = self._context.closing_days()
        rows = self._context.database.rows(
            # What was taken over leaves by its 责任督学; a 同行登记 leaves with one's own.
            "SELECT DISTINCT visited_on FROM visit WHERE status = 'filed'"
            "   AND deleted_at IS NULL AND visited_on BETWEEN ? AND ? AND origin <> 'import'"
            "   AND id NOT IN (SELECT visit_id FROM joint_visit WHERE kind = 'taken')"
            "   AND (? IS NULL OR lead_id = ?"
            "        OR id IN (SELECT visit_id FROM joint_visit WHERE kind = 'entry')) ORDER BY 1",
            school_year_start(today).isoformat(),
            closing.end_of(closing.month_of(today).shifted(-1)).isoformat(),
            person,
            person,
        )
        return tuple(sorted({closing.month_of(date.fromisoformat(day)) for (day,) in rows}))
