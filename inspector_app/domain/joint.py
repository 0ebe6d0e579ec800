"""Visits made together: when a 同行登记 stands for a visit, and which record it is about.

A record names its peers, and each of them was there. A 同行登记 says the same of one person until
that record is at hand. Whether it still says something is asked of the facts each time, never
stored: so nothing counts twice whatever came first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from inspector_app.domain.facts import LessonFact, VisitFact
from inspector_app.domain.visit_options import Session

_SchoolDay = tuple[str, date]
# Nobody leads by what a peer says: only the record itself credits its 责任督学.
NOBODY: Final = ""


def people_of(visit: VisitFact) -> frozenset[str]:
    """Return who is credited with a record."""
    led = () if visit.entry else (visit.lead_id,)
    return frozenset((*led, *visit.peer_ids))


def covers(record: VisitFact, entry: VisitFact) -> bool:
    """Say whether a record tells of the visit that a 同行登记 stands for.

    It does where all of the entry were there by it, at that school on that day, with the same
    责任督学 or at the same time: a wrong name must not make two visits of one.
    """
    return (
        (record.school_code, record.visited_on) == (entry.school_code, entry.visited_on)
        and people_of(entry) <= people_of(record)
        and (record.lead_id == entry.lead_id or at_one_time(record.session, entry.session))
    )


def at_one_time(one: Session, other: Session) -> bool:
    """Say whether two sessions of a day share a half day."""
    return one is other or Session.FULL_DAY in (one, other)


def settled_visits(visits: Sequence[VisitFact]) -> list[VisitFact]:
    """Return the counted records, and of the entries those that no record covers."""
    entries = [v for v in visits if v.entry]
    records = [v for v in visits if not v.entry]
    if not entries:
        return records
    at: dict[_SchoolDay, list[VisitFact]] = defaultdict(list)
    for record in records:
        at[record.school_code, record.visited_on].append(record)
    standing = [
        entry._replace(lead_id=NOBODY)
        for entry in entries
        if not any(covers(r, entry) for r in at.get((entry.school_code, entry.visited_on), ()))
    ]
    return records + standing


def settled_lessons(lessons: Sequence[LessonFact]) -> Sequence[LessonFact]:
    """Return each 听课 once: one that both a record and an entry hold counts by the record.

    One person hears one lesson in one period. A lesson of one class and period is one 节 to the
    district, whoever wrote it down.
    """
    entries = sorted((x for x in lessons if x.entry), key=lambda x: x.uid)
    if not entries:
        return lessons
    days = {(x.school_code, x.visited_on) for x in entries}
    kept = [x for x in lessons if not x.entry]
    near = [x for x in kept if x.counts and x.whole and (x.school_code, x.visited_on) in days]
    heard = {_hearing(x) for x in near}
    homes = {_lesson(x): x.visit_uid for x in sorted(near, key=lambda x: x.uid, reverse=True)}
    for lesson in entries:
        if _hearing(lesson) in heard:
            continue
        heard.add(_hearing(lesson))
        home = homes.setdefault(_lesson(lesson), lesson.visit_uid)
        kept.append(lesson._replace(visit_uid=home))
    return kept


def _hearing(lesson: LessonFact) -> tuple[object, ...]:
    return (lesson.school_code, lesson.visited_on, lesson.listener_id, lesson.period_no)


def _lesson(lesson: LessonFact) -> tuple[object, ...]:
    return (lesson.school_code, lesson.visited_on, lesson.class_name, lesson.period_no)


def candidates(entry: VisitFact, records: Iterable[VisitFact]) -> tuple[VisitFact, ...]:
    """Return the records that an entry may be about, the likeliest first."""
    found = [record for record in records if covers(record, entry)]
    return tuple(
        sorted(
            found,
            key=lambda r: (r.lead_id != entry.lead_id, r.session is not entry.session, r.uid),
        )
    )


def certain_pairs(entries: Sequence[VisitFact], records: Sequence[VisitFact]) -> Mapping[str, str]:
    """Return the record of each entry where there can be no doubt, by uid.

    None is where an entry may be about several records, where two entries may be about one, or
    where the 责任督学 is another: then a person decides.
    """
    found = {entry.uid: candidates(entry, records) for entry in entries}
    wanted: dict[str, int] = defaultdict(int)
    for records_of_it in found.values():
        for record in records_of_it:
            wanted[record.uid] += 1
    return {
        entry.uid: only[0].uid
        for entry in entries
        if len(only := found[entry.uid]) == 1
        and only[0].lead_id == entry.lead_id
        and wanted[only[0].uid] == 1
    }
