"""The commands that the README gives to a person are the ones that everything else uses."""

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
DEV = ROOT / "packaging" / "dev.py"
VERBS = (
    "run", "test", "quick", "gui", "screens", "oracle", "term", "crash", "delivery", "district",
    "office", "prints", "shipped", "bench", "lint", "docs", "fonts",
)  # fmt: skip


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module that looks after the machine, on a machine where nobody is root."""
    monkeypatch.syspath_prepend(ROOT / "packaging")
    module = importlib.import_module("machine")
    monkeypatch.setattr(module, "_is_root", lambda: False)
    return module


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", DEV, *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_without_a_verb_each_verb_is_listed_with_one_line_of_help() -> None:
    listed = {line.split()[0]: line.split(maxsplit=1)[1] for line in dev().stdout.splitlines()}
    assert set(VERBS) <= set(listed)
    assert all(listed.values())


def test_an_unknown_verb_is_wrong_use() -> None:
    assert dev("dance").returncode == 2


def test_continuous_integration_runs_what_the_readme_says() -> None:
    commands = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert "exec python3 packaging/dev.py test" in commands


def test_the_front_door_needs_only_the_standard_library() -> None:
    # -S leaves out what is installed, -E the variables that could bring it back.
    command = [sys.executable, "-E", "-S", "-X", "utf8", DEV]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_who_is_not_root_is_told_the_one_command_to_type(machine: ModuleType) -> None:
    with pytest.raises(machine.StopError) as stopped:
        machine.bring(["libgl1", "python3.11-venv"], ["poppler-utils"])
    command = "sudo apt-get install -y --no-install-recommends libgl1 python3.11-venv poppler-utils"
    assert command in str(stopped.value)


def test_a_missing_test_tool_is_named_and_stops_nothing(
    machine: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "TEST_TOOLS", {"no-such-program": "its-package"})
    machine.bring([], machine.test_packages())
    assert "its-package" in capsys.readouterr().out


def test_a_missing_window_library_is_found_by_loading_it(
    machine: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(machine, "OFFSCREEN", {"libno-such-library.so.9": "its-package"})
    assert "its-package" in machine.window_packages()
