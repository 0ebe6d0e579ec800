"""登记 in the window: written, filed, found and printed with nothing but the keyboard."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import OpenEntry
from tests.gui.conftest import Hands
from tests.gui.registers import add, entries, page_of

PLACE_FOR_ALL = 400


@pytest.fixture
def yes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Say yes to every question, with a reason where one is asked for; list the questions."""
    asked: list[str] = []

    def confirm(_parent: object, title: str, text: str, **_named: object) -> bool:
        asked.append(f"{title}{text}")
        return True

    def reason(_parent: object, title: str, *_rest: object, **_named: object) -> str:
        asked.append(title)
        return "核对后更改"

    monkeypatch.setattr(ask, "confirm", confirm)
    monkeypatch.setattr(ask, "reason", reason)
    return asked


def write_a_meeting(hands: Hands) -> None:
    """Fill in everything but the topics, in the order of the form."""
    assert hands.place == "会议种类"
    hands.choose("1")
    for place, text in (
        ("日期", ""), ("开始时间", ""), ("地点", "教育局三楼会议室"), ("主持", "督学01"),
        ("关联专项", ""), ("应到", "12"), ("实到", "10"), ("缺席", "2"),
    ):  # fmt: skip
        hands.enter()
        assert hands.place == place
        hands.write(text)


def test_a_meeting_is_written_and_filed_by_keyboard_alone(
    window: Window, hands: Hands, yes: list[str]
) -> None:
    hands.press(Qt.Key.Key_9, alt=True)
    hands.walk_to("例会和交流会")
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_N, ctrl=True, shift=True)
    write_a_meeting(hands)
    hands.press(Qt.Key.Key_F8)
    assert hands.place == "＋ 添加议题"
    hands.press(Qt.Key.Key_Space)
    assert hands.place == "议题1：议题"
    hands.write("食堂检查的分工")
    hands.press(Qt.Key.Key_F9)
    (meeting,) = entries(window, "meeting")
    assert (meeting.state, meeting.values["place"]) == (EntryState.FILED, "教育局三楼会议室")
    assert (meeting.values["expected"], meeting.values["absent"]) == (12, 2)
    assert [row["topic"] for row in meeting.values["topics"]] == ["食堂检查的分工"]
    page: Any = window.shell.page
    assert "这一条定稿吗？" in yes[0]
    assert "已定稿" in page.notice.text


def test_what_is_missing_is_marked_and_refused_and_walked_through(
    window: Window, hands: Hands
) -> None:
    page = page_of(window, "suggestion")
    page.begin()
    marks = {name for name, row in page.sheet.form.rows.items() if row.mark == "未填"}
    assert marks == {"made_to", "content", "basis"}
    hands.press(Qt.Key.Key_F9)
    assert "还有 3 处没有填好，没有定稿" in page.notice.text
    assert hands.place == "对象"
    hands.press(Qt.Key.Key_F8)
    assert hands.place == "内容"
    hands.write("建议增设照明。")
    hands.press(Qt.Key.Key_F8)
    assert hands.place == "依据"
    hands.press(Qt.Key.Key_F8)
    assert hands.place == "对象"
    (entry,) = entries(window, "suggestion")
    assert (entry.state, entry.values["content"]) == (EntryState.DRAFT, "建议增设照明。")


def test_every_change_is_saved_at_once_and_taken_back_from_the_history(
    window: Window, hands: Hands
) -> None:
    page = page_of(window, "suggestion")
    page.begin()
    page.sheet.form.input("content").setFocus()
    hands.write("第一句。")
    hands.press(Qt.Key.Key_Tab)
    assert "已保存 16:00:00" in window.shell.line.saved_text
    hands.press(Qt.Key.Key_Z, ctrl=True)
    assert entries(window, "suggestion")[0].values["content"] == ""
    assert (hands.place, window.shell.line.said_text) == ("内容", "已撤销：内容")
    hands.press(Qt.Key.Key_Y, ctrl=True)
    assert page.sheet.form.input("content").toPlainText() == "第一句。"
    hands.press(Qt.Key.Key_Y, ctrl=True)
    assert window.shell.line.said_text == "没有可以重做的改动。"


