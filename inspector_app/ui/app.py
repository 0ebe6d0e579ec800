"""Opens the window: painted first, the data after.

What stands behind the pages is imported after the first paint: it takes longer than the window.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from inspector_app.base.errors import UserError, disk_reason
from inspector_app.ui.events import AppEvents
from inspector_app.ui.input_method import prepare
from inspector_app.ui.jobs import InlineJobs, ThreadJobs
from inspector_app.ui.navigator import Navigator
from inspector_app.ui.shell import Shell
from inspector_app.ui.theme import Mode, dress, system_mode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from inspector_app.services.today import TodayPage
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.places import Places

    Opener = Callable[[Path], Desk]

_SCALE_KEY = "scale"
_MODE_KEY = "mode"
_LOG = logging.getLogger(__name__)


class Opened(NamedTuple):
    """An open data folder with what the window shows first of it.

    ``today`` is ``None`` where it could not be read: the page itself then asks, and tells why.
    """

    desk: Desk
    scale: int
    mode: str
    today: TodayPage | None


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
            lambda: _opened_with_first_page(self._opener, self._folder),
            on_done=self._opened,
            on_error=self._not_opened,
        )
        # While the other thread waits for the disk; after what is still to be painted.
        QTimer.singleShot(0, _import_first_page)

    def _opened(self, opened: Opened) -> None:
        from inspector_app.ui.places import Places

        self.desk = opened.desk
        _apply_looks(opened.scale, opened.mode)
        self.places = Places(self.shell, opened.desk, self.jobs, self.events, self.navigator)
        self.shell.ready(ready=True)
        self.places.begin(opened.today)
        QTimer.singleShot(0, _collect_again)

    def _not_opened(self, error: UserError) -> None:
        self.shell.show_failure(error)
        _collect_again()

    def close(self) -> None:
        """Finish every save, then let go of the data."""
        desk = self.desk
        if self.places is not None:
            self.places.carrying.stop()
        if desk is not None:
            # Each thread closes its own connection; the writer's is the last.
            self.jobs.read(self.shell, desk.release_thread)
            self.jobs.write(self.shell, desk.release_thread)
        self.jobs.close()
        if desk is not None:
            desk.close()


def _opened_with_first_page(opener: Opener, folder: Path) -> Opened:
    """Open the data and answer what the window asks first, all in one go of one thread."""
    desk = opener(folder)
    scale, mode = int(desk.settings.get(_SCALE_KEY, 100)), str(desk.settings.get(_MODE_KEY, ""))
    try:
        today = desk.today.page()
    except Exception:  # noqa: BLE001 - the data are open, and the other pages may well be read
        _LOG.exception("the first page could not be read")
        today = None
    return Opened(desk=desk, scale=scale, mode=mode, today=today)


def _apply_looks(scale: int, mode: str) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and (scale, mode) != (100, ""):
        dress(app, mode=Mode(mode) if mode else system_mode(app), scale=scale)


def _import_first_page() -> None:
    import inspector_app.services.calendar_pack
    import inspector_app.services.rule_pack
    import inspector_app.ui.pages.today
    import inspector_app.ui.places  # noqa: F401


def _collect_again() -> None:
    """Let Python look for garbage, which the start put off, but not among what stays for good."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def run_window(opener: Opener, folder: Path) -> int:
    """Open the window on a data folder and stay until it is closed."""
    if not _has_display():
        sys.stderr.write(
            "这台电脑现在没有图形界面，窗口打不开；"
            "请在桌面环境里运行，或用 --help 看命令行的写法。\n"
        )
        return 1
    prepare()
    # Named here, not set on the application: that would build Python's whole picture of a style.
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", "Fusion"])
    assert isinstance(app, QApplication)
    dress(app)
    try:
        # A folder that cannot be written in is said before a window promises anything.
        (folder / "logs").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.stderr.write(f"数据文件夹“{folder}”不能写：{disk_reason(error)}。请检查权限。\n")
        return 1
    window = Window(_logging(opener), folder)
    window.shell.painted.connect(lambda: QTimer.singleShot(0, window.open_data))
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
