"""校历: what kind of day a day is, and what a district sets itself."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, Problem, RefusedError
from inspector_app.base.files import name_of, read_file
from inspector_app.domain.calendar import MarkedDay, SchoolCalendar, days_fault
from inspector_app.domain.calendar_kinds import DayKind, DayUnit, TermNumber
from inspector_app.domain.calendar_words import DayAnswer, answer_of
from inspector_app.domain.calendar_year import CalendarYear, calendar_year
from inspector_app.domain.deadline import Deadline, deadline_of
from inspector_app.domain.labels.calendar import TERM_LABEL
from inspector_app.domain.month import Period, school_year_start
from inspector_app.domain.term import Term, fault_of
from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.services.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysImported:
    """What an import of days did.

    Attributes:
        new: days that were not there, ``changed`` that were other, ``unchanged`` that say what is
            known already.
        sentence: all of it, and whether the years of the list are known now.
        notes: what was left aside without harm.
    """

    file_name: str
    new: int
    changed: int
    unchanged: int
    sentence: str
    notes: tuple[Problem, ...]
    changes: Changes


class CalendarService:
    """Answers about days, and keeps what a district sets itself."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- reading ---------------------------------------------------------------------------------

    def calendar(self) -> SchoolCalendar:
        """Return everything that says what kind of day a day is."""
        return self._context.calendar()

    def day(self, day: date) -> DayAnswer:
        """Return everything that is asked of one day."""
        return answer_of(day, self.calendar())

    def year(self, school_year: int | None = None) -> CalendarYear:
        """Return the school year that begins in a year, today's without one."""
        begins = school_year_start(self._context.today()).year
        return calendar_year(begins if school_year is None else school_year, self.calendar())

    def deadline(self, start: date, *, count: int, unit: DayUnit) -> Deadline:
        """Return when a period ends, and why (InputError: the count is impossible)."""
        return deadline_of(start, count=count, unit=unit, calendar=self.calendar())

    def days_left(self, deadline: Deadline) -> int:
        """Return how many days of its unit a period has left today, negative where it is over."""
        return deadline.days_left(on=self._context.today(), calendar=self.calendar())

    # -- terms -----------------------------------------------------------------------------------

    def set_term(self, term: Term) -> Changes:
        """Set a term; the one of its school year and number is replaced.

        Raises:
            RefusedError: its days are out of order or overlap another term; nothing was changed.
        """
        term = replace(term, assumed=False)
        with self._context.database.transaction():
            own = self._context.stores.calendar.terms()
            if fault := fault_of(term, own):
                raise RefusedError(f"学期没有保存：{fault}。", code="bad-term")
            before = next((each for each in own if each.key == term.key), None)
            if before == term:
                return Changes()
            self._context.stores.calendar.put_term(term, origin=self._context.identity.device)
            self._journal("calendar_term", _term_uid(*term.key), _plain(before), _plain(term))
        return Changes(calendar=True)

    def remove_term(self, school_year: int, number: TermNumber) -> Changes:
        """Take a term away; the usual days stand in for it again (NotFoundError: none is set)."""
        with self._context.database.transaction():
            store = self._context.stores.calendar
            before = next((t for t in store.terms() if t.key == (school_year, number)), None)
            if before is None:
                raise NotFoundError(
                    f"{school_year}-{school_year + 1}学年{TERM_LABEL[number]}没有设过，不用取消；"
                    "现在用的就是推算的起止日。"
                )
            store.remove_term(school_year, number)
            self._journal("calendar_term", _term_uid(*before.key), _plain(before), None)
        return Changes(calendar=True)

    # -- days ------------------------------------------------------------------------------------

    def set_days(
        self, days: Period, *, kind: DayKind, reason: str, instead_of: Period | None = None
    ) -> Changes:
        """Give days off, or let them be worked, against weekday and public holiday.

        Args:
            days: which; both ends included.
            kind: off or worked.
            reason: what people will read.
            instead_of: own days that these replace; those not among ``days`` are taken away.

        Raises:
            InputError: there is no reason, or there are too many days.
        """
        reason = " ".join(reason.split())
        if fault := days_fault(days.start, days.end, reason):
            raise InputError(f"没有保存：{fault}。")
        marks = [MarkedDay(day=d, kind=kind, reason=reason, own=True) for d in days.days()]
        with self._context.database.transaction():
            removed = self._remove(
                d for d in (instead_of.days() if instead_of else ()) if d not in days
            )
            written = self._write(marks, origin=self._context.identity.device)
        return Changes(calendar=bool(written or removed))

    def clear_days(self, days: Period) -> Changes:
        """Take the district's own days away (NotFoundError: there is none among them)."""
        with self._context.database.transaction():
            if not self._remove(days.days()):
                raise NotFoundError(f"{_span(days)}没有本区自己的安排，不用取消。")
        return Changes(calendar=True)

    def import_days(self, path: Path) -> DaysImported:
        """Take a list of days over; what it does not name stays as it is.

        A day that is known already as the list has it, from the State Council or here, is left.

        Raises:
            InputError: a cell is bad, or the file is no such list; nothing was changed.
        """
        from inspector_app.sheets.calendar import read_calendar

        rows = read_calendar(path)
        if rows.problems:
            raise InputError(
                f"“{path.name}”有 {len(rows.problems)} 处要改，没有导入任何一天。"
                "请按列出的单元格改好后再导入。",
                problems=rows.problems,
            )
        with self._context.database.transaction():
            before = self.calendar()
            told = [MarkedDay(day=r.day, kind=r.kind, reason=r.reason, own=True) for r in rows.days]
            marks = [mark for mark in told if not _says(before, mark)]
            changed = sum(mark.day in before.own for mark in marks)
            counts = (len(marks) - changed, changed, len(told) - len(marks))
            if marks:
                self._context.note("import", "", _import_note(path, counts))
                self._write(marks, origin=IMPORT_ORIGIN)
            after = self.calendar()
        return DaysImported(
            file_name=name_of(path),
            new=counts[0],
            changed=counts[1],
            unchanged=counts[2],
            sentence=_import_sentence(counts, told, after),
            notes=rows.notes,
            changes=Changes(calendar=bool(marks)),
        )

    def _write(self, marks: Iterable[MarkedDay], *, origin: str) -> int:
        store = self._context.stores.calendar
        own = store.days()
        written = 0
        for mark in marks:
            before = own.get(mark.day)
            if before == mark:
                continue
            store.put_day(mark, origin=origin)
            self._journal("calendar_day", str(mark.day), _plain(before), _plain(mark))
            written += 1
        return written

    def _remove(self, days: Iterable[date]) -> int:
        store = self._context.stores.calendar
        own = store.days()
        gone = [own[day] for day in days if day in own]
        for mark in gone:
            store.remove_day(mark.day)
            self._journal("calendar_day", str(mark.day), _plain(mark), None)
        return len(gone)

    def _journal(
        self, noun: str, uid: str, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        if before is None:
            op: dict[str, Any] = {"add": after}
        else:
            op = {"remove": before} if after is None else {"set": [before, after]}
        self._context.note(noun, uid, op)


def read_day(text: str) -> date:
    """Return the day that a person writes, in any of the spellings of workbooks.

    Raises:
        InputError: it is not one certain day.
    """
    from inspector_app.sheets.dates import read_date
    from inspector_app.sheets.errors import CellError

    try:
        return read_date(text)
    except CellError as error:
        raise InputError(f"{error.what}；{error.remedy}。") from error


def _says(calendar: SchoolCalendar, told: MarkedDay) -> bool:
    """Say whether the calendar has a day as a list tells it."""
    known = calendar.mark(told.day)
    if known is None:
        return False
    return known == told if known.own else known.kind is told.kind


def _import_note(path: Path, counts: tuple[int, int, int]) -> dict[str, Any]:
    digest = hashlib.sha256(read_file(path)).hexdigest()
    return {"note": "导入", "file": name_of(path), "sha256": digest, "rows": {"校历": list(counts)}}


def _import_sentence(
    counts: tuple[int, int, int], told: Iterable[MarkedDay], after: SchoolCalendar
) -> str:
    new, changed, unchanged = counts
    parts = [f"新增 {new} 天，更新 {changed} 天，不变 {unchanged} 天。"]
    for year in sorted({mark.day.year for mark in told} - after.public.years):
        missing = after.missing_festivals(year)
        if year in after.known_years:
            parts.append(f"{year}年的放假和调休已收录。")
        else:
            parts.append(f"{year}年还缺{'、'.join(missing)}的放假日，仍按没有收录提醒。")
    return "".join(parts)


def _span(days: Period) -> str:
    return f"{days.start} " if days.start == days.end else f"{days.start} 至 {days.end} "


def _term_uid(school_year: int, number: TermNumber) -> str:
    return f"{school_year}-{number}"


def _plain(value: Term | MarkedDay | None) -> dict[str, Any] | None:
    """Return a value as the history keeps it."""
    match value:
        case Term():
            return {
                "first": value.first.isoformat(),
                "last": value.last.isoformat(),
                "first_monday": value.first_monday and value.first_monday.isoformat(),
            }
        case MarkedDay():
            return {"kind": value.kind.value, "reason": value.reason}
    return None
