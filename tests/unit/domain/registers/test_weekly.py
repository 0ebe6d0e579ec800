"""周汇报: one of a person and a week, and what a draft says of the week."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.registers.gaps import gaps
from inspector_app.domain.registers.kind import Facts
from inspector_app.domain.registers.weekly import WEEKLY
from inspector_app.domain.term import due_day, week_before, week_from
from inspector_app.domain.weekly_draft import (
    WaitingIssue,
    WeekFacts,
    WeekIssue,
    WeekMatter,
    WeekMerit,
    WeekVisit,
    week_values,
)
from tests.unit.domain.registers.entries import make_entry

FACTS = Facts(today=date(2026, 11, 22))
DAY = date(2026, 11, 19)
EMPTY = WeekFacts(
    visits=(), lessons=(), found=(), closed=(), merits=(), waiting=(), notices=0, records_filed=0
)
ANY_DAY = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(day=ANY_DAY, weekday=st.integers(1, 7))
def test_the_week_reported_on_is_the_last_whole_one_and_due_in_the_next(
    day: date, weekday: int
) -> None:
    monday = week_before(day)
    assert monday.weekday() == 0
    assert week_from(monday).end < day <= week_from(monday).end + timedelta(days=7)
    due = due_day(monday, weekday=weekday)
    assert due.isoweekday() == weekday
    assert due in week_from(monday + timedelta(days=7))


@pytest.mark.parametrize(
    ("monday", "words"),
    [("2026-11-17", "请写 2026-11-16"), ("2026-11-30", "请核对日期")],
)
def test_a_week_begins_on_a_monday_that_has_come(monday: str, words: str) -> None:
    found = gaps(WEEKLY, make_entry(WEEKLY, monday=monday), FACTS)
    assert words in next(gap.remedy for gap in found if gap.where == "monday")


def test_a_second_report_of_a_person_on_a_week_is_refused_by_the_number_of_the_first() -> None:
    first, second = (make_entry(WEEKLY, monday="2026-11-16") for _ in range(2))
    found = gaps(WEEKLY, second, replace(FACTS, others=(first,)))
    assert first.number in next(gap.what for gap in found if gap.where == "monday")


def test_a_week_is_told_with_the_numbers_of_its_lists() -> None:
    visits = (
        WeekVisit(DAY, "S3", "第3小学", "校园安全专项"),
        WeekVisit(DAY, "S3", "第3小学", ""),
        WeekVisit(DAY, "S4", "第4小学", ""),
    )
    facts = EMPTY._replace(
        visits=visits, lessons=(("语文", 2), ("", 1)),
        merits=(WeekMerit("第3小学", "登记细致。", "v"),),
        found=(WeekIssue("n1", "第3小学", "通道堆物。", fixed_on_the_spot=True),),
        closed=(WeekIssue("n0", "第4小学", "灯不亮"),), notices=1, records_filed=3,
        waiting=(WaitingIssue("第4小学", "围墙开裂", escalated=True, consulted=False),
                 WaitingIssue("第4小学", "车位不足", escalated=False, consulted=True),
                 WaitingIssue("第4小学", "台账缺页", escalated=False, consulted=False)),
    )  # fmt: skip
    planned = [WeekMatter(date(2026, 11, 24), "上午 第5小学")]
    values = week_values(facts, besides=[], planned=planned)
    assert [values[name] for name in ("visit_count", "lesson_count", "issue_count")] == [2, 3, 1]
    assert values["closed_count"] == 1
    assert values["visits"] == "11月19日 第3小学（校园安全专项）、第4小学。"
    assert values["lessons"] == "语文2节、其他1节。"
    assert values["issues"] == "第3小学：通道堆物（已当场整改）。\n销号 第4小学：灯不亮。"
    assert values["merits"] == "第3小学：登记细致。"
    assert values["other"] == "案头：督导记录定稿3份，整改通知书1份。"
    assert values["matters"].split("\n") == [
        "第4小学：围墙开裂（已上报督导室，等候答复）。",
        "第4小学：车位不足（已协商科室，等候答复）。",
        "第4小学：台账缺页（已过时限，学校没有报送）。",
    ]
    assert values["plan"] == "11月24日 上午 第5小学。"


def test_a_week_without_visits_is_told_by_meetings_training_and_desk_work() -> None:
    besides = [WeekMatter(DAY, "培训：评估工具（18学时）"),
               WeekMatter(date(2026, 11, 17), "工作例会：食堂检查的分工")]  # fmt: skip
    values = week_values(EMPTY._replace(records_filed=1), besides=besides, planned=[])
    assert (values["visits"], values["visit_count"]) == ("本周没有入校。", 0)
    assert values["other"].split("\n") == [
        "11月17日 工作例会：食堂检查的分工。",
        "11月19日 培训：评估工具（18学时）。",
        "案头：督导记录定稿1份。",
    ]
