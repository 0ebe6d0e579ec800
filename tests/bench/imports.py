"""Import of a term's records against openpyxl alone, in one run.

    python tests/bench/imports.py [FILE] [--runs N] [--records N] [--json]

openpyxl is given its fastest way (read-only, values only) and makes a list of every cell. Our
reading finds the tables, reads each cell, binds lessons and issues to their records and hashes
every row; the whole import also writes all of it into a new encrypted folder, with its history, and
indexes every text. Runs are interleaved; medians are told, the ratios are of the best of each. The
limit of 3 is for the whole import. Without FILE a workbook of about the size of a district's term
is made, or of as many records as are asked for.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector_app.base.child import run
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, init_folder, open_workbench
from inspector_app.domain.school import Inspector, InspectorKind, School, SchoolKind
from inspector_app.sheets.text import code_of
from inspector_app.sheets.visit_rows import Known
from inspector_app.sheets.visits import read_visits
from tests.unit.sheets.heads import COMPLAINT_HEAD, ISSUE_HEAD, LESSON_HEAD, RECORD_HEAD

LIMIT = 3.0
MEMORY_LIMIT_MB = 300
TODAY = date(2026, 11, 22)
RECORDS = 930


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Times of one file: medians, and the ratios of the best of each; ``peak_mb`` of one import."""

    file: str
    rows: int
    openpyxl_ms: float
    reading_ms: float
    import_ms: float
    reading_ratio: float
    ratio: float
    peak_mb: float


def cells(path: Path) -> list[list[tuple[Any, ...]]]:
    """Return every cell of every sheet, by openpyxl alone."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = [list(page.iter_rows(values_only=True)) for page in book.worksheets]
    book.close()
    return rows


def known_for(path: Path) -> Known:
    """Return schools and inspectors under which each row of ``path`` is good."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    pages = {page.title: list(page.iter_rows(values_only=True)) for page in book.worksheets}
    book.close()
    schools: dict[str, str] = {}
    names: set[str] = set()
    for rows in pages.values():
        head = rows[0] if rows else ()
        for row in rows[1:]:
            cell = dict(zip(head, row, strict=False))
            schools.setdefault(code_of(cell.get("学校标识码") or ""), str(cell.get("学校名称")))
            people = ("责任督学", "听课督学", "核实督学")
            names |= {str(cell[name]).strip() for name in people if cell.get(name)}
    by_number = {f"DX{n:03}": name for n, name in enumerate(sorted(names), start=1)}
    return Known(today=TODAY, schools=schools, inspectors=by_number)


