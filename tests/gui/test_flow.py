"""Lines that break: how high they are follows from what stands in them now."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.ui.widgets.flow import ActsLayout, FlowLayout

WIDTH = 200
WORDS = ("小学", "完全中学", "九年一贯制学校", "教学点", "公办幼儿园")


def flow_of(nested: bool, qtbot: QtBot) -> tuple[QWidget, FlowLayout]:
    whole = QWidget()
    qtbot.addWidget(whole)
    flow = FlowLayout() if nested else FlowLayout(whole)
    if nested:
        outer, line = QVBoxLayout(whole), QHBoxLayout()
        line.addLayout(flow)
        outer.addLayout(line)
    for word in WORDS:
        flow.addWidget(QPushButton(word))
    whole.show()
    return whole, flow


def hide(flow: FlowLayout) -> None:
    for place in range(1, len(WORDS)):
        button_at(flow, place).hide()


def lengthen(flow: FlowLayout) -> None:
    for place in range(len(WORDS)):
        button_at(flow, place).setText("普惠性民办幼儿园和看护点")


def add(flow: FlowLayout) -> None:
    for word in WORDS:
        added = QPushButton(word)
        flow.addWidget(added)
        added.show()


def take(flow: FlowLayout) -> None:
    while flow.count() > 1:
        item = flow.takeAt(1)
        assert item is not None
        item.widget().hide()


def button_at(flow: FlowLayout, place: int) -> QPushButton:
    item = flow.itemAt(place)
    assert item is not None
    found = item.widget()
    assert isinstance(found, QPushButton)
    return found


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize(
    ("change", "grows"), [(hide, False), (lengthen, True), (add, True), (take, False)]
)
def test_lines_are_measured_again_when_what_stands_in_them_changes(
    qtbot: QtBot, nested: bool, change: Callable[[FlowLayout], None], grows: bool
) -> None:
    whole, flow = flow_of(nested, qtbot)
    before = flow.heightForWidth(WIDTH)
    change(flow)
    layout = whole.layout()
    assert layout is not None
    layout.activate()
    after = flow.heightForWidth(WIDTH)
    assert (after > before) is grows
    assert after != before


def test_the_last_button_of_a_bar_never_stands_alone_in_a_line(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    bar = ActsLayout(whole)
    for word in WORDS:
        bar.addWidget(QPushButton(word))
    buttons = [button_at(bar, place) for place in range(len(WORDS))]
    widths = [each.sizeHint().width() for each in buttons]
    all_but_one = sum(widths[:-1]) + 6 * (len(WORDS) - 2)
    whole.resize(all_but_one, 200)
    whole.show()
    lines: dict[int, int] = {}
    for each in buttons:
        lines[each.y()] = lines.get(each.y(), 0) + 1
    assert list(lines.values()) == [len(WORDS) - 2, 2]
