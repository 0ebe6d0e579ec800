"""表样 in the window: a blank form is looked through, mended, published and filled."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, Place
from tests.blank_layouts import month_book, notice_paper


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Answer what is asked: which file, where to save, which of several."""

    def give(**answers: Any) -> None:
        for name, value in answers.items():
            monkeypatch.setattr(ask, name, lambda *_, value=value, **__: value)

    return give


@pytest.fixture
def page(window: Window) -> Any:
    """The page, opened from 更多."""
    window.navigator.open(GoTo(place=Place.MORE))
    more: Any = window.shell.page
    more.layouts.click()
    return window.shell.page


def told(page: Any) -> dict[str, str]:
    return {line.key: line.field for line in page._lines.rows}


def test_a_blank_month_table_is_looked_through_mended_published_and_filled(
    page: Any, answer: Callable[..., None], tmp_path: Path
) -> None:
    assert page.hint.isHidden()
    assert page.lines.isHidden()
    answer(open_file=month_book(tmp_path / "月报.xlsx"))
    page.blank.click()
    assert page.told.text() == "月报.xlsx：月统计表，Excel 原表　1 处没有认出"
    keys = list(told(page))
    assert told(page)["L"] == ""
    page.lines.setCurrentIndex(page._lines.index(keys.index("L"), 0))
    composed = QInputMethodEvent("", [])
    composed.setCommitString("回访")
    QApplication.sendEvent(page.field.lineEdit(), composed)
    words = page.field.completer()
    offered = [words.completionModel().index(n, 0).data() for n in range(words.completionCount())]
    assert offered == ["督导类型·整改回访", "回访（次）"]
    page.field.chosen.emit(offered[1])
    assert told(page)["L"] == "回访（次）"
    assert page.told.text() == "月报.xlsx：月统计表，Excel 原表"
    assert page.lines.currentIndex().row() == keys.index("L")
    page.publish.click()
    assert page.notice.text == "已发布：月报 第1版。"
    assert page.lines.isHidden()
    out = tmp_path / "填好.xlsx"
    answer(pick=0, save_file=out)
    page.fill.click()
    assert page.notice.text.startswith("填了 ")
    assert load_workbook(out).sheetnames == ["月报", "数字来源"]
    answer(save_file=tmp_path / "原.xlsx")
    page.original.click()
    assert (tmp_path / "原.xlsx").read_bytes() == (tmp_path / "月报.xlsx").read_bytes()


def test_any_place_of_a_notice_is_chosen_a_wrong_word_is_told_and_it_can_be_given_up(
    page: Any, answer: Callable[..., None], tmp_path: Path
) -> None:
    answer(open_file=notice_paper(tmp_path / "通知书.docx"))
    page.blank.click()
    keys = list(told(page))
    assert told(page)["第6段"] == "责任督学"
    page.lines.setCurrentIndex(page._lines.index(keys.index("第6段"), 0))
    page.field.chosen.emit("满意度")
    assert "没有“满意度”这项内容" in page.notice.text
    page.field.chosen.emit("责任单位")
    assert told(page)["第6段"] == "责任单位"
    page.kind.setCurrentIndex(page.kind.findText("整改情况核查表"))
    page.kind.activated.emit(page.kind.currentIndex())
    assert page.told.text().startswith("通知书.docx：整改情况核查表")
    page.drop.click()
    assert page.lines.isHidden()
    page.publish_file()
    assert [each.name for each in page._rows.rows] == ["示范区月统计表"]


def test_the_month_page_fills_the_forms_of_the_district_with_the_figures_that_are_asked_for(
    window: Window, page: Any, answer: Callable[..., None], tmp_path: Path
) -> None:
    answer(open_file=month_book(tmp_path / "月报.xlsx"))
    page.blank.click()
    page.publish.click()
    window.navigator.open(GoTo(place=Place.MONTH))
    months: Any = window.shell.page
    assert not months.own.isHidden()
    out = tmp_path / "填好.xlsx"
    answer(pick=0, save_file=out)
    months.own.click()
    assert load_workbook(out).sheetnames == ["月报", "数字来源"]
    assert str(out) in months.notice.text


def test_a_file_that_is_no_form_says_why_and_publishes_nothing(
    page: Any, answer: Callable[..., None], tmp_path: Path
) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK broken")
    answer(open_file=path)
    page.blank.click()
    assert "坏.xlsx" in page.notice.text
    assert page.lines.isHidden()
