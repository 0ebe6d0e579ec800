"""A term of a district, played day by day through the program's own services.

Everything is decided by a seed. What the program was told is written into the player's own books at
the same time, and whoever counts reads only those.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final
from uuid import UUID

from inspector_app.base.clock import CHINA
from inspector_app.bootstrap import Workbench
from inspector_app.domain.calendar_kinds import TermNumber
from inspector_app.domain.term import Term
from tests.term.books import Books, Plain
from tests.term.corrections import Corrections
from tests.term.district import Roster, Size
from tests.term.steps import Steps
from tests.term.visits import Visits

_OPENS: Final = time(8, 30)


class MovingClock:
    """A clock that the player sets."""

    def __init__(self, day: date) -> None:
        self._instant = datetime.combine(day, _OPENS, CHINA).astimezone(UTC)

    def now(self) -> datetime:
        return self._instant

    def go_to(self, day: date) -> None:
        self._instant = datetime.combine(day, _OPENS, CHINA).astimezone(UTC)


class Player:
    """Plays a term; ``books`` holds what has happened, ``played`` how often each thing did."""

    def __init__(self, bench: Workbench, clock: MovingClock, size: Size, folder: Path) -> None:
        self.bench, self.clock, self.size = bench, clock, size
        self.random = Random(20260901)
        self.books = Books()
        self.played: Counter[str] = Counter()
        self.today = size.first
        self._agenda: dict[date, list[tuple[Callable[..., None], tuple[Any, ...]]]]
        self._agenda = defaultdict(list)
        self._roster = Roster(self.books, self.random, folder)
        self.steps = Steps(self)
        self.visits = Visits(self)
        self.corrections = Corrections(self)

    def new_uid(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def later(self, days: int, act: Callable[..., None], *arguments: Any) -> None:
        """Let something happen so many days from now, at the earliest tomorrow."""
        self._agenda[self.today + timedelta(days=max(1, days))].append((act, arguments))

    # -- the days --------------------------------------------------------------------------------

    def play(self, *, at_month_end: Callable[[date], None]) -> None:
        """Play every day; ``at_month_end`` is called when all of a month has happened."""
        self._roster.begin(self.bench, self.size)
        term = Term(
            school_year=self.size.first.year,
            number=TermNumber.FIRST,
            first=self.size.first,
            last=self.size.last,
        )
        self.bench.calendar.set_term(term)
        while self.today <= self.size.last:
            self.clock.go_to(self.today)
            self._day()
            tomorrow = self.today + timedelta(days=1)
            if tomorrow.month != self.today.month:
                self._roster.complaints(self.bench)
                at_month_end(self.today)
            self.today = tomorrow
        self.today = self.size.last

    def _day(self) -> None:
        for act, arguments in self._agenda.pop(self.today, ()):
            act(*arguments)
        self._roster_changes()
        if self.today.weekday() == 0:
            self.visits.plan_the_week()
        if self.today.weekday() < 5:
            self.visits.go()
            self._complain()

    def _roster_changes(self) -> None:
        # Also on the last and on the first day of a month, where counting goes wrong.
        if self.today.day in {1, 11, 23, 30} and self.today > self.size.first:
            for _ in range(self.size.changes_a_month // 3):
                self._roster.hand_over_a_school(self.bench, self.today)
                self.played["学校换督学"] += 1
        if self.today.day == 19:
            self._roster.close_a_school(self.bench, self.today)
            self.played["学校停办"] += 1
        if self.today.day == 15:
            self._roster.move_a_person(self.bench, self.today, self.size.zones)
            self.played["督学换责任区"] += 1

    def _complain(self) -> None:
        if not self.chance(0.15):
            return
        number = f"TS{len(self.books.complaints) + 1:04d}"
        person = self.random.choice(self.books.people)["id"]
        school = self.random.choice([*self.books.schools])
        days = self.random.choice((15, 60))
        row: Plain = {
            "no": number, "received": self.today, "school": school,
            "checker": person, "deadline": self.today + timedelta(days=days),
            "closed": None, "finding": "",
        }  # fmt: skip
        self.books.complaints[number] = row
        self.played["投诉"] += 1
        self.later(self.random.randint(3, 40), self._close_complaint, number)

    def _close_complaint(self, number: str) -> None:
        row = self.books.complaints[number]
        row["closed"] = self.today
        row["finding"] = self.random.choice(("属实", "部分属实", "不属实", "无法查实"))
