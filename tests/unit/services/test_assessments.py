"""Assessments: measured, kept with their workbook, reproduced, compared; and 创建计划 upon them."""

import json
from datetime import date
from pathlib import Path

import pytest

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.indicators.assessment_json import assessment_json
from inspector_app.domain.issue_source import OutsideSource
from inspector_app.services.today import StepsDue
from inspector_app.services.wishes import BalancePart, BalancePrint, CreationPlanPrint
from tests.unit.counties import county_book, row


def lacking(path: Path) -> Path:
    """Write a county of two schools, of which the second lacks two things."""
    second = {"学校标识码": "2121000002", "学校名称": "示范县第2小学"}
    return county_book(path, row(), row(小学骨干教师数=8, 美术教室面积=None, **second))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return lacking(tmp_path / "各校数据.xlsx")


def kept(workbench: Workbench, book: Path, year: str = "2026") -> str:
    return workbench.assessments.keep(book, year=year).uid


# -- keeping -------------------------------------------------------------------------------------


def test_a_kept_workbook_is_measured_again_to_the_same_result(
    workbench: Workbench, book: Path
) -> None:
    before = workbench.assessments.measure(book)
    uid = kept(workbench, book)
    book.unlink()
    after = workbench.assessments.open(uid)
    assert assessment_json(after.found) == assessment_json(before.found)
    assert (after.title, after.notes) == ("2026年 优质均衡达标测算", ())
    assert workbench.checks.run().sound


def test_the_workbook_lies_encrypted_and_comes_out_as_it_was(
    workbench: Workbench, book: Path, tmp_path: Path
) -> None:
    content = book.read_bytes()
    uid = kept(workbench, book)
    for path in workbench.folder.rglob("*"):
        assert not path.is_file() or content[:200] not in path.read_bytes()
    workbench.assessments.save_workbook(uid, tmp_path / "out.xlsx")
    assert (tmp_path / "out.xlsx").read_bytes() == content


def test_a_workbook_that_is_gone_from_the_disk_is_told_by_the_check(
    workbench: Workbench, book: Path
) -> None:
    uid = kept(workbench, book)
    for path in (workbench.folder / "photos").rglob("*"):
        if path.is_file():
            path.unlink()
    faults = [fault for check in workbench.checks.run().checks for fault in check.faults]
    assert any("各校数据.xlsx" in fault for fault in faults)
    with pytest.raises(NotFoundError):
        workbench.assessments.open(uid)


def test_what_was_kept_stays_measured_by_the_numbers_of_its_time(
    workbench: Workbench, book: Path
) -> None:
    uid = kept(workbench, book)
    basis = "区教发〔2026〕1号"
    workbench.indicator_standards.set_number("L2.primary", "0.8", basis=basis)
    assert workbench.assessments.measure(book).found.passing == 2
    assert workbench.assessments.open(uid).found.passing == 1
    newer = kept(workbench, book, "2027")
    workbench.indicator_standards.reset_number("L2.primary")
    assert workbench.assessments.open(newer).found.passing == 2
    assert workbench.assessments.open(newer).notes == ()


def test_a_result_that_is_no_longer_the_one_that_was_kept_is_told(
    workbench: Workbench, book: Path
) -> None:
    uid = kept(workbench, book)
    with workbench.context.database.transaction():
        workbench.context.database.execute("UPDATE assessment SET digest = 'x'")
    assert "结果与保存时不同" in workbench.assessments.open(uid).notes[0].what


@pytest.mark.parametrize(("year", "name"), [("26", ""), ("二〇二六", ""), ("2026", "名" * 61)])
def test_a_year_or_name_that_cannot_be_is_refused_and_nothing_is_kept(
    workbench: Workbench, book: Path, year: str, name: str
) -> None:
    with pytest.raises(InputError, match="没有保存"):
        workbench.assessments.keep(book, year=year, name=name)
    assert workbench.assessments.kept() == ()


def test_the_same_workbook_is_kept_once_a_year(workbench: Workbench, book: Path) -> None:
    uid = kept(workbench, book, "2026年")
    with pytest.raises(RefusedError, match="CS-2026-DX001-0001"):
        kept(workbench, book)
    workbench.assessments.remove(uid)
    assert workbench.assessments.get(kept(workbench, book)).number == "CS-2026-DX001-0002"


