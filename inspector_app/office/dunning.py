"""催报: who has not handed over, since when nothing came, and the text that asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from inspector_app.domain.calendar import SchoolCalendar

QUIET_DAYS: Final = 35
"""So many days without anything from an inspector are told of; days of holidays do not count."""


class Arrival(StrEnum):
    """How a person's month stands at the office."""

    CLOSED = "closed"
    PARTLY = "partly"
    TYPED = "typed"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One inspector's month at the office.

    Attributes:
        received: counted records of the month that came in bundles.
        typed: those that the office wrote itself (督导室代录).
        imported: those that it took from workbooks.
        closed_at: instant at which the closing statement of the month was taken in, empty for none.
        last_at: instant of the newest bundle of this person, empty for none.
        quiet_days: days since then that are no holidays; None where that says nothing.
        has_laptop: whether a laptop of this person is enrolled.
        waits: numbers of bundles that are missing before others can be taken in.
    """

    id: str
    name: str
    zone: str
    received: int
    typed: int
    imported: int
    closed_at: str
    last_at: str
    quiet_days: int | None
    has_laptop: bool
    waits: tuple[int, ...]

    @property
    def arrival(self) -> Arrival:
        """How the month stands."""
        if self.closed_at:
            return Arrival.CLOSED
        if self.received:
            return Arrival.PARTLY
        return Arrival.TYPED if self.typed or self.imported else Arrival.NOTHING

    @property
    def is_late(self) -> bool:
        """Whether this person is asked to hand over; who has no laptop is typed for."""
        if self.arrival is Arrival.CLOSED:
            return bool(self.waits)
        return self.has_laptop or self.arrival is Arrival.NOTHING

    @property
    def is_quiet(self) -> bool:
        """Whether nothing came for too long."""
        return self.quiet_days is not None and self.quiet_days > QUIET_DAYS


def quiet_days(last: date, today: date, calendar: SchoolCalendar) -> int:
    """Return the days after ``last`` that lie in no vacation."""
    days = ((last + timedelta(days=n)) for n in range(1, (today - last).days + 1))
    return sum(calendar.vacation_of(day) is None for day in days)


def remarks(line: PersonLine) -> list[str]:
    """Return what stands beside a person on the board."""
    found = [] if line.has_laptop else ["没有登记电脑，由督导室代录"]
    found += [f"等第 {n} 包" for n in line.waits]
    if line.is_quiet:
        found.append(f"{line.quiet_days} 天没有上报（放假不算）")
    return found


def dunning_text(*, month: str, as_of: str, lines: Iterable[PersonLine]) -> str:
    """Return the text that is pasted into a messenger; empty where nobody is late."""
    late = [line for line in lines if line.is_late]
    if not late:
        return ""
    nothing = [line.name for line in late if line.arrival in {Arrival.NOTHING, Arrival.TYPED}]
    partly = [line.name for line in late if line.arrival is Arrival.PARTLY]
    gaps = [
        f"{line.name}（第 {'、'.join(map(str, line.waits))} 包）" for line in late if line.waits
    ]
    told = [f"【催报】{month}月统计，截至 {as_of}："]
    if nothing:
        told.append(f"还没有收到：{'、'.join(nothing)}。")
    if partly:
        told.append(f"收到了记录、还没有月报：{'、'.join(partly)}。")
    if gaps:
        told.append(f"中间缺包，请在“上报”页再放一次：{'、'.join(gaps)}。")
    told.append("请在“上报”页上报；没有共享文件夹的，另存上报包后发给督导室。")
    return "\n".join(told)
