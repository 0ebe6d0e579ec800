"""Two figures of a school, year by year: 教师平均工资 beside that of 公务员, and the like.

A group of a checklist that has the roles 年度, 本值 and 对照值 tells of one year. Where several
records tell of the same school and year, the newest counts and the others are named.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from inspector_app.domain.checklist import Checklist, Item, Role
from inspector_app.domain.checklist_answers import plain_number, valid_answers
from inspector_app.domain.checklist_counts import SchoolAnswers
from inspector_app.domain.filled_checklist import Answers


class YearFigures(NamedTuple):
    """One year of one school.

    Attributes:
        said: 是否不低于 as it was answered, empty where it was not.
        differs: an earlier record tells other figures of this year.
    """

    school_code: str
    school_name: str
    year: int
    own: Fraction
    other: Fraction
    said: str
    visit_number: str
    day: date
    differs: bool = False

    @property
    def holds(self) -> bool:
        """Whether the own figure is not below the other."""
        return self.own >= self.other

    @property
    def contradicts(self) -> bool:
        """Whether what was answered is not what the figures say."""
        return bool(self.said) and (self.said == "是") is not self.holds


class YearTotal(NamedTuple):
    """A year over all schools that tell of it."""

    year: int
    schools: int
    holding: int


def year_figures(checklist: Checklist, found: Iterable[SchoolAnswers]) -> tuple[YearFigures, ...]:
    """Return every year of every school by school and year."""
    newest: dict[tuple[str, int], YearFigures] = {}
    for each in sorted(found, key=lambda f: (f.day, f.visit_number)):
        for figures in _years(checklist, each):
            key = (figures.school_code, figures.year)
            before = newest.get(key)
            differs = before is not None and (
                before.differs or (before.own, before.other) != (figures.own, figures.other)
            )
            newest[key] = figures._replace(differs=differs)
    return tuple(newest[key] for key in sorted(newest))


def year_totals(figures: Iterable[YearFigures]) -> tuple[YearTotal, ...]:
    """Return for each year how many schools hold, of how many."""
    by_year: dict[int, list[YearFigures]] = {}
    for each in figures:
        by_year.setdefault(each.year, []).append(each)
    return tuple(
        YearTotal(year, len(found), sum(each.holds for each in found))
        for year, found in sorted(by_year.items())
    )


def change_text(now: YearFigures, before: YearFigures | None) -> str:
    """Return by how much the own figure changed since the year before, with its sign."""
    if before is None or before.year != now.year - 1:
        return ""
    change = now.own - before.own
    return f"{'+' if change > 0 else ''}{plain_number(change, digits=2)}"


def contradictions(checklist: Checklist, answers: Answers) -> Iterator[tuple[Item, str]]:
    """Yield what is answered otherwise than the figures of its group say."""
    for parts in _groups(checklist):
        figures = _figures(parts, answers)
        verdict = parts.get(Role.VERDICT)
        if figures is None or verdict is None:
            continue
        year, own, other = figures
        said, holds = answers.get(verdict.key, ""), own >= other
        if said in {"是", "否"} and (said == "是") is not holds:
            yield verdict, f"{year} 年的数算出来是“{'是' if holds else '否'}”，这里填的是“{said}”"


def _years(checklist: Checklist, each: SchoolAnswers) -> Iterator[YearFigures]:
    answers = valid_answers(checklist, each.answers)
    for parts in _groups(checklist):
        figures = _figures(parts, answers)
        if figures is not None:
            verdict = parts.get(Role.VERDICT)
            yield YearFigures(
                each.school_code, each.school_name, *figures,
                said=answers.get(verdict.key, "") if verdict else "",
                visit_number=each.visit_number, day=each.day,
            )  # fmt: skip


def _groups(checklist: Checklist) -> Iterator[dict[Role, Item]]:
    for group in checklist.groups:
        yield {item.role: item for item in checklist.items if item.group == group and item.role}


def _figures(parts: dict[Role, Item], answers: Answers) -> tuple[int, Fraction, Fraction] | None:
    """Return year, own and other figure of a group, if all three are told."""
    told = [
        answers.get(parts[role].key, "") if role in parts else ""
        for role in (Role.YEAR, Role.OWN, Role.OTHER)
    ]
    try:
        year, own, other = (Fraction(text) for text in told)
    except ValueError:
        return None
    return (int(year), own, other) if year.denominator == 1 else None
