"""What is to leave by itself: records, weeks and answers that were finished and are not told."""

from collections.abc import Sequence
from datetime import timedelta

from inspector_app.domain.registers.weekly import WEEKLY
from inspector_app.domain.returned import OF_OFFICE, ReturnEvent, ReturnState
from inspector_app.services.bundle_ledger import answers_to_tasks, answers_to_typed, entries
from inspector_app.services.bundle_news import record_sent
from inspector_app.services.context import Context
from inspector_app.services.return_events import views
from inspector_app.services.return_rows import RETURNS
from inspector_app.storage.bundles import SentRow


def waits_to_leave(context: Context, person: str) -> bool:
    """Say whether a person has finished something that the office was not told of."""
    return (
        _has_filed_record(context, person)
        or _has_void_record(context, person)
        or _has_filed_week(context, person)
        or _has_answered_return(context, person)
        or _has_told_of_tasks(context, person)
        or _has_told_of_typed(context, person)
    )


def _has_filed_record(context: Context, person: str) -> bool:
    closing = context.closing_days()
    first = closing.span(closing.month_of(context.today())).start
    since = closing.span(closing.month_of(first - timedelta(days=1))).start
    return context.stores.bundles.has_unsent_record(person_id=person, since=since)


def _has_void_record(context: Context, person: str) -> bool:
    bundles = context.stores.bundles
    return any(
        not bundles.has_left(record_sent(context, uid))
        for uid in bundles.void_records(person_id=person)
    )


def _has_filed_week(context: Context, person: str) -> bool:
    bundles = context.stores.bundles
    if not bundles.has_unsent_entry(kind=WEEKLY.id, person_id=person):
        return False
    return any(not bundles.has_left(each.sent) for each in entries(context, person))


def _has_answered_return(context: Context, person: str) -> bool:
    """Say whether all of a return was answered and not all of that has left.

    While some marks are still without an answer the rest is under way, and travels with it.
    """
    returns = context.stores.returns
    if not returns.any():
        return False
    return any(
        _is_untold(context, view.returned.events, person)
        for view in views(context, returns.open())
        if view.returned.state in {ReturnState.ANSWERED, ReturnState.MENDED}
    )


def _is_untold(context: Context, events: Sequence[ReturnEvent], person: str) -> bool:
    own = [each for each in events if each.step not in OF_OFFICE and each.actor == person]
    return any(not context.stores.bundles.has_left(SentRow(RETURNS, e.uid)) for e in own)


def _has_told_of_tasks(context: Context, person: str) -> bool:
    """Say whether the office does not know yet that tasks were taken, or what was answered."""
    left = context.stores.bundles.has_left
    return any(not left(each.sent) for each in answers_to_tasks(context, person))


def _has_told_of_typed(context: Context, person: str) -> bool:
    """Say whether the office does not know yet what was said of records that it typed."""
    left = context.stores.bundles.has_left
    return any(not left(each.sent) for each in answers_to_typed(context, person))
