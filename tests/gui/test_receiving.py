"""收件 by keyboard: files come in, the list is copied, the answer of two people is written down."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from inspector_app.domain.month_steps import GapKind
from inspector_app.office.same_day import SameDay
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs import same_day as dialog
from inspector_app.ui.navigator import GoTo, OpenMonth, OpenReceiving, OpenRegister, Place
from inspector_app.ui.pages.registers.entry_list import EntryList
from tests.district.office.district import NOVEMBER, District, written
from tests.district.office.ledger import SUPERIOR, entered, news, replied
from tests.gui.on_screen import shown


@pytest.fixture
def share(enrolled: District) -> District:
    """A share in which two inspectors have put their month, both of one school and day."""
    for name in ("DX001", "DX002"):
        written(enrolled.laptops[name])
        enrolled.hand_over(name)
    return enrolled


@pytest.fixture
def window(open_window: Callable[[Path], Window], share: District) -> Window:
    share.office.close()
    return open_window(share.office.context.folder.root)


def test_a_month_comes_in_and_what_is_asked_is_answered_by_keyboard(
    window: Window, share: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.navigator.open(GoTo(place=Place.MORE))
    (button,) = [b for b in shown(window).findChildren(QPushButton) if b.text() == "收件"]
    button.click()
    page = shown(window)
    assert page.nothing.text().startswith("还没有收到上报包。")

    monkeypatch.setattr(ask, "folder", lambda *_: share.share)
    QTest.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert "收下 2" in page.notice.text
    assert [row.state for row in page.tray.rows] == ["督导室已收"] * 2
    assert page.tabs.tabText(2) == "同校同日待确认（1）"

    page.tabs.setCurrentIndex(1)
    page.board.copy_names.click()
    assert "还没有收到：督学03。" in QGuiApplication.clipboard().text()

    page.tabs.setCurrentIndex(2)

    def answered(question: Any) -> bool:
        assert not question.yes.isEnabled()
        question.answer.setCurrentIndex(question.answer.findData(SameDay.DUPLICATE))
        question.by.setText("督学01、督学02")
        return bool(question.yes.isEnabled())

    monkeypatch.setattr(dialog, "run", answered)
    page.questions.table.setFocus()
    QTest.keyClick(page.questions.table, Qt.Key.Key_Return)
    assert page.questions.rows.rows[0].row.answered_by == "督学01、督学02"
    assert page.tabs.tabText(2) == "同校同日待确认"

    def shared(question: Any) -> bool:
        question.by.setText("督学01、督学02")
        return bool(question.yes.isEnabled())

    monkeypatch.setattr(dialog, "run", shared)
    page.questions.same.click()
    assert len(page._desk.office_questions.shared_issues()) == 1

    QTest.keyClick(page, Qt.Key.Key_F5)
    assert "已收过 2" in page.notice.text


def test_a_laptop_has_no_in_tray(open_window: Callable[[Path], Window], filled: Path) -> None:
    window = open_window(filled)
    window.navigator.open(GoTo(place=Place.MORE))
    assert not [b for b in shown(window).findChildren(QPushButton) if b.text() == "收件"]


def test_the_page_fits_the_smallest_screen(window: Window, share: District) -> None:
    window.navigator.open(OpenReceiving())
    page = shown(window)
    page.take([share.share])
    for place in range(page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        assert page.minimumSizeHint().width() <= 1093 - 112
        assert page.minimumSizeHint().height() <= 544


def test_what_came_beside_records_stands_where_a_clerk_looks(
    open_window: Callable[[Path], Window], share: District
) -> None:
    laptop = share.laptops["DX003"]
    (issue,) = laptop.visits.get(written(laptop)).issues
    entered(laptop, "weekly")
    entered(laptop, "meeting")
    laptop.ledger_sources.take_in([SUPERIOR])
    replied(laptop, issue.uid, "已清理。")
    news(share, "DX003")
    share.office.close()
    window = open_window(share.office.context.folder.root)
    window.navigator.open(OpenReceiving())
    page = shown(window)
    page.take([share.share])
    brought = {row.what for row in page.tray.rows}
    assert "第 1 包　记录 1　登记、问题、回复 4　照片 0" in brought

    window.navigator.open(OpenRegister(kind="weekly"))
    (listed,) = shown(window).findChildren(EntryList)
    assert [line.entry.values["inspector"] for line in listed.model.rows] == ["DX003"]

    window.navigator.open(GoTo(place=Place.LEDGER))
    ledger = shown(window)
    found = [row for row in ledger.model.rows if row.reference == SUPERIOR.reference]
    assert [row.lead_name for row in found] == ["督学03"]


def test_the_folder_that_was_made_is_looked_at_when_the_page_opens_and_while_it_stays(
    open_window: Callable[[Path], Window], share: District
) -> None:
    share.office.share.make(share.share)
    share.office.close()
    window = open_window(share.office.context.folder.root)
    said: list[str] = []
    window.events.said.connect(said.append)
    window.navigator.open(OpenReceiving())
    page = shown(window)
    assert said[-1].endswith("看过共享文件夹：收下 2")
    assert page.tray.rowCount() == 2
    assert page.looking.is_looking

    page.looking.look()
    assert said[-1].endswith("看过共享文件夹：没有新的")
    away = share.share.with_name("远处")
    share.share.rename(away)
    page.looking.look()
    assert said[-1].endswith("共享文件夹连不上，连上后会自己收件")
    assert page.notice.text == ""
    away.rename(share.share)

    window.navigator.open(GoTo(place=Place.TODAY))
    assert not page.looking.is_looking


def test_without_a_known_folder_nothing_is_looked_at(window: Window) -> None:
    window.navigator.open(OpenReceiving())
    page = shown(window)
    assert not page.looking.is_looking
    assert page.nothing.text().startswith("还没有收到上报包。")


def test_a_remembered_folder_is_let_go_from_the_page(
    window: Window, share: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.navigator.open(OpenReceiving())
    page = shown(window)
    page.take([share.share])
    asked: list[Any] = []
    monkeypatch.setattr(ask, "pick", lambda *told: (asked.append(told), 0)[1])
    (button,) = [b for b in page.findChildren(QPushButton) if b.text() == "记住的文件夹…"]
    button.click()
    assert asked[0][3] == [str(share.share)]
    assert not page.again.isEnabled()
    button.click()
    assert "没有记住的共享文件夹" in page.notice.text
    assert len(asked) == 1


def test_a_month_names_the_question_that_waits_leads_to_it_and_tells_of_it_before_the_lock(
    window: Window, share: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    desk.office_desk.scan((share.share,))
    (question,) = desk.office_questions.all()
    window.navigator.open(OpenMonth(month=NOVEMBER))
    page = shown(window)
    asked: list[str] = []
    monkeypatch.setattr(ask, "confirm", lambda _page, _title, text, *, yes: asked.append(text))
    for _ in range(3):
        page.acts.steps.step()
    owed = f"同校同日待确认 1 件（{question.row.uid[:8]}）还没有办完"
    assert [f"注意：{owed}，照现在的计入。" in text for text in asked] == [True]

    place = [gap.kind for gap in page.acts.life.gaps].index(GapKind.QUESTION)
    page.acts.gaps.opened.emit(page.acts.gaps.model().index(place, 0))
    tabs = shown(window).tabs
    assert tabs.tabText(tabs.currentIndex()) == "同校同日待确认（1）"
