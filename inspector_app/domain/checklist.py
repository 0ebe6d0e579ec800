"""专项检查表: a plain sheet of items that is filled in beside a record.

A published version never changes; what is filled in stays bound to the version it was begun with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_digest

NOT_APPLICABLE: Final = "不适用"
USUAL_POINTS: Final = 1
MOST_ITEMS: Final = 300


class Scale(StrEnum):
    """How an item is answered."""

    YES_NO = "yes_no"
    GOOD = "good"
    QUALIFIED = "qualified"
    FIT = "fit"
    POINTS = "points"
    NUMBER = "number"
    TEXT = "text"


class Role(StrEnum):
    """What a number is for where years and schools are compared."""

    YEAR = "year"
    OWN = "own"
    OTHER = "other"
    VERDICT = "verdict"


class Level(NamedTuple):
    """One of the words of a scale.

    Attributes:
        share: the part of the points of an item that it is worth.
        fails: whether an issue may be made of it.
    """

    word: str
    share: Fraction
    fails: bool = False


LEVELS: Final[Mapping[Scale, tuple[Level, ...]]] = {
    Scale.YES_NO: (Level("是", Fraction(1)), Level("否", Fraction(0), fails=True)),
    Scale.GOOD: (
        Level("好", Fraction(1)), Level("中", Fraction(1, 2)), Level("差", Fraction(0), fails=True),
    ),
    Scale.QUALIFIED: (
        Level("合格", Fraction(1)), Level("基本合格", Fraction(1, 2)),
        Level("不合格", Fraction(0), fails=True),
    ),
    Scale.FIT: (
        Level("符合", Fraction(1)), Level("基本符合", Fraction(2, 3)),
        Level("部分符合", Fraction(1, 3)), Level("不符合", Fraction(0), fails=True),
    ),
}  # fmt: skip
"""The scales of words, best first."""
FAILING: Final = frozenset(
    level.word for levels in LEVELS.values() for level in levels if level.fails
)
"""The worst word of each scale: an answer of which an issue may be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line of a checklist.

    Attributes:
        number: 序号 as it is printed, 3 or 2.4; ``key`` is its name in the answers.
        group: 一级.
        points: 分值; of a scale of words what its best word is worth.
        is_key: ★: a failure is named by itself.
        method, evidence: how it is looked at, and what the school shows.
        role: what it is for where years are compared.
    """

    number: str
    group: str
    text: str
    scale: Scale
    points: int = USUAL_POINTS
    is_key: bool = False
    method: str = ""
    evidence: str = ""
    basis: str = ""
    unit: str = ""
    department: str = ""
    role: Role | None = None

    @property
    def key(self) -> str:
        """The name of its answer: a name that an XForm may hold, too."""
        return f"q{self.number.replace('.', '_')}"

    @property
    def note_key(self) -> str:
        """The name of what is noted beside its answer."""
        return f"{self.key}_note"

    @property
    def is_scored(self) -> bool:
        """Whether it is worth points."""
        return self.scale not in {Scale.NUMBER, Scale.TEXT}

    @property
    def is_asked(self) -> bool:
        """Whether it is open until it is answered; text need not be written."""
        return self.scale is not Scale.TEXT

    @property
    def words(self) -> tuple[str, ...]:
        """The words that may be chosen, empty where it is answered in figures or text."""
        levels = LEVELS.get(self.scale, ())
        return (*(level.word for level in levels), NOT_APPLICABLE) if levels else ()

    def fails(self, answer: str) -> bool:
        """Say whether an answer is a failure, of which an issue may be made."""
        if self.scale is Scale.POINTS:
            return answer == "0"
        return any(level.fails and level.word == answer for level in LEVELS.get(self.scale, ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """One version of a 检查表.

    Attributes:
        id: a short name that stays over all versions: letters, figures and hyphens.
        nature: what kind of paper it is, such as a draft that the district edits.
        sources: where its items come from.
        suits: the kinds of school it is made for, as free words.
    """

    id: str
    version: str
    title: str
    nature: str = ""
    sources: str = ""
    suits: str = ""
    items: tuple[Item, ...] = ()

    def item(self, key: str) -> Item | None:
        """Return the item whose answer or note has that name."""
        return self.by_key.get(key.removesuffix("_note"))

    @property
    def by_key(self) -> Mapping[str, Item]:
        """The items by the name of their answer."""
        return {item.key: item for item in self.items}

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups in their order, each once."""
        return tuple(dict.fromkeys(item.group for item in self.items))

    @property
    def has_years(self) -> bool:
        """Whether its numbers can be compared over years."""
        return {Role.YEAR, Role.OWN, Role.OTHER} <= {item.role for item in self.items}

    @property
    def digest(self) -> str:
        """The SHA-256 of all that it says."""
        return stable_digest(checklist_json(self))


_PLAIN: Final = ("number", "group", "text", "points", "method", "evidence", "basis", "unit",
                 "department")  # fmt: skip


def checklist_json(checklist: Checklist) -> dict[str, Any]:
    """Return a checklist as JSON values."""
    return {
        "id": checklist.id,
        "version": checklist.version,
        "title": checklist.title,
        "nature": checklist.nature,
        "sources": checklist.sources,
        "suits": checklist.suits,
        "items": [
            {
                **{name: getattr(item, name) for name in _PLAIN},
                "scale": item.scale.value,
                "is_key": item.is_key,
                "role": item.role and item.role.value,
            }
            for item in checklist.items
        ],
    }


def checklist_of(data: Mapping[str, Any]) -> Checklist:
    """Return the checklist of its JSON values."""
    items = tuple(
        Item(
            **{name: row[name] for name in _PLAIN},
            scale=Scale(row["scale"]),
            is_key=row["is_key"],
            role=Role(row["role"]) if row["role"] else None,
        )
        for row in data["items"]
    )
    return Checklist(**{**data, "items": items})
