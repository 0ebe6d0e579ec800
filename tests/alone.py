"""Lets a measurement run while no other test does, whatever the number of processes.

Two locks on files that are there anyway: whoever goes through the gate has it for as long as it
takes to enter the room. Tests share the room, and give the gate back at once; a measurement has the
room to itself, and keeps the gate until it is done, so that nobody comes in before it.
"""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

_GATE: Final = Path(__file__)
_ROOM: Final = Path(__file__).with_name("conftest.py")


@contextmanager
def among_others() -> Iterator[None]:
    """Keep measurements out of the room."""
    with ExitStack() as room:
        with _locked(_GATE, whole=True):
            room.enter_context(_locked(_ROOM, whole=False))
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Keep everybody out of the room."""
    with _locked(_GATE, whole=True), _locked(_ROOM, whole=True):
        yield


@contextmanager
def _locked(path: Path, *, whole: bool) -> Iterator[None]:
    if sys.platform == "win32":  # There the tests run in one process.
        yield
        return
    import fcntl

    with path.open("rb") as held:
        # Closing the file lets go of it.
        fcntl.flock(held, fcntl.LOCK_EX if whole else fcntl.LOCK_SH)
        yield
