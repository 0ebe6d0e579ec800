"""常用语 by keyboard in a record: offered at the cursor, filtered, put in as one step, kept."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from inspector_app.domain.phrase_offer import PhraseSpot
from inspector_app.domain.phrase_options import PhrasePlace, PhraseSource
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import (
    OpenRegister,
)
from inspector_app.ui.phrase_picker import PhrasePicker, PhraseSearch
from inspector_app.ui.typed_pinyin import first_letters
from inspector_app.ui.widgets.fields import LineField, LongText
from tests.gui.conftest import Hands
from tests.gui.phrases.offered import F3, PILED, SHORT, compose, listed, picker, stored, written


def test_a_phrase_is_found_by_its_initials_and_stands_at_the_cursor_saved_with_its_blank_selected(
    window: Window, desk: Any, draft: str, narrative: LongText, hands: Hands
) -> None:
    hands.press(F3)
    assert isinstance(hands.at, PhraseSearch)
    hands.write("xftd")
    assert listed(window)[0] == PILED
    hands.enter()
    assert hands.at is narrative
    assert stored(desk, draft) == f"巡视校园。{PILED}"
    assert narrative.textCursor().selectedText() == "____"
    hands.write("东侧")
    hands.press(F3, shift=True)
    hands.write("纸箱")
    page: Any = window.shell.page
    page.leave()
    assert stored(desk, draft) == "巡视校园。东侧处的消防通道堆放纸箱。"


def test_what_was_put_in_is_one_step_of_undo_apart_from_what_was_typed_before_and_after(
    window: Window, desk: Any, draft: str, narrative: LongText, hands: Hands
) -> None:
    hands.write("又看了操场，")
    hands.press(Qt.Key.Key_Q, ctrl=True)
    hands.write("qas")
    hands.enter()
    hands.write("后写的")
    page: Any = window.shell.page
    page.leave()
    assert stored(desk, draft) == f"巡视校园。又看了操场，{SHORT}后写的"
    page.undo()
    assert stored(desk, draft) == f"巡视校园。又看了操场，{SHORT}"
    page.undo()
    assert stored(desk, draft) == "巡视校园。又看了操场，"
    page.undo()
    assert stored(desk, draft) == "巡视校园。"
    page.redo()
    page.redo()
    assert stored(desk, draft) == f"巡视校园。又看了操场，{SHORT}"


def test_escape_leaves_the_text_and_the_cursor_as_they_were(
    window: Window, desk: Any, draft: str, narrative: LongText, hands: Hands
) -> None:
    narrative.put_cursor(2)
    hands.press(F3)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Escape)
    assert hands.at is narrative
    assert narrative.textCursor().position() == 2
    assert stored(desk, draft) == "巡视校园。"
    assert not [p for p in window.shell.findChildren(PhrasePicker) if p.isVisible()]


def test_the_button_puts_a_phrase_where_the_cursor_is_and_else_into_the_narrative(
    window: Window, desk: Any, draft: str, narrative: LongText, hands: Hands
) -> None:
    page: Any = window.shell.page
    page.sheet.form.input("advice").setFocus()
    for field in ("advice", "narrative"):
        page.sheet.phrases.click()
        hands.write("qas")
        hands.enter()
        page.leave()
        assert stored(desk, draft, field).endswith(SHORT), field
        page.head.print.setFocus()


def test_the_key_pressed_again_closes_and_a_click_elsewhere_leaves_the_cursor_there(
    window: Window, desk: Any, draft: str, narrative: LongText, hands: Hands, qtbot: QtBot
) -> None:
    hands.press(F3)
    shown = picker(window)
    hands.press(F3)
    assert hands.at is narrative
    assert not shown.isVisible()
    hands.press(F3)
    qtbot.mouseClick(window.shell.bar.search, Qt.MouseButton.LeftButton)
    assert hands.at is window.shell.bar.search
    assert not shown.isVisible()
    assert stored(desk, draft) == "巡视校园。"


def test_what_was_selected_before_the_list_opened_can_be_kept_while_it_is_open(
    window: Window, desk: Any, narrative: LongText, hands: Hands
) -> None:
    narrative.selectAll()
    hands.press(F3)
    hands.press(Qt.Key.Key_Q, ctrl=True, shift=True)
    assert hands.at is narrative
    assert "巡视校园。" in {each.phrase.text for each in desk.phrases.all()}


def test_what_an_input_method_composes_filters_and_its_enter_takes_nothing(
    window: Window, desk: Any, draft: str, narrative: LongText, hands: Hands
) -> None:
    hands.press(F3)
    for composed in ("x'f't'd", "xiao'fang'tong'dao", "消防"):
        compose(hands, composed)
        assert PILED in listed(window), composed
        assert SHORT not in listed(window), composed
    hands.enter()
    assert picker(window).isVisible()
    assert stored(desk, draft) == "巡视校园。"


def test_the_keys_are_the_input_methods_while_the_text_itself_is_being_composed(
    window: Window, narrative: LongText, hands: Hands
) -> None:
    compose(hands, "xun")
    hands.press(F3)
    assert hands.at is narrative
    assert not window.shell.findChildren(PhrasePicker)


def test_full_pinyin_without_an_input_method_finds_the_same(
    window: Window, narrative: LongText, hands: Hands
) -> None:
    hands.press(F3)
    hands.write("xiaofangtong")
    assert listed(window)[0] == PILED
    hands.press(Qt.Key.Key_A, ctrl=True)
    hands.write("zzzz")
    assert listed(window) == []
    assert picker(window).nothing.text() == "没有找到“zzzz”，请换个写法。"


@pytest.mark.parametrize(
    ("typed", "letters"),
    [("xiaofang", "xf"), ("xiaof", "xf"), ("xianguo", "xg"), ("anquan", "aq"), ("er", "e"),
     ("xq", ""), ("qas", ""), ("12", ""), ("zh", "z"), ("nihao zhongguo", "nhzg"),
     ("an" * 60 + "1", "")],
)  # fmt: skip
def test_syllables_are_known_by_their_first_letters(typed: str, letters: str) -> None:
    assert first_letters(typed) == letters


def test_what_is_used_in_a_field_stands_first_there_the_next_time(
    window: Window, desk: Any, narrative: LongText, hands: Hands
) -> None:
    for _ in range(2):
        hands.press(F3)
        hands.write("qas")
        hands.enter()
    hands.press(F3)
    assert listed(window)[0] == SHORT
    hands.press(Qt.Key.Key_Escape)
    line = next(each for each in desk.phrases.all() if each.phrase.text == SHORT)
    assert line.used == 2
    assert desk.phrases.offered(PhraseSpot("visit.advice"))[0].phrase.text != SHORT


def test_an_issue_is_offered_the_phrases_of_its_own_matter_first(
    window: Window, desk: Any, draft: str, hands: Hands
) -> None:
    written(window, draft, "advice")
    hands.press(Qt.Key.Key_I, ctrl=True)
    page: Any = window.shell.page
    (card,) = page.sheet.issues.cards.values()
    chips = card.body.form.input("category")
    chips.setFocus()
    hands.choose("6")
    field = card.body.form.input("description")
    field.setFocus()
    hands.press(F3)
    assert listed(window)[0] == PILED
    hands.enter()
    page.leave()
    (issue,) = desk.visits.record(draft).visit.issues
    assert issue.description == PILED
    assert {use.field for use in desk.context.stores.phrases.uses()} == {"issue.description"}


def test_what_is_selected_is_kept_for_this_field_and_only_once(
    window: Window, desk: Any, narrative: LongText, hands: Hands
) -> None:
    said: list[str] = []
    window.events.said.connect(said.append)
    hands.press(Qt.Key.Key_Q, ctrl=True, shift=True)
    narrative.selectAll()
    hands.press(Qt.Key.Key_Q, ctrl=True, shift=True)
    hands.press(Qt.Key.Key_Q, ctrl=True, shift=True)
    kept = [e.phrase for e in desk.phrases.all() if e.phrase.text == "巡视校园。"]
    assert [(e.place, e.source) for e in kept] == [(PhrasePlace.NARRATIVE, PhraseSource.OWN)]
    assert said[0] == "先选中要存的字，再按 Ctrl+Shift+Q。"
    assert said[1] == "已存为常用语，用在督导过程。"
    assert said[2].startswith("“我的”常用语里已经有这一条")
    hands.press(F3)
    assert picker(window).save.isVisible()
    hands.write("qas")
    hands.enter()
    assert narrative.toPlainText() == SHORT


def test_a_phrase_for_which_there_is_no_room_is_not_put_in_and_nothing_is_cut(
    window: Window, desk: Any, draft: str, hands: Hands
) -> None:
    said: list[str] = []
    window.events.said.connect(said.append)
    field = written(window, draft, "plan_text")
    before = "长" * (field.limit - 3)
    field.insertPlainText(before)
    hands.press(F3)
    hands.write("qas")
    hands.enter()
    assert field.toPlainText() == before
    assert said[-1] == f"这里写不下，没有插入：这一条有 {len(SHORT)} 字。"


def test_a_line_takes_a_phrase_as_one_line_and_counts_characters_beyond_the_first_plane(
    window: Window, desk: Any, draft: str, hands: Hands
) -> None:
    desk.phrases.add("接待人\n____老师")
    written(window, draft, "advice")
    page: Any = window.shell.page
    field = page.sheet.form.input("host")
    assert isinstance(field, LineField)
    field.setFocus()
    field.setText("\U0003134a")
    hands.press(F3)
    hands.write("jdr")
    hands.enter()
    assert field.text() == "\U0003134a接待人 ____老师"
    assert field.selectedText() == "____"
    page.leave()
    assert stored(desk, draft, "host") == "\U0003134a接待人 ____老师"


def test_a_filed_record_and_a_place_without_text_take_nothing_and_say_why(
    window: Window, desk: Any, filed: str, hands: Hands
) -> None:
    said: list[str] = []
    window.events.said.connect(said.append)
    written(window, filed, "narrative")
    hands.press(F3)
    window.shell.bar.search.setFocus()
    hands.press(F3)
    assert said == [
        "这一处现在只能看，不能写，没有插入。",
        "这里没有可以写的文字；先把光标放到要写的地方，再按 F3。",
    ]
    assert not window.shell.findChildren(PhrasePicker)


def test_who_complained_is_kept_apart_from_phrases(window: Window, desk: Any, hands: Hands) -> None:
    said: list[str] = []
    window.events.said.connect(said.append)
    window.navigator.open(OpenRegister(kind="complaint"))
    hands.press(Qt.Key.Key_N, ctrl=True, shift=True)
    page: Any = window.shell.page
    sheet = page._sheet()
    sealed = next(
        field
        for name in sheet.sealed.form.names()
        if isinstance(field := sheet.sealed.form.input(name), LineField | LongText)
    )
    sealed.setFocus()
    sealed.insert("反映人") if isinstance(sealed, LineField) else sealed.insertPlainText("反映人")
    sealed.selectAll()
    hands.press(Qt.Key.Key_Q, ctrl=True, shift=True)
    hands.press(F3)
    assert set(said[-2:]) == {"这一处的内容另外封存，不用常用语，也不能存为常用语。"}
    assert "反映人" not in {each.phrase.text for each in desk.phrases.all()}
