"""One program at a time on one data folder, told by a lock that the system frees on any death."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from inspector_app.base.errors import EnvironmentProblem


class FolderInUseError(EnvironmentProblem):
    """Another program has the data folder open."""

    code = "in-use"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"数据文件夹“{folder}”正由另一个窗口或命令使用，没有做任何改动；"
            "请先关闭那个窗口（或等那条命令结束）再试。"
        )


class InstanceLock:
    """Holds the lock file of a data folder until it is released."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            FolderInUseError: somebody else holds it.
        """
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise FolderInUseError(path.parent) from error

    def release(self) -> None:
        """Let others use the folder."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        """Return the lock itself, already taken."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let others use the folder."""
        self.release()


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - of Windows only

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - absent on Windows

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
