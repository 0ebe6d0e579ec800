"""回避: who must not inspect which school, by what was declared.

《教育督导条例》第十条 asks it of relatives of a school's head; provincial rules ask it of families
and of those who worked there. Whether each of these is asked is a rule of the district.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.rules import Rule, Ruleset


class Relation(StrEnum):
    """What ties an inspector to a school."""

    HEAD_RELATIVE = "head_relative"
    FAMILY = "family"
    FORMER_POST = "former_post"


MOST_LETTERS: Final = 200
_RULE_OF: Final = {
    Relation.HEAD_RELATIVE: RuleId.RECUSAL_HEAD,
    Relation.FAMILY: RuleId.RECUSAL_FAMILY,
    Relation.FORMER_POST: RuleId.RECUSAL_FORMER_POST,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """One declaration.

    Attributes:
        declared_on: the first day that it holds on.
        left_on: the last day of a former post, ``None`` for the other relations.
        ended_on: the day from which it holds no more, ``None`` while it does.
        note: what else is to be known; never a name.
    """

    uid: str
    inspector_id: str
    school_code: str
    relation: Relation
    declared_on: date
    left_on: date | None = None
    ended_on: date | None = None
    note: str = ""

    def lasts_until(self, rules: Ruleset) -> date | None:
        """Return the last day that it holds on, ``None`` where it has no end yet."""
        last = None if self.ended_on is None else self.ended_on - timedelta(days=1)
        if self.left_on is None:
            return last
        free = years_after(self.left_on, rules.get(RuleId.RECUSAL_FORMER_POST).number("years"))
        return free if last is None else min(last, free)

    def stands(self, *, on: date, rules: Ruleset) -> bool:
        """Say whether the declaration holds on a day."""
        last = self.lasts_until(rules)
        return self.declared_on <= on and (last is None or on <= last)

    def in_force(self, *, on: date, rules: Ruleset) -> bool:
        """Say whether the person must keep away on a day, by the rules that are asked."""
        return rules.asked(_RULE_OF[self.relation]) is not None and self.stands(on=on, rules=rules)


class Conflict(NamedTuple):
    """A person who must keep away from a school, and the rule that says so."""

    recusal: Recusal
    rule: Rule


def years_after(day: date, years: int) -> date:
    """Return the last day of a period of years.

    The first day is not counted, so that it ends on the same day of the year; where there is none,
    on the last of the month (民法典第二百零一、二百零二条).
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def conflicts(
    recusals: Iterable[Recusal],
    *,
    people: Iterable[str],
    school_code: str,
    on: date,
    rules: Ruleset,
) -> tuple[Conflict, ...]:
    """Return who of some people must not inspect a school on a day."""
    asked = frozenset(people)
    return tuple(
        Conflict(recusal, rules.get(_RULE_OF[recusal.relation]))
        for recusal in recusals
        if recusal.inspector_id in asked
        and recusal.school_code == school_code
        and recusal.in_force(on=on, rules=rules)
    )


def declaration_fault(wanted: Recusal, known: Iterable[Recusal], *, rules: Ruleset) -> str:
    """Return in Chinese why a relation cannot be declared so, empty where it can.

    ``wanted.declared_on`` is taken for today.
    """
    if fault := _leaving_fault(wanted, rules):
        return fault
    if len(wanted.note) > MOST_LETTERS:
        return f"说明超过 {MOST_LETTERS} 字，请写短一些"
    same = (wanted.inspector_id, wanted.school_code, wanted.relation)
    twice = any(
        (each.inspector_id, each.school_code, each.relation) == same
        and each.stands(on=wanted.declared_on, rules=rules)
        for each in known
    )
    return "同样的回避已经申报过，还在有效期内" if twice else ""


def _leaving_fault(wanted: Recusal, rules: Ruleset) -> str:
    today, left = wanted.declared_on, wanted.left_on
    if left is None:
        return "曾在该校工作的要写离职日期" if wanted.relation is Relation.FORMER_POST else ""
    if wanted.relation is not Relation.FORMER_POST:
        return "只有曾在该校工作的才写离职日期"
    if left > today:
        return f"离职日期 {left} 在今天之后，请核对"
    rule = rules.get(RuleId.RECUSAL_FORMER_POST)
    if years_after(left, rule.number("years")) < today:
        return f"{left} 离职已满 {rule.number('years')} 年，不用回避了（{rule.source}）"
    return ""
