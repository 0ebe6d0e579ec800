"""标牌 coverage: what hangs is counted of the roster of the very day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.plates import plate_coverage
from inspector_app.domain.school import School
from tests.unit.builders import make_school

ON = date(2026, 11, 22)
DAYS = st.dates(ON - timedelta(days=900), ON + timedelta(days=900))


def schools(*closed: date | None) -> list[School]:
    return [make_school(code=f"{n:010d}", closed_on=day) for n, day in enumerate(closed)]


@given(st.lists(st.none() | DAYS, max_size=12), st.dictionaries(st.integers(0, 14), DAYS))
def test_never_more_than_the_roster_hangs_and_every_running_school_is_on_one_side(
    closed: list[date | None], days: dict[int, date]
) -> None:
    found = plate_coverage(
        schools(*closed), {f"{n:010d}": day for n, day in days.items()}, on=ON
    )  # fmt: skip
    hung = {school.code for school, _ in found.hung}
    missing = {school.code for school in found.missing}
    running = {s.code for s in schools(*closed) if s.closed_on is None or s.closed_on > ON}
    assert hung | missing == running
    assert not hung & missing
    assert all(day <= ON for _, day in found.hung)
    assert found.is_whole is (bool(running) and not missing)
    assert ("100.0%" in found.sentence) is found.is_whole


def test_the_sentence_has_numerator_denominator_and_share() -> None:
    roster = schools(None, None, None)
    found = plate_coverage(roster, {"0000000001": date(2026, 9, 1)}, on=ON)
    assert found.sentence == "截至 2026-11-22，已挂标牌 1/3 所，33.3%"
    assert [school.code for school in found.missing] == ["0000000000", "0000000002"]
    early = plate_coverage(roster, {"0000000001": date(2026, 9, 1)}, on=date(2026, 8, 31))
    assert early.hung == ()


def test_nearly_all_is_not_told_as_all() -> None:
    hung = {f"{n:010d}": ON for n in range(1, 2000)}
    assert "1999/2000 所，99.9%" in plate_coverage(schools(*[None] * 2000), hung, on=ON).sentence


def test_an_empty_roster_has_no_share() -> None:
    assert "没有在办的学校" in plate_coverage([], {}, on=ON).sentence
