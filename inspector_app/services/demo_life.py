"""The past year of a made-up district: locked months, editions, late records, issued papers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from inspector_app.base.clock import CHINA, FixedClock, instant_text
from inspector_app.domain.month import Month
from inspector_app.domain.month_steps import MonthStep, StepNote
from inspector_app.domain.table_json import table_json
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Context, Role
from inspector_app.services.demo_visits import DemoMonth
from inspector_app.services.month_editions import MonthEditions
from inspector_app.services.month_freeze import keep_figures
from inspector_app.services.months import MonthService
from inspector_app.services.wishes import MonthPrint

if TYPE_CHECKING:
    from inspector_app.services.documents import DocumentService

MONTHS_LOCKED: Final = 12
_STEPS: Final = (MonthStep.CHECKED, MonthStep.COMPILED, MonthStep.LOCKED)
# Days after the end of a month on which this and that is done.
_FIRST_EDITION, _SECOND_EDITION, _LOCKED, _LATE = 1, 3, 5, 8
_SLOW: Final = 2
"""How many people's records the first edition of the last month lacks."""
_RECORDS_ISSUED: Final = 3


class DemoLife:
    """Takes the months before the one under way through their life.

    Some records are kept back while all others are written: the months are locked without them, so
    that they are told as 补报.
    """

    def __init__(self, context: Context, *, write: Callable[[DemoMonth], None]) -> None:
        self._context = context
        self._write = write
        self._late: dict[Month, DemoMonth] = {}
        self._slow = DemoMonth()
        last = Month.of(context.today()).shifted(-1)
        self._months = [last.shifted(-n) for n in reversed(range(MONTHS_LOCKED))]

    def keep_back(self, month: Month, made: DemoMonth) -> DemoMonth:
        """Return the rows of a month that are written at once."""
        if month == self._months[-1] and self._is_office:
            slow = sorted({visit.lead_id for visit in made.visits})[-_SLOW:]
            self._slow, made = _parted(
                made, lambda v: v.lead_id in slow or not set(slow).isdisjoint(v.peer_ids)
            )
        if month in self._months[-2:]:
            filed = [v for v in made.visits if v.status is VisitStatus.FILED and not v.forms]
            late = filed[-1].uid if filed else ""
            self._late[month], made = _parted(made, lambda v: v.uid == late)
        return made

    @property
    def _is_office(self) -> bool:
        return self._context.identity.role is Role.OFFICE

    def live(self, known: Sequence[Month]) -> None:
        """Lock the months that there are, and write what was kept back when its time comes."""
        for month in self._months:
            if month not in known:
                continue
            if month == self._months[-1] and self._is_office:
                self._issue_editions(month)
            self._lock(month)
            if month in self._late:
                self._write(_filed_on(self._late[month], _day(month, _LATE)))

    def _issue_editions(self, month: Month) -> None:
        for days, rows in ((_FIRST_EDITION, DemoMonth()), (_SECOND_EDITION, self._slow)):
            self._write(rows)
            then = self._then(month, days)
            MonthEditions(then, months=MonthService(then)).issue(month)

    def _lock(self, month: Month) -> None:
        then = self._then(month, _LOCKED)
        with then.database.transaction():
            found = MonthService(then).table(month)
            content = {"month": str(month), **table_json(found.table)}
            keep_figures(then, found, content, then.scope)
            for step in _STEPS:
                note = StepNote(step, found.digest, then.now_text(), then.actor, "")
                then.stores.months.add_step(month, then.scope, note, origin=then.identity.device)

    def _then(self, month: Month, days: int) -> Context:
        """Return the data folder as of the morning of a day after the end of a month."""
        context = self._context
        at = datetime.combine(_day(month, days), time(9), CHINA)
        return Context(
            folder=context.folder, stores=context.stores, clock=FixedClock(at),
            identity=context.identity,
        )  # fmt: skip

    def issue_papers(self, documents: "DocumentService") -> None:
        """Issue the last month's table and a few of its records, so that there is an archive."""
        month = self._months[-1]
        documents.issue_pdf(MonthPrint(month=month))
        for uid in self._issued(month):
            documents.visit_pdf(uid)

    def _issued(self, month: Month) -> Iterator[str]:
        days = month.period
        rows = self._context.database.rows(
            "SELECT uid FROM visit WHERE status = 'filed' AND visited_on BETWEEN ? AND ?"
            " ORDER BY visited_on, number LIMIT ?",
            days.start.isoformat(), days.end.isoformat(), _RECORDS_ISSUED,
        )  # fmt: skip
        yield from (uid for (uid,) in rows)


def _day(month: Month, days: int) -> date:
    return month.period.end + timedelta(days=days)


def _parted(made: DemoMonth, is_meant: Callable[[Visit], bool]) -> tuple[DemoMonth, DemoMonth]:
    """Return the rows of some records, and the rest."""
    meant = {visit.uid for visit in made.visits if is_meant(visit)}
    issues = {row.value.uid for row in made.issues if row.visit_uid in meant}
    some, rest = (
        DemoMonth(
            visits=[v for v in made.visits if (v.uid in meant) is wanted],
            lessons=[row for row in made.lessons if (row.visit_uid in meant) is wanted],
            issues=[row for row in made.issues if (row.visit_uid in meant) is wanted],
            events=[e for e in made.events if (e.issue_uid in issues) is wanted],
        )
        for wanted in (True, False)
    )
    return some, rest


def _filed_on(made: DemoMonth, day: date) -> DemoMonth:
    """Return rows of records that were filed on a later day."""
    at = instant_text(datetime.combine(day, time(16, 30), CHINA))
    return replace(made, visits=[replace(visit, filed_at=at) for visit in made.visits])
