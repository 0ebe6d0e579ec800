"""Around the form of 登记: what belongs to one kind, 今日, search, 更多, large type."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app.domain.registers.kinds import KINDS
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs import summary as summary_dialog
from inspector_app.ui.navigator import GoTo, OpenSearch, Place
from inspector_app.ui.theme import dress
from tests.gui.conftest import SIZE, Hands
from tests.gui.registers import add, entries, page_of

PLACE_FOR_ALL = 400


def extras(page: Any) -> dict[str, Any]:
    found = [page._extras.itemAt(place).widget() for place in range(page._extras.count())]
    return {each.text(): each for each in found}


def test_what_belongs_to_one_kind_alone_is_offered_beside_it_alone(window: Window) -> None:
    desk: Any = window.desk
    page = page_of(window, "meeting")
    assert extras(page) == {}
    page.open_kind("appointment")
    assert list(extras(page)) == ["督学名册…"]
    uid = add(
        window, "appointment", inspector="DX001", level="区", tenure="兼职", document_no="3号",
        start="2025-01-01", end="2027-12-31", term=1,
    )  # fmt: skip
    desk.registers.file(uid)
    extras(page)["督学名册…"].click()
    assert type(window.shell.page).__name__ == "PreviewPage"


def test_the_hours_that_are_lacking_this_year_are_told_by_name(window: Window) -> None:
    page = page_of(window, "training")
    extras(page)["今年学时"].click()
    assert page.notice.text.startswith("2026年学时（按已定稿的培训）：督学01 差 40、督学02 差 40")


def test_a_case_is_begun_from_a_merit_that_is_picked(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def pick(_parent: object, _title: str, _text: str, answers: list[str]) -> int:
        offered.extend(answers)
        return 0

    monkeypatch.setattr(ask, "pick", pick)
    page = page_of(window, "case")
    extras(page)["从亮点写…"].click()
    (case,) = entries(window, "case")
    assert 0 < len(offered) <= 8
    assert case.values["background"]
    assert case.values["record"]
    assert page.record.entry.uid == case.uid
    extras(page)["汇编…"].click()
    assert "没有定稿的" in page.notice.text


def test_a_letter_is_read_from_a_text_and_its_report_is_previewed(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    text = tmp_path / "意见函.txt"
    text.write_text("9号\n2026年11月2日\n主要问题\n1.兼课不够。\n整改措施\n1.排课。\n", "utf-8")
    monkeypatch.setattr(ask, "open_file", lambda *_a: text)
    monkeypatch.setattr(ask, "pick", lambda *_a: 1)
    page = page_of(window, "opinion")
    assert list(extras(page)) == ["从文字…", "办理…"]
    extras(page)["办理…"].click()
    assert "没有定稿的" in page.notice.text
    extras(page)["从文字…"].click()
    (letter,) = entries(window, "opinion")
    assert page.record.entry.uid == letter.uid
    assert page.notice.text.startswith("读出亮点 0 条、问题 1 条、建议 0 条，存成草稿")
    rest = {"document_no": "示政督〔2026〕9号", "sender": "市督导室", "level": "市",
            "problems[0].unit": "人事科", "problems[0].person": "科长",
            "problems[0].due": "2026-12-31"}  # fmt: skip
    for name, value in rest.items():
        desk.register_edit.set_json(letter.uid, name, value)
    desk.registers.file(letter.uid)
    page.open_kind("opinion")
    extras(page)["办理…"].click()
    preview: Any = window.shell.page
    assert preview.title.text().startswith("整改报告")


def test_a_letter_puts_its_problems_into_the_ledger_and_tells_how_they_stand(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    monkeypatch.setattr(ask, "pick", lambda *_a: 0)
    page = page_of(window, "opinion")
    extras(page)["办理…"].click()
    assert "还没有意见函" in page.notice.text
    problem = {"text": "兼课不够。", "unit": "人事科", "person": "科长", "due": "2026-12-31",
               "measures": "排课｜目标 6人", "matter": "督政"}  # fmt: skip
    uid = add(window, "opinion", document_no="示政督〔2026〕9号", sender="市督导室", level="市",
              dated="2026-11-02", problems=[problem])  # fmt: skip
    page.open_entry(uid)
    extras(page)["办理…"].click()
    assert "不是已定稿的上级意见函" in page.notice.text
    desk.registers.file(uid)
    page.open_entry(uid)
    for said in ("新列入台账 1 个。", "早已在台账里、没有变化 1 个。"):
        extras(page)["办理…"].click()
        assert page.notice.text.startswith(said)
    number = page.record.entry.values["problems"][0]["issue_no"]
    assert f"问题 1　{number}　整改中　时限 2026-12-31" in page.notice.text


def test_a_file_is_put_in_written_out_and_left_out_again(
    window: Window, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "通知.pdf", tmp_path / "again.pdf"
    source.write_bytes(b"%PDF-1.7 " * 9)
    monkeypatch.setattr(ask, "open_files", lambda *_a: (source,))
    monkeypatch.setattr(ask, "save_file", lambda *_a: target)
    page = page_of(window, "policy")
    page.begin()
    hands.walk_to("附件：放入附件")
    hands.press(Qt.Key.Key_Space)
    (entry,) = entries(window, "policy")
    assert [file["name"] for file in entry.values["files"]] == ["通知.pdf"]
    field = page.sheet.form.input("files")
    field.opened.emit(entry.values["files"][0]["uuid"])
    assert target.read_bytes() == source.read_bytes()
    field.removed.emit(entry.values["files"][0]["uuid"])
    assert entries(window, "policy")[0].values["files"] == []
    page.undo()
    assert len(entries(window, "policy")[0].values["files"]) == 1


def test_what_a_meeting_decided_stands_on_today_until_it_is_done(window: Window) -> None:
    desk: Any = window.desk
    uid = add(
        window, "meeting",
        decisions=[
            {"matter": "完成食堂检查", "owner": "督学02", "due": "2026-11-20"},
            {"matter": "以后再说的事", "owner": "督学02", "due": "2027-01-20"},
        ],
    )  # fmt: skip
    window.navigator.open(GoTo(place=Place.TODAY))
    refreshed(window)
    lines = [each.text() for each in buttons(window)]
    assert "▲ 2026-11-20　会议决定：完成食堂检查（督学02）" in lines
    assert not [text for text in lines if "以后再说的事" in text]
    next(each for each in buttons(window) if "完成食堂检查" in each.text()).click()
    page: Any = window.shell.page
    assert page.record.entry.uid == uid
    desk.register_edit.set_json(uid, "decisions[0].done_on", "2026-11-21")
    window.navigator.open(GoTo(place=Place.TODAY))
    refreshed(window)
    assert not [each for each in buttons(window) if "完成食堂检查" in each.text()]


def refreshed(window: Window) -> None:
    """Let the page look at what was written behind the window's back."""
    page: Any = window.shell.page
    page.refresh()


