"""Kill the program while it writes an old database anew: the folder opens, as it was or new.

A child dies at every call that opens, makes, renames or removes a file of the folder, and at every
so many steps of SQLite in between, without a chance to tidy up.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inspector_app.bootstrap import init_folder, open_workbench
from inspector_app.storage.keyed_files import NEW_PAGES, OLD_PAGES, KeyedFiles
from inspector_app.vault.keys import read_key_file
from tests.old_pages import age, pages_of

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked")

_STEPS = 4_000
_KILLED = 9
_EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "sqlite3.connect"}


class Moments:
    """Counts what happens in a folder, and ends the process at one of them."""

    def __init__(self, folder: Path, last: int) -> None:
        self.seen: list[str] = []
        self._folder, self._last = str(folder), last
        sys.addaudithook(self._audited)
        inherited = KeyedFiles.open

        def watched(files: KeyedFiles, path: Path, **kinds: Any) -> Any:
            opened = inherited(files, path, **kinds)
            opened.set_progress_handler(lambda: self._at("SQLite"), _STEPS)
            return opened

        KeyedFiles.open = watched  # type: ignore[method-assign]

    def _audited(self, event: str, values: tuple[object, ...]) -> None:
        if event in _EVENTS and str(values[0]).startswith(self._folder):
            self._at(event)

    def _at(self, event: str) -> int:
        self.seen.append(event)
        if len(self.seen) > self._last:
            os._exit(_KILLED)
        return 0


def killed_at(moment: int, folder: Path) -> bool:
    """Open a folder in a child that dies at one moment; say whether it did not live to the end."""
    child = os.fork()
    if not child:
        moments = Moments(folder, moment)
        with open_workbench(folder):
            pass
        (folder.parent / "seen").write_text(" ".join(moments.seen), encoding="ascii")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in {0, _KILLED}
    return code == _KILLED


@pytest.fixture(scope="module")
def made_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("before") / "data"
    init_folder(folder, district="210304", inspector_id="DX001")
    with open_workbench(folder) as bench:
        for n in range(3):
            uid = bench.visit_edit.new().uid
            bench.visit_edit.set_field(uid, "narrative", f"{n}：" + "督导" * 2_000)
    age(folder / "inspector.db", raw_key=key_of(folder))
    return folder


def key_of(folder: Path) -> str:
    return read_key_file(folder / "data.key").database_key_hex()


def after_each_kill(made_before: Path, folder: Path) -> Iterator[int]:
    """Yield each moment, with the folder as the killed program left it."""
    moment, lives = 0, True
    while lives:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made_before, folder)
        lives = killed_at(moment, folder)
        yield moment
        moment += 1


def test_a_folder_opens_as_it_was_or_renewed_wherever_the_program_was_killed(
    made_before: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    found: set[str] = set()
    for moment in after_each_kill(made_before, folder):
        found.add(pages_of(folder / "inspector.db", raw_key=key_of(folder)))
        for copy in (folder / "backups").glob("*.db"):
            assert pages_of(copy, raw_key=key_of(folder)) == OLD_PAGES
        with open_workbench(folder) as bench:
            assert not bench.context.database.has_old_pages, moment
            texts = sorted(bench.visits.get(uid).narrative for (uid,) in drafts(bench))
            assert [text[:2] for text in texts] == ["0：", "1：", "2："], moment
            assert [check for check in bench.checks.run().checks if check.faults] == [], moment
        assert not list(folder.rglob("*.part*")), moment
    seen = (tmp_path / "seen").read_text(encoding="ascii").split()
    assert found == {OLD_PAGES, NEW_PAGES}
    assert set(seen) >= {"open", "os.rename", "os.remove", "SQLite"}
    assert moment == len(seen) > 20


def drafts(bench: Any) -> Any:
    return bench.context.database.rows("SELECT uid FROM visit")
