"""DuckDB and Spark count from the exported files what the program counts from the records."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import compile_table
from inspector_app.scale.engines import EngineName, engine, prepare
from inspector_app.scale.month_rows import ALL, Scope, asked_rows, own_rows
from inspector_app.services.scale_files import write_export
from tests.scale.given import GivenFacts, given

pytest.importorskip("pyarrow")

# Around the turn of the school year, where cumulative figures begin anew.
MONTHS: Final = (Month(2022, 8), Month(2022, 9), Month(2022, 10))


@pytest.fixture(scope="module")
def districts() -> list[GivenFacts]:
    return [given(seed, size=10 + seed % 40) for seed in range(60)]


@pytest.fixture(scope="module")
def exported(districts: list[GivenFacts], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "导出's"
    write_export(folder, districts)
    return folder


def counted(districts: list[GivenFacts], month: Month) -> dict[Scope, Mapping[str, Any]]:
    rows: dict[Scope, Mapping[str, Any]] = {}
    for each in districts:
        rows |= own_rows(each.district, compile_table(month.period, each.facts))
    return rows


def asked(name: EngineName, month: Month, exported: Path) -> dict[Scope, Mapping[str, Any]]:
    if name is EngineName.DUCKDB:
        with engine(name) as chosen:
            prepare(chosen, name, exported, month.period)
            return asked_rows(chosen)
    command = [sys.executable, "-m", "tests.scale.counts", name.value, str(exported), str(month)]
    home = {"cwd": Path(__file__).parents[2], "env": {**os.environ, "PYTHONUTF8": "1"}}
    done = subprocess.run(command, capture_output=True, check=False, text=True, **home)
    assert done.returncode == 0, done.stderr[-2000:]
    return {Scope(*scope): row for *scope, row in json.loads(done.stdout)}


def compare(name: EngineName, month: Month, exported: Path, districts: list[GivenFacts]) -> None:
    found = asked(name, month, exported)
    total = found.pop(ALL)
    own = counted(districts, month)
    assert found.keys() == own.keys()
    for scope, row in own.items():
        assert found[scope] == row, (scope, month)
    visited = [row["inspector_visits"] for scope, row in own.items() if scope.kind == "district"]
    assert total["inspector_visits"] == sum(visited) > 0


@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_duckdb_counts_every_figure_of_every_row_of_sixty_districts(
    month: Month, exported: Path, districts: list[GivenFacts]
) -> None:
    pytest.importorskip("duckdb")
    compare(EngineName.DUCKDB, month, exported, districts)


def test_spark_counts_every_figure_of_every_row_of_sixty_districts(
    exported: Path, districts: list[GivenFacts]
) -> None:
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    compare(EngineName.SPARK, MONTHS[1], exported, districts)


def test_the_made_up_districts_have_entries_that_are_covered_and_others_that_stand(
    districts: list[GivenFacts],
) -> None:
    entries = [v for d in districts for v in d.facts.visits if v.entry]
    heard = [x for d in districts for x in d.facts.lessons if x.entry]
    assert (len(entries) > 100, len(heard) > 100) == (True, True)
