"""``calendar``: terms, days off, and periods in days."""

import argparse
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import complain, print_json, print_table, say
from inspector_app.domain.calendar_kinds import DayUnit, TermNumber
from inspector_app.domain.calendar_words import DayRun, mark_words, weekday
from inspector_app.domain.calendar_year import CalendarYear
from inspector_app.domain.labels.calendar import (
    DAY_KIND_LABEL,
    DAY_UNIT_LABEL,
    TERM_LABEL,
    VACATION_LABEL,
)
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.month import Period
from inspector_app.domain.term import SCHOOL_YEARS, Term
from inspector_app.services.calendar import read_day

Act = Callable[[Bench, argparse.Namespace], int]
_YEAR: Final = re.compile(r"(\d{4})(?:-(\d{4}))?(?:学年)?")


def calendar(bench: Bench, options: argparse.Namespace) -> int:
    """Do what was asked with the calendar."""
    return _ACTS[options.act](bench, options)


def _list(bench: Bench, options: argparse.Namespace) -> int:
    year = bench.calendar.year(_year(options.year) if options.year else None)
    if options.json:
        print_json(_year_json(year))
    else:
        _tell_year(year)
    return 0


def _tell_year(year: CalendarYear) -> None:
    say(year.name)
    print_table(
        ("学期", "开学", "最后一天", "第1教学周", "来源"),
        [
            (TERM_LABEL[t.number], t.first, t.last, t.week_one, "推算" if t.assumed else "本区设定")
            for t in year.terms
        ],
    )
    print_table(
        ("从", "至", "天数", "安排", "来源"),
        [
            (run.first, run.last, run.days, mark_words(run), "本区" if run.own else "国务院")
            for run in year.runs
        ],
    )
    print_table(
        ("月份", "上课日", "月频次"),
        [(m.month, m.school_days, "免" if m.exempt else "要求") for m in year.months],
    )
    _warn(year.warning)


def _show(bench: Bench, options: argparse.Namespace) -> int:
    answer = bench.calendar.day(read_day(options.date))
    if not options.json:
        say(answer.why)
        _warn(answer.warning)
        return 0
    print_json(
        {
            "day": answer.day.isoformat(),
            "weekday": weekday(answer.day),
            "working_day": answer.is_working_day,
            "school_day": answer.is_school_day,
            "school_year": answer.school_year,
            "term": answer.term and TERM_LABEL[answer.term.number],
            "term_assumed": answer.term is not None and answer.term.assumed,
            "teaching_week": answer.week,
            "vacation": answer.vacation and VACATION_LABEL[answer.vacation],
            "why": answer.why,
            "warning": answer.warning,
        }
    )
    return 0


def _add_term(bench: Bench, options: argparse.Namespace) -> int:
    term = Term(
        school_year=_year(options.year),
        number=_number(options.term),
        first=read_day(options.first),
        last=read_day(options.last),
        first_monday=read_day(options.week_one) if options.week_one else None,
    )
    bench.calendar.set_term(term)
    say(
        f"{options.year} {TERM_LABEL[term.number]}：{term.first} 至 {term.last}，"
        f"第1教学周从 {term.week_one} 开始"
    )
    return 0


def _remove_term(bench: Bench, options: argparse.Namespace) -> int:
    bench.calendar.remove_term(_year(options.year), _number(options.term))
    say("已取消，改用推算的起止日")
    return 0


def _set_day(bench: Bench, options: argparse.Namespace) -> int:
    days = _days(options)
    kind = from_label(DAY_KIND_LABEL, options.kind)
    if kind is None:
        raise InputError(f"“{options.kind}”不是“放假”或“上班”，没有保存；请写其中一个。")
    bench.calendar.set_days(days, kind=kind, reason=options.reason)
    say(bench.calendar.day(days.start).why)
    return 0


def _clear_day(bench: Bench, options: argparse.Namespace) -> int:
    days = _days(options)
    bench.calendar.clear_days(days)
    say(bench.calendar.day(days.start).why)
    return 0


def _days(options: argparse.Namespace) -> Period:
    first = read_day(options.date)
    last = read_day(options.to) if options.to else first
    if last < first:
        raise InputError(f"最后一天 {last} 早于第一天 {first}，没有改动；请核对两个日期。")
    return Period(first, last)


def _import(bench: Bench, options: argparse.Namespace) -> int:
    done = bench.calendar.import_days(options.file)
    if options.json:
        print_json(
            {
                "file": done.file_name,
                "new": done.new,
                "changed": done.changed,
                "unchanged": done.unchanged,
                "sentence": done.sentence,
                "notes": [note.sentence() for note in done.notes],
            }
        )
        return 0
    say(done.sentence)
    for note in done.notes:
        complain(f"  {note.sentence()}")
    return 0


def _deadline(bench: Bench, options: argparse.Namespace) -> int:
    unit = DayUnit.WORKING if options.working else DayUnit.NATURAL
    found = bench.calendar.deadline(read_day(options.start), count=options.days, unit=unit)
    left = bench.calendar.days_left(found)
    if options.json:
        print_json(
            {
                "from": found.start.isoformat(),
                "days": found.count,
                "unit": DAY_UNIT_LABEL[found.unit],
                "due": found.due.isoformat(),
                "days_left": left,
                "reason": found.reason,
                "warning": found.warning,
            }
        )
        return 0
    say(found.due.isoformat())
    say(found.reason)
    unit_name = DAY_UNIT_LABEL[unit]
    say(f"今天还剩 {left} 个{unit_name}" if left >= 0 else f"今天已过 {-left} 个{unit_name}")
    _warn(found.warning)
    return 0


def _warn(warning: str) -> None:
    if warning:
        complain(warning)


def _year(text: str) -> int:
    found = _YEAR.fullmatch(text.strip())
    begins = int(found[1]) if found else 0
    if found is None or begins not in SCHOOL_YEARS or int(found[2] or begins + 1) != begins + 1:
        raise InputError(f"“{text}”不是学年；请写成 2026-2027，或只写开学那一年 2026。")
    return begins


def _number(text: str) -> TermNumber:
    number = from_label(TERM_LABEL, text)
    if number is None:
        raise InputError(f"“{text}”不是学期；请写 1 或 2，第一学期或第二学期。")
    return number


def _year_json(year: CalendarYear) -> dict[str, Any]:
    return {
        "school_year": year.name,
        "terms": [
            {
                "term": TERM_LABEL[term.number],
                "first": term.first.isoformat(),
                "last": term.last.isoformat(),
                "week_one": term.week_one.isoformat(),
                "assumed": term.assumed,
            }
            for term in year.terms
        ],
        "days": [_run_json(run) for run in year.runs],
        "months": [
            {"month": str(m.month), "school_days": m.school_days, "exempt": m.exempt}
            for m in year.months
        ],
        "fewest_school_days": year.fewest_school_days,
        "unknown_years": list(year.unknown_years),
        "warning": year.warning,
    }


def _run_json(run: DayRun) -> dict[str, Any]:
    return {
        "first": run.first.isoformat(),
        "last": run.last.isoformat(),
        "kind": DAY_KIND_LABEL[run.kind],
        "reason": run.reason,
        "own": run.own,
    }


_ACTS: Final[Mapping[str, Act]] = {
    "list": _list,
    "show": _show,
    "add-term": _add_term,
    "remove-term": _remove_term,
    "set-day": _set_day,
    "clear-day": _clear_day,
    "import": _import,
    "deadline": _deadline,
}
