"""The facts of a district as rows of plain values: what is exported, and what is handed upwards.

Both have the same columns, so that who reads one can read the other. No row holds a text that
somebody wrote about people: codes, numbers, days, and whose record it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from inspector_app.domain.facts import ComplaintFact, IssueFact, LessonFact, VisitFact
from inspector_app.domain.joint import people_of
from inspector_app.domain.visit_options import MethodCounts

Value = str | int | bool | date | None
Row = tuple[Value, ...]


class Column(NamedTuple):
    """A column of values of one kind; one that ``may_lack`` has none where nothing is known."""

    name: str
    kind: type = str
    may_lack: bool = False


def _days(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, date, may_lack=True) for name in names)


VISIT: Final = (
    Column("uid"), Column("number"), Column("school"), Column("day", date),
    Column("session"), Column("half_days", int), Column("type", may_lack=True),
    Column("lead"), Column("entry", bool),
    *(Column(name, int) for name in MethodCounts._fields),
)  # fmt: skip
CREDIT: Final = (Column("visit"), Column("day", date), Column("person"))
LESSON: Final = (
    Column("uid"), Column("visit"), Column("school"), Column("day", date),
    Column("listener"), Column("class_name"), Column("period", int),
    Column("entry", bool),
)  # fmt: skip
ISSUE: Final = (
    Column("uid"), Column("visit"), Column("lead"), Column("found_on", date),
    Column("category"), Column("weight"), Column("fixed_on_the_spot", bool),
    *_days("due", "extended_to", "noticed_on", "answered_on", "closed_on", "voided_on"),
)  # fmt: skip
COMPLAINT: Final = (
    Column("uid"), Column("person"), Column("received_on", date),
    *_days("deadline", "closed_on"), Column("substantiated", bool),
)  # fmt: skip
PERSON: Final = (Column("id"), Column("zone"), *_days("since", "until"))
ASSIGNMENT: Final = (
    Column("person"), Column("school"), Column("since", date), *_days("until"),
)  # fmt: skip
SCHOOL: Final = (Column("code"), Column("kind"), *_days("closed_on"))

MONTHLY: Final[Mapping[str, tuple[Column, ...]]] = {
    "visit": VISIT, "credit": CREDIT, "lesson": LESSON, "issue": ISSUE, "complaint": COMPLAINT,
}  # fmt: skip
"""Tables with a part for each month, and their columns."""
LASTING: Final[Mapping[str, tuple[Column, ...]]] = {
    "person": PERSON, "assignment": ASSIGNMENT, "school": SCHOOL,
}  # fmt: skip
"""Tables with one part for each district."""


def visit_row(fact: VisitFact, number: str) -> Row:
    """Return a record as a row of ``visit``."""
    return (
        fact.uid, number, fact.school_code, fact.visited_on, fact.session.value,
        fact.session.half_days, fact.type and fact.type.value, fact.lead_id, fact.entry,
        *fact.methods,
    )  # fmt: skip


def credit_rows(facts: Iterable[VisitFact]) -> Iterator[Row]:
    """Yield who is credited with each record."""
    for fact in facts:
        for person in sorted(people_of(fact)):
            yield fact.uid, fact.visited_on, person


def lesson_row(fact: LessonFact) -> Row:
    """Return a 听课 as a row of ``lesson``."""
    return (
        fact.uid, fact.visit_uid, fact.school_code, fact.visited_on, fact.listener_id,
        fact.class_name, fact.period_no, fact.entry,
    )  # fmt: skip


def issue_row(fact: IssueFact, category: str) -> Row:
    """Return a 问题 as a row of ``issue``."""
    return (
        fact.uid, fact.visit_uid, fact.lead_id, fact.found_on, category, fact.weight.value,
        fact.fixed_on_the_spot, fact.due, fact.extended_to, fact.noticed_on, fact.answered_on,
        fact.closed_on, fact.voided_on,
    )  # fmt: skip


def complaint_row(fact: ComplaintFact) -> Row:
    """Return a 投诉 as a row of ``complaint``: whose, when, and whether it was so."""
    return (
        fact.uid, fact.inspector_id, fact.received_on, fact.deadline, fact.closed_on,
        fact.substantiated,
    )  # fmt: skip
