"""Lists of records, one line each: read without the records themselves."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.clock import CHINA, parse_instant
from inspector_app.domain.views import VisitSummary
from inspector_app.domain.visit_options import Joint, Session, VisitStatus, VisitType
from inspector_app.storage.codec import DATE, member
from inspector_app.storage.conditions import FILED
from inspector_app.storage.database import Database

if TYPE_CHECKING:
    from inspector_app.domain.departure import LessonHeard


class VisitFilter(NamedTuple):
    """Which records a list shows; ``None`` and empty mean no restriction."""

    start: date | None = None
    end: date | None = None
    person_id: str | None = None
    school_code: str | None = None
    statuses: frozenset[VisitStatus] = frozenset()
    deleted: bool = False
    limit: int = -1


class VisitListStore:
    """Answers lists of records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def summary(self, uid: str) -> VisitSummary | None:
        """Return the line of one record, ``None`` where there is none or it was discarded."""
        sql = _SUMMARY.format(where="v.uid = ? AND v.deleted_at IS NULL")
        found = self._database.row(sql, uid, 1)
        return None if found is None else _summary(found)

    def summaries(self, wanted: VisitFilter) -> tuple[VisitSummary, ...]:
        """Return the lines of a list, newest first."""
        where, values = _where(wanted)
        sql = _SUMMARY.format(where=where)
        return tuple(_summary(row) for row in self._database.rows(sql, *values, wanted.limit))

    def lessons_at(self, school_code: str, *, limit: int) -> "tuple[LessonHeard, ...]":
        """Return the last lessons of counted records of a school, the newest first."""
        return tuple(map(_lesson, self._database.rows(_LESSONS_AT, school_code, limit)))


_LESSONS_AT: Final = f"""
SELECT v.visited_on, l.class_name, l.subject, l.topic, l.grade, l.advice
FROM visit v JOIN lesson l ON l.visit_id = v.id
WHERE v.school_code = ? AND v.visited_on IS NOT NULL AND {FILED}
ORDER BY v.visited_on DESC, v.id DESC, l.ordinal LIMIT ?"""  # noqa: S608 - a condition of ours
_SUMMARY: Final = """
SELECT v.uid, v.number, coalesce(v.school_code, ''), v.school_name, v.visited_on, v.session, v.type,
       v.lead_id, coalesce(i.name, v.lead_id), v.status, v.online, v.revision, v.filed_at,
       v.deleted_at, j.kind, coalesce(j.merged_into, '') <> '',
       (SELECT group_concat(coalesce(p.name, vp.inspector_id), char(31) ORDER BY vp.ordinal)
          FROM visit_peer vp LEFT JOIN inspector p ON p.id = vp.inspector_id
          WHERE vp.visit_id = v.id),
       (SELECT count(*) FROM issue s WHERE s.visit_id = v.id),
       (SELECT count(*) FROM issue s WHERE s.visit_id = v.id AND s.closed_on IS NULL
          AND s.voided_on IS NULL),
       (SELECT count(*) FROM lesson l WHERE l.visit_id = v.id),
       (SELECT count(*) FROM photo f WHERE f.visit_uid = v.uid AND f.removed_at IS NULL
          AND (f.owner NOT IN ('issue', 'lesson', 'form')
               OR f.owner_uid IN (SELECT uid FROM issue WHERE visit_id = v.id)
               OR f.owner_uid IN (SELECT uid FROM lesson WHERE visit_id = v.id)
               OR EXISTS (SELECT 1 FROM form_record r WHERE r.uid = f.owner_uid
                            AND instr(r.answers, f.uid) > 0)))
FROM visit v LEFT JOIN inspector i ON i.id = v.lead_id
  LEFT JOIN joint_visit j ON j.visit_id = v.id
WHERE {where}
ORDER BY v.visited_on DESC, v.id DESC LIMIT ?"""
_LATE_AFTER_DAYS: Final = 2
_SESSION: Final = member(Session)
_TYPE: Final = member(VisitType)
_JOINT: Final = member(Joint)


def _where(wanted: VisitFilter) -> tuple[str, list[object]]:
    clauses = ["v.deleted_at IS NOT NULL" if wanted.deleted else "v.deleted_at IS NULL"]
    values: list[object] = []
    if wanted.start is not None:
        clauses.append("v.visited_on >= ?")
        values.append(wanted.start.isoformat())
    if wanted.end is not None:
        clauses.append("v.visited_on <= ?")
        values.append(wanted.end.isoformat())
    if wanted.person_id is not None:
        clauses.append(
            "(v.lead_id = ? OR v.id IN (SELECT visit_id FROM visit_peer WHERE inspector_id = ?))"
        )
        values += [wanted.person_id, wanted.person_id]
    if wanted.school_code is not None:
        clauses.append("v.school_code = ?")
        values.append(wanted.school_code)
    if wanted.statuses == {VisitStatus.DRAFT}:
        # Written out, for only then does the index of drafts serve.
        clauses.append("v.status = 'draft'")
    elif wanted.statuses:
        marks = ", ".join("?" * len(wanted.statuses))
        clauses.append(f"v.status IN ({marks})")
        values += sorted(status.value for status in wanted.statuses)
    return " AND ".join(clauses), values


def _lesson(row: tuple[Any, ...]) -> "LessonHeard":
    from inspector_app.domain.departure import LessonHeard
    from inspector_app.domain.lesson import LessonGrade

    day, class_name, subject, topic, grade, advice = row
    given = member(LessonGrade).decode(grade)
    return LessonHeard(date.fromisoformat(day), class_name, subject, topic, given, advice)


def _summary(row: tuple[Any, ...]) -> VisitSummary:
    uid, number, school_code, school_name, visited_on, session, kind, lead_id, lead_name = row[:9]
    status, online, revision, filed_at, deleted_at, joint, merged, peers, *counts = row[9:]
    issues, open_issues, lessons, photos = counts
    day = DATE.decode(visited_on)
    return VisitSummary(
        uid=uid,
        number=number,
        school_code=school_code,
        school_name=school_name,
        visited_on=day,
        session=_SESSION.decode(session),
        type=_TYPE.decode(kind),
        lead_id=lead_id,
        lead_name=lead_name,
        peer_names=tuple(peers.split("\x1f")) if peers else (),
        status=member(VisitStatus).decode(status),
        online=bool(online),
        revision=revision,
        issues=issues,
        open_issues=open_issues,
        lessons=lessons,
        photos=photos,
        late=_filed_late(day, filed_at, revision),
        deleted=deleted_at is not None,
        joint=_JOINT.decode(joint),
        merged=bool(merged),
    )


def _filed_late(day: date | None, filed_at: str, revision: int) -> bool:
    # A correction is filed later by its nature; only the first filing can be late.
    if day is None or not filed_at or revision > 1:
        return False
    filed_on = parse_instant(filed_at).astimezone(CHINA).date()
    return (filed_on - day).days > _LATE_AFTER_DAYS
