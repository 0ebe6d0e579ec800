"""What 常用语 look like: offered at the cursor, on their page, and asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.phrase_options import PhrasePlace
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenPhrases, OpenVisit
from tests.gui.conftest import Hands
from tests.gui.handbook_pictures import SIZE, compare

pytestmark = pytest.mark.screenshot

OWN = (
    ("____处的消防通道堆放____，宽度只剩____厘米。", PhrasePlace.ISSUE, "T6", 3),
    ("一楼至____楼走廊、楼梯间逐层看过，____。", PhrasePlace.NARRATIVE, "", 5),
    ("与值班教师核对了当天的____记录。", PhrasePlace.NARRATIVE, "", 2),
    ("请把整改照片和责任人名单于____前报来。", PhrasePlace.REQUIREMENT, "", 0),
)


def put_phrases(folder: Path, clock: FixedClock) -> str:
    """Keep phrases and begin a record; return it."""
    with bootstrap.open_workbench(folder, clock=clock) as made:
        for text, place, category, used in OWN:
            phrase = made.phrases.add(text, place=place, category=category).phrase
            for _ in range(used):
                made.phrases.note_use(phrase.uid, f"visit.{place.value}")
        uid = str(made.visit_edit.new(school_code=made.schools.board()[0].school.code).uid)
        made.visit_edit.set_field(uid, "narrative", "9时到校，先看校门口和值班室。")
    return uid


def test_phrases_look_as_their_pictures_in_the_handbook(
    open_window: Callable[[Path], Window], filled: Path, clock: FixedClock, hands: Hands
) -> None:
    uid = put_phrases(filled, clock)
    window = open_window(filled)
    window.shell.resize(*SIZE)
    window.navigator.open(OpenPhrases())
    page: Any = window.shell.page
    page.setFocus()
    wrong = [compare(window, "phrases")]
    window.navigator.open(OpenVisit(uid=uid, field="narrative"))
    page = window.shell.page
    field = page.sheet.form.input("narrative")
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.End)
    # The form has its places before anybody presses a key.
    for _ in range(2):
        QApplication.sendPostedEvents()
        window.shell.grab()
    hands.press(Qt.Key.Key_F3)
    wrong.append(compare(window, "phrase-picker"))
    assert [each for each in wrong if each] == []
