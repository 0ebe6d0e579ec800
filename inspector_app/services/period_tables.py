"""All tables of a period: gathered in one read, counted at once, explained cell by cell."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from inspector_app.domain.facts import TableFacts
from inspector_app.domain.month import Period
from inspector_app.domain.period_tables import PeriodTables, period_tables
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.case import CASE
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.meeting import MEETING
from inspector_app.domain.registers.suggestion import SUGGESTION
from inspector_app.domain.registers.summary import SUMMARY
from inspector_app.domain.registers.training import TRAINING
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.school import School
from inspector_app.domain.table_evidence import (
    LastVisit,
    TableEvidence,
    WeeklyStanding,
    wide_period,
)
from inspector_app.domain.table_period import (
    TablePeriod,
    TableSpan,
    compared,
    neighbour,
    whole_months,
)
from inspector_app.domain.views import RecordLine
from inspector_app.services.context import Context, Role
from inspector_app.services.lesson_targets import lesson_standings
from inspector_app.services.moved_months import Known, moved_months
from inspector_app.services.period_notes import period_notes
from inspector_app.services.summary_sources import lines_of
from inspector_app.services.table_wishes import days_wished, period_wished
from inspector_app.services.unit_periods import UnitPeriods
from inspector_app.services.weekly_due import due_mondays
from inspector_app.storage.period_tables import PeriodTableStore
from inspector_app.storage.registers import EntryFilter

_KINDS: Final = (SUMMARY, CASE, SUGGESTION, MEETING, TRAINING)


class PeriodTableService:
    """Counts the tables of any period; reading only."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = PeriodTableStore(context.database)
        self._units = UnitPeriods(context)

    def of(self, period: TablePeriod) -> PeriodTables:
        """Return every table of a period, from the records as they stand."""
        with self._context.database.snapshot():
            units = self._units.of(period)
            if units is not None:
                return units
            evidence = self.evidence(period)
            known = Known(wide_period(period, evidence.compared), evidence.facts)
            moved = moved_months(self._context, period.days, known)
            notes = period_notes(self._context, period.days)
        return period_tables(evidence)._replace(moved=moved, notes=notes)

    def neighbour(self, period: TablePeriod, *, later: bool) -> TablePeriod:
        """Return the period before or after; that itself where no other has begun."""
        found = neighbour(
            period,
            self._context.calendar(),
            later=later,
            closing=self._context.closing_days(),
        )
        return period if found is None or found.days.start > self._context.today() else found

    def of_kind(self, span: TableSpan, text: str = "") -> TablePeriod:
        """Return the period of a kind that a text names (errors as ``period_wished``)."""
        return period_wished(self._context, span, text)

    def of_days(self, first: date, last: date) -> TablePeriod:
        """Return the period from one day to another (errors as ``days_wished``)."""
        return days_wished(self._context, first, last)

    def behind(self, uids: Iterable[str]) -> tuple[RecordLine, ...]:
        """Return what stands behind a figure: records, issues, lessons, entries, schools."""
        wanted = tuple(uids)
        with self._context.database.snapshot():
            return lines_of(self._context, wanted)

    def school_names(self) -> dict[str, str]:
        """Return the names of all schools by 标识码, above districts those of theirs, too."""
        with self._context.database.snapshot():
            own = {school.code: school.name for school in self._context.stores.schools.all()}
            return self._units.schools() | own

    def evidence(self, period: TablePeriod) -> TableEvidence:
        """Return what the tables of a period are counted from."""
        context, days = self._context, period.days
        today = context.today()
        with context.database.snapshot():
            stores = context.stores
            people = stores.people.all(on=days.end)
            closing = context.closing_days()
            others = compared(period, context.calendar(), until=today, closing=closing)
            facts = stores.facts.facts_for(wide_period(period, others), people)
            schools = stores.schools.all()
            end = min(days.end, today) if today >= days.start else days.end
            return TableEvidence(
                period=period,
                compared=others,
                facts=facts,
                people=people,
                schools=schools,
                issues=self._store.issues(days),
                earlier=self._earlier(schools, facts, days),
                online=self._store.online(days),
                corrected=self._store.corrected(days),
                asked=self._asked(period),
                frequency=self._frequency(),
                lessons=lesson_standings(context, self._answering(facts, days.end), end),
                entries=self._entries(days),
                weekly=self._weekly(Period(days.start, end), [p.id for p in people]),
                own=context.identity.inspector_id if context.identity.role is Role.LAPTOP else "",
                closing=closing,
                today=today,
                locked=frozenset(stores.bundles.digests(context.scope)),
            )

    def _earlier(
        self, schools: Iterable[School], facts: TableFacts, days: Period
    ) -> dict[str, LastVisit]:
        seen = {v.school_code for v in facts.visits if v.visited_on <= days.end and not v.entry}
        first = min((v.visited_on for v in facts.visits), default=days.start)
        unseen = [s.code for s in schools if s.code not in seen and s.in_operation(on=days.end)]
        return self._store.last_visits(unseen, Period(min(first, days.start), days.end))

    def _asked(self, period: TablePeriod) -> tuple[Period, ...]:
        """Return the months that the monthly frequency is asked of: those with school days."""
        calendar = self._context.calendar()
        months = (
            [period.days]
            if period.span is TableSpan.MONTH
            else whole_months(period.days, self._context.closing_days())
        )
        return tuple(
            days for days in months if not calendar.is_exempt_with(calendar.school_days_in(days))
        )

    def _frequency(self) -> int | None:
        rule = self._context.rules().asked(RuleId.VISITS_PER_MONTH)
        return None if rule is None else rule.number("visits")

    def _answering(self, facts: TableFacts, end: date) -> list[str]:
        """Return those who answer for a school on the last day, and whose laptop it is."""
        held = {
            each.inspector_id
            for each in facts.assignments
            if each.start <= end and (each.end is None or end <= each.end)
        }
        own = self._context.identity.inspector_id
        return sorted(p.id for p in facts.inspectors if p.id in held or p.id == own)

    def _entries(self, days: Period) -> Mapping[str, tuple[Entry, ...]]:
        registers = self._context.stores.registers
        return {
            kind.id: registers.list(
                EntryFilter(kind=kind.id, state=EntryState.FILED, start=days.start, end=days.end)
            )
            for kind in _KINDS
        }

    def _weekly(self, days: Period, people: list[str]) -> dict[str, WeeklyStanding]:
        rule = self._context.rules().asked(RuleId.WEEKLY_REPORT)
        mondays = () if rule is None else due_mondays(self._context, days, rule.number("weekday"))
        if not mondays:
            return {}
        asked = frozenset(mondays)
        reports = self._context.stores.weeks.reports(Period(min(mondays), max(mondays)))
        filed: dict[str, dict[date, str]] = {person: {} for person in people}
        for report in reports:
            if report.filed and report.monday in asked and report.inspector_id in filed:
                filed[report.inspector_id][report.monday] = report.uid
        return {
            person: WeeklyStanding(tuple(sorted(each.values())), len(each), len(asked))
            for person, each in filed.items()
        }
