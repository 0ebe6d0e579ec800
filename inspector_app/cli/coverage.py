"""``coverage``: how schools stand against the rules, and how the district is staffed."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from inspector_app.base.clock import today
from inspector_app.base.errors import InputError
from inspector_app.cli.bench import Bench
from inspector_app.cli.output import complain, print_json, print_table, say
from inspector_app.domain.calendar_words import unknown_warning
from inspector_app.domain.coverage import Mark
from inspector_app.domain.labels.rules import (
    MARK_LEVEL_LABEL,
    MARK_SHAPE,
    RULE_LABEL,
)
from inspector_app.domain.month import Month, Period
from inspector_app.domain.staffing import Staffing
from inspector_app.domain.views import SchoolBoard, SchoolStatus
from inspector_app.services.calendar import read_day
from inspector_app.services.wishes import TravelPrint


def coverage(bench: Bench, options: argparse.Namespace) -> int:
    """Tell how each school stands, and how the district is staffed."""
    if options.act is not None:
        return _ACTS[options.act](bench, options)
    month = Month.parse(options.month) if options.month else None
    person = bench.people.id_of(options.inspector) if options.inspector else ""
    board = bench.coverage.board(month, inspector_id=person)
    months = _months(board) if options.term else ()
    staffing = bench.coverage.staffing()
    if options.json:
        print_json(_board_json(board, months, staffing))
        return 0
    _tell_board(board, months)
    _tell_staffing(staffing)
    if board.unknown_years:
        complain(unknown_warning(board.unknown_years))
    return 0


def _share(bench: Bench, options: argparse.Namespace) -> int:
    last = read_day(options.to) if options.to else today(bench.clock)
    first = read_day(options.first)
    if last < first:
        raise InputError(f"最后一天 {last} 早于第一天 {first}；请核对两个日期。")
    found = bench.coverage.shares(Period(first, last), claims=dict(map(_claim, options.claim)))
    if options.json:
        print_json(
            [
                {"group": s.group, "on": s.on.isoformat(), "visited": len(s.visited),
                 "roster": len(s.roster), "share": str(s.ratio),
                 "not_visited": sorted(set(s.roster) - set(s.visited))}
                for s in found
            ]
        )  # fmt: skip
        return 0
    say(f"{first} 至 {last} 督导面，名册按 {found[0].on}")
    print_table(("学校", "督导过"), [(share.group, share.ratio) for share in found])
    return 0


def _days(bench: Bench, options: argparse.Namespace) -> int:
    month = Month.parse(options.month)
    period = month.period
    found = bench.travel.table(TravelPrint(first=period.start, until=period.end))
    rows = found.table.rows
    if options.json:
        print_json(
            [
                {"inspector": row.person, "name": found.name(row.person),
                 "visits": row.visits.value,
                 "travel_days": [d.day.isoformat() for d in found.table.of(row.person)],
                 "meal_days": [d.day.isoformat() for d in found.table.of(row.person) if d.meal]}
                for row in rows
            ]
        )  # fmt: skip
        return 0
    say(f"{month.title}入校天数，只列天数，不算金额")
    print_table(
        ("督学编号", "姓名", "入校次数", "交通（天）", "误餐（天）"),
        [(r.person, found.name(r.person), r.visits, r.days, r.meals) for r in rows],
    )
    return 0


def _claim(text: str) -> tuple[str, int]:
    group, equals, number = text.partition("=")
    if not equals or not number.strip().isdecimal():
        raise InputError(f"“{text}”不是“组=数”；请写成 中小学=26 这样。")
    return group.strip(), int(number)


def _months(board: SchoolBoard) -> tuple[Month, ...]:
    """Return the months of the board's term, up to its day."""
    if board.term is None:
        raise InputError(f"{board.on} 不在学期里，没有学期可看；请用 --month 写学期里的一个月。")
    month, found = Month.of(board.term.first), []
    while month <= board.month:
        found.append(month)
        month = month.shifted(1)
    return tuple(found)


def _in_months(row: SchoolStatus, months: tuple[Month, ...]) -> list[int]:
    days = [Month.of(day) for day in row.coverage.days]
    return [days.count(month) for month in months]


