"""A line of a list that is too long for its place."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenSchool
from inspector_app.ui.theme import dress
from inspector_app.ui.widgets.row_button import RowButton

TEXT = "▲ 逾期 2026-11-20　示范区第3小学：消防通道堆放课桌 & 杂物，应急灯不亮"


@pytest.fixture
def line(qtbot: QtBot, qapp: QApplication) -> Callable[[str, int], RowButton]:
    def make(text: str, width: int) -> RowButton:
        dress(qapp)
        made = RowButton(text, tip="依据：规则")
        qtbot.addWidget(made)
        made.resize(width, made.sizeHint().height())
        return made

    return make


def test_what_does_not_fit_ends_in_dots_and_is_said_whole(
    line: Callable[[str, int], RowButton],
) -> None:
    whole, cut = line(TEXT, 900), line(TEXT, 240)
    assert whole.shown == TEXT
    assert cut.shown.endswith("…")
    assert TEXT.startswith(cut.shown[:-1])
    assert cut.fontMetrics().horizontalAdvance(cut.shown) <= 240
    # One character more would not fit.
    more = f"{TEXT[: len(cut.shown)]}…"
    assert cut.fontMetrics().horizontalAdvance(more) > 240 - 20
    assert (cut.toolTip(), cut.accessibleName()) == (f"{TEXT}\n依据：规则", TEXT)


def test_it_follows_its_width_and_its_text(line: Callable[[str, int], RowButton]) -> None:
    made = line(TEXT, 240)
    short = made.shown
    made.resize(400, made.height())
    assert len(made.shown) > len(short)
    made.say("短")
    assert (made.shown, made.toolTip(), made.accessibleName()) == ("短", "短", "短")


def test_a_line_without_room_or_of_a_whole_narrative_is_drawn_all_the_same(
    line: Callable[[str, int], RowButton],
) -> None:
    assert line(TEXT, 1).shown == "…"
    assert len(line("逐项核对。" * 10_000, 800).shown) < 100


def test_lines_of_today_and_of_a_school_are_never_cut_without_a_sign(window: Window) -> None:
    desk: Any = window.desk
    issue = desk.ledger.page(desk.ledger.everything()).rows[0]
    school = desk.visits.get(issue.visit_uid).school_code
    window.shell.resize(800, 544)
    for wish in (None, OpenSchool(code=school)):
        if wish is not None:
            window.navigator.open(wish)
        page: Any = window.shell.page
        QApplication.sendPostedEvents()
        lines = page.findChildren(RowButton)
        assert lines
        for each in lines:
            assert each.shown == each.text() or each.shown.endswith("…")
            assert each.toolTip().startswith(each.text())
            drawn = each.fontMetrics().horizontalAdvance(each.shown)
            assert drawn <= each.width(), each.text()


def test_enter_opens_a_line(line: Callable[[str, int], RowButton]) -> None:
    made = line(TEXT, 400)
    made.show()
    heard: list[bool] = []
    made.clicked.connect(lambda: heard.append(True))
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert heard == [True]
