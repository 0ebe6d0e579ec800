"""All tables of a period beside the same GROUP BYs, and their workbook beside openpyxl alone.

    python -m tests.bench.tables [--years N] [--runs N] [--folder DIR] [--json]

Over the demonstration district of ``district`` (ten years unless told otherwise), in turn, in one
run:

* all tables of the last whole month against their GROUP BYs through sqlite3 over a plain copy of
  the same database; both must give the same numbers;
* the workbook of the last whole year's tables, counted, explained and written, against openpyxl
  alone that writes the same cells of the same sheets.

Processor time is told, not the clock's: a neighbour on the machine takes none of it. The exit code
is 1 when a limit is passed. That the tables are counted off the interface thread is asked by
``tests/gui/test_period_tables.py``.
"""

import argparse
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from openpyxl import Workbook, load_workbook

from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.figures import Count
from inspector_app.domain.month import Month, Period
from inspector_app.domain.period_tables import PeriodTables
from inspector_app.domain.table_period import (
    calendar_year_period,
    calendar_year_until,
    compared,
    month_period,
    school_year_until,
)
from tests.bench import district, group_by

TABLES_LIMIT = 6.0
WORKBOOK_LIMIT = 2.0
_COUNTED = "v.deleted_at IS NULL AND v.online = 0 AND v.status IN ('filed', 'handed_over')"
_CLOSED = "i.closed_on IS NOT NULL AND (i.voided_on IS NULL OR i.closed_on <= i.voided_on)"
_OVER = "coalesce(min(i.closed_on, i.voided_on), i.closed_on, i.voided_on)"
_VISITS_BY = f"""
SELECT {{part}}, count(DISTINCT v.school_code || v.visited_on), count(DISTINCT v.school_code)
FROM visit v {{join}} WHERE v.visited_on BETWEEN :start AND :end AND {_COUNTED} GROUP BY 1"""
# The issues that were found, ended or open in the period, read once for three tables.
_TOUCHED = (
    "DROP TABLE IF EXISTS temp.touched",
    f"""CREATE TEMP TABLE touched AS SELECT v.school_code, v.visited_on, i.category, i.due_now,
      i.deadline, i.closed_on, i.voided_on, i.severity, i.handling
    FROM issue i JOIN visit v ON v.id = i.visit_id
    WHERE (i.closed_on IS NULL OR i.closed_on >= :start OR v.visited_on >= :start)
      AND v.visited_on <= :end AND {_COUNTED}""",
)
_ISSUES_BY = f"""
SELECT {{part}}, sum(i.visited_on BETWEEN :start AND :end),
       coalesce(sum(max(i.closed_on, i.visited_on) BETWEEN :start AND :end AND {_CLOSED}), 0),
       sum({_OVER} IS NULL OR max({_OVER}, i.visited_on) > :end),
       sum(({_OVER} IS NULL OR max({_OVER}, i.visited_on) > :end)
           AND coalesce(i.due_now, i.deadline) < :end), {{more}}
FROM touched i {{join}} GROUP BY 1"""
_SCHOOL = "JOIN school s ON s.code = v.school_code"
_OF_ISSUE = "JOIN school s ON s.code = i.school_code"
_WEIGHTS = ", ".join(
    f"sum(i.visited_on BETWEEN :start AND :end AND {group_by._WEIGHT} = '{x}')"
    for x in group_by.WEIGHTS
)
_TYPE = "s.kind || '/' || s.ownership"
_STATEMENTS = {
    "schools": _VISITS_BY.format(part="v.school_code", join=""),
    "school_lessons": f"""SELECT v.school_code, count(*) FROM visit v
        JOIN lesson l ON l.visit_id = v.id WHERE v.visited_on BETWEEN :start AND :end
        AND l.whole = 1 AND {_COUNTED} GROUP BY 1""",
    "last": f"""SELECT v.school_code, max(v.visited_on) FROM visit v
        WHERE v.visited_on BETWEEN :year_before AND :end AND {_COUNTED} GROUP BY 1""",
    "school_issues": _ISSUES_BY.format(part="i.school_code", join="", more="0"),
    "types": _VISITS_BY.format(part=_TYPE, join=_SCHOOL),
    "type_issues": _ISSUES_BY.format(part=_TYPE, join=_OF_ISSUE, more="0"),
    "roster": """SELECT kind || '/' || ownership, count(*) FROM school
        WHERE closed_on IS NULL OR closed_on > :end GROUP BY 1""",
    "topics": _ISSUES_BY.format(part="i.category", join="", more=_WEIGHTS),
    "month_visits": f"""SELECT substr(v.visited_on, 1, 7),
        count(DISTINCT v.school_code || v.visited_on), count(DISTINCT v.school_code)
        FROM visit v WHERE v.visited_on BETWEEN :school_year AND :end AND {_COUNTED} GROUP BY 1""",
    "month_lessons": f"""SELECT substr(v.visited_on, 1, 7), count(*) FROM visit v
        JOIN lesson l ON l.visit_id = v.id WHERE v.visited_on BETWEEN :school_year AND :end
        AND l.whole = 1 AND {_COUNTED} GROUP BY 1""",
    "month_found": f"""SELECT substr(v.visited_on, 1, 7), count(*) FROM visit v
        JOIN issue i ON i.visit_id = v.id WHERE v.visited_on BETWEEN :school_year AND :end
        AND {_COUNTED} GROUP BY 1""",
    "month_closed": f"""SELECT substr(max(i.closed_on, v.visited_on), 1, 7), count(*) FROM issue i
        JOIN visit v ON v.id = i.visit_id WHERE i.closed_on BETWEEN :school_year AND :end
        AND {_CLOSED} AND v.visited_on <= :end AND {_COUNTED} GROUP BY 1""",
    "steps": f"""SELECT '', count(*), sum(i.fixed_on_the_spot OR coalesce(i.noticed_on <= :end, 0)
        OR coalesce(i.answered_on <= :end, 0) OR coalesce(i.closed_on <= :end, 0)),
        sum(coalesce(i.answered_on <= :end, 0) OR coalesce(i.closed_on <= :end, 0)),
        sum(coalesce(i.closed_on <= :end AND {_CLOSED}, 0))
        FROM visit v JOIN issue i ON i.visit_id = v.id
        WHERE v.visited_on BETWEEN :start AND :end AND {_COUNTED}""",
    "handled": f"""SELECT s.name, sum(i.handling = 'escalate'), sum(i.handling = 'consult')
        FROM visit v JOIN issue i ON i.visit_id = v.id JOIN scope s ON s.person = v.lead_id
        WHERE v.visited_on BETWEEN :start AND :end AND {_COUNTED} GROUP BY 1""",
    "frequency": f"""WITH m AS (SELECT v.id, v.school_code, v.visited_on, v.lead_id FROM visit v
          WHERE v.visited_on BETWEEN :start AND :end AND {_COUNTED}),
        o AS (SELECT id, lead_id AS person FROM m UNION
          SELECT p.visit_id, p.inspector_id FROM m JOIN visit_peer p ON p.visit_id = m.id),
        n AS (SELECT s.name, m.school_code, count(DISTINCT m.visited_on) AS made
          FROM m JOIN o ON o.id = m.id JOIN scope s ON s.person = o.person GROUP BY 1, 2),
        a AS (SELECT DISTINCT s.name, x.school_code FROM assignment x
          JOIN scope s ON s.person = x.inspector_id
          WHERE x.start <= :end AND (x.end IS NULL OR x.end >= :end))
        SELECT n.name, sum(min(n.made, 1)) FROM a JOIN n USING (name, school_code) GROUP BY 1""",
    "online": """SELECT s.name, count(*) FROM visit v JOIN scope s ON s.person = v.lead_id
        WHERE v.visited_on BETWEEN :start AND :end AND v.online = 1 AND v.deleted_at IS NULL
        AND v.status IN ('filed', 'handed_over') GROUP BY 1""",
    "corrected": f"""SELECT s.name, count(*) FROM visit v JOIN scope s ON s.person = v.lead_id
        WHERE v.visited_on BETWEEN :start AND :end AND v.revision > 1 AND {_COUNTED} GROUP BY 1""",
    "entries": """SELECT kind, inspector_id, count(*) FROM register_entry
        WHERE day BETWEEN :start AND :end AND state = 'filed' GROUP BY 1, 2""",
}