def test_a_bad_workbook_is_not_kept(workbench: Workbench, tmp_path: Path) -> None:
    bad = county_book(tmp_path / "b.xlsx", row(小学学生数="很多"))
    with pytest.raises(InputError, match="1 处不能用"):
        kept(workbench, bad)
    assert workbench.assessments.kept() == ()


def test_what_is_removed_is_out_of_the_comparison_and_can_be_brought_back(
    workbench: Workbench, book: Path
) -> None:
    uid = kept(workbench, book)
    assert workbench.assessments.remove(uid).indicators
    assert not workbench.assessments.remove(uid)
    assert workbench.assessments.kept() == ()
    assert [each.uid for each in workbench.assessments.kept(removed=True)] == [uid]
    with pytest.raises(RefusedError, match="回收站"):
        workbench.creation_plans.draft(uid)
    workbench.assessments.restore(uid)
    assert [each.uid for each in workbench.assessments.kept()] == [uid]


def test_years_are_compared_with_a_chart(workbench: Workbench, book: Path, tmp_path: Path) -> None:
    kept(workbench, book, "2025")
    kept(workbench, county_book(tmp_path / "good.xlsx"), "2026")
    found = workbench.assessments.kept()
    assert [each.summary.share.text for each in found] == ["1/2（50.0%）", "1/1（100.0%）"]
    chart = workbench.assessments.pass_rates(found)
    assert chart is not None
    assert chart.categories == ("2025年", "2026年")
    assert chart.series[0].values == (50.0, 100.0)
    kept(workbench, book, "2026")
    again = workbench.assessments.pass_rates(workbench.assessments.kept())
    assert again is not None
    assert again.categories[0] == "2025年"
    assert again.categories[1] == "2026年 优质均衡达标测算"


# -- standards -----------------------------------------------------------------------------------


def test_a_number_is_set_by_a_document_and_who_set_it_is_known(workbench: Workbench) -> None:
    basis = "区教发〔2026〕1号"
    set_number = workbench.indicator_standards.set_number
    assert set_number("L4.primary", "４．８", basis=basis).indicators
    assert not set_number("L4.primary", "4.8", basis=basis)
    own = workbench.indicator_standards.standards().by_name["L4.primary"].own
    assert own is not None
    assert (own.basis, own.set_by, own.set_on) == (basis, "督学01", "2026-11-22")
    assert workbench.indicator_standards.reset_number("L4.primary").indicators
    with pytest.raises(NotFoundError, match="没有改过"):
        workbench.indicator_standards.reset_number("L4.primary")


@pytest.mark.parametrize(
    ("name", "value", "basis", "sentence"),
    [
        ("L4.primary", "很多", "文件", "不是数"),
        ("L4.primary", "4.8", " ", "没有写依据"),
        ("L4.primary", "4800", "文件", "只能在"),
        ("L9.primary", "1", "文件", "没有名为"),
    ],
)
def test_a_number_that_cannot_be_is_refused(
    workbench: Workbench, name: str, value: str, basis: str, sentence: str
) -> None:
    with pytest.raises((InputError, NotFoundError), match=sentence):
        workbench.indicator_standards.set_number(name, value, basis=basis)
    assert workbench.indicator_standards.standards().own == ()


# -- 创建计划 --------------------------------------------------------------------------------------


def test_a_plan_is_drafted_from_what_fails_and_drafting_again_adds_nothing(
    workbench: Workbench, book: Path
) -> None:
    uid = kept(workbench, book)
    made = workbench.creation_plans.draft_due(uid, "2027年8月31日")
    assert made.added == 2
    plan = workbench.creation_plans.plan(uid)
    assert [(step.item, step.due) for step in plan.steps] == [
        ("每百名学生拥有县级以上骨干教师数", date(2027, 8, 31)),
        ("美术专用教室", date(2027, 8, 31)),
    ]
    assert workbench.creation_plans.draft(uid).added == 0


