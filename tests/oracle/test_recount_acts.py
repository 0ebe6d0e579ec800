"""Voids, corrections, editions and tables of longer periods by command, counted again."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from tests.examples import FULL_LENGTH
from tests.oracle.recount_differences import cells_between, cells_told
from tests.oracle.recount_made import SESSIONS, SHAPES, Row
from tests.oracle.recount_month import TYPES, recount, recount_period
from tests.oracle.recount_office import Office, compare
from tests.oracle.recount_program import differing

DISTRICTS: Final = range(len(SHAPES)) if FULL_LENGTH else (1,)
LOCKED: Final = 10 if FULL_LENGTH else 3
ACTS: Final = 12 if FULL_LENGTH else 2
_COUNTED: Final = ("已提交", "已上报")


@pytest.mark.parametrize("seed", DISTRICTS)
def test_records_voided_and_corrected_after_locking_are_told_cell_by_cell(
    seed: int, tmp_path: Path
) -> None:
    office = Office(seed, tmp_path)
    for month in office.made.months[:LOCKED]:
        office.lock(month)
    for turn, row in enumerate(_chosen(office), start=1):
        for left in _act(office, row):
            office.read_rows(turn)
            month = f"{row['督导日期']:%Y-%m}"
            now = office.program.json("month", month, "--now")
            assert differing(recount(office.district, month), now) == [], left
    compare(office, office.made.months[LOCKED])


def _chosen(office: Office) -> list[Row]:
    """Return some records of different numbers that count."""
    rows = [row for row in office.visits["督导记录"] if row["状态"] in _COUNTED]
    return office.pick.sample(rows, min(ACTS, len(rows)))


def _act(office: Office, row: Row) -> Iterator[str]:
    """Void or correct a record; yield in words whenever it counts otherwise."""
    number, pick, said = row["记录编号"], office.pick, office.program.said
    if pick.random() < 0.4 or not _can_be_filed(office, row):
        said("visit", "void", number, "--reason", "重复登记")
        row["状态"] = "作废"
        yield f"{number} 作废"
        return
    said("visit", "correct", number, "--reason", "写错")
    row["状态"] = "草稿"
    yield f"{number} 更正中"
    for field, column, value in _corrections(row, pick):
        said("visit", "set", number, field, value)
        row[column] = value
    row["状态"] = "已提交"
    said("visit", "file", number)
    yield f"{number} 更正"


def _can_be_filed(office: Office, row: Row) -> bool:
    """Tell whether a corrected record has all that the program asks of one of its own."""
    # A record that was taken over says nowhere that no issue was found.
    with_issues = {issue["记录编号"] for issue in office.visits["问题"]}
    on_the_spot = {
        issue["记录编号"] for issue in office.visits["问题"] if issue["当场整改"] == "是"
    }  # fmt: skip
    return (
        row["记录编号"] in with_issues - on_the_spot
        and (row["问卷回收(份)"] or 0) <= (row["问卷发放(份)"] or 0)
    )  # fmt: skip


def _corrections(row: Row, pick: random.Random) -> list[tuple[str, str, str]]:
    every = [
        ("session", "时段", pick.choice(SESSIONS)),
        ("type", "督导类型", pick.choice(TYPES)),
    ]
    return pick.sample(every, pick.randint(1, 2))


@pytest.mark.parametrize("seed", DISTRICTS)
def test_an_edition_says_in_which_cells_it_differs_from_the_one_before(
    seed: int, tmp_path: Path
) -> None:
    office = Office(seed, tmp_path)
    counted: dict[str, Any] = {}
    months = office.made.months[2:LOCKED:3]
    for turn in (1, 2):
        for month in months:
            now = recount(office.district, month)
            if counted.get(month) != now:
                told = office.program.json("month", "edition", month)
                cells = cells_between(counted[month], now) if month in counted else set()
                assert cells_told(told["differences"]) == cells
                counted[month] = now
        office.go_on(turn)


@pytest.mark.parametrize("seed", DISTRICTS)
def test_tables_of_terms_years_and_any_days_are_counted_over_their_days(
    seed: int, tmp_path: Path
) -> None:
    office = Office(seed, tmp_path)
    year = int(office.made.months[0][:4])
    every: tuple[tuple[str, ...], ...] = (
        ("term", f"{year}-{year + 1}-1"),
        ("term", f"{year}-{year + 1}-2"),
        ("school-year", f"{year}-{year + 1}"),
        ("year", f"{year + 1}"),
        ("--from", f"{year}-08-31", "--to", f"{year + 1}-01-01"),
        ("--from", f"{year + 1}-02-28", "--to", f"{year + 1}-03-01"),
    )
    for asked in every if FULL_LENGTH else every[1::2]:
        told = office.program.json("table", *asked)
        first, last = (date.fromisoformat(told[name]) for name in ("from", "to"))
        assert differing(recount_period(office.district, first, last), told) == [], asked
