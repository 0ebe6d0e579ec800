"""打印字体 in 设置: an office switches its own fonts on and off."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from inspector_app.base.paths import resources
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, Place


def pressed(page: Any, name: str) -> None:
    (found,) = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name]
    found.click()


def test_a_font_is_chosen_shown_and_given_up_again(
    open_window: Callable[[Path], Window],
    filled: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    font = tmp_path / "单位仿宋.ttf"
    font.write_bytes((resources() / "fonts" / "InspectorFang-Regular.ttf").read_bytes())
    window = open_window(filled)
    window.navigator.open(GoTo(place=Place.SETTINGS))
    page: Any = window.shell.page
    row = page.fonts.rows["fang"]
    assert row.file.text() == "程序自带"
    assert not row.reset.isVisibleTo(page)
    monkeypatch.setattr(ask, "open_file", lambda *_: font)
    pressed(page, "仿宋：选字体文件")
    assert row.file.text() == "单位仿宋.ttf"
    monkeypatch.setattr(ask, "open_file", lambda *_: None)
    pressed(page, "仿宋：选字体文件")
    assert row.file.text() == "单位仿宋.ttf"
    pressed(page, "仿宋：改回程序自带")
    assert row.file.text() == "程序自带"


def test_a_file_that_is_no_font_is_refused_on_the_page(
    open_window: Callable[[Path], Window],
    filled: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    font = tmp_path / "坏.ttf"
    font.write_bytes(b"no font")
    window = open_window(filled)
    window.navigator.open(GoTo(place=Place.SETTINGS))
    page: Any = window.shell.page
    monkeypatch.setattr(ask, "open_file", lambda *_: font)
    pressed(page, "宋体：选字体文件")
    assert "字体文件“坏.ttf”不能用于打印" in page.notice.text
    assert page.fonts.rows["song"].file.text() == "程序自带"
