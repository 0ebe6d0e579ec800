"""Count a district's month again by brute force: every figure of every row asks all rows anew.

It follows the written rules of the table word by word, knows nothing of the program, and stays
slow on purpose: each figure is one loop that a person could do by hand.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from tests.oracle.recount_books import METHODS, Complaint, District, Issue, Lesson, Record

TYPES: Final = ("经常性", "专项", "综合", "整改回访", "投诉核查")
SEVERITIES: Final = ("小", "一般", "严重", "复杂")
_HALVES: Final = {"上午": 1, "下午": 1, "全天": 2}
_TRUE: Final = ("属实", "部分属实")


def recount(district: District, month: str) -> dict[str, Any]:
    """Return the tables of a month under the names of the expected files."""
    return {"month": month, **recount_period(district, *days_of(month))}


def recount_period(district: District, first: date, last: date) -> dict[str, Any]:
    """Return the row of the district, of each zone and of each inspector for some days."""
    everyone = set(district.zones)
    zones = {
        zone: {person for person in everyone if district.zones[person] == zone}
        for zone in sorted(set(district.zones.values()))
    }

    def row(people: set[str], visitors: set[str]) -> dict[str, Any]:
        return _Row(district, people, visitors, first, last).figures()

    return {
        "district": row(everyone, everyone),
        "zones": {zone: row(people, everyone) for zone, people in zones.items()},
        "inspectors": {person: row({person}, {person}) for person in sorted(everyone)},
    }


def days_of(month: str) -> tuple[date, date]:
    """Return the first and last day of a month like 2022-10."""
    first = date.fromisoformat(f"{month}-01")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def school_year_start(day: date) -> date:
    """Return the 1 September on or before a day."""
    return date(day.year if day.month >= 9 else day.year - 1, 9, 1)


@dataclass(frozen=True)
class _Row:
    """One row of the table: the people it is about, and whose visits cover their schools."""

    district: District
    people: set[str]
    visitors: set[str]
    first: date
    last: date

    def figures(self) -> dict[str, Any]:
        return {
            **self._schools(), **self._visits(), **self._types(), **self._methods(),
            **self._lessons(), **self._found(), **self._notices(), **self._open(),
            **self._deadlines(), **self._complaints(),
        }  # fmt: skip

    def _within(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def _by_end(self, day: date | None) -> bool:
        return day is not None and day <= self.last

    def _records(self, people: set[str]) -> list[Record]:
        """Return the month's records that count and that one of the people was on."""
        return [r for r in self._of_the_days if r.on & people]

    @cached_property
    def _of_the_days(self) -> list[Record]:
        return [r for r in self.district.records.values() if r.counts and self._within(r.day)]

    def _assigned(self) -> set[str]:
        schools = self.district.schools
        return {
            a.school for a in self.district.assignments
            if a.person in self.people and a.start <= self.last
            and (a.end is None or a.end >= self.last) and not self._by_end(schools[a.school])
        }  # fmt: skip

    def _schools(self) -> dict[str, Any]:
        assigned = self._assigned()
        covered = assigned & {r.school for r in self._records(self.visitors)}
        return {
            "assigned_schools": len(assigned),
            "coverage": [len(covered), len(assigned)],
            "schools_below_frequency": sorted(assigned - covered),
        }

    def _visits(self) -> dict[str, Any]:
        on = self._records(self.people)
        of_persons = [_visits(self._records({person})) for person in self.people]
        halves = [self._halves(person) for person in self.people]
        return {
            "visits": len(_visits(on)),
            "inspector_visits": sum(len(visits) for visits in of_persons),
            "led_visits": len(_visits(r for r in on if r.lead in self.people)),
            "half_days": sum(halves),
            "visited_schools": len({r.school for r in on}),
        }

    def _halves(self, person: str) -> int:
        records = self._records({person})
        return sum(
            min(2, sum(_HALVES[r.session] for r in records if (r.school, r.day) == visit))
            for visit in _visits(records)
        )

    def _types(self) -> dict[str, Any]:
        on = self._records(self.people)
        by_type = {kind: len(_visits(r for r in on if r.kind == kind)) for kind in TYPES}
        return {"by_type": by_type, "follow_up_visits": by_type["整改回访"]}

    def _methods(self) -> dict[str, int]:
        on = self._records(self.people)
        return {name: sum(r.methods[name] for r in on) for name in METHODS}

    def _lessons(self) -> dict[str, int]:
        heard = self._heard(self.first)
        return {
            "lessons": len(heard),
            "lessons_distinct": len({(h.record, h.group, h.period) for h in heard}),
            "lessons_year": len(self._heard(school_year_start(self.last))),
        }

    def _heard(self, since: date) -> list[Lesson]:
        records = self.district.records
        return [
            h for h in self.district.lessons
            if h.whole and h.listener in self.people and records[h.record].counts
            and since <= records[h.record].day <= self.last
        ]  # fmt: skip

    def _issues(self, wanted: Callable[[Issue], bool]) -> list[Issue]:
        """Return the issues that count, belong to the row and are wanted."""
        return [issue for issue in self._own_issues if wanted(issue)]

    @cached_property
    def _own_issues(self) -> list[Issue]:
        records = self.district.records
        return [
            i for i in self.district.issues
            if records[i.record].counts and records[i.record].lead in self.people
        ]  # fmt: skip

    def _found_on(self, issue: Issue) -> date:
        return self.district.records[issue.record].day

    def _found(self) -> dict[str, Any]:
        found = self._issues(lambda i: self._within(self._found_on(i)))
        start = school_year_start(self.last)
        in_year = self._issues(lambda i: start <= self._found_on(i) <= self.last)
        return {
            "issues_found": len(found),
            "issues_by_severity": {s: sum(i.severity == s for i in found) for s in SEVERITIES},
            "fixed_on_the_spot": sum(i.on_the_spot for i in found),
            "closed_in_year": [sum(self._by_end(_closed(i)) for i in in_year), len(in_year)],
        }

    def _notices(self) -> dict[str, int]:
        noticed = self._issues(lambda i: self._within(i.notice))
        return {
            "notices": len(noticed),
            "notice_documents": len({(i.record, i.notice) for i in noticed}),
        }

    def _is_open(self, issue: Issue, on: date) -> bool:
        """Tell whether an issue found by a day's evening has not ended by then."""
        ended = _ended(issue)
        return self._found_on(issue) <= on and (ended is None or ended > on)

    def _open(self) -> dict[str, int]:
        eve = self.first - timedelta(days=1)
        left = self._issues(lambda i: self._is_open(i, self.last))
        late = [i for i in left if i.deadline is not None and i.deadline < self.last]
        return {
            "open_at_start": len(self._issues(lambda i: self._is_open(i, eve))),
            "closed": len(self._issues(lambda i: self._within(_closed(i)))),
            "voided": len(self._issues(lambda i: self._within(_voided(i)))),
            "open_at_end": len(left),
            "overdue_at_end": len(late),
            "overdue_awaiting_check": sum(self._by_end(i.answered) for i in late),
        }

    def _deadlines(self) -> dict[str, Any]:
        due = self._issues(lambda i: self._within(i.deadline) and not _voided_by_deadline(i))
        answered = [i for i in due if i.answered is not None and i.answered <= i.deadline]
        return {
            "on_time": [sum(self._by_end(_closed(i)) for i in answered), len(due)],
            "extended": sum(i.extended for i in due),
            "answered_on_time": [len(answered), len(due)],
        }

    def _complaints(self) -> dict[str, Any]:
        mine = [c for c in self.district.complaints if c.checker in self.people]
        closed = [c for c in mine if self._within(c.closed)]
        return {
            "complaints_received": sum(self._within(c.received) for c in mine),
            "complaints_closed": len(closed),
            "complaints_closed_on_time": [sum(map(_in_time, closed)), len(closed)],
            "complaints_substantiated": sum(c.finding in _TRUE for c in closed),
        }


def _visits(records: Iterable[Record]) -> set[tuple[str, date]]:
    return {(r.school, r.day) for r in records}


def _ended(issue: Issue) -> date | None:
    """Return the day on which an issue ended: it ends once, with the first that ends it."""
    return min((end for end in (issue.closed, issue.voided) if end is not None), default=None)


def _closed(issue: Issue) -> date | None:
    """Return the 销号 that ended an issue; of both on one day it is the 销号."""
    return issue.closed if issue.closed == _ended(issue) else None


def _voided(issue: Issue) -> date | None:
    """Return the 撤销 that ended an issue."""
    return None if _closed(issue) else _ended(issue)


def _voided_by_deadline(issue: Issue) -> bool:
    return (
        issue.voided is not None and issue.deadline is not None and issue.voided <= issue.deadline
    )


def _in_time(complaint: Complaint) -> bool:
    """Tell whether a closed complaint was closed within its 办结时限."""
    closed, deadline = complaint.closed, complaint.deadline
    return closed is not None and deadline is not None and closed <= deadline
