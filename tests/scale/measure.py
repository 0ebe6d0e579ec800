"""Times an export and the questions to it; docs/scale.md is worked out from these figures.

    python -m tests.scale.measure FOLDER [DISTRICTS] [duckdb|spark …]

Each district has 25 inspectors, 120 schools and 500 visits in each of twelve months, with 1.2
lessons
and 2 issues a visit. What is printed is one line of JSON for each step.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from inspector_app.domain.fact_rows import MONTHLY, Row
from inspector_app.domain.month import Month
from inspector_app.scale.engines import EngineName, engine, prepare
from inspector_app.services.scale_files import write_export

FIRST: Final = Month(2026, 1)
MONTHS: Final = tuple(FIRST.shifted(n) for n in range(12))
PEOPLE, SCHOOLS, VISITS, ISSUES = 25, 120, 500, 2
SESSIONS: Final = (("morning", 1), ("afternoon", 1), ("full_day", 2))
TYPES: Final = ("routine", "routine", "campaign", "comprehensive", "follow_up")
WEIGHTS: Final = ("minor", "ordinary", "serious", "complex")


class Made:
    """One district, its rows made when they are asked for."""

    def __init__(self, number: int) -> None:
        self.district = f"{100000 + number}"

    def months(self) -> Sequence[Month]:
        return MONTHS

    def monthly(self, table: str, month: Month) -> Iterable[Row]:
        pick = Random(f"{self.district}{month}")
        visits = [self._visit(month, n, pick) for n in range(VISITS)]
        made: dict[str, Callable[[Row, int], Iterable[Row]]] = {
            "visit": lambda visit, _: [visit],
            "credit": self._credits,
            "lesson": self._lessons,
            "issue": self._issues,
            "complaint": lambda _visit, _n: [],
        }
        for place, visit in enumerate(visits):
            yield from made[table](visit, place)

    def _visit(self, month: Month, number: int, pick: Random) -> Row:
        day = month.period.start + timedelta(days=pick.randrange(28))
        session, half_days = pick.choice(SESSIONS)
        lead = f"DX{pick.randrange(PEOPLE):03}"
        school = f"{self.district}{pick.randrange(SCHOOLS):04}"
        uid = f"{pick.getrandbits(128):032x}"
        methods = [pick.randrange(3) for _ in range(12)]
        number_text = f"{self.district}-{month.year}-{lead}-{number:04}"
        return (uid, number_text, school, day, session, half_days, pick.choice(TYPES), lead, False,
                *methods)  # fmt: skip

    def _credits(self, visit: Row, place: int) -> Iterable[Row]:
        yield visit[0], visit[3], visit[7]
        if place % 3 == 0:
            yield visit[0], visit[3], f"DX{(int(str(visit[7])[2:]) + 1) % PEOPLE:03}"

    def _lessons(self, visit: Row, place: int) -> Iterable[Row]:
        for number in range(1 + (place % 5 == 0)):
            yield (f"l{number}{str(visit[0])[:30]}", visit[0], visit[2], visit[3], visit[7],
                   f"{place % 6 + 1}年{number + 1}班", number + 1, False)  # fmt: skip

    def _issues(self, visit: Row, place: int) -> Iterable[Row]:
        day = visit[3]
        assert isinstance(day, date)
        for number in range(ISSUES):
            closed = day + timedelta(days=5 + place % 40) if place % 4 else None
            due = day + timedelta(days=15)
            yield (f"i{number}{str(visit[0])[:30]}", visit[0], visit[7], day, f"T{place % 8 + 1}",
                   WEIGHTS[place % 4], place % 9 == 0, due, None, day, closed, closed,
                   None)  # fmt: skip

    def lasting(self, table: str) -> Iterable[Row]:
        people = [f"DX{n:03}" for n in range(PEOPLE)]
        if table == "person":
            return [(p, f"第{n % 5 + 1}责任区", None, None) for n, p in enumerate(people)]
        schools = [f"{self.district}{n:04}" for n in range(SCHOOLS)]
        if table == "assignment":
            return [(people[n % PEOPLE], s, date(2025, 9, 1), None) for n, s in enumerate(schools)]
        return [(s, "primary", None) for s in schools]


def measured(step: str, act: Callable[[], dict[str, Any]]) -> None:
    start = time.perf_counter()
    told = act()
    seconds = round(time.perf_counter() - start, 2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"step": step, "seconds": seconds, "peak_mb": peak, **told}), flush=True)


def exported(folder: Path, districts: int) -> dict[str, Any]:
    found = write_export(folder, map(Made, range(districts)))
    rows = sum(found.rows.values())
    return {"rows": rows, "visits": found.rows["visit"], "bytes": found.size,
            "bytes_per_visit": round(found.size / found.rows["visit"]), "files": found.files,
            "tables": len(MONTHLY)}  # fmt: skip


def asked(name: EngineName, folder: Path) -> dict[str, Any]:
    with engine(name) as chosen:
        prepare(chosen, name, folder, MONTHS[10].period)
        rows = chosen.ask("SELECT * FROM month_table")
        (total,) = [row for row in rows if row["kind"] == "all"]
    return {"rows": len(rows), "visits": int(total["visits"])}


def main(folder: str, districts: str = "20", *engines: str) -> None:
    root = Path(folder)
    if not (root / "export.json").exists():
        measured("export", lambda: exported(root, int(districts)))
    for each in engines or ("duckdb",):
        name = EngineName(each)
        measured(f"month {name.value}", lambda name=name: asked(name, root))


if __name__ == "__main__":
    main(*sys.argv[1:])
