"""发文字号登记: what each number of a 机关代字 and a year has come to, read from its events.

All numbers up to the highest that its keeper gave out are in it. What is neither used, nor void,
nor still reserved is 空号; numbers end with their year, and what was reserved ends with them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import count, islice
from typing import Final

from inspector_app.domain.letter_number import LetterNumber
from inspector_app.domain.number_events import (
    OFFICE,
    NumberEvent,
    NumberSeries,
    NumberStep,
    NumberUse,
    NumberVoid,
    Reservation,
    of_year,
    reservation_of,
    use_of,
    void_of,
)

FEW: Final = 3
"""So many numbers left, and one should ask for more."""


class NumberState(StrEnum):
    """What a number has come to."""

    RESERVED = "reserved"
    USED = "used"
    VOIDED = "voided"
    GAP = "gap"


class NumberTrouble(StrEnum):
    """What of a number a person has to look at."""

    TWICE = "twice"
    OUTSIDE = "outside"
    AFTER_VOID = "after_void"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLine:
    """One number of the register.

    Attributes:
        reserved: for which laptop, if for any.
        uses: the documents that bear it, in the order of their days; one where all is well.
    """

    number: LetterNumber
    state: NumberState
    reserved: Reservation | None
    uses: tuple[NumberUse, ...]
    void: NumberVoid | None
    troubles: tuple[NumberTrouble, ...]


class NumberYear:
    """The numbers of one 机关代字 and year."""

    def __init__(
        self, events: Iterable[NumberEvent], *, code: str, year: int, series: NumberSeries | None,
        own: Collection[str] = (),
    ) -> None:  # fmt: skip
        """Read the events.

        Args:
            events: of this 机关代字, in any order.
            code: the 机关代字.
            year: which year.
            series: None of a 机关代字 that nobody keeps here.
            own: under which chains this folder has ever stood: new keys keep an old series.
        """
        self._code, self._year, self._series = code, year, series
        keeper = {series.keeper} if series else set[str]()
        self._keepers = keeper if keeper.isdisjoint(own) else {*own}
        # A laptop knows nothing of what the office gave to others: no gap can be told there.
        self._is_whole = series is not None and (not own or series.keeper in own)
        self._reserved: dict[int, list[Reservation]] = {}
        self._uses: dict[int, dict[str, NumberUse]] = {}
        self._voids: dict[int, list[NumberVoid]] = {}
        for event in of_year(events, code, year):
            self._read(event)

    def _read(self, event: NumberEvent) -> None:
        match event.step:
            case NumberStep.RESERVED:
                told = reservation_of(event)
                for serial in told.serials:
                    self._reserved.setdefault(serial, []).append(told)
            case NumberStep.USED:
                use = use_of(event)
                self._uses.setdefault(event.content["serial"], {}).setdefault(use.key, use)
            case NumberStep.VOIDED:
                self._voids.setdefault(event.content["serial"], []).append(void_of(event))

    # -- what is given out -----------------------------------------------------------------------

    @property
    def first(self) -> int:
        """With which number the year begins."""
        return self._series.first_of(self._year) if self._series else 1

    @property
    def last(self) -> int:
        """The highest number that its keeper has given out; one less than ``first`` for none.

        A number that somebody else has used out of turn, or mistyped, does not move it.
        """
        if self._series is None:
            return self.first - 1
        used = [n for n, uses in self._uses.items() if self._has_own(uses.values())]
        void = [n for n, voids in self._voids.items() if self._has_own(voids)]
        return max((*self._reserved, *used, *void, self.first - 1))

    def _has_own(self, told: Iterable[NumberUse | NumberVoid]) -> bool:
        return any(each.chain in self._keepers for each in told)

    def next_free(self, many: int) -> tuple[int, ...]:
        """Return the next numbers that nobody has been given and nothing bears."""
        free = (n for n in count(self.last + 1) if not self.is_known(n))
        return tuple(islice(free, many))

    def is_known(self, serial: int) -> bool:
        """Say whether a number was reserved, used or made void."""
        return serial in self._reserved or serial in self._uses or serial in self._voids

    def open_for(self, chains: Collection[str]) -> tuple[int, ...]:
        """Return the numbers that are reserved for a laptop, under any of its keys, and unused."""
        return tuple(
            sorted(
                serial for serial, told in self._reserved.items()
                if serial not in self._uses and serial not in self._voids
                and any(each.chain in chains for each in told)
            )
        )  # fmt: skip

    # -- the register ----------------------------------------------------------------------------

    def lines(self, *, on: date) -> tuple[NumberLine, ...]:
        """Return every number as it stands on a day, in order."""
        every = {*self._reserved, *self._uses, *self._voids}
        if self._is_whole:
            every |= set(range(self.first, self.last + 1))
        return tuple(self._line(n, on) for n in sorted(every))

    def line(self, serial: int, *, on: date) -> NumberLine | None:
        """Return one number, None where nothing is known of it."""
        return self._line(serial, on) if self.is_known(serial) else None

    def _line(self, serial: int, on: date) -> NumberLine:
        reserved = self._reserved.get(serial, [None])[0]
        uses = tuple(
            sorted(self._uses.get(serial, {}).values(), key=lambda use: (use.day, use.key))
        )
        voids = sorted(self._voids.get(serial, []), key=lambda void: (void.at, void.chain))
        return NumberLine(
            number=LetterNumber(self._code, self._year, serial),
            state=self._state(uses, voids, reserved, on),
            reserved=reserved,
            uses=uses,
            void=voids[0] if voids else None,
            troubles=tuple(self._troubles(uses, voids, reserved)),
        )

    def _state(
        self, uses: Sequence[NumberUse], voids: Sequence[NumberVoid],
        reserved: Reservation | None, on: date,
    ) -> NumberState:  # fmt: skip
        # Whoever has used it may say that the paper is void; a void of somebody else is trouble.
        if voids and all(any(_is_same(v, use) for v in voids) for use in uses):
            return NumberState.VOIDED
        if uses:
            return NumberState.USED
        open_still = reserved is not None and self._year >= on.year
        return NumberState.RESERVED if open_still else NumberState.GAP

    def _troubles(
        self, uses: Sequence[NumberUse], voids: Sequence[NumberVoid], reserved: Reservation | None
    ) -> Iterator[NumberTrouble]:
        if len(uses) > 1:
            yield NumberTrouble.TWICE
        if any(self._is_outside(use, reserved) for use in uses):
            yield NumberTrouble.OUTSIDE
        if uses and any(not any(_is_same(v, use) for use in uses) for v in voids):
            yield NumberTrouble.AFTER_VOID

    def _is_outside(self, use: NumberUse, reserved: Reservation | None) -> bool:
        if self._series is None:
            return True
        if reserved is None:
            return use.chain not in self._keepers
        # New keys of a laptop, or a second one of a person: it is still whom the office meant.
        return use.chain != reserved.chain and use.actor != reserved.person


def _is_same(void: NumberVoid, use: NumberUse) -> bool:
    """Say whether one side did both: a laptop may have new keys by then."""
    if OFFICE in {void.chain, use.chain}:
        return void.chain == use.chain
    return void.chain == use.chain or void.actor == use.actor


def gaps_of(lines: Iterable[NumberLine]) -> tuple[LetterNumber, ...]:
    """Return the numbers that nothing bears and nobody may use any more."""
    return tuple(line.number for line in lines if line.state is NumberState.GAP)


def spans_of(serials: Iterable[int]) -> str:
    """Return numbers in words, neighbours together: 3、5–7."""
    runs: list[list[int]] = []
    for serial in sorted(set(serials)):
        if runs and serial == runs[-1][-1] + 1:
            runs[-1].append(serial)
        else:
            runs.append([serial])
    return "、".join(f"{run[0]}" if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def counts_of(lines: Iterable[NumberLine]) -> Mapping[NumberState, int]:
    """Return how many numbers stand in each state."""
    states = [line.state for line in lines]
    return {state: states.count(state) for state in NumberState}


def years_of(events: Iterable[NumberEvent], code: str) -> tuple[int, ...]:
    """Return the years in which a 机关代字 has numbers, the newest first."""
    return tuple(sorted({e.year for e in events if e.code == code and e.year}, reverse=True))


def codes_of(events: Iterable[NumberEvent]) -> tuple[str, ...]:
    """Return every 机关代字 that is known, in order."""
    return tuple(sorted({event.code for event in events}))
