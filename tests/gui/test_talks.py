"""Talks, questionnaires, draws and the time of day on the page of a record, by keyboard."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from inspector_app.domain.interview import Audience, Interview, InterviewWay
from inspector_app.domain.lesson import LessonManner
from inspector_app.domain.questionnaire import SheetCounts
from inspector_app.services.wishes import BlankLessonPrint, Copy, InterviewsPrint, VisitPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask, draw
from inspector_app.ui.dialogs.draw import DrawWish
from inspector_app.ui.navigator import OpenVisit
from inspector_app.ui.pages.preview import PreviewPage
from inspector_app.ui.pages.visit import talk_steps
from inspector_app.ui.pages.visit.page import VisitPage
from inspector_app.ui.pages.visit.talk_rows import interview_list
from inspector_app.ui.widgets.fields import LongText
from tests.gui.conftest import Hands

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier
LIST = "三年级1班,语文,,第2节\n三年级2班,数学\n四年级1班"


@pytest.fixture
def draft(window: Window) -> str:
    """A draft of a school."""
    desk: Any = window.desk
    return str(desk.visit_edit.new(school_code=desk.schools.board()[0].school.code).uid)


def record_page(window: Window, uid: str) -> VisitPage:
    window.navigator.open(OpenVisit(uid=uid))
    page = window.shell.page
    assert isinstance(page, VisitPage)
    return page


def stored(window: Window, uid: str) -> Any:
    desk: Any = window.desk
    return desk.visits.get(uid)


def wished(window: Window) -> object:
    page = window.shell.page
    assert isinstance(page, PreviewPage)
    (piece,) = page.sheaf.pieces
    return piece.wish


@pytest.mark.parametrize(
    ("letter", "passed"),
    [
        (Qt.Key.Key_L, {"应到人数", "实到人数", "教案", "等级", "交换意见"}),
        (Qt.Key.Key_T, {"人数", "方式", "要点"}),
        (Qt.Key.Key_G, {"主题"}),
        (Qt.Key.Key_I, {"类别", "整改要求", "整改时限"}),
    ],
)
def test_enter_never_stands_still_on_the_way_through_a_record(
    window: Window, draft: str, hands: Hands, letter: Qt.Key, passed: set[str]
) -> None:
    page = record_page(window, draft)
    hands.press(letter, ctrl=True)
    seen = set[str]()
    while page.isAncestorOf(hands.at):
        stood = hands.place
        seen.add(stood.split("：")[-1])
        hands.press(Qt.Key.Key_Tab if isinstance(hands.at, LongText) else Qt.Key.Key_Return)
        assert hands.place != stood, f"Enter stands still at {stood}"
    assert passed <= seen


def test_a_talk_is_written_and_its_complaint_becomes_an_issue_by_keys_alone(
    window: Window, draft: str, hands: Hands
) -> None:
    page = record_page(window, draft)
    hands.press(Qt.Key.Key_T, ctrl=True)
    hands.press(Qt.Key.Key_4)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_2)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_3)
    page.sheet.interviews.open_place(0, field="problems")
    hands.write("书面作业过多。")
    QTest.keyClick(hands.at, Qt.Key.Key_I, CONTROL_SHIFT)
    (talk,) = stored(window, draft).interviews
    assert (talk.audience, talk.way, talk.people) == (Audience.PUPIL, InterviewWay.PANEL, 3)
    assert talk.confidential
    (issue,) = stored(window, draft).issues
    assert issue.description == "书面作业过多。"
    assert hands.at is page.sheet.issues.cards[issue.uid].body.form.input("description")


def test_a_name_of_a_pupil_is_told_of_and_never_stored_and_an_alias_takes_the_word_back(
    window: Window, draft: str, hands: Hands
) -> None:
    desk: Any = window.desk
    desk.talks.add_interview(draft, audience=Audience.PUPIL)
    page = record_page(window, draft)
    page.sheet.interviews.open_place(0, field="name")
    hands.write("王小明")
    hands.press(Qt.Key.Key_Return)
    assert "学生只写代称" in page.notice.text
    assert stored(window, draft).interviews[0].name == ""
    assert not any(
        "王小明" in str(entry.op) for entry in desk.context.stores.journal.of_visit(draft)
    )
    page.sheet.interviews.open_place(0, field="name")
    hands.at.selectAll()  # type: ignore[attr-defined]
    hands.write("学生甲")
    hands.press(Qt.Key.Key_Return)
    assert stored(window, draft).interviews[0].name == "学生甲"
    assert page.notice.text == ""


def test_counts_that_contradict_each_other_are_not_saved_until_they_agree(
    window: Window, draft: str, hands: Hands
) -> None:
    page = record_page(window, draft)
    hands.press(Qt.Key.Key_G, ctrl=True)
    page.sheet.questionnaires.open_place(0, field="counts")
    body: Any = next(iter(page.sheet.questionnaires.cards.values())).body
    grid = body.form.input("counts")
    grid.field("returned").line.setFocus()
    hands.write("48")
    assert "回收 48 份多于发放 0 份" in page.notice.text
    assert stored(window, draft).questionnaires[0].counts == SheetCounts()
    grid.field("sent").line.setFocus()
    hands.write("50")
    assert stored(window, draft).questionnaires[0].counts == SheetCounts(50, 48, 0)
    assert page.notice.text == ""


def test_questions_are_kept_as_they_are_typed_and_what_cannot_be_is_told_below(
    window: Window, draft: str, hands: Hands
) -> None:
    desk: Any = window.desk
    desk.talks.add_questionnaire(draft, counts=SheetCounts(50, 48, 40))
    page = record_page(window, draft)
    page.sheet.questionnaires.open_place(0, field="questions")
    hands.write("单选 满意吗 | 满意 30 | 不满意 20")
    page.flush()
    page.refresh()
    body: Any = next(iter(page.sheet.questionnaires.cards.values())).body
    assert stored(window, draft).questionnaires[0].questions == "单选 满意吗 | 满意 30 | 不满意 20"
    assert "各项合计 50 份，多于有效 40 份" in body.faults.text()
    assert "有效率 40/48（83.3%）" in body.rates.text()


def test_answers_are_taken_over_from_a_file_and_bad_cells_are_named_on_the_page(
    window: Window, draft: str, hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk: Any = window.desk
    added = desk.talks.add_questionnaire(draft)
    answers = tmp_path / "答卷.csv"
    monkeypatch.setattr(ask, "open_file", lambda *_: answers)
    page = record_page(window, draft)
    answers.write_text("满意吗（量表）\n很重\n", encoding="utf-8")
    page.talks.load_answers(added.uid)
    assert "A2" in page.notice.text
    answers.write_text("满意吗（量表）\n5\n4\n", encoding="utf-8")
    page.talks.load_answers(added.uid)
    assert stored(window, draft).questionnaires[0].counts == SheetCounts(2, 2, 2)
    assert "导入了 2 份答卷" in page.notice.text


def test_classes_are_drawn_shown_and_added_as_lessons_walked_into(
    window: Window, draft: str, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(talk_steps, "ask_draw", lambda *_a, **_k: DrawWish(LIST, 2, "7"))
    monkeypatch.setattr(talk_steps, "show_draw", lambda _p, text, **_k: not told.append(text))
    page = record_page(window, draft)
    hands.press(Qt.Key.Key_R, ctrl=True)
    visit = stored(window, draft)
    (kept,) = visit.draws
    assert [lesson.class_name for lesson in visit.lessons] == [c.class_name for c in kept.drawn]
    assert {lesson.manner for lesson in visit.lessons} == {LessonManner.DROP_IN}
    assert "结果相同" in told[0]
    page.refresh()
    assert not page.sheet.draws.isHidden()
    page.undo()
    page.undo()
    assert stored(window, draft).draws == (kept,)


def test_the_question_of_a_draw_says_what_is_wrong_with_its_list(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def look(dialog: Any) -> bool:
        dialog.classes.setPlainText("三年级1班\n三年级1班")
        seen.append(dialog._fault.text())
        assert not dialog.yes.isEnabled()
        dialog.classes.setPlainText(LIST)
        dialog.count.show_value(3)
        dialog._look()
        assert dialog.yes.isEnabled()
        dialog.deleteLater()
        return True

    monkeypatch.setattr(draw, "run", look)
    assert draw.ask_draw(window.shell) == DrawWish(LIST, 3, "")
    assert "第 2 行与第 1 行相同" in seen[0]


def test_a_key_writes_the_time_of_day_where_the_cursor_is(
    window: Window, draft: str, hands: Hands
) -> None:
    page = record_page(window, draft)
    page.sheet.go_to("narrative")
    hands.write("到校。")
    QTest.keyClick(hands.at, Qt.Key.Key_Semicolon, CONTROL)
    page.flush()
    clock: Any = window.desk
    shown = clock.clock.now().astimezone().strftime("%M")
    text = stored(window, draft).narrative
    assert text.startswith("到校。")
    assert text.endswith(f":{shown} ")
    desk: Any = window.desk
    desk.visit_edit.add_lesson(draft)
    page.refresh()
    page.sheet.lessons.open_place(0, field="process")
    body: Any = next(iter(page.sheet.lessons.cards.values())).body
    body.clock.click()
    page.flush()
    assert stored(window, draft).lessons[0].process == text.removeprefix("到校。")


def test_a_talk_is_printed_alone_the_record_with_all_talks_and_a_blank_sheet_with_its_number(
    window: Window, draft: str, hands: Hands
) -> None:
    desk: Any = window.desk
    added = desk.talks.add_interview(draft, points="不外传的话")
    page = record_page(window, draft)
    page.talks.print_interview(added.uid)
    assert wished(window) == InterviewsPrint(uid=draft, place=1)
    hands.press(Qt.Key.Key_Escape)
    page.sheet.print_whole.click()
    assert wished(window) == VisitPrint(uid=draft, copy=Copy.FULL)
    hands.press(Qt.Key.Key_Escape)
    page.sheet.blank_lesson.click()
    assert wished(window) == BlankLessonPrint(uid=draft)


def test_the_next_gap_walks_from_lessons_through_talks_to_questionnaires(
    window: Window, draft: str, hands: Hands
) -> None:
    desk: Any = window.desk
    desk.visit_edit.add_lesson(draft)
    desk.talks.add_interview(draft)
    desk.talks.add_questionnaire(draft)
    page = record_page(window, draft)
    page.sheet.lessons.open_place(0, field="grade")
    hands.press(Qt.Key.Key_F8)
    rows: Any = page.sheet.interviews
    assert next(iter(rows.cards.values())).is_open
    page.sheet.interviews.open_place(0, field="problems")
    hands.press(Qt.Key.Key_F8)
    sheets: Any = page.sheet.questionnaires
    assert next(iter(sheets.cards.values())).is_open


def test_a_filed_record_shows_its_talks_and_lets_nothing_be_changed(
    window: Window, filed: str
) -> None:
    page = record_page(window, filed)
    QApplication.sendPostedEvents()
    assert page.sheet.interviews.add_button.isHidden()
    assert page.sheet.draw_button.isHidden()


def test_the_line_of_a_closed_talk_names_nobody(dressed: QApplication) -> None:
    rows = interview_list(lambda _uid: None, lambda _uid: None)
    rows.show_rows([Interview(uid="i", audience=Audience.PARENT, name="李某", people=2)])
    said = [each.text() + each.toolTip() for each in rows.findChildren(QPushButton)]
    assert any("家长" in each for each in said)
    assert not any("李某" in each for each in said)
    rows.deleteLater()


def test_links_that_write_are_not_shown_where_nothing_can_be_written(
    window: Window, draft: str
) -> None:
    desk: Any = window.desk
    desk.visit_edit.add_lesson_json(draft, {"subject": "语文", "topic": "古诗"})
    desk.talks.add_interview_json(draft, {"audience": "学生", "problems": "午餐偏凉。"})
    sheet: Any = record_page(window, draft).sheet
    (lesson,), (talk,) = sheet.lessons.cards.values(), sheet.interviews.cards.values()
    links = (
        (sheet._narrative.clock, sheet),
        (lesson.body.clock, lesson.body),
        (talk.body.to_issue, talk),
    )
    for locked in (False, True, False):
        sheet.lock(locked=locked)
        assert {link.isVisibleTo(within) for link, within in links} == {not locked}
