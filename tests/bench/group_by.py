"""Every figure of the month table as plain SQL: the yardstick of its speed, and a second opinion.

One statement a group of figures, each grouped by inspector, zone and district at once, each with a
condition that the indexes of the database serve. Nothing of the program is used.
"""

import sqlite3
from collections import defaultdict
from typing import Any

TYPES = {
    "routine": "经常性",
    "campaign": "专项",
    "comprehensive": "综合",
    "follow_up": "整改回访",
    "complaint_check": "投诉核查",
    "emergency": "应急",
    "joint": "联合",
}
_RARE = ("emergency", "joint")
WEIGHTS = ("minor", "ordinary", "serious", "complex")
METHODS = (
    "campus_walks", "documents_read", "meetings_attended", "panels", "teachers_interviewed",
    "students_interviewed", "parents_interviewed", "questionnaires_sent",
    "questionnaires_returned", "briefings_heard",
)  # fmt: skip
_COUNTED = "v.deleted_at IS NULL AND v.online = 0 AND v.status IN ('filed', 'handed_over')"
_SCOPES = (
    "DROP TABLE IF EXISTS temp.scope",
    "CREATE TEMP TABLE scope (name TEXT, person TEXT, PRIMARY KEY (person, name)) WITHOUT ROWID",
    """INSERT INTO scope WITH placed AS (
        SELECT i.id, (SELECT z.zone FROM inspector_zone z WHERE z.inspector_id = i.id
          AND z.start <= :end AND (z.end IS NULL OR z.end >= :end)
          ORDER BY z.start DESC LIMIT 1) AS zone FROM inspector i)
       SELECT 'i:' || id, id FROM placed UNION ALL SELECT 'd:', id FROM placed
       UNION ALL SELECT 'z:' || zone, id FROM placed WHERE zone <> ''""",
)
_MONTH = f"""WITH m AS (
    SELECT v.id, v.school_code, v.visited_on, v.session, v.type, v.lead_id, {", ".join(METHODS)}
    FROM visit v WHERE v.visited_on BETWEEN :start AND :end AND {_COUNTED}),
  o AS (SELECT id, lead_id AS person FROM m
        UNION SELECT p.visit_id, p.inspector_id FROM m JOIN visit_peer p ON p.visit_id = m.id)
"""
_DAY = "m.school_code || m.visited_on"
_VISITS = (
    _MONTH
    + f"SELECT s.name, count(DISTINCT {_DAY}), count(DISTINCT m.school_code), "
    + ", ".join(f"count(DISTINCT CASE m.type WHEN '{t}' THEN {_DAY} END)" for t in TYPES)
    + " FROM m JOIN o ON o.id = m.id JOIN scope s ON s.person = o.person GROUP BY s.name"
)
_LED = (
    _MONTH
    + f"SELECT s.name, count(DISTINCT {_DAY})"
    + " FROM m JOIN scope s ON s.person = m.lead_id GROUP BY s.name"
)
_PERSON_DAYS = (
    _MONTH
    + """SELECT s.name, count(*), sum(d.half_days) FROM (
      SELECT o.person, min(2, sum(CASE m.session WHEN 'full_day' THEN 2 ELSE 1 END)) AS half_days
      FROM m JOIN o ON o.id = m.id GROUP BY o.person, m.school_code, m.visited_on) d
    JOIN scope s ON s.person = d.person GROUP BY s.name"""
)
_METHOD_SUMS = (
    _MONTH
    + f"SELECT r.name, {', '.join(f'sum({name})' for name in METHODS)} FROM ("
    + " SELECT DISTINCT s.name, o.id FROM o JOIN scope s ON s.person = o.person) r"
    + " JOIN m ON m.id = r.id GROUP BY r.name"
)
_COVERAGE = (
    _MONTH
    + """, a AS (
      SELECT DISTINCT s.name, x.school_code FROM assignment x JOIN scope s
        ON s.person = x.inspector_id JOIN school c ON c.code = x.school_code
      WHERE x.start <= :end AND (x.end IS NULL OR x.end >= :end)
        AND (c.closed_on IS NULL OR c.closed_on > :end)),
    judged AS (SELECT name, school_code, CASE WHEN name LIKE 'i:%'
        THEN name || school_code IN (
             SELECT 'i:' || o.person || m.school_code FROM m JOIN o ON o.id = m.id)
        ELSE school_code IN (SELECT m.school_code FROM m JOIN o ON o.id = m.id
                             JOIN inspector i ON i.id = o.person) END AS covered FROM a)
    SELECT name, count(*), sum(covered),
           group_concat(CASE covered WHEN 0 THEN school_code END) FROM judged GROUP BY name"""
)
_LESSONS = f"""
SELECT s.name, sum(v.visited_on >= :start),
       count(DISTINCT CASE WHEN v.visited_on >= :start
             THEN v.id || char(31) || l.class_name || char(31) || coalesce(l.period_no, 0) END),
       sum(v.visited_on >= :school_year)
FROM visit v JOIN lesson l ON l.visit_id = v.id JOIN scope s ON s.person = l.listener_id
WHERE v.visited_on BETWEEN min(:school_year, :start) AND :end AND l.whole = 1 AND {_COUNTED}
GROUP BY s.name"""
_WEIGHT = """CASE WHEN i.handling = 'consult' THEN 'complex'
    WHEN i.severity = 'hazard' THEN 'serious' ELSE i.severity END"""
