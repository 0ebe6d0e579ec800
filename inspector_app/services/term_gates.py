"""五有 of a term: planned, done, found, exchanged, summed up, each with what is missing."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.five_haves import Gate, TermEvidence, term_gate
from inspector_app.domain.month import Period
from inspector_app.domain.plan import PlanLevel
from inspector_app.domain.registers.weekly import week_words
from inspector_app.domain.term import Term
from inspector_app.services.campaigns import CampaignService
from inspector_app.services.context import Context
from inspector_app.services.own_schools import own_codes
from inspector_app.services.weekly_reports import WeeklyReportService

_FOR_A_TERM = frozenset({PlanLevel.TERM, PlanLevel.YEAR})


class TermStanding(NamedTuple):
    """A term and its 五有; ``until`` is the last day that was looked at."""

    term: Term
    until: date
    gate: Gate


class TermGateService:
    """Judges a term by what is written down."""

    def __init__(
        self, context: Context, campaigns: CampaignService, weekly: WeeklyReportService
    ) -> None:
        self._context = context
        self._campaigns = campaigns
        self._weekly = weekly

    def gate(self, day: date | None = None) -> TermStanding:
        """Return the 五有 of the term of a day, today's without one.

        On a laptop they are about the schools and the reports of whoever works there, in an office
        about all.

        Raises:
            NotFoundError: the day lies in no term.
        """
        wanted, today = day or self._context.today(), self._context.today()
        with self._context.database.snapshot():
            term = self._context.calendar().term_of(wanted)
            if term is None or term.first > today:
                raise NotFoundError(
                    f"{wanted} 不在已经开始的学期里，没有可看的五有；"
                    "请写学期里的一天，或先在“校历”里设定学期。"
                )
            until = min(today, term.last)
            evidence = self._evidence(term, Period(term.first, until))
        return TermStanding(term, until, term_gate(evidence))

    def _evidence(self, term: Term, period: Period) -> TermEvidence:
        stores, person = self._context.stores, self._context.identity.inspector_id
        found = stores.five_haves.found(period, person_id=person)
        visited, unvisited = self._schools(period)
        plans = stores.plans.plans(Period(term.first, term.last))
        return TermEvidence(
            plans=tuple(plan.title for plan in plans if plan.level in _FOR_A_TERM),
            visited=len(visited),
            unvisited=unvisited,
            issues=found.issues,
            merits=found.merits,
            meetings=found.meetings,
            reports=self._weekly.filed_between(term.first, period.end),
            reports_missing=self._missing(term),
            campaigns_open=self._campaigns.incomplete(term.first, period.end),
        )

    def _schools(self, period: Period) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of the schools that were visited and of those that were not."""
        stores = self._context.stores
        days = stores.coverage.visit_days(period)
        own = own_codes(self._context, period.end)
        wanted = [
            school
            for school in stores.schools.all()
            if school.in_operation(on=period.end) and (own is None or school.code in own)
        ]
        visited = tuple(s.name for s in wanted if s.code in days and days[s.code].days)
        unvisited = tuple(s.name for s in wanted if s.code not in days or not days[s.code].days)
        return visited, unvisited

    def _missing(self, term: Term) -> tuple[str, ...]:
        found = self._weekly.overdue_in(term)
        if self._context.identity.inspector_id:
            return tuple(week_words(each.monday) for each in found)
        weeks = Counter(each.name for each in found)
        return tuple(f"{name} {count} 周" for name, count in weeks.items())
