"""What a door did beside what it said: rows, files, time and memory."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.fuzz.corpus.desk import Desk

_MIB: Final = 2**20
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_PATHS_OF: Final = {
    "os.mkdir": (0,), "os.rename": (0, 1), "os.link": (0, 1), "os.symlink": (0, 1),
    "os.truncate": (0,), "os.chmod": (0,), "os.utime": (0,),
}  # fmt: skip
_NOBODYS: Final = ("/dev/null", "/proc/self/")


@dataclass
class Seen:
    """What was seen while a file went through a door.

    Attributes:
        seconds: of the processor, so that a busy machine does not make a file slow.
        grown: how far the memory of the process grew, in MB.
        rows: how many more each table has.
        strays: files that were written or left where none belongs.
    """

    seconds: float = 0.0
    grown: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)


class Watch:
    """Looks at one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._benches = {"office": desk.office, "laptop": desk.laptop}
        self._states = {name: b.context.database.state() for name, b in self._benches.items()}
        self._counts = {name: self._count(name) for name in self._benches}
        self._strays: list[str] = []
        self._active = False
        sys.addaudithook(self._hear)

    @contextmanager
    def over(self, seen: Seen) -> Iterator[None]:
        """Fill ``seen`` with what happens inside."""
        _forget_peak()
        before, start = _peak(), time.process_time()
        self._strays, self._active = seen.strays, True
        try:
            yield
        finally:
            self._active = False
            seen.seconds = time.process_time() - start
            seen.grown = (_peak() - before) // _MIB
            for name in self._benches:
                seen.rows |= self._grown(name)
            seen.strays += self._left_behind()

    def _grown(self, name: str) -> dict[str, int]:
        state = self._benches[name].context.database.state()
        if state == self._states[name]:
            return {}
        before, now = self._counts[name], self._count(name)
        self._states[name], self._counts[name] = state, now
        return {f"{name}.{t}": now[t] - before.get(t, 0) for t in now if now[t] != before.get(t)}

    def _count(self, name: str) -> dict[str, int]:
        database = self._benches[name].context.database
        tables = [t for (t,) in database.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )]  # fmt: skip
        whole = " UNION ALL ".join(f"SELECT '{t}', count(*) FROM \"{t}\"" for t in tables)
        return dict(database.rows(whole))

    def _left_behind(self) -> list[str]:
        """Name what lies in the folder for temporary files, and clear it."""
        found = list(Path(os.environ["TMPDIR"]).iterdir())
        for path in found:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return [f"left behind: {path.name}" for path in found]

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._active:
            return
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, str | bytes | os.PathLike) and flags & _WRITES:
                self._judge(path)
        elif event in _PATHS_OF:
            for place in _PATHS_OF[event]:
                self._judge(arguments[place])

    def _judge(self, path: Any) -> None:
        if isinstance(path, int):
            return
        if "__pycache__" in os.fsdecode(path):
            return
        whole = str(Path(os.fsdecode(path)).absolute())
        if not whole.startswith((str(self._desk.work), os.environ["TMPDIR"], *_NOBODYS)):
            self._strays.append(f"written outside: {whole}")


def _peak() -> int:
    """Return the most memory that this process had since ``_forget_peak``, in bytes."""
    if sys.platform == "linux":
        status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        line = next(line for line in status if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    return 0


def _forget_peak() -> None:
    if sys.platform == "linux":
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