def test_rows_are_added_moved_and_removed_and_come_back(window: Window, hands: Hands) -> None:
    uid = add(window, "meeting", topics=[{"topic": "一"}, {"topic": "二"}])
    window.navigator.open(OpenEntry(uid=uid))
    page: Any = window.shell.page
    rows = page.sheet.rows["topics"]

    def topics() -> list[str]:
        return [row["topic"] for row in entries(window, "meeting")[0].values["topics"]]

    rows.moved.emit(list(rows.cards)[1], 0)
    page.refresh()
    assert topics() == ["二", "一"]
    rows.removed.emit(next(iter(rows.cards)))
    page.refresh()
    assert topics() == ["一"]
    page.undo()
    assert topics() == ["二", "一"]
    assert len(rows.cards) == 2


def test_what_happens_afterwards_is_told_in_a_filed_entry_and_nothing_else(
    window: Window, hands: Hands
) -> None:
    desk: Any = window.desk
    uid = add(window, "suggestion", made_to="政府", content="增设照明。", basis="检查")
    desk.registers.file(uid)
    window.navigator.open(OpenEntry(uid=uid))
    page: Any = window.shell.page
    form = page.sheet.form
    assert form.input("content").isReadOnly()
    form.input("answer").setFocus()
    hands.choose("2")
    assert entries(window, "suggestion")[0].values["answer"] == "adopted"
    page.refresh()
    assert "有了采纳情况，还没有答复日期" in page.hints.text()
    assert page.head.next_gap.isHidden()
    hands.press(Qt.Key.Key_Z, ctrl=True)
    assert entries(window, "suggestion")[0].values["answer"] == "pending"


def test_a_filed_entry_is_corrected_given_up_and_made_void_with_reasons(
    window: Window, hands: Hands, yes: list[str]
) -> None:
    desk: Any = window.desk
    uid = add(window, "suggestion", made_to="政府", content="增设照明。", basis="检查")
    desk.registers.file(uid)
    window.navigator.open(OpenEntry(uid=uid))
    page: Any = window.shell.page
    page.head.correct.click()
    assert not page.sheet.form.input("content").isReadOnly()
    page.sheet.form.input("receiver").setFocus()
    hands.write("区政府办")
    hands.enter()
    page.head.abandon.click()
    assert page.sheet.form.input("receiver").text() == ""
    page.head.void.click()
    (entry,) = entries(window, "suggestion")
    assert (entry.state, entry.reason) == (EntryState.VOIDED, "核对后更改")
    assert not page.head.void.isVisible()


def test_a_draft_goes_to_the_recycle_bin_and_is_restored_or_removed_for_good(
    window: Window, yes: list[str]
) -> None:
    page = page_of(window, "suggestion")
    for _ in range(2):
        page.begin()
    page.head.discard.click()
    assert len(entries(window, "suggestion")) == 1
    page.list.removed.setChecked(True)
    assert page.head.restore.isVisible()
    page.head.restore.click()
    assert len(entries(window, "suggestion")) == 2
    assert "回收站是空的" in page._empty.text()
    page.list.removed.setChecked(False)
    page.head.discard.click()
    page.list.removed.setChecked(True)
    page.head.purge.click()
    assert "彻底删除这一条吗？" in yes[-1]
    assert entries(window, "suggestion", removed=True) == []


def test_the_arrows_walk_the_list_and_enter_goes_into_the_entry(
    window: Window, hands: Hands
) -> None:
    for day in (3, 2, 1):
        add(window, "suggestion", made_on=f"2026-11-0{day}", content=f"第{day}条")
    page = page_of(window, "suggestion")
    page.list.table.setFocus()
    hands.press(Qt.Key.Key_Down)
    assert page.record.entry.values["content"] == "第2条"
    hands.press(Qt.Key.Key_Down)
    assert page.sheet.form.input("content").toPlainText() == "第1条"
    hands.enter()
    assert hands.place == "提出日期"


