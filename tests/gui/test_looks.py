"""Colours, sizes and the input method's surroundings."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from inspector_app.ui.app import Window
from inspector_app.ui.input_method import prefer_ibus
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import (
    GoTo,
    OpenPeople,
    OpenRegister,
    OpenRules,
    OpenSchool,
    OpenVisit,
    Place,
)
from inspector_app.ui.theme import COLOURS, FAMILY, Mode, contrast, dress
from inspector_app.ui.widgets.table import Table
from tests.gui.conftest import SIZE

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize("mode", list(Mode))
def test_every_text_stands_out_from_its_ground(mode: Mode) -> None:
    weak = {
        pair: round(contrast(*pair), 2)
        for pair in COLOURS[mode].text_pairs()
        if contrast(*pair) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("mode", list(Mode))
def test_a_chosen_row_that_warns_is_written_in_the_full_ink_of_the_text(
    qapp: QApplication, mode: Mode
) -> None:
    dress(qapp, mode=mode)
    rows: RowsModel[str] = RowsModel([Column(title="月报", text=str, ink=lambda _: "bad")])
    table = Table("各人月报", rows)
    rows.show(["▲ 没有收到"])
    table.show()
    table.setFocus()
    cell = table.visualRect(rows.index(0, 0)).translated(table.viewport().pos())
    picture = table.grab(cell).toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    dress(qapp)
    assert {COLOURS[mode].text, COLOURS[mode].tint} <= colours


def test_contrast_is_that_of_the_accessibility_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@given(colours, colours)
def test_contrast_does_not_depend_on_which_colour_is_the_text(one: str, other: str) -> None:
    assert contrast(one, other) == pytest.approx(contrast(other, one))
    assert 1 <= contrast(one, other) <= 21


def test_the_window_uses_the_bundled_face_and_qts_own_chinese(qapp: QApplication) -> None:
    dress(qapp)
    assert QFontInfo(qapp.font()).family() == FAMILY
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_text_twice_as_large_is_twice_as_large(qapp: QApplication) -> None:
    dress(qapp)
    normal = qapp.font().pointSizeF()
    dress(qapp, scale=200)
    doubled = qapp.font().pointSizeF()
    dress(qapp)
    assert doubled == pytest.approx(2 * normal)


@pytest.mark.parametrize(
    ("plugins", "wanted", "used"),
    [
        ((), "fcitx", "ibus"),
        ((), "fcitx5", "ibus"),
        (("libfcitx5platforminputcontextplugin.so",), "fcitx5", "fcitx5"),
        ((), "ibus", "ibus"),
        ((), "xim", "xim"),
    ],
)
def test_fcitx_is_reached_over_ibus_where_qt_has_no_plugin_for_it(
    tmp_path: Path, plugins: tuple[str, ...], wanted: str, used: str
) -> None:
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    for name in plugins:
        (folder / name).touch()
    environment = {"QT_IM_MODULE": wanted}
    prefer_ibus(environment, tmp_path)
    assert environment["QT_IM_MODULE"] == used


def test_the_record_page_needs_no_more_width_in_larger_text(
    window: Window, qapp: QApplication
) -> None:
    desk: Any = window.desk
    uid = desk.visit_edit.new(school_code=desk.schools.board()[0].school.code).uid
    window.navigator.open(OpenVisit(uid=uid))
    page: Any = window.shell.page
    measured = {}
    for scale in (100, 130, 150):
        dress(qapp, scale=scale)
        QApplication.sendPostedEvents()
        view = page.sheet.view
        measured[scale] = (
            window.shell.width(), view.widget().width() - view.viewport().width(),
            window.shell.rail.width() < SIZE[0] // 5,
        )  # fmt: skip
    dress(qapp)
    assert set(measured.values()) == {(SIZE[0], 0, True)}, measured


def test_no_page_makes_the_window_wider_than_the_screen_in_the_largest_text(
    window: Window, qapp: QApplication
) -> None:
    dress(qapp, scale=200)
    window.shell.resize(*SIZE)
    pages: list[Any] = [GoTo(place=place) for place in Place]
    pages += [OpenSchool(code="2121000001"), OpenPeople(), OpenRules()]
    pages += [OpenRegister(kind=kind) for kind in ("complaint", "unit", "selfcheck", "duty")]
    measured = {}
    for page in pages:
        window.navigator.open(page)
        QApplication.sendPostedEvents()
        measured[page] = window.shell.width()
    rail = window.shell.rail
    rail.resize(rail.width(), SIZE[1])
    QApplication.sendPostedEvents()
    lines = [rail.button(place) for place in Place]
    cut = [each.text() for each in lines if each.height() < each.fontMetrics().height()]
    lowest = max(each.geometry().bottom() for each in lines)
    dress(qapp)
    assert set(measured.values()) == {SIZE[0]}, measured
    assert (cut, lowest < SIZE[1]) == ([], True)