def _tell_board(board: SchoolBoard, months: tuple[Month, ...]) -> None:
    asked = f"上课日 {board.school_days} 天，免每月入校" if board.exempt else ""
    say("，".join(filter(None, (f"{board.month.title}，截至 {board.on}", asked))))
    head = [str(month) for month in months] or ["本月"]
    print_table(
        ("提醒", "学校", *head, "本学期", "距上次", "未销号", "责任督学", "为什么"),
        [
            (
                _level(row), row.school.name,
                *(_in_months(row, months) or [row.coverage.visits_month]),
                row.coverage.visits_term,
                "没去过" if row.days_since is None else f"{row.days_since} 天",
                row.open_issues or "", "、".join(row.inspector_names),
                "；".join(mark.words for mark in row.coverage.marks),
            )
            for row in board.rows
        ],
    )  # fmt: skip
    _tell_rules(mark for row in board.rows for mark in row.coverage.marks)


def _level(row: SchoolStatus) -> str:
    level = row.coverage.level
    return "" if level is None else f"{MARK_SHAPE[level]} {MARK_LEVEL_LABEL[level]}"


def _tell_rules(marks: Iterable[Mark]) -> None:
    """Tell each rule that marks something once, with its source and who set it."""
    for rule in {mark.rule.id: mark.rule for mark in marks}.values():
        say(f"规则“{RULE_LABEL[rule.id]}”：{rule.sentence}。{rule.source}。{rule.set_by}。")


def _tell_staffing(found: Staffing) -> None:
    say(f"配备测算：{found.sentence}")
    rows = [
        (load.zone, f"{load.inspectors} 人", load.schools, _words(load.marks))
        for load in found.zones
    ]
    print_table(("责任区", "督学", "学校", "提醒"), rows)
    marked = [load for load in found.people if load.marks]
    people = [(load.id, load.name, load.schools, _words(load.marks)) for load in marked]
    if people:
        print_table(("督学编号", "姓名", "学校", "提醒"), people)
    _tell_rules(mark for zone in found.zones for mark in zone.marks)
    _tell_rules(mark for load in found.people for mark in load.marks)


def _words(marks: tuple[Mark, ...]) -> str:
    return "；".join(f"{MARK_SHAPE[m.level]} {MARK_LEVEL_LABEL[m.level]}" for m in marks)


# -- JSON ----------------------------------------------------------------------------------------


def _board_json(
    board: SchoolBoard, months: tuple[Month, ...], staffing: Staffing
) -> dict[str, Any]:
    term = board.term
    return {
        "month": str(board.month),
        "on": board.on.isoformat(),
        "exempt": board.exempt,
        "school_days": board.school_days,
        "term": term
        and {"name": term.name, "first": term.first.isoformat(), "last": term.last.isoformat()},
        "warning": unknown_warning(board.unknown_years),
        "schools": [_school_json(row, months) for row in board.rows],
        "staffing": _staffing_json(staffing),
    }


def _school_json(row: SchoolStatus, months: tuple[Month, ...]) -> dict[str, Any]:
    found = row.coverage
    data: dict[str, Any] = {
        "code": row.school.code,
        "name": row.school.name,
        "inspectors": list(row.inspector_names),
        "visits_month": found.visits_month,
        "visits_term": found.visits_term,
        "last_visit": found.last_visit and found.last_visit.isoformat(),
        "days_since": found.days_since,
        "open_issues": row.open_issues,
        "overdue": row.overdue,
        "level": found.level and MARK_LEVEL_LABEL[found.level],
        "marks": [_mark_json(mark) for mark in found.marks],
    }
    if months:
        counts = _in_months(row, months)
        data["months"] = {str(m): n for m, n in zip(months, counts, strict=True)}
    return data


def _mark_json(mark: Mark) -> dict[str, Any]:
    return {
        "level": MARK_LEVEL_LABEL[mark.level],
        "words": mark.words,
        "rule": mark.rule.id.value,
        "sentence": mark.rule.sentence,
        "source": mark.rule.source,
        "set_by": mark.rule.set_by,
    }


def _staffing_json(found: Staffing) -> dict[str, Any]:
    return {
        "schools": found.schools,
        "inspectors": found.inspectors,
        "per_inspector": found.per_inspector,
        "most": found.most,
        "needed": found.needed,
        "shortage": found.shortage,
        "unassigned": list(found.unassigned),
        "sentence": found.sentence,
        "zones": [
            {"zone": z.zone, "schools": z.schools, "inspectors": z.inspectors,
             "marks": [_mark_json(mark) for mark in z.marks]}
            for z in found.zones
        ],
        "people": [
            {"id": p.id, "name": p.name, "zone": p.zone, "schools": p.schools,
             "marks": [_mark_json(mark) for mark in p.marks]}
            for p in found.people
        ],
    }  # fmt: skip


_ACTS: Final[Mapping[str, Callable[[Bench, argparse.Namespace], int]]] = {
    "share": _share,
    "days": _days,
}
