"""自评 over a real folder: rows of the set, refused grades, gaps, files, sheets read back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspector_app.base.errors import IncompleteError, InputError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.services.entry_search import EntrySearch
from tests.selfchecks import PUT_RIGHT, filled

Add = Callable[..., str]


@pytest.fixture
def uid(workbench: Workbench) -> str:
    """An empty self-assessment."""
    return workbench.selfchecks.begin("", county="示范区").uid


def gaps(workbench: Workbench, uid: str) -> list[str]:
    return [gap.where for gap in workbench.registers.record(uid).gaps]


def test_a_new_assessment_has_a_row_for_every_item_of_its_set(
    workbench: Workbench, uid: str
) -> None:
    entry = workbench.registers.record(uid).entry
    assert [row["item"] for row in entry.values["items"]] == list(range(1, 37))
    assert entry.values["standard"] == "县域学前教育普及普惠（2020年版）"
    again = workbench.selfchecks.begin("pjph@2020年版").uid
    assert workbench.registers.record(again).entry.values["county"] == "示范区"


def test_the_counts_are_those_of_the_items(workbench: Workbench, add: Add) -> None:
    uid = add("selfcheck", **filled(basic=(11, 26), failed=(1, 4, 19)))
    sheet = workbench.selfchecks.sheet(uid)
    assert tuple(sheet.counts) == (31, 2, 3, 0)
    assert tuple(sheet.group_counts("普及普惠水平")) == (2, 0, 1, 0)
    assert sheet.standing.grade == ""


@pytest.mark.parametrize(
    ("item", "grade", "told"),
    [
        (1, "合格", "第 1 项按数值判定，评定由程序算出，不能填"),
        (4, "基本合格", "第 4 项没有“基本合格”这一档"),
        (11, "合格", "第 11 项合格与否按数值判定"),
    ],
)
def test_a_grade_that_the_item_cannot_be_given_is_refused(
    workbench: Workbench, uid: str, item: int, grade: str, told: str
) -> None:
    with pytest.raises(RefusedError, match=told):
        workbench.selfchecks.set_item(uid, item, "grade", grade)
    assert workbench.selfchecks.sheet(uid).counts.open == 36


def test_a_file_of_an_assessment_cannot_tell_a_computed_grade(workbench: Workbench) -> None:
    with pytest.raises(RefusedError, match="第 1 项按数值判定"):
        workbench.register_edit.new_from_json(
            "selfcheck", {"items": [{"item": 1, "grade": "合格"}]}
        )
    with pytest.raises(InputError, match="没有第 37 项"):
        workbench.register_edit.new_from_json("selfcheck", {"items": [{"item": 37}]})
    with pytest.raises(InputError, match="第 4 项写了两次"):
        workbench.register_edit.new_from_json("selfcheck", {"items": [{"item": 4}, {"item": 4}]})
    assert workbench.registers.list(EntrySearch(kind="selfcheck")) == ()


def test_the_set_and_its_items_stay_as_they_were_begun(workbench: Workbench, uid: str) -> None:
    edit = workbench.register_edit
    for attempt in (
        lambda: edit.set_json(uid, "standard", "另一个"),
        lambda: edit.set_json(uid, "items", []),
        lambda: edit.set_json(uid, "items[0].item", 5),
        lambda: edit.add_row(uid, "items", {"item": 5}),
        lambda: edit.remove_row_at(uid, "items", 0),
    ):
        with pytest.raises(RefusedError):
            attempt()
    assert len(workbench.registers.record(uid).entry.values["items"]) == 36


def test_an_item_that_is_not_good_needs_its_problem_its_department_and_its_day(
    workbench: Workbench, add: Add
) -> None:
    uid = add("selfcheck", **filled(failed=(4,)))
    for part in PUT_RIGHT:
        workbench.selfchecks.set_item(uid, 4, part, "")
    assert gaps(workbench, uid) == [
        f"items[3].{part}" for part in ("problem", "unit", "measures", "due")
    ]
    with pytest.raises(IncompleteError):
        workbench.registers.file(uid)


def test_a_quotient_that_cannot_be_keeps_the_assessment_from_being_filed(
    workbench: Workbench, add: Add
) -> None:
    uid = add("selfcheck", **filled())
    workbench.selfchecks.set_item(uid, 23, "numerator", 101)
    (gap,) = workbench.registers.record(uid).gaps
    assert gap.what == "第 23 项：“已挂牌督导的园数”多于“审批注册的园数”，请核对两个数"


def test_problems_of_a_filed_assessment_are_yielded_for_a_ledger(
    workbench: Workbench, add: Add
) -> None:
    uid = add("selfcheck", **filled(basic=(29,), failed=(4,)))
    with pytest.raises(RefusedError, match="还没有定稿"):
        workbench.selfchecks.problems(uid)
    workbench.registers.file(uid)
    found = workbench.selfchecks.problems(uid)
    assert [(p.item_no, p.grade.value) for p in found] == [(4, "fail"), (29, "basic")]
    assert (found[0].unit, str(found[0].due), found[0].text) == (
        "教育局", "2027-06-30", PUT_RIGHT["problem"],
    )  # fmt: skip
    assert len({p.row_uid for p in found}) == 2


def test_a_second_assessment_of_a_year_is_told(workbench: Workbench, add: Add) -> None:
    first = add("selfcheck", **filled())
    workbench.registers.file(first)
    again = add("selfcheck", **filled())
    assert "2026 年按这个指标体系已有定稿的自评表" in [
        hint.what for hint in workbench.registers.record(again).hints
    ]


def test_a_correction_given_up_brings_the_grades_back(workbench: Workbench, add: Add) -> None:
    uid = add("selfcheck", **filled())
    workbench.registers.file(uid)
    workbench.registers.correct(uid, reason="重新核实")
    workbench.selfchecks.set_item(uid, 4, "grade", "不合格")
    workbench.registers.abandon_correction(uid)
    assert workbench.selfchecks.sheet(uid).counts.passed == 36


def test_files_belong_to_one_item_and_are_checked_like_others(
    workbench: Workbench, uid: str, tmp_path: Path
) -> None:
    paper = tmp_path / "规划.pdf"
    paper.write_bytes(b"plan")
    place = workbench.selfchecks.place_of(uid, 5, "files")
    workbench.register_files.attach(uid, [paper], place=place)
    with pytest.raises(InputError, match="是同一个文件"):
        workbench.register_files.attach(uid, [paper], place=place)
    (written,) = workbench.register_files.export(uid, tmp_path / "", place=place)
    assert written.path.read_bytes() == b"plan"
    (file,) = workbench.registers.record(uid).entry.values["items"][4]["files"]
    assert file["name"] == "规划.pdf"
    for stored in workbench.context.folder.photos.rglob("*"):
        if stored.is_file():
            stored.unlink()
    faults = [fault for check in workbench.checks.run().checks for fault in check.faults]
    assert "的附件“规划.pdf”文件缺失" in "".join(faults)
    workbench.register_files.detach_at(uid, 0, place=place)
    assert workbench.registers.record(uid).entry.values["items"][4]["files"] == []


# -- the sheet that goes out and comes back ------------------------------------------------------


def write(path: Path, cells: dict[tuple[int, str], object]) -> None:
    """Write into the rows of items by the heads of columns."""
    book = load_workbook(path)
    sheet = book["自评表"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for (no, head), value in cells.items():
        sheet.cell(no + 1, heads[head]).value = value  # type: ignore[assignment]
    book.save(path)


def test_what_departments_filled_in_is_merged_and_taken_back_by_one_undo(
    workbench: Workbench, uid: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "教育局.xlsx", tmp_path / "财政局.xlsx"
    for path in (first, second):
        workbench.selfchecks.write_xlsx(uid, path)
    write(first, {(4, "评定"): "合格", (1, "分子"): 900, (1, "分母"): 1000})
    write(
        second, {(10, "评定"): "不合格", (10, "责任部门"): "财政局", (10, "时限"): "2027年3月1日"}
    )
    assert workbench.selfchecks.take_xlsx(uid, first).values == 3
    taken = workbench.selfchecks.take_xlsx(uid, second)
    assert (taken.items, taken.values) == (1, 3)
    sheet = workbench.selfchecks.sheet(uid)
    assert tuple(sheet.counts) == (2, 0, 1, 33)
    assert sheet.lines[9].row["due"] == "2027-03-01"
    workbench.register_edit.undo(uid)
    assert tuple(workbench.selfchecks.sheet(uid).counts) == (2, 0, 0, 34)


def test_a_sheet_with_one_bad_cell_changes_nothing_and_names_it(
    workbench: Workbench, uid: str, tmp_path: Path
) -> None:
    path = tmp_path / "填写.xlsx"
    workbench.selfchecks.write_xlsx(uid, path)
    write(
        path,
        {(4, "评定"): "合格", (5, "评定"): "基本合格", (6, "评定"): "大致合格",
         (1, "分子"): "九百"},
    )  # fmt: skip
    with pytest.raises(InputError, match="一项也没有读入") as refused:
        workbench.selfchecks.take_xlsx(uid, path)
    told = [problem.sentence() for problem in refused.value.problems]
    assert [line.split("：")[0] for line in told] == ["自评表!E2", "自评表!H6", "自评表!H7"]
    assert "第 5 项没有“基本合格”这一档" in told[1]
    assert workbench.selfchecks.sheet(uid).counts.open == 36


def test_a_sheet_of_another_set_is_refused(workbench: Workbench, uid: str, tmp_path: Path) -> None:
    path = tmp_path / "填写.xlsx"
    workbench.selfchecks.write_xlsx(uid, path)
    write(path, {(36, "序号"): 40, (36, "备注"): "多出的一项"})
    with pytest.raises(InputError) as refused:
        workbench.selfchecks.take_xlsx(uid, path)
    assert [p.what for p in refused.value.problems] == ["指标体系没有第 40 项"]


def test_a_filed_assessment_takes_no_sheet(workbench: Workbench, add: Add, tmp_path: Path) -> None:
    uid = add("selfcheck", **filled())
    path = tmp_path / "填写.xlsx"
    workbench.selfchecks.write_xlsx(uid, path)
    workbench.registers.file(uid)
    with pytest.raises(RefusedError, match="已定稿"):
        workbench.selfchecks.take_xlsx(uid, path)


def test_items_to_be_put_right_are_in_the_ledger_once_with_who_answers_and_by_when(
    workbench: Workbench, add: Add
) -> None:
    uid = add("selfcheck", **filled(basic=(29,), failed=(4,)))
    with pytest.raises(RefusedError, match="还没有定稿"):
        workbench.standard_issues.of_selfcheck(uid)
    workbench.registers.file(uid)
    taken = workbench.standard_issues.of_selfcheck(uid)
    assert taken.sentence() == "新列入台账 2 个。"
    assert workbench.standard_issues.of_selfcheck(uid).sentence().startswith("早已在台账里")
    rows = [workbench.ledger.row(line.number) for line in taken.lines]
    assert [(r.issue.responsible_unit, r.issue.responsible, str(r.due)) for r in rows] == [
        ("教育局", "幼教科长", "2027-06-30")
    ] * 2
    assert {row.item for row in rows} == {"4", "29"}
