"""A city's export has a part for each district, and counts what the city counts."""

from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from tests.stories.test_upwards import (
    _passphrases,
    answered,
    december,
    done,
    joined,
    locked_and_sent,
)

__all__ = ["_passphrases", "december"]
pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")


def test_every_district_of_a_city_is_a_part_and_is_counted_alike(
    tmp_path: Path,
    december: FixedClock,
) -> None:
    lower, city, _ = joined(tmp_path, december)
    for each in lower.values():
        locked_and_sent(each, tmp_path / "交市里")
    done(city, "office", "scan", tmp_path / "交市里")
    out = tmp_path / "out"
    told = answered(city, "export", "parquet", "--to", out)
    assert (told["districts"], told["rows"]["visit"]) == (["210304", "210305"], 3)
    assert (out / "issue/district=210305/month=2026-11/part-0.parquet").is_file()
    (found,) = answered(city, "scale", "check", out, "--month", "2026-11", "--engine", "duckdb")
    assert (found["districts"], found["unlike"]) == (["210304", "210305"], [])
    assert found["rows"] == 2 * (1 + 1 + 2)
