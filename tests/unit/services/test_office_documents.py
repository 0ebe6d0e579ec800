"""Papers for the office: what they count on which day, and that nothing half done is left."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.issue import IssueEventKind
from inspector_app.domain.month import Month
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
    record = workbench.issues.record_event
    day = date(2026, 11, 21)
    record(issue.uid, IssueEventKind.ANSWERED, effective_on=day, note="已清理")
    record(issue.uid, IssueEventKind.NOT_ACCEPTED, effective_on=day, note="仍有杂物")
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
        workbench.office_documents.blank_visit(SCHOOL)
    assert workbench.visits.list() == ()


def test_the_history_of_a_draft_says_that_its_empty_form_was_printed(
    workbench: Workbench,
) -> None:
    form = workbench.office_documents.blank_visit(SCHOOL)
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
        empty.office_documents.plates_pdf()
