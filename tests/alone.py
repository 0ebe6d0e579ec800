"""Lets a measurement run while no other test does, whatever the number of processes.

Two locks on files that are there anyway: whoever goes through the gate has it for as long as it
takes to enter the room. Tests share the room, and give the gate back at once; a measurement has the
room to itself, and keeps the gate until it is done, so that nobody comes in before it.

A test may itself run tests, in a process of its own. These are in the room already, by the test
that runs them, and must not ask at the gate: a measurement that stands there waits for that test
to leave, and both would wait for ever.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

_GATE: Final = Path(__file__)
_ROOM: Final = Path(__file__).with_name("conftest.py")
# Set for as long as a test is in the room; a process that begins with it was begun by that test.
_INSIDE: Final = "INSPECTOR_APP_TESTS_INSIDE"
_BEGUN_INSIDE: Final = _INSIDE in os.environ


@contextmanager
def among_others() -> Iterator[None]:
    """Keep measurements out of the room."""
    with ExitStack() as room:
        with _locked(_GATE, whole=True):
            room.enter_context(_locked(_ROOM, whole=False))
        room.enter_context(_telling_children())
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Keep everybody out of the room."""
    with _locked(_GATE, whole=True), _locked(_ROOM, whole=True), _telling_children():
        yield


@contextmanager
def _telling_children() -> Iterator[None]:
    """Let processes that are begun meanwhile know that they are in the room."""
    if _BEGUN_INSIDE:
        yield
        return
    os.environ[_INSIDE] = "1"
    try:
        yield
    finally:
        del os.environ[_INSIDE]


@contextmanager
def _locked(path: Path, *, whole: bool) -> Iterator[None]:
    # On Windows the tests run in one process.
    if _BEGUN_INSIDE or sys.platform == "win32":
        yield
        return
    import fcntl

    with path.open("rb") as held:
        # Closing the file lets go of it.
        fcntl.flock(held, fcntl.LOCK_EX if whole else fcntl.LOCK_SH)
        yield
