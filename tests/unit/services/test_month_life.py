"""A month from open to locked: gaps, kept figures, 补报 and 更正 of the next month."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError, RefusedError
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.issue_event import EventDetails, IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.late_json import late_from, late_json
from inspector_app.domain.month import Month
from inspector_app.domain.month_steps import GapKind, MonthState, MonthStep
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.exchange.verify import verify_bundle
from inspector_app.services.bundle_check import check_bundle

OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)
Filed = Callable[..., str]


@pytest.fixture
def clock() -> FixedClock:
    """The first day of December: November is over."""
    return FixedClock(datetime(2026, 12, 1, 8, tzinfo=UTC))


def file(workbench: Workbench, complete: dict[str, Any], **values: Any) -> str:
    uid = workbench.visit_edit.new_from_json({**complete, **values}).uid
    workbench.visits.file(uid)
    return uid


def state(workbench: Workbench, month: Month = NOVEMBER) -> MonthState:
    return workbench.month_life.life(month).state


# -- states --------------------------------------------------------------------------------------


def test_a_month_goes_step_by_step_and_a_changed_record_takes_it_back(
    workbench: Workbench, complete: dict[str, Any], filed: Filed
) -> None:
    uid = filed()
    assert workbench.month_life.life(NOVEMBER).next_step is MonthStep.CHECKED
    with pytest.raises(RefusedError, match="还没有核对"):
        workbench.month_life.compile(NOVEMBER)
    workbench.month_life.check(NOVEMBER)
    assert state(workbench) is MonthState.CHECKED
    workbench.month_life.compile(NOVEMBER)
    assert state(workbench) is MonthState.COMPILED
    workbench.visits.void(uid, reason="重复")
    assert state(workbench) is MonthState.OPEN
    workbench.month_life.lock(NOVEMBER)
    life = workbench.month_life.life(NOVEMBER)
    assert (life.state, life.next_step) == (MonthState.LOCKED, None)
    assert [note.step for note in life.steps] == [
        MonthStep.CHECKED, MonthStep.COMPILED, MonthStep.LOCKED,
    ]  # fmt: skip
    assert {note.actor for note in life.steps} == {"督学01"}
    assert workbench.checks.run().sound


def test_a_month_that_is_handed_over_is_kept_and_can_still_be_locked(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    filed()
    workbench.bundles.export(inspector_id="DX001", month=NOVEMBER, folder=tmp_path)
    assert state(workbench) is MonthState.HANDED_OVER
    with pytest.raises(RefusedError, match="已上报"):
        workbench.month_life.compile(NOVEMBER)
    kept = workbench.months.table(NOVEMBER)
    workbench.month_life.lock(NOVEMBER)
    assert (state(workbench), kept.frozen) == (MonthState.LOCKED, True)
    assert workbench.months.table(NOVEMBER) == kept
    with pytest.raises(RefusedError, match="没有再锁"):
        workbench.month_life.lock(NOVEMBER)


def test_a_month_under_way_is_not_locked(workbench: Workbench) -> None:
    with pytest.raises(RefusedError, match="统计到 2026-12-31，还没有结束"):
        workbench.month_life.lock(DECEMBER)
    assert state(workbench, DECEMBER) is MonthState.OPEN


# -- gaps ----------------------------------------------------------------------------------------


def test_each_gap_names_its_record_and_what_mends_it(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    file(workbench, complete, date="2026-11-28")
    draft = workbench.visit_edit.new_from_json({**complete, "date": "2026-11-27"}).uid
    correcting = file(workbench, complete, date="2026-11-26")
    workbench.visits.correct(correcting, reason="日期")
    gaps = workbench.month_life.gaps(NOVEMBER)
    by_kind = {gap.kind: gap for gap in gaps}
    assert {GapKind.DRAFT, GapKind.CORRECTION, GapKind.HOLIDAY, GapKind.LATE} <= by_kind.keys()
    assert by_kind[GapKind.DRAFT].visit_uid == draft
    assert by_kind[GapKind.CORRECTION].visit_uid == correcting
    assert "2026-11-28（星期六）是休息日" in by_kind[GapKind.HOLIDAY].what
    assert all(gap.number and gap.remedy for gap in gaps)


def test_a_month_is_not_locked_silently_while_a_record_of_it_is_under_correction(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    uid = file(workbench, complete)
    draft = workbench.visit_edit.new_from_json({**complete, "date": "2026-11-27"}).uid
    workbench.visits.correct(uid, reason="日期")
    number, other = (workbench.visits.get(each).number for each in (uid, draft))
    with pytest.raises(RefusedError, match=f"没有锁定：{number}。请先定稿或放弃更正"):
        workbench.month_life.lock(NOVEMBER)
    assert state(workbench) is MonthState.OPEN
    workbench.month_life.lock(NOVEMBER, anyway=True)
    assert workbench.month_life.life(NOVEMBER).steps[-1].reason == (
        f"正在更正的 1 份（{number}）、草稿 1 份（{other}）没有计入"
    )
    # The next month waits for both: nothing of a locked month is forgotten.
    waiting = {gap.visit_uid: gap for gap in workbench.month_life.gaps(DECEMBER)}
    assert "定稿后作2026年11月的补报" in waiting[uid].remedy
    assert "2026年11月已锁定，没有计入" in waiting[draft].what
    workbench.visits.file(uid)
    workbench.visits.file(draft)
    assert workbench.month_life.gaps(DECEMBER) == ()
    (told,) = workbench.months.table(DECEMBER).late
    assert {e.item.word for e in told.entries} == {"补报"}


def test_handing_over_says_which_records_under_correction_stay_behind(
    workbench: Workbench, complete: dict[str, Any], filed: Filed, tmp_path: Path
) -> None:
    filed()
    uid = file(workbench, complete, date="2026-11-19")
    workbench.visits.correct(uid, reason="日期")
    number = workbench.visits.get(uid).number
    preview = workbench.bundles.preview(inspector_id="DX001", month=NOVEMBER)
    assert any(number in caution for caution in preview.cautions)
    made = workbench.bundles.export(inspector_id="DX001", month=NOVEMBER, folder=tmp_path)
    assert [number in remark for remark in made.remarks] == [True]


# -- kept figures --------------------------------------------------------------------------------


def test_what_comes_late_never_changes_the_kept_figures_and_is_told_once_in_the_next_month(
    workbench: Workbench, complete: dict[str, Any], filed: Filed
) -> None:
    filed()
    workbench.month_life.lock(OCTOBER)
    workbench.month_life.lock(NOVEMBER)
    before = workbench.months.as_json(NOVEMBER)
    late = file(workbench, complete, date="2026-11-18")
    assert workbench.months.as_json(NOVEMBER) == before
    now = workbench.months.as_json(NOVEMBER, recompute=True)
    assert now["district"]["visits"] == before["district"]["visits"] + 1
    cells = {(c["row"], c["figure"]): (c["before"], c["after"]) for c in now["differences"]}
    assert cells["合计", "visits"] == ("1", "2")
    (told,) = workbench.months.table(DECEMBER).late
    assert told.of == NOVEMBER
    assert ("补报", late, "督导记录") in [
        (e.item.word, e.item.uid, e.item.about) for e in told.entries
    ]
    assert workbench.months.table(DECEMBER).table.district["visits"].value == 0  # type: ignore[union-attr]
    # November of the year is over; January tells what December has told no more.
    january = Month(2027, 1)
    assert workbench.months.table(january).late == ()


def test_a_correction_after_the_lock_is_a_row_with_its_reason(
    workbench: Workbench, complete: dict[str, Any], filed: Filed
) -> None:
    uid = filed()
    with pytest.raises(RefusedError, match="还没有上报或锁定"):
        workbench.month_life.correct(NOVEMBER, reason="学校写错")
    workbench.month_life.lock(NOVEMBER)
    before = workbench.months.as_json(NOVEMBER)
    with pytest.raises(RefusedError, match="理由"):
        workbench.month_life.correct(NOVEMBER, reason=" ")
    number = workbench.visits.get(uid).number
    workbench.month_life.correct(NOVEMBER, reason="学校写错", records=[number])
    methods = workbench.visits.as_json(uid)["methods"]
    walks = methods.get("campus_walks", 0) + 4
    workbench.visit_edit.set_json(uid, "methods", {**methods, "campus_walks": walks})
    workbench.visits.file(uid)
    assert workbench.months.as_json(NOVEMBER) == before
    (told,) = workbench.months.table(DECEMBER).late
    assert told.reason == "学校写错"
    assert [(e.item.word, e.item.about, e.item.gone) for e in told.entries] == [
        ("更正", "督导记录", False)
    ]
    assert [(c.figure, c.more) for c in told.differences if c.row == "合计"] == [
        ("campus_walks", 4)
    ]


def test_a_row_that_counts_no_more_says_what_became_of_it(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    (issue,) = complete["issues"]
    second = {**issue, "description": "护栏松动。", "deadline": "2026-11-27"}
    dropped = file(workbench, complete, issues=[issue, second])
    voided = file(workbench, complete, date="2026-11-19")
    moved = file(workbench, complete, date="2026-11-18")
    workbench.month_life.lock(NOVEMBER)
    workbench.visits.void(voided, reason="重复")
    workbench.visits.correct(moved, reason="日期")
    workbench.visit_edit.set_json(moved, "date", "2026-12-01")
    workbench.visits.file(moved)
    gone = workbench.visits.get(dropped).issues[1]
    workbench.visits.correct(dropped, reason="不是问题")
    workbench.visit_edit.remove_issue(gone.uid)
    workbench.visits.file(dropped)
    (told,) = workbench.months.table(DECEMBER).late
    rows = {(e.item.uid, e.item.about): e for e in told.entries if e.item.gone}
    assert rows[voided, "督导记录"].why == "记录已作废"
    assert rows[moved, "督导记录"].why == "督导日期改到 2026-12-01"
    for about in ("发现问题", "整改时限"):
        removed = rows[gone.uid, about]
        assert removed.about == f"{about}（不再计入：更正记录时去掉）"
        assert removed.line is not None
        assert (removed.line.number, removed.line.text) == (gone.number, "护栏松动。")
    assert all(entry.why for entry in rows.values())
    # What a locked table told stays as it was told.
    assert late_from(late_json([told])) == (told,)


def test_a_step_that_was_taken_back_or_moved_says_so(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    (issue,) = complete["issues"]
    due = {**issue, "deadline": "2026-11-27"}
    record = file(workbench, complete, issues=[due, {**due, "description": "护栏松动。"}])
    moved, void = workbench.visits.get(record).issues
    workbench.month_life.lock(NOVEMBER)
    workbench.visits.correct(record, reason="时限")
    workbench.visit_edit.set_issue(moved.uid, "deadline", date(2026, 12, 5))
    workbench.visits.file(record)
    decided = EventDetails(person="督导室")
    step = NextStep(kind=IssueEventKind.VOIDED, on=date(2026, 11, 30), note="误记", details=decided)
    workbench.issues.record(void.uid, step)
    (told,) = workbench.months.table(DECEMBER).late
    rows = {(e.item.uid, e.item.about): e.about for e in told.entries}
    assert rows[moved.uid, "整改时限"] == "整改时限（不再计入：整改时限改到 2026-12-05）"
    assert rows[void.uid, "撤销"] == "撤销"
    assert (void.uid, "整改时限") not in rows


def test_nothing_is_told_of_a_locked_month_while_a_record_of_it_is_under_correction(
    folder: Path, complete: dict[str, Any], clock: FixedClock
) -> None:
    january = Month(2027, 1)
    with open_workbench(folder, clock=clock) as early:
        uid = file(early, complete)
        early.month_life.lock(NOVEMBER)
        early.visits.correct(uid, reason="日期")
        assert early.months.table(DECEMBER).late == ()
        (gap,) = early.month_life.gaps(DECEMBER)
        assert (gap.kind, gap.visit_uid) == (GapKind.CORRECTION, uid)
        assert "已计入2026年11月" in gap.what
        early.visits.file(uid)
        assert early.months.table(DECEMBER).late == early.month_life.gaps(DECEMBER) == ()
        early.visits.correct(uid, reason="日期")
    with open_workbench(folder, clock=FixedClock(datetime(2027, 1, 2, tzinfo=UTC))) as later:
        late = file(later, complete, date="2026-11-19")
        later.month_life.lock(DECEMBER)
        assert later.months.table(DECEMBER).late == later.months.table(january).late == ()
        assert later.month_life.gaps(DECEMBER) == ()
        assert [gap.visit_uid for gap in later.month_life.gaps(january)] == [uid]
        later.visits.file(uid)
        told = next(x for x in later.months.table(january).late if x.of == NOVEMBER)
        assert uid not in {entry.item.uid for entry in told.entries}
        assert late in {entry.item.uid for entry in told.entries}
        later.visits.void(late, reason="重复")
        assert NOVEMBER not in {x.of for x in later.months.table(january).late}


def test_a_record_of_another_month_is_not_opened(workbench: Workbench, filed: Filed) -> None:
    uid = filed()
    workbench.month_life.lock(OCTOBER)
    number = workbench.visits.get(uid).number
    with pytest.raises(RefusedError, match="不在2026年10月"):
        workbench.month_life.correct(OCTOBER, reason="错", records=[number])
    assert workbench.month_life.life(OCTOBER).correcting == ""


def test_what_a_locked_table_has_told_stays_told(
    folder: Path, complete: dict[str, Any], clock: FixedClock
) -> None:
    with open_workbench(folder, clock=clock) as early:
        early.month_life.lock(NOVEMBER)
        file(early, complete, date="2026-11-18")
    with open_workbench(folder, clock=FixedClock(datetime(2027, 1, 2, tzinfo=UTC))) as later:
        later.month_life.lock(DECEMBER)
        told = later.months.table(DECEMBER)
        assert (told.frozen, [each.of for each in told.late]) == (True, [NOVEMBER])
        assert later.months.as_json(DECEMBER)["late"][0]["month"] == "2026-11"
        assert later.months.table(Month(2027, 1)).late == ()
        file(later, complete, date="2026-11-19")
        again = next(x for x in later.months.table(Month(2027, 1)).late if x.of == NOVEMBER)
        assert [c.more for c in again.differences if (c.row, c.figure) == ("合计", "visits")] == [1]
        assert replace(later.months.table(DECEMBER), changed=False) == told


# -- what travels ---------------------------------------------------------------------------------


def test_rows_of_earlier_months_travel_in_the_bundle_of_the_month_that_tells_them(
    folder: Path, complete: dict[str, Any], clock: FixedClock, tmp_path: Path
) -> None:
    with open_workbench(folder, clock=clock) as early:
        file(early, complete)
        early.bundles.export(inspector_id="DX001", month=NOVEMBER, folder=tmp_path)
        late = file(early, complete, date="2026-11-18")
        file(early, complete, date="2026-11-17", lead="DX002")
        early.month_life.correct(NOVEMBER, reason="漏报一次")
        file(early, complete, date="2026-12-01")
        preview = early.bundles.preview(inspector_id="DX001", month=DECEMBER)
        made = early.bundles.export(inspector_id="DX001", month=DECEMBER, folder=tmp_path)
        records = verify_bundle(made.path).records
        # A month that is handed over again says what it said.
        again = early.bundles.export(inspector_id="DX001", month=DECEMBER, folder=tmp_path)
        number = early.visits.get(late).number
    assert (again.repeated, again.digest) == (True, made.digest)
    counts = check_bundle(made.path)["counts"]
    rows, figures = records["late"], records["late_figures"]
    assert preview.late == len(rows)
    assert (counts["late"], counts["late_figures"]) == (len(rows), len(figures))
    told = [row for row in rows if row["about"] == "督导记录"]
    assert told == [
        {"month": "2026-11", "word": "补报", "about": "督导记录", "uuid": late, "gone": False,
         "why": "", "reason": "漏报一次", "kind": "督导记录", "visit_uuid": late, "no": number,
         "date": "2026-11-18", "school_name": "示范区第3小学"}
    ]  # fmt: skip
    assert {row["visit_uuid"] for row in rows} == {late}
    assert {"month": "2026-11", "figure": "visits", "part": "", "before": "1", "after": "2"} in (
        figures
    )
    first = next(path for path in tmp_path.glob("*.zip") if "-000001-" in path.name)
    assert "late" not in verify_bundle(first).records


# -- 月结日 --------------------------------------------------------------------------------------


def test_a_closing_day_moves_the_spans_from_its_month_on(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    uid = file(workbench, complete, date="2026-11-27")
    workbench.rules.set_values(RuleId.MONTH_CLOSING, {"day": 25, "since": 202611})
    tables = {m: workbench.months.table(m).table for m in (OCTOBER, NOVEMBER, DECEMBER)}
    assert tables[OCTOBER].period == OCTOBER.period
    assert tables[NOVEMBER].period.end == date(2026, 11, 25)
    assert tables[DECEMBER].district["visits"].uids == (uid,)  # type: ignore[union-attr]
    assert [v.uid for v in workbench.visits.list(month=DECEMBER)] == [uid]
    assert workbench.visits.list(month=NOVEMBER) == ()
    assert workbench.months.as_json(DECEMBER)["month"] == "2026-12"
    assert workbench.today.page().not_handed_over == ()


def test_without_a_month_the_closing_day_holds_from_the_one_under_way(
    workbench: Workbench,
) -> None:
    workbench.rules.set_values(RuleId.MONTH_CLOSING, {"day": 20})
    assert workbench.rules.get(RuleId.MONTH_CLOSING).number("since") == 202612
    assert workbench.context.span(NOVEMBER) == NOVEMBER.period
    assert workbench.context.span(DECEMBER).end == date(2026, 12, 20)


def test_months_whose_figures_are_kept_keep_their_span(workbench: Workbench) -> None:
    workbench.month_life.lock(NOVEMBER)
    with pytest.raises(RefusedError, match="只能从2026年12月起改"):
        workbench.rules.set_values(RuleId.MONTH_CLOSING, {"day": 25, "since": 202611})
    with pytest.raises(InputError, match="不是年月"):
        workbench.rules.set_values(RuleId.MONTH_CLOSING, {"day": 25, "since": 202613})
    for undo in (workbench.rules.switch_off,):
        with pytest.raises(RefusedError, match="不能停用"):
            undo(RuleId.MONTH_CLOSING)
    assert workbench.context.stores.closing.all() == {}
    workbench.rules.set_values(RuleId.MONTH_CLOSING, {"day": 25, "since": 202612})
    with pytest.raises(RefusedError, match="不能停用或还原"):
        workbench.rules.reset(RuleId.MONTH_CLOSING)
