"""Until when a complaint is told and finished, how far it has come, and what it counts as."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.register_options import EntryState, Stage
from inspector_app.domain.registers.complaint import COMPLAINT, similar
from inspector_app.domain.registers.complaint_terms import (
    FINISH_DAYS,
    MOST_EXTENSION,
    counted,
    extension_problem,
    finish_by,
    inform_by,
    stage_of,
)
from inspector_app.domain.registers.kind import Due, Entry, Facts, SealedState

DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))
ACCEPTED = date(2026, 11, 20)


def complaint(number: str = "TS-2026-DX001-0001", **values: Any) -> Entry:
    state = values.pop("state", EntryState.FILED)
    started = COMPLAINT.start(ACCEPTED, "DX001")
    given = {"school": "2121000003", "category": "T7", "source": "call", **started, **values}
    return Entry(
        uid=number, kind=COMPLAINT.id, number=number, values=COMPLAINT.filled(given), state=state
    )


def test_it_is_told_within_fifteen_days_of_receipt_and_finished_within_sixty_of_acceptance() -> (
    None
):
    values = complaint(received_on="2026-11-18").values
    assert inform_by(values) == date(2026, 12, 3)
    assert finish_by(values) == date(2027, 1, 19)


def test_the_day_of_an_order_outweighs_the_law() -> None:
    assert finish_by(complaint(order_due="2026-12-10").values) == date(2026, 12, 10)


@given(DAYS, st.integers(-100, 100))
def test_an_extension_counts_where_it_is_later_and_at_most_thirty_days(
    accepted: date, more: int
) -> None:
    usual = accepted + timedelta(days=FINISH_DAYS)
    wanted = usual + timedelta(days=more)
    values = complaint(
        accepted_on=accepted.isoformat(), extended_to=wanted.isoformat(),
        extension_approver="督导室主任", extension_reason="情况复杂",
    ).values  # fmt: skip
    fits = 0 < more <= MOST_EXTENSION
    assert finish_by(values) == (wanted if fits else usual)
    assert (extension_problem(values) is None) is fits


@pytest.mark.parametrize("missing", ["extension_approver", "extension_reason", "accepted_on"])
def test_an_extension_without_leave_reason_or_acceptance_does_not_count(missing: str) -> None:
    whole = {
        "extended_to": "2027-02-01", "extension_approver": "督导室主任",
        "extension_reason": "情况复杂",
    }  # fmt: skip
    values = complaint(**whole).values
    assert finish_by(values) == date(2027, 2, 1)
    problem = extension_problem({**values, missing: ""})
    assert problem is not None
    assert finish_by({**values, missing: ""}) != date(2027, 2, 1)


@pytest.mark.parametrize(
    ("values", "stage"),
    [
        ({"state": EntryState.DRAFT}, Stage.NOTED),
        ({}, Stage.ACCEPTED),
        ({"verification": "到校查看"}, Stage.VERIFYING),
        ({"visit_no": "210304-2026-DX001-0001"}, Stage.VERIFYING),
        ({"verification": "到校查看", "answered_on": "2026-12-01"}, Stage.ANSWERED),
        ({"answered_on": "2026-12-01", "closed_on": "2026-12-02"}, Stage.CLOSED),
        ({"closed_on": "2026-12-02", "state": EntryState.VOIDED}, Stage.VOIDED),
    ],
)
def test_the_stage_follows_from_what_is_written(values: dict[str, Any], stage: Stage) -> None:
    assert stage_of(complaint(**values)) is stage


def test_what_is_closed_in_time_and_right_is_counted_by_its_own_days() -> None:
    ((_, fact),) = counted([complaint(closed_on="2026-12-01", finding="partly")])
    assert (fact.received_on, fact.deadline) == (ACCEPTED, date(2027, 1, 19))
    assert (fact.closed_on, fact.substantiated) == (date(2026, 12, 1), True)


@pytest.mark.parametrize(
    "values",
    [
        {"nature": "question"},
        {"state": EntryState.DRAFT},
        {"state": EntryState.VOIDED},
        {"received_on": None},
    ],
)
def test_a_question_and_what_is_not_accepted_are_not_counted(values: dict[str, Any]) -> None:
    assert counted([complaint(**values)]) == ()


def numbers(*entries: Entry) -> list[str]:
    return [entry.number for entry, _ in counted(entries)]


def test_a_repeat_counts_with_the_first_as_long_as_the_first_counts_itself() -> None:
    first, again = complaint("A"), complaint("B", repeat_of="A")
    assert numbers(first, again) == ["A"]
    assert numbers(again) == ["B"]
    assert numbers(complaint("A", state=EntryState.VOIDED), again) == ["B"]


@given(st.lists(st.sampled_from(["", "A", "B", "C", "Z"]), min_size=3, max_size=3))
def test_whatever_is_joined_to_what_no_complaint_is_lost_altogether(firsts: list[str]) -> None:
    entries = [complaint(n, repeat_of=f) for n, f in zip("ABC", firsts, strict=True)]
    kept = numbers(*entries)
    assert kept
    for entry in entries:
        assert entry.number in kept or entry.values["repeat_of"] in kept


def test_alike_is_the_same_school_and_matter_within_a_year_newest_first() -> None:
    wanted = complaint("A")
    others = [
        complaint("B", received_on="2026-01-05"),
        complaint("C", received_on="2026-10-05"),
        complaint("D", received_on="2024-10-05"),
        complaint("E", school="2121000004"),
        complaint("F", category="T5"),
        wanted,
    ]
    assert [each.number for each in similar(wanted, others)] == ["C", "B"]


def dues(entry: Entry) -> list[Due]:
    return list(COMPLAINT.dues(entry))


def test_what_is_due_names_the_matter_and_nothing_of_the_content() -> None:
    noted = complaint(state=EntryState.DRAFT, account="食堂饭菜不热。")
    assert [due.text for due in dues(noted)] == ["投诉（食堂卫生）还没有受理"]
    open_one = complaint(account="食堂饭菜不热。")
    assert [(str(due.day), due.text) for due in dues(open_one)] == [
        ("2026-12-05", "投诉（食堂卫生）应书面告知是否受理"),
        ("2027-01-19", "投诉（食堂卫生）应办结"),
    ]
    assert [due.text for due in dues(complaint(closed_on="2026-12-01"))] == [
        "投诉（食堂卫生）已办结，还没有答复"
    ]
    assert dues(complaint(closed_on="2026-12-01", answered_on="2026-12-01")) == []


def test_nobody_is_told_who_left_no_name_and_a_repeat_is_finished_with_the_first() -> None:
    assert [due.text for due in dues(complaint(anonymous=True))] == ["投诉（食堂卫生）应办结"]
    assert [due.text for due in dues(complaint(anonymous=True, repeat_of="A"))] == []


def test_a_question_has_no_period_and_is_due_until_it_is_answered() -> None:
    asked = {"nature": "question"}
    assert [due.text for due in dues(complaint(**asked))] == ["咨询（食堂卫生）还没有答复"]
    assert dues(complaint(**asked, answered_on="2026-11-21")) == []
    assert hints(complaint(**asked)) == ""
    assert "办结还缺“答复内容”" in hints(complaint(**asked, closed_on="2026-11-21"))
    assert COMPLAINT.remark(complaint(**asked)) == ""
    assert COMPLAINT.remark(complaint()) == "告知至 2026-12-05　办结至 2027-01-19"


def hints(entry: Entry, **facts: Any) -> str:
    found = COMPLAINT.hints(entry, Facts(today=date(2027, 3, 1), **facts))
    return "\n".join(problem.what for problem in found)


def test_what_is_overdue_handed_on_or_lacking_is_hinted_at() -> None:
    assert "办结期限 2027-01-19 已过" in hints(complaint())
    sealed = SealedState(handed_on=date(2026, 12, 1), leaks=("反映情况",))
    told = hints(complaint(), sealed=sealed)
    assert "已转督导室（2026-12-01）" in told
    assert "“反映情况”里写着反映人的信息" in told
    lacking = hints(complaint(closed_on="2026-12-01"))
    assert "办结还缺“核实经过”" in lacking
    assert "办结还缺“属实情况”" in lacking
    assert "按另一件统计" in hints(complaint(repeat_of="X"))
    late = complaint(extended_to="2028-01-01", extension_approver="甲", extension_reason="乙")
    assert "按原期限算" in hints(late)
