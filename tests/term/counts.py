"""What the program counts against the player's books, by inspector, zone, school and topic."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from inspector_app.bootstrap import Workbench
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.ledger_filter import LedgerFilter
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import Row
from inspector_app.domain.table_json import cell_json
from tests.oracle import naive_month
from tests.term.books import Books, Plain, is_open, month_end


def whole_table(bench: Workbench, month: Month) -> Plain:
    """Return a month's table with every figure, those of the calendar year too."""
    table = bench.months.compile(month.period)

    def plain(row: Row) -> Plain:
        return {name: cell_json(cell) for name, cell in row.items()}

    return {
        "month": str(month),
        "district": plain(table.district),
        "zones": {zone: plain(row) for zone, row in table.zones.items()},
        "inspectors": {person: plain(row) for person, row in table.inspectors.items()},
    }


def table_differences(told: Plain, books: Books) -> Iterator[str]:
    """Name every figure of a month's table that counting by hand gives otherwise."""
    year, month = map(int, told["month"].split("-"))
    counted = naive_month.table(books.plain(month_end(year, month)), year, month)
    yield from _rows(f"{told['month']} 全区", told["district"], counted["district"])
    for kind in ("zones", "inspectors"):
        if told[kind].keys() != counted[kind].keys():
            yield f"{told['month']} {kind}: {sorted(told[kind])} / {sorted(counted[kind])}"
        for name, row in counted[kind].items():
            yield from _rows(f"{told['month']} {name}", told[kind].get(name, {}), row)


def _rows(where: str, told: Plain, counted: Plain) -> Iterator[str]:
    # What is handed over has no figures of the calendar year; the page and the print have them.
    handed_over = "lessons_calendar_year" not in told
    for name, number in counted.items():
        if handed_over and name.endswith("_calendar_year"):
            continue
        if told.get(name) != number:
            yield f"{where} {name}: {told.get(name)}, by hand {number}"


def ledger_differences(bench: Workbench, books: Books, day: date) -> Iterator[str]:
    """Name every sum of the ledger that the books give otherwise: all, schools, topics, people."""
    rows = books.ledger()
    lists: list[tuple[dict[str, Any], list[Plain]]] = [({}, rows)]
    lists += [({"school_code": c}, [r for r in rows if r["school"] == c]) for c in books.schools]
    lists += [({"category": t}, [r for r in rows if r["category"] == t]) for t in TOPIC_LABEL]
    for person in books.people:
        mine = books.schools_of_any(person["id"], day)
        lists += [
            ({"lead_id": person["id"]}, [r for r in rows if r["lead"] == person["id"]]),
            ({"follower_id": person["id"]}, [r for r in rows if r["school"] in mine]),
        ]
    for names, counted in lists:
        told = bench.ledger.count(LedgerFilter(on=day, **names))
        by_hand = _sums(counted, day)
        if told._asdict() != by_hand:
            yield f"{day} {names}: {told._asdict()}, by hand {by_hand}"


def _sums(rows: list[Plain], day: date) -> Plain:
    still = [row for row in rows if is_open(row)]
    hazards = [row for row in still if row["words"] == "安全隐患"]
    return {
        "total": len(rows),
        "open": len(still),
        "overdue": sum(_overdue(row, day) for row in still),
        "awaiting_check": sum(row["answered"] is not None for row in still),
        "hazards": len(hazards),
        "untold_hazards": sum(not (row["told"] and row["phoned"]) for row in hazards),
        "earliest": min((row["found"] for row in still), default=None),
    }


def _overdue(row: Plain, day: date) -> bool:
    limit = naive_month.time_limit(row)
    waiting = row["answered"] is not None and row["answered"] <= day
    return not waiting and limit is not None and limit < day


def common_differences(bench: Workbench, books: Books) -> Iterator[str]:
    """Name every 共性问题 that the books give otherwise."""
    told = {p.category: p for p in bench.ledger.common(bench.ledger.everything())}
    by_topic: dict[str, list[Plain]] = {}
    for row in books.ledger():
        by_topic.setdefault(row["category"], []).append(row)
    for topic, rows in by_topic.items():
        schools = {row["school"] for row in rows}
        records = {(row["school"], row["record"]) for row in rows}
        often = Counter(school for school, _ in records)
        counted = (
            len(rows), len(schools), sum(map(is_open, rows)),
            tuple(sorted(school for school, number in often.items() if number > 1)),
        )  # fmt: skip
        found = told.get(topic)
        said = found and (found.issues, found.schools, found.open, found.repeated_at)
        if said != (counted if len(schools) > 1 else None):
            yield f"共性问题 {topic}: {said}, by hand {counted}"


