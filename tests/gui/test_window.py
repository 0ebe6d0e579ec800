"""The window as a whole: names, sizes, keys, and a record that is written in it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication, QImage, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.domain.visit_options import Session, VisitStatus
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.note_home import NoteHome
from inspector_app.ui.navigator import (
    GoTo,
    OpenCalendar,
    OpenImport,
    OpenSchool,
    OpenVisit,
    Place,
    Request,
    ShowShortcuts,
)
from inspector_app.ui.pages.basket import GroupBox
from inspector_app.ui.pages.visit.page import VisitPage
from inspector_app.ui.shell import Shell
from inspector_app.ui.widgets.chips import ChoiceChips
from inspector_app.ui.widgets.fields import LongText
from tests.gui.conftest import SIZE, Hands
from tests.shortcut_page import one_name, told

INPUTS = (
    QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton, QAbstractItemView, ChoiceChips,
)  # fmt: skip


@pytest.fixture
def draft(window: Window) -> str:
    """A draft on the screen, with a lesson and an issue, at a school with issues from before."""
    desk: Any = window.desk
    code = max(desk.schools.board(), key=lambda status: status.open_issues).school.code
    uid: str = desk.visit_edit.new(school_code=code).uid
    desk.visit_edit.add_lesson(uid, class_name="3年2班")
    desk.visit_edit.add_issue(uid, description="消防通道堆放杂物。")
    window.navigator.open(OpenVisit(uid=uid))
    QApplication.sendPostedEvents()
    return uid


def requests(uid: str) -> Iterator[Request]:
    yield from (GoTo(place=place) for place in Place)
    yield OpenVisit(uid=uid)
    yield OpenSchool(code="2121000001")
    yield OpenImport()
    yield OpenCalendar()
    yield ShowShortcuts()


def test_every_input_of_every_page_has_a_name_for_a_screen_reader(
    window: Window, draft: str
) -> None:
    nameless = set()
    for request in requests(draft):
        window.navigator.open(request)
        for each in window.shell.findChildren(QWidget):
            if isinstance(each, INPUTS) and _is_ours(each):
                spoken = QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
                if not spoken.strip():
                    nameless.add(
                        f"{request}: {type(each).__name__} in {type(each.parent()).__name__}"
                    )
    assert nameless == set()


def _is_ours(widget: QWidget) -> bool:
    """Say whether a person can come to it; what is hidden now has no word to say yet."""
    lies_in = widget.window()
    own = not widget.objectName().startswith("qt_") and lies_in.inherits("QMainWindow")
    return own and not widget.isHidden() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def test_no_page_needs_more_room_than_a_small_laptop_has(window: Window, draft: str) -> None:
    wide = {}
    for request in requests(draft):
        window.navigator.open(request)
        QApplication.sendPostedEvents()
        size = window.shell.size()
        if (size.width(), size.height()) != SIZE:
            wide[str(request)] = (size.width(), size.height())
    assert wide == {}


def test_nothing_of_the_record_page_lies_beyond_its_right_edge(window: Window, draft: str) -> None:
    page: Any = window.shell.page
    page.sheet.lessons.open_place(0)
    page.sheet.issues.open_place(0)
    QApplication.sendPostedEvents()
    inner = page.sheet.view.widget()
    assert inner.width() <= page.sheet.view.viewport().width()
    for name, row in page.sheet.form.rows.items():
        assert row.mapTo(inner, row.rect().topRight()).x() < inner.width(), name


def test_every_function_key_has_a_button_and_a_ctrl_twin(window: Window, draft: str) -> None:
    keys: dict[str, set[str]] = {}
    for shortcut in window.shell.findChildren(QShortcut):
        owner = shortcut.parent()
        keys.setdefault(type(owner).__name__, set()).add(shortcut.key().toString())
    buttons = [f"{each.text()} {each.toolTip()}" for each in window.shell.findChildren(QPushButton)]
    functions = {key for own in keys.values() for key in own if key.startswith("F")}
    assert functions == {"F1", "F3", "F7", "F8", "F9"}
    for key in functions:
        (button,) = [text for text in buttons if key in text.split()]
        assert "Ctrl+" in button, key


def test_every_key_that_the_window_listens_to_stands_on_the_page_of_keys(
    window: Window, draft: str
) -> None:
    page = told()
    known = set().union(*(page[part] for part in ("到处可用", "写文字时", "写记录时")))
    heard = {
        one_name(shortcut.key().toString())
        for shortcut in window.shell.findChildren(QShortcut)
        if isinstance(shortcut.parent(), Shell | VisitPage)
    }
    assert len(heard) > 30
    assert heard - known == set()


def test_a_new_value_is_stored_before_saved_is_shown(
    window: Window, draft: str, hands: Hands
) -> None:
    desk: Any = window.desk
    hands.walk_to("时段")
    hands.choose("2")
    assert window.shell.line.saved_text == "✓ 已保存 16:00:00"
    assert desk.visits.get(draft).session is Session.AFTERNOON


def test_a_prefilled_value_says_so_until_it_is_looked_at(
    window: Window, draft: str, hands: Hands
) -> None:
    page: Any = window.shell.page
    assert page.sheet.form.rows["type"].mark == "预填"
    hands.walk_to("督导类型")
    hands.press(Qt.Key.Key_Tab)
    page.refresh()
    assert page.sheet.form.rows["type"].mark == ""
    assert page.sheet.form.rows["announcement"].mark == "预填"


def test_ctrl_z_takes_back_what_was_changed_last_and_goes_there(
    window: Window, draft: str, hands: Hands
) -> None:
    desk: Any = window.desk
    hands.walk_to("时段")
    hands.choose("1")
    hands.walk_to("其他参加人员")
    hands.write("安全科")
    hands.press(Qt.Key.Key_Z, ctrl=True)
    assert hands.place == "其他参加人员"
    hands.press(Qt.Key.Key_Z, ctrl=True)
    assert (desk.visits.get(draft).others, desk.visits.get(draft).session) == ("", None)
    hands.press(Qt.Key.Key_Y, ctrl=True)
    assert desk.visits.get(draft).session is Session.MORNING


def test_f8_walks_down_the_page_through_all_that_is_missing(
    window: Window, draft: str, hands: Hands
) -> None:
    desk: Any = window.desk
    page: Any = window.shell.page
    missing = {gap.what for gap in desk.visits.gaps(draft)}
    seen, heights = [], []
    for _ in missing:
        hands.press(Qt.Key.Key_F8)
        seen.append(window.shell.line.said_text.split("；")[0])
        heights.append(hands.at.mapTo(page.sheet.view.widget(), hands.at.rect().topLeft()).y())
    assert set(seen) == missing
    assert heights == sorted(heights)


def test_a_record_with_gaps_is_not_filed_and_says_what_is_missing(
    window: Window, draft: str, hands: Hands
) -> None:
    desk: Any = window.desk
    page: Any = window.shell.page
    hands.press(Qt.Key.Key_F9)
    assert "没有定稿" in page.notice.text
    assert desk.visits.get(draft).status is VisitStatus.DRAFT


def test_issues_from_before_stand_beside_the_record_and_are_taken_over_by_choice_only(
    window: Window, draft: str
) -> None:
    desk: Any = window.desk
    page: Any = window.shell.page
    take = [b for b in page.before.findChildren(QPushButton) if b.text() == "沿用到本次"]
    assert take
    assert len(desk.visits.get(draft).issues) == 1
    take[0].click()
    assert len(desk.visits.get(draft).issues) == 2


def test_what_the_disk_refused_stays_on_the_page_and_is_saved_again(
    window: Window, draft: str, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    page: Any = window.shell.page
    real = desk.visit_edit.set_field

    def full(*_given: object, **_named: object) -> None:
        raise EnvironmentProblem("磁盘已满，没有保存；请腾出空间。")

    with monkeypatch.context() as patch:
        patch.setattr(desk.visit_edit, "set_field", full)
        hands.walk_to("督导过程", most=80)
        hands.write("查看食堂后厨。")
        hands.press(Qt.Key.Key_Tab)
        assert "磁盘已满" in window.shell.line.saved_text
        page.refresh()
        text = page.sheet.form.input("narrative")
        assert isinstance(text, LongText)
        assert text.toPlainText() == "查看食堂后厨。"
    assert desk.visit_edit.set_field == real
    page.saver.try_again()
    assert desk.visits.get(draft).narrative == "查看食堂后厨。"
    assert window.shell.line.saved_text.startswith("✓")


def test_a_filed_record_can_be_read_but_not_written_in(window: Window, hands: Hands) -> None:
    desk: Any = window.desk
    filed = desk.visits.list(statuses=frozenset({VisitStatus.FILED}))[0]
    window.navigator.open(OpenVisit(uid=filed.uid))
    page: Any = window.shell.page
    before = desk.visits.get(filed.uid)
    page.sheet.form.input("session").setFocus()
    hands.choose("3")
    QTest.keyClicks(page.sheet.form.input("narrative"), "x")
    page.leave()
    assert desk.visits.get(filed.uid) == before
    assert not page.head.file.isVisible()
    assert page.head.correct.isVisible()


def test_a_correction_needs_a_reason_and_opens_the_next_revision(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    filed = desk.visits.list(statuses=frozenset({VisitStatus.FILED}))[0]
    window.navigator.open(OpenVisit(uid=filed.uid))
    page: Any = window.shell.page
    monkeypatch.setattr(ask, "reason", lambda *_a, **_n: None)
    page.head.correct.click()
    assert desk.visits.get(filed.uid).revision == 1
    monkeypatch.setattr(ask, "reason", lambda *_a, **_n: "人数写错")
    page.head.correct.click()
    corrected = desk.visits.get(filed.uid)
    assert (corrected.revision, corrected.status) == (2, VisitStatus.DRAFT)
    assert corrected.reason == "人数写错"


def test_a_discarded_draft_comes_back_from_the_recycle_bin(window: Window, draft: str) -> None:
    desk: Any = window.desk
    page: Any = window.shell.page
    page.head.discard.click()
    assert draft in {v.uid for v in desk.visits.recycle_bin()}
    desk.visits.restore(draft)
    assert desk.visits.get(draft).issues[0].description == "消防通道堆放杂物。"


def test_pictures_are_pasted_as_files_and_as_bitmaps(
    window: Window, draft: str, tmp_path: Path
) -> None:
    desk: Any = window.desk
    page: Any = window.shell.page
    picture = QImage(320, 240, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(picture)
    page.sheet.photos.strip.paste_now()
    path = tmp_path / "校门.png"
    picture.fill(Qt.GlobalColor.darkYellow)
    picture.save(str(path))
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    clipboard.setMimeData(files)
    page.sheet.photos.strip.paste_now()
    clipboard.clear()
    assert [p.file_name for p in desk.visits.record(draft).photos] == ["粘贴的图片.png", "校门.png"]


def test_search_finds_a_word_of_two_characters(window: Window, draft: str, hands: Hands) -> None:
    page_before = window.shell.page
    hands.press(Qt.Key.Key_F, ctrl=True)
    hands.write("杂物")
    hands.enter()
    page: Any = window.shell.page
    assert page is not page_before
    assert draft in {row.uid for row in page.model.rows}


def test_a_note_is_jotted_down_from_anywhere(
    window: Window, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk

    def write_and_keep(dialog: Any) -> bool:
        text = dialog.findChild(QPlainTextEdit)
        text.setPlainText("后门门禁坏了")
        return True

    monkeypatch.setattr("inspector_app.ui.dialogs.note.run", write_and_keep)
    hands.press(Qt.Key.Key_J, ctrl=True)
    assert [note.text for note in desk.notes.unassigned()] == ["后门门禁坏了"]


def test_the_rail_is_walked_by_alt_and_a_digit(window: Window, hands: Hands) -> None:
    shown = []
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_5, Qt.Key.Key_0, Qt.Key.Key_1):
        hands.press(key, alt=True)
        shown.append(type(window.shell.page).__name__)
    assert shown == ["SchoolsPage", "PlanPage", "LedgerPageView", "SettingsPage", "TodayView"]


def test_a_data_folder_in_use_is_told_and_nothing_else_can_be_pressed(
    window: Window, filled: Path, open_window: Callable[[Path], Window]
) -> None:
    second = open_window(filled)
    assert second.desk is None
    assert not second.shell.rail.isEnabled()
    assert any("正由另一个窗口" in w.text() for w in _labels(second.shell))


def _labels(window: QWidget) -> list[Any]:
    from PySide6.QtWidgets import QLabel

    return window.findChildren(QLabel)


def test_a_day_of_the_calendar_is_the_day_that_is_saved(window: Window, draft: str) -> None:
    desk: Any = window.desk
    page: Any = window.shell.page
    field = page.sheet.form.input("visited_on")
    field.line.setText("11.18")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert desk.visits.get(draft).visited_on == date(2026, 11, 18)


def test_a_photo_of_the_paper_stands_in_for_the_teaching_process(
    window: Window, draft: str, tmp_path: Path
) -> None:
    desk: Any = window.desk
    page: Any = window.shell.page
    lesson = desk.visits.get(draft).lessons[0].uid
    path = tmp_path / "听课本.png"
    picture = QImage(320, 240, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.gray)
    picture.save(str(path))
    page.sheet.lessons.open_place(0)
    assert "lessons[0].process" in [gap.where for gap in desk.visits.gaps(draft)]
    page.sheet.lessons.cards[lesson].body.panel.take([(path.name, path)])
    assert "lessons[0].process" not in [gap.where for gap in desk.visits.gaps(draft)]
    page.refresh()
    assert len(page.sheet.lessons.cards[lesson].body.panel.strip.uids) == 1
    assert page.sheet.photos.strip.uids == ()


def test_pictures_of_an_issue_are_said_to_show_before_and_after(
    window: Window, draft: str, tmp_path: Path
) -> None:
    desk: Any = window.desk
    page: Any = window.shell.page
    issue = desk.visits.get(draft).issues[0].uid
    desk.visit_edit.set_issue(issue, "fixed_on_the_spot", value=True)
    page.refresh()
    page.sheet.issues.open_place(0)
    panel = page.sheet.issues.cards[issue].body.panel
    for colour, name in ((Qt.GlobalColor.gray, "上锁.png"), (Qt.GlobalColor.green, "打开.png")):
        picture = QImage(320, 240, QImage.Format.Format_RGB32)
        picture.fill(colour)
        picture.save(str(tmp_path / name))
        panel.take([(name, tmp_path / name)])
    page.refresh()
    assert "issues[0].witness" in [gap.where for gap in desk.visits.gaps(draft)]
    before, after = (panel.strip.tile(uid) for uid in panel.strip.uids)
    QTest.keyClicks(before.role, "1")
    QTest.keyClicks(after.role, "2")
    assert "issues[0].witness" not in [gap.where for gap in desk.visits.gaps(draft)]
    page.refresh()
    assert [panel.strip.tile(uid) for uid in panel.strip.uids] == [before, after]
    assert after.role.value() is PhotoRole.AFTER
    QTest.keyClicks(after.role, "2")
    assert [photo.role for photo in desk.photos.of(PhotoOwner.ISSUE, issue)] == [
        PhotoRole.BEFORE, PhotoRole.SITE,
    ]  # fmt: skip


def test_pictures_of_the_basket_are_sent_to_a_record_a_problem_or_a_lesson(
    window: Window, draft: str, tmp_path: Path
) -> None:
    desk: Any = window.desk
    issue = desk.visits.get(draft).issues[0].uid
    for colour in (Qt.GlobalColor.gray, Qt.GlobalColor.green):
        picture = QImage(320, 240, QImage.Format.Format_RGB32)
        picture.fill(colour)
        picture.save(str(tmp_path / "IMG_20261120_101500.png"))
        window.navigator.open(GoTo(place=Place.BASKET))
        page: Any = window.shell.page
        page.panel.take([("IMG_20261120_101500.png", tmp_path / "IMG_20261120_101500.png")])
        (group,) = page.findChildren(GroupBox)
        name = desk.visits.get(draft).school.name
        QTest.keyClicks(group.visit, "x")
        values = [choice.value for choice in group.homes(name)]
        assert values[:2] == [f"visit {draft}", f"issue {issue}"]
        group.visit.picked.emit(values[1 if colour is Qt.GlobalColor.gray else 0])
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    owners = {photo.owner.value for photo in desk.visits.record(draft).photos}
    assert owners == {"issue", "visit"}
    assert desk.photos.basket() == ()


def test_a_note_is_sent_home_to_a_record(
    window: Window, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    desk.notes.add("后门门禁坏了")
    window.navigator.open(GoTo(place=Place.TODAY))
    window.shell.page.refresh()
    home = NoteHome(visit_uid=draft)
    monkeypatch.setattr("inspector_app.ui.dialogs.note_home.ask_home", lambda *_a, **_n: home)
    (line,) = [
        b for b in window.shell.page.findChildren(QPushButton) if b.text().startswith("随手记：")
    ]
    line.click()
    assert desk.notes.unassigned() == ()
    assert [note.text for note in desk.notes.of_visit(draft)] == ["后门门禁坏了"]
