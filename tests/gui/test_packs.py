"""下发 by the window: the office sends, a laptop sees it on 今日, looks, and takes it over."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from inspector_app.domain.school import School, SchoolKind
from inspector_app.services.pack_offers import PackState
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenOffers, OpenSending, Place
from tests.district.office.district import District
from tests.gui.on_screen import shown

NEW = School(code="2121000099", name="示范区第99小学", kind=SchoolKind.PRIMARY, ownership="公办")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def district(sharing: District) -> District:
    """A district with a shared folder, whose office knows a school that laptops do not."""
    with sharing.office.context.database.transaction():
        sharing.office.context.stores.schools.put(NEW, initials="", origin="test")
    return sharing


def opened(open_window: Callable[[Path], Window], bench: Any) -> Window:
    bench.close()
    return open_window(bench.context.folder.root)


def texts(page: Any) -> list[str]:
    return [button.text() for button in page.findChildren(QPushButton)]


def test_an_office_looks_at_what_it_sends_confirms_and_sees_it_in_the_list(
    open_window: Callable[[Path], Window], district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(open_window, district.office)
    window.navigator.open(GoTo(place=Place.MORE))
    (button,) = [b for b in shown(window).findChildren(QPushButton) if b.text() == "下发"]
    button.click()
    page = shown(window)
    assert page.outgoing.text().startswith(
        "将下发学校 3 所，督学 3 名，责任分配 1 条；发给督学01、"
    )
    page.to.setText("督学99")
    page.to.flush()
    assert page.outgoing.text().startswith("▲ 名册里没有督学“督学99”")
    assert not page.go.isEnabled()
    page.to.setText("DX001、DX002")
    page.to.flush()
    asked: list[str] = []
    monkeypatch.setattr(ask, "confirm", lambda *words, yes: bool(asked.append(words[2])) or True)
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert "2 台电脑" in asked[0]
    assert "已下发学校、督学和责任分配，第 1 号。已放进共享文件夹" in page.notice.text
    assert [(row.line.n, row.people, row.taken_words) for row in page.sent.rows] == [
        (1, ("DX001", "DX002"), "0/2")
    ]
    assert len(list((district.share / "packs").iterdir())) == 1


def test_a_laptop_sees_on_the_first_page_that_something_came_and_takes_it_by_keyboard(
    open_window: Callable[[Path], Window], district: District, qtbot: QtBot
) -> None:
    district.office.pack_desk.send("schools")
    window = opened(open_window, district.laptops["DX002"])
    window.navigator.open(GoTo(place=Place.TODAY))

    def told() -> list[QPushButton]:
        lines = shown(window).findChildren(QPushButton)
        return [line for line in lines if line.text().startswith("督导室下发")]

    qtbot.waitUntil(lambda: [line.text()[:9] for line in told()] == ["督导室下发 1 份"])
    told()[0].click()
    page = shown(window)
    assert [offer.state for offer in page.offers.rows] == [PackState.OFFERED]
    assert "学校 示范区第99小学（2121000099）" in [row.text for row in page.lines.rows]
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert "已接收第 1 号下发：学校、督学和责任分配（新增 1，" in page.notice.text
    assert [offer.state for offer in page.offers.rows] == [PackState.TAKEN]
    assert not page.take.isEnabled()
    assert window.desk.schools.get(NEW.code).name == NEW.name
    window.navigator.open(GoTo(place=Place.TODAY))
    qtbot.waitUntil(lambda: not told())


def test_a_pack_that_came_by_hand_is_opened_and_declined(
    open_window: Callable[[Path], Window], district: District, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    stick = tmp_path / "U盘"
    stick.mkdir()
    (file,) = district.office.pack_desk.send("schools", into=stick).placed
    window = opened(open_window, district.laptops["DX001"])
    window.navigator.open(OpenOffers())
    page = shown(window)
    assert page.nothing.text().startswith("还没有督导室下发的内容")
    monkeypatch.setattr(ask, "open_files", lambda *_: (file,))
    QTest.keyClick(page, Qt.Key.Key_O, CTRL)
    monkeypatch.setattr(ask, "confirm", lambda *_, yes: True)
    page.decline.click()
    assert [offer.state for offer in page.offers.rows] == [PackState.DECLINED]
    assert page.take.isEnabled()


def test_what_cannot_be_taken_says_why(
    open_window: Callable[[Path], Window], district: District, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    (file,) = district.office.pack_desk.send("schools", to=["DX002"], into=stick).placed
    window = opened(open_window, district.laptops["DX001"])
    window.navigator.open(OpenOffers())
    page = shown(window)
    page.open([file])
    (offer,) = page.offers.rows
    assert (offer.state, offer.code) == (PackState.REFUSED, "E21")
    assert not page.take.isEnabled()


def test_each_side_has_its_own_place_in_more(
    open_window: Callable[[Path], Window], district: District
) -> None:
    window = opened(open_window, district.laptops["DX001"])
    window.navigator.open(GoTo(place=Place.MORE))
    assert "督导室下发" in texts(shown(window))
    assert "下发" not in texts(shown(window))


def test_who_has_no_laptop_is_named_before_and_after_something_goes_to_all(
    open_window: Callable[[Path], Window], district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    district.leave_out.add("DX003")
    district.sign_roster()
    window = opened(open_window, district.office)
    window.navigator.open(OpenSending())
    page = shown(window)
    missed = "没有可以收的电脑，收不到：督学03；请打印出来交给本人，或打电话告知"
    assert page.outgoing.text().endswith(f"▲ {missed}")
    asked: list[str] = []
    monkeypatch.setattr(ask, "confirm", lambda *words, yes: not asked.append(words[2]))
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert missed in asked[0]
    assert f"第 1 号。{missed}。" in page.notice.text
    page.to.setText("督学01")
    page.to.edited.emit("督学01")
    assert "收不到" not in page.outgoing.text()


@pytest.mark.parametrize("wish", [OpenSending(), OpenOffers()])
def test_the_pages_fit_the_smallest_screen(
    open_window: Callable[[Path], Window], district: District, wish: Any
) -> None:
    district.office.pack_desk.send("schools")
    bench = district.office if wish == OpenSending() else district.laptops["DX001"]
    window = opened(open_window, bench)
    window.navigator.open(wish)
    page = shown(window)
    assert page.minimumSizeHint().width() <= 1093 - 112
    assert page.minimumSizeHint().height() <= 544
