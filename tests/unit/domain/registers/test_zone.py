"""责任区: a version holds until the day before the next one."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.registers.kind import Entry, Facts
from inspector_app.domain.registers.zone import ZONE, version_on, zone_versions
from tests.unit.domain.registers.entries import make_entry

ZONES = ("第一督学责任区", "第二督学责任区")
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def version(zone: str, start: date, head: str = "DX001") -> Entry:
    return make_entry(ZONE, name=zone, start=start.isoformat(), head=head)


@given(
    starts=st.lists(st.tuples(st.sampled_from(ZONES), DAYS), unique=True, max_size=12), day=DAYS
)  # fmt: skip
def test_each_day_from_the_first_on_has_one_version_the_one_begun_last(
    starts: list[tuple[str, date]], day: date
) -> None:
    versions = zone_versions(version(zone, start, f"{start}") for zone, start in starts)
    assert len(versions) == len(starts)
    for zone in ZONES:
        begun = [start for name, start in starts if name == zone and start <= day]
        found = version_on(versions, zone, day)
        assert (found.head if found else None) == (f"{max(begun)}" if begun else None)


@given(starts=st.lists(DAYS, unique=True, min_size=2, max_size=6))
def test_versions_follow_one_another_without_a_gap(starts: list[date]) -> None:
    versions = zone_versions(version(ZONES[0], start) for start in starts)
    begins = [each.start for each in versions]
    assert [each.end for each in versions] == [
        *(day - timedelta(days=1) for day in begins[1:]), None,
    ]  # fmt: skip


def test_two_versions_of_a_zone_do_not_begin_on_one_day() -> None:
    day = date(2026, 9, 1)
    facts = Facts(today=day, others=(version(ZONES[0], day),))
    assert [gap.where for gap in ZONE.checks(version(ZONES[0], day), facts)] == ["start"]
    assert list(ZONE.checks(version(ZONES[0], date(2026, 9, 2)), facts)) == []
