"""收件 by itself: known folders are looked at while the page is open, and told of in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer

from inspector_app.base import clock as clocks
from inspector_app.base.errors import EnvironmentProblem
from inspector_app.base.override import override
from inspector_app.services.patience import in_time

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.base.errors import UserError
    from inspector_app.services.office_scan import Scan
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

EVERY_MS: Final = 600_000


class Looking(QObject):
    """Looks when its page is shown, and every ten minutes while it stays there."""

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self._under_way = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        page.installEventFilter(self)

    @property
    def is_looking(self) -> bool:
        """Whether it looks now and then."""
        return self._timer.isActive()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self._timer.start()
            self.look()
        elif event.type() is QEvent.Type.Hide:
            self._timer.stop()
        return False

    def look(self) -> None:
        """Look at the known folders that answer; the others wait for the next time."""
        if self._under_way:
            return
        self._under_way = True
        self._page.kit.jobs.read(
            self, self._desk.office_desk.folders, on_done=self._known, on_error=self._ended
        )

    def _known(self, folders: tuple[Path, ...]) -> None:
        if not folders:
            self._under_way = False
            self._timer.stop()
            return
        self._page.kit.jobs.pool(
            self, lambda: _there(folders), on_done=self._found, on_error=self._ended
        )

    def _found(self, folders: tuple[Path, ...]) -> None:
        if not folders:
            self._say("共享文件夹连不上，连上后会自己收件")
            self._under_way = False
            return
        self._page.kit.jobs.write(
            self, lambda: self._desk.office_desk.scan(folders),
            on_done=self._scanned, on_error=self._ended,
        )  # fmt: skip

    def _scanned(self, scan: Scan) -> None:
        from inspector_app.office.labels import OUTCOME_WORD

        self._under_way = False
        new = [line for line in scan.lines if line.outcome.value != "known"]
        counts = {line.outcome.value: 0 for line in new}
        for line in new:
            counts[line.outcome.value] += 1
        told = "，".join(f"{OUTCOME_WORD[name]} {n}" for name, n in counts.items())
        self._say(f"看过共享文件夹：{told or '没有新的'}")

    def _ended(self, error: UserError) -> None:
        self._under_way = False
        self._say(error.sentence)

    def _say(self, text: str) -> None:
        at = clocks.local_datetime_text(self._desk.clock.now())[-5:]
        self._page.kit.events.said.emit(f"{at} {text}")


def _there(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the folders that answer."""
    found = []
    for folder in folders:
        try:
            if in_time(folder.is_dir, folder=folder):
                found.append(folder)
        except (EnvironmentProblem, OSError):
            continue
    return tuple(found)
