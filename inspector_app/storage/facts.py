"""Reads the facts that a table is compiled from: narrow columns, one query a kind."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from inspector_app.domain.complaint import Finding
from inspector_app.domain.facts import (
    AssignmentFact,
    ComplaintFact,
    InspectorFact,
    IssueFact,
    LessonFact,
    TableFacts,
    VisitFact,
)
from inspector_app.domain.interview import Audience, InterviewWay
from inspector_app.domain.issue import Handling, Severity
from inspector_app.domain.issue_weight import weight_of
from inspector_app.domain.month import Period
from inspector_app.domain.school import Inspector
from inspector_app.domain.talk_counts import SheetFact, TalkFact, counted_of, with_talks
from inspector_app.domain.visit_options import MethodCounts, Session, VisitStatus, VisitType
from inspector_app.storage.conditions import COUNTED, ENTRY, FILED_ON_SITE
from inspector_app.storage.database import Database

# Members looked up by value in a plain dict: an Enum call costs ten times as much.
_SESSIONS: Final = {member.value: member for member in Session}
_TYPES: Final = {member.value: member for member in VisitType}
_STATUSES: Final = {member.value: member for member in VisitStatus}
_AUDIENCES: Final = {member.value: member for member in Audience}
_WAYS: Final = {member.value: member for member in InterviewWay}
_WEIGHTS: Final = {
    (severity.value, handling and handling.value): weight_of(severity, handling)
    for severity in Severity
    for handling in (None, *Handling)
}

# The queries ask for nothing else.
_ON_SITE: Final = False
_WHOLE: Final = True
_COUNTS: Final = True
_VISITS: Final = f"""
SELECT v.uid, v.school_code, v.visited_on, v.session, v.type, v.lead_id,
       (SELECT group_concat(p.inspector_id, char(31)) FROM visit_peer p WHERE p.visit_id = v.id),
       v.status, {ENTRY}, {", ".join(f"v.{name}" for name in MethodCounts._fields)}
