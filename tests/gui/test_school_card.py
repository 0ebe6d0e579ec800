"""The card of a school: its notes and pictures, and issues that are taken back."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from inspector_app.domain.issue import IssueState
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.photo import PhotoOwner
from inspector_app.services.incoming_photos import IncomingPhoto
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.note_home import NoteHome
from inspector_app.ui.navigator import GoTo, OpenSchool, OpenVisit, Place
from inspector_app.ui.widgets.picture_drop import png_of
from tests.gui.conftest import Hands
from tests.unit.builders import make_step

TODAY = date(2026, 11, 22)


@pytest.fixture
def code(window: Window) -> str:
    """The school with the most open issues."""
    desk: Any = window.desk
    board = desk.schools.board()
    found: str = max(board, key=lambda status: status.open_issues).school.code
    return found


def press(widget: QWidget, begins: str) -> None:
    """Press the first button whose words begin so."""
    QApplication.sendPostedEvents()
    buttons = [b for b in widget.findChildren(QPushButton) if not b.isHidden()]
    found = [b for b in buttons if b.text().startswith(begins)]
    assert found, f"no button {begins}"
    found[0].click()


def read(widget: QWidget) -> str:
    """Return all that stands on a page."""
    QApplication.sendPostedEvents()
    parts = (*widget.findChildren(QLabel), *widget.findChildren(QPushButton))
    return "\n".join(part.text() for part in parts if part.isVisible())


def picture(name: str, *, grey: int) -> IncomingPhoto:
    image = QImage(320, 240, QImage.Format.Format_Grayscale8)
    image.fill(grey)
    return IncomingPhoto(name=name, data=png_of(image))


def send_home(monkeypatch: pytest.MonkeyPatch, home: NoteHome) -> list[Any]:
    """Answer where a note belongs; returns the lines of drafts that were offered."""
    offered: list[Any] = []

    def ask_home(parent: Any, _text: str, *, drafts: Any, schools: Any) -> NoteHome:
        drafts(parent, "", offered.extend)
        return home

    monkeypatch.setattr("inspector_app.ui.dialogs.note_home.ask_home", ask_home)
    return offered


def test_a_note_is_sent_to_a_school_and_from_its_card_to_a_record_of_it(
    window: Window, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    draft = desk.visit_edit.new(school_code=code).uid
    desk.visit_edit.new(school_code=next(s.code for s in desk.schools.all() if s.code != code))
    note = desk.notes.add("后门门禁坏了", photos=[picture("门禁.png", grey=90)]).uid
    window.navigator.open(GoTo(place=Place.TODAY))
    window.shell.page.refresh()
    send_home(monkeypatch, NoteHome(school_code=code))
    press(window.shell.page, "随手记：")
    assert desk.notes.unassigned() == ()
    window.navigator.open(OpenSchool(code=code))
    page: Any = window.shell.page
    assert "后门门禁坏了" in read(page)
    assert len(page.notes.pictures_of(note).strip.uids) == 1
    offered = send_home(monkeypatch, NoteHome(visit_uid=draft))
    press(page.notes, "随手记：")
    assert [choice.value for choice in offered] == [draft]
    assert "后门门禁坏了" not in read(page)
    assert [each.text for each in desk.notes.of_visit(draft)] == ["后门门禁坏了"]
    assert len(desk.visits.record(draft).photos) == 1


def test_pictures_sent_to_a_school_are_seen_on_its_card(window: Window, code: str) -> None:
    desk: Any = window.desk
    window.navigator.open(OpenSchool(code=code))
    page: Any = window.shell.page
    page.notes.panel.take([("校门.png", png_of(QImage(64, 64, QImage.Format.Format_RGB32)))])
    (photo,) = desk.photos.of(PhotoOwner.SCHOOL, code)
    assert page.notes.panel.strip.uids == (photo.uid,)


def test_a_caption_is_written_on_while_the_card_is_shown_anew(window: Window, code: str) -> None:
    desk: Any = window.desk
    desk.photos.add(PhotoOwner.SCHOOL, code, files=[picture("校门.png", grey=120)])
    window.navigator.open(OpenSchool(code=code))
    page: Any = window.shell.page
    (uid,) = page.notes.panel.strip.uids
    tile = page.notes.panel.strip.tile(uid)
    tile.caption.setFocus()
    tile.caption.setText("校门")
    page.refresh()
    assert page.notes.panel.strip.tile(uid) is tile
    assert tile.caption.text() == "校门"


def answer_progress(monkeypatch: pytest.MonkeyPatch, kind: IssueEventKind) -> list[Any]:
    """Answer what happened; returns the rows that were asked about."""
    asked: list[Any] = []

    def ask_progress(_parent: Any, row: Any, **_named: Any) -> NextStep:
        asked.append(row)
        return make_step(kind, TODAY, note="回访时看到的")

    monkeypatch.setattr("inspector_app.ui.dialogs.progress_note.ask_progress", ask_progress)
    return asked


def test_an_issue_is_closed_on_the_card_of_its_school_and_taken_back_there(
    window: Window, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    before = len(desk.issues.open_at(code))
    window.navigator.open(OpenSchool(code=code))
    page: Any = window.shell.page
    asked = answer_progress(monkeypatch, IssueEventKind.CLOSED)
    press(page, "记进展…")
    assert desk.issues.get(asked[0].issue.uid).state is IssueState.CLOSED
    assert "已销号 2026-11-22" in read(page)
    assert len(desk.issues.open_at(code)) == before - 1
    asked = answer_progress(monkeypatch, IssueEventKind.REOPENED)
    press(page, "恢复…")
    assert desk.issues.get(asked[0].issue.uid).issue.dates.is_open
    assert len(desk.issues.open_at(code)) == before


@pytest.mark.parametrize("settled", [IssueEventKind.CLOSED, IssueEventKind.VOIDED])
def test_a_settled_issue_is_taken_back_on_its_record(
    window: Window, code: str, settled: IssueEventKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    row = desk.issues.open_at(code)[0]
    desk.issues.record(row.issue.uid, make_step(settled, TODAY, note="已清走"))
    window.navigator.open(OpenVisit(uid=row.visit_uid))
    page: Any = window.shell.page
    page.sheet.issues.open_row(row.issue.uid)
    body = page.sheet.issues.cards[row.issue.uid].body
    assert "2026-11-22" in read(body)
    answer_progress(monkeypatch, IssueEventKind.REOPENED)
    press(body, "恢复…")
    assert desk.issues.get(row.issue.uid).issue.dates.is_open
    assert [e.note for e in desk.issues.events(row.issue.uid)][-1] == "回访时看到的"
    assert body.tell.text() == "记进展…"


def test_a_draft_has_no_standing_in_the_ledger(window: Window, code: str) -> None:
    desk: Any = window.desk
    uid = desk.visit_edit.new(school_code=code).uid
    issue = desk.visit_edit.add_issue(uid, description="消防通道堆放杂物。").uid
    window.navigator.open(OpenVisit(uid=uid))
    page: Any = window.shell.page
    page.sheet.issues.open_row(issue)
    assert not page.sheet.issues.cards[issue].body.tell.isVisible()


def test_the_inspector_signs_on_the_screen_what_was_printed(
    window: Window, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    uid = desk.visit_edit.new(school_code=code).uid
    window.navigator.open(OpenVisit(uid=uid))
    page: Any = window.shell.page
    told: list[str] = []

    def ask_signature(_parent: Any, text: str) -> bytes:
        told.append(text)
        ink = QImage(300, 90, QImage.Format.Format_Grayscale8)
        ink.fill(200)
        return png_of(ink)

    monkeypatch.setattr("inspector_app.ui.pages.visit.steps.ask_signature", ask_signature)
    page.signing.sign.click()
    assert "还没有送签稿" in page.notice.text
    assert told == []
    desk.documents.signing_pdf(uid)
    page.refresh()
    page.signing.sign.click()
    assert "送签稿 1（修订 1）" in told[0]
    (photo,) = desk.visits.record(uid).photos
    assert page.signing.pages.strip.uids == (photo.uid,)
    assert "还没有签字盖章件" in read(page.signing)
    assert not page.signing.crop.isVisible()


def test_the_day_on_which_a_plate_was_hung_is_noted_and_shown_with_who_has_none(
    window: Window, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    days = iter(["上个月", "2026-09-01"])
    monkeypatch.setattr(ask, "reason", lambda *_a, **_n: next(days))
    window.navigator.open(OpenSchool(code=code))
    page: Any = window.shell.page
    press(page, "标牌：还没有登记挂上")
    assert desk.plates.hung_on(code) is None
    assert page.notice.text
    press(page, "标牌：还没有登记挂上")
    assert desk.plates.hung_on(code) == date(2026, 9, 1)
    page.refresh()
    assert "标牌：2026-09-01 挂上" in read(page)
    window.navigator.open(GoTo(place=Place.SCHOOLS))
    press(window.shell.page, "标牌覆盖…")
    assert type(window.shell.page).__name__ == "PreviewPage"


def test_ctrl_n_on_the_card_begins_a_record_at_that_school(
    window: Window, code: str, hands: Hands
) -> None:
    desk: Any = window.desk
    window.navigator.open(OpenSchool(code=code))
    assert window.shell.bar.new_visit.toolTip() == "到这所学校写一份记录，Ctrl+N"
    hands.press(Qt.Key.Key_N, ctrl=True)
    record: Any = window.shell.page
    assert desk.visits.get(record.uid).school_code == code
    window.navigator.open(OpenSchool(code=code))
    window.shell.bar.new_visit.click()
    other: Any = window.shell.page
    assert desk.visits.get(other.uid).school_code == code
    assert other.uid != record.uid


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place.LEDGER, "写一份新记录，Ctrl+N"),
        (Place.PLAN, "写一份新记录（这一页的 Ctrl+N 是安排入校）"),
    ],
)
def test_the_button_of_a_new_record_says_whether_ctrl_n_begins_it(
    window: Window, place: Place, said: str
) -> None:
    window.navigator.open(GoTo(place=place))
    assert window.shell.bar.new_visit.toolTip() == said
    window.shell.bar.new_visit.click()
    record: Any = window.shell.page
    desk: Any = window.desk
    assert desk.visits.get(record.uid).school_code == ""


def test_the_card_says_in_one_line_how_many_issues_are_open_as_the_ledger_has_it(
    window: Window, code: str
) -> None:
    desk: Any = window.desk
    window.navigator.open(OpenSchool(code=code))
    rows = desk.issues.open_at(code)
    said = desk.ledger.still_open_at(code)
    assert said.startswith(f"未销号 {len(rows)}（逾期 ")
    assert f"截至 {TODAY}，来源：仅本人" in said
    assert f"{said}。" in read(window.shell.page).splitlines()
