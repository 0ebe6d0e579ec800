"""周汇报: drafted from the week's records, told as a short text, and who has not handed one in."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.labels.meetings import MEETING_TYPE_LABEL
from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.month import Period
from inspector_app.domain.plan import PlanState
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.meeting import MEETING
from inspector_app.domain.registers.training import TRAINING
from inspector_app.domain.registers.weekly import WEEKLY
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.term import WEEK, Term, due_day, monday_of, week_before, week_from
from inspector_app.domain.text_line import first_line
from inspector_app.domain.weekly_draft import WeekMatter, week_values
from inspector_app.domain.weekly_text import chat_text
from inspector_app.services.context import Context, Role
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.outgoing_merits import outgoing_merits
from inspector_app.services.plan_views import PlannedView
from inspector_app.services.plans import PlanService
from inspector_app.services.register_edit import NewEntry, RegisterEditService
from inspector_app.storage.registers import EntryFilter


class MissingReport(NamedTuple):
    """A report that should be there and is not filed.

    Attributes:
        due: by when it should be.
        draft: the number of the draft, empty where nothing is written.
        overdue: whether that day is over.
    """

    monday: date
    due: date
    inspector_id: str
    name: str
    draft: str
    overdue: bool


class WeeklyReportService:
    """Drafts reports and says whose are missing."""

    def __init__(self, context: Context, edit: RegisterEditService, plans: PlanService) -> None:
        self._context = context
        self._edit = edit
        self._plans = plans

    def monday(self, day: date | None = None) -> date:
        """Return the Monday of a day's week; without a day, of the week that is over."""
        return week_before(self._context.today()) if day is None else monday_of(day)

    def draft(self, *, day: date | None = None, inspector: str = "") -> NewEntry:
        """Begin the report of a person's week with what records say of it.

        Args:
            day: any day of the week; last week without one.
            inspector: whose; whoever works here without one.

        Raises:
            InputError: it is an office, and nobody is named.
            NotFoundError: nobody is called so.
            RefusedError: the week is still to come, or there is a report on it already.
        """
        person, monday = self._person(inspector), self.monday(day)
        if monday > self._context.today():
            raise RefusedError(f"{monday} 那一周还没有到，没有起草；请写今天或以前的日子。")
        with self._context.database.transaction():
            known = self._context.stores.register_dues.weekly_report(person, monday)
            if known is not None:
                raise RefusedError(
                    f"{monday} 那一周的周汇报已经有了（{known.number}），没有另起草；"
                    "请接着改那一份，不要的先移到回收站。"
                )
            return self._edit.new_from_json(WEEKLY.id, self._values(person, monday))

    def text(self, uid: str) -> str:
        """Return a report for the group chat (NotFoundError where there is none)."""
        entry = self._context.stores.registers.get(uid)
        if entry.kind != WEEKLY.id:
            raise NotFoundError("这一条不是周汇报；请核对编号，可用 weekly list 列出全部。")
        person: str = entry.values["inspector"]
        return chat_text(entry.values, self._context.names().get(person, person))

    def weekday(self) -> int:
        """Return the day of the next week by which a week is reported, 1 for Monday."""
        return self._context.rules().get(RuleId.WEEKLY_REPORT).number("weekday")

    def taught(self, monday: date) -> bool:
        """Say whether a working day of a week is one of a term, which may begin in mid-week."""
        return self._context.calendar().teaches_in_week(monday)

    def missing(self, day: date | None = None) -> tuple[MissingReport, ...]:
        """Return whose reports are not filed.

        In an office everybody's of one week, last week's without a day. On a laptop one's own: of
        one week where a day is given, else of every teaching week of the term that is over.
        """
        return self._missing(self._mondays(day))

    def overdue_in(self, term: Term) -> tuple[MissingReport, ...]:
        """Return whose reports of a term's weeks are past their day; none where none is asked."""
        if self._context.rules().asked(RuleId.WEEKLY_REPORT) is None:
            return ()
        last = min(week_before(self._context.today()), monday_of(term.last))
        weeks = range(term.weeks)
        mondays = (monday_of(term.week_one) + timedelta(days=WEEK * week) for week in weeks)
        found = self._missing(tuple(monday for monday in mondays if monday <= last))
        return tuple(each for each in found if each.overdue)

    def _missing(self, mondays: tuple[date, ...]) -> tuple[MissingReport, ...]:
        if not mondays:
            return ()
        with self._context.database.snapshot():
            people, weekday = self._people(), self.weekday()
            found = self._context.stores.weeks.reports(Period(mondays[0], mondays[-1]))
        held = {(each.inspector_id, each.monday): each for each in reversed(found)}
        filed = {(each.inspector_id, each.monday) for each in found if each.filed}
        today = self._context.today()
        return tuple(
            MissingReport(
                monday,
                due := due_day(monday, weekday=weekday),
                person,
                name,
                held[person, monday].number if (person, monday) in held else "",
                due < today,
            )
            for monday in mondays
            for person, name in people
            if (person, monday) not in filed
        )

    def filed_between(self, first: date, last: date) -> int:
        """Return how many reports of weeks that begin in these days are filed."""
        found = self._context.stores.weeks.reports(Period(first, last))
        return sum(each.filed for each in found)

    # -- whose and when --------------------------------------------------------------------------

    def _person(self, inspector: str) -> str:
        if inspector:
            return ContextLookup(self._context).person_id(inspector)
        person = self._context.identity.inspector_id
        if not person:
            raise InputError("督导室的电脑要写明是谁的周汇报，没有起草；请写督学编号或姓名。")
        return person

    def _people(self) -> tuple[tuple[str, str], ...]:
        identity = self._context.identity
        if identity.role is Role.LAPTOP and identity.inspector_id:
            own = identity.inspector_id
            return ((own, self._context.names().get(own, own)),)
        return tuple((person.id, person.name) for person in self._context.inspectors())

    def _mondays(self, day: date | None) -> tuple[date, ...]:
        if day is not None:
            return (monday_of(day),)
        last = week_before(self._context.today())
        if self._context.identity.role is not Role.LAPTOP:
            return (last,)
        calendar = self._context.calendar()
        # On the first days of a term its first week is not over, and that of the last is not asked.
        term = calendar.term_of(self._context.today())
        if term is None:
            return ()
        weeks = (last - timedelta(days=WEEK * back) for back in range(term.weeks))
        return tuple(sorted(monday for monday in weeks if monday >= monday_of(term.week_one)))

    # -- what is drafted -------------------------------------------------------------------------

    def _values(self, person: str, monday: date) -> dict[str, Any]:
        week = week_from(monday)
        after = week_from(monday + timedelta(days=WEEK))
        facts = self._context.stores.weeks.facts(person, week)
        planned = self._plans.between(after, inspector_id=person)
        calendar = self._context.calendar()
        number = next((n for d in week.days() if (n := calendar.teaching_week(d))), None)
        zone = next((p.zone for p in self._context.inspectors() if p.id == person), "")
        return {
            "monday": monday.isoformat(),
            "inspector": person,
            "teaching_week": "" if number is None else f"第{number}教学周",
            "zone": zone,
            **week_values(
                facts._replace(merits=outgoing_merits(self._context, facts.merits)),
                besides=self._besides(person, week),
                planned=map(_planned, _still(planned)),
            ),
        }

    def _besides(self, person: str, week: Period) -> Iterator[WeekMatter]:
        for meeting in self._filed(MEETING.id, week.start, week.end):
            kind = MEETING_TYPE_LABEL[meeting.values["type"]]
            topics = "、".join(row["topic"] for row in meeting.values["topics"])
            yield WeekMatter(_first_day(meeting, "held_on", week), f"{kind}：{topics}")
        # A training may have begun before the week.
        for training in self._filed(TRAINING.id, None, week.end):
            start = training.day("start")
            end = training.day("end") or start
            if person in training.values["people"] and end is not None and end >= week.start:
                content = first_line(training.values["content"])
                said = f"培训：{content}（{training.values['hours']}学时）"
                yield WeekMatter(_first_day(training, "start", week), said)

    def _filed(self, kind: str, start: date | None, end: date) -> tuple[Entry, ...]:
        wanted = EntryFilter(kind=kind, counted=True, start=start, end=end)
        return self._context.stores.registers.list(wanted)


def _first_day(entry: Entry, name: str, week: Period) -> date:
    """Return the first day of the week that an entry's day, or what began then, lies in."""
    return max(entry.day(name) or week.start, week.start)


def _still(planned: tuple[PlannedView, ...]) -> Iterator[PlannedView]:
    return (view for view in planned if view.state is not PlanState.CANCELLED)


def _planned(view: PlannedView) -> WeekMatter:
    text = f"：{view.planned.text}" if view.planned.text.strip() else ""
    session = SESSION_LABEL[view.planned.session]
    return WeekMatter(view.planned.day, f"{session} {view.school_name}{text}")
