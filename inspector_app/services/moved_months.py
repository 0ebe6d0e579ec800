"""Locked months whose records have changed since, told wherever their days are counted anew."""

from dataclasses import replace
from typing import NamedTuple

from inspector_app.domain.facts import InspectorFact, TableFacts
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import MonthlyTable, compile_table
from inspector_app.domain.moved_months import MovedMonths
from inspector_app.domain.table_period import months_touched
from inspector_app.services.context import Context
from inspector_app.services.district_held import month_figures
from inspector_app.services.months import table_digest


class Known(NamedTuple):
    """Facts that were read already, and the days that they are about."""

    days: Period
    facts: TableFacts

    def covers(self, span: Period) -> bool:
        """Say whether everything that a table of some days counts is among them."""
        return self.days.start <= span.looks_back_to and span.end <= self.days.end


def moved_months(context: Context, days: Period, known: Known | None = None) -> MovedMonths:
    """Return the locked months of a period that count otherwise now.

    Args:
        context: where the records are.
        days: the period; a month of which one day lies in it is looked at as a whole.
        known: facts at hand, from which a month is counted without another read.
    """
    with context.database.snapshot():
        locked = context.stores.bundles.digests(context.scope)
        if not locked:
            return MovedMonths()
        return MovedMonths(
            tuple(
                month
                for month in months_touched(days, context.closing_days())
                if month in locked
                and table_digest(month, _counted(context, month, known)) != locked[month]
            )
        )


def _counted(context: Context, month: Month, known: Known | None) -> MonthlyTable:
    span = context.span(month)
    if known is None or not known.covers(span):
        return month_figures(context, month)
    people = context.stores.people.all(on=span.end)
    inspectors = [InspectorFact(p.id, p.name, p.zone) for p in people]
    return compile_table(span, replace(known.facts, inspectors=inspectors))
