"""What a person says of a record that the office typed for him: confirmed, or objected to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

MOST_WORDS: Final = 1_000
"""How long an objection may be."""


class TypedAnswer(StrEnum):
    """What the person said."""

    CONFIRMED = "confirmed"
    OBJECTED = "objected"


class TypedState(StrEnum):
    """Where a record that was typed for somebody with a computer stands."""

    AWAITING = "awaiting"
    CONFIRMED = "confirmed"
    OBJECTED = "objected"
    HELD = "held"
    """The person has handed over a record of the same school and day; one of the two counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedEvent:
    """An answer to one revision of a record.

    Attributes:
        seq: one more than the highest that was known where it was given; no clock has a say.
        text: what is not right; empty where it was confirmed.
        actor: 督学编号 of who says so.
    """

    uid: str
    visit_uid: str
    revision: int
    seq: int
    answer: TypedAnswer
    text: str
    at: str
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRecord:
    """A record of the office as it stands on the laptop of the person it was typed for.

    Attributes:
        content: the record as it was filed.
        source: what it was typed from, in words: 代录（扫描件第1页）.
        void: whether the office has made it void.
    """

    visit_uid: str
    revision: int
    void: bool
    number: str
    source: str
    content: Mapping[str, Any] = field(repr=False)
    taken_at: str = ""


def answer_to(events: Iterable[TypedEvent], revision: int) -> TypedEvent | None:
    """Return the answer that stands: the last one to that very revision."""
    of_it = (event for event in events if event.revision == revision)
    return max(of_it, key=lambda event: (event.seq, event.uid), default=None)


def next_seq(events: Iterable[TypedEvent]) -> int:
    """Return the place of an answer that is given now."""
    return max((event.seq for event in events), default=0) + 1


def state_of(answer: TypedEvent | None, *, held: bool) -> TypedState:
    """Return where a filed record stands; that it does not count outweighs what was said."""
    if held:
        return TypedState.HELD
    return TypedState.AWAITING if answer is None else TypedState(answer.answer.value)
