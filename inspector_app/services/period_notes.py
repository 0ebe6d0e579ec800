"""编制说明 of tables that reach over any period, at the office."""

from collections.abc import Iterator

from inspector_app.base import clock as clocks
from inspector_app.domain.month import Month, Period
from inspector_app.office.compiling import notes_over
from inspector_app.services.context import Context
from inspector_app.services.office_people import OfficePeople, office_notes
from inspector_app.services.return_events import unmended


def period_notes(context: Context, days: Period) -> tuple[str, ...]:
    """Return what stands at the foot of a period's tables; nothing where no laptop reports."""
    people = OfficePeople(context)
    if not people.takes_bundles():
        return ()
    months = list(_months(context, days))
    if len(months) == 1 and context.span(months[0]) == days:
        return office_notes(context, months[0])
    return notes_over(
        [(month.title, people.lines(month)) for month in months],
        as_of=clocks.local_datetime_text(context.clock.now()),
        returned=len(unmended(context, days)),
    )


def _months(context: Context, days: Period) -> Iterator[Month]:
    """Yield the months of the period that have begun, also those of which it holds some days."""
    end = min(days.end, context.today())
    # A month may close on another day than its last: it can begin in the month before.
    month, last = Month.of(days.start).shifted(-1), Month.of(end).shifted(1)
    while month <= last:
        span = context.span(month)
        if span.start <= end and days.start <= span.end:
            yield month
        month = month.shifted(1)