def buttons(window: Window) -> list[Any]:
    from PySide6.QtWidgets import QPushButton

    page: Any = window.shell.page
    # What was put in just now is shown by an event, and what was taken out is hidden already.
    QApplication.sendPostedEvents()
    return [each for each in page.findChildren(QPushButton) if each.isVisibleTo(page)]


def test_a_search_leads_to_the_entry_that_holds_the_words(window: Window, hands: Hands) -> None:
    uid = add(window, "meeting", points="讨论了课后托管的收费标准公示牌。")
    window.navigator.open(OpenSearch(text="收费标准公示牌"))
    found: Any = window.shell.page
    assert [hit.kind for hit in found.model.rows] == ["register"]
    hands.enter()
    page: Any = window.shell.page
    assert page.record.entry.uid == uid


@pytest.mark.parametrize("scale", [100, 200])
def test_no_form_is_wider_than_the_window_at_any_size_of_text(
    open_window: Callable[[Path], Window], folder: Path, qapp: QApplication, scale: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    # A summary asks first of which period it is to be: of the one that is marked.
    monkeypatch.setattr(summary_dialog, "run", lambda _question: True)
    window = open_window(folder)
    dress(qapp, scale=scale)
    wrong = []
    try:
        for kind in KINDS:
            page = page_of(window, kind)
            page.begin()
            for rows in page.sheet.rows.values():
                rows.add_wanted.emit()
            QApplication.sendPostedEvents()
            view, shell = page.sheet.view, window.shell
            wanted = view.widget().minimumSizeHint().width()
            room = view.viewport().width()
            if shell.width() != SIZE[0] or wanted > room or room <= PLACE_FOR_ALL:
                wrong.append((kind, shell.width(), shell.minimumSizeHint().width(), wanted, room))
    finally:
        dress(qapp)
    assert wrong == []


def test_in_large_type_the_list_gives_way_to_the_form_and_comes_back(
    open_window: Callable[[Path], Window], folder: Path, qapp: QApplication, hands: Hands
) -> None:
    try:
        window = open_window(folder)
        dress(qapp, scale=200)
        page = page_of(window, "suggestion")
        page.resize(page.size())
        page.rooms.resize(page.rooms.width() - 1, page.rooms.height())
        assert page.list.isVisible()
        page.begin()
        assert not page.list.isVisible()
        hands.press(Qt.Key.Key_Escape)
        assert page.list.isVisible()
        assert not page.sheet.isVisible()
    finally:
        dress(qapp)


def test_the_page_of_more_leads_to_each_register_and_counts_what_is_in_it(
    window: Window, qtbot: QtBot
) -> None:
    add(window, "meeting")
    window.navigator.open(GoTo(place=Place.MORE))
    page: Any = window.shell.page
    assert list(page.lines) == list(KINDS)
    assert page.lines["meeting"].text() == "例会和交流会　定稿 0　草稿 1"
    assert page.lines["suggestion"].text() == "意见建议"
    page.lines["suggestion"].click()
    opened: Any = window.shell.page
    assert opened.list.kind == "suggestion"
