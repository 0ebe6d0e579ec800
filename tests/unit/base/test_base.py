"""Time, identity, changes, sentences, the log and other programs."""

import logging
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base import child, clock
from inspector_app.base.changes import Changes
from inspector_app.base.clock import FixedClock, SystemClock
from inspector_app.base.errors import (
    EnvironmentProblem,
    IncompleteError,
    InputError,
    NotFoundError,
    Problem,
    RefusedError,
    UserError,
)
from inspector_app.base.ids import imported_uid, new_uid
from inspector_app.base.log import log_to

# -- time ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2022, 9, 4, 15, 59, 59, tzinfo=UTC), date(2022, 9, 4)),
        (datetime(2022, 9, 4, 16, 0, 0, tzinfo=UTC), date(2022, 9, 5)),
    ],
)
def test_today_begins_at_midnight_in_china(instant: datetime, day: date) -> None:
    assert clock.today(FixedClock(instant)) == day


def test_wall_time_is_that_of_china_whatever_the_zone_of_the_machine() -> None:
    instant = datetime(2026, 11, 22, 2, 42, 7, tzinfo=UTC)
    assert clock.local_time_text(instant) == "10:42:07"
    assert clock.local_datetime_text(instant) == "2026-11-22 10:42"


@given(instant=st.datetimes(timezones=st.just(clock.CHINA)).filter(lambda at: at.year > 1000))
def test_an_instant_is_read_as_it_was_written_to_the_second(instant: datetime) -> None:
    text = clock.instant_text(instant)
    assert clock.parse_instant(text) == instant.replace(microsecond=0)


@pytest.mark.parametrize("text", ["9999-12-31T16:00:00Z", "9999-12-31T23:59:59-08:00"])
def test_an_instant_that_has_no_day_in_china_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="outside the calendar"):
        clock.parse_instant(text)


def test_a_fixed_clock_moves_only_when_it_is_moved() -> None:
    fixed = FixedClock(datetime(2026, 11, 22, 16, tzinfo=clock.CHINA))
    assert fixed.now() == fixed.now() == datetime(2026, 11, 22, 8, tzinfo=UTC)
    fixed.advance(timedelta(minutes=5))
    assert fixed.now() == datetime(2026, 11, 22, 8, 5, tzinfo=UTC)
    with pytest.raises(ValueError, match="zone"):
        FixedClock(datetime(2026, 11, 22))  # noqa: DTZ001 - what is refused


def test_the_clock_of_the_machine_tells_an_aware_instant() -> None:
    assert SystemClock().now().tzinfo is UTC


# -- identity ------------------------------------------------------------------------------------


@given(
    one=st.lists(st.text(st.characters(exclude_characters="\x1f", codec="utf-8")), min_size=1),
    other=st.lists(st.text(st.characters(exclude_characters="\x1f", codec="utf-8")), min_size=1),
)
def test_rows_of_workbooks_share_a_uid_only_if_they_share_all_parts(
    one: list[str], other: list[str]
) -> None:
    same = imported_uid("210302", "督导记录", *one) == imported_uid("210302", "督导记录", *other)
    assert same is (one == other)


def test_a_row_of_another_sheet_or_district_is_another_one() -> None:
    uids = {
        imported_uid(district, sheet, "1")
        for district in ("210302", "210303") for sheet in ("督导记录", "问题")
    }  # fmt: skip
    assert len(uids) == 4


def test_what_is_made_here_gets_a_uid_of_its_own() -> None:
    assert len({new_uid() for _ in range(100)}) == 100


# -- changes and sentences -----------------------------------------------------------------------


def test_two_changes_together_touch_what_either_touched() -> None:
    one = Changes(visits=True, months=frozenset({"2022-09"}))
    other = Changes(issues=True, months=frozenset({"2022-10"}))
    assert one | other == Changes(
        visits=True, issues=True, months=frozenset({"2022-09", "2022-10"})
    )
    assert bool(Changes(visit_uids=frozenset({"v"})))
    assert not Changes()


def test_a_refusal_carries_its_sentence_its_code_and_what_is_wrong() -> None:
    gap = Problem(where="advice", what="还没有填", remedy="请写一句")
    assert gap.sentence() == "advice：还没有填；请写一句"
    assert Problem(where="督导记录!B3", what="不是日期").sentence() == "督导记录!B3：不是日期"
    incomplete = IncompleteError("还不能定稿。", problems=[gap])
    assert (incomplete.code, incomplete.problems) == ("incomplete", (gap,))
    assert InputError("读不了。").problems == ()
    assert UserError("不行。", code="special").code == "special"
    assert str(NotFoundError("没有。")) == "没有。"
    for kind in (RefusedError, NotFoundError, EnvironmentProblem, InputError):
        assert issubclass(kind, UserError)
        assert kind("句子。").sentence == "句子。"


# -- the log -------------------------------------------------------------------------------------


def test_the_log_goes_to_the_folder_given_last(tmp_path: Path) -> None:
    logger = logging.getLogger("inspector_app.somewhere")
    try:
        log_to(tmp_path / "one")
        logger.info("first")
        log_to(tmp_path / "two")
        logger.info("second")
        assert "first" in (tmp_path / "one" / "inspector.log").read_text("utf-8")
        assert "second" not in (tmp_path / "one" / "inspector.log").read_text("utf-8")
        assert "second" in (tmp_path / "two" / "inspector.log").read_text("utf-8")
    finally:
        root = logging.getLogger("inspector_app")
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()


# -- other programs ------------------------------------------------------------------------------


def test_a_child_gets_its_input_and_gives_back_all_it_printed() -> None:
    script = (
        "import sys; sys.stdout.write(sys.stdin.read().upper()); sys.stderr.write('e'); sys.exit(3)"
    )
    done = child.run([sys.executable, "-c", script], given=b"abc")
    assert (done.code, done.out, done.err) == (3, b"ABC", b"e")


def test_a_child_that_takes_too_long_is_killed() -> None:
    with pytest.raises(TimeoutError, match="longer than"):
        child.run([sys.executable, "-c", "import time; time.sleep(60)"], seconds=0.2)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no such limit")
def test_a_child_gets_no_more_memory_than_allowed() -> None:
    done = child.run([sys.executable, "-c", "bytearray(10**9)"], memory_bytes=300 * 2**20)
    assert done.code != 0
    assert b"MemoryError" in done.err


def test_a_program_that_is_not_there_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="nowhere"):
        child.run(["/nowhere/at-all"])
