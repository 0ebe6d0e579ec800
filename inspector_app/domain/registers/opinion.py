"""上级意见函: what a higher office praised, found and advised, and what was done about it.

Numbers of a letter are those of its lists. What the letter says of them itself is written down
beside them and told where it differs; it is never counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.registers import GOVERNMENT_LEVEL_LABEL
from inspector_app.domain.labels.sources import MATTER_LABEL
from inspector_app.domain.milestones import Aim
from inspector_app.domain.opinion_text import surplus_fault
from inspector_app.domain.registers.kind import (
    Due,
    Entry,
    Facts,
    RegisterKind,
    Values,
    day_in,
)
from inspector_app.domain.registers.shapes import (
    Day,
    Field,
    Line,
    OneOf,
    Paragraphs,
    Rows,
    WholeNumber,
)
from inspector_app.domain.text_line import first_line

LISTS: Final = {"merits": "亮点", "problems": "问题", "advice": "建议"}
"""The three lists of a letter, and what one of each is called."""


class Finding(NamedTuple):
    """One problem of a letter and its 整改.

    Attributes:
        measures: 整改措施 as written, one or several paragraphs.
        due: by when; ``done_on`` the day on which it was put right.
        issue_no: 问题编号 in the 台账, empty where it was not taken in.
        standing: 完成情况 by the ledger.
        reached: what measures aim at and came to, by the ledger.
    """

    text: str
    unit: str
    person: str
    measures: str
    result: str
    due: date | None
    done_on: date | None
    issue_no: str = ""
    standing: str = ""
    reached: tuple[Aim, ...] = ()


def findings_of(letter: Entry) -> tuple[Finding, ...]:
    """Return the problems of a letter in its order."""
    return tuple(_finding(row) for row in letter.values["problems"])


def _finding(row: Mapping[str, Any]) -> Finding:
    return Finding(
        text=row["text"].strip(),
        unit=row["unit"],
        person=row["person"],
        measures=row["measures"].strip(),
        result=row["result"].strip(),
        due=day_in(row, "due"),
        done_on=day_in(row, "done_on"),
        issue_no=row["issue_no"].strip(),
    )


def unpaired(letter: Entry) -> tuple[int, ...]:
    """Return the numbers, from 1, of the problems without a measure."""
    found = enumerate(findings_of(letter), start=1)
    return tuple(number for number, finding in found if not finding.measures)


def counts_of(letter: Entry) -> Mapping[str, int]:
    """Return how many merits, problems and pieces of advice there are, and problems by grade."""
    lists = {noun: len(letter.values[name]) for name, noun in LISTS.items()}
    grades = Counter(row["grade"] for row in letter.values["problems"] if row["grade"])
    return {**lists, **grades}


def _hints(letter: Entry, _facts: Facts) -> Iterator[Problem]:
    counted = counts_of(letter)
    for place, row in enumerate(letter.values["claims"]):
        what, number = row["what"].strip(), row["number"]
        listed = counted.get(what, 0)
        if number is not None and number != listed:
            said = f"函里写{what} {number} 个，清单里有 {listed} 个；数字以清单为准"
            yield Problem(where=f"claims[{place}].number", what=said)
    for place, finding in enumerate(findings_of(letter)):
        if fault := surplus_fault(finding.text):
            yield Problem(where=f"problems[{place}].text", what=f"问题 {place + 1} {fault}，请核对")
    if missing := unpaired(letter):
        named = "、".join(map(str, missing))
        yield Problem(where="problems", what=f"问题 {named} 还没有整改措施，整改报告还不能印")


def _checks(letter: Entry, facts: Facts) -> Iterator[Problem]:
    dated = letter.day("dated")
    if dated is not None and dated > facts.today:
        yield Problem(where="dated", what="日期在今天之后", remedy="请核对函上的日期")
    for place, finding in enumerate(findings_of(letter)):
        for where, label, day in (
            ("due", "时限", finding.due),
            ("done_on", "完成日期", finding.done_on),
        ):
            if day is not None and dated is not None and day < dated:
                yield Problem(
                    where=f"problems[{place}].{where}",
                    what=f"问题 {place + 1} 的{label}早于意见函的日期",
                    remedy="请核对两个日期",
                )  # fmt: skip


def _dues(letter: Entry) -> Iterable[Due]:
    for finding in findings_of(letter):
        # One that is in the ledger is reminded of there.
        if finding.due is not None and finding.done_on is None and not finding.issue_no:
            who = f"（{finding.unit}）" if finding.unit else ""
            yield Due(finding.due, f"意见函整改：{first_line(finding.text)}{who}")


def _title(values: Values) -> str:
    return " ".join(filter(None, (values["sender"], values["document_no"])))


_MERIT: Final = (Field(id="text", label="亮点", shape=Paragraphs(lines=2), needed=True),)
_ADVICE: Final = (Field(id="text", label="建议", shape=Paragraphs(lines=2), needed=True),)
_CLAIM: Final = (
    Field(
        id="what", label="什么", shape=Line(limit=40), needed=True, hint="亮点、问题、建议或程度"
    ),
    Field(id="number", label="几个", shape=WholeNumber(), needed=True),
)
_PROBLEM: Final = (
    Field(id="text", label="问题", shape=Paragraphs(lines=2), needed=True),
    Field(id="grade", label="程度", shape=Line(limit=40), hint="函里分了的才写，如 不合格"),
    Field(id="matter", label="事项", shape=OneOf(words=MATTER_LABEL), hint="不选算督学"),
    Field(id="unit", label="责任单位", shape=Line(limit=100), needed=True),
    Field(id="person", label="责任人", shape=Line(limit=100), needed=True),
    Field(id="due", label="时限", shape=Day(ahead=True), needed=True),
    Field(id="measures", label="整改措施", shape=Paragraphs(limit=4_000, lines=2), later=True),
    Field(id="result", label="整改情况", shape=Paragraphs(limit=4_000, lines=2), later=True),
    Field(id="done_on", label="完成日期", shape=Day(), later=True),
    Field(
        id="issue_no", label="台账编号", shape=Line(limit=40), later=True, hint="列入台账时自动填写"
    ),
)


def _fields() -> Iterator[Field]:
    yield Field(id="document_no", label="文号", shape=Line(limit=100), needed=True)
    yield Field(id="dated", label="日期", shape=Day(), needed=True, hint="函上落款的日期")
    yield Field(id="sender", label="发函单位", shape=Line(limit=100), needed=True)
    level = OneOf(words=GOVERNMENT_LEVEL_LABEL)
    yield Field(id="level", label="级别", shape=level, needed=True)
    yield Field(id="merits", label="亮点", shape=Rows(noun="亮点", fields=_MERIT))
    yield Field(id="problems", label="问题", shape=Rows(noun="问题", fields=_PROBLEM), needed=True)
    yield Field(id="advice", label="建议", shape=Rows(noun="建议", fields=_ADVICE))
    yield Field(id="claims", label="函里写的个数", shape=Rows(noun="个数", fields=_CLAIM))


OPINION: Final[RegisterKind] = RegisterKind(
    id="opinion",
    name="上级意见函",
    prefix="YH",
    purpose="上级来函的亮点、问题和建议；每个问题的责任单位、措施、时限和整改情况",
    paper="上级意见函登记表",
    fields=tuple(_fields()),
    title=_title,
    named_by="意见函",
    listed=("dated", "level"),
    day="dated",
    checks=_checks,
    hints=_hints,
    dues=_dues,
)
