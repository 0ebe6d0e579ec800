"""Import of a term's records: our reading against openpyxl alone, in one run.

    python tests/bench/imports.py [FILE] [--runs N] [--json]

openpyxl is given its fastest way (read-only, values only) and makes a list of every cell. Ours
reads the same file with the same openpyxl, finds the tables, reads each cell, binds lessons and
issues to their records and hashes every row. Runs are interleaved; medians are told, the ratio is
of the best of each. The limit of 3 is for the whole import, so that reading must leave room for
the database. Without FILE a workbook of about the size of a district's term is made.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector_app.sheets.text import code_of
from inspector_app.sheets.visit_rows import Known
from inspector_app.sheets.visits import read_visits
from tests.unit.sheets.heads import COMPLAINT_HEAD, ISSUE_HEAD, LESSON_HEAD, RECORD_HEAD

LIMIT = 3.0
TODAY = date(2026, 11, 22)
RECORDS = 930


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Times of one file: medians, and the ratio of the best of each."""

    file: str
    rows: int
    openpyxl_ms: float
    ours_ms: float
    ratio_of_medians: float
    ratio: float


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


def district_term(path: Path) -> None:
    """Write a workbook of about 3,000 rows spelled as an office spells them."""
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
    for n in range(RECORDS):
        day = date(2022, 5, 2) + timedelta(days=n // 5)
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
    """Read ``path`` both ways in turn."""
    known = known_for(path)
    read = read_visits(path, known=known)
    if read.problems:
        msg = f"the file has bad cells, e.g. {read.problems[0].sentence()}"
        raise SystemExit(msg)
    alone, ours = [], []
    for _ in range(runs):
        alone.append(_seconds(lambda: cells(path)))
        ours.append(_seconds(lambda: read_visits(path, known=known)))
    return Result(
        file=path.name,
        rows=sum(tally.read for tally in read.tallies),
        openpyxl_ms=round(1000 * statistics.median(alone), 1),
        ours_ms=round(1000 * statistics.median(ours), 1),
        ratio_of_medians=round(statistics.median(ours) / statistics.median(alone), 2),
        ratio=round(min(ours) / min(alone), 2),
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    """Print the result; exit 1 above the limit."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", nargs="?", type=Path)
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.file
        if path is None:
            path = Path(folder) / "term.xlsx"
            district_term(path)
        result = measure(path, runs=chosen.runs)
    if chosen.json:
        print(json.dumps(asdict(result), ensure_ascii=False))
    else:
        print(
            f"{result.file}: {result.rows} rows; openpyxl alone {result.openpyxl_ms} ms, "
            f"ours {result.ours_ms} ms, ratio {result.ratio} (limit {LIMIT} with the database)"
        )
    return 0 if result.ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
