"""Gathers what a 督导工作总结 is counted from, in one read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from inspector_app.base.errors import InputError
from inspector_app.domain.district_month import joined_facts
from inspector_app.domain.five_haves import Gate
from inspector_app.domain.lesson_target import LessonStanding
from inspector_app.domain.month import Period
from inspector_app.domain.monthly_table import Row
from inspector_app.domain.office_codes import lower_word, whole_word
from inspector_app.domain.register_options import EntryState, SummaryScope
from inspector_app.domain.registers.campaign import CAMPAIGN, groups_of
from inspector_app.domain.registers.case import CASE
from inspector_app.domain.registers.emergency import EMERGENCY
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.meeting import MEETING
from inspector_app.domain.registers.suggestion import SUGGESTION
from inspector_app.domain.registers.summary import scope_of, span_of
from inspector_app.domain.registers.training import TRAINING
from inspector_app.domain.registers.weekly import WEEKLY
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.school import Inspector
from inspector_app.domain.summary_facts import Evidence, IssueNote, UnitsTold
from inspector_app.domain.summary_figures import answering, count_scope
from inspector_app.domain.summary_period import (
    NamedPeriod,
    period_before,
    period_of,
    same_part,
)
from inspector_app.domain.summary_units import is_whole
from inspector_app.services.context import Context, Role
from inspector_app.services.lesson_targets import lesson_view
from inspector_app.services.term_gates import TermGateService
from inspector_app.services.unit_periods import UnitPeriods
from inspector_app.services.weekly_due import due_mondays
from inspector_app.storage.registers import EntryFilter

_KINDS: Final = (CAMPAIGN, MEETING, CASE, SUGGESTION, TRAINING, WEEKLY, EMERGENCY)


class SummaryEvidence:
    """Reads the evidence of a summary; the caller holds the read."""

    def __init__(self, context: Context, gates: Callable[[], TermGateService]) -> None:
        self._context = context
        self._gates = gates
        self._units = UnitPeriods(context)

    def of(self, entry: Entry) -> Evidence:
        """Return what the figures of a summary are counted from.

        Raises:
            InputError: its days or whose it is do not stand in it, or nobody is meant.
        """
        named, days = self._period(entry)
        with self._context.database.snapshot():
            closing = self._context.closing_days()
            found = self._bare(entry, named, days)
            before = period_before(named, self._context.calendar(), closing)
            before = before and same_part(named, days.end, before, closing)
            return self._joined(found, named, before, entry)

    def _period(self, entry: Entry) -> tuple[NamedPeriod, Period]:
        """Return the term or year of the first day, and the days that are counted."""
        first, until = entry.day("first"), entry.day("until")
        if first is None or until is None or until < first:
            raise InputError("总结的起止日期没有填好，没有统计；请填“从哪天”和“到哪天”。")
        span = span_of(entry.values)
        context, closing = self._context, self._context.closing_days()
        days = closing.over(first, until)
        named = period_of(span, first, context.calendar(), closing)
        return named or NamedPeriod(span, f"{first}至{until}", days), days

    def _bare(self, entry: Entry, named: NamedPeriod, days: Period) -> Evidence:
        """Return what the table counts of the period, without anything else."""
        scope = scope_of(entry.values)
        if scope is SummaryScope.DISTRICT and self._units.above_others():
            return self._bare_units(named, days)
        people = self._context.people_on(days.end)
        return Evidence(
            period=days,
            name=named.name,
            span=named.span,
            scope=scope,
            people=self._people(entry, people),
            facts=self._context.stores.facts.facts_for(days, people),
        )

    def _bare_units(self, named: NamedPeriod, days: Period) -> Evidence:
        """Return what the offices below have reported, and this office's own records."""
        context = self._context
        held = self._units.held(days, days)
        facts = joined_facts(held.groups)
        code = context.identity.district
        people = context.people_on(days.end)
        return Evidence(
            period=days,
            name=named.name,
            span=named.span,
            scope=SummaryScope.DISTRICT,
            people=tuple(person.id for person in facts.inspectors),
            facts=facts,
            issues={
                uid: IssueNote(category, hazard=False)
                for group in held.groups
                for each in group.districts
                for uid, category in each.categories.items()
            },
            units=UnitsTold(
                word=lower_word(code),
                whole=whole_word(code),
                below=held.below,
                reported=held.reported,
                as_of=held.as_of,
                own=tuple(person.id for person in people),
            ),
        )

    def _people(self, entry: Entry, people: Sequence[Inspector]) -> tuple[str, ...]:
        scope = scope_of(entry.values)
        if scope is SummaryScope.PERSON:
            found: tuple[str, ...] = tuple(filter(None, (entry.values["inspector"],)))
        elif scope is SummaryScope.ZONE:
            zone = entry.values["zone"].strip()
            found = tuple(person.id for person in people if zone and person.zone == zone)
        else:
            found = tuple(person.id for person in people)
        if not found:
            raise InputError("名册里没有这份总结的督学，没有统计；请核对范围、责任区和督学。")
        return found

    # -- what else there is ----------------------------------------------------------------------

    def _joined(
        self, found: Evidence, named: NamedPeriod, before: NamedPeriod | None, entry: Entry
    ) -> Evidence:
        stores, days = self._context.stores, found.period
        whole = found.scope is SummaryScope.DISTRICT
        return replace(
            found,
            schools=stores.schools.all() if whole and found.units is None else (),
            school_names=self._school_names(found),
            issues=stores.summaries.issues(days) if found.units is None else found.issues,
            merits=stores.summaries.merits(days),
            entries=self._entries(found),
            reports_due=self._reports_due(found),
            lessons=self._lessons(found),
            gate=self._gate(named, found),
            letters=stores.summaries.letters(days) if whole else None,
            before_name="" if before is None else before.name,
            before={} if before is None else self._row_before(entry, before, found),
            closing=self._context.closing_days(),
        )

    def _school_names(self, found: Evidence) -> Mapping[str, str]:
        if found.scope is not SummaryScope.ZONE:
            return {}
        return {school.code: school.name for school in self._context.stores.schools.all()}

    def _row_before(self, entry: Entry, before: NamedPeriod, found: Evidence) -> Row:
        """Return the row of the period before, empty where no record is of that time.

        What units have reported is compared only where no month of theirs lacks in either.
        """
        if found.units is not None:
            earlier = self._bare_units(before, before.days)
            whole = earlier.units is not None and is_whole(earlier.units)
            return count_scope(earlier).row if whole and is_whole(found.units) else {}
        if not self._context.stores.summaries.any_record(before.days):
            return {}
        return count_scope(self._bare(entry, before, before.days)).row

    def _entries(self, found: Evidence) -> Mapping[str, tuple[Entry, ...]]:
        days = found.period
        held = {
            kind.id: self._context.stores.registers.list(
                EntryFilter(kind=kind.id, state=EntryState.FILED, start=days.start, end=days.end)
            )
            for kind in _KINDS
        }
        # What is written down on a person's own laptop is that person's.
        if found.scope is SummaryScope.DISTRICT or self._context.identity.role is Role.LAPTOP:
            return held
        own = frozenset(found.people)
        return {kind: tuple(e for e in each if _concerns(e, own)) for kind, each in held.items()}

    def _reports_due(self, found: Evidence) -> tuple[int, int] | None:
        """Return how many of the 周汇报 that were due are filed, for each person and week."""
        rule = self._context.rules().asked(RuleId.WEEKLY_REPORT)
        if rule is None:
            return None
        mondays = self._mondays(found.period, rule.number("weekday"))
        if not mondays:
            return None
        reports = self._context.stores.weeks.reports(Period(min(mondays), max(mondays)))
        filed = {(r.inspector_id, r.monday) for r in reports if r.filed}
        due = {(person, monday) for person in found.own_people for monday in mondays}
        if found.units is not None and not due:
            return None
        return len(due & filed), len(due)

    def _mondays(self, days: Period, weekday: int) -> tuple[date, ...]:
        """Return the teaching weeks of a period whose report is due within it."""
        return due_mondays(self._context, days, weekday)

    def _lessons(self, found: Evidence) -> tuple[LessonStanding, ...]:
        end = found.period.end
        if found.units is not None:
            return ()
        views = ((p, lesson_view(self._context, p, end)) for p in answering(found))
        return tuple(
            LessonStanding(person, view.target.heard, view.target.expected, view.target.target)
            for person, view in views
            if view is not None
        )

    def _gate(self, named: NamedPeriod, found: Evidence) -> Gate | None:
        """Return the 五有 of a term, where they are about the same people as the summary."""
        own = self._context.identity.inspector_id
        same = found.people == (own,) if own else found.scope is SummaryScope.DISTRICT
        same = same and found.units is None
        if named.term is None or not same or named.term.first > self._context.today():
            return None
        return self._gates().gate(found.period.start).gate


def _concerns(entry: Entry, own: frozenset[str]) -> bool:
    """Say whether an entry is about any of some people."""
    if entry.kind == CAMPAIGN.id:
        return any(own & set(group.people) for group in groups_of(entry))
    if entry.kind == TRAINING.id:
        return bool(own & set(entry.values["people"]))
    return entry.values[KINDS[entry.kind].inspector] in own
