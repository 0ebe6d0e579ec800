"""What is odd about a record and does not keep it from being filed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.names import pupils_in
from inspector_app.domain.registers.appointment import Appointment, appointment_problem
from inspector_app.domain.registers.campaign import groups_of, is_open, name_of, schools_of
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.rules import Rule
from inspector_app.domain.school import School
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import VisitType

APPOINTED_ONLY: Final = "规则：受聘的督学才实施督导，见《教育督导条例》第六条"
_CLOSED: Final = "规则：停办的学校不安排入校，也不计入应督导学校数"


def closed_hint(school: School, day: date) -> Problem:
    """Tell that a school was closed by the day of a record."""
    what = f"{school.name}已于 {school.closed_on} 停办，督导日期是 {day}；{_CLOSED}"
    return Problem(where="school", what=what, remedy="请核对学校和日期")


def appointment_hints(
    visit: Visit, appointments: Iterable[Appointment], names: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Name everyone on a record who was no inspector on its day.

    ``where`` is the id of the field; nobody is named while the office keeps no appointments here.
    """
    if visit.visited_on is None:
        return ()
    known = tuple(appointments)
    people = [("lead", visit.lead_id), *(("peers", peer) for peer in visit.peer_ids)]
    return tuple(
        Problem(where=where, what=f"{names.get(person, person)}{problem}；{APPOINTED_ONLY}")
        for where, person in people
        if person and (problem := appointment_problem(known, person, visit.visited_on))
    )


def pupil_hints(visit: Visit) -> tuple[Problem, ...]:
    """Name what looks like the names of pupils in the texts of a record."""
    texts = [visit.narrative, visit.advice, *(merit.text for merit in visit.merits)]
    for issue in visit.issues:
        texts += [issue.description, issue.requirement]
    for lesson in visit.lessons:
        texts += [lesson.process, lesson.strengths, lesson.weaknesses, lesson.advice]
    for talk in visit.interviews:
        texts += [talk.outline, talk.points, talk.problems]
    found = pupils_in(texts)
    if not found:
        return ()
    listed = "、".join(found[:5])
    return (Problem(where="narrative", what=f"文中像是有学生姓名：{listed}；学生只写代称"),)


def campaign_hints(
    visit: Visit, campaigns: Iterable[Entry], *, rule: Rule | None
) -> tuple[Problem, ...]:
    """Say what does not fit the campaign that a record names.

    Args:
        visit: the record.
        campaigns: all filed campaigns, at least one.
        rule: how many people a 督导小组 has, where that is asked.
    """
    name = visit.campaign.strip()
    if not name:
        return ()
    named = next((each for each in campaigns if name_of(each.values) == name), None)
    if named is not None:
        return tuple(_unfit(visit, named, rule))
    if visit.type is not VisitType.CAMPAIGN:
        # 所属专项/计划 may name a plan, too.
        return ()
    return (
        Problem(
            where="campaign",
            what=f"登记里没有叫“{name}”的专项",
            remedy="请从列出的专项里选，进度和总体反馈意见才会算上这份记录",
        ),
    )


def _unfit(visit: Visit, campaign: Entry, rule: Rule | None) -> Iterator[Problem]:
    if visit.visited_on is not None and not is_open(campaign, on=visit.visited_on):
        yield Problem(where="campaign", what="督导日期不在这个专项的起止日里")
    if visit.school_code and visit.school_code not in schools_of(campaign):
        yield Problem(where="campaign", what="这所学校不在这个专项的任何一组里")
    team = {person for group in groups_of(campaign) for person in group.people}
    if visit.lead_id and visit.lead_id not in team:
        yield Problem(where="campaign", what="责任督学不在这个专项的任何一组里")
    people = len({visit.lead_id, *visit.peer_ids} - {""})
    if rule is not None and people < rule.number("people"):
        yield Problem(
            where="peers",
            what=f"记录上只有 {people} 名督学",
            remedy=f"{rule.sentence}（{rule.source}）",
        )
