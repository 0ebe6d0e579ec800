"""The month table counted as two people count by hand: row by row, figure by figure, no index.

Nothing of the program is used here; the sheet of rules is the only source. It is slow on purpose.
"""

from datetime import date, timedelta
from typing import Any

Plain = dict[str, Any]

SUMMED = (
    "campus_walks", "documents_read", "meetings_attended", "panels", "teachers_interviewed",
    "students_interviewed", "parents_interviewed", "questionnaires_sent",
    "questionnaires_returned", "briefings_heard",
)  # fmt: skip
TYPES = ("经常性", "专项", "综合", "整改回访", "投诉核查")
RARE_TYPES = ("突发事件", "联合督导")
GRAVITIES = ("小", "一般", "严重", "复杂")


def table(plain: Plain, year: int, month: int) -> Plain:
    """Return the whole table of a month."""
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    everyone = [person["id"] for person in plain["people"]]
    zones = {person["zone"] for person in plain["people"]}
    return {
        "district": row(plain, everyone, first, last, alone=False),
        "zones": {
            zone: row(
                plain, [p["id"] for p in plain["people"] if p["zone"] == zone], first, last,
                alone=False,
            )
            for zone in zones
        },
        "inspectors": {who: row(plain, [who], first, last, alone=True) for who in everyone},
    }  # fmt: skip


def row(plain: Plain, group: list[str], first: date, last: date, *, alone: bool) -> Plain:
    """Return the figures of one row; ``alone`` is a person's own row."""
    return {
        **school_figures(plain, group, first, last, alone=alone),
        **visit_figures(plain, group, first, last),
        **lesson_figures(plain, group, first, last),
        **issue_figures(plain, group, first, last),
        **deadline_figures(plain, group, first, last),
        **complaint_figures(plain, group, first, last),
    }


def good(record: Plain) -> bool:
    return record["status"] in ("已提交", "已上报") and not record["online"]


def on_it(record: Plain, person: str) -> bool:
    return person == record["lead"] or person in record["peers"]


def record_of(plain: Plain, thing: Plain) -> Plain:
    for record in plain["records"]:
        if record["no"] == thing["record"]:
            return record
    raise AssertionError(thing)


def records_in(plain: Plain, first: date, last: date) -> list[Plain]:
    return [r for r in plain["records"] if good(r) and first <= r["date"] <= last]


def school_figures(
    plain: Plain, group: list[str], first: date, last: date, *, alone: bool
) -> Plain:
    mine = set()
    for school in plain["schools"]:
        for a in plain["assignments"]:
            if a["school"] != school["code"] or a["inspector"] not in group:
                continue
            begun = a["start"] <= last
            not_over = a["end"] is None or a["end"] >= last
            running = school["closed"] is None or school["closed"] > last
            if begun and not_over and running:
                mine.add(school["code"])
    visitors = group if alone else [person["id"] for person in plain["people"]]
    visited = set()
    for record in records_in(plain, first, last):
        for person in visitors:
            if on_it(record, person):
                visited.add(record["school"])
    return {
        "assigned_schools": len(mine),
        "coverage": [len(mine & visited), len(mine)],
        "schools_below_frequency": sorted(mine - visited),
    }


def visit_figures(plain: Plain, group: list[str], first: date, last: date) -> Plain:
    records = [
        r for r in records_in(plain, first, last) if any(on_it(r, person) for person in group)
    ]
    pairs = {(r["school"], r["date"]) for r in records}
    times = halves = 0
    for person in group:
        for school, day in pairs:
            there = [
                r for r in records
                if (r["school"], r["date"]) == (school, day) and on_it(r, person)
            ]  # fmt: skip
            if there:
                times += 1
                worth = sum(2 if r["session"] == "全天" else 1 for r in there)
                halves += min(2, worth)
    by_type = {}
    for name in (*TYPES, *RARE_TYPES):
        number = len({(r["school"], r["date"]) for r in records if r["type"] == name})
        if name in TYPES or number:
            by_type[name] = number
    return {
        "visits": len(pairs),
        "inspector_visits": times,
        "led_visits": len({(r["school"], r["date"]) for r in records if r["lead"] in group}),
        "half_days": halves,
        "visited_schools": len({school for school, _ in pairs}),
        "by_type": by_type,
        "follow_up_visits": by_type["整改回访"],
        **{name: sum(r[name] for r in records) for name in SUMMED},
    }


