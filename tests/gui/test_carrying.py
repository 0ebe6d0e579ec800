"""上报 without a hand: what is filed goes into the joined folder while the window is open."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event, current_thread
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.exchange import share_publish
from inspector_app.exchange.share_layout import receipt_name
from inspector_app.services.bundle_answers import MISUSE
from inspector_app.ui import carrying
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenReceiving, OpenVisit, Place
from tests.district.office.district import NOVEMBER, District, written
from tests.district.office.test_courier import item
from tests.district.office.test_receipts import forge, put
from tests.gui.conftest import let_go


@pytest.fixture
def district(enrolled: District) -> District:
    """An office that has made its folder, and laptops that have not joined it yet."""
    enrolled.office.share.make(enrolled.share)
    return enrolled


@pytest.fixture
def joined(open_window: Callable[[Path], Window], district: District) -> Window:
    """The window of DX001, which has joined."""
    laptop = district.laptops["DX001"]
    laptop.share.join(district.share)
    laptop.close()
    return open_window(laptop.context.folder.root)


def shown(window: Window, place: Place) -> Any:
    window.navigator.open(GoTo(place=place))
    QApplication.sendPostedEvents()
    return window.shell.page


def of(window: Window) -> Any:
    assert window.places is not None
    return window.places.carrying


def in_share(district: District) -> list[Path]:
    return sorted((district.share / "inbox").rglob("*.age"))


def test_a_record_that_is_filed_goes_into_the_folder_and_its_answer_is_shown(
    joined: Window, district: District
) -> None:
    desk: Any = joined.desk
    walks = of(joined)
    walks.walk()
    assert walks.looks_again == 0
    written(desk)
    walks.walk()
    assert len(in_share(district)) == 1
    assert joined.shell.line.said_text == "已放入共享文件夹 1 个文件。"
    assert walks.looks_again == carrying.ANSWERS_MS

    district.scan()
    page = shown(joined, Place.HAND_OVER)
    assert page.outbox.rows[0]["state_label"] == "督导室已收"
    assert page.warnings.isHidden()
    assert walks.looks_again == 0


def test_a_change_makes_it_look_soon_and_a_laptop_without_a_folder_never_waits(
    open_window: Callable[[Path], Window], district: District
) -> None:
    laptop = district.laptops["DX002"]
    laptop.close()
    window = open_window(laptop.context.folder.root)
    desk: Any = window.desk
    walks = of(window)
    walks._soon.stop()
    uid = written(desk)
    window.jobs.write(window.shell, lambda: desk.visits.correct(uid, reason="写错了"))
    assert walks._soon.isActive()
    walks.walk()
    assert walks.looks_again == 0
    assert window.shell.line.said_text == ""


def test_a_folder_that_is_away_is_told_once_and_looked_for_every_minute(
    joined: Window, district: District
) -> None:
    desk: Any = joined.desk
    said: list[str] = []
    joined.events.said.connect(said.append)
    away = district.share.with_name("远处")
    district.share.rename(away)
    written(desk)
    walks = of(joined)
    walks.walk()
    walks.walk()
    assert said == ["共享文件夹连不上，1 个文件留在本机，连上后会自己放入。"]
    assert walks.looks_again == carrying.AGAIN_MS
    away.rename(district.share)
    walks.walk()
    assert len(in_share(district)) == 1


def test_after_the_window_is_closed_nothing_is_carried(joined: Window, district: District) -> None:
    desk: Any = joined.desk
    written(desk)
    walks = of(joined)
    walks.stop()
    walks.walk()
    assert in_share(district) == []
    assert not walks._soon.isActive()


def test_a_month_goes_into_the_joined_folder_by_one_button(
    joined: Window, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = joined.desk
    written(desk)
    page = shown(joined, Place.HAND_OVER)
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: True)
    assert page.go.text() == "上报，放入共享文件夹"
    page.go.click()
    assert "正在自动放入共享文件夹" in page.notice.text
    of(joined).walk()
    assert page.outbox.rows[0]["state_label"] == "已放入共享文件夹"


def test_a_month_without_visits_is_closed_by_one_click(joined: Window, district: District) -> None:
    page = shown(joined, Place.HAND_OVER)
    page.open_month(NOVEMBER)
    page.empty.click()
    of(joined).walk()
    district.scan()
    (line,) = [p for p in district.office.office_gaps.board(NOVEMBER).people if p.id == "DX001"]
    assert not line.is_late


def test_a_dropped_answer_is_read_and_an_alarm_stays_on_the_page(
    joined: Window, district: District, tmp_path: Path
) -> None:
    desk: Any = joined.desk
    written(desk)
    of(joined).walk()
    signed = forge(district, desk, items=(item(desk, seq=9, digest="f" * 64),))
    chain = desk.bundles.outbox()[0]["chain"]
    name = receipt_name(chain=chain, n=1, sha256=signed.sha256)
    path = put(tmp_path / "回执", signed, name)
    page = shown(joined, Place.HAND_OVER)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    left, bare = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, left, bare))
    assert "R03" in page.notice.text
    page.notice.hide()
    page.refresh()
    assert page.warnings.words == MISUSE
    assert not page.warnings.isHidden()


def test_an_alarm_about_this_computers_key_stands_on_today_until_the_office_was_told(
    joined: Window, district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = joined.desk
    written(desk)
    of(joined).walk()
    signed = forge(district, desk, items=(item(desk, seq=9, digest="f" * 64),))
    put(tmp_path / "回执", signed)
    joined.jobs.write(joined.shell, lambda: desk.office_answers.take([tmp_path / "回执"]).changes)
    page = shown(joined, Place.TODAY)
    told = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert any("R03" in text for text in told)
    assert any("马上打电话告诉督导室" in text for text in told)
    (button,) = [b for b in page.findChildren(QPushButton) if b.text() == "已打电话告诉督导室"]
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: False)
    button.click()
    assert desk.key_misuse.alarm() is not None
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: True)
    button.click()
    assert desk.key_misuse.alarm() is None
    QApplication.sendPostedEvents()
    assert not any("R03" in each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_everything_that_waits_is_copied_as_one_file(joined: Window, district: District) -> None:
    desk: Any = joined.desk
    for day in ("2026-11-12", "2026-11-13"):
        written(desk, date=day)
        desk.bundles.make_news(inspector_id="DX001")
    page = shown(joined, Place.HAND_OVER)
    page.made.parcel.click()
    (url,) = QApplication.clipboard().mimeData().urls()
    assert Path(url.toLocalFile()).name.startswith("pk1-")
    district.scan(Path(url.toLocalFile()))
    assert len(district.office.office_desk.tray().bundles) == 2


def test_a_week_without_an_answer_is_told_on_the_page(
    joined: Window, district: District, clock: FixedClock
) -> None:
    desk: Any = joined.desk
    written(desk)
    of(joined).walk()
    clock.advance(timedelta(days=8))
    page = shown(joined, Place.HAND_OVER)
    page.refresh()
    assert "7 天还没有回执" in page.warnings.words
    assert page.outbox.rows[0]["state_label"] == "已放入共享文件夹，8 天没有回执"


def test_a_folder_is_joined_looked_at_and_checked_among_the_settings(
    open_window: Callable[[Path], Window], district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = district.laptops["DX003"]
    laptop.close()
    window = open_window(laptop.context.folder.root)
    monkeypatch.setattr(ask, "folder", lambda *_: district.share)
    page = shown(window, Place.SETTINGS)
    share = page.share
    assert share.path.text().startswith("还没有加入。")
    assert share.row.isHidden()
    share.choose.click()
    assert share.path.text() == str(district.share.resolve())
    assert share.state.text() == "● 连得上"
    assert "已加入共享文件夹" in window.shell.line.said_text

    (district.share / "inspector.db").write_bytes(b"")
    share.look.click()
    assert "像是数据库或密钥" in page.notice.text

    desk: Any = window.desk
    (chip,) = [c for c in share.automatic.findChildren(QPushButton) if c.text() == "定稿后自动上报"]
    assert chip.isChecked()
    chip.click()
    assert not desk.courier.is_automatic()

    district.share.rename(district.share.with_name("远处"))
    share.refresh()
    assert share.state.text().startswith("▲ ")


def test_a_folder_that_is_nobodys_is_refused_with_a_sentence(
    joined: Window, district: District, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ask, "folder", lambda *_: tmp_path)
    page = shown(joined, Place.SETTINGS)
    page.share.choose.click()
    assert "套在一起" in page.notice.text
    assert page.share.path.text() == str(district.share.resolve())


def test_the_office_makes_its_folder_among_the_settings(
    open_window: Callable[[Path], Window], district: District, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    office = district.office
    office.close()
    window = open_window(office.context.folder.root)
    other = tmp_path / "另一个"
    other.mkdir()
    monkeypatch.setattr(ask, "folder", lambda *_: other)
    page = shown(window, Place.SETTINGS)
    assert page.share.choose.text() == "另换一个…"
    page.share.choose.click()
    assert (other / "dudao-share.json").is_file()
    assert page.share.path.text() == str(other.resolve())
    assert page.share.row.isHidden()


def test_a_record_for_peers_goes_through_the_folder_and_is_taken_from_it_by_the_window(
    open_window: Callable[[Path], Window], joined: Window, district: District,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    desk: Any = joined.desk
    uid = written(desk, peers=["DX002"])
    joined.navigator.open(OpenVisit(uid=uid))
    page: Any = joined.shell.page
    monkeypatch.setattr(ask, "pick", lambda *_: 0)
    page.steps.hand_to_peers()
    assert "放入共享文件夹" in page.notice.text

    peer = district.laptops["DX002"]
    peer.share.join(district.share)
    peer.close()
    other = open_window(peer.context.folder.root)
    visits = shown(other, Place.VISITS)
    monkeypatch.setattr(ask, "pick", lambda *_: 1)
    visits.joint.click()
    assert visits.notice.text.startswith("已收取 ")
    visits.joint.click()
    assert visits.notice.text == "共享文件夹里没有新的同行记录。"


def test_a_share_that_hangs_holds_up_neither_a_save_nor_the_closing_of_the_window(
    qtbot: QtBot,
    dressed: QApplication,
    district: District,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laptop = district.laptops["DX001"]
    laptop.share.join(district.share)
    written(laptop)
    laptop.close()
    hangs, let_on, where = Event(), Event(), list[str]()

    def hang(*_args: object, **_named: object) -> None:
        where.append(current_thread().name)
        hangs.set()
        let_on.wait(timeout=60)
        raise OSError(5, "gone")

    monkeypatch.setattr(share_publish, "place", hang)
    window = Window(
        lambda folder: bootstrap.open_workbench(folder, clock=clock), laptop.context.folder.root
    )
    window.shell.show()
    window.open_data()
    qtbot.waitUntil(lambda: window.places is not None, timeout=10_000)
    of(window).walk()
    qtbot.waitUntil(hangs.is_set, timeout=10_000)
    assert where == ["share"]

    desk: Any = window.desk
    stored: list[object] = []
    window.jobs.write(window.shell, lambda: desk.notes.add("照常记下"), on_done=stored.append)
    qtbot.waitUntil(lambda: bool(stored), timeout=10_000)
    window.shell.close()
    window.close()
    let_on.set()
    let_go(window)
    with bootstrap.open_workbench(laptop.context.folder.root, clock=clock) as again:
        assert len(again.share.state().waiting) == 1


def test_answers_go_back_as_one_file_that_is_dropped_on_the_page(
    open_window: Callable[[Path], Window], district: District,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    laptop = district.laptops["DX002"]
    written(laptop)
    sent = laptop.bundles.make_news(inspector_id="DX002")
    laptop.bundles.copy(sent.digests)
    district.scan(*sent.files)
    district.office.close()
    office = open_window(district.office.context.folder.root)
    office.navigator.open(OpenReceiving())
    chat = tmp_path / "聊天"
    chat.mkdir()
    monkeypatch.setattr(ask, "folder", lambda *_: chat)
    receiving: Any = office.shell.page
    receiving.parcel.click()
    assert "已打成一个文件" in receiving.notice.text

    laptop.close()
    window = open_window(laptop.context.folder.root)
    page = shown(window, Place.HAND_OVER)
    assert page.outbox.rows[0]["state_label"] == "已复制，等回执"
    page.answers.click()
    assert "新的回执 1 份。" in page.notice.text
    assert page.outbox.rows[0]["state_label"] == "督导室已收"