def test_the_filter_narrows_the_list_and_what_is_not_found_is_said(
    window: Window, hands: Hands
) -> None:
    for text in ("增设照明", "修补围墙"):
        add(window, "suggestion", content=text)
    page = page_of(window, "suggestion")
    page.list.filter.setFocus()
    hands.write("围墙")
    hands.enter()
    assert [line.title for line in page.list.model.rows] == ["修补围墙"]
    hands.walk_to("筛选")
    page.list.filter.setText("没有的词")
    hands.enter()
    assert "没有找到" in page._empty.text()
    assert not page.listing.isEnabled()


def test_another_kind_is_picked_by_keyboard_and_an_empty_one_says_what_it_is_for(
    window: Window, hands: Hands
) -> None:
    page = page_of(window, "meeting")
    page.list.kinds.setFocus()
    hands.press(Qt.Key.Key_Down)
    assert isinstance(page.list.kinds, QComboBox)
    after_meetings = list(KINDS)[list(KINDS).index("meeting") + 1]
    assert page.sheet.kind.id == page.list.kind == after_meetings
    assert KINDS[page.list.kind].purpose in page._empty.text()
    assert "Ctrl+Shift+N" in page._empty.text()


def test_a_school_that_was_chosen_can_be_left_out_again(window: Window, hands: Hands) -> None:
    page = page_of(window, "suggestion")
    page.begin()
    page.sheet.form.input("school").setFocus()
    hands.write("第3小学")
    hands.press(Qt.Key.Key_Down)
    hands.enter()
    assert entries(window, "suggestion")[0].values["school"]
    page.sheet.form.input("school").setFocus()
    hands.press(Qt.Key.Key_Delete)
    hands.enter()
    assert entries(window, "suggestion")[0].values["school"] == ""
    assert hands.place == "关联专项"


def test_what_cannot_be_read_is_said_and_changes_nothing(window: Window, hands: Hands) -> None:
    page = page_of(window, "suggestion")
    page.begin()
    page.sheet.form.input("made_on").setFocus()
    page.sheet.form.input("made_on").line.setText("昨天的昨天")
    hands.enter()
    assert "不是日期，没有保存" in page.notice.text
    assert entries(window, "suggestion")[0].values["made_on"] == "2026-11-22"


def test_an_entry_and_the_list_are_previewed_and_exported(
    window: Window, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = add(window, "meeting", place="会议室")
    window.navigator.open(OpenEntry(uid=uid))
    page: Any = window.shell.page
    hands.press(Qt.Key.Key_P, ctrl=True)
    preview: Any = window.shell.page
    assert type(preview).__name__ == "PreviewPage"
    hands.press(Qt.Key.Key_Escape)
    assert window.shell.page is page
    page.listing.click()
    assert type(window.shell.page).__name__ == "PreviewPage"
    hands.press(Qt.Key.Key_Escape)
    target = tmp_path / "list.xlsx"
    monkeypatch.setattr(ask, "save_file", lambda *_a: target)
    page.export.click()
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert "会议室" in [cell.value for cell in sheet[3]]
    assert str(target) in page.notice.text


def test_what_can_be_taken_back_is_offered_and_nothing_else(window: Window, hands: Hands) -> None:
    desk: Any = window.desk
    uid = add(window, "suggestion", made_to="政府", content="增设照明。", basis="检查")
    desk.registers.file(uid)
    window.navigator.open(OpenEntry(uid=uid))
    page: Any = window.shell.page
    offered = lambda: (page.head.undo.isEnabled(), page.head.redo.isEnabled())  # noqa: E731
    assert offered() == (False, False)
    page.sheet.form.input("answer_note").setFocus()
    hands.write("已列入明年计划。")
    hands.press(Qt.Key.Key_Tab)
    assert offered() == (True, False)
    hands.press(Qt.Key.Key_Z, ctrl=True)
    assert offered() == (False, True)