Rows = dict[str, dict[str, tuple[Any, ...]]]


def days_of(period: Period) -> dict[str, str]:
    """Return the parameters of the statements."""
    start, end = period.start, period.end
    return {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "school_year": period.school_year_start.isoformat(),
        "year_before": start.replace(year=start.year - 1).isoformat(),
    }


def ask(connection: sqlite3.Connection, bench: Workbench, month: Month) -> Rows:
    """Ask every table of a month in plain SQL."""
    period = month_period(month)
    for other in compared(period, bench.context.calendar(), until=bench.context.today()):
        if other is not None:
            group_by.ask(connection, days_of(other.days), group_by.OF_COMPARISON)
    for year in (school_year_until(period.days), calendar_year_until(period.days)):
        group_by.ask(connection, days_of(year.days), group_by.OF_CUMULATIVE)
    days = days_of(period.days)
    group_by.ask(connection, days)
    connection.execute(_TOUCHED[0])
    connection.execute(_TOUCHED[1], days)
    return {
        name: {row[0]: tuple(row[1:]) for row in connection.execute(sql, days)}
        for name, sql in _STATEMENTS.items()
    }


def check(found: PeriodTables, answers: Rows) -> None:
    """Raise where a number of the tables is not that of the plain SQL."""
    _same(found, "schools", ("visits",), answers["schools"])
    _same(found, "schools", ("lessons",), answers["school_lessons"])
    columns = ("issues_found", "closed", "open_at_end", "overdue_at_end")
    _same(found, "schools", columns, answers["school_issues"])
    weights = tuple(f"weight.{name}" for name in group_by.WEIGHTS)
    _same(found, "topics", (*columns, *weights), answers["topics"])
    _same(found, "months", ("visits", "visited_schools"), answers["month_visits"])
    _same(found, "months", ("lessons",), answers["month_lessons"])
    _same(found, "months", ("issues_found",), answers["month_found"])
    _same(found, "months", ("closed",), answers["month_closed"])
    steps = found.find("steps")
    assert steps is not None
    told = tuple(_number(steps.cell(row.key, "count")) for row in steps.rows)
    _agree("steps", "", told, answers["steps"][""])


