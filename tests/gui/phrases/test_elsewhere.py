"""常用语 in registers, the papers beside a record, replies and questions."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from inspector_app.ui.app import Window
from inspector_app.ui.navigator import (
    OpenChecklists,
    OpenForms,
    OpenRegister,
    OpenReply,
)
from inspector_app.ui.widgets.fields import LongText
from tests.form_packages import package, xform
from tests.gui.answers import Answer
from tests.gui.conftest import Hands
from tests.gui.phrases.offered import F3, SHORT


def test_an_entry_of_a_register_takes_a_phrase_and_undo_takes_it_back(
    window: Window, desk: Any, hands: Hands
) -> None:
    window.navigator.open(OpenRegister(kind="meeting"))
    hands.press(Qt.Key.Key_N, ctrl=True, shift=True)
    page: Any = window.shell.page
    sheet = page._sheet()
    name, field = next(
        (name, field)
        for name in sheet.form.names()
        if isinstance(field := sheet.form.input(name), LongText)
    )
    field.setFocus()
    hands.press(F3)
    hands.write("qas")
    hands.enter()
    uid = page.record.entry.uid
    assert desk.registers.record(uid).entry.values[name] == SHORT
    page.undo()
    assert desk.registers.record(uid).entry.values[name] == ""
    assert {use.field for use in desk.context.stores.phrases.uses()} == {f"register.meeting.{name}"}


def test_papers_beside_a_record_take_a_phrase_as_a_step_of_their_own(
    window: Window, desk: Any, draft: str, tmp_path: Path, hands: Hands
) -> None:
    desk.checklists.begin(draft, "shuangjian")
    window.navigator.open(OpenChecklists(uid=draft, form="shuangjian"))
    page: Any = window.shell.page
    page.panel.note.setFocus()
    hands.write("先写的。")
    page.phrases.click()
    hands.write("qas")
    hands.enter()
    (note,) = desk.checklists.of_record(draft).views[0].filled.answers.values()
    assert note == f"先写的。{SHORT}"
    page.undo()
    (note,) = desk.checklists.of_record(draft).views[0].filled.answers.values()
    assert note == "先写的。"
    desk.form_versions.publish(package(tmp_path, xform()))
    desk.forms.begin(draft, "demo")
    window.navigator.open(OpenForms(uid=draft))
    page = window.shell.page
    field = next(f for f in page.findChildren(LongText) if f.isVisible() and not f.isReadOnly())
    field.setFocus()
    page.phrases.click()
    hands.write("qas")
    hands.enter()
    page.leave()
    assert SHORT in desk.forms.of_record(draft).records[0].answers.values()
    assert {use.field for use in desk.context.stores.phrases.uses()} == {
        "checklist.note", "form.text",
    }  # fmt: skip


def test_a_reply_of_a_school_takes_a_phrase(window: Window, desk: Any, hands: Hands) -> None:
    code = desk.ledger.page(replace(desk.ledger.everything(), open_only=True)).rows[0].school_code
    window.navigator.open(OpenReply(uid=desk.replies.begin_or_go_on(code).uid))
    page: Any = window.shell.page
    page.issues.setFocus()
    hands.enter()
    page.form.done.setFocus()
    page.phrases.click()
    hands.write("qas")
    hands.enter()
    page.leave()
    (answer,) = desk.replies.get(page.uid).answers
    assert answer.done == SHORT
    page.undo()
    assert [each.done for each in desk.replies.get(page.uid).answers] == [""]


def test_a_question_of_the_window_takes_a_phrase_too(
    window: Window, desk: Any, hands: Hands, answer: Answer
) -> None:
    def write(question: Any) -> None:
        question.text.setFocus()
        hands.press(F3)
        hands.write("qas")
        hands.enter()
        assert hands.at is question.text
        question.accept()

    answer(write)
    hands.press(Qt.Key.Key_J, ctrl=True)
    assert [each.text for each in desk.notes.unassigned()] == [SHORT]
    assert {use.field for use in desk.context.stores.phrases.uses()} == {"note.text"}