def test_several_steps_are_changed_together_or_none_is(workbench: Workbench, book: Path) -> None:
    uid = kept(workbench, book)
    workbench.creation_plans.draft(uid)
    uids = [step.uid for step in workbench.creation_plans.plan(uid).steps]
    change = workbench.creation_plans.change
    assert change(uids, {"department": "计财科", "due": "2026-11-1"}).indicators
    assert not change(uids, {"department": "计财科"})
    with pytest.raises(InputError):
        change(uids, {"person": "人" * 201})
    with pytest.raises(NotFoundError):
        change([*uids, "nobody"], {"person": "督学01"})
    plan = workbench.creation_plans.plan(uid)
    assert {step.person for step in plan.steps} == {""}
    assert [step.days_over(on=plan.on) for step in plan.overdue] == [21, 21]
    change(uids[:1], {"done_on": "2026-11-20", "progress": "已调入 2 人"})
    assert workbench.creation_plans.plan(uid).counts.done == 1
    change(uids[:1], {"done_on": ""})
    assert workbench.creation_plans.plan(uid).counts.done == 0


def test_steps_that_are_due_stand_on_today_until_they_are_done(
    workbench: Workbench, book: Path
) -> None:
    assert workbench.today.page().steps is None
    uid = kept(workbench, book)
    workbench.creation_plans.draft(uid)
    uids = [step.uid for step in workbench.creation_plans.plan(uid).steps]
    change = workbench.creation_plans.change
    change(uids[:1], {"due": "2026-11-01"})
    change(uids[1:2], {"due": "2026-11-29"})
    assert workbench.today.page().steps == StepsDue(2, 1, date(2026, 11, 1))
    change(uids[:1], {"done_on": "2026-11-20", "progress": "已调入 2 人"})
    change(uids[1:2], {"due": "2026-11-30"})
    assert workbench.today.page().steps is None


def test_the_office_adds_steps_of_its_own(workbench: Workbench, book: Path) -> None:
    uid = kept(workbench, book)
    add = workbench.creation_plans.add
    add(uid, {"item": "成立创建领导小组", "department": "区政府", "due": "2026-12-31"})
    with pytest.raises(InputError, match="没有写事项"):
        add(uid, {"item": " "})
    with pytest.raises(InputError, match="没有“x”这一栏"):
        add(uid, {"x": "y"})
    (step,) = workbench.creation_plans.plan(uid).steps
    assert (step.item, step.item_key) == ("成立创建领导小组", "")


def test_a_step_that_was_taken_out_comes_back_unless_another_stands_for_it(
    workbench: Workbench, book: Path
) -> None:
    uid = kept(workbench, book)
    workbench.creation_plans.draft(uid)
    first = workbench.creation_plans.plan(uid).steps[0].uid
    workbench.creation_plans.remove([first])
    assert workbench.creation_plans.draft(uid).added == 1
    with pytest.raises(RefusedError, match="已经另有一项"):
        workbench.creation_plans.restore([first])
    second = workbench.creation_plans.plan(uid).steps[-1].uid
    workbench.creation_plans.remove([second])
    workbench.creation_plans.restore([first])
    assert workbench.creation_plans.plan(uid).steps[0].uid == first


def test_what_the_ledger_takes_in_follows_the_plan(workbench: Workbench, book: Path) -> None:
    uid = kept(workbench, book)
    assert [each.deadline for each in workbench.assessments.open(uid).ledger_items()] == [None] * 2
    workbench.creation_plans.draft_due(uid, "2027-8-31")
    (step, *_) = workbench.creation_plans.plan(uid).steps
    workbench.creation_plans.change([step.uid], {"department": "人事科"})
    item = workbench.assessments.open(uid).ledger_items()[0]
    assert (item.school_code, item.responsible_unit) == ("2121000002", "人事科")
    assert item.deadline == date(2027, 8, 31)


def test_every_change_of_a_plan_stands_in_the_history(workbench: Workbench, book: Path) -> None:
    uid = kept(workbench, book)
    workbench.creation_plans.draft(uid)
    step = workbench.creation_plans.plan(uid).steps[0]
    workbench.creation_plans.change([step.uid], {"person": "督学02"})
    rows = workbench.context.database.rows(
        "SELECT op FROM journal WHERE noun = 'creation_step' AND uid = ? ORDER BY seq", step.uid
    )
    old, new = json.loads(rows[-1][0])["set"]
    assert ("person" in old, new["person"]) == (False, "督学02")