FROM visit v WHERE {FILED_ON_SITE} AND """  # noqa: S608 - columns of ours
_LESSONS: Final = f"""
SELECT l.uid, v.uid, l.listener_id, l.class_name, l.period_no, v.visited_on, v.school_code, {ENTRY}
FROM visit v JOIN lesson l ON l.visit_id = v.id
WHERE v.visited_on BETWEEN ? AND ? AND l.whole = 1 AND {FILED_ON_SITE}"""  # noqa: S608 - a condition of ours
_TALKS: Final = f"""
SELECT v.uid, t.audience, t.way, coalesce(t.people, 0)
FROM visit v JOIN interview t ON t.visit_id = v.id
WHERE v.visited_on BETWEEN ? AND ? AND {FILED_ON_SITE}"""  # noqa: S608 - a condition of ours
_SHEETS: Final = f"""
SELECT v.uid, q.sent, q.returned FROM visit v JOIN questionnaire q ON q.visit_id = v.id
WHERE v.visited_on BETWEEN ? AND ? AND {FILED_ON_SITE}"""  # noqa: S608 - a condition of ours
_ISSUE: Final = """
SELECT i.uid, v.uid, v.lead_id, v.visited_on, i.severity, i.handling, i.fixed_on_the_spot,
       i.deadline, i.extended_to, i.due_now, i.noticed_on, i.answered_on, i.closed_on,
       i.voided_on"""
# Whether an issue was found by the last day is asked of the narrow index of days: to open the wide
# row of its record for it takes twenty times as long over ten years.
_ISSUES: Final = f"""{_ISSUE}
FROM issue i CROSS JOIN visit v ON v.id = i.visit_id
WHERE i.rowid IN (
    SELECT rowid FROM issue WHERE (closed_on IS NULL OR closed_on >= ?1)
      AND +visit_id NOT IN (SELECT id FROM visit WHERE visited_on > ?2)
    UNION ALL SELECT rowid FROM issue WHERE coalesce(due_now, deadline) BETWEEN ?1 AND ?2
    UNION ALL SELECT rowid FROM issue WHERE noticed_on IS NOT NULL AND noticed_on BETWEEN ?1 AND ?2
    UNION ALL SELECT i2.rowid FROM visit v2 JOIN issue i2 ON i2.visit_id = v2.id
          WHERE v2.visited_on BETWEEN ?3 AND ?2)
  AND v.visited_on <= ?2 AND v.online = 0 AND {COUNTED}"""  # noqa: S608 - a condition of ours
_FOUND: Final = f"""{_ISSUE}
FROM visit v JOIN issue i ON i.visit_id = v.id
WHERE v.visited_on BETWEEN ? AND ? AND v.online = 0 AND {COUNTED}"""


@lru_cache(maxsize=16_384)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _maybe(text: str | None) -> date | None:
    return None if text is None else _day(text)


class FactStore:
    """Reads facts; wider than needed is harmless, since the rules look at the dates themselves."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def facts_for(self, period: Period, people: Sequence[Inspector]) -> TableFacts:
        """Return what the table counts; ``people`` have the zones of the period's last day."""
        with self._database.snapshot():
            return TableFacts(
                inspectors=[InspectorFact(p.id, p.name, p.zone) for p in people],
                assignments=self._assignments(),
                closed_schools=self._closed_schools(),
                visits=self.visits(period),
                lessons=self.lessons_between(
                    period.looks_back_to.isoformat(), period.end.isoformat()
                ),
                issues=self._issues(period),
                complaints=self.complaints(),
            )

    def _assignments(self) -> list[AssignmentFact]:
        rows = self._database.rows("SELECT inspector_id, school_code, start, end FROM assignment")
        return [AssignmentFact(i, s, _day(start), _maybe(end)) for i, s, start, end in rows]

    def _closed_schools(self) -> dict[str, date]:
        rows = self._database.rows("SELECT code, closed_on FROM school WHERE closed_on IS NOT NULL")
        return {code: _day(closed_on) for code, closed_on in rows}

    def visits(self, period: Period) -> list[VisitFact]:
        """Return the counted records of some days, with what talks add to their numbers."""
        days = period.start.isoformat(), period.end.isoformat()
        found = self.visits_where("v.visited_on BETWEEN ? AND ?", *days)
        counted = self._talks(*days)
        return [
            fact._replace(methods=with_talks(fact.methods, counted[fact.uid]))
            if fact.uid in counted
            else fact
            for fact in found
        ]

    def visits_where(self, condition: str, *values: object) -> list[VisitFact]:
        """Return the counted records that fit a condition of ours on a visit ``v``."""
        return [_visit(row) for row in self._database.rows(_VISITS + condition, *values)]

    def _talks(self, *days: str) -> dict[str, MethodCounts]:
        """Return what the talks and questionnaires of each record count."""
        talks: dict[str, list[TalkFact]] = {}
        sheets: dict[str, list[SheetFact]] = {}
        for uid, audience, way, people in self._database.rows(_TALKS, *days):
            fact = TalkFact(_AUDIENCES.get(audience), _WAYS.get(way), people)
            talks.setdefault(uid, []).append(fact)
        for uid, sent, returned in self._database.rows(_SHEETS, *days):
            sheets.setdefault(uid, []).append(SheetFact(sent, returned))
        return {
            uid: counted_of(talks.get(uid, ()), sheets.get(uid, ()))
            for uid in talks.keys() | sheets.keys()
        }

    def lessons_between(self, start: str, end: str) -> list[LessonFact]:
        """Return the whole lessons that were heard from one day to another."""
        rows = self._database.rows(_LESSONS, start, end)
        return [
            LessonFact(
                uid, visit, listener, name, number or 0, _WHOLE, _day(day), _COUNTS,
                school or "", bool(entry),
            )
            for uid, visit, listener, name, number, day, school, entry in rows
        ]  # fmt: skip

    def _issues(self, period: Period) -> list[IssueFact]:
        rows = self._database.rows(
            _ISSUES,
            period.start.isoformat(),
            period.end.isoformat(),
            period.looks_back_to.isoformat(),
        )
        return [_issue(row) for row in rows]

    def issues_found(self, start: str, end: str) -> list[IssueFact]:
        """Return the counted issues that were found from one day to another."""
        return [_issue(row) for row in self._database.rows(_FOUND, start, end)]

    def complaints(self) -> list[ComplaintFact]:
        """Return imported and typed complaints; one that is both counts as it is typed."""
        typed, numbers = self._typed_complaints()
        rows = self._database.rows(
            "SELECT number, uid, inspector_id, received_on, deadline, closed_on, finding"
            " FROM complaint"
        )
        return typed + [
            ComplaintFact(
                uid, person, _day(received), _maybe(deadline), _maybe(closed),
                finding in {Finding.SUBSTANTIATED, Finding.PARTLY},
            )
            for number, uid, person, received, deadline, closed, finding in rows
            if number not in numbers
        ]  # fmt: skip

    def _typed_complaints(self) -> tuple[list[ComplaintFact], frozenset[str]]:
        """Return the facts of the register, and the numbers that a workbook may have for them."""
        held = self._database.row("SELECT 1 FROM register_entry WHERE kind = 'complaint' LIMIT 1")
        if held is None:
            return [], frozenset()
        from inspector_app.domain.registers.complaint import COMPLAINT
        from inspector_app.domain.registers.complaint_terms import counted
        from inspector_app.storage.registers import EntryFilter, RegisterStore

        store = RegisterStore(self._database, {COMPLAINT.id: COMPLAINT})
        wanted = EntryFilter(kind=COMPLAINT.id, counted=True)
        filed = store.list(wanted)
        numbers = {name for each in filed for name in (each.number, each.values["book_no"].strip())}
        return [fact for _, fact in counted(filed)], frozenset(numbers)


def _visit(row: tuple[Any, ...]) -> VisitFact:
    uid, school, day, session, kind, lead, peers, status, entry, *methods = row
    return VisitFact(
        uid, school, _day(day), _SESSIONS[session], _TYPES.get(kind), lead,
        tuple(peers.split("\x1f")) if peers else (), _STATUSES[status], _ON_SITE,
        MethodCounts(*methods), bool(entry),
    )  # fmt: skip


def _issue(row: tuple[Any, ...]) -> IssueFact:
    uid, visit, lead, found, severity, handling, on_the_spot, *days = row
    deadline, extended_to, due_now, noticed_on, answered_on, closed_on, voided_on = map(
        _maybe, days
    )
    return IssueFact(
        uid, visit, lead, _day(found), _WEIGHTS[severity, handling], bool(on_the_spot), deadline,
        extended_to, due_now, noticed_on, answered_on, closed_on, voided_on, _COUNTS,
    )  # fmt: skip
