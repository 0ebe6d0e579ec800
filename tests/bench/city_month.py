"""A look at a city's month: what is kept of each bundle against opening all of them.

    python -m tests.bench.city_month [--districts N] [--json]

A folder of a city with N made-up districts (forty unless told otherwise), each with 506 visits of a
month and what stands behind them: the usual county of ``docs/scale.md`` in November. The bundles
are put into the in-tray as 收件 puts them there. Then, in a process each time anew:

* *a look*: the table of the city, who has reported, what was held against what;
* *again*: the same once more, as the window asks after a change;
* *opened*: the same with nothing kept, so that every bundle is opened.

Processor seconds are told. The exit code is 1 when a look costs more than a tenth of *opened*.
"""

import argparse
import json
import random
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, init_folder, open_workbench
from inspector_app.domain.district_json import district_json
from inspector_app.domain.district_month import DistrictMonth, SchoolLine
from inspector_app.domain.facts import (
    AssignmentFact,
    InspectorFact,
    IssueFact,
    LessonFact,
    TableFacts,
    VisitFact,
)
from inspector_app.domain.issue_weight import Weight
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import compile_table
from inspector_app.domain.table_json import table_json
from inspector_app.domain.visit_options import MethodCounts, Session, VisitStatus, VisitType
from inspector_app.services.context import Role
from inspector_app.storage.office import TakenBundle

MONTH: Final = Month(2026, 11)
SHARE_LIMIT: Final = 0.1
_NOW: Final = datetime(2026, 12, 2, 8, tzinfo=UTC)
_VISITS, _LESSONS, _ISSUES = 506, 1.2, 2
_PEOPLE, _SCHOOLS = 12, 60


def district(number: int, month: Month = MONTH) -> DistrictMonth:
    """Return a made-up district's locked month, the same for the same number."""
    rng, code = random.Random(f"{number}/{month}"), f"2103{number:02}"
    people = [f"DX{n:03}" for n in range(_PEOPLE)]
    schools = [f"{code}{n:04}" for n in range(_SCHOOLS)]
    span = month.period
    since = date(2026, 9, 1)
    behind = (span.end - since).days + 1
    visits = [
        VisitFact(
            f"{code}-{month}-v{n:05}", rng.choice(schools),
            span.start + timedelta(days=rng.randrange(28)), Session.MORNING, VisitType.ROUTINE,
            rng.choice(people), (rng.choice(people),), VisitStatus.HANDED_OVER, False,
            MethodCounts(*(rng.randrange(3) for _ in MethodCounts._fields)), False,
        )
        for n in range(_VISITS)
    ]  # fmt: skip
    many = round(_VISITS * max(1.0, behind / 30))
    days = [since + timedelta(days=rng.randrange(behind)) for _ in range(many)]
    lessons = [
        LessonFact(
            f"{code}-l{n:05}", f"{code}-x{n:05}", rng.choice(people), "三年级1班", 1, True,
            days[n % many], True, rng.choice(schools), False,
        )
        for n in range(round(many * _LESSONS))
    ]  # fmt: skip
    issues = [
        IssueFact(
            f"{code}-i{n:05}", f"{code}-x{n:05}", rng.choice(people), days[n % many],
            rng.choice(list(Weight)), False, days[n % many] + timedelta(days=20), None,
            days[n % many] + timedelta(days=20), days[n % many], None, None, None, True,
        )
        for n in range(many * _ISSUES)
    ]  # fmt: skip
    facts = TableFacts(
        inspectors=[InspectorFact(p, p, f"第{int(p[2:]) % 3}责任区") for p in people],
        assignments=[
            AssignmentFact(people[n % _PEOPLE], code_, since, None)
            for n, code_ in enumerate(schools)
        ],
        visits=visits, lessons=lessons, issues=issues,
    )  # fmt: skip
    table = {"month": str(month), **table_json(compile_table(span, facts))}
    return DistrictMonth(
        code=code, name=f"示范区{number:02}督导室", month=month, span=span,
        locked_on="2026-12-01T08:00:00Z", table=table, facts=facts,
        names={p: f"督学{p[3:]}" for p in people},
        schools=[SchoolLine(code=c, name=f"第{c[-2:]}小学", kind="primary") for c in schools],
        numbers={v.uid: v.uid for v in visits}, categories={i.uid: "T6" for i in issues},
    )  # fmt: skip


def put(bench: Workbench, found: DistrictMonth, seq: int) -> None:
    """Put a month into the in-tray, and keep what a look asks for where this version does."""
    content = json.dumps(district_json(found), ensure_ascii=False)
    chain = f"chain{found.code}"
    with bench.context.database.transaction():
        bench.context.stores.office.add_bundle(
            TakenBundle(
                chain=chain, seq=seq, digest=f"{chain}{seq}", type="district",
                period=str(found.month), inspector_id=found.code,
                created="2026-12-01T08:00:00Z", taken_at="2026-12-01T09:00:00Z",
                file_name=f"{chain}-{seq}", sealed_sha256=f"{chain}{seq}", size=len(content),
                visits=len(found.facts.visits), photos=0,
                statement=json.dumps({"x_district": found.code}),
                records=zlib.compress(content.encode()), read_as=3,
            )
        )  # fmt: skip


def keep(bench: Workbench) -> None:
    """Read what was put there, as the next 收件 does."""
    from inspector_app.services.district_held import catch_up

    catch_up(bench.context)


def seconds(what: Callable[[], Any]) -> float:
    """Return the processor time of an act."""
    start = time.process_time()
    what()
    return time.process_time() - start


def measured(root: Path, count: int) -> dict[str, float]:
    """Return the processor seconds of each look."""
    clock = FixedClock(_NOW)
    init_folder(root, role=Role.OFFICE, district="210300", clock=clock)
    with open_workbench(root, clock=clock) as bench:
        for number in range(1, count + 1):
            code = f"2103{number:02}"
            bench.districts.add(code, f"示范区{number:02}督导室")
            put(bench, district(number), 1)
    told: dict[str, float] = {}
    with open_workbench(root, clock=clock) as bench:
        bench.districts.has_lower()
        told["opened"] = seconds(lambda: bench.districts.table(MONTH))
        told["keep"] = seconds(lambda: keep(bench))
    with open_workbench(root, clock=clock) as bench:
        bench.districts.has_lower()
        told["look"] = seconds(lambda: bench.districts.table(MONTH))
        told["again"] = seconds(lambda: bench.districts.table(MONTH))
    return told


def main(arguments: list[str]) -> int:
    """Measure, tell, and say whether a look is cheap."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--districts", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        told = measured(Path(folder) / "市", options.districts)
    print(json.dumps(told) if options.json else told)
    return 0 if told["look"] <= SHARE_LIMIT * told["opened"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
