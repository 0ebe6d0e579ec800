"""How an issue stands: the dates that its events lead to."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from inspector_app.domain.issue import IssueDates
from inspector_app.domain.issue_event import IssueEvent, IssueEventKind, in_order


def fold(events: Iterable[IssueEvent]) -> IssueDates:
    """Return the state that ``events`` lead to, whatever order they are given in.

    Of what the record itself said, only the newest filing counts.
    """
    dates = IssueDates()
    for event in in_order(events):
        dates = _apply(dates, event)
    return dates


# Of these the first day stands: what is said again happened then.
_FIRST_DAY_OF: Final = {
    IssueEventKind.NOTICE_ISSUED: "noticed_on",
    IssueEventKind.ANSWERED: "answered_on",
    IssueEventKind.CLOSED: "closed_on",
    IssueEventKind.VOIDED: "voided_on",
    IssueEventKind.PLANNED: "planned_on",
    IssueEventKind.EXTENSION_ASKED: "asked_on",
    IssueEventKind.ESCALATED: "escalated_on",
    IssueEventKind.CONSULTED: "consulted_on",
    IssueEventKind.SCHOOL_TOLD: "told_on",
    IssueEventKind.OFFICE_PHONED: "phoned_on",
}
# An extension, a delivered notice and a failed check set the 时限 anew; to ask for one does not.
_SETS_DUE: Final = frozenset(
    {IssueEventKind.EXTENDED, IssueEventKind.DELIVERED, IssueEventKind.NOT_ACCEPTED}
)
# These take back what waited for them.
_ENDS: Final = {
    IssueEventKind.NOT_ACCEPTED: ("answered_on",),
    IssueEventKind.REOPENED: ("closed_on", "voided_on", "waived_on"),
    IssueEventKind.EXTENDED: ("asked_on",),
    IssueEventKind.EXTENSION_REFUSED: ("asked_on",),
    IssueEventKind.ESCALATION_ANSWERED: ("escalated_on",),
    IssueEventKind.CONSULTATION_ANSWERED: ("consulted_on",),
}


def shows(dates: IssueDates, kind: IssueEventKind, *, until: date | None) -> bool:
    """Say whether the newest event, of this kind, can be seen in what it and all others lead to.

    An event that is dated before one that takes it back leads to nothing.
    """
    if kind in _SETS_DUE and until is not None and dates.due_now != until:
        return False
    if kind is IssueEventKind.WAIVED:
        set_by_it: tuple[str, ...] = ("waived_on", "voided_on")
    else:
        set_by_it = (_FIRST_DAY_OF[kind],) if kind in _FIRST_DAY_OF else ()
    return all(getattr(dates, name) is not None for name in set_by_it) and all(
        getattr(dates, name) is None for name in _ENDS.get(kind, ())
    )


def _apply(dates: IssueDates, event: IssueEvent) -> IssueDates:
    kind = event.kind
    changed: dict[str, Any] = dict.fromkeys(_ENDS.get(kind, ()))
    if name := _FIRST_DAY_OF.get(kind):
        changed[name] = getattr(dates, name) or event.effective_on
    if kind in _SETS_DUE and event.until is not None:
        changed["due_now"] = event.until
    match kind:
        case IssueEventKind.EXTENDED:
            changed["extended_to"] = event.until
        case IssueEventKind.NOT_ACCEPTED:
            changed["rejected"] = dates.rejected + 1
        case IssueEventKind.WAIVED:
            changed["voided_on"] = dates.voided_on or event.effective_on
            changed["waived_on"] = dates.waived_on or event.effective_on
        case _:
            pass
    return replace(dates, **changed)
