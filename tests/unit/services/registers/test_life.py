"""The life of an entry: filed, corrected with a reason, made void, discarded and brought back."""

from collections.abc import Callable
from typing import Any

import pytest

from inspector_app.base.errors import IncompleteError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.shapes import Rows
from inspector_app.services.entry_search import EntrySearch
from inspector_app.services.register_journal import EntryNotEditableError

EACH = pytest.mark.parametrize("kind", KINDS)
Make = Callable[..., str]


def values_of(bench: Workbench, uid: str) -> dict[str, Any]:
    return dict(bench.registers.record(uid).entry.values)


def state_of(bench: Workbench, uid: str) -> EntryState:
    return bench.registers.record(uid).entry.state


@EACH
def test_an_entry_that_misses_something_is_not_filed_and_every_gap_is_named(
    workbench: Workbench, kind: str
) -> None:
    uid = workbench.register_edit.new(kind).uid
    with pytest.raises(IncompleteError) as refused:
        workbench.registers.file(uid)
    record = workbench.registers.record(uid)
    assert refused.value.problems == record.gaps
    started = {name for name, value in record.entry.values.items() if value}
    needed = {field.id for field in KINDS[kind].fields if field.needed}
    assert {gap.where for gap in record.gaps} >= needed - started
    assert record.entry.state is EntryState.DRAFT


def test_a_row_without_what_it_needs_is_a_gap_of_that_row(workbench: Workbench, add: Make) -> None:
    uid = add("meeting", decisions=[{"matter": "  ", "owner": "督学01"}])
    assert [gap.where for gap in workbench.registers.record(uid).gaps] == ["decisions[0].matter"]


@EACH
def test_a_filed_entry_is_frozen_but_for_what_happens_afterwards(
    workbench: Workbench, filed: Make, kind: str
) -> None:
    uid = filed(kind)
    frozen = [field for field in KINDS[kind].fields if not field.later]
    for field in frozen:
        with pytest.raises(EntryNotEditableError, match="已定稿"):
            workbench.register_edit.set_json(uid, field.id, None)
    for field in frozen:
        if isinstance(field.shape, Rows):
            with pytest.raises(EntryNotEditableError):
                workbench.register_edit.add_row(uid, field.id)
    with pytest.raises(EntryNotEditableError):
        workbench.registers.discard(uid)


def test_what_happens_afterwards_is_written_into_a_filed_entry_and_taken_back(
    workbench: Workbench, filed: Make
) -> None:
    edit, uid = workbench.register_edit, filed("suggestion")
    edit.set_json(uid, "采纳情况", "部分采纳")
    assert state_of(workbench, uid) is EntryState.FILED
    assert values_of(workbench, uid)["answer"] == "partly"
    edit.undo(uid)
    assert values_of(workbench, uid)["answer"] == "pending"
    # What was written before the filing is out of reach of undo.
    assert edit.undo(uid) is None


def test_a_correction_is_the_next_revision_with_a_reason_and_both_revisions_are_kept(
    workbench: Workbench, filed: Make
) -> None:
    registers, uid = workbench.registers, filed("suggestion")
    with pytest.raises(RefusedError, match="更正要写明理由"):
        registers.correct(uid, reason=" ")
    registers.correct(uid, reason="写错了对象")
    with pytest.raises(RefusedError, match="正在更正，不能作废"):
        registers.void(uid, reason="不要了")
    with pytest.raises(RefusedError, match="定稿过，不能移到回收站"):
        registers.discard(uid)
    workbench.register_edit.set_json(uid, "made_to", "政府")
    registers.file(uid)
    history = workbench.context.stores.history
    assert [r.revision for r in registers.record(uid).revisions] == [1, 2]
    assert registers.record(uid).revisions[1].reason == "写错了对象"
    kept = [history.content(uid, n)["values"]["made_to"] for n in (1, 2)]
    assert kept == ["bureau", "government"]


