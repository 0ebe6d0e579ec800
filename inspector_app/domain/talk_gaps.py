"""What the talks and questionnaires of a record miss before it can be filed."""

from collections.abc import Iterator

from inspector_app.base.errors import Problem
from inspector_app.domain.interview import Interview, name_fault
from inspector_app.domain.question_text import question_faults
from inspector_app.domain.questionnaire import Questionnaire, counts_fault
from inspector_app.domain.visit import Visit


def talk_gaps(visit: Visit) -> Iterator[Problem]:
    """Yield the gaps in the order of the form."""
    for place, talk in enumerate(visit.interviews):
        yield from _interview(place, talk)
    for place, sheets in enumerate(visit.questionnaires):
        yield from _questionnaire(place, sheets)


def _need(present: object, where: str, label: str, remedy: str = "") -> Iterator[Problem]:
    if not present:
        yield Problem(where=where, what=f"“{label}”还没有填", remedy=remedy)


def _interview(place: int, talk: Interview) -> Iterator[Problem]:
    at, name = f"interviews[{place}]", f"访谈 {place + 1} "
    yield from _need(talk.audience, f"{at}.audience", f"{name}的对象类别")
    yield from _need(talk.way, f"{at}.way", f"{name}的方式", "选个别或座谈")
    yield from _need(talk.people, f"{at}.people", f"{name}的人数")
    yield from _need(talk.points.strip(), f"{at}.points", f"{name}的要点")
    if fault := name_fault(talk.audience, talk.name):
        yield Problem(where=f"{at}.name", what=f"{name}：{fault}", remedy="请改成代称")


def _questionnaire(place: int, sheets: Questionnaire) -> Iterator[Problem]:
    at, name = f"questionnaires[{place}]", f"问卷 {place + 1} "
    yield from _need(sheets.theme.strip(), f"{at}.theme", f"{name}的主题")
    yield from _need(sheets.respondents, f"{at}.respondents", f"{name}的对象")
    yield from _need(sheets.counts.sent, f"{at}.counts", f"{name}的发放份数")
    if fault := counts_fault(sheets.counts):
        yield Problem(where=f"{at}.counts", what=f"{name}：{fault}", remedy="请核对三个数字")
    for fault in question_faults(sheets.questions, valid=sheets.counts.valid):
        yield Problem(where=f"{at}.questions", what=f"{name}：{fault}", remedy="请改这一题")
