"""A set of indicators: what is measured, and every number that it is measured by.

The numbers are data: they ship in a file with its edition and source, and a district may set its
own. They are exact: ``4.2`` is 21/5.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final, NamedTuple

from inspector_app.domain.indicator_kinds import SchoolStage
from inspector_app.domain.indicators.exact import decimal_text

MOST_LETTERS: Final = 200
"""The longest name of a document that a district's number rests on."""


class Item(NamedTuple):
    """Something that is measured.

    Attributes:
        short: its name where there is little room.
        unit: what its value is counted in; ``need_unit`` what is lacking.
        department: who is suggested to answer for it.
    """

    id: str
    name: str
    short: str
    unit: str
    need_unit: str
    department: str


class OwnNumber(NamedTuple):
    """What a district has set a number to."""

    value: Fraction
    basis: str = ""
    set_by: str = ""
    set_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardNumber:
    """One number of a set.

    Attributes:
        shipped: as it came with the program.
        own: what the district decided, ``None`` where it decided nothing.
    """

    name: str
    label: str
    unit: str
    shipped: Fraction
    least: Fraction
    most: Fraction
    own: OwnNumber | None = None

    @property
    def value(self) -> Fraction:
        """The number that counts."""
        return self.shipped if self.own is None else self.own.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """A set of indicators with its numbers.

    Attributes:
        indicators: those whose meeting decides whether a school passes.
        further: what is tested besides.
    """

    id: str
    name: str
    edition: str
    version: str
    source: str
    indicators: tuple[Item, ...]
    further: tuple[Item, ...]
    numbers: tuple[StandardNumber, ...]
    by_name: Mapping[str, StandardNumber] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the numbers."""
        object.__setattr__(self, "by_name", {number.name: number for number in self.numbers})

    def number(self, name: str) -> Fraction:
        """Return the number of a name (KeyError where there is none)."""
        return self.by_name[name].value

    def standard(self, item: str, stage: SchoolStage) -> Fraction:
        """Return what an indicator asks of a stage."""
        return self.number(f"{item}.{stage}")

    def item(self, item_id: str) -> Item:
        """Return an indicator or a further test (StopIteration where there is none)."""
        return next(each for each in (*self.indicators, *self.further) if each.id == item_id)

    @property
    def own(self) -> tuple[StandardNumber, ...]:
        """The numbers that the district has set itself."""
        return tuple(number for number in self.numbers if number.own is not None)

    @property
    def told(self) -> str:
        """Which set it is, for the foot of a print."""
        own = f"，本区改动 {len(self.own)} 个数值" if self.own else ""
        return f"标准：{self.source}，{self.edition}版（{self.version}）{own}"

    def with_own(self, own: Mapping[str, OwnNumber]) -> "Standards":
        """Return the set with a district's numbers; names that it does not know are left aside."""
        return replace(
            self, numbers=tuple(replace(n, own=own.get(n.name)) for n in self.numbers)
        )  # fmt: skip


def standards_of(pack: Mapping[str, Any]) -> Standards:
    """Return the set of a file (KeyError, TypeError, ValueError: it is not of that shape)."""
    return Standards(
        id=pack["id"],
        name=pack["name"],
        edition=pack["edition"],
        version=pack["version"],
        source=pack["source"],
        indicators=_items(pack["indicator"]),
        further=_items(pack["further"]),
        numbers=tuple(_number(each) for each in pack["number"]),
    )


def _items(rows: Iterable[Mapping[str, str]]) -> tuple[Item, ...]:
    return tuple(Item(**row) for row in rows)


def _number(row: Mapping[str, str]) -> StandardNumber:
    return StandardNumber(
        name=row["name"],
        label=row["label"],
        unit=row["unit"],
        shipped=Fraction(row["value"]),
        least=Fraction(row["least"]),
        most=Fraction(row["most"]),
    )


def number_fault(number: StandardNumber, value: Fraction, basis: str) -> str:
    """Say in Chinese why a district cannot set a number so; empty where it can."""
    if not number.least <= value <= number.most:
        span = f"{decimal_text(number.least)} 到 {decimal_text(number.most)}"
        return f"“{number.label}”只能在 {span} 之间"
    if not basis.strip():
        return "没有写依据，请写明本区的文件名称和文号"
    if len(basis) > MOST_LETTERS:
        return f"依据超过 {MOST_LETTERS} 字"
    return ""
