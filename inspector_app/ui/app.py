"""Opens the window: painted first, the data after.

What stands behind the pages is imported after the first paint: it takes longer than the window.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector_app.base.errors import disk_reason
from inspector_app.ui.events import AppEvents
from inspector_app.ui.input_method import prepare
from inspector_app.ui.jobs import InlineJobs, ThreadJobs
from inspector_app.ui.navigator import Navigator
from inspector_app.ui.shell import Shell
from inspector_app.ui.theme import Mode, dress, system_mode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from inspector_app.ui.desk import Desk
    from inspector_app.ui.places import Places

    Opener = Callable[[Path], Desk]

_SCALE_KEY = "scale"
_MODE_KEY = "mode"


class Window:
    """The window with everything behind it, joined."""

    def __init__(
        self, opener: Opener, folder: Path, *, jobs: ThreadJobs | InlineJobs | None = None
    ) -> None:
        self._opener, self._folder = opener, folder
        self.jobs = jobs or ThreadJobs()
        self.events = AppEvents()
        self.navigator = Navigator()
        self.shell = Shell(self.navigator, self.events)
        self.shell.ready(ready=False)
        self.desk: Desk | None = None
        self.places: Places | None = None
        self._connect()

    def _connect(self) -> None:
        signals = self.jobs.signals
        signals.changed.connect(self.events.changed)
        signals.failed.connect(lambda error: self.events.not_saved.emit(error.sentence))
        signals.busy.connect(self.shell.line.show_busy)
        signals.idle.connect(self.shell.line.show_idle)

    def open_data(self) -> None:
        """Open the data on the writer thread; the window is painted already."""
        self.jobs.write(
            self.shell,
            lambda: self._opener(self._folder),
            on_done=self._opened,
            on_error=self.shell.show_failure,
        )

    def _opened(self, desk: Desk) -> None:
        from inspector_app.ui.places import Places

        self.desk = desk
        self.places = Places(self.shell, desk, self.jobs, self.events, self.navigator)
        self.jobs.read(self.shell, lambda: _looks(desk), on_done=_apply_looks)
        self.shell.ready(ready=True)
        self.places.begin()

    def close(self) -> None:
        """Finish every save, then let go of the data."""
        desk = self.desk
        if desk is not None:
            # Each thread closes its own connection; the writer's is the last.
            self.jobs.read(self.shell, desk.release_thread)
            self.jobs.write(self.shell, desk.release_thread)
        self.jobs.close()
        if desk is not None:
            desk.close()


def _looks(desk: Desk) -> tuple[int, str]:
    return int(desk.settings.get(_SCALE_KEY, 100)), str(desk.settings.get(_MODE_KEY, ""))


def _apply_looks(looks: tuple[int, str]) -> None:
    app = QApplication.instance()
    scale, mode = looks
    if isinstance(app, QApplication) and looks != (100, ""):
        dress(app, mode=Mode(mode) if mode else system_mode(app), scale=scale)


def run_window(opener: Opener, folder: Path) -> int:
    """Open the window on a data folder and stay until it is closed."""
    if not _has_display():
        sys.stderr.write(
            "这台电脑现在没有图形界面，窗口打不开；"
            "请在桌面环境里运行，或用 --help 看命令行的写法。\n"
        )
        return 1
    prepare()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    dress(app)
    try:
        # A folder that cannot be written in is said before a window promises anything.
        (folder / "logs").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.stderr.write(f"数据文件夹“{folder}”不能写：{disk_reason(error)}。请检查权限。\n")
        return 1
    window = Window(_logging(opener), folder)
    window.shell.painted.connect(window.open_data, Qt.ConnectionType.QueuedConnection)
    window.shell.show()
    try:
        return app.exec()
    finally:
        window.close()


def _has_display() -> bool:
    """Say whether a window can be shown: asked beforehand, for Qt ends the process without one."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _logging(opener: Opener) -> Opener:
    def open_and_log(folder: Path) -> Desk:
        from inspector_app.base.log import log_to

        log_to(folder / "logs")
        return opener(folder)

    return open_and_log
