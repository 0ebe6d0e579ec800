"""What a field of an entry may hold: small values that say no more than its shape.

The stored form of each shape is JSON without floats: text, whole numbers, truth values, null and
lists. Days are ``YYYY-MM-DD``, times of day ``HH:MM``, choices their codes, schools and people
their codes, rows objects with a ``uuid`` of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import singledispatch
from typing import Any, Final

# A line of so many characters fits half the width of a printed form.
_SHORT: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text; money and quantities stand in one too, kept as they are typed."""

    limit: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphs:
    """Text of several paragraphs; ``lines`` is how many are in sight at first."""

    limit: int = 4_000
    lines: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguredText(Paragraphs):
    """Text in which figures stand as ``{visits=128}`` (``domain/figured_text.py``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day; ``ahead`` says that one without a year lies ahead rather than behind."""

    ahead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOfDay:
    """A time of day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeNumber:
    """A number from 0 to ``most``."""

    most: int = 9_999


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number from 0 up with its decimals, kept exactly as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitName:
    """The name of a department or another unit; those in use already are offered."""

    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """One of several options.

    Attributes:
        words: the Chinese word of each option.
        moves: for each option, which others may follow it; empty where all may.
    """

    words: Mapping[Any, str]
    moves: Mapping[StrEnum, frozenset[StrEnum]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCode:
    """A school of the roster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCodes:
    """Schools of the roster, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignName:
    """The name of a 专项督导, or what people call one that is not written down here."""

    limit: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNames:
    """Names of 成员单位, or of others that are not written down here, with 、 between them."""

    limit: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """An inspector of the roster by code, or anybody else by name."""

    limit: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonId:
    """An inspector of the roster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonIds:
    """Inspectors of the roster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence that is true or not."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Files that are kept encrypted beside the database; at most ``most`` of them."""

    most: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Small records of one kind, in an order.

    Attributes:
        noun: what one of them is called in Chinese.
        fields: their fields; none of these is made of rows again.
        page: what the page is called on which they are written, where the form of the entry would
            be too long with them.
        fixed: whether they are there from the beginning and none is added or taken out.
    """

    noun: str
    fields: "tuple[Field, ...]"
    page: str = ""
    fixed: bool = False


Shape = (
    Line
    | Paragraphs
    | Day
    | TimeOfDay
    | WholeNumber
    | Figure
    | UnitName
    | OneOf
    | SchoolCode
    | SchoolCodes
    | CampaignName
    | UnitNames
    | Somebody
    | PersonId
    | PersonIds
    | Statement
    | Files
    | Rows
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of an entry or of a row of it.

    Attributes:
        id: the key in files and commands.
        label: what screen and print call it.
        shape: what it holds.
        needed: whether an entry cannot be filed without it.
        later: whether it tells what happened afterwards and may be written in a filed entry.
        fixed: whether it is told when the entry is begun and stays.
        apart: whether it is printed on a paper of its own, not on the form of the entry.
        hint: small words below it.
        aliases: other names that people use for it.
    """

    id: str
    label: str
    shape: Shape
    needed: bool = False
    later: bool = False
    fixed: bool = False
    apart: bool = False
    hint: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether it may be too long to stand beside another field on paper."""
        shape = self.shape
        long_line = isinstance(shape, Line) and shape.limit > _SHORT
        return long_line or isinstance(shape, _LONG)


_LONG: Final = (
    Paragraphs, SchoolCodes, CampaignName, UnitNames, PersonIds, Statement, Files, Rows,
)  # fmt: skip


@singledispatch
def empty(shape: object) -> Any:  # noqa: ARG001 - the type alone decides
    """Return the stored form of nothing."""
    return ""


@empty.register(Day)
@empty.register(WholeNumber)
@empty.register(OneOf)
def _(_shape: Day | WholeNumber | OneOf) -> None:
    return None


@empty.register(SchoolCodes)
@empty.register(PersonIds)
@empty.register(Files)
@empty.register(Rows)
def _(_shape: SchoolCodes | PersonIds | Files | Rows) -> list[Any]:
    return []


@empty.register(Statement)
def _(_shape: Statement) -> bool:
    return False
