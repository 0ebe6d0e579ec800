"""What talks and questionnaires add to 督导方式及数量.

A number that was typed is the whole of the visit, and the records of talks tell parts of it in
detail: the greater of the two counts, so that nothing is counted twice and nothing is forgotten.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from inspector_app.domain.interview import Audience, Interview, InterviewWay
from inspector_app.domain.questionnaire import Questionnaire
from inspector_app.domain.visit_options import NO_METHODS, MethodCounts

# Who teaches, and who leads those that do, counts as 教师; 食堂/安保 and 社区 have no figure.
INTERVIEWED_FIGURE: Final = {
    Audience.HEAD: "teachers_interviewed",
    Audience.MIDDLE: "teachers_interviewed",
    Audience.TEACHER: "teachers_interviewed",
    Audience.PUPIL: "students_interviewed",
    Audience.PARENT: "parents_interviewed",
}


class TalkFact(NamedTuple):
    """The countable side of an 访谈记录."""

    audience: Audience | None
    way: InterviewWay | None
    people: int


class SheetFact(NamedTuple):
    """The countable side of a 问卷."""

    sent: int
    returned: int


def counted_of(talks: Iterable[TalkFact], sheets: Iterable[SheetFact]) -> MethodCounts:
    """Return what the records of talks and questionnaires count."""
    found = dict.fromkeys(MethodCounts._fields, 0)
    for talk in talks:
        if talk.way is InterviewWay.PANEL:
            found["panels"] += 1
            found["panel_people"] += talk.people
        elif talk.way is InterviewWay.INDIVIDUAL and talk.audience in INTERVIEWED_FIGURE:
            found[INTERVIEWED_FIGURE[talk.audience]] += talk.people
    for sheet in sheets:
        found["questionnaires_sent"] += sheet.sent
        found["questionnaires_returned"] += sheet.returned
    return MethodCounts(**found)


def with_talks(typed: MethodCounts, counted: MethodCounts) -> MethodCounts:
    """Return the numbers that count: of each figure the greater."""
    return MethodCounts(*map(max, typed, counted)) if counted != NO_METHODS else typed


def methods_counted(
    typed: MethodCounts,
    interviews: Iterable[Interview],
    questionnaires: Iterable[Questionnaire],
) -> MethodCounts:
    """Return the numbers of a record with its talks and questionnaires."""
    talks = (TalkFact(one.audience, one.way, one.people or 0) for one in interviews)
    sheets = (SheetFact(one.counts.sent, one.counts.returned) for one in questionnaires)
    return with_talks(typed, counted_of(talks, sheets))
