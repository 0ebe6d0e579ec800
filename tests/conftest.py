"""Guards that every test runs under, and the few fixtures that all of them share.

A test fails when it
* opens a dialog that nobody answers (it would hang a run without a screen),
* logs a warning or worse that it did not announce with ``expected_log``,
* leaves something in the home folder or the working folder instead of ``tmp_path``,
* reaches for the network.

The zone of the machine is moved far from China for all tests: what depends on it shows.
"""

import logging
import os
import re
import socket
import sys
import time
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from tests import examples, pace
from tests.alone import alone, among_others
from tests.made_once import made_once

examples.register()
pace.write_to_memory()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Where bytecode is switched off, every process of a run translates program and tests anew, which
# takes longer than many of the tests; git ignores what is written.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

_TESTS: Final = Path(__file__).parent
_MARK_OF_FOLDER: Final = {
    "gui": "gui",
    "stories": "slow",
    "district": "slow",
    "pages": "slow",
    "shipped": "slow",
    "term": "slow",
    "crash": "slow",
    "fuzz": "slow",
    "golden": "slow",
    "office": "slow",
    "scale": "slow",
    "bench": "slow",
}
_BLOCKING: Final = {
    "QDialog": ("exec",),
    "QFileDialog": (
        "getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName",
    ),
    "QInputDialog": ("getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    "QMenu": ("exec",),
    "QMessageBox": ("about", "critical", "exec", "information", "question", "warning"),
}  # fmt: skip


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let measurements run while nothing else does; before the time of a test is taken."""
    with alone() if _folder_of(item.path) == "bench" else among_others():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Gather the tests at their pace; in the process that only hands them out, too."""
    pace.import_directly()
    with pace.gathering():
        return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the folder they are in."""
    for item in items:
        kind = _folder_of(item.path)
        if kind in _MARK_OF_FOLDER:
            item.add_marker(_MARK_OF_FOLDER[kind])


@cache
def _folder_of(file: Path) -> str:
    """Return the folder among the tests that a file of them lies in, or nothing."""
    among_tests = file.is_relative_to(_TESTS)
    return file.relative_to(_TESTS).parts[0] if among_tests else ""


@pytest.fixture(scope="session")
def now() -> datetime:
    """Four in the afternoon of 22 November 2026 in China."""
    return datetime(2026, 11, 22, 8, 0, 0, tzinfo=UTC)


@pytest.fixture
def clock(now: datetime) -> FixedClock:
    """Stand still at that instant."""
    return FixedClock(now)


@pytest.fixture(scope="session")
def ready_folder(now: datetime, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The new data folder of 督学01, without a record; made once in a run, only ever copied."""

    def make(folder: Path) -> None:
        bootstrap.init_folder(
            folder / "data", district="210304", inspector_id="DX001", clock=FixedClock(now)
        )

    return made_once(tmp_path_factory, "ready", make) / "data"


@pytest.fixture(scope="session")
def poisoned_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Point each place where a program keeps its own things at a folder that must stay empty."""
    home = tmp_path_factory.mktemp("poisoned-home")
    scratch = tmp_path_factory.mktemp("session")
    scratch.chmod(0o700)
    with pytest.MonkeyPatch.context() as patch:
        for name in (
            "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA",
            "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",
        ):  # fmt: skip
            patch.setenv(name, str(home))
        # Fontconfig and Qt keep a cache and sockets of their own; that is no fault of the program.
        patch.setenv("XDG_CACHE_HOME", str(scratch))
        patch.setenv("XDG_RUNTIME_DIR", str(scratch))
        patch.delenv("INSPECTOR_APP_PASSPHRASE", raising=False)
        patch.setenv("TZ", "America/Los_Angeles")
        patch.chdir(home)
        _reread_zone()
        yield home
    _reread_zone()


@pytest.fixture(scope="session")
def dialog_traps() -> Iterator[list[str]]:
    """Set a trap in each dialog that waits for a person; list what runs into one."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    opened: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for class_name, methods in _BLOCKING.items() if widgets is not None else ():
            for method in methods:
                trap = _trap(f"{class_name}.{method}", opened)
                patch.setattr(getattr(widgets, class_name), method, trap)
        yield opened


@pytest.fixture(scope="session")
def _no_network() -> Iterator[None]:
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            pytest.fail(f"a test reached for the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", local_only)
        yield


@pytest.fixture(scope="session")
def log_watch() -> Iterator["_LogWatch"]:
    """Listen to the log of the program from warnings upwards."""
    watch = _LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)


@pytest.fixture
def expected_log(log_watch: "_LogWatch") -> list[str]:
    """Collect patterns of log lines that the test expects; each of them must then occur."""
    return log_watch.expected


class _Standing(NamedTuple):
    """The guards that stand for the whole run."""

    home: Path
    opened: list[str]
    log: "_LogWatch"


@pytest.fixture(scope="session")
def _standing(request: pytest.FixtureRequest) -> _Standing:
    """Set the guards up, by name: what a fixture lists is gone through anew for every test."""
    request.getfixturevalue("_no_network")
    return _Standing(*map(request.getfixturevalue, ("poisoned_home", "dialog_traps", "log_watch")))


@pytest.fixture(autouse=True)
def _guards(_standing: _Standing) -> Iterator[None]:
    """Fail a test that broke a house rule.

    One fixture over guards that stand for the whole run: as a fixture each, set up for every one of
    seven thousand tests, they took longer than most of the tests.
    """
    _standing.opened.clear()
    _standing.log.forget()
    yield
    complaints = [
        *_strays(_standing.home),
        *(f"unanswered dialog: {name}" for name in _standing.opened),
        *_standing.log.complaints(),
    ]
    if complaints:
        pytest.fail("; ".join(complaints))


def _strays(home: Path) -> list[str]:
    """Take away what a test left in the home folder or the working folder, and name it."""
    os.chdir(home)
    if next(home.iterdir(), None) is None:
        return []
    strays = sorted(path for path in home.rglob("*") if path.is_file())
    for path in strays:
        path.unlink()
    return [f"written outside tmp_path: {path.relative_to(home)}" for path in strays]


class _LogWatch(logging.Handler):
    """Keeps the lines of one test, and what it announced."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.expected: list[str] = []
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def forget(self) -> None:
        """Begin with the next test."""
        self.expected.clear()
        self._lines.clear()

    def complaints(self) -> Iterator[str]:
        """Name lines that nobody announced, and announced ones that did not come."""
        for line in self._lines:
            if not any(re.search(pattern, line) for pattern in self.expected):
                yield f"unexpected log: {line}"
        for pattern in self.expected:
            if not any(re.search(pattern, line) for line in self._lines):
                yield f"expected in the log, but not there: {pattern}"


def _trap(name: str, opened: list[str]) -> Callable[..., NoReturn]:
    def unanswered(*args: object, **_named: object) -> NoReturn:
        opener = type(args[0]).__name__ if args else name
        opened.append(f"{name} of {opener}")
        msg = f"{name} would wait for a person"
        raise AssertionError(msg)

    return unanswered


def _reread_zone() -> None:
    if hasattr(time, "tzset"):
        time.tzset()
