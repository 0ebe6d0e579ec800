"""文号 of laptops that are lost or stopped: what they had left is made void in one act."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.number_events import NumberStep, all_series
from inspector_app.domain.number_register import NumberYear, codes_of, spans_of, years_of
from inspector_app.services.context import Context, Role
from inspector_app.services.number_keeping import append, own_chains
from inspector_app.services.number_rows import REASON_LENGTH
from inspector_app.services.numbers import CHANGED
from inspector_app.services.trust_listing import Laptop, LaptopList

_LEAST_CHAIN = 4


class Unused(NamedTuple):
    """Numbers of one 机关代字 and year that a laptop was given and never used."""

    code: str
    year: int
    serials: tuple[int, ...]

    @property
    def words(self) -> str:
        """What people call them: 示教督〔2026〕4–10号."""
        return f"{self.code}〔{self.year}〕{spans_of(self.serials)}号"


@dataclass(frozen=True, slots=True, kw_only=True)
class LostNumbers:
    """What a laptop that is in use no more has left."""

    laptop: Laptop
    unused: tuple[Unused, ...]

    @property
    def count(self) -> int:
        """How many numbers those are."""
        return sum(len(each.serials) for each in self.unused)

    @property
    def who(self) -> str:
        """What people call the laptop."""
        return f"{self.laptop.name}的“{self.laptop.device}”"

    @property
    def words(self) -> str:
        """The laptop with its numbers, in words."""
        listed = "、".join(each.words for each in self.unused)
        return f"{self.who}还有 {self.count} 个预留的文号没有用：{listed}"


class Voided(NamedTuple):
    """The numbers of a laptop that are void now."""

    lost: LostNumbers
    changes: Changes


class NumberLost:
    """Finds such numbers and makes them void; an office alone has any."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def waiting(self) -> tuple[LostNumbers, ...]:
        """Return every laptop that is in use no more and has numbers left."""
        if self._context.identity.role is not Role.OFFICE or not self._context.stores.numbers.any():
            return ()
        today = self._context.today()
        with self._context.database.snapshot():
            stopped = [
                each for each in LaptopList(self._context).all()
                if each.since and not each.is_in_use(today)
            ]  # fmt: skip
            found = tuple(self._lost(each) for each in stopped)
        return tuple(each for each in found if each.unused)

    def of_laptop(self, chain: str) -> LostNumbers | None:
        """Return what one such laptop has left, None where it has nothing, or is in use."""
        return next((each for each in self.waiting() if each.laptop.chain == chain), None)

    def void(self, which: str, *, reason: str) -> Voided:
        """Make all that a laptop has left void; a number that turns up used is named afterwards.

        Args:
            which: its chain or the beginning of it, its person by id or name, or its own name.
            reason: kept in the register with each number.

        Raises:
            RefusedError: this is no office, or the laptop is in use still.
            NotFoundError: no such laptop has anything left.
            InputError: no reason is given, or more than one laptop is meant.
        """
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError(
                "停用的电脑的文号由督导室作废，这里是督学的电脑，没有作废；本机的请写出文号作废。"
            )
        said = reason.strip()
        if not 0 < len(said) <= REASON_LENGTH:
            raise InputError(f"作废文号要写明原因（1 到 {REASON_LENGTH} 字），没有作废。")
        with self._context.database.transaction():
            lost = self._one(which.strip())
            for each in lost.unused:
                for serial in each.serials:
                    append(
                        self._context, code=each.code, year=each.year, step=NumberStep.VOIDED,
                        content={"serial": serial, "reason": said},
                    )  # fmt: skip
        return Voided(lost, CHANGED)

    def _one(self, wanted: str) -> LostNumbers:
        found = [each for each in self.waiting() if _is_meant(each.laptop, wanted)]
        if not found:
            self._refuse_in_use(wanted)
            raise NotFoundError(
                f"“{wanted}”没有停用了还留着文号的电脑，没有作废；请用 number lost 查看有哪些。"
            )
        if len(found) > 1:
            listed = "、".join(f"{each.who}（{each.laptop.chain[:8]}）" for each in found)
            raise InputError(f"“{wanted}”有 {len(found)} 台，没有作废；请写明代号：{listed}。")
        return found[0]

    def _refuse_in_use(self, wanted: str) -> None:
        today = self._context.today()
        for each in LaptopList(self._context).all():
            if _is_meant(each, wanted) and each.is_in_use(today):
                raise RefusedError(
                    f"{each.name}的“{each.device}”还在用，它的文号没有作废；"
                    "丢了的先停用（enrol revoke），只作废几个的写出文号。"
                )

    def _lost(self, laptop: Laptop) -> LostNumbers:
        return LostNumbers(laptop=laptop, unused=tuple(self._unused(laptop.chain)))

    def _unused(self, chain: str) -> Iterator[Unused]:
        events, own = self._context.stores.numbers.all(), own_chains(self._context)
        series, now = all_series(events), self._context.today().year
        for code in codes_of(events):
            # What was reserved in a year that is over is 空号 already.
            for year in (each for each in sorted(years_of(events, code)) if each >= now):
                told = NumberYear(events, code=code, year=year, series=series.get(code), own=own)
                serials = told.open_for((chain,))
                if serials:
                    yield Unused(code, year, serials)


def _is_meant(laptop: Laptop, wanted: str) -> bool:
    if wanted in {laptop.inspector_id, laptop.name, laptop.device}:
        return True
    return len(wanted) >= _LEAST_CHAIN and laptop.chain.startswith(wanted)
