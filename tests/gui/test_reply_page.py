"""学校回复 in the window: issues ticked by keyboard, one paper, a verdict for each."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from inspector_app.domain.issue import IssueState
from inspector_app.domain.reply import ReplyState, Verdict
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import GoTo, OpenReply, OpenSchool, OpenSearch, Place
from inspector_app.ui.pages.reply.page import ReplyPage

pytestmark = pytest.mark.gui


@pytest.fixture
def page(window: Window) -> Any:
    """A new reply of a school with open issues."""
    desk: Any = window.desk
    code = desk.ledger.page(replace(desk.ledger.everything(), open_only=True)).rows[0].school_code
    window.navigator.open(OpenReply(uid=desk.replies.begin_or_go_on(code).uid))
    shown = window.shell.page
    assert isinstance(shown, ReplyPage)
    return shown


def picture() -> bytes:
    buffer = BytesIO()
    Image.effect_noise((300, 200), 40).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()


def tick(page: Any, place: int) -> None:
    page.issues.setFocus()
    page.issues.setCurrentIndex(page.issues.lines.index(place, 0))
    QTest.keyClick(page.issues, Qt.Key.Key_Space)


def kept(window: Window, page: Any) -> Any:
    return window.desk.replies.get(page.uid)


def test_issues_are_ticked_and_answered_by_keyboard_and_recorded_together(
    window: Window, page: Any
) -> None:
    page.whole.take([("回复.jpg", picture())])
    for place in (0, 1):
        tick(page, place)
    page.issues.setCurrentIndex(page.issues.lines.index(0, 0))
    QTest.keyClick(page.issues, Qt.Key.Key_Return)
    QTest.keyClicks(page.form.measures, "plan")
    QTest.keyClick(page.form.measures, Qt.Key.Key_Tab)
    QTest.keyClicks(page.form.done, "done")
    QTest.keyClick(page.form.done, Qt.Key.Key_Tab)
    stored = kept(window, page)
    assert (len(stored.answers), len(stored.photos), stored.state) == (2, 1, ReplyState.DRAFT)
    assert [line.will for line in page.issues.lines.rows[:2]] == ["整改措施、学校报送", "学校报送"]
    answered = [answer.issue_uid for answer in stored.answers]
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert kept(window, page).state is ReplyState.RECORDED
    assert "2 个问题" in page.notice.text
    states = {window.desk.issues.get(uid).state for uid in answered}
    assert states == {IssueState.AWAITING_CHECK}
    assert page.form.done.isReadOnly()
    assert page.record.isHidden()


def test_what_is_wrong_stands_beside_its_issue_and_nothing_is_recorded(
    window: Window, page: Any
) -> None:
    tick(page, 0)
    assert "没有写措施" in page.issues.lines.rows[0].wrong
    page.form.done.setPlainText("改了一半")
    page.form.done.flush()
    page.form.verdict.setFocus()
    QTest.keyClick(page.form.verdict, Qt.Key.Key_3)
    assert page.form.answer.verdict is Verdict.REJECTED
    assert not page.form._rows["until"].isHidden()
    page.record_now()
    assert "哪里整改不到位" in page.notice.text
    assert kept(window, page).state is ReplyState.DRAFT


def test_a_tick_taken_away_and_set_again_brings_back_what_was_written(
    window: Window, page: Any
) -> None:
    tick(page, 0)
    page.form.done.setPlainText("已完成")
    page.form.done.flush()
    tick(page, 0)
    assert kept(window, page).answers == ()
    tick(page, 0)
    assert kept(window, page).answers[0].done == "已完成"


def test_a_draft_is_gone_on_with_from_the_ledger_and_from_the_school(
    window: Window, page: Any
) -> None:
    tick(page, 0)
    code, uid = kept(window, page).school_code, page.uid
    window.navigator.open(OpenSchool(code=code))
    window.navigator.open(GoTo(place=Place.LEDGER))
    ledger: Any = window.shell.page
    ledger.show_school(code)
    ledger.answer.click()
    shown: Any = window.shell.page
    assert shown.uid == uid
    assert shown.issues.lines.rows[0].ticked


def test_a_draft_is_given_up_after_a_question(
    window: Window, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector_app.ui.dialogs.ask.confirm", lambda *_a, **_k: True)
    page.give_up.click()
    assert kept(window, page).state is ReplyState.DISCARDED


def test_nothing_is_cut_sideways_on_a_small_screen(page: Any, window: Window) -> None:
    QTest.qWait(0)
    assert page.minimumSizeHint().width() <= window.shell.width()
    window.navigator.open(OpenReply(uid=page.uid, told="读出 2 个问题的回复。"))
    shown: Any = window.shell.page
    assert "读出 2 个" in shown.notice.text


def test_an_issue_is_told_in_more_than_half_of_a_line(window: Window, page: Any) -> None:
    widths = [page.issues.columnWidth(place) for place in range(4)]
    assert widths[1] == max(widths)
    assert widths[1] >= 15 * page.issues.fontMetrics().horizontalAdvance("问")


def test_what_was_typed_and_ticked_is_taken_back_by_keys(window: Window, page: Any) -> None:
    desk: Any = window.desk
    assert not page.undo_last.isEnabled()
    tick(page, 0)
    QTest.keyClick(page.issues, Qt.Key.Key_Return)
    QTest.keyClicks(page.form.done, "done")
    QTest.keyClick(page.form.done, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert kept(window, page).answers[0].done == ""
    assert page.form.done.toPlainText() == ""
    page.undo_last.click()
    assert kept(window, page).answers == ()
    assert not page.undo_last.isEnabled()
    page.redo_last.click()
    QTest.keyClick(page.issues, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert kept(window, page).answers[0].done == "done"
    (hit,) = [hit for hit in desk.search.find("done") if hit.kind == "reply"]
    window.navigator.open(OpenSearch(text="done"))
    found: Any = window.shell.page
    found._on_open(found.model.index([h.kind for h in found.model.rows].index("reply"), 0))
    assert isinstance(window.shell.page, ReplyPage)
    assert window.shell.page.uid == hit.uid
