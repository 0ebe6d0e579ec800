"""Records of a made-up district, month by month."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from inspector_app.base.clock import CHINA, instant_text
from inspector_app.base.ids import imported_uid
from inspector_app.domain.demo_phrases import ADVICE, LESSON_NOTES, PHRASES, SUBJECTS
from inspector_app.domain.issue import Issue, Severity
from inspector_app.domain.issue_event import IssueEvent, IssueEventKind
from inspector_app.domain.issue_fold import fold
from inspector_app.domain.issue_weight import Weight, parts_of
from inspector_app.domain.lesson import Lesson, LessonGrade, LessonKind, LessonManner
from inspector_app.domain.month import Month, school_year_start
from inspector_app.domain.school import Assignment, Inspector, School, SchoolKind
from inspector_app.domain.visit import Merit, SchoolSnapshot, Visit
from inspector_app.domain.visit_options import (
    Announcement,
    FeedbackWay,
    MethodCounts,
    Session,
    VisitStatus,
    VisitType,
)
from inspector_app.storage.children import ChildRow

_ORIGIN: Final = "demo"
# How many visits a person makes in a month, by calendar month: holidays are quiet.
_BUSY: Final = {1: 14, 2: 10, 7: 10, 8: 6}
_USUAL: Final = 28
_TYPES: Final = (
    [VisitType.ROUTINE] * 14
    + [VisitType.CAMPAIGN] * 3
    + [VisitType.COMPREHENSIVE]
    + [VisitType.FOLLOW_UP] * 2
)
_SESSIONS: Final = [Session.MORNING] * 5 + [Session.AFTERNOON] * 4 + [Session.FULL_DAY] * 3
_WEIGHTS: Final = [Weight.MINOR] * 5 + [Weight.ORDINARY] * 4 + [Weight.SERIOUS] + [Weight.COMPLEX]
_DEADLINE_DAYS: Final = {
    Weight.MINOR: 7,
    Weight.ORDINARY: 15,
    Weight.SERIOUS: 30,
    Weight.COMPLEX: 60,
}
_CAMPAIGNS: Final = ("校园安全专项", "双减专项", "食堂食品安全专项", "师德师风专项")
_GRADES: Final = [LessonGrade.EXCELLENT] * 3 + [LessonGrade.GOOD] * 5 + [LessonGrade.FAIR]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoDistrict:
    """Who and what there is."""

    schools: Sequence[School]
    inspectors: Sequence[Inspector]
    assignments: Sequence[Assignment]


@dataclass(slots=True, kw_only=True)
class DemoMonth:
    """The rows of one month."""

    visits: list[Visit] = field(default_factory=list)
    lessons: list[ChildRow[Lesson]] = field(default_factory=list)
    issues: list[ChildRow[Issue]] = field(default_factory=list)
    events: list[IssueEvent] = field(default_factory=list)


class DemoVisits:
    """Makes the records of one month after the other."""

    def __init__(self, district: DemoDistrict, *, random: Random, code: str, today: date) -> None:
        self._district = district
        self._random = random
        self._code = code
        self._today = today
        self._schools = {school.code: school for school in district.schools}
        self._serials: dict[str, int] = defaultdict(int)

    def month(self, month: Month) -> DemoMonth:
        """Return the rows of ``month``, none of them after today."""
        made = DemoMonth()
        days = [day for day in month.period.days() if day.weekday() < 5 and day <= self._today]
        if not days:
            return made
        share = len(days) / sum(1 for d in month.period.days() if d.weekday() < 5)
        for person in self._district.inspectors:
            schools = self._schools_of(person, days[-1])
            if month == Month.of(self._today):
                # Somebody is always still waiting for a visit in the month that is running.
                schools = schools[: max(1, len(schools) - 2)]
            for _ in range(round(_BUSY.get(month.month, _USUAL) * share)):
                day = self._random.choice(days)
                self._add(made, person, self._schools[self._random.choice(schools)], day)
        return made

    def _schools_of(self, person: Inspector, on: date) -> list[str]:
        return [
            a.school_code
            for a in self._district.assignments
            if a.inspector_id == person.id and a.in_force(on=on)
        ]

    def _add(self, made: DemoMonth, person: Inspector, school: School, day: date) -> None:
        number = self._number(person, day)
        uid = imported_uid(self._code, "演示", number)
        topics = sorted(self._random.sample(sorted(PHRASES), self._random.randint(2, 4)))
        seen = [(topic, self._random.choice(PHRASES[topic])) for topic in topics]
        visit = self._visit(uid, number, person, school, day)
        lessons = list(self._lessons(visit))
        issues = list(self._issues(visit, seen))
        rows = [self._row_of_issue(visit, issue, made) for issue in issues]
        made.visits.append(
            replace(
                visit,
                topics=tuple(topics),
                narrative="".join(phrase[0] for _, phrase in seen),
                plan_text=f"了解{school.name}近期工作，重点看{len(topics)}个方面。",
                merits=tuple(self._merits(uid, seen)),
                advice=self._random.choice(ADVICE),
                no_issues_found=not rows,
                next_visit=day + timedelta(days=30) if rows else None,
            )
        )
        made.lessons += [
            ChildRow(visit_uid=uid, ordinal=place, value=lesson)
            for place, lesson in enumerate(lessons, 1)
        ]
        made.issues += [
            ChildRow(visit_uid=uid, ordinal=place, value=issue)
            for place, issue in enumerate(rows, 1)
        ]

    def _number(self, person: Inspector, day: date) -> str:
        prefix = f"{self._code}-{school_year_start(day).year}-{person.id}-"
        self._serials[prefix] += 1
        return f"{prefix}{self._serials[prefix]:04d}"

    def _visit(self, uid: str, number: str, person: Inspector, school: School, day: date) -> Visit:
        random = self._random
        kind = random.choice(_TYPES)
        others = [p.id for p in self._district.inspectors if p.id != person.id]
        filed = instant_text(datetime.combine(day, time(16, 30), CHINA))
        status = self._status(day)
        return Visit(
            uid=uid,
            number=number,
            school=SchoolSnapshot(
                code=school.code,
                name=school.name,
                kind=school.kind.value,
                ownership=school.ownership,
            ),
            visited_on=day,
            lead_id=person.id,
            session=random.choice(_SESSIONS),
            type=kind,
            campaign=random.choice(_CAMPAIGNS) if kind is VisitType.CAMPAIGN else "",
            announcement=Announcement.UNANNOUNCED,
            peer_ids=tuple(random.sample(others, random.choice((0, 0, 0, 1, 1, 2)))),
            host="副校长" if school.kind is not SchoolKind.KINDERGARTEN else "园长",
            showed_id=True,
            methods=MethodCounts(
                campus_walks=random.randint(1, 2),
                documents_read=random.randint(0, 6),
                meetings_attended=random.choice((0, 0, 0, 1)),
                panels=random.choice((0, 0, 1)),
                teachers_interviewed=random.randint(0, 5),
                students_interviewed=random.randint(0, 6),
                parents_interviewed=random.randint(0, 3),
            ),
            feedback_ways=(FeedbackWay.ORAL,),
            feedback_to="校长" if school.kind is not SchoolKind.KINDERGARTEN else "园长",
            status=status,
            origin=_ORIGIN,
            created_at=filed,
            filed_at="" if status is VisitStatus.DRAFT else filed,
        )

    def _status(self, day: date) -> VisitStatus:
        if (self._today - day).days < 3 and self._random.random() < 0.3:
            return VisitStatus.DRAFT
        return VisitStatus.VOIDED if self._random.random() < 0.005 else VisitStatus.FILED

    def _merits(
        self, uid: str, seen: list[tuple[str, tuple[str, str, str, str]]]
    ) -> Iterator[Merit]:
        for place, (_, phrase) in enumerate(seen[: self._random.randint(0, 2)], 1):
            yield Merit(uid=imported_uid(self._code, "演示亮点", uid, str(place)), text=phrase[1])

    def _lessons(self, visit: Visit) -> Iterator[Lesson]:
        random = self._random
        for place in range(1, random.choice((0, 1, 1, 1, 2)) + 1):
            process, strengths, weaknesses, advice = random.choice(LESSON_NOTES)
            yield Lesson(
                uid=imported_uid(self._code, "演示听课", visit.uid, str(place)),
                listener_id=random.choice((visit.lead_id, *visit.peer_ids)),
                period_no=random.randint(1, 6),
                class_name=f"{random.randint(1, 6)}年{random.randint(1, 4)}班",
                subject=random.choice(SUBJECTS),
                teacher=f"教师{random.randint(1, 40):02d}",
                topic=f"第{random.randint(1, 8)}单元第{random.randint(1, 6)}课时",
                kind=random.choice((LessonKind.NEW, LessonKind.NEW, LessonKind.REVIEW)),
                manner=LessonManner.DROP_IN,
                process=process,
                strengths=strengths,
                weaknesses=weaknesses,
                advice=advice,
                grade=random.choice(_GRADES),
                exchanged_views=True,
                whole=random.random() < 0.95,
            )

    def _issues(
        self, visit: Visit, seen: list[tuple[str, tuple[str, str, str, str]]]
    ) -> Iterator[Issue]:
        assert visit.visited_on is not None
        for place, (topic, phrase) in enumerate(seen[: self._random.choice((0, 1, 1, 2))], 1):
            weight = self._random.choice(_WEIGHTS)
            severity, handling = parts_of(weight)
            if topic == "T6" and weight is Weight.SERIOUS:
                severity = Severity.HAZARD
            on_the_spot = weight is Weight.MINOR and self._random.random() < 0.3
            days = _DEADLINE_DAYS[weight]
            yield Issue(
                uid=imported_uid(self._code, "演示问题", visit.uid, str(place)),
                number=f"{visit.number}-{place:02d}",
                category=topic,
                description=phrase[2],
                severity=severity,
                handling=handling,
                fixed_on_the_spot=on_the_spot,
                witness="学校值班人员" if on_the_spot else "",
                requirement=phrase[3],
                responsible_unit="学校",
                responsible="分管副校长",
                deadline=None if on_the_spot else visit.visited_on + timedelta(days=days),
            )

    def _row_of_issue(self, visit: Visit, issue: Issue, made: DemoMonth) -> Issue:
        if visit.status is VisitStatus.DRAFT:
            return issue
        events = list(self._events(visit, issue))
        made.events += events
        return replace(issue, dates=fold(events))

    def _events(self, visit: Visit, issue: Issue) -> Iterator[IssueEvent]:
        found = visit.visited_on
        assert found is not None
        yield self._event(issue, IssueEventKind.FOUND, found)
        if issue.fixed_on_the_spot:
            yield self._event(issue, IssueEventKind.ANSWERED, found)
            yield self._event(issue, IssueEventKind.CLOSED, found)
            return
        if issue.is_hazard:
            yield self._event(issue, IssueEventKind.SCHOOL_TOLD, found)
            yield self._event(issue, IssueEventKind.OFFICE_PHONED, found)
        grave = issue.severity in {Severity.SERIOUS, Severity.HAZARD}
        if grave or self._random.random() < 0.4:
            yield self._event(issue, IssueEventKind.NOTICE_ISSUED, found)
        assert issue.deadline is not None
        late = self._random.choice((-5, -3, -2, -1, 0, 0, 6))
        answered = max(found, issue.deadline + timedelta(days=late))
        closed = answered + timedelta(days=self._random.randint(2, 20))
        if answered <= self._today:
            yield self._event(issue, IssueEventKind.ANSWERED, answered)
        # One in fifty stays open for good: every district has its old cases.
        if closed <= self._today and self._random.random() > 0.02:
            yield self._event(issue, IssueEventKind.CLOSED, closed)

    def _event(self, issue: Issue, kind: IssueEventKind, on: date) -> IssueEvent:
        return IssueEvent(
            uid=imported_uid(self._code, "演示事件", issue.uid, kind.value),
            issue_uid=issue.uid,
            kind=kind,
            effective_on=on,
            recorded_at=instant_text(datetime.combine(on, time(17), CHINA)),
            seq=list(IssueEventKind).index(kind) + 1,
            actor=_ORIGIN,
            origin=_ORIGIN,
            note="核查到位" if kind is IssueEventKind.CLOSED else "",
        )
