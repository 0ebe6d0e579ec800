"""The guards of tests/conftest.py guard: each is shown a test that it must stop."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import alone

pytest_plugins = ["pytester"]

# Body of a test, and the complaint that must follow.
BREACHES = {
    "relative_path": ("open('left.txt', 'w').close()", "written outside tmp_path"),
    "home": ("from pathlib import Path; (Path.home() / 'x').write_text('x')", "written outside"),
    "log": ("import logging; logging.getLogger('a').warning('loud')", "unexpected log"),
    "dialog": ("from PySide6.QtWidgets import QDialog as D; D.exec(None)", "wait for a person"),
    "network": (
        "import socket\n    with socket.socket() as s: s.connect(('127.0.0.1', 9))",
        "the network",
    ),
    "warning": ("import warnings; warnings.warn('old')", "UserWarning: old"),
    "zone": ("import time; assert time.localtime(0).tm_hour == 8", "assert 16 == 8"),
}


@pytest.fixture
def guarded(
    pytester: pytest.Pytester, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> pytest.Pytester:
    """A scratch folder whose tests run under the guards and the settings of this project."""
    root = pytestconfig.rootpath
    pytester.makeconftest((root / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyprojecttoml((root / "pyproject.toml").read_text(encoding="utf-8"))
    monkeypatch.setenv("PYTHONPATH", str(root))
    monkeypatch.setenv("COLUMNS", "200")
    return pytester


def test_every_breach_of_a_house_rule_is_stopped(guarded: pytest.Pytester) -> None:
    guarded.makepyfile(
        "\n".join(f"def test_{name}():\n    {body}\n" for name, (body, _) in BREACHES.items())
    )
    result = guarded.runpytest_subprocess(".", "-rfE", "--tb=no")
    told = {line for line in result.outlines if line.startswith(("FAILED ", "ERROR "))}
    for name, (_, complaint) in BREACHES.items():
        assert any(f"test_{name} " in line and complaint in line for line in told), (name, told)


def test_an_announced_warning_is_let_through_and_must_occur(guarded: pytest.Pytester) -> None:
    guarded.makepyfile(
        """
        import logging

        def test_announced_and_seen(expected_log):
            expected_log.append("disk is full")
            logging.getLogger("a").warning("the disk is full")

        def test_announced_and_not_seen(expected_log):
            expected_log.append("disk is full")
        """
    )
    guarded.runpytest_subprocess(".").assert_outcomes(passed=2, errors=1)


def test_a_test_that_stands_still_ends_the_run_and_shows_where(guarded: pytest.Pytester) -> None:
    guarded.makepyfile("import threading\ndef test_still():\n    threading.Event().wait()\n")
    result = guarded.runpytest_subprocess(".", "-o", "faulthandler_timeout=0.2", timeout=40)
    assert result.ret == 1
    result.stderr.fnmatch_lines(["Timeout (*", "*in test_still"])


@contextmanager
def _a_measurement_at_the_gate(root: Path) -> Iterator[None]:
    """Let a process of its own ask for the room, which this test is in; wait until it does."""
    waiting = "from tests.alone import alone\nwith alone(): pass\n"
    # It comes from outside, as another process of the run does.
    with subprocess.Popen([sys.executable, "-c", waiting], cwd=root, env={}) as measurement:
        try:
            while not _is_held(Path(alone.__file__)):
                assert measurement.poll() is None, "it was let into a room that is in use"
                time.sleep(0.01)
            yield
            assert measurement.poll() is None, "it was let into a room that is in use"
        finally:
            measurement.kill()


def _is_held(path: Path) -> bool:
    import fcntl

    with path.open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="there the tests run in one process")
def test_tests_that_a_test_runs_do_not_wait_for_a_measurement_that_waits_for_it(
    guarded: pytest.Pytester, pytestconfig: pytest.Config
) -> None:
    guarded.makepyfile("def test_plain():\n    assert 1 + 1 == 2\n")
    with _a_measurement_at_the_gate(pytestconfig.rootpath):
        result = guarded.runpytest_subprocess(".", timeout=40)
    result.assert_outcomes(passed=1)
