"""打印字体 in 设置: an office switches its own fonts on and off."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from inspector_app.base.paths import resources
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, Place


@pytest.fixture
def settings(window: Window) -> Any:
    """The page 设置."""
    window.navigator.open(GoTo(place=Place.SETTINGS))
    return window.shell.page


def pressed(page: Any, name: str) -> None:
    (found,) = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name]
    found.click()


def test_a_font_is_chosen_shown_and_given_up_again(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = tmp_path / "单位仿宋.ttf"
    font.write_bytes((resources() / "fonts" / "InspectorFang-Regular.ttf").read_bytes())
    row = settings.fonts.rows["fang"]
    assert row.file.text() == "程序自带"
    assert not row.reset.isVisibleTo(settings)
    monkeypatch.setattr(ask, "open_file", lambda *_: font)
    pressed(settings, "仿宋：选字体文件")
    assert row.file.text() == "单位仿宋.ttf"
    monkeypatch.setattr(ask, "open_file", lambda *_: None)
    pressed(settings, "仿宋：选字体文件")
    assert row.file.text() == "单位仿宋.ttf"
    pressed(settings, "仿宋：改回程序自带")
    assert row.file.text() == "程序自带"


def test_a_file_that_is_no_font_is_refused_on_the_page(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font = tmp_path / "坏.ttf"
    font.write_bytes(b"no font")
    monkeypatch.setattr(ask, "open_file", lambda *_: font)
    pressed(settings, "宋体：选字体文件")
    assert "字体文件“坏.ttf”不能用于打印" in settings.notice.text
    assert settings.fonts.rows["song"].file.text() == "程序自带"
