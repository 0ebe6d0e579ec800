"""Reads which period somebody means: a month, a term, a year, or from one day to another."""

import re
from datetime import date
from typing import Final

from inspector_app.base.errors import InputError
from inspector_app.domain.calendar import SchoolCalendar
from inspector_app.domain.calendar_kinds import TermNumber
from inspector_app.domain.month import SCHOOL_YEAR_STARTS_IN, Month, Period, school_year_start
from inspector_app.domain.table_period import (
    TablePeriod,
    TableSpan,
    calendar_year_period,
    days_period,
    month_period,
    school_year_period,
    term_period,
)
from inspector_app.domain.term import Term
from inspector_app.services.context import Context

_TERM: Final = re.compile(r"(\d{4})(?:-(\d{4})(?:学年)?)?[-第]?([12一二])(?:学期)?")
_YEARS: Final = re.compile(r"(\d{4})-(\d{4})(?:学年)?")
_YEAR: Final = re.compile(r"(\d{4})年?")
_NUMBERS: Final = {"1": TermNumber.FIRST, "2": TermNumber.SECOND, "一": TermNumber.FIRST,
                   "二": TermNumber.SECOND}  # fmt: skip
_YEARS_KNOWN: Final = range(1949, 2100)
_MOST_DAYS: Final = 3660


def period_wished(context: Context, span: TableSpan, text: str = "") -> TablePeriod:
    """Return the period of a kind that a text names; without one the last that has begun.

    Raises:
        InputError: the text names none, or one that is still to come.
    """
    today, said, closing = context.today(), text.strip(), context.closing_days()
    if span is TableSpan.MONTH:
        month = Month.parse(said) if said else closing.month_of(today)
        found = month_period(month, closing)
    elif span is TableSpan.TERM:
        found = term_period(_term(context.calendar(), said, today), closing)
    elif span is TableSpan.SCHOOL_YEAR or _YEARS.fullmatch(said):
        found = school_year_period(_school_year(said) if said else today, closing)
    else:
        found = calendar_year_period(_year(said) if said else today, closing)
    return _begun(found, today)


def days_wished(context: Context, first: date, last: date) -> TablePeriod:
    """Return the period from one day to another, both included.

    Raises:
        InputError: the last is before the first, or all are still to come.
    """
    if last < first:
        raise InputError(f"最后一天 {last} 早于第一天 {first}，没有统计；请核对两个日期。")
    if (last - first).days > _MOST_DAYS:
        raise InputError(f"{first} 至 {last} 超过十年，没有统计；请缩短。")
    return _begun(days_period(Period(first, last), context.closing_days()), context.today())


def _begun(found: TablePeriod, today: date) -> TablePeriod:
    if found.days.start > today:
        raise InputError(f"{found.name}还没有到，没有可统计的；请写今天或以前的。")
    return found


def _term(calendar: SchoolCalendar, said: str, today: date) -> Term:
    if not said:
        year = school_year_start(today).year
        terms = [t for y in (year - 1, year) for t in calendar.terms_of(y) if t.first <= today]
        return terms[-1]
    found = _TERM.fullmatch(said)
    if found is None or (found[2] and int(found[2]) != int(found[1]) + 1):
        raise InputError(f"“{said}”不是学期；请写成 2026-2027-1（第一学期）或 2026-2027-2。")
    year, number = int(found[1]), _NUMBERS[found[3]]
    same: list[Term] = [t for t in calendar.terms_of(year) if t.number is number]
    if not same:
        raise InputError(f"校历里没有学期“{said}”；请先在校历里设好。")
    return same[0]


def _school_year(said: str) -> date:
    found = _YEARS.fullmatch(said)
    if found is None or int(found[2]) != int(found[1]) + 1 or int(found[1]) not in _YEARS_KNOWN:
        raise InputError(f"“{said}”不是学年；请写成 2026-2027。")
    return date(int(found[1]), SCHOOL_YEAR_STARTS_IN, 1)


def _year(said: str) -> date:
    found = _YEAR.fullmatch(said)
    if found is None or int(found[1]) not in _YEARS_KNOWN:
        raise InputError(f"“{said}”不是年份；请写成 2026（自然年）或 2026-2027（学年）。")
    return date(int(found[1]), 1, 1)
