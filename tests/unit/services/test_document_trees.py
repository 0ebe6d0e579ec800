"""What documents say and on which day, and that no number is taken twice or for nothing."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.month import Month
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.edit_journal import NotEditableError
from inspector_app.services.wishes import PlatesPrint, SigningPrint, VisitPrint
from tests.unit.builders import tell
from tests.unit.services.conftest import SCHOOL

NOVEMBER = Month(2026, 11)


def ledger(workbench: Workbench, path: Path) -> list[dict[str, Any]]:
    workbench.tables.ledger_xlsx(path, month=NOVEMBER)
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)
    head = next(rows)
    return [dict(zip(head, row, strict=True)) for row in rows]


def issues(deadline: str) -> list[dict[str, Any]]:
    return [
        {"category": "T6", "description": "通道堆放杂物。", "severity": "一般",
         "deadline": deadline}
    ]  # fmt: skip


def test_what_falls_due_later_this_month_is_not_overdue_today(
    workbench: Workbench, filed: Callable[..., str], tmp_path: Path
) -> None:
    filed(issues=issues("2026-11-25"))
    filed(issues=issues("2026-11-21"), session="下午")
    rows = {row["整改时限"].date(): row for row in ledger(workbench, tmp_path / "台账.xlsx")}
    assert rows[date(2026, 11, 25)]["是否逾期"] in {None, ""}
    late = rows[date(2026, 11, 21)]
    assert (late["是否逾期"], late["逾期天数"]) == ("逾期", 1)


def test_the_ledger_tells_what_happened_and_not_what_was_taken_back(
    workbench: Workbench, filed: Callable[..., str], tmp_path: Path
) -> None:
    uid = filed()
    (issue,) = workbench.visits.get(uid).issues
    day = date(2026, 11, 21)
    tell(workbench, issue.uid, IssueEventKind.ANSWERED, on=day, note="已清理")
    tell(workbench, issue.uid, IssueEventKind.NOT_ACCEPTED, on=day, note="仍有杂物")
    (row,) = ledger(workbench, tmp_path / "台账.xlsx")
    assert row["进展"] == "2026-11-21 学校报送：已清理\n2026-11-21 整改不到位：仍有杂物"
    assert row["学校报送日期"] is None
    assert (row["来源"], row["学段"], row["责任区"]) == ("经常性", "小学", "第一督学责任区")


def test_an_empty_form_that_cannot_be_printed_takes_no_number(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_documents: object) -> bytes:
        raise RefusedError("字体缺失")

    monkeypatch.setattr(workbench.documents, "pdf_of", fail)
    with pytest.raises(RefusedError):
        workbench.blank_forms.begin(SCHOOL, FileFormat.PDF)
    assert workbench.visits.list() == ()


def test_the_history_of_a_draft_says_that_its_empty_form_was_printed(
    workbench: Workbench,
) -> None:
    form = workbench.blank_forms.begin(SCHOOL, FileFormat.PDF)
    noted = workbench.context.database.rows("SELECT op FROM journal WHERE noun = 'document'")
    assert any("空白入校督导记录表" in op and form.uid in op for (op,) in noted)
    assert form.changes.visit_uids == {form.uid}


def test_plates_without_a_school_are_refused(tmp_path: Path, clock: Any) -> None:
    from inspector_app.bootstrap import init_folder, open_workbench

    init_folder(tmp_path / "empty", clock=clock)
    with (
        open_workbench(tmp_path / "empty", clock=clock) as empty,
        pytest.raises(RefusedError, match="还没有学校"),
    ):
        empty.document_trees.of(PlatesPrint())


# -- 送签稿 as Word -------------------------------------------------------------------------------


@pytest.fixture
def draft(workbench: Workbench, complete: dict[str, Any]) -> str:
    return workbench.visit_edit.new_from_json(complete).uid


def numbers(workbench: Workbench, uid: str) -> list[int]:
    return [copy.signing_no for copy in workbench.visits.record(uid).signing]


def mark_of(content: bytes) -> str:
    """Return what stands at the head of a Word file's pages."""
    word = docx.Document(BytesIO(content))
    return word.sections[0].header.paragraphs[0].text.strip()


def test_a_word_file_bears_the_number_of_the_print_that_says_the_same(
    workbench: Workbench, draft: str
) -> None:
    workbench.documents.signing_pdf(draft)
    for _ in range(2):
        content, copy = workbench.documents.signing_docx(draft)
        assert (mark_of(content), copy.signing_no) == ("送签稿 1", 1)
    assert numbers(workbench, draft) == [1]


def test_a_word_file_of_changed_words_bears_the_next_number_and_its_print_is_kept(
    workbench: Workbench, draft: str
) -> None:
    workbench.documents.signing_pdf(draft)
    workbench.visit_edit.set_field(draft, "advice", "坚持每日巡查，专人负责。")
    content, copy = workbench.documents.signing_docx(draft)
    assert (mark_of(content), copy.signing_no) == ("送签稿 2", 2)
    assert numbers(workbench, draft) == [1, 2]
    kept = workbench.documents.reprint_signing(draft, signing_no=2)
    assert kept.startswith(b"%PDF")


def test_a_print_that_no_longer_says_what_the_record_says_has_no_word_file(
    workbench: Workbench, draft: str
) -> None:
    workbench.documents.signing_pdf(draft)
    workbench.visit_edit.set_field(draft, "advice", "坚持每日巡查，专人负责。")
    with pytest.raises(RefusedError, match="送签稿 1 打印以后记录改过"):
        workbench.documents.signing_docx(draft, signing_no=1)
    with pytest.raises(NotFoundError, match="没有送签稿 2"):
        workbench.documents.signing_docx(draft, signing_no=2)
    assert numbers(workbench, draft) == [1]


def test_a_filed_record_has_the_word_file_of_its_print_and_takes_no_further_number(
    workbench: Workbench, draft: str
) -> None:
    workbench.documents.signing_pdf(draft)
    workbench.visits.file(draft)
    assert mark_of(workbench.documents.signing_docx(draft)[0]) == "送签稿 1"
    assert numbers(workbench, draft) == [1]


def test_a_filed_record_without_a_print_for_signing_gets_no_word_file_of_one(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    uid = filed()
    with pytest.raises(NotEditableError):
        workbench.documents.signing_docx(uid)
    assert numbers(workbench, uid) == []


def test_making_files_of_any_format_numbers_and_keeps_nothing(
    workbench: Workbench, draft: str
) -> None:
    for wish in (VisitPrint(uid=draft), SigningPrint(uid=draft)):
        for form in (FileFormat.PDF, FileFormat.WORD):
            workbench.documents.file_of(wish, form)
    assert numbers(workbench, draft) == []
    assert workbench.context.database.row("SELECT count(*) FROM document") == (0,)


def test_both_files_of_an_empty_form_bear_one_number(workbench: Workbench) -> None:
    form = workbench.blank_forms.begin(SCHOOL, FileFormat.PDF, FileFormat.WORD)
    assert [visit.number for visit in workbench.visits.list()] == [form.number]
    word = docx.Document(BytesIO(form.files[FileFormat.WORD]))
    assert form.number in "".join(each.text for each in word.paragraphs)
    assert form.files[FileFormat.PDF].startswith(b"%PDF")
