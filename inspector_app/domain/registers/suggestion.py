"""意见建议: what the office suggests to others, and what became of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.suggestions import ADDRESSEE_LABEL, ANSWER_LABEL
from inspector_app.domain.register_options import Answer
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values
from inspector_app.domain.registers.shapes import (
    CampaignName,
    Day,
    Field,
    Line,
    OneOf,
    Paragraphs,
    PersonId,
    SchoolCode,
    UnitNames,
)
from inspector_app.domain.text_line import first_line


class YearOfSuggestions(NamedTuple):
    """How many suggestions were made in a year, and what became of them."""

    made: int
    by_answer: dict[Answer, int]


def count_year(suggestions: Iterable[Entry], year: int) -> YearOfSuggestions:
    """Count the suggestions of a calendar year by the day on which they were made."""
    found = [
        Answer(each.values["answer"] or Answer.PENDING)
        for each in suggestions
        if (made := each.day("made_on")) is not None and made.year == year
    ]
    counted = Counter(found)
    return YearOfSuggestions(len(found), {answer: counted[answer] for answer in Answer})


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    values, answered_on, made_on = entry.values, entry.day("answered_on"), entry.day("made_on")
    if made_on is not None and made_on > facts.today:
        yield Problem(where="made_on", what="提出日期在今天之后", remedy="请核对日期")
    if not (values["basis"].strip() or values["issue_no"].strip() or values["school"]):
        yield Problem(
            where="basis",
            what="“依据”还没有填",
            remedy="写明依据，或填关联的问题编号，或选关联的学校",
        )
    if answered_on is not None and made_on is not None and answered_on < made_on:
        yield Problem(where="answered_on", what="答复日期早于提出日期", remedy="请核对两个日期")


def _hints(entry: Entry, _facts: Facts) -> Iterator[Problem]:
    settled = entry.values["answer"] not in {None, Answer.PENDING}
    if settled and entry.day("answered_on") is None:
        yield Problem(where="answered_on", what="有了采纳情况，还没有答复日期")
    if not settled and entry.day("answered_on") is not None:
        yield Problem(where="answer", what="有了答复日期，采纳情况还是“待答复”")


def _title(values: Values) -> str:
    return first_line(values["content"])


def _start(today: date, me: str) -> Values:
    return {"made_on": today.isoformat(), "inspector": me, "answer": Answer.PENDING.value}


def _fields() -> Iterator[Field]:
    yield Field(id="made_on", label="提出日期", shape=Day(), needed=True, aliases=("日期",))
    yield Field(id="made_to", label="对象", shape=OneOf(words=ADDRESSEE_LABEL), needed=True)
    yield Field(id="receiver", label="收件单位", shape=UnitNames(), hint="具体是哪个部门、科室")
    yield Field(id="content", label="内容", shape=Paragraphs(limit=10_000, lines=5), needed=True)
    yield Field(id="basis", label="依据", shape=Paragraphs(lines=2), hint="哪里看到的、什么文件")
    yield Field(id="issue_no", label="关联问题", shape=Line(), hint="台账里的问题编号，可以不填")
    yield Field(id="school", label="关联学校", shape=SchoolCode())
    hint = "为哪个专项建言，进度页上一并计数"
    yield Field(id="campaign", label="关联专项", shape=CampaignName(), hint=hint)
    yield Field(id="inspector", label="提出人", shape=PersonId())
    answer = OneOf(words=ANSWER_LABEL)
    yield Field(id="answer", label="采纳情况", shape=answer, later=True)
    yield Field(id="answered_on", label="答复日期", shape=Day(), later=True)
    yield Field(id="answer_note", label="答复说明", shape=Paragraphs(lines=2), later=True)


SUGGESTION: Final[RegisterKind] = RegisterKind(
    id="suggestion",
    name="意见建议",
    prefix="YJ",
    purpose="向政府、教育局、科室和学校提出的意见建议，和采纳的情况",
    paper="意见建议登记表",
    fields=tuple(_fields()),
    title=_title,
    named_by="内容",
    start=_start,
    listed=("made_on", "made_to", "school", "answer"),
    day="made_on",
    school="school",
    inspector="inspector",
    checks=_checks,
    hints=_hints,
)