def lesson_figures(plain: Plain, group: list[str], first: date, last: date) -> Plain:
    september = date(last.year if last.month >= 9 else last.year - 1, 9, 1)
    january = date(last.year, 1, 1)
    month = school_year = calendar_year = 0
    different = set()
    for lesson in plain["lessons"]:
        record = record_of(plain, lesson)
        if not lesson["whole"] or not good(record) or lesson["listener"] not in group:
            continue
        if first <= record["date"] <= last:
            month += 1
            different.add((lesson["record"], lesson["class"], lesson["period"]))
        if september <= record["date"] <= last:
            school_year += 1
        if january <= record["date"] <= last:
            calendar_year += 1
    return {
        "lessons": month,
        "lessons_distinct": len(different),
        "lessons_year": school_year,
        "lessons_calendar_year": calendar_year,
    }


def issues_of(plain: Plain, group: list[str], last: date) -> list[Plain]:
    found = []
    for issue in plain["issues"]:
        record = record_of(plain, issue)
        if good(record) and record["lead"] in group and record["date"] <= last:
            found.append({**issue, "found": record["date"]})
    return found


def is_open_after(issue: Plain, day: date) -> bool:
    """Say whether an issue stands open when a day is over."""
    if issue["found"] > day:
        return False
    return all(issue[end] is None or issue[end] > day for end in ("closed", "voided"))


def inside(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last


def time_limit(issue: Plain) -> date | None:
    """Return the last that was set: by an extension, or by a check that found too little done."""
    if issue.get("limit") is not None:
        return issue["limit"]
    return issue["extended"] if issue["extended"] is not None else issue["deadline"]


def issue_figures(plain: Plain, group: list[str], first: date, last: date) -> Plain:
    issues = issues_of(plain, group, last)
    new = [i for i in issues if inside(i["found"], first, last)]
    noticed = [i for i in issues if inside(i["notice"], first, last)]
    open_now = [i for i in issues if is_open_after(i, last)]
    late = [i for i in open_now if time_limit(i) is not None and time_limit(i) < last]
    return {
        "issues_found": len(new),
        "issues_by_severity": {g: len([i for i in new if i["severity"] == g]) for g in GRAVITIES},
        "fixed_on_the_spot": len([i for i in new if i["on_the_spot"]]),
        "notices": len(noticed),
        "notice_documents": len({(i["record"], i["notice"]) for i in noticed}),
        "open_at_start": len([i for i in issues if is_open_after(i, first - timedelta(days=1))]),
        "closed": len([i for i in issues if inside(i["closed"], first, last)]),
        "voided": len([i for i in issues if inside(i["voided"], first, last)]),
        "open_at_end": len(open_now),
        "overdue_at_end": len(late),
        "overdue_awaiting_check": len([i for i in late if inside(i["answered"], date.min, last)]),
    }


def deadline_figures(plain: Plain, group: list[str], first: date, last: date) -> Plain:
    issues = issues_of(plain, group, last)
    due = []
    for issue in issues:
        limit = time_limit(issue)
        if not inside(limit, first, last):
            continue
        if issue["voided"] is not None and issue["voided"] <= limit:
            continue
        due.append(issue)
    answered = [
        i for i in due if i["answered"] is not None and i["answered"] <= time_limit(i)
    ]  # fmt: skip
    done = [i for i in answered if inside(i["closed"], date.min, last)]

    def rate_since(day: date) -> list[int]:
        year = [i for i in issues if i["found"] >= day]
        return [len([i for i in year if inside(i["closed"], date.min, last)]), len(year)]

    return {
        "on_time": [len(done), len(due)],
        "extended": len([i for i in due if i["extended"] is not None]),
        "answered_on_time": [len(answered), len(due)],
        "closed_in_year": rate_since(date(last.year if last.month >= 9 else last.year - 1, 9, 1)),
        "closed_in_calendar_year": rate_since(date(last.year, 1, 1)),
    }


def complaint_figures(plain: Plain, group: list[str], first: date, last: date) -> Plain:
    mine = [c for c in plain["complaints"] if c["checker"] in group]
    closed = [c for c in mine if inside(c["closed"], first, last)]
    return {
        "complaints_received": len([c for c in mine if inside(c["received"], first, last)]),
        "complaints_closed": len(closed),
        "complaints_closed_on_time": [
            len([c for c in closed if c["deadline"] and c["closed"] <= c["deadline"]]),
            len(closed),
        ],
        "complaints_substantiated": len(
            [c for c in closed if c["finding"] in ("属实", "部分属实")]
        ),
    }
