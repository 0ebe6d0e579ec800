"""What a person is told or led to is in sight, and no longer there when it is over."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from inspector_app.domain.visit_options import VisitStatus
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenImport, OpenSearch, OpenVisit, Place
from inspector_app.ui.widgets.picture_drop import pictures_in, png_of
from tests.gui.conftest import Hands
from tests.gui.previews import NOVEMBER


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


def is_in_sight(field: QWidget, window: Window) -> bool:
    """Say whether a field lies wholly within what the record page shows."""
    page: Any = window.shell.page
    viewport = page.sheet.view.viewport()
    top = field.mapTo(viewport, field.rect().topLeft()).y()
    return top >= 0 and top + field.height() <= viewport.height()


@pytest.mark.parametrize("key", [Qt.Key.Key_L, Qt.Key.Key_M, Qt.Key.Key_I])
def test_a_row_added_by_a_key_from_the_top_of_the_page_is_brought_into_sight(
    window: Window, draft: str, hands: Hands, key: Qt.Key
) -> None:
    assert hands.place == "督导日期"
    hands.press(key, ctrl=True)
    assert hands.place != "督导日期"
    hands.wait(lambda: is_in_sight(hands.at, window))


def test_the_list_of_parts_marks_the_one_that_a_record_is_opened_at(
    window: Window, draft: str, hands: Hands
) -> None:
    window.navigator.open(GoTo(place=Place.TODAY))
    window.navigator.open(OpenVisit(uid=draft, field="advice"))
    hands.wait(lambda: is_in_sight(hands.at, window))
    page: Any = window.shell.page
    (marked,) = [each for each in page.sheet.parts.findChildren(QPushButton) if each.isChecked()]
    assert marked.text().startswith("意见与反馈")


def test_every_field_that_f8_leads_to_is_in_sight(window: Window, draft: str, hands: Hands) -> None:
    desk: Any = window.desk
    for _ in range(2 * len(desk.visits.gaps(draft))):
        hands.press(Qt.Key.Key_F8)
        hands.wait(lambda: is_in_sight(hands.at, window))


def test_nothing_says_that_a_record_is_signed_or_has_photos_while_it_has_none(
    window: Window, draft: str
) -> None:
    page: Any = window.shell.page
    parts = [each.text() for each in page.sheet.parts.findChildren(QPushButton)]
    assert parts[-2:] == ["照片", "签字"]
    assert "亮点与经验　✓" in parts


def test_a_field_is_no_longer_called_missing_once_it_is_filled(
    window: Window, draft: str, hands: Hands
) -> None:
    hands.press(Qt.Key.Key_F8)
    assert window.shell.line.said_text == "“时段”还没有填"
    hands.choose("1")
    assert window.shell.line.said_text == ""


def test_a_field_is_no_longer_called_missing_on_another_page(
    window: Window, draft: str, hands: Hands
) -> None:
    hands.press(Qt.Key.Key_F8)
    window.navigator.open(GoTo(place=Place.SCHOOLS))
    assert window.shell.line.said_text == ""


def test_a_long_message_takes_more_lines_and_no_wider_window(window: Window) -> None:
    word = "“IMG_20261128_101500_0001.jpg”与“IMG_20261128_101500.jpg”是同一个文件，没有再放一次；"
    window.shell.line.say(word * 4)
    window.shell.line.show_not_saved(word * 4)
    QApplication.sendPostedEvents()
    # What a part cannot do without, the window grows to give it.
    assert window.shell.line.minimumSizeHint().width() <= window.shell.line.width()


def test_what_is_no_picture_among_dropped_files_is_named(
    window: Window, draft: str, tmp_path: Path
) -> None:
    picture = QImage(32, 24, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    picture.save(str(tmp_path / "校门.png"))
    (tmp_path / "名单.xlsx").write_bytes(b"PK")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / n)) for n in ("校门.png", "名单.xlsx")])
    page: Any = window.shell.page
    page.sheet.photos.take(pictures_in(files))
    assert "加入照片 1 张；没有放入 名单.xlsx：" in window.shell.line.said_text


def test_a_file_that_was_imported_is_no_longer_called_not_imported(
    window: Window, tmp_path: Path
) -> None:
    book = Workbook()
    people = book.active
    assert people is not None
    people.title = "督学"
    people.append(["督学编号", "姓名", "专兼职", "责任区"])
    people.append(["DX901", "督学91", "兼职", "第一督学责任区"])
    book.save(tmp_path / "名册.xlsx")
    window.navigator.open(OpenImport())
    page: Any = window.shell.page
    page.look_at(tmp_path / "名册.xlsx", roster=True)
    assert "还没有导入" in page.hint.text()
    page.take_over()
    assert page.hint.text() == "名册.xlsx：已导入，各表的行数如下。"


def test_a_record_made_void_is_called_so_among_those_that_leave(window: Window) -> None:
    desk: Any = window.desk
    leaving = desk.bundles.preview(inspector_id="DX001", month=NOVEMBER).leaving
    first = next(visit for visit in leaving if visit.status is VisitStatus.FILED)
    desk.visits.void(first.uid, reason="重复")
    window.navigator.open(GoTo(place=Place.HAND_OVER))
    page: Any = window.shell.page
    texts = [each.text() for each in page.findChildren(QLabel)]
    void = sum(visit.status is VisitStatus.VOIDED for visit in leaving) + 1
    assert any(f"{len(leaving) - void} 份定稿的记录、{void} 份作废的" in text for text in texts)
    (line,) = [text for text in texts if first.number in text]
    assert line.startswith("作废")


def test_a_note_that_was_found_opens_where_it_is(window: Window, draft: str, hands: Hands) -> None:
    desk: Any = window.desk
    code = desk.visits.get(draft).school_code
    note = desk.notes.add("滤芯三个月没有换").uid

    def opened() -> str:
        window.navigator.open(OpenSearch(text="滤芯"))
        hands.enter()
        page = window.shell.page
        return str(getattr(page, "uid", "") or getattr(page, "code", "") or type(page).__name__)

    assert opened() == "TodayView"
    desk.notes.assign(note, school_code=code)
    assert opened() == code
    desk.notes.assign(note, visit_uid=draft)
    assert opened() == draft


def test_many_pictures_that_are_here_already_are_counted(
    window: Window, draft: str, tmp_path: Path
) -> None:
    page: Any = window.shell.page
    brought = []
    for shade in range(5):
        picture = QImage(32, 24, QImage.Format.Format_RGB32)
        picture.fill(QColor(shade * 50, 0, 0))
        brought.append((f"{shade}.png", png_of(picture)))
    page.sheet.photos.take(brought)
    page.sheet.photos.take(brought)
    said = window.shell.line.said_text
    assert said.startswith("加入照片 0 张；“0.png”与“0.png”是同一个文件，没有再放一次；")
    assert said.endswith("另有 2 个也是这样。")


def test_a_filed_record_offers_no_issue_of_before_to_be_taken_over(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    ready = next(
        visit.uid
        for visit in desk.visits.list()
        if visit.status.value == "draft"
        and not desk.visits.gaps(visit.uid)
        and desk.schools.card(visit.school_code).open_issues
    )
    window.navigator.open(OpenVisit(uid=ready))
    page: Any = window.shell.page
    assert offered(page.before)
    monkeypatch.setattr(ask, "confirm", lambda *_a, **_n: True)
    page.steps.file()
    assert not offered(page.before)


def offered(panel: QWidget) -> list[QPushButton]:
    """The buttons that take an issue over, without those that are just going away."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [each for each in panel.findChildren(QPushButton) if each.text() == "沿用到本次"]
