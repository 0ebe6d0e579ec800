"""下发 of 校历: the terms and days that the district has set itself."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.domain.calendar import MarkedDay
from inspector_app.domain.calendar_kinds import DayKind
from inspector_app.domain.labels.calendar import DAY_KIND_LABEL
from inspector_app.domain.month import Period
from inspector_app.domain.term import Term, fault_of
from inspector_app.services.calendar import CalendarService
from inspector_app.services.context import Context
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.pack_values import row_of, rows_in, text_in, value_of

CALENDAR: Final = "calendar"


class CalendarKind:
    """Sends the district's own calendar; public holidays come with the program."""

    kind = CALENDAR
    title = "校历"
    about = "本区自己设的学期和放假、上班的日子"
    replaces = True
    each_person = False
    chooses = False

    def __init__(self, context: Context, calendar: CalendarService) -> None:
        self._context = context
        self._calendar = calendar

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return all that the district has set (errors as of a ``PackKind``)."""
        del wanted, to
        store = self._context.stores.calendar
        with self._context.database.snapshot():
            terms, days = store.terms(), store.days()
        if not terms and not days:
            raise NothingToSendError("校历", "本区还没有自己设学期或日子")
        return {
            "terms": [row_of(each) for each in terms],
            "days": [
                {"day": each.day.isoformat(), "kind": each.kind.value, "reason": each.reason}
                for each in days.values()
            ],
        }

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which terms and days would be set here."""
        terms, days = _told(rows)
        return (*self._term_lines(terms), *self._day_lines(days))

    def _term_lines(self, terms: Sequence[Term]) -> Iterator[PackLine]:
        known = {each.key: each for each in self._context.stores.calendar.terms()}
        beside = [each for key, each in known.items() if key not in {t.key for t in terms}]
        for term in terms:
            text = f"{term.name} {term.first} 到 {term.last}"
            fault = fault_of(term, [*beside, *(t for t in terms if t.key != term.key)])
            if fault:
                yield PackLine(Mark.REFUSED, f"{text}：{fault}")
            elif term.key not in known:
                yield PackLine(Mark.NEW, text)
            elif known[term.key] == term:
                yield PackLine(Mark.SAME, text)
            else:
                old = known[term.key]
                yield PackLine(Mark.CHANGED, f"{text}，原来 {old.first} 到 {old.last}")

    def _day_lines(self, days: Sequence[MarkedDay]) -> Iterator[PackLine]:
        known = self._context.stores.calendar.days()
        for mark in days:
            text = f"{mark.day} {DAY_KIND_LABEL[mark.kind]} {mark.reason}"
            old = known.get(mark.day)
            if old is None:
                yield PackLine(Mark.NEW, text)
            elif old == mark:
                yield PackLine(Mark.SAME, text)
            else:
                before = f"{DAY_KIND_LABEL[old.kind]} {old.reason}"
                yield PackLine(Mark.CHANGED, f"{text}，原来{before}")

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Set the terms and days; those set here and not named in the pack stay."""
        terms, days = _told(rows)
        lines = zip(terms, self._term_lines(terms), strict=True)
        accepted = [term for term, line in lines if line.mark in {Mark.NEW, Mark.CHANGED}]
        changes = Changes()
        known = {term.key for term in self._context.stores.calendar.terms()}
        # Terms that move together may overlap on the way: the old ones make room first.
        for term in accepted:
            if term.key in known:
                changes |= self._calendar.remove_term(*term.key)
        for term in accepted:
            changes |= self._calendar.set_term(term)
        for mark in days:
            changes |= self._calendar.set_days(
                Period(mark.day, mark.day), kind=mark.kind, reason=mark.reason
            )
        return changes


def _told(rows: Mapping[str, Any]) -> tuple[list[Term], list[MarkedDay]]:
    terms = [value_of(Term, row) for row in rows_in(rows, "terms")]
    days = [
        MarkedDay(
            day=date.fromisoformat(text_in(row, "day")), kind=DayKind(text_in(row, "kind")),
            reason=text_in(row, "reason"), own=True,
        )
        for row in rows_in(rows, "days")
    ]  # fmt: skip
    return terms, days
