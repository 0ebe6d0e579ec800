"""The start of the window: what it puts off, and what it shows where something is wrong."""

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from inspector_app.base.child import run
from inspector_app.base.errors import EnvironmentProblem
from inspector_app.bootstrap import DEFAULT_DISTRICT, open_workbench
from inspector_app.services.context import Role
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


_WHAT_A_START_LOADS = """
import os, sys
sys.path.insert(0, sys.argv[2])
from tests.bench import first_paint

def told(began):
    import linecache
    import PySide6.QtCore, PySide6.QtWidgets
    loaded = {name.partition(".")[0] for name in sys.modules} | set(sys.modules)
    for part in PySide6.QtCore, PySide6.QtWidgets:
        loaded |= {f"{part.__name__.removeprefix('PySide6.')}.{name}" for name in vars(part)}
    loaded |= {f"text:{os.path.basename(path)}" for path in linecache.cache}
    print(*loaded, flush=True)
    os._exit(0)

first_paint.told = told
sys.argv = ["inspector-app", "--data", sys.argv[1]]
first_paint.filled(0.0)
"""


@pytest.mark.parametrize("code", ["210304", DEFAULT_DISTRICT])
def test_a_start_loads_nothing_that_today_does_not_show(filled: Path, code: str) -> None:
    with open_workbench(filled) as bench:
        bench.settings.set_identity(role=Role.LAPTOP, district=code, inspector_id="DX001")
    root = Path(__file__).resolve().parents[2]
    done = run([sys.executable, "-c", _WHAT_A_START_LOADS, filled, root], seconds=60)
    loaded = set(done.out.decode().split())
    assert {"inspector_app", "QtCore.QTimer"} <= loaded, done.err.decode()
    # QtCore.Qt is a name that builds every enumeration of Qt when it is first read, and QStyle
    # those of its own.
    heavy = {
        "PIL", "QtCore.Qt", "QtWidgets.QStyle", "hashlib", "inspector_app.domain.issue_event",
        "inspector_app.services.district_today",
        "inspector_app.services.pack_taking", "inspector_app.services.share_carrying",
        "inspector_app.storage.renewal", "openpyxl", "peewee", "reportlab", "tomllib",
    }  # fmt: skip
    assert loaded & heavy == set()
    # PySide asks for the text of modules to see whether they want its names in snake case.
    assert not loaded & {"text:shell.py", "text:today.py", "text:issues.py"}
