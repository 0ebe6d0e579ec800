"""指派依据 of a record, numbers of tasks, and the time that they have left."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.task_basis import basis_of, is_number, is_own, next_number, number_in
from inspector_app.domain.task_due import due_words, working_days_left
from inspector_app.domain.task_words import reminder_text
from tests.unit.calendars import make_calendar
from tests.unit.domain.test_task_progress import TASK

CALENDAR: Final = make_calendar()


def test_a_basis_begins_with_the_number_and_names_title_and_document() -> None:
    told = basis_of(replace(TASK, reference="示教督〔2026〕5号"))
    assert told == "RW-2026-001 检查（示教督〔2026〕5号）"
    assert number_in(told) == TASK.number


@pytest.mark.parametrize(
    "text",
    ["", "示教督〔2026〕5号", "见 RW-2026-001", "RW-2026-1", "RW-2026-00100000", "rw-2026-001"],
)
def test_a_text_that_does_not_begin_with_a_number_names_no_task(text: str) -> None:
    assert number_in(text) == ""


@given(
    st.integers(2000, 2100), st.lists(st.integers(1, 40), max_size=5),
    st.sampled_from(["", "DX001", "7", "2026"]),
)  # fmt: skip
def test_each_number_is_read_back_and_taken_by_nobody_before(
    year: int, serials: list[int], person: str
) -> None:
    taken = [f"RW-{year}-{n:03d}" for n in serials]
    taken += [f"RW-DX001-{year}-{n:03d}" for n in serials]
    made = next_number(taken, year=year, person_id=person)
    assert made not in taken
    assert is_number(made)
    assert number_in(f"{made} 检查") == made
    assert is_own(made) is bool(person)


def test_time_is_left_in_working_days_and_past_in_working_days() -> None:
    friday, sunday, monday = date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 23)
    assert working_days_left(monday, on=friday, calendar=CALENDAR) == 1
    assert due_words(monday, on=friday, calendar=CALENDAR) == "还有 1 个工作日"
    assert due_words(friday, on=friday, calendar=CALENDAR) == "今天到期"
    assert due_words(friday, on=sunday, calendar=CALENDAR) == "已过期限"
    assert due_words(friday, on=monday, calendar=CALENDAR) == "逾期 1 个工作日"
    assert due_words(sunday, on=date(2026, 11, 21), calendar=CALENDAR) == "期限前没有工作日"


def test_nobody_is_reminded_where_nothing_is_asked() -> None:
    assert reminder_text(as_of="现在", lines=[]) == ""
