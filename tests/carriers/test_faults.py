"""Placing a file that is killed or refused at every call which changes the folder.

The short run tries one fault at each call, ``INSPECTOR_APP_FULL_LENGTH=1`` every one.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CALLS = ("openat", "write", "fsync", "rename")
FAULTS = ("error=EIO", "error=ENOSPC", "signal=SIGKILL")
WHOLE = "INSPECTOR_APP_FULL_LENGTH" in os.environ
SIZE = 2_500_000
NAME = "dd1-72asyext-000012-0123456789ab.zip.age"


def placed(folder: Path, *trace: str) -> "subprocess.CompletedProcess[str]":
    """Run the placer under strace."""
    return subprocess.run(
        [
            "strace", "-f", "-o", folder / "trace", *trace,
            sys.executable, "-m", "tests.carriers.placer",
            folder / "source", folder / "home" / NAME,
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file to place and the folder for it."""
    if shutil.which("strace") is None:
        pytest.skip("这里没有 strace，没有试写到一半出错；apt install strace 后再试")
    (tmp_path / "source").write_bytes(os.urandom(SIZE))
    (tmp_path / "home").mkdir()
    done = placed(tmp_path, "-e", "trace=openat,write,fsync,rename")
    if done.returncode:
        pytest.skip(f"strace 在这里不能跟踪程序：{done.stderr[:200]}")
    shutil.copy(tmp_path / "trace", tmp_path / "whole")
    shutil.rmtree(tmp_path / "home")
    return tmp_path


def test_no_fault_at_any_call_leaves_a_wrong_file_or_loses_the_right_one(folder: Path) -> None:
    lines = (folder / "whole").read_text().splitlines()
    start = next(number for number, line in enumerate(lines) if ".part" in line)
    # Whatever comes before the part is opened only reads.
    tried = left = 0
    for call in CALLS:
        numbers = [i for i, line in enumerate(lines) if re.search(rf"\b{call}\(", line)]
        for number, at in enumerate(numbers, 1):
            if at < start:
                continue
            for fault in FAULTS if WHOLE else [FAULTS[tried % len(FAULTS)]]:
                tried += 1
                left += judged(folder, call, number, fault)
    print(f"{tried} faults, 0 wrong or lost, {left} left a part to sweep")
    assert tried >= (8 * len(FAULTS) if WHOLE else 8)
    assert left


def judged(folder: Path, call: str, number: int, fault: str) -> bool:
    """Let one call fail, judge what stands there, and let the next try finish it."""
    where = f"{call}:{fault}:{number}"
    home = folder / "home"
    home.mkdir()
    wanted = (folder / "source").read_bytes()
    done = placed(folder, "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={number}")
    finals = [path for path in home.iterdir() if not path.name.endswith(".part")]
    assert all(path.read_bytes() == wanted for path in finals), where
    if "PLACED" in done.stdout:
        assert finals, where
    if fault == "signal=SIGKILL":
        assert done.returncode in {-signal.SIGKILL, 128 + signal.SIGKILL}, where
    parts = len(list(home.iterdir())) - len(finals)
    again = placed(folder, "-e", "trace=rename")
    assert "PLACED" in again.stdout, where
    assert (home / NAME).read_bytes() == wanted, where
    assert (folder / "source").read_bytes() == wanted, where
    shutil.rmtree(home)
    return bool(parts)
