"""本月未入校: how each school stands against the district's rules on one day.

Every mark names its rule and who set it. Nothing here asks the calendar or the clock: the
``Yardstick`` says which day it is, whether the month is exempt and in which term it lies.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from inspector_app.domain.month import Period
from inspector_app.domain.rule_kinds import MarkLevel, RuleId
from inspector_app.domain.rules import Rule, Ruleset
from inspector_app.domain.term import WEEK, Term

_RANK: Final = {None: 0, MarkLevel.AMBER: 1, MarkLevel.RED: 2}


class Mark(NamedTuple):
    """What a rule has to say.

    Attributes:
        words: what is the matter, a few Chinese words.
        rule: the rule it was judged by; it knows its source and who set it.
    """

    level: MarkLevel
    words: str
    rule: Rule

    @property
    def why(self) -> str:
        """The whole reason: what is the matter, the rule, its source, and who set it."""
        return (
            f"{self.words}。规则：{self.rule.sentence}。来源：{self.rule.source}。"
            f"由谁设定：{self.rule.set_by}。"
        )


class SchoolFacts(NamedTuple):
    """What is known of one school, up to the day that it is judged on.

    Attributes:
        days: the days with a counted visit in the month or the term, in any order.
        last_visit: the last of all, also before the term.
        inspectors: how many answer for the school.
        unfiled: the day of the oldest record that is not filed yet.
        answered: the day of the oldest report of the school that waits for a check.
        notices: how many 整改通知书 the school was given in the term.
    """

    code: str
    days: Sequence[date] = ()
    last_visit: date | None = None
    inspectors: int = 1
    unfiled: date | None = None
    answered: date | None = None
    notices: int = 0


class Yardstick(NamedTuple):
    """What all schools are measured by on one day.

    Attributes:
        on: the day; nothing after it counts.
        period: the days of the month that is looked at.
        exempt: the monthly frequency is not asked of the month.
        term: the term of the day, ``None`` between terms.
    """

    on: date
    period: Period
    exempt: bool
    term: Term | None
    rules: Ruleset

    def looks_back_to(self) -> date:
        """Return the first day whose visits are counted."""
        start = self.period.start
        return start if self.term is None else min(start, self.term.first)


class SchoolCoverage(NamedTuple):
    """One school against the rules.

    Attributes:
        days: those of the month and the term with a visit, up to the day, in order.
        visits_month: how many of them lie in the month.
        visits_term: how many lie in the term, 0 between terms.
        days_since: days since the last visit, ``None`` where there never was one.
        marks: the gravest first.
    """

    code: str
    days: tuple[date, ...]
    visits_month: int
    visits_term: int
    last_visit: date | None
    days_since: int | None
    marks: tuple[Mark, ...]

    @property
    def level(self) -> MarkLevel | None:
        """The gravest level, ``None`` without a mark."""
        return self.marks[0].level if self.marks else None


def judged(facts: SchoolFacts, by: Yardstick) -> SchoolCoverage:
    """Return how a school stands."""
    first, last = by.looks_back_to(), by.on
    days = tuple(sorted({day for day in facts.days if first <= day <= last}))
    visits_month = _since(by.period.start, days)
    visits_term = 0 if by.term is None else _since(by.term.first, days)
    since = None if facts.last_visit is None else (by.on - facts.last_visit).days
    found = (
        *_month_mark(visits_month, by),
        *_term_mark(visits_term, by),
        *_gap_mark(since, by),
        *_people_mark(facts.inspectors, by),
        *_file_mark(facts.unfiled, by),
        *_check_mark(facts.answered, by),
        *_notice_mark(facts.notices, by),
    )
    return SchoolCoverage(
        facts.code, days, visits_month, visits_term, facts.last_visit, since, in_order(found)
    )


def _since(first: date, days: tuple[date, ...]) -> int:
    """Return how many of some days in order are not before the first."""
    return len(days) - bisect_left(days, first)


def board(schools: Iterable[SchoolFacts], by: Yardstick) -> tuple[SchoolCoverage, ...]:
    """Return every school, those that most need a visit first."""
    return tuple(sorted((judged(facts, by) for facts in schools), key=need))


def need(row: SchoolCoverage) -> tuple[int, date, str]:
    """Return the place of a school on the board: gravest mark, longest without a visit, code."""
    return (-_RANK[row.level], row.last_visit or date.min, row.code)


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks, the gravest first."""
    return tuple(sorted(marks, key=lambda mark: -_RANK[mark.level]))


