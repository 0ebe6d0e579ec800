"""Whatever goes out is kept: papers beside a record, entries, tables, lists, and several in one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.domain.page_verdict import PageVerdict
from inspector_app.domain.register_options import ComplaintForm
from inspector_app.domain.table_period import month_period
from inspector_app.services.wishes import (
    BlankLessonPrint,
    ComplaintPrint,
    DeparturePrint,
    EntryPrint,
    LedgerPrint,
    LessonsPrint,
    PeriodPrint,
    PlateCoveragePrint,
    PlatesPrint,
    RecordsPrint,
    TravelPrint,
    Wish,
)
from tests.unit.services.conftest import SCHOOL
from tests.unit.services.registers.conftest import COMPLETE as ENTRIES

Filed = Callable[..., str]
NOVEMBER = Month(2026, 11)
LESSON: dict[str, Any] = {
    "listener": "DX001", "period": 3, "class": "4年1班", "subject": "科学", "teacher": "教师甲",
    "topic": "水的循环", "kind": "实验", "process": "演示。", "advice": "精简。", "grade": "良",
}  # fmt: skip
LISTS: tuple[Wish, ...] = (
    PeriodPrint(period=month_period(NOVEMBER)),
    LedgerPrint(month=NOVEMBER),
    PlateCoveragePrint(on=date(2026, 11, 20)),
    TravelPrint(first=date(2026, 11, 1), until=date(2026, 11, 30)),
)


@pytest.mark.parametrize("wish", LISTS, ids=lambda wish: type(wish).__name__)
def test_a_table_or_list_that_went_out_is_kept_and_given_again_to_the_byte(
    workbench: Workbench, filed: Filed, tmp_path: Path, wish: Wish
) -> None:
    filed()
    seen = workbench.documents.preview(wish).content
    assert workbench.document_archive.list() == ()
    issued = workbench.documents.issue_pdf(wish)
    assert issued == seen == workbench.documents.issue_pdf(wish)
    (line,) = workbench.document_archive.list()
    assert workbench.document_archive.content(line.uid) == issued
    file = tmp_path / "表.pdf"
    file.write_bytes(issued)
    assert {page.verdict for page in workbench.document_check.file(file)} == {PageVerdict.GENUINE}


def test_a_ledger_that_says_more_by_now_makes_the_one_before_an_older_edition(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    filed()
    file, wish = tmp_path / "台账.pdf", LedgerPrint(month=NOVEMBER)
    file.write_bytes(workbench.documents.issue_pdf(wish))
    filed()
    workbench.documents.issue_pdf(wish)
    (page, *_) = workbench.document_check.file(file)
    assert (page.verdict, page.revision, page.newest) == (PageVerdict.OLDER, 1, 2)
    assert [line.family for line in workbench.document_archive.list()] == ["统计表和台账"] * 2


def test_records_of_a_month_in_one_file_are_each_issued_and_each_page_is_that_of_its_record(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    uids, file = [filed(), filed()], tmp_path / "合订.pdf"
    file.write_bytes(workbench.documents.issue_pdf(RecordsPrint(month=NOVEMBER)))
    assert len(workbench.document_archive.list(family="督导记录表")) == 2
    pages = workbench.document_check.file(file)
    assert {page.verdict for page in pages} == {PageVerdict.GENUINE}
    assert [page.page for page in pages] == [1, 2, 1, 2]
    workbench.visits.correct(uids[0], reason="写错了")
    workbench.visits.file(uids[0])
    verdicts = {page.verdict for page in workbench.document_check.file(file)}
    assert verdicts == {PageVerdict.GENUINE, PageVerdict.OLDER}


def test_plates_of_all_schools_are_kept_school_by_school(workbench: Workbench) -> None:
    workbench.documents.issue_pdf(PlatesPrint())
    lines = workbench.document_archive.list(family="公示牌")
    assert SCHOOL in {line.number for line in lines}
    assert len(lines) == len(workbench.schools.board())


def test_an_entry_is_kept_once_it_is_filed_and_its_draft_is_not(workbench: Workbench) -> None:
    uid = workbench.register_edit.new_from_json("meeting", ENTRIES["meeting"]).uid
    workbench.documents.issue_pdf(EntryPrint(uid=uid))
    assert workbench.document_archive.list() == ()
    workbench.registers.file(uid)
    issued = workbench.documents.issue_pdf(EntryPrint(uid=uid))
    (line,) = workbench.document_archive.list(family="登记表")
    assert (line.revision, workbench.document_archive.content(line.uid)) == (1, issued)
    workbench.registers.correct(uid, reason="写错了")
    (stands,) = workbench.document_check.check(line.check_code)
    assert (stands.verdict, "正在更正" in stands.sentence()) == (PageVerdict.GENUINE, True)
    workbench.registers.file(uid)
    (page,) = workbench.document_check.check(line.check_code)
    assert page.verdict is PageVerdict.OLDER


def test_of_a_paper_that_names_who_complains_no_copy_is_kept(workbench: Workbench) -> None:
    uid = workbench.register_edit.new_from_json("complaint", ENTRIES["complaint"]).uid
    workbench.registers.file(uid)
    form = ComplaintForm.CALL_NOTE
    named = ComplaintPrint(uid=uid, form=form, sealed={"name": "反映人甲"})
    workbench.documents.issue_pdf(named)
    assert workbench.document_archive.list() == ()
    workbench.documents.issue_pdf(ComplaintPrint(uid=uid, form=form))
    (line,) = workbench.document_archive.list()
    assert not any("反映人甲" in text for text in workbench.document_archive.says(line.uid))


def test_a_table_of_lessons_of_a_filed_record_is_kept_and_of_a_draft_not(
    workbench: Workbench, complete: dict[str, Any]
) -> None:
    uid = workbench.visit_edit.new_from_json(complete | {"lessons": [LESSON]}).uid
    workbench.documents.issue_pdf(LessonsPrint(uid=uid))
    assert workbench.document_archive.list() == ()
    workbench.visits.file(uid)
    workbench.documents.issue_pdf(LessonsPrint(uid=uid))
    (line,) = workbench.document_archive.list(family="记录附表")
    assert line.number == workbench.visits.get(uid).number
    workbench.visits.void(uid, reason="重复登记")
    (page,) = workbench.document_check.check(line.check_code)
    assert page.verdict is PageVerdict.VOIDED
    assert "作废的原因：重复登记。" in page.sentence()


@pytest.mark.parametrize(
    "wish", [BlankLessonPrint(), DeparturePrint(school_code=SCHOOL)], ids=["blank", "departure"]
)
def test_an_empty_form_and_a_page_to_take_along_are_no_issued_papers(
    workbench: Workbench, wish: Wish
) -> None:
    workbench.documents.issue_pdf(wish)
    assert workbench.document_archive.list() == ()
