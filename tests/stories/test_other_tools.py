"""The page on data formats tells how other tools open the database: they do."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inspector_app.bootstrap import init_folder, open_workbench
from inspector_app.vault.keys import read_key_file
from tests.old_pages import age

PAGE = Path(__file__).parents[2] / "docs" / "data-format.md"
# Stands for the shell, where none is installed: a process that says nothing of its own.
_SHELL = """
import sys
from sqlcipher3 import dbapi2
opened = dbapi2.connect(sys.argv[1])
for line in sys.stdin.read().splitlines():
    told = opened.execute(line).fetchall()
print(*told[0])
"""


def told(language: str) -> str:
    """Return what the page tells to type."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


def answer(database: Path, typed: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", _SHELL, database],
        input=typed, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.strip() or done.stderr.strip().splitlines()[-1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    init_folder(folder, district="210304", inspector_id="DX001")
    with open_workbench(folder) as bench:
        bench.visit_edit.new()
        bench.visit_edit.new()
    return folder


def statements(folder: Path) -> str:
    key = read_key_file(folder / "data.key").database_key_hex()
    return told("sql").replace("64 hex digits", key)


@pytest.mark.skipif(
    not all(map(shutil.which, ("jq", "openssl", "xxd"))), reason="needs jq, openssl and xxd"
)
def test_the_key_is_what_the_command_of_the_page_prints(folder: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", told("sh")], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == read_key_file(folder / "data.key").database_key_hex()


def test_the_statements_of_the_page_open_a_database(folder: Path) -> None:
    assert answer(folder / "inspector.db", statements(folder)) == (0, "2")


def test_a_program_of_before_opens_no_database_of_now(folder: Path) -> None:
    key, _, query = statements(folder).splitlines()
    code, said = answer(folder / "inspector.db", f"{key}\n{query}\n")
    assert code
    assert "file is not a database" in said


def test_a_database_of_before_is_opened_without_the_second_line(folder: Path) -> None:
    database = folder / "inspector.db"
    age(database, raw_key=read_key_file(folder / "data.key").database_key_hex())
    key, _, query = statements(folder).splitlines()
    assert answer(database, f"{key}\n{query}\n") == (0, "2")