# -- files ---------------------------------------------------------------------------------------


def test_tables_hold_real_numbers_and_days(
    workbench: Workbench, book: Path, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    uid = kept(workbench, book)
    workbench.creation_plans.draft_due(uid, "2027-8-31")
    workbench.balance_tables.xlsx(tmp_path / "a.xlsx", BalancePrint(uid=uid))
    sheets = load_workbook(tmp_path / "a.xlsx")
    assert sheets.sheetnames == ["各校结果", "不达标项清单", "全县数字"]
    row_of = [cell.value for cell in sheets["不达标项清单"][3]]
    assert row_of[2:10] == [
        "示范县第2小学", "小学部", "每百名学生拥有县级以上骨干教师数", 0.8, 1, "人", 0.2, 2,
    ]  # fmt: skip
    assert row_of[13].date() == date(2027, 8, 31)
    workbench.balance_tables.xlsx(tmp_path / "p.xlsx", CreationPlanPrint(uid=uid))
    head, first = (
        [cell.value for cell in line] for line in load_workbook(tmp_path / "p.xlsx").active[2:3]
    )
    assert dict(zip(head, first, strict=True))["完成时限"].date() == date(2027, 8, 31)


def test_there_is_no_list_and_no_plan_where_nothing_fails(
    workbench: Workbench, tmp_path: Path
) -> None:
    good = county_book(tmp_path / "good.xlsx")
    uid = kept(workbench, good)
    with pytest.raises(RefusedError, match="没有不达标的项"):
        workbench.document_trees.of(BalancePrint(uid=uid, part=BalancePart.FAILING))
    assert len(workbench.document_trees.of(BalancePrint(workbook=good))) == 1
    with pytest.raises(RefusedError, match="还没有内容"):
        workbench.document_trees.of(CreationPlanPrint(uid=uid))
    with pytest.raises(RefusedError, match="还没有内容"):
        workbench.balance_tables.xlsx(tmp_path / "p.xlsx", CreationPlanPrint(uid=uid))


def test_everything_that_is_printed_has_its_letters_in_the_bundled_faces(
    workbench: Workbench, book: Path
) -> None:
    uid = kept(workbench, book)
    workbench.creation_plans.draft_due(uid, "2026-11-1")
    for wish in (BalancePrint(uid=uid), CreationPlanPrint(uid=uid)):
        plan = workbench.printing.plan(wish)
        seen = workbench.printing.prepare(plan.pieces[0])
        assert seen.missing == ()
        assert all(size.width > size.height for size in seen.sizes)
    texts = " ".join(workbench.document_trees.of(CreationPlanPrint(uid=uid))[0].texts())
    assert "一、逾期的 2 项" in texts
    assert "逾期 21 天" in texts


# -- into the ledger -----------------------------------------------------------------------------


def test_what_schools_fall_short_of_is_in_the_ledger_once_however_often_it_is_told(
    workbench: Workbench, book: Path
) -> None:
    uid = kept(workbench, book, "2025")
    first = workbench.standard_issues.of_assessment(uid)
    assert first.sentence() == "新列入台账 2 个。"
    rows = [workbench.ledger.row(line.number) for line in first.lines]
    assert [(row.school_name, row.source) for row in rows] == [
        ("示范县第2小学", OutsideSource.SELF_CHECK)
    ] * 2
    later = kept(workbench, book)
    workbench.creation_plans.draft_due(later, "2027-8-31")
    again = workbench.standard_issues.of_assessment(later)
    assert again.sentence() == "按来源更正 2 个。"
    assert workbench.ledger.row(first.lines[0].number).due == date(2027, 8, 31)


def test_where_nothing_falls_short_there_is_nothing_to_take_in(
    workbench: Workbench, tmp_path: Path
) -> None:
    uid = kept(workbench, county_book(tmp_path / "好.xlsx", row()))
    with pytest.raises(RefusedError, match="各校各项都达标"):
        workbench.standard_issues.of_assessment(uid)
