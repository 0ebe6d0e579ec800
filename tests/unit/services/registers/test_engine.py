"""Entries of every kind: begun, written, taken back, found."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.entry_json import DERIVED
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.services.entry_search import EntrySearch
from tests.examples import examples
from tests.unit.services.registers.conftest import COMPLETE, SCHOOL

EACH = pytest.mark.parametrize("kind", KINDS)
Make = Callable[..., str]


def values_of(bench: Workbench, uid: str) -> dict[str, Any]:
    return dict(bench.registers.record(uid).entry.values)


# -- kinds ---------------------------------------------------------------------------------------


@EACH
def test_the_fields_of_a_kind_have_names_of_their_own_and_none_that_the_program_decides(
    kind: str,
) -> None:
    ids = [field.id for field in KINDS[kind].fields]
    labels = [field.label for field in KINDS[kind].fields]
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    assert not DERIVED & set(ids)


@EACH
def test_what_a_kind_lists_and_is_found_by_are_fields_of_it(kind: str) -> None:
    found = KINDS[kind]
    named = {found.day, found.school, found.inspector, found.record, *found.listed} - {""}
    assert named <= set(found.by_id)


def test_numbers_of_different_kinds_begin_differently() -> None:
    assert len({kind.prefix for kind in KINDS.values()}) == len(KINDS)


# -- beginning -----------------------------------------------------------------------------------


@EACH
def test_what_show_prints_makes_the_same_entry_again(
    workbench: Workbench, add: Make, kind: str
) -> None:
    shown = workbench.registers.as_json(add(kind))
    assert workbench.register_edit.new_from_json(kind, shown).number == shown["no"]
    made = workbench.register_edit.new_from_json(kind, {**shown, "uuid": "", "no": ""})
    assert made.number != shown["no"]
    again = workbench.registers.as_json(made.uid)
    assert {**again, "uuid": "", "no": ""} == {**shown, "uuid": "", "no": ""}


@EACH
def test_an_entry_of_a_file_says_what_the_file_says(
    workbench: Workbench, add: Make, kind: str
) -> None:
    shown = workbench.registers.as_json(add(kind))
    plain = {k: v for k, v in COMPLETE[kind].items() if isinstance(v, int)}
    assert {k: shown[k] for k in plain} == plain


@EACH
def test_numbers_run_on_within_a_year_and_are_never_given_twice(
    workbench: Workbench, kind: str
) -> None:
    edit, registers = workbench.register_edit, workbench.registers
    prefix = f"{KINDS[kind].prefix}-2026-DX001-"
    numbers = [edit.new(kind).number for _ in range(2)]
    assert numbers == [f"{prefix}0001", f"{prefix}0002"]
    last = registers.uid_of(kind, numbers[1])
    registers.discard(last)
    registers.purge(last)
    assert edit.new(kind).number == f"{prefix}0003"
    with pytest.raises(RefusedError, match="已经用过"):
        edit.new_from_json(kind, {"no": numbers[1]})


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"content": "x" * 10_001}, "“内容”没有改：最多 10000 字，现有 10001 字"),
        ({"made_to": "企业"}, "“对象”没有改：“企业”不在选项里；可选：政府、教育局、科室、学校"),
        ({"made_on": "昨天的昨天"}, "“提出日期”没有改"),
        ({"school": "示范区第99小学"}, "名册里没有学校“示范区第99小学”"),
        ({"inspector": "督学99"}, "名册里没有督学“督学99”"),
        ({"colour": "red"}, "没有“colour”这个字段；可用的有：made_on（提出日期）"),
        ({"no": "A-1"}, "“A-1”不是“意见建议”的编号"),
        ({"uuid": "1"}, "“1”不是唯一标识"),
        ({"register": "meeting"}, "文件里是“meeting”，不是“意见建议”"),
    ],
)
def test_a_file_that_cannot_be_read_makes_nothing_and_the_sentence_names_the_field(
    workbench: Workbench, data: dict[str, Any], complaint: str
) -> None:
    with pytest.raises((InputError, NotFoundError)) as refused:
        workbench.register_edit.new_from_json("suggestion", data)
    assert complaint in refused.value.sentence
    assert workbench.registers.list(EntrySearch(kind="suggestion")) == ()


def test_an_entry_that_is_here_with_other_content_is_not_written_over(
    workbench: Workbench, add: Make
) -> None:
    shown = workbench.registers.as_json(add("suggestion"))
    with pytest.raises(RefusedError, match="内容与文件不同，没有改动"):
        workbench.register_edit.new_from_json("suggestion", {**shown, "content": "另一条"})
    uid = workbench.registers.uid_of("suggestion", shown["no"])
    workbench.registers.discard(uid)
    with pytest.raises(RefusedError, match="在回收站里"):
        workbench.register_edit.new_from_json("suggestion", shown)


# -- fields, rows, undo --------------------------------------------------------------------------


def test_typing_in_one_field_of_one_session_is_one_change_and_is_taken_back_as_one(
    workbench: Workbench, add: Make
) -> None:
    edit, uid = workbench.register_edit, add("suggestion", content="建议")
    for text in ("建议增", "建议增加", "建议增加照明"):
        edit.set_field(uid, "content", text, editing="one")
    assert values_of(workbench, uid)["content"] == "建议增加照明"
    undone = edit.undo(uid)
    assert undone is not None
    assert undone.label == "内容"
    assert values_of(workbench, uid)["content"] == "建议"
    assert edit.undo(uid) is None
    edit.redo(uid)
    assert values_of(workbench, uid)["content"] == "建议增加照明"
    assert edit.redo(uid) is None


def test_rows_are_added_moved_changed_and_removed_and_every_step_is_taken_back(
    workbench: Workbench, add: Make
) -> None:
    edit, uid = workbench.register_edit, add("meeting")
    before = values_of(workbench, uid)
    added = edit.add_row(uid, "decisions", {"matter": "开展回访"}).uid
    edit.move_row(uid, "decisions", added, to=0)
    edit.set_field(uid, f"decisions/{added}/owner", "督学03", editing="one")
    edit.set_json(uid, "decisions[0].due", "2026-12-04")
    first = values_of(workbench, uid)["decisions"][0]
    assert (first["matter"], first["owner"], first["due"]) == ("开展回访", "督学03", "2026-12-04")
    edit.remove_row(uid, "决定事项", added)
    assert values_of(workbench, uid) == before
    steps = 0
    while edit.undo(uid):
        steps += 1
    assert steps == 5
    assert values_of(workbench, uid) == before


@examples(12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(st.sampled_from(("place", "chair", "expected", "points", "type")), max_size=8)
)
def test_every_change_is_taken_back_in_turn_and_put_back_again(
    workbench: Workbench, names: list[str]
) -> None:
    edit, uid = workbench.register_edit, workbench.register_edit.new("meeting").uid
    given_ = {
        "place": "会议室", "chair": "主任", "expected": 3, "points": "要点。", "type": "工作例会"
    }  # fmt: skip
    states = [values_of(workbench, uid)]
    for name in names:
        edit.set_json(uid, name, given_[name])
        if values_of(workbench, uid) != states[-1]:
            states.append(values_of(workbench, uid))
    for state in reversed(states[:-1]):
        edit.undo(uid)
        assert values_of(workbench, uid) == state
    assert edit.undo(uid) is None
    for state in states[1:]:
        edit.redo(uid)
        assert values_of(workbench, uid) == state
    assert list(workbench.context.stores.journal.faults()) == []


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("decisions[7].due", "2026-12-01", "“决定事项”有 2 项，从 0 数起，没有第 7 项"),
        ("place[0].due", "x", "“地点”里没有分项"),
        ("decisions[0].colour", "x", "没有“colour”这个字段；可用的有：matter（事项）"),
        ("expected", "十来个", "“十来个”不是 0 或正整数"),
        ("expected", 10_000, "最大 9999，现在是 10000"),
        ("began_at", "25:00", "“25:00”不是时刻"),
        ("topics", "一项", "“议题”没有改：要写成列表"),
        ("topics", ["一项"], "每项议题要写成一组字段"),
    ],
)
def test_a_value_that_cannot_be_read_changes_nothing(
    workbench: Workbench, add: Make, name: str, value: object, complaint: str
) -> None:
    uid = add("meeting")
    before = values_of(workbench, uid)
    with pytest.raises(InputError) as refused:
        workbench.register_edit.set_json(uid, name, value)
    assert complaint in refused.value.sentence
    assert values_of(workbench, uid) == before


def test_a_field_without_rows_takes_none_and_one_uuid_stands_for_one_row(
    workbench: Workbench, add: Make
) -> None:
    edit, uid = workbench.register_edit, add("meeting")
    with pytest.raises(InputError, match="“地点”里没有分项"):
        edit.add_row(uid, "place")
    row = values_of(workbench, uid)["topics"][0]["uuid"]
    with pytest.raises(RefusedError, match="已经用过，没有添加"):
        edit.add_row(uid, "topics", {"uuid": row, "topic": "再议"})
    with pytest.raises(InputError, match="uuid 相同"):
        edit.set_json(uid, "topics", [{"uuid": row, "topic": "一"}, {"uuid": row, "topic": "二"}])
    with pytest.raises(NotFoundError, match="找不到要修改的这一项"):
        edit.set_field(uid, f"topics/{uid}/topic", "无主的")


# -- finding -------------------------------------------------------------------------------------


def test_a_list_is_narrowed_by_year_state_school_person_and_words(
    workbench: Workbench, add: Make, filed: Make
) -> None:
    old = filed("suggestion", made_on="2025-05-06", inspector="督学02", school="")
    new = add("suggestion", content="增设照明设施")

    def found(**wanted: Any) -> list[str]:
        lines = workbench.registers.list(EntrySearch(kind="suggestion", **wanted))
        return [line.entry.uid for line in lines]

    assert found() == [new, old]
    assert found(year=2025) == found(state=EntryState.FILED) == found(inspector="督学02") == [old]
    assert found(school=SCHOOL) == found(text="照明 教育局") == [new]
    assert found(text="没有这样的词") == []


def test_a_number_of_another_register_is_not_found(workbench: Workbench, add: Make) -> None:
    number = workbench.registers.as_json(add("suggestion"))["no"]
    with pytest.raises(NotFoundError, match="“例会和交流会”里没有编号"):
        workbench.registers.uid_of("meeting", number)
    with pytest.raises(NotFoundError, match="可用 suggestion list 列出全部"):
        workbench.registers.uid_of("suggestion", "YJ-1999-DX001-0001")


def test_entries_are_found_by_any_word_in_them_at_once_and_after_indexing(
    workbench: Workbench, add: Make
) -> None:
    uid = add("meeting", points="各片区先自查再互查食堂留样。")

    def found(text: str) -> list[tuple[str, str]]:
        return [(hit.kind, hit.uid) for hit in workbench.search.find(text)]

    for word in ("食堂留样", "汇总问题清单"):
        assert found(word) == [("register", uid)]
    workbench.register_edit.leave_field(uid)
    for word in ("食堂留样", "汇总问题清单", "工作例会"):
        assert found(word) == [("register", uid)]
    workbench.register_edit.set_json(uid, "points", "改写了。")
    assert found("食堂留样") == []
    workbench.registers.discard(uid)
    assert found("改写") == []
    workbench.registers.purge(uid)
    assert workbench.checks.run().sound


def test_counts_tell_how_many_of_each_kind_are_in_each_state(
    workbench: Workbench, add: Make, filed: Make
) -> None:
    add("meeting")
    filed("meeting")
    workbench.registers.discard(add("suggestion"))
    assert workbench.registers.counts() == {
        ("meeting", EntryState.DRAFT): 1,
        ("meeting", EntryState.FILED): 1,
    }
