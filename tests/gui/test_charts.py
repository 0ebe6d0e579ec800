"""Charts on the screen: painted, told by mouse and keyboard, copied as numbers."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app.domain.chart import Chart, ChartKind, Series
from inspector_app.ui.theme import Mode, dress
from inspector_app.ui.widgets.chart import ChartView

SIZE = (640, 320)
CHART = Chart(
    kind=ChartKind.BARS,
    title="各月校次",
    unit="校次",
    categories=("9月", "10月", "11月"),
    series=(Series(name="校次", values=(31, 45, 17)),),
)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> ChartView:
    dress(qapp)
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show_chart(CHART)
    made.show()
    return made


@pytest.mark.parametrize("mode", Mode)
def test_a_chart_is_painted_in_each_mode(view: ChartView, qapp: QApplication, mode: Mode) -> None:
    dress(qapp, mode=mode)
    image = view.grab().toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 5)
        for y in range(0, image.height(), 5)
    }
    dress(qapp)
    assert len(colours) > 4


def test_the_number_under_the_mouse_is_told(view: ChartView) -> None:
    told = {view.said_at(QPointF(x, y)) for x in range(0, SIZE[0], 6) for y in range(0, SIZE[1], 6)}
    for value in ("31", "45", "17"):
        assert any(value in said for said in told)


def test_the_numbers_are_read_out_and_reached_by_the_keyboard(view: ChartView) -> None:
    assert "各月校次" in view.accessibleName()
    assert "45" in view.accessibleDescription()
    assert view.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_ctrl_c_copies_the_numbers_as_a_table(view: ChartView, qtbot: QtBot) -> None:
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert "10月" in text
    assert "\t" in text
    assert {"31", "45", "17"} <= set(text.split())
