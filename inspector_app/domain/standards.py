"""An indicator set: what a county is judged by, item by item, as data.

A set of an edition never changes: what was assessed by it keeps its meaning. Another wording or
another line is another edition.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from inspector_app.domain.standard_options import Direction

MOST_ITEMS: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class NumericRule:
    """The line that a figure is held against.

    Attributes:
        name: what the figure is called.
        unit: what stands behind it.
        direction: whether it is to reach the line or to stay below it.
        good: the line of 合格; ``basic`` that of 基本合格, where there is one.
        numerator, denominator: what is divided; both empty where the figure itself is told.
        scale: what the quotient is multiplied with, 100 for a percentage.
        digits: how many decimals people print.
        within: whether the numerator is a part of the denominator and cannot be more.
        none_passes: whether a denominator of 0 is 合格, since there is nothing to be lacking.
        judged_below: whether people judge, between the lower grades, what misses the line.
    """

    name: str
    unit: str = ""
    direction: Direction = Direction.AT_LEAST
    good: Decimal
    basic: Decimal | None = None
    numerator: str = ""
    denominator: str = ""
    scale: int = 1
    digits: int = 2
    within: bool = False
    none_passes: bool = False
    judged_below: bool = False

    @property
    def is_ratio(self) -> bool:
        """Whether the figure is a quotient of two others."""
        return bool(self.denominator)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One indicator.

    Attributes:
        no: its number in the set.
        group, level1: the part of the set and the indicator of the first level it belongs to.
        text: what it asks for, shortly; ``method`` how it is judged.
        evidence: which material is wanted.
        has_basic: whether 基本合格 exists.
        rule: how a figure decides; ``None`` where people judge.
    """

    no: int
    group: str
    level1: str
    text: str
    method: str
    evidence: str = ""
    has_basic: bool = False
    rule: NumericRule | None = None

    @property
    def is_computed(self) -> bool:
        """Whether nobody may type its grade."""
        return self.rule is not None and not self.rule.judged_below


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyGrade:
    """A grade of the county: at least ``passes`` 合格 and at most ``basics`` 基本合格."""

    name: str
    passes: int
    basics: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One edition of an indicator set.

    Attributes:
        id: the word for it on the command line; ``edition`` tells its editions apart.
        name: what it is called.
        source: the document it stands in.
        items: in their order, each number once.
        grades: of the county, the highest first.
    """

    id: str
    edition: str
    name: str
    source: str
    items: tuple[Item, ...]
    grades: tuple[CountyGrade, ...] = ()
    by_no: Mapping[int, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the items."""
        object.__setattr__(self, "by_no", {item.no: item for item in self.items})

    @property
    def key(self) -> str:
        """What names this edition and no other."""
        return f"{self.id}@{self.edition}"

    @property
    def title(self) -> str:
        """Its name with its edition, for people."""
        return f"{self.name}（{self.edition}）"

    def groups(self) -> tuple[str, ...]:
        """Return the parts of the set in their order."""
        return tuple(dict.fromkeys(item.group for item in self.items))
