"""The 台账 of 120,000 issues, and 今日 of ten years: each filter beside the same question in SQL.

    python -m tests.bench.ledger [--folder DIR] [--years N] [--issues N] [--runs N] [--json]

The demonstration district is made (or found in DIR) and copied; its issues are written again under
other numbers until there are enough. For each filter the first page of fifty and the counts above
it are told in milliseconds, beside plain SQLite's bare numbers of the same issues in a plain copy
of the same file; then the whole answer of 今日. Medians are told; the exit code is 1 above a limit.
"""

import argparse
import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.issue import IssueState, Severity
from inspector_app.domain.issue_source import Matter, OutsideSource
from inspector_app.domain.ledger_filter import LedgerFilter, LedgerOrder
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.domain.visit_options import VisitType
from inspector_app.storage.ledger_lists import LedgerListStore, where_of
from tests.bench import district

PAGE: Final = 50
PAGE_LIMIT_MS: Final = 50.0
FILTER_LIMIT_MS: Final = 100.0
TODAY_LIMIT_MS: Final = 50.0
# What makes a copy of an issue another one.
_OTHER: Final = {
    "uid": "uid || '+{time}'",
    "number": "number || '+{time}'",
    "ordinal": "ordinal + 50 * {time}",
}


def enlarge(bench: Workbench, *, issues: int) -> None:
    """Write the issues again under other numbers until there are so many."""
    database = bench.context.database
    columns = [str(row[1]) for row in database.rows("PRAGMA table_info(issue)")]
    with database.transaction():
        for time in range(1, 10):
            missing = issues - _count(bench)
            if missing <= 0:
                break
            other = {name: text.format(time=time) for name, text in _OTHER.items()}
            taken = ", ".join(other.get(name, name) for name in columns)
            database.execute(
                f"INSERT INTO issue ({', '.join(columns)}) SELECT {taken} FROM issue"
                " WHERE uid NOT LIKE '%+_' LIMIT ?",
                missing,
            )
        database.execute("ANALYZE")


def tell(bench: Workbench) -> None:
    """Take in what a few letters told: a source that is rare is what an index is worth most for."""
    bench.ledger_sources.take_in(
        SourcedIssue(
            source=OutsideSource.OPINION, reference="示函3号", item=str(place), unit="区教育局",
            description="调配没有落实。", matter=Matter.GOVERNMENT,
            deadline=bench.context.today() + timedelta(days=place),
        )
        for place in range(60)
    )  # fmt: skip


def _count(bench: Workbench) -> int:
    found = bench.context.database.row("SELECT count(*) FROM issue")
    return int(found[0]) if found else 0


def filters(bench: Workbench) -> Mapping[str, LedgerFilter]:
    """Return the filters that the page of the 台账 offers, with values that occur."""
    database = bench.context.database
    base = LedgerFilter(on=bench.context.today())

    def most(column: str) -> Any:
        found = database.row(
            f"SELECT {column} FROM issue WHERE {column} <> ''"
            " GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        )
        assert found is not None
        return found[0]

    school, lead = most("school_code"), most("lead_id")
    since = bench.context.today() - timedelta(days=90)
    chosen: dict[str, dict[str, Any]] = {
        "all": {},
        "all, newest first": {"order": LedgerOrder.FOUND},
        "all, by school": {"order": LedgerOrder.SCHOOL},
        "open": {"open_only": True},
        "overdue": {"overdue": True},
        "of a school": {"school_code": school},
        "open of a school": {"school_code": school, "open_only": True},
        "of an inspector": {"lead_id": lead},
        "to be followed up": {"follower_id": lead, "open_only": True},
        "of a topic": {"category": most("category")},
        "hazards": {"severity": Severity.HAZARD},
        "found in 90 days": {"found_from": since},
        "of a type of record": {"source": VisitType.CAMPAIGN},
        "of letters": {"source": OutsideSource.OPINION},
        "of governments": {"matter": Matter.GOVERNMENT, "order": LedgerOrder.FOUND},
        "with a word": {"text": "通道"},
        **{f"in state {state.value}": {"states": frozenset({state})} for state in IssueState},
    }
    return {name: replace(base, **values) for name, values in chosen.items()}


def measure(bench: Workbench, plain: Path, *, runs: int) -> list[district.Line]:
    """Time each filter's first page and its counts, and 今日."""
    lines = []
    lists = LedgerListStore(bench.context.database)
    with district.plain_connection(plain) as connection:
        for name, wanted in filters(bench).items():
            page = replace(wanted, limit=PAGE)
            where, values = where_of(wanted)
            rows, counts, bare = district.in_turn(
                runs,
                lambda page=page: lists.rows(page),
                lambda wanted=wanted: lists.count(wanted),
                lambda where=where, values=values: _bare(connection, where, values),
            )
            lines += [
                _line(f"page, {name}", rows, bare, PAGE_LIMIT_MS),
                _line(f"counts, {name}", counts, bare, FILTER_LIMIT_MS),
            ]
    (today,) = district.in_turn(runs, bench.today.page)
    return [*lines, _line("今日", today, None, TODAY_LIMIT_MS)]


def _bare(connection: sqlite3.Connection, where: str, values: list[object]) -> int:
    sql = f"SELECT count(*), sum(i.closed_on IS NULL AND i.voided_on IS NULL) FROM issue i WHERE {where}"  # noqa: E501 - conditions of ours
    return int(connection.execute(sql, values).fetchone()[0])


def _line(what: str, ours: list[float], bare: list[float] | None, limit: float) -> district.Line:
    return district.Line(
        what=what,
        ours=round(median(ours), 2),
        yardstick=None if bare is None else round(median(bare), 2),
        figure=round(median(ours), 2),
        unit="ms",
        limit=limit,
    )


def compare(folder: Path, scratch: Path, *, issues: int, runs: int) -> list[district.Line]:
    """Copy the district, enlarge its ledger and measure it."""
    copied = shutil.copytree(folder, scratch / "ledger")
    with open_workbench(copied) as bench:
        enlarge(bench, issues=issues)
        tell(bench)
        plain = scratch / "plain.db"
        district.plain_copy(bench, plain)
        return measure(bench, plain, runs=runs)


def main() -> int:
    """Print the result; return 1 above a limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--issues", type=int, default=120_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name) / "district"
        district.build(folder, years=options.years)
        lines = compare(folder, Path(name), issues=options.issues, runs=options.runs)
    if options.json:
        print(json.dumps([asdict(line) for line in lines], ensure_ascii=False))
    else:
        print(district.report(lines))
    return int(not all(line.passes for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
