"""表单 in the window: filled by keyboard alone, saved at once, undone, walked, moved on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenForms, OpenPublishedForms, OpenVisit, Place
from inspector_app.ui.theme import dress
from tests.form_packages import BODY, package, xform
from tests.gui.conftest import SIZE, Hands


@pytest.fixture
def uid(window: Window, tmp_path: Path) -> str:
    """An empty draft, and the small form published."""
    desk: Any = window.desk
    desk.form_versions.publish(package(tmp_path, xform()))
    return str(desk.visit_edit.new(school_code=desk.schools.board()[0].school.code).uid)


def opened(window: Window, uid: str, form: str = "demo") -> Any:
    desk: Any = window.desk
    desk.forms.begin(uid, form)
    window.navigator.open(OpenForms(uid=uid))
    return window.shell.page


def answers(window: Window, uid: str) -> dict[str, Any]:
    desk: Any = window.desk
    return dict(desk.forms.of_record(uid).records[0].answers)


def named(page: Any, name: str) -> QWidget:
    found = page.book.stack.currentWidget().findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    return found


def settle(page: Any) -> None:
    """Let what was written be read again and counted, as it is a moment after the typing."""
    page.refresh()
    page._count_open()


def test_a_section_is_filled_by_tab_digits_and_letters_and_each_answer_is_saved(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    desk: Any = window.desk
    school = desk.context.stores.schools.all()[0]
    assert named(page, "school").hasFocus()
    hands.write(school.name[-6:])
    hands.press(Qt.Key.Key_Return)
    assert answers(window, uid)["school"] == school.code
    named(page, "stage").setFocus()
    hands.choose("2")
    hands.press(Qt.Key.Key_Return)
    hands.choose("12")
    hands.press(Qt.Key.Key_Return)
    assert named(page, "pupils").hasFocus()
    hands.write("90")
    hands.press(Qt.Key.Key_Return)
    hands.write("2")
    hands.press(Qt.Key.Key_Return)
    found = answers(window, uid)
    assert (found["stage"], found["ways"]) == ("j", "meals docs")
    assert (found["pupils"], found["classes"], found["per"]) == ("90", "2", "45")
    per: Any = named(page, "cell per")
    assert per.texts.told == "45"


def test_a_section_appears_with_its_condition_and_goes_with_it(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    assert page.book.navigator.count() == 3
    named(page, "ways").setFocus()
    hands.choose("1")
    assert page.book.navigator.count() == 4
    assert named(page, "ways").hasFocus()
    settle(page)
    assert page.book.navigator.item(2).text() == "○ 三、食堂\u00a0\u00a01"
    hands.choose("1")
    assert page.book.navigator.count() == 3


def test_digits_rate_and_go_on_arrows_walk_and_delete_clears(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    page.book.turn(1)
    matrix: Any = named(page, "m")
    assert matrix.hasFocus()
    hands.press(Qt.Key.Key_4)
    hands.press(Qt.Key.Key_2)
    assert page.book.focus_path == "/data/rates/m/r3"
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_9)
    found = answers(window, uid)
    assert (found["r1"], found.get("r2"), found["total"]) == ("4", None, "4")
    assert "未填" in matrix.accessibleName()


def test_what_a_rating_asks_for_appears_below_while_the_keyboard_stays(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    page.book.turn(1)
    hands.press(Qt.Key.Key_1)
    assert page.book.focus_path == "/data/rates/m/r2"
    assert not named(page, "why").isHidden()
    hands.press(Qt.Key.Key_F8)
    assert page.book.focus_path == "/data/rates/why"


def test_f8_walks_over_the_sections_both_ways_and_says_when_all_is_filled(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    page._on_given("/data/base/school", "")
    page.book.turn(1)
    hands.press(Qt.Key.Key_F8)
    assert page.book.focus_path == "/data/base/school"
    hands.press(Qt.Key.Key_F8, shift=True)
    assert page.book.focus_path == "/data/base/school"
    desk: Any = window.desk
    page._on_given("/data/base/school", desk.context.stores.schools.all()[0].code)
    said: list[str] = []
    window.events.said.connect(said.append)
    hands.press(Qt.Key.Key_F8)
    assert said[-1] == "都填好了。"


def test_a_constraint_is_told_when_the_cell_is_left_and_not_before(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    pupils = named(page, "pupils")
    pupils.setFocus()
    hands.write("-3")
    cell: Any = named(page, "cell pupils")
    assert cell.texts.fault == ""
    hands.press(Qt.Key.Key_Return)
    assert cell.texts.fault == "请填 0 到 9999"
    assert answers(window, uid)["pupils"] == "-3"


def test_rows_are_added_written_and_taken_out_by_keys_and_undone(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    page.book.turn(1)
    page.book.turn(1)
    hands.press(Qt.Key.Key_N, ctrl=True, shift=True)
    assert named(page, "f_text#1").hasFocus()
    hands.write("栏杆松动")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_N, ctrl=True, shift=True)
    hands.write("灯坏")
    hands.press(Qt.Key.Key_Return)
    rows = page.book.rows
    assert [line[0] for line in rows.table.model().rows] == ["栏杆松动", "灯坏"]
    hands.press(Qt.Key.Key_Delete, ctrl=True, shift=True)
    assert [row["f_text"] for row in answers(window, uid)["finding"]] == ["栏杆松动"]
    page.undo()
    settle(page)
    assert [row["f_text"] for row in answers(window, uid)["finding"]] == ["栏杆松动", "灯坏"]
    assert [line[0] for line in page.book.rows.table.model().rows] == ["栏杆松动", "灯坏"]


def test_undo_shows_the_old_answer_and_stays_at_its_place(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    pupils: Any = named(page, "pupils")
    pupils.setFocus()
    hands.write("90")
    hands.press(Qt.Key.Key_Return)
    said: list[str] = []
    window.events.said.connect(said.append)
    hands.press(Qt.Key.Key_Z, ctrl=True)
    settle(page)
    assert "pupils" not in answers(window, uid)
    assert said[-1] == "已撤销：学生数"
    shown: Any = named(page, "pupils")
    assert shown.text() == ""
    assert named(page, "classes").hasFocus()


def test_the_enter_of_an_input_method_never_moves(window: Window, uid: str, hands: Hands) -> None:
    page = opened(window, uid)
    pupils = named(page, "pupils")
    pupils.setFocus()
    QApplication.sendEvent(pupils, QInputMethodEvent("jiu", []))
    hands.press(Qt.Key.Key_Return)
    assert pupils.hasFocus()


def test_findings_are_listed_among_the_issues_of_the_record(
    window: Window, uid: str, hands: Hands
) -> None:
    page = opened(window, uid)
    page.book.turn(2)
    hands.press(Qt.Key.Key_N, ctrl=True, shift=True)
    hands.write("消防通道堆物")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_I, ctrl=True, shift=True)
    desk: Any = window.desk
    assert [issue.description for issue in desk.visits.get(uid).issues] == ["消防通道堆物"]


def test_a_draft_is_moved_to_the_new_version_after_its_preview(
    window: Window, uid: str, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(window, uid)
    named(page, "pupils").setFocus()
    hands.write("90")
    hands.press(Qt.Key.Key_Return)
    assert page.newer.isHidden()
    desk: Any = window.desk
    newer = xform(version="2", body=BODY.replace("学生数", "在校学生数"))
    desk.form_versions.publish(package(tmp_path, newer, version="2"))
    settle(page)
    told: list[str] = []

    def confirm(_parent: object, _title: str, text: str, *, yes: str) -> bool:
        told.append(f"{text}{yes}")
        return True

    monkeypatch.setattr(ask, "confirm", confirm)
    page.newer.click()
    assert told == ["换到版本 2：带过去 2 个回答。所有回答都带过去。换到新版"]
    settle(page)
    assert desk.visits.get(uid).forms[0].version == "2"
    shown: Any = named(page, "pupils")
    assert (shown.text(), shown.accessibleName()) == ("90", "在校学生数")


def test_a_filed_record_shows_its_form_and_takes_nothing(
    window: Window, filed: str, hands: Hands, tmp_path: Path
) -> None:
    desk: Any = window.desk
    desk.form_versions.publish(package(tmp_path, xform()))
    desk.visits.correct(filed, reason="补填表单")
    row = desk.forms.begin(filed, "demo").uid
    desk.forms.set(row, "/data/base/school", desk.context.stores.schools.all()[0].code)
    desk.visits.file(filed)
    window.navigator.open(OpenForms(uid=filed))
    page: Any = window.shell.page
    assert page.next_open.isHidden()
    page.book.turn(1)
    hands.press(Qt.Key.Key_1)
    assert "r1" not in desk.visits.get(filed).forms[0].answers


def of_the_tests(*asked: Any) -> int:
    """Pick the small form among those that the demonstration has published."""
    return next(place for place, word in enumerate(asked[-1]) if "示范表单" in word)


def test_a_form_is_reached_from_the_record_and_begun_by_choice(
    window: Window, uid: str, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.navigator.open(OpenVisit(uid=uid))
    page: Any = window.shell.page
    assert page.sheet.forms.text() == "表单…"
    page.sheet.forms.click()
    monkeypatch.setattr(ask, "pick", of_the_tests)
    forms: Any = window.shell.page
    forms.begin.click()
    settle(forms)
    assert named(forms, "school").hasFocus()
    hands.press(Qt.Key.Key_Escape)
    assert window.shell.page is page
    hands.wait(lambda: page.sheet.forms.text() == "表单（1 张）…")


def test_a_form_is_published_from_its_file(
    open_window: Callable[[Path], Window],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(folder)
    window.navigator.open(GoTo(place=Place.MORE))
    more: Any = window.shell.page
    more.forms.click()
    page: Any = window.shell.page
    assert not page.hint.isHidden()
    path = package(tmp_path, xform())
    monkeypatch.setattr(ask, "open_file", lambda *_: path)
    page.publish.click()
    assert page.notice.text == "“示范表单”版本 1：已发布，在督导记录里按“表单…”填。"
    assert [form.form for form in page.table.model().rows] == ["demo"]
    page.publish.click()
    assert "本来就有，没有变化" in page.notice.text


@pytest.mark.parametrize("again", [True, False])
def test_a_new_version_of_a_withdrawn_form_says_so_and_offers_to_restore_it(
    window: Window, uid: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    desk: Any = window.desk
    desk.form_versions.withdraw("demo")
    window.navigator.open(OpenPublishedForms())
    page: Any = window.shell.page
    path = package(tmp_path, xform(version="2"), version="2")
    asked: list[str] = []
    monkeypatch.setattr(ask, "open_file", lambda *_: path)
    monkeypatch.setattr(ask, "confirm", lambda *a, **_: asked.append(a[2]) or again)
    page.publish.click()
    assert "还停用着，新的记录里没有它" in asked[0]
    offered = {form.form: form.version for form in desk.form_versions.offered()}
    assert offered.get("demo") == ("2" if again else None)
    assert ("已恢复" if again else "还停用着") in page.notice.text


def test_the_page_has_room_in_the_largest_text(
    window: Window, uid: str, dressed: QApplication
) -> None:
    page = opened(window, uid)
    dress(dressed, scale=200)
    try:
        window.shell.resize(*SIZE)
        for _ in range(3):
            QApplication.processEvents()
            view = page.book.stack.currentWidget()
            assert view.horizontalScrollBar().maximum() == 0
            page.book.turn(1)
        window.navigator.open(OpenPublishedForms())
        assert window.shell.width() <= SIZE[0]
    finally:
        dress(dressed)
