"""Notices that a file was saved by another program, however that program saves.

Programs write into the file, or write another and put it in its place; folders of a network tell
nobody. So it is looked at every now and then, and told of once it looks the same twice.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from inspector_app.services.form_bench import Stamp, stamp_of
from inspector_app.ui.jobs import Jobs

LOOK_EVERY_MS: Final = 800


class FileWatch(QObject):
    """Looks at one file off the interface thread.

    Signals:
        saved(): the file differs from what was read, and is not being written any more.
    """

    saved = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._path: Path | None = None
        self._read: Stamp = ()
        self._last: Stamp = ()
        self._looking = self._seen_by_somebody = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, path: Path | None, stamp: Stamp = ()) -> None:
        """Look at a file from now on, as it was when it was read; at none with ``None``."""
        self._path, self._read, self._last = path, stamp, stamp
        self._run()

    def pause(self) -> None:
        """Stop looking, for nobody sees the page."""
        self._seen_by_somebody = False
        self._run()

    def resume(self) -> None:
        """Go on looking."""
        self._seen_by_somebody = True
        self._run()

    def _run(self) -> None:
        if self._path is not None and self._seen_by_somebody:
            self._timer.start()
        else:
            self._timer.stop()

    @property
    def is_looking(self) -> bool:
        """Whether it looks now and then."""
        return self._timer.isActive()

    def look(self) -> None:
        """Look once; a look that is under way on a slow drive is waited for."""
        path = self._path
        if path is None or self._looking:
            return
        self._looking = True
        done: Callable[[Stamp], None] = lambda stamp: self._seen(path, stamp)  # noqa: E731
        self._jobs.pool(self, lambda: stamp_of(path), on_done=done)

    def _seen(self, path: Path, stamp: Stamp) -> None:
        self._looking = False
        if path != self._path or not stamp:
            return
        settled = stamp == self._last
        self._last = stamp
        if settled and stamp != self._read:
            self._read = stamp
            self.saved.emit()