def board_differences(bench: Workbench, books: Books, day: date) -> Iterator[str]:
    """Name every school of a month's board, as of its last day, that the books give otherwise."""
    board = bench.coverage.board(Month.of(day))
    told = {row.school.code: row for row in board.rows}
    if told.keys() != {code for code in books.schools if books.is_running(code, day)}:
        yield f"{day} schools of the board: {sorted(told)}"
    visits = books.on_site()
    rows = books.ledger()
    for code, row in told.items():
        days = {r["date"] for r in visits if r["school"] == code and r["date"] <= day}
        still = [r for r in rows if r["school"] == code and naive_month.is_open_after(r, day)]
        counted = (
            len({d for d in days if (d.year, d.month) == (day.year, day.month)}),
            len({d for d in days if board.term and board.term.first <= d}),
            max(days, default=None), len(still), sum(_overdue(r, day) for r in still),
            len({a["inspector"] for a in books.answering(code, day)}),
        )  # fmt: skip
        found = row.coverage
        said = (
            found.visits_month, found.visits_term, found.last_visit, row.open_issues, row.overdue,
            len(row.inspector_names),
        )  # fmt: skip
        if said != counted:
            yield f"{day} {row.school.name}: {said}, by hand {counted}"


def chart_differences(bench: Workbench, books: Books, day: date) -> Iterator[str]:
    """Name what the charts beside the table say otherwise: 校次 by month, issues by topic."""
    charts = {chart.title: chart for chart in bench.months.trend(Month.of(day))}
    visits, *topics = charts.values()
    days = {(r["school"], r["date"]) for r in books.on_site() if r["date"] <= day}
    by_month = Counter(f"{d.month}月" for _, d in days)
    told = dict(zip(visits.categories, visits.series[0].values, strict=True))
    if {m: n for m, n in told.items() if n} != dict(by_month):
        yield f"{day} 校次: {told}, by hand {dict(by_month)}"
    on_site = {r["no"] for r in books.on_site()}
    found = Counter(
        TOPIC_LABEL[i["category"]] for i in books.ledger()
        if i["record"] in on_site and i["found"] <= day
    )  # fmt: skip
    said = {c: n for t in topics for c, n in zip(t.categories, t.series[0].values, strict=True)}
    if said != dict(found):
        yield f"{day} 类别: {said}, by hand {dict(found)}"


def month_ledger_differences(bench: Workbench, books: Books, day: date) -> Iterator[str]:
    """Name each issue that the month's 台账 wrongly has or lacks: found in it, or open before."""
    first = day.replace(day=1)
    told = {row.issue.uid for row in bench.issues.ledger(Month.of(day))}
    counted = {
        row["no"]
        for row in books.ledger()
        if first <= row["found"] <= day or naive_month.is_open_after(row, first - timedelta(days=1))
    }
    if told != counted:
        yield f"{day} 台账: too many {sorted(told - counted)}, too few {sorted(counted - told)}"


def issue_differences(bench: Workbench, books: Books) -> Iterator[str]:
    """Name each issue whose days are not those of the books."""
    for row in books.ledger():
        issue = bench.issues.get(row["no"]).issue
        dates = issue.dates
        told = (
            dates.noticed_on, dates.answered_on, dates.closed_on, dates.voided_on,
            dates.extended_to, issue.due,
        )  # fmt: skip
        counted = (
            *(row[name] for name in ("notice", "answered", "closed", "voided", "extended")),
            naive_month.time_limit(row),
        )
        if told != counted:
            yield f"{issue.number}: {told}, by hand {counted}"


def differences_on(bench: Workbench, books: Books, day: date) -> list[str]:
    """Return everything that differs on the last day of a month."""
    return [
        *table_differences(whole_table(bench, Month.of(day)), books),
        *ledger_differences(bench, books, day),
        *common_differences(bench, books),
        *board_differences(bench, books, day),
        *chart_differences(bench, books, day),
        *month_ledger_differences(bench, books, day),
        *issue_differences(bench, books),
    ]
