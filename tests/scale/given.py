"""Made-up districts as an export, with visits that peers have entered among them."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from inspector_app.domain.fact_rows import (
    Row,
    complaint_row,
    credit_rows,
    issue_row,
    lesson_row,
    visit_row,
)
from inspector_app.domain.facts import LessonFact, TableFacts, VisitFact
from inspector_app.domain.joint import people_of
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import counts
from inspector_app.domain.visit_options import VisitStatus
from tests.oracle.districts import district, facts_of


class GivenFacts:
    """Facts of one district, as a folder of the program would give them."""

    def __init__(self, code: str, facts: TableFacts) -> None:
        self.district, self.facts = code, facts

    def months(self) -> Sequence[Month]:
        days = [v.visited_on for v in self._visits()]
        days += [c.received_on for c in self.facts.complaints]
        return sorted({Month.of(day) for day in days})

    def monthly(self, table: str, month: Month) -> Iterable[Row]:
        span = month.period
        visits = [v for v in self._visits() if v.visited_on in span]
        if table == "visit":
            return [visit_row(v, v.uid) for v in visits]
        if table == "credit":
            return list(credit_rows(visits))
        if table == "lesson":
            heard = [x for x in self.facts.lessons if x.counts and x.whole and x.visited_on in span]
            return [lesson_row(x) for x in heard]
        if table == "issue":
            found = [i for i in self.facts.issues if i.counts and i.found_on in span]
            return [issue_row(i, "") for i in found]
        return [complaint_row(c) for c in self.facts.complaints if c.received_on in span]

    def lasting(self, table: str) -> Iterable[Row]:
        if table == "person":
            return [(p.id, p.zone, None, None) for p in self.facts.inspectors]
        if table == "assignment":
            return [(a.inspector_id, a.school_code, a.start, a.end) for a in self.facts.assignments]
        codes = {a.school_code for a in self.facts.assignments}
        closed = self.facts.closed_schools
        return [(code, "小学", closed.get(code)) for code in sorted(codes)]

    def _visits(self) -> list[VisitFact]:
        return [v for v in self.facts.visits if counts(v)]


def given(seed: int, *, size: int) -> GivenFacts:
    """Return a district where some records are what a peer has entered of a visit."""
    pick = random.Random(seed)
    rows = district(seed, size)
    facts = facts_of(rows)
    entered = [_entry(v, pick) for v in facts.visits if v.peer_ids and pick.random() < 0.6]
    visits = [v for v in facts.visits if counts(v)]
    schools = {v.uid: v.school_code for v in facts.visits}
    lessons = [x._replace(school_code=schools[x.visit_uid]) for x in facts.lessons]
    again = [_again(x, e, pick) for x in lessons for e in entered if x.visit_uid in e.uid]
    return GivenFacts(
        f"{100000 + seed}",
        replace(facts, visits=[*visits, *entered], lessons=[*lessons, *again]),
    )


def _entry(visit: VisitFact, pick: random.Random) -> VisitFact:
    """Return what one of a record's people, or a stranger to it, says of the visit."""
    day = date(2022, 9, 1) if pick.random() < 0.2 else visit.visited_on
    who = pick.choice(sorted(people_of(visit)))
    return visit._replace(
        uid=f"e-{visit.uid}", visited_on=day, peer_ids=(who,), entry=True, type=None, online=False,
        status=VisitStatus.FILED, session=pick.choice(list(type(visit.session))),
        lead_id=pick.choice((visit.lead_id, who)),
    )  # fmt: skip


def _again(lesson: LessonFact, entry: VisitFact, pick: random.Random) -> LessonFact:
    return lesson._replace(
        uid=f"e-{lesson.uid}", visit_uid=entry.uid, entry=True, visited_on=entry.visited_on,
        listener_id=pick.choice((lesson.listener_id, *entry.peer_ids)), counts=True, whole=True,
        period_no=pick.choice((lesson.period_no, 3)),
    )  # fmt: skip
