"""Issued papers of the office: its months, their editions, and who is named as their issuer."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.month import Month
from inspector_app.domain.page_verdict import PageVerdict
from inspector_app.services.wishes import MonthPrint
from tests.unit.services.registers.conftest import be_office

Filed = Callable[..., str]


@pytest.fixture
def clock() -> FixedClock:
    """The first day of December: November is over."""
    return FixedClock(datetime(2026, 12, 1, 8, tzinfo=UTC))


def test_a_print_of_an_edition_leaves_the_locked_month_s_own_print_current(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    filed()
    be_office(workbench)
    month, own, edition = Month(2026, 11), tmp_path / "本月.pdf", tmp_path / "第1版.pdf"
    workbench.month_editions.issue(month)
    workbench.month_life.lock(month)
    own.write_bytes(workbench.documents.issue_pdf(MonthPrint(month=month)))
    edition.write_bytes(workbench.documents.issue_pdf(MonthPrint(month=month, edition=1)))
    pages = [*workbench.document_check.file(own), *workbench.document_check.file(edition)]
    assert {page.verdict for page in pages} == {PageVerdict.GENUINE}
    assert {page.title for page in pages} == {
        "入校督导月统计表 2026-11", "入校督导月统计表 2026-11 第1版",
    }  # fmt: skip


def test_what_the_office_issued_names_it_in_chinese(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    number = workbench.visits.get(filed()).number
    be_office(workbench)
    month, file = Month(2026, 11), tmp_path / "月.pdf"
    workbench.month_life.lock(month)
    file.write_bytes(workbench.documents.issue_pdf(MonthPrint(month=month)))
    page = workbench.document_check.file(file)[0]
    assert page.figures == "2026-11 督导室"
    assert page.issued.endswith("　督导室")
    assert workbench.document_archive.list()[0].by == "督导室"
    wish = workbench.letters.wish(LetterKind.FEEDBACK_LETTER, [number])
    workbench.school_copies.to_folder(wish, tmp_path, title="反馈意见书")
    assert workbench.school_copies.log()[0].actor == "督导室"


def test_an_edition_is_an_older_one_from_the_next_one_on_printed_or_not(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    filed()
    be_office(workbench)
    month, file = Month(2026, 11), tmp_path / "第1版.pdf"
    workbench.month_editions.issue(month)
    file.write_bytes(workbench.documents.issue_pdf(MonthPrint(month=month, edition=1)))
    filed(lead="DX001")
    workbench.month_editions.issue(month)
    page = workbench.document_check.file(file)[0]
    assert (page.verdict, page.revision, page.newest) == (PageVerdict.OLDER, 1, 2)
    assert "现行的是第2版，2026-12-01 16:00 编成。" in page.sentence()


def test_an_edition_with_other_figures_than_the_locked_month_counts_no_more(
    workbench: Workbench, filed: Filed, tmp_path: Path
) -> None:
    filed()
    be_office(workbench)
    month, file = Month(2026, 11), tmp_path / "第1版.pdf"
    workbench.month_editions.issue(month)
    file.write_bytes(workbench.documents.issue_pdf(MonthPrint(month=month, edition=1)))
    filed(lead="DX001")
    workbench.month_life.lock(month)
    page = workbench.document_check.file(file)[0]
    assert page.verdict is PageVerdict.OLDER
    assert "以锁定的为准" in page.sentence()
