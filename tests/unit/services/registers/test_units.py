"""成员单位 from Excel: taken once, followed by date, nothing forgotten."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import InputError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.registers.unit import Contact
from inspector_app.services.entry_search import EntrySearch
from inspector_app.services.unit_import import Fate
from tests.small_xlsx import write_xlsx

Make = Callable[..., str]
HEAD = ("单位名称", "简称", "职责分工", "联络人", "职务", "电话", "加入日期")
POLICE = ("示范区公安分局", "公安", "校园周边治安。", "联络员01", "科长", "0412-1", "2022-03-01")
HEALTH = ("示范区卫生健康局", "", "", "联络员02", "", "", "2022-03-01")


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook with one row for each given."""

    def make(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> Path:
        return write_xlsx(tmp_path / "成员单位.xlsx", {"成员单位": [head, *rows]})

    return make


def fates(workbench: Workbench, path: Path, **named: Any) -> list[Fate]:
    return [fate for _, fate in workbench.unit_import.take(path, **named).fates]


def test_a_second_import_of_one_file_changes_nothing(
    workbench: Workbench, book: Callable[..., Path]
) -> None:
    path = book(POLICE, HEALTH)
    assert fates(workbench, path) == [Fate.NEW, Fate.NEW]
    first = workbench.registers.list(EntrySearch(kind="unit"))
    again = workbench.unit_import.take(path)
    assert [fate for _, fate in again.fates] == [Fate.SAME, Fate.SAME]
    assert not again.changes
    assert workbench.registers.list(EntrySearch(kind="unit")) == first


def test_another_contact_takes_over_from_a_day_on_and_the_old_one_stays(
    workbench: Workbench, book: Callable[..., Path]
) -> None:
    workbench.unit_import.take(book(POLICE))
    other = (*POLICE[:3], "联络员09", "副科长", "0412-9", POLICE[6])
    assert fates(workbench, book(other), on=date(2026, 10, 1)) == [Fate.CHANGED]
    (before,) = workbench.units.on(date(2026, 9, 30))
    (after,) = workbench.units.on(date(2026, 10, 1))
    assert before.contacts == (Contact("联络员01", "科长", "0412-1"),)
    assert after.contacts == (Contact("联络员09", "副科长", "0412-9"),)


def test_other_duties_are_a_revision_with_the_file_as_the_reason(
    workbench: Workbench, book: Callable[..., Path]
) -> None:
    workbench.unit_import.take(book(POLICE))
    assert fates(workbench, book((*POLICE[:2], "校园及周边治安。", *POLICE[3:]))) == [Fate.CHANGED]
    (line,) = workbench.registers.list(EntrySearch(kind="unit"))
    assert (line.entry.revision, line.entry.reason) == (2, "导入 成员单位.xlsx")
    assert line.entry.values["duties"] == "校园及周边治安。"


def test_what_a_list_has_no_column_for_or_does_not_name_stays(
    workbench: Workbench, book: Callable[..., Path]
) -> None:
    workbench.unit_import.take(book(POLICE, HEALTH))
    found = workbench.unit_import.preview(book(POLICE[:1], head=HEAD[:1]))
    assert found.fates == ((POLICE[0], Fate.SAME),)
    assert found.absent == (HEALTH[0],)
    assert "仍然保留的：示范区卫生健康局" in found.sentence


def test_a_unit_with_two_contacts_has_a_row_for_each_and_is_written_so_again(
    workbench: Workbench, book: Callable[..., Path], tmp_path: Path
) -> None:
    second = (POLICE[0], "", "", "联络员05", "", "", "")
    workbench.unit_import.take(book(POLICE, second))
    (unit,) = workbench.units.on()
    assert [contact.name for contact in unit.contacts] == ["联络员01", "联络员05"]
    out = tmp_path / "再导入.xlsx"
    workbench.units.write(out)
    assert fates(workbench, out) == [Fate.SAME]


def test_a_bad_cell_is_named_and_nothing_is_taken(
    workbench: Workbench, book: Callable[..., Path]
) -> None:
    path = book(POLICE, (*HEALTH[:6], "三月"))
    with pytest.raises(InputError) as refused:
        workbench.unit_import.take(path)
    (problem,) = refused.value.problems
    assert problem.where == "成员单位!G3"
    assert workbench.units.on() == ()


def test_rows_of_one_unit_that_say_different_things_are_refused(
    workbench: Workbench, book: Callable[..., Path]
) -> None:
    other = (POLICE[0], "公安局", "", "联络员05", "", "", "")
    with pytest.raises(InputError) as refused:
        workbench.unit_import.take(book(POLICE, other))
    assert "与第 2 行不同" in refused.value.problems[0].what


def test_a_contact_without_a_unit_is_refused_for_the_name_may_stand_in_merged_cells(
    workbench: Workbench, book: Callable[..., Path]
) -> None:
    path = book(POLICE, ("", "", "", "联络员05", "", "0412-5", ""))
    with pytest.raises(InputError) as refused:
        workbench.unit_import.take(path)
    (problem,) = refused.value.problems
    assert problem.where == "成员单位!A3"
    assert "合并的单元格要逐行填写" in problem.remedy


def test_a_column_that_is_not_read_is_told(workbench: Workbench, book: Callable[..., Path]) -> None:
    path = book((*POLICE, "a@b.cn"), head=(*HEAD, "邮箱"))
    assert "这些列没有读：邮箱" in workbench.unit_import.preview(path).sentence
    assert "这些列没有读：邮箱" in workbench.unit_import.take(path).sentence


def test_a_contact_who_is_put_right_on_the_same_day_is_replaced(
    workbench: Workbench, book: Callable[..., Path]
) -> None:
    day = date(2026, 10, 1)
    workbench.unit_import.take(book(POLICE))
    for name in ("联络员90", "联络员09"):
        changed = (*POLICE[:3], name, *POLICE[4:])
        assert fates(workbench, book(changed), on=day) == [Fate.CHANGED]
    (line,) = workbench.registers.list(EntrySearch(kind="unit"))
    assert [(row["name"], row["start"], row["end"]) for row in line.entry.values["contacts"]] == [
        ("联络员01", None, "2026-09-30"), ("联络员09", "2026-10-01", None),
    ]  # fmt: skip


def test_a_list_taken_again_for_an_earlier_day_leaves_no_day_without_a_contact(
    workbench: Workbench, book: Callable[..., Path]
) -> None:
    workbench.unit_import.take(book(POLICE))
    other = book((*POLICE[:3], "联络员09", *POLICE[4:]))
    workbench.unit_import.take(other, on=date(2027, 3, 1))
    assert fates(workbench, other) == [Fate.SAME]
    (unit,) = workbench.units.on(date(2027, 2, 28))
    assert [contact.name for contact in unit.contacts] == ["联络员01"]


def test_a_list_of_today_leaves_who_begins_later(
    workbench: Workbench, book: Callable[..., Path]
) -> None:
    workbench.unit_import.take(book(POLICE))
    other = (*POLICE[:3], "联络员09", *POLICE[4:])
    workbench.unit_import.take(book(other), on=date(2027, 3, 1))
    assert fates(workbench, book(POLICE)) == [Fate.SAME]
    (unit,) = workbench.units.on(date(2027, 3, 1))
    assert [contact.name for contact in unit.contacts] == ["联络员09"]


def test_an_import_beside_a_draft_is_refused(
    workbench: Workbench, book: Callable[..., Path], add: Make
) -> None:
    add("unit")
    with pytest.raises(RefusedError, match="还有草稿"):
        workbench.unit_import.take(book(POLICE))


def test_units_are_found_by_name_and_by_short_name(workbench: Workbench, filed: Make) -> None:
    filed("unit")
    filed("unit", name="示范区教育局", short="", end="2026-01-01")
    assert [unit.name for unit in workbench.units.find("市场监管局")] == ["示范区市场监督管理局"]
    assert [unit.name for unit in workbench.units.find("")] == ["示范区市场监督管理局"]


def test_a_contact_is_added_to_a_filed_unit_and_taken_back_by_undo(
    workbench: Workbench, filed: Make
) -> None:
    uid = filed("unit")
    workbench.register_edit.add_row(uid, "contacts", {"name": "联络员07", "start": "2026-11-01"})
    assert len(workbench.registers.record(uid).entry.values["contacts"]) == 3
    workbench.register_edit.undo(uid)
    assert len(workbench.registers.record(uid).entry.values["contacts"]) == 2
