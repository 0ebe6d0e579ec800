"""投诉 in the window: taken at the telephone by keyboard, who complains shown only to who asks."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from inspector_app.domain.register_options import EntryState
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenEntry, Place
from tests.gui.conftest import Hands
from tests.gui.registers import add, entries, page_of
from tests.gui.test_registers_around import buttons, extras, refreshed

WHO = "反映人甲乙"
PHONE = "13900001234"
TAKEN = {
    "source": "来电", "received_on": "2026-11-20", "received_at": "15:30",
    "school": "2121000001", "account": "食堂饭菜不热。", "category": "食堂卫生",
    "accepted_on": "2026-11-20", "name": WHO, "phone": PHONE,
}  # fmt: skip
# What somebody presses while the telephone is still at the ear, beside the words themselves.
KEYS_OF_A_MINUTE = 20


def take_the_call(hands: Hands) -> None:
    """Begin a complaint and fill in what is heard, in the order of the form."""
    hands.press(Qt.Key.Key_N, ctrl=True, shift=True)
    assert hands.place == "来源"
    hands.choose("1")
    for place, text in (("来件日期", ""), ("来件时间", "1530"), ("反映学校", "第3小学")):
        hands.enter()
        assert hands.place == place
        hands.write(text)
    hands.press(Qt.Key.Key_Down)
    hands.enter()
    assert hands.place == "反映情况"
    hands.write("食堂饭菜不热。")
    hands.press(Qt.Key.Key_Tab)
    for place, text in (("反映人姓名", WHO), ("联系电话", PHONE)):
        assert hands.place == place
        hands.write(text)
        hands.enter()


def test_a_complaint_is_taken_in_six_fields_by_keyboard_alone(
    window: Window, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_of(window, "complaint")
    take_the_call(hands)
    assert hands.keys <= KEYS_OF_A_MINUTE
    (taken,) = entries(window, "complaint")
    values = taken.values
    assert (values["source"], values["received_at"]) == ("call", "15:30")
    assert (values["account"], values["confidential"]) == ("食堂饭菜不热。", True)
    assert values["school"]
    desk: Any = window.desk
    assert desk.sealed_parts.reveal(taken.uid) == {"name": WHO, "phone": PHONE}
    hands.press(Qt.Key.Key_F9)
    page: Any = window.shell.page
    assert "还有 1 处没有填好，没有定稿" in page.notice.text
    assert hands.place == "类别"
    hands.choose("7")
    monkeypatch.setattr(ask, "confirm", lambda *_a, **_n: True)
    hands.press(Qt.Key.Key_F9)
    assert entries(window, "complaint")[0].state is EntryState.FILED
    assert page.head._state.text() == "受理"


def test_who_complains_is_shown_only_after_a_look_that_is_noted_and_hidden_again(
    window: Window, hands: Hands
) -> None:
    desk: Any = window.desk
    uid = add(window, "complaint", **TAKEN)
    desk.registers.file(uid)
    window.navigator.open(OpenEntry(uid=uid))
    page: Any = window.shell.page
    panel = page.sheet.sealed
    assert panel.told.text() == "已登记：反映人姓名、联系电话"
    assert not panel.form.input("name").isVisible()
    assert panel.form.input("name").text() == ""
    panel.look.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert hands.place == "反映人姓名"
    assert panel.form.input("phone").text() == PHONE
    assert desk.sealed_parts.log(uid)[-1].act == "查看"
    hands.write("（本人）")
    hands.enter()
    assert desk.sealed_parts.reveal(uid)["name"].endswith("（本人）")
    window.navigator.open(GoTo(place=Place.TODAY))
    window.navigator.open(OpenEntry(uid=uid))
    assert not panel.form.input("name").isVisible()
    assert panel.form.input("phone").text() == ""


def test_today_says_what_is_due_and_never_of_whom_or_what(window: Window) -> None:
    desk: Any = window.desk
    uid = add(window, "complaint", **{**TAKEN, "received_on": "2026-11-10"})
    desk.registers.file(uid)
    window.navigator.open(GoTo(place=Place.TODAY))
    refreshed(window)
    lines = [each.text() for each in buttons(window)]
    assert "· 2026-11-25　投诉（食堂卫生）应书面告知是否受理" in lines
    assert not [text for text in lines if WHO in text or "饭菜" in text]


def test_a_paper_shows_who_complains_only_where_that_was_picked(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    uid = add(window, "complaint", **TAKEN)
    picked = iter((4, 5))
    monkeypatch.setattr(ask, "pick", lambda *_a: next(picked))
    for shown in (False, True):
        window.navigator.open(OpenEntry(uid=uid))
        extras(window.shell.page)["单子…"].click()
        preview: Any = window.shell.page
        assert type(preview).__name__ == "PreviewPage"
        noted = [look.act for look in desk.sealed_parts.log(uid)]
        assert ("打印投诉批阅单" in noted) is shown


def test_a_repeated_complaint_is_joined_and_one_is_sealed_for_the_office(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    first, again = (add(window, "complaint", **TAKEN) for _ in range(2))
    for uid in (first, again):
        desk.registers.file(uid)
    # 重复的并入首次投诉, the first one; then 转督导室.
    picked = iter((0, 0, 1))
    monkeypatch.setattr(ask, "pick", lambda *_a: next(picked))
    window.navigator.open(OpenEntry(uid=again))
    page: Any = window.shell.page
    extras(page)["办理…"].click()
    assert page.record.entry.values["repeat_of"] == desk.registers.record(first).entry.number
    monkeypatch.setattr(ask, "save_file", lambda *_a: tmp_path / "one.sealed")
    extras(page)["办理…"].click()
    assert "还没有登记督导室的密钥" in page.notice.text
    assert not (tmp_path / "one.sealed").exists()


def test_a_text_that_says_who_complains_is_to_be_changed_and_not_called_empty(
    window: Window,
) -> None:
    uid = add(window, "complaint", **{**TAKEN, "account": f"{WHO}说食堂饭菜不热。"})
    window.navigator.open(OpenEntry(uid=uid))
    page: Any = window.shell.page
    row = page.sheet.form.rows["account"]
    assert row.mark == "要改"
    assert "写着反映人的信息" in row._mark.toolTip()
    window.desk.register_edit.set_json(uid, "account", "")
    page.refresh()
    assert row.mark == "未填"
    window.desk.register_edit.set_json(uid, "account", "食堂饭菜不热。")
    page.refresh()
    assert row.mark == ""
