"""专项督导: who goes where, how long it lasts, and what is due because of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.campaign import (
    CAMPAIGN,
    days_left,
    days_words,
    groups_of,
    is_open,
    name_of,
    schools_of,
)
from inspector_app.domain.registers.kind import Entry, Facts
from tests.unit.domain.registers.entries import make_entry

FIRST, LAST = date(2026, 11, 10), date(2026, 11, 30)
_CODES = st.sampled_from(["S1", "S2", "S3", "S4"])
_GROUPS = st.lists(
    st.fixed_dictionaries(
        {
            "uuid": st.uuids().map(str),
            "head": st.sampled_from(["", "D1", "D2"]),
            "members": st.lists(st.sampled_from(["D1", "D2", "D3", "D4"]), unique=True),
            "schools": st.lists(_CODES, unique=True),
        }
    ),
    max_size=4,
)


def campaign(**values: object) -> Entry:
    days = {"start": FIRST.isoformat(), "end": LAST.isoformat()}
    return make_entry(CAMPAIGN, **{"name": "校园安全专项", **days, **values})


@given(groups=_GROUPS)
def test_a_person_of_a_group_and_a_school_of_a_campaign_are_told_once(
    groups: list[dict[str, object]],
) -> None:
    entry = campaign(groups=groups)
    for group, row in zip(groups_of(entry), groups, strict=True):
        assert len(set(group.people)) == len(group.people)
        assert set(group.people) == {row["head"], *row["members"]} - {""}  # type: ignore[misc]
    wanted = {code for row in groups for code in row["schools"]}  # type: ignore[attr-defined]
    assert sorted(schools_of(entry)) == sorted(wanted)


@given(day=st.dates(date(2026, 10, 1), date(2027, 1, 1)))
def test_a_campaign_is_under_way_from_its_first_day_to_its_last(day: date) -> None:
    entry = campaign()
    left = days_left(entry, on=day)
    assert left == (LAST - day).days
    assert is_open(entry, on=day) == (day >= FIRST and left is not None and left >= 0)
    assert str(abs(left or 0)) in days_words(left)


def test_without_an_end_nothing_is_under_way() -> None:
    entry = campaign(end=None)
    assert days_left(entry, on=FIRST) is None
    assert days_words(None) == "还没有结束日期"
    assert not is_open(entry, on=FIRST)


def test_the_opinion_is_due_at_the_end_of_a_filed_campaign_until_it_went_out() -> None:
    filed = replace(campaign(), state=EntryState.FILED)
    ((day, text, _rank),) = CAMPAIGN.dues(filed)
    assert (day, text) == (LAST, "专项“校园安全专项”到期，还没有印发总体反馈意见")
    assert tuple(CAMPAIGN.dues(campaign())) == ()
    issued = replace(campaign(opinion_on="2026-11-28"), state=EntryState.FILED)
    assert tuple(CAMPAIGN.dues(issued)) == ()


@pytest.mark.parametrize(
    ("values", "day", "hinted"),
    [
        ({}, FIRST - timedelta(days=1), []),
        ({}, FIRST, ["notice_on"]),
        ({"notice_on": "2026-11-09"}, FIRST, []),
        ({"notice_on": "2026-11-09", "opinion": "一、"}, FIRST, ["opinion_on"]),
        ({"notice_on": "2026-11-09", "opinion": "一、", "opinion_on": "2026-11-30"}, LAST, []),
    ],
)
def test_what_is_still_to_be_told_is_hinted_at(
    values: dict[str, object], day: date, hinted: list[str]
) -> None:
    found = CAMPAIGN.hints(campaign(**values), Facts(today=day))
    assert [hint.where for hint in found] == hinted


def test_blanks_around_a_name_are_no_part_of_it() -> None:
    assert name_of(campaign(name=" 双减专项 ").values) == "双减专项"