def _same(
    found: PeriodTables, name: str, columns: tuple[str, ...], rows: dict[str, tuple[Any, ...]]
) -> None:
    table = found.find(name)
    assert table is not None
    for key, numbers in rows.items():
        if table.row(key) is not None:
            ours = tuple(_number(table.cell(key, column)) for column in columns)
            _agree(name, key, ours, numbers[: len(columns)])


def _number(cell: object) -> int:
    assert isinstance(cell, Count), cell
    return cell.value


def _agree(name: str, key: str, ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> None:
    if ours != theirs:
        msg = f"{name} {key}: the tables say {ours}, the plain SQL says {theirs}"
        raise AssertionError(msg)


def in_turn(runs: int, *works: Callable[[], object]) -> list[list[float]]:
    """Do each work ``runs`` times in turn; return the milliseconds of the processor of each."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            taken.append((time.process_time() - start) * 1000)
    return times


def compare_tables(bench: Workbench, plain: Path, *, runs: int) -> list[district.Line]:
    """Count all tables of the last whole month both ways; the numbers must be the same."""
    month = Month.of(bench.context.today()).shifted(-1)
    period = month_period(month)
    with district.plain_connection(plain) as connection:
        check(bench.period_tables.of(period), ask(connection, bench, month))
        ours, theirs = in_turn(
            runs,
            lambda: bench.period_tables.of(period),
            lambda: ask(connection, bench, month),
        )
    return [district.ratio_line(f"all tables of {month}", ours, theirs, TABLES_LIMIT)]


def compare_workbooks(bench: Workbench, scratch: Path, *, runs: int) -> list[district.Line]:
    """Write the tables of the last whole year both ways."""
    today = bench.context.today()
    year = calendar_year_period(today.replace(year=today.year - 1, day=1))
    path, other = scratch / "ours.xlsx", scratch / "plain.xlsx"
    bench.period_workbooks.xlsx(path, year)
    sheets = _cells_of(path)
    ours, theirs = in_turn(
        runs,
        lambda: bench.period_workbooks.xlsx(path, year),
        lambda: _write(other, sheets),
    )
    cells = sum(len(row) for _, rows in sheets for row in rows)
    what = f"workbook of {year.days.start.year}, {cells} cells"
    return [district.ratio_line(what, ours, theirs, WORKBOOK_LIMIT)]


def _cells_of(path: Path) -> list[tuple[str, list[tuple[Any, ...]]]]:
    book = load_workbook(path, read_only=True)
    found = [(page.title, list(page.iter_rows(values_only=True))) for page in book.worksheets]
    book.close()
    return found


def _write(path: Path, sheets: list[tuple[str, list[tuple[Any, ...]]]]) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(path)


def measure(folder: Path, scratch: Path, *, years: int, runs: int) -> list[district.Line]:
    """Measure both over the district in ``folder``, made if need be."""
    district.build(folder, years=years)
    plain = scratch / "plain.db"
    with open_workbench(folder) as bench:
        district.plain_copy(bench, plain)
        lines = compare_tables(bench, plain, runs=runs)
        return lines + compare_workbooks(bench, scratch, runs=max(1, runs // 3))


def main() -> int:
    """Print the table; return 1 if a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--folder", type=Path, help="where the district is kept between runs")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        folder = options.folder or scratch / "district"
        lines = measure(folder, scratch, years=options.years, runs=options.runs)
    if options.json:
        print(json.dumps([asdict(line) for line in lines], ensure_ascii=False))
    else:
        print(district.report(lines))
    return int(not all(line.passes for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
