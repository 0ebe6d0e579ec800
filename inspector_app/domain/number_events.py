"""What happens to 文号, as events: both ends keep the same ones and read the register from them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from inspector_app.domain.letter_kind import NUMBERED, LetterKind

OFFICE: Final = ""
"""Stands for the office where a laptop would be named by its chain."""


class NumberStep(StrEnum):
    """What happened."""

    SERIES = "series"
    RESERVED = "reserved"
    USED = "used"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberEvent:
    """One thing that happened to the numbers of a 机关代字.

    Attributes:
        year: whose numbers; 0 for what is said of the series itself.
        actor: who: the role of the office, or the 督学编号.
        chain: of the laptop where it was done, ``OFFICE`` at the office.
        content: what it says, by its step.
    """

    uid: str
    code: str
    year: int
    step: NumberStep
    at: str
    actor: str
    chain: str
    content: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSeries:
    """The numbers of one 机关代字.

    Attributes:
        kinds: the letters that they are proposed for; none once the series is given up.
        first: the first number of ``first_year``; any later year begins with 1.
        keeper: who gives the numbers out: ``OFFICE``, or the chain of a laptop.
        edition: one more with each change; the highest counts.
    """

    code: str
    kinds: tuple[LetterKind, ...]
    first_year: int
    first: int
    keeper: str
    edition: int = 1

    def first_of(self, year: int) -> int:
        """Return with which number a year begins."""
        return self.first if year == self.first_year else 1

    def content(self) -> dict[str, Any]:
        """Return what its event says."""
        return {
            "kinds": [kind.value for kind in self.kinds], "first_year": self.first_year,
            "first": self.first, "edition": self.edition,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """Numbers that one laptop may use, and no other."""

    serials: tuple[int, ...]
    chain: str
    person: str
    device: str
    at: str

    def content(self) -> dict[str, Any]:
        """Return what its event says."""
        return {
            "serials": list(self.serials), "to": self.chain, "person": self.person,
            "device": self.device,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberUse:
    """One document that bears a number.

    Attributes:
        document: uid of the archived print; empty of a paper that was made elsewhere.
        sha256: of its bytes.
        day: its 成文日期.
        key: what tells two uses apart.
    """

    title: str
    addressee: str
    day: str
    document: str
    sha256: str
    actor: str
    chain: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberVoid:
    """That a number is used for nothing, or no longer."""

    reason: str
    actor: str
    chain: str
    at: str


def all_series(events: Iterable[NumberEvent]) -> Mapping[str, NumberSeries]:
    """Return the series by their 机关代字; what the office says outweighs a laptop's own."""
    found: dict[str, NumberSeries] = {}
    for event in events:
        if event.step is not NumberStep.SERIES:
            continue
        told = _series(event)
        known = found.get(event.code)
        if known is None or _rank(told) > _rank(known):
            found[event.code] = told
    return dict(sorted(found.items()))


def _rank(series: NumberSeries) -> tuple[bool, int, str]:
    return series.keeper == OFFICE, series.edition, series.keeper


def _series(event: NumberEvent) -> NumberSeries:
    said = event.content
    return NumberSeries(
        code=event.code, kinds=tuple(LetterKind(kind) for kind in said["kinds"]),
        first_year=said["first_year"], first=said["first"], keeper=event.chain,
        edition=said["edition"],
    )  # fmt: skip


def reservation_of(event: NumberEvent) -> Reservation:
    """Return what an event reserved."""
    said = event.content
    return Reservation(
        serials=tuple(said["serials"]), chain=said["to"], person=said["person"],
        device=said["device"], at=event.at,
    )  # fmt: skip


def use_of(event: NumberEvent) -> NumberUse:
    """Return the use that an event tells of."""
    said = event.content
    return NumberUse(
        title=said["title"], addressee=said["addressee"], day=said["day"],
        document=said["document"], sha256=said["sha256"], actor=event.actor, chain=event.chain,
        key=said["document"] or event.uid,
    )  # fmt: skip


def void_of(event: NumberEvent) -> NumberVoid:
    """Return why a number is void."""
    return NumberVoid(
        reason=event.content["reason"], actor=event.actor, chain=event.chain, at=event.at
    )


def kinds_in_order(kinds: Collection[LetterKind]) -> tuple[LetterKind, ...]:
    """Return letters that bear a 文号 in the order of the handbook, each once."""
    return tuple(kind for kind in LetterKind if kind in kinds and kind in NUMBERED)


def of_year(events: Iterable[NumberEvent], code: str, year: int) -> Sequence[NumberEvent]:
    """Return the events of the numbers of one 机关代字 and year."""
    return [event for event in events if (event.code, event.year) == (code, year)]