def test_a_correction_given_up_leaves_the_entry_as_it_was_with_what_came_afterwards(
    workbench: Workbench, filed: Make
) -> None:
    registers, uid = workbench.registers, filed("suggestion")
    workbench.register_edit.set_json(uid, "answer", "采纳")
    before = registers.as_json(uid)
    registers.correct(uid, reason="核对")
    workbench.register_edit.set_json(uid, "content", "改坏了")
    workbench.register_edit.set_json(uid, "answer", "未采纳")
    registers.abandon_correction(uid)
    assert registers.as_json(uid) == before
    with pytest.raises(EntryNotEditableError):
        registers.abandon_correction(uid)


def test_a_draft_that_was_never_filed_has_no_correction_to_give_up(
    workbench: Workbench, add: Make
) -> None:
    with pytest.raises(RefusedError, match="没有可退回的版本"):
        workbench.registers.abandon_correction(add("suggestion"))


def test_a_void_entry_needs_a_reason_and_stays_as_it_is(workbench: Workbench, filed: Make) -> None:
    registers, uid = workbench.registers, filed("suggestion")
    with pytest.raises(RefusedError, match="作废要写明理由"):
        registers.void(uid, reason="")
    registers.void(uid, reason="重复登记")
    assert (state_of(workbench, uid), registers.record(uid).entry.reason) == (
        EntryState.VOIDED, "重复登记",
    )  # fmt: skip
    with pytest.raises(EntryNotEditableError, match="已作废"):
        workbench.register_edit.set_json(uid, "answer", "采纳")
    with pytest.raises(EntryNotEditableError, match="已作废"):
        registers.correct(uid, reason="再用")


def test_a_draft_is_neither_corrected_nor_made_void(workbench: Workbench, add: Make) -> None:
    uid = add("suggestion")
    with pytest.raises(RefusedError, match="还是草稿，不用更正"):
        workbench.registers.correct(uid, reason="x")
    with pytest.raises(RefusedError, match="还是草稿，不用作废"):
        workbench.registers.void(uid, reason="x")


def test_a_draft_goes_to_the_recycle_bin_and_comes_back_with_its_number(
    workbench: Workbench, add: Make
) -> None:
    registers, uid = workbench.registers, add("suggestion")
    before = registers.as_json(uid)
    with pytest.raises(RefusedError, match="只能彻底删除回收站里的草稿"):
        registers.purge(uid)
    registers.discard(uid)
    assert registers.list(EntrySearch(kind="suggestion")) == ()
    assert len(registers.list(EntrySearch(kind="suggestion", removed=True))) == 1
    with pytest.raises(EntryNotEditableError, match="在回收站里"):
        workbench.register_edit.set_json(uid, "content", "x")
    registers.restore(uid)
    assert registers.as_json(uid) == before


def test_the_history_of_a_whole_life_holds_together(workbench: Workbench, filed: Make) -> None:
    registers, uid = workbench.registers, filed("meeting")
    registers.correct(uid, reason="补录")
    workbench.register_edit.set_json(uid, "place", "一楼会议室")
    registers.file(uid)
    registers.void(uid, reason="重复")
    assert workbench.checks.run().sound
    notes = [e.op["note"] for e in workbench.context.stores.journal.of_visit(uid) if e.field == "*"]
    assert notes == ["新建", "定稿", "更正", "定稿", "作废"]


@pytest.mark.parametrize(
    ("kind", "values", "whose"),
    [
        ("post", {"post": "督导室主任", "person": "DX003", "start": "2026-09-01"}, "督学03"),
        ("post", {"post": "督导室主任", "person": "主任甲", "start": "2026-09-01"}, "主任甲"),
        ("zone", {"name": "第一责任区", "head": "DX003", "start": "2026-09-01"}, "督学03"),
    ],
)
def test_a_list_of_posts_and_zones_names_who_holds_each(
    workbench: Workbench, kind: str, values: dict[str, str], whose: str
) -> None:
    workbench.register_edit.new_from_json(kind, values)
    (line,) = workbench.registers.list(EntrySearch(kind=kind))
    assert line.whose == whose
