"""突发事件报告: due at once until somebody was told by telephone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.registers.emergency import EMERGENCY, is_reported
from inspector_app.domain.registers.kind import Facts
from tests.unit.domain.registers.entries import make_entry

FACTS = Facts(today=date(2026, 11, 22))
TOLD = {"reported_to": "督导室", "reported_on": "2026-11-19", "reported_at": "10:35"}
HAPPENED = {"happened_on": "2026-11-19", "happened_at": "10:20", "account": "外墙脱落。"}


@given(known=st.sets(st.sampled_from(sorted(TOLD))))
def test_an_event_is_due_above_all_until_whom_which_day_and_what_time_are_told(
    known: set[str],
) -> None:
    entry = make_entry(EMERGENCY, **HAPPENED, **{name: TOLD[name] for name in known})
    whole = known == set(TOLD)
    assert is_reported(entry) is whole
    dues = list(EMERGENCY.dues(entry))
    assert [(due.day, due.rank) for due in dues] == ([] if whole else [(date(2026, 11, 19), 0)])
    assert bool(list(EMERGENCY.hints(entry, FACTS))) is not whole


def test_what_is_due_says_which_event_it_is() -> None:
    (due,) = EMERGENCY.dues(make_entry(EMERGENCY, **HAPPENED))
    assert due.text == "突发事件还没有电话报告：外墙脱落。"
    (due,) = EMERGENCY.dues(make_entry(EMERGENCY, **{**HAPPENED, "account": ""}, type="natural"))
    assert due.text == "突发事件还没有电话报告：自然灾害"
    assert list(EMERGENCY.dues(make_entry(EMERGENCY))) == []


@pytest.mark.parametrize(
    ("values", "where"),
    [
        (TOLD, []),
        ({**TOLD, "reported_at": "10:20"}, []),
        ({**TOLD, "reported_at": "10:19"}, ["reported_on"]),
        ({**TOLD, "reported_on": "2026-11-18"}, ["reported_on"]),
        ({**TOLD, "reported_at": ""}, []),
        ({"arrived_on": "2026-11-19", "arrived_at": "09:00"}, ["arrived_on"]),
        ({"happened_on": "2026-11-23"}, ["happened_on"]),
    ],
)
def test_nobody_is_told_and_nobody_arrives_before_it_happened(
    values: dict[str, str], where: list[str]
) -> None:
    entry = make_entry(EMERGENCY, **{**HAPPENED, **values})
    assert [gap.where for gap in EMERGENCY.checks(entry, FACTS)] == where
