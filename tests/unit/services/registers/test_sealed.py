"""The sealed part of an entry: apart from everything that is kept, shown or undone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import IncompleteError, InputError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.register_options import ComplaintForm
from inspector_app.domain.registers.words import LEAKING
from inspector_app.services.register_journal import EntryNotEditableError
from inspector_app.services.wishes import ComplaintPrint, EntryPrint

Make = Callable[..., str]
WHO = {"name": "反映人甲乙", "phone": "13900001234", "mail": "someone@example.com"}


@pytest.fixture
def told(add: Make) -> str:
    return add("complaint", anonymous=False, **WHO)


def rows_of(bench: Workbench, table: str) -> str:
    rows = bench.context.database.rows(f"SELECT * FROM {table}")
    return json.dumps(rows, ensure_ascii=False, default=str)


def test_it_is_in_one_table_and_in_no_other(workbench: Workbench, told: str) -> None:
    workbench.registers.file(told)
    workbench.register_edit.set_json(told, "电话", "13900005678")
    workbench.registers.correct(told, reason="核对")
    workbench.sealed_parts.reveal(told)
    while workbench.search.index_dirty():
        pass
    tables = workbench.context.database.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    values = (*WHO.values(), "13900005678")
    found = {
        name for (name,) in tables if any(value in rows_of(workbench, name) for value in values)
    }
    assert found == {"register_secret"}


def test_no_file_of_the_data_folder_shows_it(workbench: Workbench, told: str) -> None:
    workbench.registers.file(told)
    workbench.sealed_parts.reveal(told)
    folder: Path = workbench.folder
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    for path in files:
        data = path.read_bytes()
        assert not [value for value in WHO.values() if value.encode() in data], path


def test_undo_goes_past_it_to_the_change_before(workbench: Workbench, told: str) -> None:
    edit = workbench.register_edit
    edit.set_json(told, "account", "饭菜不热，量也不足。")
    edit.set_field(told, "name", "另一人")
    undone = edit.undo(told)
    assert undone is not None
    assert undone.label == "反映情况"
    assert workbench.sealed_parts.reveal(told)["name"] == "另一人"
    assert edit.undo(told) is None


def test_it_is_written_after_filing_and_not_once_the_entry_is_void(
    workbench: Workbench, told: str
) -> None:
    workbench.registers.file(told)
    workbench.register_edit.set_json(told, "反映人姓名", "")
    assert "name" not in workbench.sealed_parts.reveal(told)
    workbench.registers.void(told, reason="重复")
    with pytest.raises(EntryNotEditableError):
        workbench.register_edit.set_json(told, "phone", "1")


def test_what_is_too_long_is_refused_and_an_unknown_option_too(
    workbench: Workbench, told: str
) -> None:
    for name, value in (("name", "甲" * 51), ("gender", "不详")):
        with pytest.raises(InputError):
            workbench.register_edit.set_json(told, name, value)
    assert workbench.sealed_parts.reveal(told) == WHO


def test_only_changes_and_looks_are_noted(workbench: Workbench, told: str) -> None:
    parts, edit = workbench.sealed_parts, workbench.register_edit
    edit.set_json(told, "name", WHO["name"])
    parts.reveal(told, why="查看")
    assert [look.act for look in parts.log(told)] == ["填写反映人姓名、联系电话、电子邮箱", "查看"]
    with pytest.raises(RefusedError, match="要写明理由"):
        parts.forget(told, reason=" ")
    parts.forget(told, reason="本人要求")
    parts.reveal(told)
    assert [look.act for look in parts.log(told)][2:] == ["删除反映人信息：本人要求"]
    with pytest.raises(RefusedError, match="没有反映人信息"):
        parts.forget(told, reason="再删一次")


def test_it_goes_with_an_entry_that_is_removed_for_good(workbench: Workbench, told: str) -> None:
    workbench.registers.discard(told)
    workbench.registers.purge(told)
    assert workbench.context.database.rows("SELECT * FROM register_secret") == []
    assert workbench.checks.run().sound


def test_somebody_who_leaves_neither_a_name_nor_a_way_is_asked_for_or_ticked_as_nameless(
    workbench: Workbench, add: Make
) -> None:
    uid = add("complaint", anonymous=False)
    gaps = [gap.where for gap in workbench.registers.record(uid).gaps]
    assert gaps == ["anonymous"]
    workbench.register_edit.set_json(uid, "mail", WHO["mail"])
    assert workbench.registers.record(uid).gaps == ()


@pytest.mark.parametrize("field", ["account", "verification", "result", "order_no"])
def test_an_open_text_that_says_it_is_named_and_neither_listed_nor_printed(
    workbench: Workbench, told: str, field: str
) -> None:
    workbench.registers.file(told)
    workbench.registers.correct(told, reason="核对")
    workbench.register_edit.set_json(told, field, f"据{WHO['name']}说")
    record = workbench.registers.record(told)
    assert record.sealed.leaks == (record.kind.by_id[field].label,)
    wishes: list[Any] = [EntryPrint(uid=told)]
    wishes += [ComplaintPrint(uid=told, form=form) for form in ComplaintForm]
    for wish in wishes:
        with pytest.raises(RefusedError, match="里写着反映人的信息"):
            workbench.document_trees.of(wish)
    shown = workbench.sealed_parts.reveal(told, why="打印")
    whole = ComplaintPrint(uid=told, form=ComplaintForm.REVIEW, sealed=shown)
    (tree,) = workbench.document_trees.of(whole)
    assert WHO["name"] in "".join(tree.texts())
    assert WHO["name"] not in repr(whole)


@pytest.mark.parametrize("indexed", [True, False])
def test_a_text_that_says_who_complains_is_not_found_and_no_title_shows_it(
    workbench: Workbench, told: str, indexed: bool
) -> None:
    edit = workbench.register_edit
    edit.set_json(told, "account", f"{WHO['name']}的孩子在食堂吃不饱。")
    edit.set_json(told, "verification", "查看留样，饭菜温度偏低。")
    if indexed:
        workbench.search.rebuild()
    assert workbench.search.find(WHO["name"]) == ()
    assert workbench.search.find("吃不饱") == ()
    (hit,) = workbench.search.find("留样")
    assert hit.title.startswith(LEAKING)
    edit.set_json(told, "account", "反映人的孩子在食堂吃不饱。")
    (hit,) = workbench.search.find("吃不饱")
    assert LEAKING not in hit.title


def test_codes_of_options_are_no_text_that_is_found(workbench: Workbench, told: str) -> None:
    edit = workbench.register_edit
    edit.set_json(told, "finding", "部分属实")
    edit.set_json(told, "answer", "已经整改完毕。")
    code = workbench.registers.record(told).entry.values["finding"]
    (hit,) = workbench.search.find("整改完毕")
    assert code not in hit.snippet
    assert workbench.search.find(code) == ()


def test_the_index_follows_who_complains(workbench: Workbench, told: str) -> None:
    edit = workbench.register_edit
    edit.set_json(told, "account", "另一人的孩子在食堂吃不饱。")
    workbench.search.rebuild()
    assert [hit.uid for hit in workbench.search.find("另一人")] == [told]
    edit.set_field(told, "name", "另一人")
    assert workbench.search.find("另一人") == ()
    # As it was indexed by a version that did not leave it out.
    workbench.context.database.execute("UPDATE register_entry SET fts_dirty = 0")
    assert workbench.search.find("另一人") == ()
    edit.set_field(told, "name", "反映人甲乙")
    assert [hit.uid for hit in workbench.search.find("另一人")] == [told]


def test_a_filed_complaint_takes_nothing_that_says_who_complains(
    workbench: Workbench, told: str
) -> None:
    workbench.registers.file(told)
    before = workbench.registers.record(told).entry.values
    text = f"到校查看，{WHO['name']}在场。"
    complaints, edit = workbench.complaints, workbench.register_edit
    for act in (
        lambda: complaints.verify(told, {"verification": text}),
        lambda: complaints.answer(told, {"answer": text}),
        lambda: complaints.close(
            told, {"verification": "已查看。", "finding": "属实", "handler": "督学01",
                   "result": text}
        ),
        lambda: edit.set_field(told, "verification", text, editing="s"),
    ):  # fmt: skip
        with pytest.raises(IncompleteError) as refused:
            act()
        assert "写着反映人的信息" in refused.value.problems[-1].what
    assert workbench.registers.record(told).entry.values == before
    edit.set_field(told, "verification", "反映人在场。", editing="s")
    with pytest.raises(IncompleteError):
        edit.set_field(told, "verification", text, editing="s")
    assert workbench.registers.record(told).entry.values["verification"] == "反映人在场。"


def test_kinds_without_a_sealed_part_know_nothing_of_it(workbench: Workbench, add: Make) -> None:
    uid = add("meeting")
    assert workbench.sealed_parts.field(uid, "name") is None
    with pytest.raises(InputError, match="没有“phone”这个字段"):
        workbench.register_edit.set_json(uid, "phone", "1")
