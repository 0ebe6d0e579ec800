"""培训: who was trained in what, and whose hours of the year fall short.

每年集中培训累计不少于 40 学时: the number that districts set; it is a parameter here.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.trainings import TRAINING_FORM_LABEL
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values
from inspector_app.domain.registers.shapes import (
    Day,
    Field,
    Line,
    OneOf,
    Paragraphs,
    PersonIds,
    WholeNumber,
)
from inspector_app.domain.text_line import first_line

HOURS_WANTED: Final = 40
_HOURS_OF_A_DAY: Final = 12


class HoursOfYear(NamedTuple):
    """One person's training in a year.

    Attributes:
        hours: 学时 of all trainings begun in the year.
        lacking: how many are still to come.
    """

    inspector_id: str
    hours: int
    lacking: int


def hours_of_year(
    trainings: Iterable[Entry], people: Iterable[str], year: int, *, wanted: int = HOURS_WANTED
) -> tuple[HoursOfYear, ...]:
    """Return the hours of everyone, by 督学编号.

    Args:
        trainings: each counts in the calendar year in which it begins.
        people: those who have to be trained; whoever was trained besides is told of, too.
        year: the calendar year.
        wanted: how many hours of it everyone should have.
    """
    hours = dict.fromkeys(people, 0)
    for training in trainings:
        begun = training.day("start")
        if begun is None or begun.year != year:
            continue
        for person in training.values["people"]:
            hours[person] = hours.get(person, 0) + (training.values["hours"] or 0)
    return tuple(
        HoursOfYear(person, hours[person], max(0, wanted - hours[person]))
        for person in sorted(hours)
    )


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    start, end, hours = entry.day("start"), entry.day("end"), entry.values["hours"]
    if start is not None and start > facts.today:
        yield Problem(where="start", what="开始日期在今天之后", remedy="培训开始后再定稿")
    if start is not None and end is not None and end < start:
        yield Problem(where="end", what="结束日期早于开始日期", remedy="请核对两个日期")
    if hours == 0:
        yield Problem(where="hours", what="学时是 0", remedy="请填实际学时")


def _hints(entry: Entry, _facts: Facts) -> Iterator[Problem]:
    start, end, hours = entry.day("start"), entry.day("end"), entry.values["hours"]
    if start is None or not hours:
        return
    days = ((end or start) - start).days + 1
    if hours > days * _HOURS_OF_A_DAY:
        yield Problem(
            where="hours", what=f"{days} 天里有 {hours} 学时", remedy="请核对日期和学时"
        )  # fmt: skip


def _title(values: Values) -> str:
    return first_line(values["content"])


def _fields() -> Iterator[Field]:
    yield Field(id="start", label="开始日期", shape=Day(), needed=True, aliases=("日期",))
    yield Field(id="end", label="结束日期", shape=Day(), hint="一天的培训可以不填")
    yield Field(id="form", label="形式", shape=OneOf(words=TRAINING_FORM_LABEL), needed=True)
    yield Field(id="organiser", label="主办单位", shape=Line(limit=100))
    yield Field(id="place", label="地点", shape=Line(limit=100))
    yield Field(id="content", label="内容", shape=Paragraphs(lines=3), needed=True)
    yield Field(id="hours", label="学时", shape=WholeNumber(most=500), needed=True)
    yield Field(id="people", label="参加督学", shape=PersonIds(), needed=True)
    yield Field(id="note", label="备注", shape=Paragraphs(lines=2))


TRAINING: Final[RegisterKind] = RegisterKind(
    id="training",
    name="督学培训",
    prefix="PX",
    purpose="集中、线上和外出的培训：内容、学时、谁参加；每人一年的学时自动累计",
    paper="督学培训登记表",
    fields=tuple(_fields()),
    title=_title,
    named_by="培训内容",
    listed=("start", "form", "hours", "people"),
    day="start",
    checks=_checks,
    hints=_hints,
)
