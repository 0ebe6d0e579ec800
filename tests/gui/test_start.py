"""The start of the window: what it puts off, and what it shows where something is wrong."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.ui import app
from inspector_app.ui.app import Window
from inspector_app.ui.pages.today import TodayView


@pytest.fixture
def put_off() -> Iterator[None]:
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


def test_garbage_is_looked_for_again_once_the_first_page_stands(
    open_window: Callable[[Path], Window], filled: Path, put_off: None, qtbot: QtBot
) -> None:
    window = open_window(filled)
    qtbot.waitUntil(gc.isenabled)
    assert isinstance(window.shell.page, TodayView)


def test_garbage_is_looked_for_again_where_the_data_cannot_be_opened(put_off: None) -> None:
    def refuse(folder: Path) -> Any:
        raise EnvironmentProblem("打不开。")

    window = Window(refuse, Path("nowhere"), jobs=app.InlineJobs())
    window.open_data()
    assert gc.isenabled()
    window.close()


def test_the_window_opens_and_says_why_where_today_cannot_be_read(
    open_window: Callable[[Path], Window],
    filled: Path,
    monkeypatch: pytest.MonkeyPatch,
    expected_log: list[str],
) -> None:
    expected_log += ["the first page could not be read", "a job ended in a bug"]

    def broken(service: object) -> None:
        raise ValueError("a damaged row")

    monkeypatch.setattr("inspector_app.services.today.TodayService.page", broken)
    window = open_window(filled)
    page = window.shell.page
    assert isinstance(page, TodayView)
    assert "程序内部出错" in page.notice.text
    assert window.shell.rail.isEnabled()