def district_term(path: Path, *, records: int = RECORDS) -> None:
    """Write records as an office spells them, with a lesson and an issue each."""
    book = openpyxl.Workbook()
    pages = {
        "督导记录": RECORD_HEAD,
        "听课记录": LESSON_HEAD,
        "问题": ISSUE_HEAD,
        "投诉": COMPLAINT_HEAD,
    }
    book.remove(book.worksheets[0])
    for title, head in pages.items():
        book.create_sheet(title).append(head)
    for n in range(records):
        day = date(2022, 5, 2) + timedelta(days=n * 190 // records)
        lead, number = f"督学{n % 25 + 1:02}", f"210304-2022-DX{n % 25 + 1:03}-{n:04}"
        school = n % 120 + 1
        typed = (day, f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日")
        book["督导记录"].append(
            [
                *(number, f"21211{school:05}", f"示范区第{school}小学", typed[n % 3]),
                *("上午", "经常性", lead, None, "否", "已提交"),
                *((n + k) % 6 for k in range(9)),
                *("２", "校园巡视后查阅资料，与师生座谈。", None, "加强校门口上下学时段管理。"),
            ]
        )
        book["听课记录"].append([number, lead, n % 7 + 1, "4年2班", "数学", "是", "良"])
        later = day + timedelta(days=15)
        book["问题"].append(
            [
                *(f"WT{n:05}", number, "T6", "消防通道堆放杂物。", "一般", "否"),
                *(f"{later:%Y.%m.%d}", None, typed[n % 3], later, None, None),
            ]
        )
    book.save(path)


def measure(path: Path, *, runs: int) -> Result:
    """Read and import ``path`` in turn."""
    known = known_for(path)
    read = read_visits(path, known=known)
    if read.problems:
        msg = f"the file has bad cells, e.g. {read.problems[0].sentence()}"
        raise SystemExit(msg)
    count = sum(tally.read for tally in read.tallies)
    del read
    alone, reading, whole = [], [], []
    for _ in range(runs):
        alone.append(_seconds(lambda: cells(path)))
        reading.append(_seconds(lambda: read_visits(path, known=known)))
        with tempfile.TemporaryDirectory() as folder, _bench(Path(folder), known) as bench:
            whole.append(_seconds(lambda: bench.imports.import_visits(path)))
            if bench.visits.list() == ():
                raise SystemExit("nothing was imported")
    return Result(
        file=path.name,
        rows=count,
        openpyxl_ms=_median_ms(alone),
        reading_ms=_median_ms(reading),
        import_ms=_median_ms(whole),
        reading_ratio=round(min(reading) / min(alone), 2),
        ratio=round(min(whole) / min(alone), 2),
        peak_mb=peak_mb(path, known),
    )


def _bench(folder: Path, known: Known) -> Workbench:
    """Return an open folder with the schools and people of ``known``, as a roster brings them."""
    clock = FixedClock(datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=UTC))
    init_folder(folder / "data", district="210304", clock=clock)
    bench = open_workbench(folder / "data", clock=clock)
    stores = bench.context.stores
    with bench.context.database.transaction():
        for code, name in known.schools.items():
            if not code:
                continue  # sheets without a column of schools
            school = School(code=code, name=name, kind=SchoolKind.PRIMARY)
            stores.schools.put(school, initials="", origin="bench")
        for number, name in known.inspectors.items():
            person = Inspector(id=number, name=name, kind=InspectorKind.PART_TIME)
            stores.people.put(person, origin="bench")
    return bench


def peak_mb(path: Path, known: Known) -> float:
    """Return the peak resident memory of a fresh process that imports ``path`` once."""
    code = (
        f"import json, sys; sys.path.insert(0, {sys.path[0]!r})\n"
        "import resource\n"
        "from pathlib import Path\n"
        "from tests.bench.imports import import_once\n"
        f"import_once(Path({str(path)!r}), *json.load(sys.stdin))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    given = json.dumps([dict(known.schools), dict(known.inspectors)]).encode()
    done = run([sys.executable, "-c", code], given=given, seconds=600)
    if done.code:
        raise SystemExit(done.err.decode())
    return round(float(done.out), 1)


def import_once(path: Path, schools: dict[str, str], inspectors: dict[str, str]) -> None:
    """Import ``path`` into a new folder."""
    known = Known(today=TODAY, schools=schools, inspectors=inspectors)
    with tempfile.TemporaryDirectory() as folder, _bench(Path(folder), known) as bench:
        bench.imports.import_visits(path)


def _median_ms(times: list[float]) -> float:
    return round(1000 * statistics.median(times), 1)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    """Print the result; exit 1 above the limit."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", nargs="?", type=Path)
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--records", type=int, default=RECORDS)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.file
        if path is None:
            path = Path(folder) / "term.xlsx"
            district_term(path, records=chosen.records)
        result = measure(path, runs=chosen.runs)
    if chosen.json:
        print(json.dumps(asdict(result), ensure_ascii=False))
    else:
        print(
            f"{result.file}: {result.rows} rows; openpyxl alone {result.openpyxl_ms} ms, reading "
            f"{result.reading_ms} ms (ratio {result.reading_ratio}), whole import "
            f"{result.import_ms} ms (ratio {result.ratio}, limit {LIMIT}), "
            f"peak {result.peak_mb} MB (limit {MEMORY_LIMIT_MB})"
        )
    return 0 if result.ratio <= LIMIT and result.peak_mb <= MEMORY_LIMIT_MB else 1


if __name__ == "__main__":
    sys.exit(main())
