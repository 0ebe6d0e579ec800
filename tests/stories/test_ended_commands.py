"""Commands that are ended from outside: cleared up behind, and begun again without trouble."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.services.scale_files import CONTENTS, write_export

ROOT = Path(__file__).parents[2]
# Ends itself from outside, as a service or a shutdown does, while a file is half written.
_ENDED = """
import os, signal, sys
from inspector_app.base import files
from inspector_app.__main__ import main
sync = os.fsync
def ended(descriptor):
    if os.readlink(f"/proc/self/fd/{descriptor}").endswith(".part"):
        os.kill(os.getpid(), signal.SIGTERM)
    sync(descriptor)
files.os.fsync = ended
sys.exit(main())
"""


def ended(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", _ENDED, *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="这里看不到打开的文件")
@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("layout", "template", "--out"), "列.xlsx"),
        (("month", "2026-11", "--pdf"), "月报.pdf"),
        (("table", "term", "--xlsx"), "学期.xlsx"),
    ],
)
def test_a_command_that_is_ended_while_it_writes_leaves_nothing_of_its_file(
    tmp_path: Path, command: tuple[str, ...], name: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()

    done = ended("--data", tmp_path / "data", *command, out / name)

    assert (done.returncode, list(out.iterdir())) == (1, [])
    assert "已停下" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_export_that_was_killed_over_its_list_can_be_begun_again(tmp_path: Path) -> None:
    (tmp_path / f"{CONTENTS}.0123abcd.part").touch()

    with pytest.raises(RefusedError, match="还没有已定稿的记录"):
        write_export(tmp_path, ())
