"""催报: who has not handed over, since when nothing came, and the text that asks for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from inspector_app.domain.calendar import SchoolCalendar
from inspector_app.domain.calendar_kinds import DayKind
from inspector_app.domain.month import Period

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
        no_computer: whether this person never uses one: the office writes the records.
        answers: whether this person answers for schools; who does not is not asked for a month.
        no_visits: whether the person has told the office that there was no visit in the month.
        old_roster: the version of a roster that has expired and is still on the person's computer.
        away: the days of a leave that lasts all of the month, in words; empty for none.
        office: of an office below, what such offices are called; empty of a person.
        begun: whether the month has begun; before that nobody is late with it.
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
    no_computer: bool = False
    answers: bool = True
    no_visits: bool = False
    old_roster: int = 0
    away: str = ""
    office: str = ""
    begun: bool = True

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
        if not self.begun:
            return False
        if self.is_excused or self.no_computer or self.away or self.has_told_of_none:
            return False
        return self.has_laptop or self.arrival is Arrival.NOTHING

    @property
    def is_in(self) -> bool:
        """Whether the month of this person is here: as a report, or written by the office."""
        if self.arrival is Arrival.CLOSED:
            return not self.waits
        if self.has_told_of_none:
            return True
        return self.arrival is Arrival.TYPED and (self.no_computer or not self.has_laptop)

    @property
    def has_told_of_none(self) -> bool:
        """Whether there was no visit, as the person told, and no record says otherwise."""
        return self.no_visits and self.arrival is Arrival.NOTHING

    @property
    def is_excused(self) -> bool:
        """Whether nothing is expected and nothing is here: on leave all month, or no schools."""
        asked = self.has_laptop or self.answers or self.no_computer
        return self.arrival is Arrival.NOTHING and (bool(self.away) or not asked)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing came for too long."""
        return self.quiet_days is not None and self.quiet_days > QUIET_DAYS


def quiet_days(
    last: date, today: date, calendar: SchoolCalendar, *, away: Sequence[Period] = ()
) -> int:
    """Return the days after ``last``: none of a vacation, a holiday, or a leave of ``away``."""
    days = ((last + timedelta(days=n)) for n in range(1, (today - last).days + 1))
    return sum(not _is_off(day, calendar, away) for day in days)


def _is_off(day: date, calendar: SchoolCalendar, away: Sequence[Period]) -> bool:
    marked = calendar.mark(day)
    return (
        calendar.vacation_of(day) is not None
        or (marked is not None and marked.kind is DayKind.OFF)
        or any(day in leave for leave in away)
    )


def not_due(*, month: str, span: Period, today: date) -> str:
    """Return what is to be said of a month that is not over; empty of one that is."""
    if today < span.start:
        return f"{month}从 {span.start} 起统计，还没有开始，不到上报的时候，不催报"
    if today < span.end:
        return f"{month}统计到 {span.end}，还没有结束，不到上报的时候；现在催报是提前提醒"
    return ""


def remarks(line: PersonLine) -> list[str]:
    """Return what stands beside a person on the board."""
    found = [f"请假（{line.away}）"] if line.away else []
    if line.no_computer:
        found.append("不用电脑，由督导室代录")
    elif not line.has_laptop:
        found.append("还没有登记电脑")
    found += [f"等第 {n} 包" for n in line.waits]
    if line.old_roster:
        found.append(f"电脑上的登记名册（第 {line.old_roster} 版）已过有效期，请更新")
    if line.is_quiet and not line.no_visits:
        found.append(f"{line.quiet_days} 天没有上报（放假不算）")
    return found


def dunning_text(*, month: str, as_of: str, lines: Iterable[PersonLine]) -> str:
    """Return the text that is pasted into a messenger; empty where nobody is late."""
    everybody = [line for line in lines if line.is_late]
    late = [line for line in everybody if not line.office]
    offices = [line.name for line in everybody if line.office]
    if offices and not late:
        return office_dunning(month=month, as_of=as_of, names=offices)
    if not late:
        return ""
    asked = [line for line in late if line.has_laptop]
    nothing = _names(x for x in asked if x.arrival in {Arrival.NOTHING, Arrival.TYPED})
    partly = _names(x for x in asked if x.arrival is Arrival.PARTLY)
    strangers = _names(x for x in late if not x.has_laptop)
    gaps = "、".join(f"{x.name}（第 {'、'.join(map(str, x.waits))} 包）" for x in late if x.waits)
    told = [f"【催报】{month}月统计，截至 {as_of}："]
    told += [f"还没有收到：{nothing}。"] if nothing else []
    told += [f"收到了记录、还没有月报：{partly}。"] if partly else []
    told += [f"中间缺包，请在“上报”页再放一次：{gaps}。"] if gaps else []
    told += [f"还没有登记电脑，请带电脑来登记：{strangers}。"] if strangers else []
    if asked:
        told.append("请在“上报”页上报；没有共享文件夹的，另存上报包后发给督导室。")
    return "\n".join([*told, *_asked_of_offices(offices)])


def office_dunning(*, month: str, as_of: str, names: Sequence[str]) -> str:
    """Return the text that asks offices below for their month; empty where none is late."""
    if not names:
        return ""
    return "\n".join([f"【催报】{month}月月统计，截至 {as_of}：", *_asked_of_offices(names)])


def _asked_of_offices(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    return [
        f"还没有收到下级督导室的：{'、'.join(names)}。",
        "请核对、锁定本月，在“上报上级”页报来；没有共享文件夹的，把写出的文件发来。",
    ]


def _names(lines: Iterable[PersonLine]) -> str:
    return "、".join(line.name for line in lines)
