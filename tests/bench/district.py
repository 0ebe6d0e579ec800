"""Speed and memory over a demonstration district of ten years: one table of all of it.

    python -m tests.bench.district [--years N] [--runs N] [--folder DIR] [--json]

Made once in a temporary folder (or in DIR, where it is found again): about 60,000 records. Then,
each next to its yardstick, in turn, in one run:

* the month table against the same figures as plain SQL (``group_by``) through sqlite3, over a plain
  copy of the same database; both must give the same numbers;
* a save of 10,000 characters against the same write to plain SQLite (``saving``);
* the first 50 hits of searches for two characters, in milliseconds;
* the board of all schools, by the rules that ship and by all rules, in milliseconds;
* the window against an empty one (``startup``);
* the peak memory of a process that does one of these, or imports a term's workbook.

Medians are told; the exit code is 1 when a limit is passed.
"""

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector_app.base.child import run
from inspector_app.bootstrap import Workbench, init_folder, is_initialised, open_workbench
from inspector_app.domain.month import Month
from tests.bench import group_by

ROOT = Path(__file__).resolve().parents[2]
SEED = 7
TABLE_LIMIT = 6.0
SEARCH_LIMIT_MS = 20.0
BOARD_LIMIT_MS = 50.0
MEMORY_LIMIT_MB = 300.0
WORDS = (
    "消防", "食堂", "整改", "安全", "教学", "作业", "课堂", "食品", "校门", "记录",
    "小学", "幼儿", "学校", "示范", "台账", "通道", "20", "没有",
)  # fmt: skip
_PLAIN_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
_SAME_MEMORY = (
    "temp_store = MEMORY", "cache_size = -65536", "mmap_size = 0", "secure_delete = FAST",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the report: ours, the yardstick, and the figure that the limit is for."""

    what: str
    ours: float
    yardstick: float | None = None
    figure: float
    unit: str
    limit: float

    @property
    def passes(self) -> bool:
        """Say whether the figure keeps to its limit."""
        return self.figure <= self.limit


def build(folder: Path, *, years: int) -> None:
    """Make the district, if it is not there yet."""
    if is_initialised(folder):
        return
    init_folder(folder, district="210321")
    with open_workbench(folder) as bench:
        bench.demo.build(years=years, seed=SEED)


def plain_copy(bench: Workbench, path: Path) -> None:
    """Write the same database without encryption, with the same statistics for the planner."""
    database = bench.context.database
    database.connect()
    driver = database.connection()
    driver.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
    driver.execute("SELECT sqlcipher_export('plain')").fetchall()
    driver.execute("DETACH DATABASE plain")
    with plain_connection(path) as connection:
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def plain_connection(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the plain copy with the pragmas of ours; the caller writes BEGIN and COMMIT."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (*_PLAIN_PRAGMAS, *_SAME_MEMORY):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    try:
        yield connection
    finally:
        connection.close()


def in_turn(runs: int, *works: Callable[[], object]) -> list[list[float]]:
    """Do each work ``runs`` times, one after the other, and return the milliseconds of each."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, taken in zip(works, times, strict=True):
            start = time.perf_counter()
            work()
            taken.append((time.perf_counter() - start) * 1000)
    return times


def ratio_line(what: str, ours: list[float], theirs: list[float], limit: float) -> Line:
    """Return the line of a comparison by medians."""
    mine, yardstick = statistics.median(ours), statistics.median(theirs)
    return Line(
        what=what,
        ours=round(mine, 2),
        yardstick=round(yardstick, 2),
        figure=round(mine / yardstick, 2),
        unit="×",
        limit=limit,
    )


# -- the month table -----------------------------------------------------------------------------


def compare_tables(bench: Workbench, plain: Path, *, runs: int) -> list[Line]:
    """Compile a new, a middle and an old month both ways; the numbers must be the same."""
    last = Month.of(bench.context.today()).shifted(-1)
    first = Month.parse(bench.context.database.row("SELECT min(visited_on) FROM visit")[0][:7])
    span = (last.year - first.year) * 12 + last.month - first.month
    lines = []
    with plain_connection(plain) as connection:
        for month in dict.fromkeys((last, last.shifted(-span // 2), first.shifted(span // 12))):
            days = _days(month)
            same = (_numbers(bench, month), group_by.as_table(group_by.ask(connection, days)))
            if same[0] != same[1]:
                msg = f"{month}: the table and the plain SQL do not give the same numbers"
                raise AssertionError(msg)
            ours, theirs = in_turn(
                runs,
                lambda month=month: bench.months.table(month),
                lambda days=days: group_by.ask(connection, days),
            )
            lines.append(ratio_line(f"month table {month}", ours, theirs, TABLE_LIMIT))
    return lines


def _days(month: Month) -> dict[str, str]:
    period = month.period
    return {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "school_year": period.school_year_start.isoformat(),
    }


def _numbers(bench: Workbench, month: Month) -> dict[str, Any]:
    def bare(row: dict[str, Any]) -> dict[str, Any]:
        return {k: list(v.values()) if isinstance(v, dict) else v for k, v in row.items()}

    found = bench.months.as_json(month, recompute=True)
    parts = {
        part: {name: bare(row) for name, row in found[part].items()}
        for part in ("zones", "inspectors")
    }
    return {"district": bare(found["district"]), **parts}


# -- search --------------------------------------------------------------------------------------


def search_lines(bench: Workbench, *, runs: int) -> list[Line]:
    """Time the first 50 hits of each word: the median over all, and the slowest word."""
    medians = {}
    for word in WORDS:
        if not bench.search.find(word, limit=50):
            continue
        (times,) = in_turn(runs, lambda word=word: bench.search.find(word, limit=50))
        medians[word] = statistics.median(times)
    slowest = max(medians, key=lambda word: medians[word])
    return [
        _plain_line(
            f"search, median of {len(medians)} words",
            statistics.median(medians.values()),
            "ms",
            SEARCH_LIMIT_MS,
        ),
        _plain_line(f"search, slowest word {slowest}", medians[slowest], "ms", SEARCH_LIMIT_MS),
    ]


# -- the board of schools ------------------------------------------------------------------------


def board_lines(bench: Workbench, *, runs: int) -> list[Line]:
    """Time the board of all schools, by the rules that ship and by every rule there is."""
    return [
        _board_line(bench, "by the rules that ship", runs=runs),
        _board_line(_with_every_rule(bench), "by every rule", runs=runs),
    ]


def _with_every_rule(bench: Workbench) -> Workbench:
    for rule in bench.rules.all():
        bench.rules.switch_on(rule.id)
    return bench


def _board_line(bench: Workbench, what: str, *, runs: int) -> Line:
    (times,) = in_turn(runs, bench.coverage.board)
    return _plain_line(f"board, {what}", statistics.median(times), "ms", BOARD_LIMIT_MS)


def _plain_line(what: str, value: float, unit: str, limit: float) -> Line:
    return Line(what=what, ours=round(value, 2), figure=round(value, 2), unit=unit, limit=limit)


# -- memory --------------------------------------------------------------------------------------

_TABLE_CODE = """
from inspector_app.bootstrap import open_workbench
from inspector_app.domain.month import Month
with open_workbench(pathlib.Path(sys.argv[2])) as bench:
    bench.months.table(Month.parse(sys.argv[3]))
"""
_IMPORT_CODE = """
from inspector_app.bootstrap import init_folder, open_workbench
folder, roster, visits = map(pathlib.Path, sys.argv[2:])
init_folder(folder, district="210304")
with open_workbench(folder) as bench:
    bench.imports.import_roster(roster)
    result = bench.imports.import_visits(visits)
assert result.imported, result.sentence
"""
_PEAK = """
lines = pathlib.Path("/proc/self/status").read_text().splitlines()
print([line for line in lines if line.startswith("VmHWM")][0].split()[1])
"""


def peak_mb(code: str, *arguments: object) -> float:
    """Return the peak resident memory of a fresh process that runs ``code``."""
    # Not getrusage: its peak is inherited from the process that started this one.
    head = "import pathlib, sys; sys.path.insert(0, sys.argv[1])\n"
    command = [sys.executable, "-c", head + code + _PEAK, str(ROOT), *map(str, arguments)]
    done = run(command, seconds=300)
    if done.code:
        raise AssertionError(done.err.decode())
    return round(int(done.out.split()[-1]) / 1024, 1)


def memory_lines(folder: Path, scratch: Path, *, month: Month) -> list[Line]:
    """Measure the month table, and the import of a term where a district's workbooks are."""
    lines = [_peak_line("month table", peak_mb(_TABLE_CODE, folder, month))]
    data = ROOT.parent / "shared" / "data" / "district-a"
    if data.is_dir():
        peak = peak_mb(
            _IMPORT_CODE, scratch / "imported", data / "roster.xlsx", data / "visits.xlsx"
        )
        lines.append(_peak_line("import of a term", peak))
    return lines


def _peak_line(what: str, megabytes: float) -> Line:
    return _plain_line(f"peak memory, {what}", megabytes, "MB", MEMORY_LIMIT_MB)


# -- all of it -----------------------------------------------------------------------------------


def measure(folder: Path, scratch: Path, *, years: int, runs: int) -> list[Line]:
    """Measure everything over the district in ``folder``, made if need be."""
    from tests.bench import saving, startup

    build(folder, years=years)
    plain = scratch / "plain.db"
    with open_workbench(folder) as bench:
        plain_copy(bench, plain)
        month = Month.of(bench.context.today()).shifted(-1)
        lines = compare_tables(bench, plain, runs=runs)
        lines += search_lines(bench, runs=runs)
        lines += board_lines(bench, runs=runs)
        lines += saving.compare(bench, plain, runs=runs * 10)
    lines += startup.compare(folder, runs=runs)
    return lines + memory_lines(folder, scratch, month=month)


def report(lines: list[Line]) -> str:
    """Return the lines as one table."""
    rows = [f"{'':<38}{'ours':>10}{'yardstick':>11}{'figure':>12}{'limit':>10}"]
    for line in lines:
        yardstick = "" if line.yardstick is None else f"{line.yardstick:.2f}"
        figure, limit = f"{line.figure:.2f} {line.unit}", f"{line.limit:g} {line.unit}"
        mark = "" if line.passes else "  !"
        rows.append(
            f"{line.what:<38}{line.ours:>10.2f}{yardstick:>11}{figure:>12}{limit:>10}{mark}"
        )
    return "\n".join(rows)


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
        print(report(lines))
    return int(not all(line.passes for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
