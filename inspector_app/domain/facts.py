"""What the counting rules look at: narrow, frozen facts drawn from records.

They are apart from the full records, so that a table over ten years reads not a single narrative.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from inspector_app.domain.issue_weight import Weight
from inspector_app.domain.visit_options import MethodCounts, Session, VisitStatus, VisitType


class VisitFact(NamedTuple):
    """The countable side of one 督导记录; ``type`` is ``None`` of a 同行登记 (``entry``)."""

    uid: str
    school_code: str
    visited_on: date
    session: Session
    type: VisitType | None
    lead_id: str
    peer_ids: tuple[str, ...]
    status: VisitStatus
    online: bool
    methods: MethodCounts
    entry: bool = False


class LessonFact(NamedTuple):
    """One person's 听课 of one lesson; school, day, ``counts`` and ``entry`` are its record's."""

    uid: str
    visit_uid: str
    listener_id: str
    class_name: str
    period_no: int
    whole: bool
    visited_on: date
    counts: bool
    school_code: str = ""
    entry: bool = False


class IssueFact(NamedTuple):
    """The dates of one 问题; ``lead_id``, ``found_on`` and ``counts`` come from its record."""

    uid: str
    visit_uid: str
    lead_id: str
    found_on: date
    weight: Weight
    fixed_on_the_spot: bool
    deadline: date | None
    extended_to: date | None
    due_now: date | None
    noticed_on: date | None
    answered_on: date | None
    closed_on: date | None
    voided_on: date | None
    counts: bool

    @property
    def due(self) -> date | None:
        """The 时限 that counts: the last that was set, an approved extension above all."""
        return self.due_now or self.deadline


class ComplaintFact(NamedTuple):
    """The dates of one 投诉 and who checks it."""

    uid: str
    inspector_id: str
    received_on: date
    deadline: date | None
    closed_on: date | None
    substantiated: bool


class AssignmentFact(NamedTuple):
    """Who answers for which school, from when until when (both days included)."""

    inspector_id: str
    school_code: str
    start: date
    end: date | None


class InspectorFact(NamedTuple):
    """A person and the zone on the last day of the period."""

    id: str
    name: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFacts:
    """Everything that one table is compiled from.

    ``closed_schools`` maps a school's code to its 停办日期. Facts outside the period do no harm:
    the rules look at the dates themselves.
    """

    inspectors: Sequence[InspectorFact]
    assignments: Sequence[AssignmentFact] = ()
    closed_schools: Mapping[str, date] = field(default_factory=dict)
    visits: Sequence[VisitFact] = ()
    lessons: Sequence[LessonFact] = ()
    issues: Sequence[IssueFact] = ()
    complaints: Sequence[ComplaintFact] = ()
