"""督导工作总结 in the window: begun from a period, text at the left, its figures at the right."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.labels.summaries import BODY
from inspector_app.domain.register_options import (
    EntryState,
    SummaryGenre,
    SummaryScope,
    SummarySpan,
)
from inspector_app.domain.registers.summary import SECTIONS
from inspector_app.services.context import Role
from inspector_app.services.summaries import SummaryOrder
from inspector_app.services.wishes import SummaryForm, SummaryPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs import summary as summary_dialog
from inspector_app.ui.navigator import OpenEntry
from inspector_app.ui.theme import dress
from tests.gui.conftest import SIZE, Hands
from tests.gui.registers import page_of
from tests.unit.papers.word_files import p, word_file

Opened = tuple[Any, str]


@pytest.fixture
def opened(window: Window) -> Opened:
    """The page of a summary of this year, and its uid."""
    desk: Any = window.desk
    uid = desk.summaries.draft(SummaryOrder(span=SummarySpan.CALENDAR_YEAR)).uid
    window.navigator.open(OpenEntry(uid=uid))
    return window.shell.page, uid


def stored(window: Window, uid: str, section: str) -> str:
    desk: Any = window.desk
    text: str = desk.registers.record(uid).entry.values[section]
    return text


def field(page: Any, section: str) -> Any:
    return page.sheet.form.input(section)


def move_a_number(window: Window) -> None:
    """Void a record that was counted."""
    desk: Any = window.desk
    page = window.shell.page
    _, lines = desk.summaries.behind(page.record.entry.uid, "led_visits")
    own = next(x for x in lines if desk.visits.get(x.uid).lead_id == "DX001")
    changes = desk.visits.void(own.uid, reason="重复")
    window.shell.page.kit.events.changed.emit(changes)


def test_a_period_is_chosen_and_the_draft_is_gone_into(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []

    def run(question: Any) -> bool:
        seen.append([each.name for each in question._periods])
        question.period.show_value(4)
        return True

    monkeypatch.setattr(summary_dialog, "run", run)
    page = page_of(window, "summary")
    page.begin()
    assert seen == [["2026-2027学年第一学期", "2025-2026学年第二学期", "2026-2027学年",
                     "2025-2026学年", "2026年", "2025年", "2026年11月", "2026年10月"]]  # fmt: skip
    page = window.shell.page
    assert page.record.entry.values["title"] == "2026年督学履职总结（督学01）"
    assert (page.rooms.shows_both, page.side.isVisible()) == (False, True)


def test_a_report_on_rectification_is_begun_by_an_old_word_file(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = tmp_path / "去年.docx"
    old.write_bytes(word_file(p("2025年整改情况报告") + p("一、基本情况") + p("发现问题21个。")))
    monkeypatch.setattr(ask, "open_file", lambda *_: old)

    def run(question: Any) -> bool:
        question.period.show_value(6)
        question.genre.show_value(SummaryGenre.RECTIFICATION)
        question.choose.click()
        assert question.chosen.text() == "去年.docx"
        return True

    monkeypatch.setattr(summary_dialog, "run", run)
    page_of(window, "summary").begin()
    page = window.shell.page
    values = page.record.entry.values
    assert (values["genre"], values["title"]) == ("rectification", "2026年整改情况报告")
    assert "发现问题{issues_found=" in values["body"]
    assert values["overview"] == ""
    assert page.side.assessment.isHidden()
    shown = [name for name in SECTIONS if not field(page, name).parentWidget().isHidden()]
    assert shown == [BODY]


def test_one_person_s_summary_shows_its_assessment_as_it_prints(
    window: Window, opened: Opened
) -> None:
    page, uid = opened
    assert not page.side.assessment.isHidden()
    assert field(page, BODY).parentWidget().isHidden()
    page.side.assessment.click()
    assert type(window.shell.page).__name__ == "PreviewPage"
    desk: Any = window.desk
    wish = SummaryPrint(uid=uid, form=SummaryForm.ASSESSMENT)
    assert "考核表" in desk.printing.plan(wish).title


def test_an_office_chooses_whose_work_it_is(
    open_window: Callable[[Path], Window], filled: Path, clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with bootstrap.open_workbench(filled, clock=clock) as made:
        made.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
    window = open_window(filled)
    orders: list[SummaryOrder | None] = []

    def run(question: Any) -> bool:
        for scope in SummaryScope:
            question.scope.show_value(scope)
            orders.append(question.order())
        return False

    monkeypatch.setattr(summary_dialog, "run", run)
    page_of(window, "summary").begin()
    told = [(o.scope, bool(o.zone), bool(o.inspector)) for o in orders if o]
    assert told == [
        (SummaryScope.DISTRICT, False, False), (SummaryScope.ZONE, True, False),
        (SummaryScope.PERSON, False, True),
    ]  # fmt: skip


def test_figures_stand_in_the_text_as_their_numbers_and_stay_figures_while_one_types(
    window: Window, opened: Opened
) -> None:
    page, uid = opened
    before = stored(window, uid, "overview")
    text = field(page, "overview")
    assert "{" in before
    assert "{" not in text.toPlainText()
    text.setFocus()
    text.put_cursor(text.toPlainText().index("校次"))
    QTest.keyClicks(text, "!")
    text.flush()
    after = stored(window, uid, "overview")
    assert after == before.replace("}校次", "}!校次", 1)


def test_a_draft_that_is_opened_is_shown_from_its_beginning(window: Window, opened: Opened) -> None:
    page, _ = opened
    texts = [field(page, name) for name in SECTIONS if name != BODY]
    assert all(text.toPlainText() for text in texts)
    assert {text.textCursor().position() for text in texts} == {0}


def test_a_number_that_is_typed_over_is_plain_text(window: Window, opened: Opened) -> None:
    page, uid = opened
    text = field(page, "overview")
    text.setFocus()
    text.put_cursor(text.toPlainText().index("校次") - 1)
    QTest.keyClicks(text, "9")
    text.flush()
    assert "{visits=" not in stored(window, uid, "overview")


def test_a_figure_is_put_where_the_cursor_is_and_taken_back(window: Window, opened: Opened) -> None:
    page, uid = opened
    before = stored(window, uid, "next_steps")
    page.side.insert.click()
    assert page.notice.text == "先点一下要写的那一段，再选右边的数字。"
    text = field(page, "next_steps")
    text.setFocus()
    text.put_cursor(0)
    rows = [row.figure.id for row in page.side.model.rows]
    page.side.table.setCurrentIndex(page.side.model.index(rows.index("lessons"), 0))
    page.side.insert.click()
    assert stored(window, uid, "next_steps").startswith("{lessons=")
    page.undo()
    assert stored(window, uid, "next_steps") == before


def test_enter_on_a_figure_lists_the_records_behind_it_and_enter_again_opens_one(
    window: Window, opened: Opened, hands: Hands
) -> None:
    page, _ = opened
    rows = [row.figure.id for row in page.side.model.rows]
    page.side.table.setFocus()
    page.side.table.setCurrentIndex(page.side.model.index(rows.index("issues_found"), 0))
    hands.press(Qt.Key.Key_Return)
    figure = page.side.model.rows[rows.index("issues_found")].figure
    assert page.side.behind_head.text() == f"发现问题　背后有 {figure.n} 条"
    page.side.behind.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert type(window.shell.page).__name__ == "VisitPage"


def test_a_number_that_moved_is_told_and_taken_over_by_a_button(
    window: Window, opened: Opened
) -> None:
    page, uid = opened
    assert (page.side.told.isHidden(), page.side.refresh.isHidden()) == (True, True)
    move_a_number(window)
    assert page.side.told.text().startswith("写好以后变了的数字：\n▲ 工作概况：入校校次 写时 ")
    marked = [row.figure.id for row in page.side.model.rows if row.moved]
    assert "visits" in marked
    before = stored(window, uid, "overview")
    page.side.refresh.click()
    assert stored(window, uid, "overview") != before
    assert page.side.told.isHidden()
    page.undo()
    assert not page.side.told.isHidden()


def test_what_is_filed_keeps_its_numbers_and_says_which_have_moved_since(
    window: Window, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, uid = opened
    desk: Any = window.desk
    for section in SECTIONS:
        desk.register_edit.set_field(uid, section, "共{led_visits}校次。")
    page.refresh()
    monkeypatch.setattr(ask, "confirm", lambda *_a, **_k: True)
    desk.summaries.refresh(uid)
    page.steps.file()
    assert page.record.entry.state is EntryState.FILED
    shown = field(page, "advice").toPlainText()
    assert page.side.head.text() == "2026年　定稿时的数字"
    move_a_number(window)
    assert field(page, "advice").toPlainText() == shown
    assert page.side.told.text().startswith("定稿以后，记录里变了的数字：")
    assert (page.side.insert.isHidden(), page.side.refresh.isHidden()) == (True, True)
    page.steps.print()
    assert type(window.shell.page).__name__ == "PreviewPage"


def test_days_that_cannot_be_counted_are_told_beside_the_text(
    window: Window, opened: Opened
) -> None:
    page, uid = opened
    desk: Any = window.desk
    desk.register_edit.set_json(uid, "until", None)
    page.refresh()
    assert page.side.head.text().startswith("总结的起止日期没有填好，没有统计")
    assert page.side.model.rows == ()


def test_in_very_large_type_the_figures_stand_below_the_text(
    window: Window, opened: Opened, qapp: QApplication
) -> None:
    page, _ = opened
    dress(qapp, scale=200)
    window.shell.resize(*SIZE)
    page.rooms.enter()
    QApplication.processEvents()
    assert page.side.geometry().top() >= page.sheet.geometry().bottom()
    assert page.side.width() > SIZE[0] // 2
    page.open_kind("meeting")
    assert (page.side, page.rooms.back.isHidden()) == (None, False)
