"""Logging: to a file in the data folder, never with the content of a record."""

import logging
from pathlib import Path
from typing import Final

from inspector_app.base.override import override

_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"


def log_to(folder: Path) -> None:
    """Send the program's log to ``folder`` (three files of at most 1 MB)."""
    folder.mkdir(parents=True, exist_ok=True)
    root = logging.getLogger("inspector_app")
    for earlier in root.handlers[:]:
        root.removeHandler(earlier)
        earlier.close()
    root.addHandler(_FileWhenNeeded(folder / "inspector.log"))
    root.setLevel(logging.INFO)


class _FileWhenNeeded(logging.Handler):
    """Begins the file at the first line: a start with nothing to tell does not load what it takes.

    Logging holds this handler's lock around ``emit``, so that only one file is begun.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                self._path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
            )
            self._file.setFormatter(logging.Formatter(_FORMAT))
        self._file.handle(record)

    @override
    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()
