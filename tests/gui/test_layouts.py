"""表样 in the window: a blank form is looked through, mended, published and filled."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

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
    assert not page.hint.isHidden()
    assert page.lines.isHidden()
    answer(open_file=month_book(tmp_path / "月报.xlsx"))
    page.blank.click()
    assert page.told.text() == "月报.xlsx：月统计表，Excel 原表　1 列没有认出"
    keys = list(told(page))
    assert told(page)["L"] == ""
    page.lines.setCurrentIndex(page._lines.index(keys.index("L"), 0))
    page.field.setCurrentText("回访（次）")
    page.field.activated.emit(page.field.currentIndex())
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


def test_a_notice_is_looked_through_without_columns_to_choose_and_can_be_given_up(
    page: Any, answer: Callable[..., None], tmp_path: Path
) -> None:
    answer(open_file=notice_paper(tmp_path / "通知书.docx"))
    page.blank.click()
    assert page.field.isHidden()
    page.drop.click()
    assert page.lines.isHidden()
    page.publish_file()
    assert page._rows.rows == ()


def test_a_file_that_is_no_form_says_why_and_publishes_nothing(
    page: Any, answer: Callable[..., None], tmp_path: Path
) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK broken")
    answer(open_file=path)
    page.blank.click()
    assert "坏.xlsx" in page.notice.text
    assert page.lines.isHidden()
