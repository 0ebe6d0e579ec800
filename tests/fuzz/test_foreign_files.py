"""Files from outside, through every door of the program: none falls over, is taken or leaves more.

``python -m tests.fuzz.corpus`` does the same with the files of any folder. Here they are our own:
every hostile file that a test has, and honest ones that are damaged from a seed, which a failure
names.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import SystemRandom
from typing import Any, Final

import pytest

from inspector_app.base.errors import InputError
from tests.examples import FULL_LENGTH
from tests.fuzz.corpus import worker
from tests.fuzz.corpus.desk import Desk, Said, made_desk
from tests.fuzz.corpus.doors import MAY, NEVER, Door, doors
from tests.fuzz.corpus.kinds import Kind
from tests.fuzz.corpus.own import damaged, hostile
from tests.fuzz.corpus.summary import Summary
from tests.fuzz.corpus.watch import Watch
from tests.unit.services.conftest import COMPLETE

MANY: Final = 600 if FULL_LENGTH else 30


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield made_desk(tmp_path_factory.mktemp("desk"), stack)


@pytest.fixture(scope="module")
def watch(desk: Desk) -> Watch:
    return Watch(desk)


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is left in the folder for temporary files be seen."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))


def tried(desk: Desk, watch: Watch, path: Path) -> Summary:
    summary = Summary(seconds=20.0, megabytes=1000, kept=None)
    for answer in worker.through(desk, watch, {"file": path, "doors": [], "skip": []}):
        if "begin" not in answer:
            summary.add(path, answer)
    return summary


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_no_hostile_file_of_ours_falls_through_a_door(
    desk: Desk, watch: Watch, tmp_path: Path
) -> None:
    found = [
        line
        for name, data in list(hostile())[:: 1 if FULL_LENGTH else 4]
        for line in tried(desk, watch, put(tmp_path, name, data)).findings
    ]

    assert found == []


def test_no_damaged_file_falls_through_a_door(desk: Desk, watch: Watch, tmp_path: Path) -> None:
    seed = SystemRandom().randrange(10**6)

    found = [
        line
        for name, data in damaged(desk, tmp_path, seed=seed, many=MANY)
        for line in tried(desk, watch, put(tmp_path, name, data)).findings
    ]

    assert found == [], f"seed {seed}"


# -- what the watch is for -------------------------------------------------------------------------


def _falls_over(*_: Any) -> Said:
    raise ZeroDivisionError


def _takes(*_: Any) -> Said:
    return Said(taken=True, words="taken")


def _writes_outside(desk: Desk, path: Path, _data: bytes) -> Said:
    (desk.work.parent / "stray").write_bytes(b"")
    return Said(taken=False, words="refused")


def _leaves_behind(*_: Any) -> Said:
    (Path(tempfile.gettempdir()) / "left").write_bytes(b"")
    return Said(taken=False, words="refused")


def _writes_a_row(desk: Desk, *_: Any) -> Said:
    desk.laptop.visit_edit.new_from_json({**COMPLETE, "issues": []})
    return Said(taken=False, words="refused")


def _fills_the_memory(*_: Any) -> Said:
    return Said(taken=len(bytearray(b"x") * 1_200_000_000) < 0, words="refused")


@pytest.mark.parametrize(
    ("go", "said"),
    [
        (_falls_over, "ZeroDivisionError"),
        (_takes, "taken"),
        (_writes_outside, "written outside: "),
        (_leaves_behind, "left behind: left"),
        (_writes_a_row, "laptop.visit +1"),
        (_fills_the_memory, " MB"),
    ],
)
def test_a_door_that_lets_something_through_is_named(
    desk: Desk, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, go: Any, said: str,
) -> None:  # fmt: skip
    door = Door("planted", frozenset(Kind), NEVER, go)
    monkeypatch.setattr(worker, "doors", lambda: (door,))

    findings = tried(desk, watch, put(tmp_path, "a.zip", b"PK")).findings

    assert any(said in line and line.startswith("planted: ") for line in findings)


def test_a_refusal_in_words_is_no_finding(
    desk: Desk, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: Any) -> Said:
        raise InputError("“甲.zip”读不出。")

    monkeypatch.setattr(worker, "doors", lambda: (Door("planted", frozenset(Kind), MAY, refuses),))

    assert tried(desk, watch, put(tmp_path, "a.zip", b"PK")).findings == []


def test_every_door_has_a_name_of_its_own_and_every_kind_a_door() -> None:
    names = [door.name for door in doors()]

    assert len(set(names)) == len(names)
    assert {kind for door in doors() for kind in door.kinds} == set(Kind)
