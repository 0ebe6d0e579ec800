"""Whoever needs a folder of the run gets it whole, and one process has made it."""

import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.made_once import made_once


@pytest.mark.skipif(sys.platform == "win32", reason="there the tests run in one process")
def test_who_comes_meanwhile_waits_and_finds_what_the_first_has_made(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    # A lock is of an open file: threads wait at it for each other as processes do.
    makers: list[Path] = []
    start = Barrier(4)

    def make(folder: Path) -> None:
        makers.append(folder)
        (folder / "first").write_text("1")
        (folder / "last").write_text("2")

    def need(_: int) -> Iterable[str]:
        start.wait()
        return sorted(path.name for path in made_once(tmp_path_factory, "wanted", make).iterdir())

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(need, range(4)))
    assert found == [["first", "last"]] * 4
    assert len(makers) == 1


def test_what_was_half_made_is_made_anew(tmp_path_factory: pytest.TempPathFactory) -> None:
    def fall(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - the one that is raised above
        made_once(tmp_path_factory, "fallen", fall)
    again = made_once(tmp_path_factory, "fallen", lambda folder: (folder / "whole").touch())
    assert [path.name for path in again.iterdir()] == ["whole"]
