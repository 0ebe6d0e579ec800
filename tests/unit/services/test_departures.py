"""出发前一页纸 from the records of a school, and the number that is kept with an empty form."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.domain.recusal import Relation
from inspector_app.domain.visit_options import Session
from inspector_app.services.departures import departure_of
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.plans import HalfDay
from inspector_app.services.tasks import TaskWish
from inspector_app.services.wishes import DeparturePrint
from tests.unit.calendars import day
from tests.unit.services.workbooks import KINDERGARTEN, SCHOOL

WISH = DeparturePrint(school_code=SCHOOL)


@pytest.fixture
def planned(workbench: Workbench) -> str:
    half = HalfDay(
        day=day("2026-11-24"), session=Session.MORNING, school_code=SCHOOL, peer_ids=("DX002",)
    )
    return workbench.plans.add(half).view.planned.uid


def text_of(content: bytes) -> list[str]:
    document = PdfDocument(BytesIO(content))
    return [page.get_textpage().get_text_range() for page in document]


def test_the_sheet_holds_the_tasks_that_are_open_at_the_school(
    workbench: Workbench, filed: Callable[..., str]
) -> None:
    due = day("2026-12-05")
    task = workbench.tasks.add(TaskWish(title="食堂检查", due=due, schools=(SCHOOL,))).task
    workbench.tasks.add(TaskWish(title="别处的", due=due))
    assert departure_of(workbench.context, WISH).tasks == ("2026-12-05 前　食堂检查",)
    filed(basis=task.number)
    assert departure_of(workbench.context, WISH).tasks == ()


def test_the_sheet_holds_the_last_record_what_is_open_and_the_lessons(
    workbench: Workbench, filed: Callable[..., str], complete: dict[str, Any]
) -> None:
    lesson = {
        "listener": "DX001", "period": 2, "class": "三年2班", "subject": "语文", "teacher": "甲",
        "topic": "观潮", "kind": "新授", "process": "朗读", "advice": "多提问", "grade": "良",
    }  # fmt: skip
    filed(date="2026-11-02", lessons=[lesson])
    uid = filed(date="2026-11-20")
    facts = departure_of(workbench.context, WISH)
    assert facts.last is not None
    assert (facts.last.uid, facts.next_visit, facts.number) == (uid, day("2026-12-10"), "")
    assert [issue.description for issue in facts.problems] == ["消防通道堆放杂物。"]
    assert len(facts.open_issues) == 2
    assert [(each.class_name, each.advice) for each in facts.lessons] == [("三年2班", "多提问")]
    assert facts.inspectors == ("督学01",)


def test_the_sheet_of_a_planned_visit_says_who_goes_and_what_speaks_against_it(
    workbench: Workbench, planned: str
) -> None:
    workbench.themes.set(Month(2026, 11), "冬季安全")
    workbench.recusals.add("DX002", SCHOOL, Relation.FAMILY)
    wish = DeparturePrint(school_code=SCHOOL, planned_uid=planned)
    facts = departure_of(workbench.context, wish)
    assert (facts.people, facts.theme, facts.on) == (
        ("督学01", "督学02"), "冬季安全", day("2026-11-24"),
    )  # fmt: skip
    assert "督学02与这所学校有回避关系" in facts.warnings[0]
    number = workbench.plans.begin(planned).number
    assert departure_of(workbench.context, wish).number == number


def test_looking_at_the_sheet_takes_no_number(workbench: Workbench, planned: str) -> None:
    wish = DeparturePrint(school_code=SCHOOL, planned_uid=planned)
    (page,) = text_of(workbench.documents.file_of(wish, FileFormat.PDF))
    assert "出发前一页纸" in page
    assert workbench.visits.list() == ()
    assert workbench.printing.plan(wish).title == f"出发前一页纸 {SCHOOL}"


def test_the_sheet_and_the_empty_form_share_a_number_that_is_kept(workbench: Workbench) -> None:
    form = workbench.blank_forms.depart(WISH, FileFormat.PDF, FileFormat.WORD)
    pages = text_of(form.files[FileFormat.PDF])
    assert len(pages) == 3
    assert all(form.number in page for page in pages)
    assert "空白记录表随附" in pages[0]
    assert len(form.files[FileFormat.WORD]) > 1000
    assert workbench.visits.get(form.uid).number == form.number


def test_the_number_of_a_planned_visit_is_kept_once(workbench: Workbench, planned: str) -> None:
    wish = DeparturePrint(school_code=SCHOOL, planned_uid=planned)
    first = workbench.blank_forms.depart(wish, FileFormat.PDF)
    again = workbench.blank_forms.depart(wish, FileFormat.PDF)
    assert (again.number, again.uid) == (first.number, first.uid)
    assert workbench.visits.get(first.uid).peer_ids == ("DX002",)
    assert len(workbench.visits.list()) == 1


def test_a_sheet_that_cannot_be_printed_takes_no_number(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_wish: object) -> None:
        raise RefusedError("字体缺失")

    monkeypatch.setattr(workbench.document_trees, "of", fail)
    with pytest.raises(RefusedError):
        workbench.blank_forms.depart(DeparturePrint(school_code=KINDERGARTEN), FileFormat.PDF)
    with pytest.raises(NotFoundError):
        workbench.blank_forms.depart(DeparturePrint(school_code="9999999999"), FileFormat.PDF)
    assert workbench.visits.list() == ()
