"""Filed summaries among the issued papers: found by what they are, named by when and whose."""

from collections.abc import Callable

import pytest

from inspector_app.base.errors import InputError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.page_verdict import PageVerdict
from inspector_app.domain.register_options import SummaryGenre, SummarySpan
from inspector_app.services.summaries import SummaryOrder
from inspector_app.services.wishes import SummaryForm, SummaryPrint
from tests.unit.services.registers.test_summaries import completed

Make = Callable[..., str]


def issued(bench: Workbench, genre: SummaryGenre, *forms: SummaryForm) -> str:
    order = SummaryOrder(span=SummarySpan.CALENDAR_YEAR, genre=genre)
    uid = completed(bench, bench.summaries.draft(order).uid)
    bench.registers.file(uid)
    for form in forms:
        bench.documents.summary_pdf(SummaryPrint(uid=uid, form=form))
    return uid


def test_each_kind_of_summary_is_listed_by_its_name_or_a_part_of_it(
    workbench: Workbench, visit: Make
) -> None:
    visit()
    issued(workbench, SummaryGenre.WORK, SummaryForm.LETTER, SummaryForm.ASSESSMENT)
    issued(workbench, SummaryGenre.RECTIFICATION, SummaryForm.LETTER)
    archive = workbench.document_archive
    (work,), (duty,), (rectification,) = (
        archive.list(family=said) for said in ("总结", "考核表", "整改情况报告")
    )
    assert "2026年" in work.title
    assert duty.title.startswith("履职考核表 督学01 2026-01-01至2026-11-22 ")
    assert "2026年" in rectification.title
    with pytest.raises(InputError, match="请写全名"):
        archive.list(family="督导")


def test_the_verdict_on_a_summary_tells_its_revision_once(
    workbench: Workbench, visit: Make
) -> None:
    visit()
    uid = issued(workbench, SummaryGenre.WORK, SummaryForm.LETTER)
    (line,) = workbench.document_archive.list()
    (page,) = workbench.document_check.check(line.check_code)
    assert page.sentence().count("第1版") == 1
    workbench.registers.correct(uid, reason="漏了一次")
    workbench.registers.file(uid)
    (page,) = workbench.document_check.check(line.check_code)
    assert (page.verdict, page.newest) == (PageVerdict.OLDER, 2)