_FOUND = f"""
SELECT s.name, count(*), {", ".join(f"sum({_WEIGHT} = '{x}')" for x in WEIGHTS)},
       sum(i.fixed_on_the_spot)
FROM visit v JOIN issue i ON i.visit_id = v.id JOIN scope s ON s.person = v.lead_id
WHERE v.visited_on BETWEEN :start AND :end AND {_COUNTED} GROUP BY s.name"""
_NOTICED = f"""
SELECT s.name, count(*), count(DISTINCT v.id || i.noticed_on)
FROM issue i JOIN visit v ON v.id = i.visit_id JOIN scope s ON s.person = v.lead_id
WHERE i.noticed_on IS NOT NULL AND i.noticed_on BETWEEN :start AND :end
  AND v.visited_on <= :end AND {_COUNTED} GROUP BY s.name"""
# SQLite's max() of a missing day is missing, as it must be here.
_ENDS = """, max(i.closed_on, v.visited_on) AS shut, max(i.voided_on, v.visited_on) AS void"""
_CLOSED = "shut IS NOT NULL AND shut <= coalesce(void, shut)"
_ENDED = "min(coalesce(shut, void), coalesce(void, shut))"
_IDENTITY = f"""
WITH e AS (SELECT v.lead_id, v.visited_on AS found, coalesce(i.due_now, i.deadline) AS due,
                  i.answered_on{_ENDS}
           FROM issue i JOIN visit v ON v.id = i.visit_id
           WHERE (i.closed_on IS NULL OR i.closed_on >= :start) AND v.visited_on <= :end
             AND {_COUNTED}
           UNION ALL
           SELECT v.lead_id, v.visited_on, coalesce(i.due_now, i.deadline),
                  i.answered_on{_ENDS}
           FROM visit v JOIN issue i ON i.visit_id = v.id
           WHERE v.visited_on BETWEEN :start AND :end AND i.closed_on < :start AND {_COUNTED}),
  f AS (SELECT *, {_ENDED} AS ended, {_CLOSED} AS closing FROM e)
SELECT s.name, sum(found < :start AND (ended IS NULL OR ended >= :start)),
       coalesce(sum(ended BETWEEN :start AND :end AND closing), 0),
       coalesce(sum(ended BETWEEN :start AND :end AND NOT closing), 0),
       sum(ended IS NULL OR ended > :end),
       sum((ended IS NULL OR ended > :end) AND due IS NOT NULL AND due < :end),
       sum((ended IS NULL OR ended > :end) AND due IS NOT NULL AND due < :end
           AND answered_on IS NOT NULL AND answered_on <= :end)
FROM f JOIN scope s ON s.person = f.lead_id GROUP BY s.name"""
_DUE = f"""
WITH e AS (SELECT v.lead_id, coalesce(i.due_now, i.deadline) AS due, i.answered_on,
                  i.extended_to, i.voided_on{_ENDS}
           FROM issue i JOIN visit v ON v.id = i.visit_id
           WHERE coalesce(i.due_now, i.deadline) BETWEEN :start AND :end
             AND v.visited_on <= :end AND {_COUNTED}),
  f AS (SELECT *, coalesce(answered_on <= due, 0) AS answered,
               coalesce({_CLOSED} AND {_ENDED} <= :end, 0) AS closing FROM e
        WHERE voided_on IS NULL OR voided_on > due)
SELECT s.name, count(*), sum(answered AND closing), sum(answered), sum(extended_to IS NOT NULL)
FROM f JOIN scope s ON s.person = f.lead_id GROUP BY s.name"""
_YEAR = f"""
WITH e AS (SELECT v.lead_id{_ENDS}
           FROM visit v JOIN issue i ON i.visit_id = v.id
           WHERE v.visited_on BETWEEN :school_year AND :end AND {_COUNTED})
SELECT s.name, count(*), sum(coalesce({_CLOSED} AND {_ENDED} <= :end, 0))
FROM e JOIN scope s ON s.person = e.lead_id GROUP BY s.name"""
_COMPLAINTS = """
SELECT s.name, sum(c.received_on BETWEEN :start AND :end),
       sum(coalesce(c.closed_on BETWEEN :start AND :end, 0)),
       sum(coalesce(c.closed_on BETWEEN :start AND :end AND c.closed_on <= c.deadline, 0)),
       sum(coalesce(c.closed_on BETWEEN :start AND :end
                    AND c.finding IN ('substantiated', 'partly'), 0))
FROM complaint c JOIN scope s ON s.person = c.inspector_id GROUP BY s.name"""
_STATEMENTS = (
    _COVERAGE, _VISITS, _LED, _PERSON_DAYS, _METHOD_SUMS, _LESSONS, _FOUND, _NOTICED, _IDENTITY,
    _DUE, _YEAR, _COMPLAINTS,
)  # fmt: skip

