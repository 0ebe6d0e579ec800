"""A city's export has a part for each district, and counts what the city counts."""

from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from tests.stories.conftest import _written, roster_book
from tests.stories.test_upwards import (
    _passphrases,
    answered,
    december,
    done,
    joined,
    locked_and_sent,
)
from tests.unit.services.conftest import COMPLETE

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


def test_the_records_of_an_office_above_are_a_part_of_their_own_and_its_table_is_none(
    tmp_path: Path,
    december: FixedClock,
) -> None:
    lower, city, province = joined(tmp_path, december)
    for each in lower.values():
        locked_and_sent(each, tmp_path / "交市里")
    done(city, "office", "scan", tmp_path / "交市里")
    done(city, "import", "roster", roster_book(tmp_path / "own.xlsx"))
    own = {**COMPLETE, "date": "2026-11-25", "lead": "DX001", "school": "2121000003"}
    number = done(city, "visit", "new", "--from", _written(tmp_path / "o.json", own)).strip()
    done(city, "visit", "file", number)
    done(city, "month", "lock", "2026-11")
    done(city, "upwards", "send", "2026-11", "--to", tmp_path / "交省里")
    done(province, "office", "scan", tmp_path / "交省里")
    for office in (city, province):
        out = tmp_path / f"out-{office is city}"
        told = answered(office, "export", "parquet", "--to", out)
        assert (told["districts"], told["rows"]["visit"]) == (["210300", "210304", "210305"], 4)
        (found,) = answered(
            office, "scale", "check", out, "--month", "2026-11", "--engine", "duckdb"
        )
        assert (found["districts"], found["unlike"]) == (told["districts"], [])
