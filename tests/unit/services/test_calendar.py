"""What a district sets of its calendar: kept, in the history, and what is refused."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.calendar_kinds import DayKind, DayUnit, TermNumber
from inspector_app.domain.month import Period
from inspector_app.services.calendar import read_day
from tests.unit.calendars import day, make_term
from tests.unit.domain.test_calendar import ALL_OF_2027

FIRST = make_term("2026-09-01", "2027-01-15", monday="2026-09-07")
SECOND = make_term("2027-03-01", "2027-07-09", number="2")


def history(bench: Workbench) -> list[tuple[str, str, dict[str, Any]]]:
    rows = bench.context.database.rows(
        "SELECT noun, uid, op FROM journal WHERE noun LIKE 'calendar%' ORDER BY seq"
    )
    return [(noun, uid, json.loads(op)) for noun, uid, op in rows]


def origins(bench: Workbench) -> set[str]:
    return {origin for (origin,) in bench.context.database.rows("SELECT origin FROM calendar_day")}


def days_of(first: str, last: str = "") -> Period:
    return Period(day(first), day(last or first))


@pytest.fixture
def list_of() -> Callable[..., Path]:
    """Write a list of days off as CSV."""

    def make(path: Path, *rows: tuple[str, str, str]) -> Path:
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([("日期", "放假/上班", "说明"), *rows])
        return path

    return make


# -- terms ---------------------------------------------------------------------------------------


def test_terms_that_are_set_are_there_after_opening_again(
    workbench: Workbench, folder: Path, clock: FixedClock
) -> None:
    for term in (FIRST, SECOND):
        assert workbench.calendar.set_term(term).calendar
    workbench.close()
    with open_workbench(folder, clock=clock) as opened:
        assert opened.calendar.year().terms == (FIRST, SECOND)
        assert opened.calendar.day(day("2026-11-22")).week == 11


def test_a_term_set_again_is_replaced_and_the_history_keeps_both(workbench: Workbench) -> None:
    workbench.calendar.set_term(FIRST)
    assert not workbench.calendar.set_term(FIRST)
    workbench.calendar.set_term(make_term("2026-09-01", "2027-01-20"))
    workbench.calendar.remove_term(2026, TermNumber.FIRST)
    assert workbench.calendar.year(2026).terms[0].assumed
    told = {"first": "2026-09-01", "last": "2027-01-15", "first_monday": "2026-09-07"}
    later = {"first": "2026-09-01", "last": "2027-01-20", "first_monday": None}
    assert history(workbench) == [
        ("calendar_term", "2026-1", {"add": told}),
        ("calendar_term", "2026-1", {"set": [told, later]}),
        ("calendar_term", "2026-1", {"remove": later}),
    ]
    assert list(workbench.context.stores.journal.faults()) == []


def test_a_term_that_overlaps_another_is_refused_and_nothing_is_changed(
    workbench: Workbench,
) -> None:
    workbench.calendar.set_term(SECOND)
    with pytest.raises(RefusedError, match=r"学期没有保存：与2026-2027学年第二学期.*重叠") as error:
        workbench.calendar.set_term(make_term("2026-09-01", "2027-03-05"))
    assert error.value.code == "bad-term"
    assert workbench.context.stores.calendar.terms() == (SECOND,)
    assert len(history(workbench)) == 1


def test_a_term_that_is_not_set_cannot_be_taken_away(workbench: Workbench) -> None:
    with pytest.raises(NotFoundError, match="2026-2027学年第二学期没有设过"):
        workbench.calendar.remove_term(2026, TermNumber.SECOND)


def test_without_a_year_the_school_year_of_today_is_shown(workbench: Workbench) -> None:
    assert workbench.calendar.year().name == "2026-2027学年"


# -- days ----------------------------------------------------------------------------------------


def test_days_given_off_change_working_days_and_deadlines(workbench: Workbench) -> None:
    friday = days_of("2026-11-20")
    before = workbench.calendar.deadline(day("2026-11-16"), count=5, unit=DayUnit.WORKING)
    changes = workbench.calendar.set_days(friday, kind=DayKind.OFF, reason=" 运动 会 ")
    after = workbench.calendar.deadline(day("2026-11-16"), count=5, unit=DayUnit.WORKING)
    assert changes.calendar
    assert (before.due, after.due) == (day("2026-11-23"), day("2026-11-24"))
    assert "本区安排放假（运动 会）" in workbench.calendar.day(friday.start).why
    assert workbench.calendar.days_left(after) == 2
    assert origins(workbench) == {workbench.context.identity.device}


def test_several_days_are_set_and_taken_away_at_once(workbench: Workbench) -> None:
    storm = days_of("2026-11-19", "2026-11-21")
    workbench.calendar.set_days(storm, kind=DayKind.OFF, reason="暴雪")
    assert not workbench.calendar.set_days(storm, kind=DayKind.OFF, reason="暴雪")
    workbench.calendar.set_days(days_of("2026-11-21"), kind=DayKind.WORKING, reason="补课")
    own = [run for run in workbench.calendar.year().runs if run.own]
    assert [(run.days, run.reason) for run in own] == [(2, "暴雪"), (1, "补课")]
    assert workbench.calendar.clear_days(storm).calendar
    assert not [run for run in workbench.calendar.year().runs if run.own]
    ops = [next(iter(op)) for _, _, op in history(workbench)]
    assert ops == ["add", "add", "add", "set", "remove", "remove", "remove"]


def test_days_that_are_moved_leave_none_behind(workbench: Workbench) -> None:
    storm = days_of("2026-11-19", "2026-11-20")
    workbench.calendar.set_days(storm, kind=DayKind.OFF, reason="暴雪")
    moved = days_of("2026-11-20", "2026-11-23")
    workbench.calendar.set_days(moved, kind=DayKind.OFF, reason="大雪", instead_of=storm)
    own = [run for run in workbench.calendar.year().runs if run.own]
    assert [(run.first, run.days, run.reason) for run in own] == [(day("2026-11-20"), 4, "大雪")]
    shorter = days_of("2026-11-20")
    changes = workbench.calendar.set_days(
        shorter, kind=DayKind.OFF, reason="大雪", instead_of=moved
    )
    assert changes.calendar
    assert list(workbench.context.stores.calendar.days()) == [day("2026-11-20")]


@pytest.mark.parametrize(
    ("last", "reason", "sentence"),
    [
        ("2027-01-21", "暴雪", "超过 62 天"),
        ("2026-11-20", "  ", "没有写理由"),
        ("2026-11-20", "雪" * 101, "超过 100 字"),
    ],
)
def test_days_that_cannot_be_so_are_refused_with_a_sentence(
    workbench: Workbench, last: str, reason: str, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence) as error:
        workbench.calendar.set_days(days_of("2026-11-20", last), kind=DayKind.OFF, reason=reason)
    assert "没有保存" in error.value.sentence
    assert history(workbench) == []


def test_a_public_holiday_cannot_be_taken_away_only_outweighed(workbench: Workbench) -> None:
    with pytest.raises(NotFoundError, match="2026-10-08 没有本区自己的安排"):
        workbench.calendar.clear_days(days_of("2026-10-08"))
    workbench.calendar.set_days(days_of("2026-10-07"), kind=DayKind.WORKING, reason="值守")
    assert workbench.calendar.day(day("2026-10-07")).is_working_day


def test_the_calendar_is_read_within_the_transaction_that_asks(workbench: Workbench) -> None:
    context = workbench.context
    with context.database.transaction():
        workbench.calendar.set_days(days_of("2026-11-20"), kind=DayKind.OFF, reason="暴雪")
        assert not context.calendar().is_working_day(day("2026-11-20"))


# -- import --------------------------------------------------------------------------------------


def test_a_list_of_a_year_makes_the_year_known(
    workbench: Workbench, tmp_path: Path, list_of: Callable[..., Path]
) -> None:
    path = list_of(tmp_path / "2027.csv", *((text, "放假", "节日") for text in ALL_OF_2027))
    assert workbench.calendar.day(day("2027-05-03")).warning
    done = workbench.calendar.import_days(path)
    assert (done.new, done.changed, done.unchanged) == (6, 0, 0)
    assert done.sentence == "新增 6 天，更新 0 天，不变 0 天。2027年的放假和调休已收录。"
    assert done.changes.calendar
    assert workbench.calendar.day(day("2027-05-03")).warning == ""
    assert origins(workbench) == {"import"}
    noted = workbench.context.database.row("SELECT op FROM journal WHERE noun = 'import'")
    assert noted is not None
    assert json.loads(noted[0])["file"] == "2027.csv"


def test_a_list_that_is_imported_again_changes_nothing(
    workbench: Workbench, tmp_path: Path, list_of: Callable[..., Path]
) -> None:
    path = list_of(
        tmp_path / "a.csv", ("2026-11-20", "放假", "运动会"), ("2026-10-01", "放假", "国庆节")
    )
    first = workbench.calendar.import_days(path)
    again = workbench.calendar.import_days(path)
    # 1 October is off as the State Council has it: it need not be kept a second time.
    assert (first.new, first.unchanged) == (1, 1)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert not again.changes
    assert len(history(workbench)) == 1


def test_a_list_replaces_what_was_said_of_its_days_and_leaves_the_others(
    workbench: Workbench, tmp_path: Path, list_of: Callable[..., Path]
) -> None:
    workbench.calendar.set_days(
        days_of("2027-01-01", "2027-01-02"), kind=DayKind.WORKING, reason="值班"
    )
    done = workbench.calendar.import_days(
        list_of(tmp_path / "a.csv", ("2027-01-01", "放假", "元旦"))
    )
    assert (done.new, done.changed) == (0, 1)
    assert "2027年还缺春节、清明节、劳动节、端午节、国庆节的放假日" in done.sentence
    days = workbench.context.stores.calendar.days()
    assert [days[day(t)].kind for t in ("2027-01-01", "2027-01-02")] == [
        DayKind.OFF, DayKind.WORKING,
    ]  # fmt: skip


def test_a_list_with_a_bad_cell_is_refused_as_a_whole(
    workbench: Workbench, tmp_path: Path, list_of: Callable[..., Path]
) -> None:
    path = list_of(tmp_path / "a.csv", ("2027-01-01", "放假", ""), ("2027-13-01", "放假", ""))
    with pytest.raises(InputError, match=r"“a\.csv”有 1 处要改，没有导入任何一天") as error:
        workbench.calendar.import_days(path)
    assert [problem.where for problem in error.value.problems] == ["放假安排!A3"]
    assert workbench.context.stores.calendar.days() == {}


# -- spellings -----------------------------------------------------------------------------------


def test_a_day_is_read_in_the_spellings_of_people() -> None:
    for text in ("2026-11-02", "2026.11.2", "2026年11月2日", "20261102"):
        assert read_day(text) == date(2026, 11, 2)
    with pytest.raises(InputError, match="“11-02”没有写年份，或没有写日；请写成"):
        read_day("11-02")


# -- the day of a record -------------------------------------------------------------------------


def test_a_draft_on_a_day_off_says_so_until_it_is_filed(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    uid = workbench.visit_edit.new_from_json({**complete, "date": "2026-11-21"}).uid
    hint = workbench.visits.record(uid).day_hint
    assert hint == "11月21日是星期六，请核对督导日期。"
    workbench.calendar.set_days(days_of("2026-11-21"), kind=DayKind.WORKING, reason="补课")
    assert workbench.visits.record(uid).day_hint == ""
    workbench.visit_edit.set_json(uid, "date", "2026-01-25")
    assert "在寒假中" in workbench.visits.record(uid).day_hint
    workbench.visit_edit.set_json(uid, "date", "2026-11-15")
    workbench.visits.file(uid)
    assert workbench.visits.record(uid).day_hint == ""
