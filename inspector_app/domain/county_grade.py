"""How a county stands by its indicators: counted from the items, never told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from inspector_app.domain.standard_options import ItemGrade
from inspector_app.domain.standards import CountyGrade


class Counts(NamedTuple):
    """How many indicators there are of each grade.

    Attributes:
        open: those without a grade yet.
    """

    passed: int
    basic: int
    failed: int
    open: int

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(self)

    def words(self) -> str:
        """Return the counts in Chinese."""
        told = f"合格 {self.passed} 项　基本合格 {self.basic} 项　不合格 {self.failed} 项"
        return f"{told}　未评 {self.open} 项" if self.open else told


class Standing(NamedTuple):
    """The grade of the county.

    Attributes:
        grade: the highest that is reached, empty where none is, or not all items are judged.
        missing: what the next higher one lacks, in Chinese.
    """

    grade: str
    missing: tuple[str, ...]


def count(grades: Iterable[ItemGrade | None]) -> Counts:
    """Count indicators by their grades."""
    found = Counter(grades)
    return Counts(found[ItemGrade.GOOD], found[ItemGrade.BASIC], found[ItemGrade.FAIL], found[None])


def standing(counts: Counts, grades: Sequence[CountyGrade]) -> Standing:
    """Return the grade of a county and what it lacks for the next one.

    Args:
        counts: of all its indicators.
        grades: the highest first.
    """
    if not grades:
        return Standing("", ())
    if counts.open:
        return Standing("", (f"还有 {counts.open} 项没有评",))
    reached = next((n for n, grade in enumerate(grades) if _lacks(counts, grade) == ()), None)
    name = "" if reached is None else grades[reached].name
    above = grades[-1] if reached is None else grades[max(0, reached - 1)]
    lacking = _lacks(counts, above) if reached != 0 else ()
    return Standing(name, tuple(f"“{above.name}”{each}" for each in lacking))


def _lacks(counts: Counts, grade: CountyGrade) -> tuple[str, ...]:
    found = []
    if counts.failed:
        found.append(f"不能有不合格，现有 {counts.failed} 项")
    if counts.passed < grade.passes:
        found.append(f"要合格 {grade.passes} 项，还差 {grade.passes - counts.passed} 项")
    if counts.basic > grade.basics:
        found.append(f"基本合格最多 {grade.basics} 项，现有 {counts.basic} 项")
    return tuple(found)
