"""What a whole record counts: the facts of one revision that is not the one that counts here."""

from collections.abc import Mapping
from typing import NamedTuple

from inspector_app.domain.facts import IssueFact, LessonFact, TableFacts, VisitFact
from inspector_app.domain.issue import Issue
from inspector_app.domain.issue_weight import weight_of
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import COUNTED_STATUSES, Joint


class RecordFacts(NamedTuple):
    """The facts of one record."""

    visit: VisitFact
    lessons: tuple[LessonFact, ...]
    issues: tuple[IssueFact, ...]


def facts_of(visit: Visit) -> RecordFacts | None:
    """Return what a record counts; ``None`` of one that does not count or says not enough."""
    if visit.status not in COUNTED_STATUSES or visit.online:
        return None
    if visit.session is None or visit.visited_on is None:
        return None
    entry = visit.joint is Joint.ENTRY
    fact = VisitFact(
        visit.uid, visit.school_code, visit.visited_on, visit.session, visit.type, visit.lead_id,
        visit.peer_ids, visit.status, visit.online, visit.methods_counted, entry,
    )  # fmt: skip
    lessons = tuple(
        LessonFact(
            each.uid, visit.uid, each.listener_id, each.class_name, each.period_no or 0, each.whole,
            fact.visited_on, counts=True, school_code=fact.school_code, entry=entry,
        )
        for each in visit.lessons if each.whole
    )  # fmt: skip
    found = (_issue(fact, each) for each in visit.issues)
    return RecordFacts(fact, lessons, tuple(each for each in found if each is not None))


def _issue(visit: VisitFact, issue: Issue) -> IssueFact | None:
    if issue.severity is None:
        return None
    dates = issue.dates
    return IssueFact(
        issue.uid, visit.uid, visit.lead_id, visit.visited_on,
        weight_of(issue.severity, issue.handling), issue.fixed_on_the_spot, issue.deadline,
        dates.extended_to, dates.due_now, dates.noticed_on, dates.answered_on, dates.closed_on,
        dates.voided_on, counts=True,
    )  # fmt: skip


def with_records(facts: TableFacts, known: Mapping[str, Visit | None]) -> TableFacts:
    """Return facts in which some records say something else, or nothing where they are ``None``."""
    told = [found for visit in known.values() if visit and (found := facts_of(visit))]
    return TableFacts(
        inspectors=facts.inspectors,
        assignments=facts.assignments,
        closed_schools=facts.closed_schools,
        visits=[
            *(v for v in facts.visits if v.uid not in known),
            *(each.visit for each in told),
        ],
        lessons=[
            *(x for x in facts.lessons if x.visit_uid not in known),
            *(x for each in told for x in each.lessons),
        ],
        issues=[
            *(i for i in facts.issues if i.visit_uid not in known),
            *(i for each in told for i in each.issues),
        ],
        complaints=facts.complaints,
    )
