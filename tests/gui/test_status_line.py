"""The lowest line of the window keeps its height whatever it says, so that no page jumps."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app.ui.shell import StatusLine

SENTENCE = "“79”不是日期，没有保存；请写成 5.2、2022-5-2 或 今天 这样的写法。"


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine()
    qtbot.addWidget(made)
    made.resize(980, 30)
    made.show()
    return made


def height(line: StatusLine) -> int:
    QApplication.sendPostedEvents()
    box = line.layout()
    assert box is not None
    return box.totalHeightForWidth(line.width())


def test_what_is_saved_or_refused_stands_on_one_line(line: StatusLine) -> None:
    line.show_saved("10:42:07")
    saved = height(line)
    line.show_not_saved(SENTENCE)
    assert height(line) == saved
    assert saved < 2 * line.fontMetrics().height()


def test_what_is_too_long_takes_more_lines_and_leaves_room_beside_it(line: StatusLine) -> None:
    line.show_saved("10:42:07")
    saved = height(line)
    line.show_not_saved(SENTENCE * 4)
    line.say("已撤销：内容")
    assert saved < height(line) < 5 * saved
    assert line.minimumSizeHint().width() < line.width()
    line.resize(300, 30)
    assert line.minimumSizeHint().width() < 300
