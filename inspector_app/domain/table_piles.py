"""Facts sorted into piles, one for each cell of the month table.

Whether a fact counts in a cell is asked once here, and not again for inspector, zone and district:
a row only gathers the piles of its people.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from operator import attrgetter
from typing import Final, TypeVar

from inspector_app.domain.facts import ComplaintFact, IssueFact, LessonFact
from inspector_app.domain.figures import Count
from inspector_app.domain.issue_weight import Weight
from inspector_app.domain.month import Period

# Uids by person.
Pile = Mapping[str, Sequence[str]]
_Chosen = dict[str, list[IssueFact]]
_End = tuple[date, bool] | None
_Fact = TypeVar("_Fact", LessonFact, IssueFact, ComplaintFact)
_LISTENER: Final = attrgetter("listener_id")
_FINDER: Final = attrgetter("lead_id")
_CHECKER: Final = attrgetter("inspector_id")


def gathered(pile: Pile, people: Iterable[str]) -> Count:
    """Return what the piles of some people hold together."""
    uids = [uid for person in people if person in pile for uid in pile[person]]
    uids.sort()
    return Count(len(uids), tuple(uids))


def _piles(
    chosen: Mapping[str, Sequence[_Fact]], person: Callable[[_Fact], str]
) -> dict[str, Pile]:
    return {name: _pile(facts, person) for name, facts in chosen.items()}


def _pile(facts: Sequence[_Fact], person: Callable[[_Fact], str]) -> Pile:
    uids: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        uids[person(fact)].append(fact.uid)
    return uids


# -- 听课 ----------------------------------------------------------------------------------------


def lesson_piles(period: Period, facts: Iterable[LessonFact]) -> dict[str, Pile]:
    """Return the piles of 听课: of the period and of both years."""
    lessons = _whole_lessons(period, facts)
    year, calendar_year = period.school_year_start, period.calendar_year_start
    return _piles(
        {
            "lessons": [x for x in lessons if x.visited_on in period],
            "lessons_year": [x for x in lessons if x.visited_on >= year],
            "lessons_calendar_year": [x for x in lessons if x.visited_on >= calendar_year],
        },
        _LISTENER,
    )


def periods_of(
    period: Period, facts: Iterable[LessonFact]
) -> Mapping[str, AbstractSet[tuple[str, str, int]]]:
    """Return by person which lesson periods were heard: record, class and number."""
    heard: dict[str, set[tuple[str, str, int]]] = defaultdict(set)
    for lesson in _whole_lessons(period, facts):
        if lesson.visited_on in period:
            place = (lesson.visit_uid, lesson.class_name, lesson.period_no)
            heard[lesson.listener_id].add(place)
    return heard


def _whole_lessons(period: Period, lessons: Iterable[LessonFact]) -> list[LessonFact]:
    start, end = period.looks_back_to, period.end
    return [x for x in lessons if x.counts and x.whole and start <= x.visited_on <= end]


# -- 问题 ----------------------------------------------------------------------------------------


def issue_piles(period: Period, facts: Iterable[IssueFact]) -> dict[str, Pile]:
    """Return the piles of 问题; a ``Weight`` names the pile of that 严重程度."""
    issues = _found_issues(period, facts)
    ends = [(issue, ended(issue)) for issue in issues]
    open_at_end = [i for i, end in ends if end is None or end[0] > period.end]
    closed = {i.uid for i, end in ends if end is not None and end[1] and end[0] <= period.end}
    return _piles(
        {
            **_found_and_noticed(period, issues),
            **_begun_and_ended(period, ends),
            "open_at_end": open_at_end,
            **_overdue(period.end, open_at_end),
            **_due(period, issues, closed),
            **_since(period.school_year_start, "year", issues, closed),
            **_since(period.calendar_year_start, "calendar_year", issues, closed),
        },
        _FINDER,
    )


def documents_of(
    period: Period, facts: Iterable[IssueFact]
) -> Mapping[str, AbstractSet[tuple[str, date | None]]]:
    """Return by person the 整改通知书: one of a record and day, however many issues it names."""
    papers: dict[str, set[tuple[str, date | None]]] = defaultdict(set)
    for issue in _found_issues(period, facts):
        if issue.noticed_on in period:
            papers[issue.lead_id].add((issue.visit_uid, issue.noticed_on))
    return papers


def _found_issues(period: Period, issues: Iterable[IssueFact]) -> list[IssueFact]:
    return [issue for issue in issues if issue.counts and issue.found_on <= period.end]


def ended(issue: IssueFact) -> _End:
    """Return when an issue ended and whether by 销号; 销号 wins on the day of both.

    A correction may move a record past the end of its issue. The issue ends on the day it was found
    then: whatever the dates, it is open before, found, ended or open after, and never two of them.
    """
    ends = [(issue.closed_on, True), (issue.voided_on, False)]
    known = [(max(day, issue.found_on), closed) for day, closed in ends if day is not None]
    return min(known, key=lambda end: (end[0], not end[1]), default=None)


def _found_and_noticed(period: Period, issues: Sequence[IssueFact]) -> _Chosen:
    found = [issue for issue in issues if issue.found_on in period]
    return {
        "issues_found": found,
        **{weight: [i for i in found if i.weight is weight] for weight in Weight},
        "fixed_on_the_spot": [i for i in found if i.fixed_on_the_spot],
        "notices": [issue for issue in issues if issue.noticed_on in period],
    }


def _begun_and_ended(period: Period, ends: Sequence[tuple[IssueFact, _End]]) -> _Chosen:
    ended_here = [(issue, end) for issue, end in ends if end is not None and end[0] in period]
    return {
        "open_at_start": [
            issue
            for issue, end in ends
            if issue.found_on < period.start and (end is None or end[0] >= period.start)
        ],
        "closed": [issue for issue, end in ended_here if end[1]],
        "voided": [issue for issue, end in ended_here if not end[1]],
    }


def _overdue(last_day: date, open_at_end: Sequence[IssueFact]) -> _Chosen:
    overdue = [i for i in open_at_end if i.due is not None and i.due < last_day]
    return {
        "overdue_at_end": overdue,
        "overdue_awaiting_check": [
            i for i in overdue if i.answered_on is not None and i.answered_on <= last_day
        ],
    }


def _due(period: Period, issues: Sequence[IssueFact], closed: AbstractSet[str]) -> _Chosen:
    due = [i for i in issues if i.due in period and not _voided_by_deadline(i)]
    answered = [i for i in due if _answered_in_time(i)]
    return {
        "due": due,
        "answered_on_time": answered,
        "on_time": [i for i in answered if i.uid in closed],
        "extended": [i for i in due if i.extended_to is not None],
    }


def _since(day: date, name: str, issues: Sequence[IssueFact], closed: AbstractSet[str]) -> _Chosen:
    found = [issue for issue in issues if issue.found_on >= day]
    return {
        f"found_in_{name}": found,
        f"closed_in_{name}": [issue for issue in found if issue.uid in closed],
    }


def _voided_by_deadline(issue: IssueFact) -> bool:
    due, voided_on = issue.due, issue.voided_on
    return due is not None and voided_on is not None and voided_on <= due


def _answered_in_time(issue: IssueFact) -> bool:
    return (
        issue.due is not None and issue.answered_on is not None and issue.answered_on <= issue.due
    )


# -- 投诉 ----------------------------------------------------------------------------------------


def complaint_piles(period: Period, facts: Iterable[ComplaintFact]) -> dict[str, Pile]:
    """Return the piles of 投诉."""
    known = list(facts)
    closed = [c for c in known if c.closed_on in period]
    return _piles(
        {
            "received": [c for c in known if c.received_on in period],
            "closed": closed,
            "closed_on_time": [c for c in closed if _closed_in_time(c)],
            "substantiated": [c for c in closed if c.substantiated],
        },
        _CHECKER,
    )


def _closed_in_time(complaint: ComplaintFact) -> bool:
    if complaint.closed_on is None or complaint.deadline is None:
        return False
    return complaint.closed_on <= complaint.deadline
