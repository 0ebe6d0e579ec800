"""退回 in the window: the office ticks places, the inspector sees them beside the fields."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from inspector_app.domain.returned import MarkAnswer, ReturnState
from inspector_app.services.office_returns import WishedMark
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs import returned as dialog
from inspector_app.ui.navigator import OpenReceiving, OpenVisit
from tests.district.office.district import District, written

MARKS = (
    WishedMark(place="narrative", comment="写清看了哪些教室、几点到几点"),
    WishedMark(place="issues[0].deadline", comment="安全问题时限不超过一周"),
    WishedMark(place="issues[0]", comment="请附整改前的照片"),
    WishedMark(place="methods", comment="有座谈，座谈人数没有填"),
)


@pytest.fixture
def share(enrolled: District) -> District:
    """A district whose office has received the record of DX001."""
    written(enrolled.laptops["DX001"])
    enrolled.hand_over("DX001")
    enrolled.scan()
    return enrolled


@pytest.fixture
def uid(share: District) -> str:
    (line,) = share.laptops["DX001"].visits.list()
    return line.uid


def returned(share: District, uid: str) -> None:
    share.office.office_returns.give_back(uid, marks=MARKS, comment="请按意见改", by="管理员")
    share.office.office_returns.deliver(folder=share.share)
    share.laptops["DX001"].pack_taking.take([share.share])


@pytest.fixture
def laptop(open_window: Callable[[Path], Window], share: District, uid: str) -> Window:
    """The window of a laptop that has taken a return over."""
    returned(share, uid)
    share.laptops["DX001"].close()
    return open_window(share.laptops["DX001"].context.folder.root)


@pytest.fixture
def office(open_window: Callable[[Path], Window], share: District) -> Window:
    share.office.close()
    return open_window(share.office.context.folder.root)


def shown(window: Window) -> Any:
    QApplication.sendPostedEvents()
    return window.shell.page


def test_the_first_card_of_today_names_what_was_returned_and_opens_it(laptop: Window) -> None:
    buttons = [b for b in shown(laptop).findChildren(QPushButton) if "5 处意见" in b.text()]
    assert len(buttons) == 1
    assert "请按意见改" in buttons[0].text()
    buttons[0].click()
    assert shown(laptop).returned.card.title.text() == "督导室退回（第 1 版）：意见 5 处"


def test_each_mark_stands_beside_its_field_and_f7_goes_from_one_to_the_next(
    laptop: Window, uid: str
) -> None:
    laptop.navigator.open(OpenVisit(uid=uid))
    page = shown(laptop)
    sheet = page.sheet
    assert sheet.form.rows["narrative"].remark == "督导室：写清看了哪些教室、几点到几点"
    assert sheet.form.rows["advice"].remark == ""
    (issue,) = sheet.issues.cards.values()
    assert issue.body.form.rows["deadline"].remark == "督导室：安全问题时限不超过一周"
    assert [b.text().split("：")[0] for b in page.returned.card.buttons.values()] == [
        "○ 总的意见", "○ 督导过程（纪实）", "○ 问题 1", "○ 问题 1", "○ 督导方式及数量",
    ]  # fmt: skip

    QTest.keyClick(page, Qt.Key.Key_F7)
    assert sheet.form.input("narrative").hasFocus()
    QTest.keyClick(page, Qt.Key.Key_F7)
    assert issue.is_open
    QTest.keyClick(page, Qt.Key.Key_F7)
    QTest.keyClick(page, Qt.Key.Key_F7)
    assert sheet.form.input("methods").isAncestorOf(QApplication.focusWidget())
    page.returned.card.buttons["1"].click()
    assert sheet.form.input("narrative").hasFocus()


def test_a_correction_begins_with_what_the_office_said_and_mends_it(
    laptop: Window, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.navigator.open(OpenVisit(uid=uid))
    page = shown(laptop)
    begun = []

    def reason(*_: Any, begun: str, **__: Any) -> str:
        given.append(begun)
        return begun

    given = begun
    monkeypatch.setattr(ask, "reason", reason)
    page.returned.card.correct.click()
    assert begun[0].startswith("督导室退回：请按意见改；督导过程（纪实）：写清看了哪些教室")
    assert page.record.visit.revision == 2
    assert page.sheet.form.rows["narrative"].remark
    assert not page.returned.card.correct.isVisible()

    field = page.sheet.form.input("narrative")
    field.setFocus()
    QTest.keyClicks(field, "seen")
    page.flush()
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: True)
    page.steps.file()
    assert page.record.visit.revision == 2
    assert "已改（第 2 版）" in page.returned.card.title.text()
    assert page.sheet.form.rows["narrative"].remark == ""


def test_a_mark_is_answered_with_a_reason(
    laptop: Window, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.navigator.open(OpenVisit(uid=uid))
    page = shown(laptop)

    def answered(question: Any) -> bool:
        question.answer.setCurrentIndex(question.answer.findData(MarkAnswer.KEPT))
        assert not question.yes.isEnabled()
        question.text.setPlainText("学校要招标")
        return bool(question.yes.isEnabled())

    monkeypatch.setattr(dialog, "run", answered)
    page.returned.answer("2")
    assert page.returned.card.buttons["2"].text().endswith("　→ 不改：学校要招标")
    assert page.returned.card.title.text().endswith("意见 4 处")
    told = []
    monkeypatch.setattr(ask, "confirm", lambda *words, **__: told.append(words[2]))
    page.returned.card.told.click()
    assert told[0].count("\n") == 2


def test_the_office_ticks_places_and_the_return_goes_into_its_share(
    office: Window, share: District, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.navigator.open(OpenVisit(uid=uid))
    page = shown(office)
    assert page.head.give_back.isVisible()

    def filled(question: Any) -> bool:
        assert not question.yes.isEnabled()
        question.search.setText("时限")
        seen = [line for line in question.lines if not line.isHidden()]
        assert [line.place.key for line in seen] == ["issues[0].deadline"]
        seen[0].tick.setChecked(True)
        assert not question.yes.isEnabled()
        seen[0].comment.setText("太长")
        return bool(question.yes.isEnabled())

    monkeypatch.setattr(dialog, "run", filled)
    page.head.give_back.click()
    assert "下发包已放入" in page.notice.text
    assert list(share.share.rglob("op1-*"))
    assert page.returned.card.title.text() == "已退回（第 1 版）　已送出"
    assert not page.head.give_back.isVisible()

    office.navigator.open(OpenReceiving())
    page = shown(office)
    page.tabs.setCurrentWidget(page.returns)
    (row,) = page.returns.rows.rows
    assert row.returned.state is ReturnState.SENT
    assert not page.returns.close_it.isEnabled()
    monkeypatch.setattr(ask, "reason", lambda *_, **__: "看错了")
    page.returns.withdraw.click()
    assert page.returns.rows.rows == ()
    assert page.returns.more.text() == "更多：已核、已撤回的还有 1 份"
    page.returns.more.click()
    assert page.returns.rows.rows[0].returned.state is ReturnState.WITHDRAWN
    assert page.returns.more.isHidden()


def test_what_was_mended_is_told_on_the_tab_and_closed_there(
    open_window: Callable[[Path], Window], share: District, uid: str,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    returned(share, uid)
    bench = share.laptops["DX001"]
    bench.visits.correct(uid, reason="改")
    bench.visit_edit.set_field(uid, "narrative", "看了三间教室。")
    bench.visits.file(uid)
    bench.bundles.export_news(inspector_id="DX001", folder=share.share / "inbox")
    share.scan()
    share.office.close()
    window = open_window(share.office.context.folder.root)
    window.navigator.open(OpenReceiving())
    page = shown(window)
    page.tabs.setCurrentWidget(page.returns)
    assert page.tabs.tabText(3) == "两份待定"
    assert page.tabs.tabText(4) == "退回（1 份待核）"
    page.returns.table.setFocus()
    QTest.keyClick(page.returns.table, Qt.Key.Key_Return)
    record = shown(window)
    assert "督学已改（第 2 版）" in record.returned.card.title.text()
    assert record.sheet.form.rows["narrative"].remark == (
        "督导室：写清看了哪些教室、几点到几点　→ 已改\n原来写的：巡视校园，查看食堂。"
    )

    window.navigator.open(OpenReceiving())
    page = shown(window)
    page.returns.close_it.click()
    page.returns.more.click()
    assert page.returns.rows.rows[0].returned.state is ReturnState.CLOSED
    assert page.tabs.tabText(4) == "退回"
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(ask, "folder", lambda *_: folder)
    page.returns.save.click()
    assert len(list(folder.iterdir())) == 2


def test_record_page_and_list_fit_the_smallest_screen(
    office: Window, share: District, uid: str
) -> None:
    for wish in (OpenVisit(uid=uid), OpenReceiving()):
        office.navigator.open(wish)
        page = shown(office)
        assert page.minimumSizeHint().width() <= 1093 - 112
        assert page.minimumSizeHint().height() <= 544


def test_a_returned_record_fits_the_smallest_screen(laptop: Window, uid: str) -> None:
    laptop.navigator.open(OpenVisit(uid=uid))
    page = shown(laptop)
    for _ in ("open", "folded"):
        page.returned.card.fold.click()
        assert page.minimumSizeHint().width() <= 1093 - 112
        assert page.minimumSizeHint().height() <= 544


def test_on_the_smallest_screen_comments_are_scrolled_to_and_never_pressed_together(
    open_window: Callable[[Path], Window], share: District, uid: str, qtbot: QtBot
) -> None:
    returned(share, uid)
    for bench in share.laptops.values():
        bench.close()
    window = open_window(share.laptops["DX001"].context.folder.root)
    window.shell.resize(1093, 544)
    window.navigator.open(OpenVisit(uid=uid))
    card = shown(window).returned.card
    rows = [each.parentWidget() for each in card.buttons.values()]
    assert len(rows) > 2
    qtbot.waitUntil(lambda: rows[-1].y() + rows[-1].height() > card.view.viewport().height())
    for row, after in pairwise(rows):
        assert after.y() - row.y() >= row.sizeHint().height()
