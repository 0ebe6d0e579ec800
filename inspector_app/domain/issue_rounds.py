"""轮次: the rounds of 整改 that an issue went through, each from its demand to its check."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from inspector_app.domain.issue import Issue
from inspector_app.domain.issue_event import IssueEvent, IssueEventKind, in_order

_K = IssueEventKind
CHECKS: Final = frozenset({_K.NOT_ACCEPTED, _K.CLOSED})
_SETS_DUE: Final = frozenset({_K.EXTENDED, _K.DELIVERED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round of 整改.

    Attributes:
        number: counted from 1.
        asked_on: the day of the finding, or of the check that found the round before wanting.
        demand: what was asked for: 整改要求, or what that check said.
        due: the 时限 at the end of the round.
        events: what happened in it, in order; its check is not among them.
        check: 销号 or 整改不到位, ``None`` while the round runs.
    """

    number: int
    asked_on: date | None
    demand: str
    due: date | None
    events: tuple[IssueEvent, ...] = ()
    check: IssueEvent | None = None

    def of_kind(self, *kinds: IssueEventKind) -> tuple[IssueEvent, ...]:
        """Return the events of the round that are of one of ``kinds``."""
        return tuple(event for event in self.events if event.kind in kinds)


def rounds_of(
    issue: Issue, events: Iterable[IssueEvent], *, found_on: date | None
) -> tuple[Round, ...]:
    """Return the rounds of an issue, at least one, the newest last."""
    now = Round(number=1, asked_on=found_on, demand=issue.requirement, due=issue.deadline)
    over: list[Round] = []
    for event in in_order(events):
        if event.kind is _K.NOT_ACCEPTED:
            over.append(replace(now, check=event))
            now = Round(
                number=now.number + 1,
                asked_on=event.effective_on,
                demand=event.note,
                due=event.until or now.due,
            )
        else:
            now = _with(now, event)
    return (*over, now)


def _with(now: Round, event: IssueEvent) -> Round:
    if event.kind is _K.CLOSED:
        return replace(now, check=event)
    if event.kind is _K.REOPENED:
        # What was closed is to be checked anew.
        now = replace(now, check=None)
    due = event.until if event.kind in _SETS_DUE and event.until else now.due
    return replace(now, due=due, events=(*now.events, event))
