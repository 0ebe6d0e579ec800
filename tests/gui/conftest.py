"""A window over a real data folder, and a pair of hands that only has a keyboard."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.ui.app import Window
from inspector_app.ui.jobs import InlineJobs
from inspector_app.ui.theme import BASE_POINTS, COLOURS, Mode, dress
from tests.district.office.district import District, made_district
from tests.gui.previews import NOVEMBER, NOWHERE
from tests.made_once import made_once
from tests.unit.services.conftest import filled_folder  # noqa: F401 - a fixture

SIZE = (1093, 544)


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> Iterator[None]:
    """Have the application stand before every test: any of them may be the first of its process.

    What a test leaves on the clipboard is taken off it: without a window system the clipboard
    outlives the interpreter, and with it what Python has made.
    """
    yield
    qapp.clipboard().clear()


@pytest.fixture
def folder(ready_folder: Path, tmp_path: Path) -> Path:
    """The empty data folder of 督学01."""
    return shutil.copytree(ready_folder, tmp_path / "data")


@pytest.fixture(scope="session")
def district(ready_folder: Path, now: datetime, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a school year of demonstration data; made once, only ever copied."""

    def make(folder: Path) -> None:
        path = shutil.copytree(ready_folder, folder / "data")
        with bootstrap.open_workbench(path, clock=FixedClock(now)) as made:
            made.demo.build(years=1, seed=1)

    return made_once(tmp_path_factory, "district", make) / "data"


@pytest.fixture
def filled(district: Path, tmp_path: Path) -> Path:
    """The data folder of 督学01 with a school year of demonstration data."""
    return shutil.copytree(district, tmp_path / "filled")


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in the looks that it starts with."""
    points = qapp.font().pointSizeF()
    if qapp.property("colours") != COLOURS[Mode.LIGHT] or points != BASE_POINTS:
        dress(qapp)
    return qapp


@pytest.fixture
def open_window(
    qtbot: QtBot, dressed: QApplication, clock: FixedClock
) -> Iterator[Callable[[Path], Window]]:
    """Open the window on a folder; every job runs at once."""
    opened: list[Window] = []

    def opener(path: Path) -> Workbench:
        return bootstrap.open_workbench(path, clock=clock)

    def make(path: Path) -> Window:
        window = Window(opener, path, jobs=InlineJobs())
        opened.append(window)
        window.shell.resize(*SIZE)
        with qtbot.waitActive(window.shell):
            window.shell.show()
            window.shell.activateWindow()
        window.open_data()
        return window

    yield make
    for window in opened:
        window.shell.close()
        window.close()
        let_go(window)


def let_go(window: Window) -> None:
    """Delete a closed window now, for no loop of events runs here that would.

    Windows that stay are dressed again together with each next one.
    """
    window.shell.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_window: Callable[[Path], Window], filled: Path) -> Window:
    """The window of 督学01 with a school year of demonstration data."""
    return open_window(filled)


@pytest.fixture
def filed(window: Window) -> str:
    """A filed record of the month."""
    desk: Any = window.desk
    return str(desk.visits.list(month=NOVEMBER, statuses=COUNTED_STATUSES)[0].uid)


@pytest.fixture
def hold_open(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let another program hold the file of a name open, as Windows does: it cannot be replaced."""
    replace = os.replace
    held: set[str] = set()

    def refuse(part: Path, target: Path) -> None:
        if Path(target).name in held:
            raise PermissionError(13, "used by another process")
        replace(part, target)

    monkeypatch.setattr(os, "replace", refuse)
    return held.add


class Hands:
    """Presses keys wherever the focus is, and counts them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.keys = 0

    @property
    def at(self) -> QWidget:
        """The widget that has the focus."""
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    @property
    def place(self) -> str:
        """What the widget with the focus is called."""
        return self.at.accessibleName()

    def press(
        self,
        key: Qt.Key,
        *,
        ctrl: bool = False,
        alt: bool = False,
        shift: bool = False,
        times: int = 1,
    ) -> None:
        """Press one key."""
        modifier = Qt.KeyboardModifier.NoModifier
        if shift:
            modifier |= Qt.KeyboardModifier.ShiftModifier
        if ctrl:
            modifier |= Qt.KeyboardModifier.ControlModifier
        if alt:
            modifier |= Qt.KeyboardModifier.AltModifier
        for _ in range(times):
            self.keys += 1
            QTest.keyClick(self.at, key, modifier)
            QApplication.sendPostedEvents()

    def write(self, text: str) -> None:
        """Type a text, Chinese through an input method; its letters are not counted as keys."""
        if text.isascii():
            QTest.keyClicks(self.at, text)
            return
        composing = QInputMethodEvent(text, [])
        QApplication.sendEvent(self.at, composing)
        done = QInputMethodEvent()
        done.setCommitString(text)
        QApplication.sendEvent(self.at, done)

    def choose(self, digits: str) -> None:
        """Press digits on a group of choices."""
        self.keys += len(digits)
        QTest.keyClicks(self.at, digits)

    def enter(self, times: int = 1) -> None:
        """Press Enter."""
        self.press(Qt.Key.Key_Return, times=times)

    def walk_to(self, name: str, *, most: int = 60) -> None:
        """Press Tab until the widget called so has the focus."""
        for _ in range(most):
            if self.place.startswith(name):
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never came to {name}; last at {self.place}")

    def wait(self, state: Callable[[], bool]) -> None:
        """Wait for a state."""
        self._qtbot.waitUntil(state, timeout=5_000)


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    """A person's hands on the keyboard."""
    return Hands(qtbot)


@pytest.fixture
def draft(window: Window) -> str:
    """A draft whose narrative has a character that no face has."""
    desk: Any = window.desk
    uid = str(desk.visit_edit.new(school_code=desk.schools.board()[0].school.code).uid)
    desk.visit_edit.set_field(uid, "narrative", f"请{NOWHERE}老师带路，巡视校园。")
    return uid


@pytest.fixture
def enrolled(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
    clock: FixedClock,
) -> Iterator[District]:
    """An office and laptops that are enrolled there; nothing has gone between them."""
    with ExitStack() as stack:
        yield made_district(filled_folder, tmp_path, clock, stack)


@pytest.fixture
def sharing(enrolled: District, tmp_path: Path) -> District:
    """A district whose office and laptops have joined one folder."""
    enrolled.share = tmp_path / "共享文件夹"
    enrolled.share.mkdir()
    enrolled.office.share.make(enrolled.share)
    for bench in enrolled.laptops.values():
        bench.share.join(enrolled.share)
    return enrolled
