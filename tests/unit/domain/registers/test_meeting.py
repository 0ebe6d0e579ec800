"""例会和交流会: attendance adds up, and what was decided is due until it is done."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.registers.gaps import gaps
from inspector_app.domain.registers.kind import Facts
from inspector_app.domain.registers.meeting import MEETING, attendance_problem, tasks_of
from tests.unit.domain.registers.entries import make_entry

FACTS = Facts(today=date(2026, 11, 22))
PEOPLE = st.integers(0, 500)


def decided(uid: str = "d", **values: object) -> dict[str, object]:
    given_ = {"uuid": uid, "matter": "检查食堂", "owner": "督学02"}
    return {**given_, "due": None, "done_on": None, **values}


@given(present=PEOPLE, absent=PEOPLE, more=st.integers(-20, 20))
def test_attendance_holds_only_where_expected_is_present_and_absent_together(
    present: int, absent: int, more: int
) -> None:
    wrong = attendance_problem(present + absent + more, present, absent)
    assert (wrong is None) == (more == 0)
    if wrong is not None:
        assert f"合计 {present + absent} 人" in wrong


@given(present=st.none() | PEOPLE, absent=st.none() | PEOPLE)
def test_what_was_not_counted_is_no_fault(present: int | None, absent: int | None) -> None:
    assert attendance_problem(None, present, absent) is None
    assert attendance_problem(present, None, absent) is None


def test_nobody_absent_needs_no_number() -> None:
    assert attendance_problem(5, 5, None) is None
    assert attendance_problem(5, 4, None) == "应到 5 人，实到 4 人和缺席 0 人合计 4 人，对不上"


@given(
    rows=st.lists(
        st.tuples(
            st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
            st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        )
    )
)
def test_a_decision_is_due_exactly_while_it_has_a_day_and_is_not_done(
    rows: list[tuple[date | None, date | None]],
) -> None:
    meeting = make_entry(
        MEETING,
        decisions=[
            decided(f"d{n}", due=due and due.isoformat(), done_on=done and done.isoformat())
            for n, (due, done) in enumerate(rows)
        ],
    )
    assert [task.due for task in tasks_of(meeting)] == [due for due, _ in rows]
    expected = [due for due, done in rows if due is not None and done is None]
    assert [due.day for due in MEETING.dues(meeting)] == expected


def test_what_is_due_says_what_and_who() -> None:
    rows = [decided(due="2026-12-01"), decided("e", due="2026-12-02", owner="")]
    meeting = make_entry(MEETING, decisions=rows)
    assert [due.text for due in MEETING.dues(meeting)] == [
        "会议决定：检查食堂（督学02）", "会议决定：检查食堂",
    ]  # fmt: skip


def wrong(**values: object) -> list[str]:
    entry = make_entry(MEETING, held_on="2026-11-20", **values)
    return [gap.where for gap in MEETING.checks(entry, FACTS)]


def test_no_decision_is_due_or_done_before_the_meeting() -> None:
    assert wrong(decisions=[decided(due="2026-11-20", done_on="2026-11-20")]) == []
    early = decided(due="2026-11-19", done_on="2026-11-18")
    assert wrong(decisions=[decided(), early]) == ["decisions[1].due", "decisions[1].done_on"]


def test_a_meeting_that_is_still_to_come_is_not_filed() -> None:
    entry = make_entry(MEETING, held_on="2026-11-23")
    assert [gap.where for gap in MEETING.checks(entry, FACTS)] == ["held_on"]


def test_attendance_that_does_not_add_up_is_a_gap_that_says_the_numbers() -> None:
    entry = make_entry(MEETING, expected=12, present=9, absent=2)
    told = [gap.what for gap in gaps(MEETING, entry, FACTS) if gap.where == "absent"]
    assert told == ["应到 12 人，实到 9 人和缺席 2 人合计 11 人，对不上"]


def test_a_meeting_is_named_by_its_type_and_its_campaign_or_topics() -> None:
    topics = [{"topic": "食堂"}, {"topic": "校车"}]
    plain = {"type": "work", "campaign": "", "topics": topics}
    assert MEETING.title(plain) == "工作例会　食堂、校车"
    assert MEETING.title({**plain, "campaign": "安全专项"}) == "工作例会　安全专项"
    assert MEETING.title({"type": None, "campaign": "", "topics": []}) == ""
