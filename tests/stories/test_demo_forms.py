"""A few demonstration records have filled forms, as a person would have filed them."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.visit import Visit
from inspector_app.services.demo_forms import MOST_A_MONTH
from inspector_app.services.form_filing import issues_in

# The first weeks of a school year: a district with few records.
CLOCK = FixedClock(datetime(2026, 9, 24, 8, tzinfo=UTC))


def built(folder: Path) -> Path:
    bootstrap.init_folder(folder, district="210304", inspector_id="DX001", clock=CLOCK)
    with bootstrap.open_workbench(folder, clock=CLOCK) as bench:
        bench.demo.build(years=1, seed=4)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("demo") / "data")


def filled_visits(bench: bootstrap.Workbench) -> list[Visit]:
    uids = [row[0] for row in bench.context.database.rows("SELECT uid FROM visit ORDER BY uid")]
    visits = [bench.context.stores.visits.get(uid) for uid in uids]
    return [visit for visit in visits if visit.forms]


def test_filled_forms_lack_nothing_and_their_findings_are_the_issues_of_the_record(
    folder: Path,
) -> None:
    with bootstrap.open_workbench(folder, clock=CLOCK) as bench:
        visits = filled_visits(bench)
        assert 0 < len(visits) <= 2 * MOST_A_MONTH
        written = 0
        for visit in visits:
            (record,) = visit.forms
            filling = bench.forms.open(record.uid).filling
            assert filling is not None
            assert [point.path for point in filling.problems()] == []
            assert filling.to_drop() == ()
            found = {(i.uid, i.description, i.severity) for i in issues_in(filling)}
            assert found == {(i.uid, i.description, i.severity) for i in visit.issues}
            written += len(found)
        assert written > 0
        used = Counter(visit.forms[0].form for visit in visits)
        assert set(used) == {"anquan", "shuangjian"}
        assert all(many <= MOST_A_MONTH for many in used.values())
        assert bench.checks.run().sound


def test_one_seed_fills_in_the_same(folder: Path, tmp_path: Path) -> None:
    told = []
    for path in (folder, built(tmp_path / "data")):
        with bootstrap.open_workbench(path, clock=CLOCK) as bench:
            told.append([visit.forms for visit in filled_visits(bench)])
    assert told[0] == told[1]
