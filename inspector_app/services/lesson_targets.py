"""每学年听课 so many 节: how a person stands, by the rule, the calendar and the time in office."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from inspector_app.domain.lesson_target import (
    LessonStanding,
    LessonTarget,
    lesson_target,
    teaching_weeks,
)
from inspector_app.domain.month import Period
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.rules import Rule
from inspector_app.services.context import Context
from inspector_app.storage.conditions import (
    FILED_CONTENT,
    FILED_ENTRY,
    FILED_ON_SITE,
    HEARD_ONCE,
)

_HEARD: Final = f"""
SELECT count(*) FROM lesson l JOIN visit v ON v.id = l.visit_id
WHERE l.listener_id = ? AND l.whole = 1 AND {FILED_ON_SITE} AND {HEARD_ONCE}
  AND v.visited_on BETWEEN ? AND ?"""  # noqa: S608 - a condition of ours
_APPOINTED: Final = f"""
SELECT json_extract(held, '$.start'), json_extract(held, '$.end')
FROM (SELECT {FILED_CONTENT} AS held FROM register_entry
      WHERE kind = 'appointment' AND {FILED_ENTRY})
WHERE json_extract(held, '$.inspector') = ?"""  # noqa: S608 - conditions of ours
_ASSIGNED: Final = "SELECT start, end FROM assignment WHERE inspector_id = ?"
_HEARD_BY: Final = f"""
SELECT l.listener_id, count(*) FROM visit v JOIN lesson l ON l.visit_id = v.id
WHERE v.visited_on BETWEEN ? AND ? AND l.whole = 1 AND {FILED_ON_SITE} AND {HEARD_ONCE}
GROUP BY l.listener_id"""  # noqa: S608 - a condition of ours
_APPOINTED_BY: Final = f"""
SELECT json_extract(held, '$.inspector'), json_extract(held, '$.start'), json_extract(held, '$.end')
FROM (SELECT {FILED_CONTENT} AS held FROM register_entry
      WHERE kind = 'appointment' AND {FILED_ENTRY})"""  # noqa: S608 - conditions of ours
_ASSIGNED_BY: Final = "SELECT inspector_id, start, end FROM assignment"


class LessonView(NamedTuple):
    """How a person stands, and the rule that asks it."""

    target: LessonTarget
    rule: Rule


def lesson_view(context: Context, person: str, on: date) -> LessonView | None:
    """Return how a person stands on a day, ``None`` where no rule asks for lessons.

    In office is who holds an appointment, as far as appointments of the person are kept here; else
    who answers for a school; else everybody, all year. The caller holds the read.
    """
    rule = context.rules().asked(RuleId.LESSONS_PER_YEAR)
    if rule is None:
        return None
    year = context.closing_days().school_year(on)
    found = context.database.row(_HEARD, person, year.start.isoformat(), on.isoformat())
    target = lesson_target(
        rule.number("lessons"),
        teaching_weeks(context.calendar().terms_of(year.start.year)),
        _in_office(context, person, year),
        heard=int(found[0]) if found else 0,
        on=on,
    )
    return LessonView(target, rule)


def lesson_standings(
    context: Context, people: Iterable[str], on: date
) -> dict[str, LessonStanding]:
    """Return how each of some people stands on a day, empty where no rule asks for lessons.

    As ``lesson_view`` of each of them, in four queries; the caller holds the read.
    """
    rule = context.rules().asked(RuleId.LESSONS_PER_YEAR)
    if rule is None:
        return {}
    year = context.closing_days().school_year(on)
    weeks = teaching_weeks(context.calendar().terms_of(year.start.year))
    heard = dict(context.database.rows(_HEARD_BY, year.start.isoformat(), on.isoformat()))
    appointed, assigned = (_spans_by(context, sql) for sql in (_APPOINTED_BY, _ASSIGNED_BY))
    found = {}
    for person in people:
        rows = appointed.get(person) or assigned.get(person)
        target = lesson_target(
            rule.number("lessons"),
            weeks,
            None if rows is None else _spans(rows, year.end),
            heard=heard.get(person, 0),
            on=on,
        )
        found[person] = LessonStanding(person, target.heard, target.expected, target.target)
    return found


def _spans_by(context: Context, sql: str) -> dict[str, list[tuple[str, str]]]:
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for person, start, end in context.database.rows(sql):
        held[person].append((start, end))
    return held


def _in_office(context: Context, person: str, year: Period) -> list[Period] | None:
    rows = context.database.rows(_APPOINTED, person) or context.database.rows(_ASSIGNED, person)
    if not rows:
        return None
    return _spans(rows, year.end)


def _spans(rows: Iterable[tuple[str, str]], last: date) -> list[Period]:
    spans = [
        (date.fromisoformat(start), date.fromisoformat(end) if end else last)
        for start, end in rows
        if start
    ]
    return [Period(start, end) for start, end in spans if start <= end]
