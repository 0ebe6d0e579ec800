"""A district's own form as PDF: kept once it goes out, and told how where it cannot be made."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.errors import EnvironmentProblem, InputError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.month import Month
from inspector_app.papers import conversion
from inspector_app.reports.pages import PdfPages
from tests.blank_layouts import month_book, notice_paper, visit_paper

NOVEMBER = Month(2026, 11)
File = Callable[..., str]
pytestmark = pytest.mark.skipif(conversion.office() is None, reason="no LibreOffice")


def words(path: Path) -> str:
    with PdfPages(path.read_bytes()) as pages:
        return "".join("".join(pages.lines(place)) for place in range(pages.count))


def test_a_notice_with_a_number_is_printed_by_its_form_once_and_kept(
    workbench: Workbench, filed: File, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = workbench.visits.get(filed()).number
    workbench.layouts.publish(notice_paper(tmp_path / "通知书.docx"))
    wish = workbench.letters.wish(
        LetterKind.RECTIFICATION_NOTICE, [number], reference="教督〔2026〕8号", days=15
    )
    first, again = tmp_path / "一.pdf", tmp_path / "二.pdf"
    workbench.layout_pdfs.letter("通知书", wish, first)
    assert "教督〔2026〕8号" in words(first)
    (kept,) = workbench.document_archive.list()
    assert kept.title == "整改通知书 教督〔2026〕8号"
    assert workbench.document_archive.content(kept.uid) == first.read_bytes()
    monkeypatch.setattr(conversion, "office", lambda: None)
    made = workbench.layout_pdfs.letter("通知书", wish, again)
    assert again.read_bytes() == first.read_bytes()
    assert made.notes[-1] == "这一份早已印出过，给的是留底的那一份，照原样。"
    assert workbench.documents.letter_pdf(wish) == first.read_bytes()


def test_a_record_is_kept_by_revision_and_a_month_that_was_not_handed_over_is_not(
    workbench: Workbench, filed: File, tmp_path: Path
) -> None:
    uid = filed()
    workbench.layouts.publish(visit_paper(tmp_path / "记录表.docx"))
    workbench.layouts.publish(month_book(tmp_path / "月报.xlsx"))
    workbench.layout_pdfs.visit("记录表", uid, tmp_path / "记录.pdf")
    assert "☑经常性督导" in words(tmp_path / "记录.pdf")
    made = workbench.layout_pdfs.month("月报", NOVEMBER, tmp_path / "月.pdf")
    assert "数字来源" not in words(tmp_path / "月.pdf")
    assert made.cells
    titles = [line.title for line in workbench.document_archive.list()]
    number = workbench.visits.get(uid).number
    assert titles == [f"入校督导记录表 {number}（表样 记录表 第1版）"]


def test_without_libreoffice_the_way_to_print_is_told_and_nothing_is_written(
    workbench: Workbench, filed: File, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed()
    workbench.layouts.publish(month_book(tmp_path / "月报.xlsx"))
    monkeypatch.setattr(conversion, "office", lambda: None)
    with pytest.raises(InputError, match=r"没有 LibreOffice.*填成 \.xlsx 文件.*输出为 PDF"):
        workbench.layout_pdfs.month("月报", NOVEMBER, tmp_path / "月.pdf")
    assert not (tmp_path / "月.pdf").exists()


def test_a_conversion_that_takes_too_long_is_stopped_and_told(
    workbench: Workbench, filed: File, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: Any, **__: Any) -> None:
        raise TimeoutError

    filed()
    workbench.layouts.publish(month_book(tmp_path / "月报.xlsx"))
    monkeypatch.setattr(conversion.child, "run", late)
    with pytest.raises(EnvironmentProblem, match=r"没有能在 90 秒内.*没有生成文件"):
        workbench.layout_pdfs.month("月报", NOVEMBER, tmp_path / "月.pdf")
    assert not (tmp_path / "月.pdf").exists()
    assert workbench.document_archive.list() == ()