Answers = tuple[list[str], list[dict[str, tuple[Any, ...]]]]


# What a comparison and what 累计 ask of a period: those of the figures that stand in them.
OF_COMPARISON = (
    _COVERAGE, _VISITS, _PERSON_DAYS, _LESSONS, _FOUND, _NOTICED, _IDENTITY, _DUE, _COMPLAINTS,
)  # fmt: skip
OF_CUMULATIVE = (_VISITS, _PERSON_DAYS, _LESSONS, _FOUND, _NOTICED, _IDENTITY, _COMPLAINTS)


def ask(
    connection: sqlite3.Connection, days: dict[str, str], statements: tuple[str, ...] = _STATEMENTS
) -> Answers:
    """Run statements, without more all; return the names of the rows and each answer by name.

    ``days`` has start, end and school_year.
    """
    connection.execute(_SCOPES[0])
    connection.execute(_SCOPES[1])
    connection.execute(_SCOPES[2], days)
    names = [name for (name,) in connection.execute("SELECT DISTINCT name FROM scope ORDER BY 1")]
    answers = [
        {name: tuple(rest) for name, *rest in connection.execute(sql, days)} for sql in statements
    ]
    return names, answers


def as_table(answers: Answers) -> dict[str, Any]:
    """Return the answers in the form of ``month --json``, without the month."""
    names, parts = answers
    rows = {name: _row(name, parts) for name in names}
    grouped: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, row in rows.items():
        grouped[name[0]][name[2:]] = row
    return {"district": rows["d:"], "zones": grouped["z"], "inspectors": grouped["i"]}


def _row(name: str, parts: list[dict[str, tuple[Any, ...]]]) -> dict[str, Any]:
    def part(place: int, width: int) -> tuple[Any, ...]:
        return parts[place].get(name, (0,) * width)

    assigned, covered, missing = part(0, 2) if name in parts[0] else (0, 0, None)
    visits, schools, *types = part(1, 2 + len(TYPES))
    inspector_visits, half_days = part(3, 2)
    lessons, distinct, year = part(5, 3)
    found, *severities, on_the_spot = part(6, 2 + len(WEIGHTS))
    notices, documents = part(7, 2)
    at_start, closed, voided, at_end, overdue, awaiting = part(8, 6)
    due, on_time, answered, extended = part(9, 4)
    year_found, year_closed = part(10, 2)
    received, ended, in_time, substantiated = part(11, 4)
    return {
        "assigned_schools": assigned,
        "coverage": [covered, assigned],
        "schools_below_frequency": sorted(missing.split(",")) if missing else [],
        "visits": visits,
        "inspector_visits": inspector_visits,
        "led_visits": part(2, 1)[0],
        "half_days": half_days,
        "visited_schools": schools,
        "by_type": [n for t, n in zip(TYPES, types, strict=True) if n or t not in _RARE],
        **dict(zip(METHODS, part(4, len(METHODS)), strict=True)),
        "lessons": lessons,
        "lessons_distinct": distinct,
        "lessons_year": year,
        "issues_found": found,
        "issues_by_severity": severities,
        "fixed_on_the_spot": on_the_spot,
        "notices": notices,
        "notice_documents": documents,
        "open_at_start": at_start,
        "closed": closed,
        "voided": voided,
        "open_at_end": at_end,
        "overdue_at_end": overdue,
        "overdue_awaiting_check": awaiting,
        "on_time": [on_time, due],
        "extended": extended,
        "answered_on_time": [answered, due],
        "closed_in_year": [year_closed, year_found],
        "follow_up_visits": types[list(TYPES).index("follow_up")],
        "complaints_received": received,
        "complaints_closed": ended,
        "complaints_closed_on_time": [in_time, ended],
        "complaints_substantiated": substantiated,
    }
