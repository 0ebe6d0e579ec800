"""培训: everyone's hours of a year against what they should be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.registers.kind import Facts
from inspector_app.domain.registers.training import TRAINING, HoursOfYear, hours_of_year
from tests.unit.domain.registers.entries import make_entry

PEOPLE = ("DX001", "DX002", "DX003", "DX004")
FACTS = Facts(today=date(2026, 11, 22))
TRAININGS = st.lists(
    st.tuples(
        st.dates(date(2025, 12, 30), date(2027, 1, 2)),
        st.integers(0, 60),
        st.lists(st.sampled_from(PEOPLE), unique=True),
    )
)


@given(trainings=TRAININGS, wanted=st.integers(0, 100), year=st.sampled_from((2025, 2026, 2027)))
def test_hours_add_up_by_the_year_of_the_first_day_and_lack_what_is_left(
    trainings: list[tuple[date, int, list[str]]], wanted: int, year: int
) -> None:
    entries = [
        make_entry(TRAINING, start=day.isoformat(), hours=hours, people=people)
        for day, hours, people in trainings
    ]
    found = hours_of_year(entries, PEOPLE[:3], year, wanted=wanted)
    given_ = sum(hours * len(people) for day, hours, people in trainings if day.year == year)
    assert sum(line.hours for line in found) == given_
    assert [line.inspector_id for line in found] == sorted({line.inspector_id for line in found})
    assert {line.inspector_id for line in found} >= set(PEOPLE[:3])
    assert all(line.lacking == max(0, wanted - line.hours) for line in found)


def test_whoever_was_never_trained_lacks_all_hours() -> None:
    assert hours_of_year([], ["DX001"], 2026) == (HoursOfYear("DX001", 0, 40),)


def test_a_training_over_new_year_counts_where_it_begins() -> None:
    training = make_entry(
        TRAINING, start="2025-12-30", end="2026-01-02", hours=20, people=["DX001"]
    )  # fmt: skip
    assert hours_of_year([training], [], 2025)[0].hours == 20
    assert hours_of_year([training], [], 2026) == ()


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({}, []),
        ({"end": "2026-11-20"}, []),
        ({"end": "2026-11-19"}, ["end"]),
        ({"start": "2026-11-23"}, ["start"]),
        ({"hours": 0}, ["hours"]),
    ],
)
def test_days_in_the_wrong_order_and_no_hours_are_not_filed(
    values: dict[str, object], where: list[str]
) -> None:
    entry = make_entry(TRAINING, **{"start": "2026-11-20", "hours": 8, **values})
    assert [gap.where for gap in TRAINING.checks(entry, FACTS)] == where


def test_more_hours_than_the_days_have_are_told() -> None:
    def told(hours: int | None) -> list[str]:
        entry = make_entry(TRAINING, start="2026-11-19", end="2026-11-20", hours=hours)
        return [hint.what for hint in TRAINING.hints(entry, FACTS)]

    assert told(24) == told(None) == []
    assert told(25) == ["2 天里有 25 学时"]
