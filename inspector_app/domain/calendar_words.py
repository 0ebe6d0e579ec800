"""What is said of a day: why it is a working day or not, where it lies, and what is not known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from inspector_app.domain.calendar import MarkedDay, SchoolCalendar
from inspector_app.domain.calendar_kinds import DayKind, Vacation
from inspector_app.domain.labels.calendar import DAY_KIND_LABEL, TERM_LABEL, VACATION_LABEL
from inspector_app.domain.month import Period
from inspector_app.domain.term import Term
from inspector_app.domain.visit import Visit

_WEEKDAYS: Final = "一二三四五六日"
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAnswer:
    """Everything that is asked of one day.

    Attributes:
        school_year: e.g. ``2026-2027学年``.
        term: the term that it lies in; ``week`` its teaching week.
        why: one sentence of Chinese.
        warning: what is not known, empty where all is.
    """

    day: date
    is_working_day: bool
    is_school_day: bool
    school_year: str
    term: Term | None
    week: int | None
    vacation: Vacation | None
    why: str
    warning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRun:
    """Days next to each other that are off or worked for one reason."""

    first: date
    last: date
    kind: DayKind
    reason: str
    own: bool

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def weekday(day: date) -> str:
    """Return ``星期日``."""
    return f"星期{_WEEKDAYS[day.weekday()]}"


def unknown_warning(years: Sequence[int]) -> str:
    """Return what to bear in mind where years are unknown, empty where none is."""
    if not years:
        return ""
    named = "、".join(f"{year}年" for year in years)
    return (
        f"{named}的放假和调休还没有收录，这里把周末算作休息、其余日子算作上班，结果可能要改。"
        "国务院公布后，请在“设置”的“校历”里导入。"
    )


def answer_of(day: date, calendar: SchoolCalendar) -> DayAnswer:
    """Return everything that is asked of a day."""
    term = calendar.term_of(day)
    return DayAnswer(
        day=day,
        is_working_day=calendar.is_working_day(day),
        is_school_day=calendar.is_school_day(day),
        school_year=calendar.school_year_of(day),
        term=term,
        week=calendar.teaching_week(day),
        vacation=calendar.vacation_of(day),
        why=f"{day} 是{weekday(day)}，{kind_words(day, calendar)}；{_where(day, calendar)}。",
        warning=unknown_warning(calendar.unknown_years(Period(day, day))),
    )


def kind_words(day: date, calendar: SchoolCalendar) -> str:
    """Return whether offices work on a day, and why: ``国庆节放假``, ``周末休息``, ``工作日``."""
    mark = calendar.mark(day)
    if mark is None:
        return "工作日" if calendar.is_working_day(day) else "周末休息"
    return mark_words(mark)


def mark_words(mark: MarkedDay | DayRun) -> str:
    """Return what is arranged: ``国庆节放假``, ``国庆节调休上班``, ``本区安排放假（运动会）``."""
    what = DAY_KIND_LABEL[mark.kind]
    if mark.own:
        return f"本区安排{what}" + (f"（{mark.reason}）" if mark.reason else "")
    return f"{mark.reason}{'' if mark.kind is DayKind.OFF else '调休'}{what}"


def visit_hint(day: date, calendar: SchoolCalendar) -> str:
    """Return what is odd about a visit on a day, empty where it is a school day.

    A hint, no rule: an emergency or a complaint may bring an inspector to school on any day.
    """
    name = f"{day.month}月{day.day}日"
    parts = []
    if not calendar.is_working_day(day):
        mark = calendar.mark(day)
        parts.append(f"是{weekday(day)}" if mark is None else kind_words(day, calendar))
    vacation = calendar.vacation_of(day)
    if vacation is not None:
        parts.append(f"在{VACATION_LABEL[vacation]}中")
    if not parts:
        return ""
    assumed = vacation is not None and _assumed_around(day, calendar)
    tail = "（学期的起止日是推算的，可在“设置”的“校历”里设定）" if assumed else ""
    return f"{name}{'，'.join(parts)}，请核对督导日期{tail}。"


def record_hint(visit: Visit, calendar: SchoolCalendar) -> str:
    """Return ``visit_hint`` for the day of a record that can still be changed."""
    if visit.visited_on is None or not visit.is_editable:
        return ""
    return visit_hint(visit.visited_on, calendar)


def runs_of(marks: Iterable[MarkedDay]) -> tuple[DayRun, ...]:
    """Return days that are off or worked by date, those of one reason joined."""
    runs: list[DayRun] = []
    for mark in sorted(marks, key=lambda mark: mark.day):
        last = runs[-1] if runs else None
        same = last is not None and (last.kind, last.reason, last.own) == (
            mark.kind, mark.reason, mark.own,
        )  # fmt: skip
        if last is not None and same and mark.day - last.last == _ONE_DAY:
            mark_from = runs.pop().first
        else:
            mark_from = mark.day
        runs.append(
            DayRun(first=mark_from, last=mark.day, kind=mark.kind, reason=mark.reason, own=mark.own)
        )
    return tuple(runs)


def _where(day: date, calendar: SchoolCalendar) -> str:
    term = calendar.term_of(day)
    if term is None:
        vacation = calendar.vacation_of(day)
        words = f"在{VACATION_LABEL[vacation]}中" if vacation else "不在学期里"
        assumed = _assumed_around(day, calendar)
    else:
        week = term.teaching_week(day)
        place = f"第{week}教学周" if week else f"第1教学周从 {term.week_one} 开始"
        words, assumed = f"{TERM_LABEL[term.number]}，{place}", term.assumed
    return words + ("（学期的起止日是推算的，区里还没有设）" if assumed else "")


def _assumed_around(day: date, calendar: SchoolCalendar) -> bool:
    """Say whether one of the terms before and after a day without a term is only assumed."""
    year = int(calendar.school_year_of(day)[:4])
    terms = sorted(
        (t for y in (year - 1, year, year + 1) for t in calendar.terms_of(y)),
        key=lambda term: term.first,
    )
    before = [term for term in terms if term.last < day]
    after = [term for term in terms if term.first > day]
    return any(term.assumed for term in (*before[-1:], *after[:1]))
