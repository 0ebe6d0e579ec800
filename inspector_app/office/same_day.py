"""同校同日待确认: records of one school and day that may be one visit, so that people are asked.

Who of two inspectors was on a joint visit is said by the records themselves: a record names its
peers. Where neither names the other, nobody at the office can know, and the two are asked.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspector_app.domain.facts import VisitFact
from inspector_app.domain.joint import people_of


class SameDay(StrEnum):
    """What the people answered."""

    JOINT = "joint"
    SEPARATE = "separate"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True, order=True)
class Encounter:
    """Records of one school and day by different people that do not name each other."""

    day: date
    school_code: str
    visits: tuple[str, ...]


def encounters(facts: Iterable[VisitFact]) -> tuple[Encounter, ...]:
    """Return what has to be asked about, the oldest first."""
    at: dict[tuple[date, str], list[VisitFact]] = defaultdict(list)
    for fact in facts:
        if not fact.entry:
            at[fact.visited_on, fact.school_code].append(fact)
    return tuple(
        sorted(
            Encounter(day, school, tuple(sorted(v.uid for v in visits)))
            for (day, school), visits in at.items()
            if _is_open(visits)
        )
    )


def _is_open(visits: list[VisitFact]) -> bool:
    return any(
        one.lead_id != other.lead_id
        and one.lead_id not in people_of(other)
        and other.lead_id not in people_of(one)
        for place, one in enumerate(visits)
        for other in visits[place + 1 :]
    )


def question_text(*, day: date, school: str, records: Iterable[tuple[str, str]]) -> str:
    """Return what is sent to the people; ``records`` are names of inspectors with their numbers."""
    listed = list(records)
    people = [*dict.fromkeys(name for name, _ in listed)]
    if len(people) == 1:
        return _own_question(people[0], [n for _, n in listed], day=day, school=school)
    names = "、".join(people)
    lines = [f"{name}：{number}" for name, number in listed]
    return "\n".join(
        [
            f"{names}：{day.month}月{day.day}日你们各有一份{school}的督导记录：",
            *lines,
            "请商量后回一句：",
            "1 一次联合督导（一起去的；同一个问题请说明是哪两条）",
            "2 各自督导（分别去的）",
            "3 重复登记（同一次写了两份，以哪一份编号为准）",
        ]
    )


def _own_question(name: str, numbers: list[str], *, day: date, school: str) -> str:
    """Return what one person is asked of his own record and one that was typed for him."""
    told = "有您自己上报的和督导室替您录的督导记录，现在只计您上报的"
    return "\n".join(
        [
            f"{name}：{day.month}月{day.day}日{school}{told}：",
            *numbers,
            "请回一句：",
            "2 各自督导（那天去了两次，两份都计）",
            "3 重复登记（同一次写了两份，以哪一份编号为准）",
        ]
    )
