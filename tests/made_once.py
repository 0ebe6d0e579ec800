"""Folders that are made once in a run, whatever the number of its processes, and only ever copied.

The process that needs one first makes it, and the others wait for it meanwhile: to make it beside
that one would take them as long.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

_ONE_OF_SEVERAL: Final = "PYTEST_XDIST_WORKER"


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return the folder of that name, which ``make`` fills where no process has done so yet.

    Args:
        factory: tells where the run has its folders.
        name: what no other folder of a run is called.
        make: is given the empty folder; what it raises is raised here, and the next one tries anew.
    """
    return _made(_shared_by_all(factory), name, make)


def _made(place: Path, name: str, make: Callable[[Path], object]) -> Path:
    folder = place / f"once-{name}"
    with _one_at_a_time(place / f"once-{name}.lock"):
        whole = place / f"once-{name}.whole"
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            whole.touch()
    return folder


def _shared_by_all(factory: pytest.TempPathFactory) -> Path:
    own = factory.getbasetemp()
    return own.parent if _ONE_OF_SEVERAL in os.environ else own


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    # On Windows the tests run in one process.
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with lock.open("wb") as held:
        # Closing the file lets go of it.
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