# -- one rule each -------------------------------------------------------------------------------


def _month_mark(visits: int, by: Yardstick) -> Iterator[Mark]:
    rule = by.rules.asked(RuleId.VISITS_PER_MONTH)
    if rule is None or by.exempt or visits >= rule.number("visits"):
        return
    last_days = by.period.end - timedelta(days=rule.number("red_days"))
    words = f"本月入校 {visits} 次" if visits else "本月还没有入校"
    if by.on > last_days:
        yield Mark(MarkLevel.RED, words, rule)
    elif by.on.day >= rule.number("amber_from"):
        yield Mark(MarkLevel.AMBER, words, rule)


def _term_mark(visits: int, by: Yardstick) -> Iterator[Mark]:
    rule = by.rules.asked(RuleId.VISITS_PER_TERM)
    if rule is None or visits >= rule.number("visits"):
        return
    words = f"本学期入校 {visits} 次" if visits else "本学期还没有入校"
    yield from _by_weeks_left(rule, words, by)


def _notice_mark(notices: int, by: Yardstick) -> Iterator[Mark]:
    rule = by.rules.asked(RuleId.NOTICES_PER_TERM)
    if rule is None or notices >= rule.number("notices"):
        return
    words = f"本学期整改通知书 {notices} 份" if notices else "本学期还没有整改通知书"
    yield from _by_weeks_left(rule, words, by)


def _by_weeks_left(rule: Rule, words: str, by: Yardstick) -> Iterator[Mark]:
    """Yield a mark where the term is about to end."""
    if by.term is None:
        return
    days_left = (by.term.last - by.on).days
    if days_left < rule.number("red_weeks") * WEEK:
        yield Mark(MarkLevel.RED, words, rule)
    elif days_left < rule.number("amber_weeks") * WEEK:
        yield Mark(MarkLevel.AMBER, words, rule)


def _gap_mark(since: int | None, by: Yardstick) -> Iterator[Mark]:
    rule = by.rules.asked(RuleId.DAYS_BETWEEN_VISITS)
    if rule is None or by.exempt:
        return
    if since is None:
        yield Mark(MarkLevel.RED, "还没有入校过", rule)
    else:
        yield from _by_days(rule, since, f"距上次入校 {since} 天")


def _file_mark(unfiled: date | None, by: Yardstick) -> Iterator[Mark]:
    rule = by.rules.asked(RuleId.DAYS_TO_FILE)
    if rule is not None and unfiled is not None:
        days = (by.on - unfiled).days
        yield from _by_days(rule, days, f"{unfiled} 的记录 {days} 天还没有定稿")


def _by_days(rule: Rule, days: int, words: str) -> Iterator[Mark]:
    """Yield a mark where more days have gone than the rule allows."""
    if days > rule.number("red_days"):
        yield Mark(MarkLevel.RED, words, rule)
    elif days > rule.number("amber_days"):
        yield Mark(MarkLevel.AMBER, words, rule)


def _check_mark(answered: date | None, by: Yardstick) -> Iterator[Mark]:
    rule = by.rules.asked(RuleId.DAYS_TO_RECHECK)
    if rule is None or answered is None:
        return
    left = rule.number("red_days") - (by.on - answered).days
    words = f"学校 {answered} 报送的整改还没有核查"
    if left < 0:
        yield Mark(MarkLevel.RED, words, rule)
    elif left <= rule.number("amber_days"):
        yield Mark(MarkLevel.AMBER, words, rule)


def _people_mark(inspectors: int, by: Yardstick) -> Iterator[Mark]:
    rule = by.rules.asked(RuleId.INSPECTORS_PER_SCHOOL)
    if rule is not None and inspectors < rule.number("least"):
        words = f"责任督学 {inspectors} 名" if inspectors else "没有责任督学"
        yield Mark(MarkLevel.RED, words, rule)
