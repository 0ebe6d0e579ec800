"""Small questions: a note with pictures, a framed signature, a signature on the screen."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QMouseEvent,
    QPixmap,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.domain.issue import Issue, IssueDates
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.photo import Photo, PhotoOwner, TimeSource
from inspector_app.domain.views import IssueCase, LedgerRow
from inspector_app.domain.visit_options import Session
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.crop import ask_box
from inspector_app.ui.dialogs.note import ask_note
from inspector_app.ui.dialogs.note_home import NoteHome, ask_home
from inspector_app.ui.dialogs.photo_time import PhotoTime, ask_time
from inspector_app.ui.dialogs.plan_words import PlanWords, ThemeWords, ask_plan_words, ask_theme
from inspector_app.ui.dialogs.planned_visit import Finders, PlannedForm, ask_planned
from inspector_app.ui.dialogs.progress_note import ask_progress
from inspector_app.ui.dialogs.signature import ask_signature
from inspector_app.ui.theme import dress
from inspector_app.ui.widgets.picker import Choice
from inspector_app.ui.widgets.picture_drop import png_of
from tests.gui.conftest import SIZE
from tests.unit.builders import make_event

TODAY = date(2026, 11, 20)
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Answer = Callable[[Callable[[Any], None]], None]


@pytest.fixture
def parent(qtbot: QtBot, qapp: QApplication) -> QWidget:
    """A window as large as a small laptop has it."""
    dress(qapp)
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(*SIZE)
    return made


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Answer:
    """Let a function act in place of the person; what it accepts is accepted."""

    def be(act: Callable[[Any], None]) -> None:
        def run(dialog: QDialog) -> bool:
            dialog.show()
            QApplication.processEvents()
            act(dialog)
            accepted = dialog.result() == QDialog.DialogCode.Accepted
            dialog.hide()
            dialog.deleteLater()
            return accepted

        for name in (
            "crop",
            "note",
            "note_home",
            "photo_time",
            "plan_words",
            "planned_visit",
            "progress_note",
            "signature",
        ):
            monkeypatch.setattr(f"inspector_app.ui.dialogs.{name}.run", run)

    return be


NOTHING_SEEN = IssueCase()


def no_units(*_asked: object) -> None:
    """Find nobody to consult."""


def picture(path: Path) -> Path:
    """Write a small picture."""
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    assert image.save(str(path))
    return path


# -- 随手记 ---------------------------------------------------------------------------------------


def test_pictures_are_dropped_and_pasted_into_a_note(
    parent: QWidget, answer: Answer, tmp_path: Path
) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "校门.png")))])

    def act(dialog: Any) -> None:
        drop_on(dialog.place, files)
        drop_on(dialog.text.viewport(), files)
        QGuiApplication.clipboard().setImage(QImage(str(tmp_path / "校门.png")))
        dialog.text.setFocus()
        QTest.keyClick(dialog.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        dialog.paste.click()
        dialog.accept()

    answer(act)
    jotted = ask_note(parent)
    QGuiApplication.clipboard().clear()
    assert jotted is not None
    assert jotted.text == ""
    names = [name for name, _ in jotted.pictures]
    assert names == ["校门.png", "校门.png", "粘贴的图片.png", "粘贴的图片.png"]


def drop_on(widget: QWidget, mime: QMimeData) -> None:
    """Drop something in the middle of a widget."""
    at, copy, left = widget.rect().center(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(at, copy, mime, left, NONE)
    QApplication.sendEvent(widget, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), copy, mime, left, NONE))


def test_words_are_pasted_as_words_though_a_picture_of_them_comes_along(
    parent: QWidget, answer: Answer
) -> None:
    words = QMimeData()
    words.setText("后门门禁坏了")
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    words.setImageData(image)

    def act(dialog: Any) -> None:
        QGuiApplication.clipboard().setMimeData(words)
        QTest.keyClick(dialog.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        dialog.accept()

    answer(act)
    jotted = ask_note(parent)
    QGuiApplication.clipboard().clear()
    assert jotted is not None
    assert (jotted.text, jotted.pictures) == ("后门门禁坏了", ())


def test_a_clipboard_without_a_picture_is_said_and_pictures_can_be_given_up(
    parent: QWidget, answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = picture(tmp_path / "校门.png")
    said = []

    def act(dialog: Any) -> None:
        QGuiApplication.clipboard().setText("只有字")
        dialog.paste.click()
        said.append(dialog.told)
        monkeypatch.setattr(ask, "open_files", lambda *_a: (path,))
        dialog.choose.click()
        said.append(dialog.told)
        dialog.empty.click()
        said.append(dialog.told)
        dialog.accept()

    answer(act)
    jotted = ask_note(parent)
    QGuiApplication.clipboard().clear()
    assert jotted is not None
    assert jotted.pictures == ()
    assert "没有照片" in said[0]
    assert said[1:] == ["照片 1 张：校门.png", "没有照片"]


def test_a_note_is_sent_to_a_record_or_to_a_school_whichever_is_picked_last(
    parent: QWidget, answer: Answer
) -> None:
    def finder(choice: Choice) -> Any:
        return lambda _owner, _text, found: found([choice])

    def act(dialog: Any) -> None:
        for picker in (dialog.visit, dialog.school):
            picker.setFocus()
            QTest.keyClicks(picker, "1")
            QTest.keyClick(picker, Qt.Key.Key_Return)
        assert dialog.visit.text() == ""
        dialog.yes.click()

    answer(act)
    home = ask_home(
        parent,
        "后门门禁坏了",
        drafts=finder(Choice("v", "示范区第1小学")),
        schools=finder(Choice("2121000001", "示范区第1小学")),
    )
    assert home == NoteHome(school_code="2121000001")


def test_the_text_of_a_note_is_mended_without_saying_where_it_belongs(
    parent: QWidget, answer: Answer
) -> None:
    def act(dialog: Any) -> None:
        assert not dialog.yes.isEnabled()
        dialog.text.setFocus()
        dialog.text.selectAll()
        QTest.keyClicks(dialog.text, "ok")
        dialog.yes.click()

    answer(act)

    def nothing(_owner: Any, _text: str, found: Any) -> None:
        found([])

    home = ask_home(parent, "后门门禁坏了", drafts=nothing, schools=nothing)
    assert home == NoteHome(text="ok")


# -- 照片的时间 -----------------------------------------------------------------------------------

FOUR: Final = datetime.fromisoformat("2026-11-22T16:00")


def a_photo(**values: Any) -> Photo:
    return Photo(
        uid="p", owner=PhotoOwner.BASKET, owner_uid="", sha256="0" * 64, original_sha256="1" * 64,
        crc32=0, size=1, width=1, height=1, **values,
    )  # fmt: skip


def test_the_time_of_a_picture_is_typed_as_people_write_it(parent: QWidget, answer: Answer) -> None:
    seen = []

    def act(dialog: Any) -> None:
        seen.append(dialog.file.isVisible())
        QTest.keyClicks(QApplication.focusWidget(), "11.18")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        dialog.at.setFocus()
        QTest.keyClicks(dialog.at, "1015")
        assert "2026-11-18 10:15（手填）" in dialog.hint.text()
        dialog.yes.click()

    answer(act)
    told = ask_time(parent, a_photo(), now=FOUR)
    assert told == PhotoTime(moment=datetime.fromisoformat("2026-11-18T10:15"))
    assert seen == [False]


def test_a_time_that_is_still_to_come_is_told_before_the_form_is_closed(
    parent: QWidget, answer: Answer
) -> None:
    def act(dialog: Any) -> None:
        dialog.at.setFocus()
        dialog.at.selectAll()
        QTest.keyClicks(dialog.at, "1601")
        assert dialog.hint.text() == "还没有到这个时候，请核对。"
        assert not dialog.yes.isEnabled()

    answer(act)
    photo = a_photo(taken_at="2026-11-22T10:15:00", time_source=TimeSource.FILE_NAME)
    assert ask_time(parent, photo, now=FOUR) is None


def test_a_typed_time_offers_the_one_of_the_file(parent: QWidget, answer: Answer) -> None:
    answer(lambda dialog: dialog.file.click())
    photo = a_photo(taken_at="2026-11-22T10:15:00", time_source=TimeSource.TYPED)
    assert ask_time(parent, photo, now=FOUR) == PhotoTime(moment=None)


# -- 截取签名 -------------------------------------------------------------------------------------


@pytest.fixture
def page() -> bytes:
    """A scanned page, as large as the largest that is shown in full."""
    shown = QPixmap(300, 240)
    shown.fill(Qt.GlobalColor.white)
    return png_of(shown.toImage())


def test_a_signature_is_framed_with_the_keyboard_alone(
    parent: QWidget, answer: Answer, page: bytes
) -> None:
    frames = []

    def act(dialog: Any) -> None:
        at = QApplication.focusWidget()
        assert at is dialog.frame
        frames.append(dialog.frame.box())
        for key, modifier in (
            (Qt.Key.Key_Left, NONE), (Qt.Key.Key_Up, NONE), (Qt.Key.Key_Up, NONE),
            (Qt.Key.Key_Right, SHIFT), (Qt.Key.Key_Down, SHIFT),
        ):  # fmt: skip
            QTest.keyClick(at, key, modifier)
        QTest.keyClick(at, Qt.Key.Key_Return)

    answer(act)
    box = ask_box(parent, page)
    assert box is not None
    (first,) = frames
    moved = [
        (new - old) * size for new, old, size in zip(box, first, (300, 240, 300, 240), strict=True)
    ]
    assert moved == pytest.approx([-8, -16, 0, -8])


def test_the_frame_stays_on_the_page_and_never_shrinks_to_nothing(
    parent: QWidget, answer: Answer, page: bytes
) -> None:
    def act(dialog: Any) -> None:
        for key, modifier in (
            (Qt.Key.Key_Left, SHIFT), (Qt.Key.Key_Up, SHIFT),
            (Qt.Key.Key_Right, NONE), (Qt.Key.Key_Down, NONE),
        ):  # fmt: skip
            for _ in range(60):
                QTest.keyClick(dialog.frame, key, modifier)
        dialog.accept()

    answer(act)
    box = ask_box(parent, page)
    assert box is not None
    assert (box.right, box.bottom) == (1, 1)
    assert box.left == pytest.approx(1 - 8 / 300)
    assert box.top == pytest.approx(1 - 8 / 240)


def test_the_dialog_says_which_keys_move_the_frame(
    parent: QWidget, answer: Answer, page: bytes
) -> None:
    hints = []

    def act(dialog: Any) -> None:
        hints.append(dialog.hint.text())
        dialog.reject()

    answer(act)
    assert ask_box(parent, page) is None
    assert "方向键移动" in hints[0]
    assert "Shift" in hints[0]
    assert "回车" in hints[0]


def test_a_frame_of_no_size_is_not_taken_and_said(
    parent: QWidget, answer: Answer, page: bytes
) -> None:
    def act(dialog: Any) -> None:
        QTest.mouseClick(dialog.frame, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
        dialog.yes.click()
        assert "框太小" in dialog.hint.text()
        QTest.mousePress(dialog.frame, Qt.MouseButton.LeftButton, pos=QPoint(30, 60))
        drag_to(dialog.frame, QPoint(180, 120))
        dialog.yes.click()

    answer(act)
    box = ask_box(parent, page)
    assert box is not None
    assert (box.left, box.top) == pytest.approx((0.1, 0.25))


def drag_to(widget: QWidget, *points: QPoint) -> None:
    """Move the mouse with its button held."""
    left = Qt.MouseButton.LeftButton
    for point in points:
        at = QPointF(point)
        moved = QMouseEvent(QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, left, NONE)
        QApplication.sendEvent(widget, moved)


# -- 在屏幕上签名 ---------------------------------------------------------------------------------


def sign(pad: QWidget) -> None:
    """Draw two strokes."""
    for start, *way in (
        (QPoint(60, 40), QPoint(100, 150), QPoint(160, 60), QPoint(700, 900)),
        (QPoint(200, 120), QPoint(320, 110)),
    ):
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=start)
        drag_to(pad, *way)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=way[-1])


def test_a_signature_on_the_screen_becomes_a_picture_of_its_ink(
    parent: QWidget, answer: Answer
) -> None:
    def act(dialog: Any) -> None:
        sign(dialog.pad)
        dialog.yes.click()

    answer(act)
    png = ask_signature(parent, "请签名")
    assert png is not None
    assert png.startswith(b"\x89PNG")
    drawn = QImage.fromData(png)
    assert drawn.width() > drawn.height()
    assert drawn.pixelColor(0, 0).lightness() == 255
    grey = bytes(drawn.convertToFormat(QImage.Format.Format_Grayscale8).constBits())
    assert min(grey) < 40


def test_an_empty_pad_is_refused_with_a_sentence(parent: QWidget, answer: Answer) -> None:
    said = []

    def act(dialog: Any) -> None:
        QTest.mouseClick(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
        dialog.yes.click()
        said.append(dialog.hint.text())
        sign(dialog.pad)
        dialog.wipe.click()
        dialog.yes.click()
        said.append(dialog.hint.text())
        dialog.no.click()

    answer(act)
    assert ask_signature(parent, "请签名") is None
    assert said == ["还没有签名：请在白框里签名，或按“取消”。"] * 2


# -- 整改进展 -------------------------------------------------------------------------------------


def ledger_row(**dates: date) -> LedgerRow:
    """Return a row of the ledger whose issue was found on 1 November."""
    issue = Issue(uid="i", description="消防通道堆放课桌。", dates=IssueDates(**dates))
    return LedgerRow(
        issue=issue, visit_uid="v", visit_number="", school_code="", school_name="", lead_id="",
        lead_name="", found_on=date(2026, 11, 1),
    )  # fmt: skip


def test_a_closed_issue_is_taken_back_with_a_reason_and_not_before_it_was_closed(
    parent: QWidget, answer: Answer
) -> None:
    said = []

    def act(dialog: Any) -> None:
        said.append(dialog.hint.text())
        dialog.note.setPlainText("回访又堆上了")
        dialog.on.line.setText("11.9")
        QTest.keyClick(dialog.on.line, Qt.Key.Key_Return)
        said.append(dialog.hint.text())
        assert not dialog.yes.isEnabled()
        dialog.on.line.setText("11.18")
        QTest.keyClick(dialog.on.line, Qt.Key.Key_Return)
        dialog.yes.click()

    answer(act)
    told = ask_progress(
        parent,
        ledger_row(closed_on=date(2026, 11, 10)),
        today=TODAY,
        seen=NOTHING_SEEN,
        units=no_units,
    )
    assert told is not None
    assert (told.kind, told.on, told.note) == (
        IssueEventKind.REOPENED, date(2026, 11, 18), "回访又堆上了",
    )  # fmt: skip
    assert said == ["恢复要写明理由。", "恢复的日期早于销号或撤销的 2026-11-10。"]


def test_what_would_be_refused_is_said_before_the_form_is_closed(
    parent: QWidget, answer: Answer
) -> None:
    said = []

    def act(dialog: Any) -> None:
        said.append(dialog.hint.text())
        dialog.kind.setFocus()
        QTest.keyClick(dialog.kind, "4")
        for day in ("2026-11-20", "2026-10-20", "2026-11-25", "2026-11-20"):
            dialog.on.line.setText(day)
            QTest.keyClick(dialog.on.line, Qt.Key.Key_Return)
            said.append(dialog.hint.text())
        dialog.reject()

    answer(act)
    assert (
        ask_progress(parent, ledger_row(), today=TODAY, seen=NOTHING_SEEN, units=no_units) is None
    )
    assert said == [
        "先选发生了什么。", "请写明进展。", "日期早于发现问题的 2026-11-01。",
        "日期在今天之后。", "请写明进展。",
    ]  # fmt: skip


def test_measures_are_written_with_target_and_day_and_a_milestone_is_met(
    parent: QWidget, answer: Answer
) -> None:
    def plan(dialog: Any) -> None:
        dialog.kind.setFocus()
        QTest.keyClick(dialog.kind, "3")
        assert dialog._how.isVisible()
        dialog.note.setPlainText(
            "补充图书｜目标 275万余元｜时限 2027-08-31\n -采购｜时限 2026-12-31"
        )
        dialog.yes.click()

    answer(plan)
    told = ask_progress(parent, ledger_row(), today=TODAY, seen=NOTHING_SEEN, units=no_units)
    assert told is not None
    (measure,) = told.details.measures
    assert (measure.target, measure.unit, len(measure.parts)) == ("275万余", "元", 1)

    def meet(dialog: Any) -> None:
        dialog.kind.show_value(IssueEventKind.MILESTONE_MET)
        dialog.kind.chosen.emit(IssueEventKind.MILESTONE_MET)
        dialog.aim.setFocus()
        QTest.keyClick(dialog.aim, "1")
        assert not dialog.yes.isEnabled()
        dialog.note.setPlainText("已到货")
        dialog.yes.click()

    answer(meet)
    planned = make_event(
        kind=IssueEventKind.PLANNED, effective_on=TODAY, seq=1, details=told.details
    )
    seen = IssueCase(events=(planned,))
    met = ask_progress(parent, ledger_row(planned_on=TODAY), today=TODAY, seen=seen, units=no_units)
    assert met is not None
    assert [(m.text, m.due) for m in met.details.measures] == [("采购", date(2026, 12, 31))]


def nobody(_owner: object, _text: str, answer: Callable[[list[Choice]], None]) -> None:
    answer([])


# -- room ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [100, 200])
def test_questions_show_all_they_say_on_a_small_screen_in_any_text_size(
    parent: QWidget, answer: Answer, page: bytes, qapp: QApplication, scale: int
) -> None:
    dress(qapp, scale=scale)
    cut = []

    def act(dialog: Any) -> None:
        wanted = dialog.layout().totalHeightForWidth(dialog.width())
        if dialog.height() < wanted or dialog.width() > SIZE[0]:
            cut.append((dialog.windowTitle(), dialog.size(), wanted))
        dialog.reject()

    answer(act)
    ask_note(parent)
    ask_box(parent, page)
    ask_signature(parent, "请督学在白框里签名，签的是送签稿 1（修订 1）。不签也可以定稿。")
    ask_progress(parent, ledger_row(), today=TODAY, seen=NOTHING_SEEN, units=no_units)
    ask_progress(
        parent,
        ledger_row(closed_on=date(2026, 11, 10)),
        today=TODAY,
        seen=NOTHING_SEEN,
        units=no_units,
    )
    proposed = [Choice(str(n), f"示范区第{n}小学", "本月还没有入校") for n in range(3)]
    form, finders = PlannedForm(day=TODAY, session=Session.MORNING), Finders(nobody, nobody)
    ask_planned(parent, form, finders, today=TODAY, proposed=proposed)
    ask_theme(parent, "2026年11月", ThemeWords("冬季安全", "教督办〔2026〕12号"))
    ask_plan_words(parent, PlanWords("", "", ""), text="周计划。")
    dress(qapp)
    assert cut == []
