"""Decodes pictures that came from elsewhere in other processes, with limits of memory and time.

The pictures of a bundle were made by this program, so that most are sound; one that is not must
neither take the program down nor hold it up. A process decodes one picture after another; where it
fails, another one is given the same picture once more, and only a bad picture is left out.
"""

import os
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from queue import SimpleQueue
from typing import Final, NamedTuple

from inspector_app.base.ahead import done_ahead
from inspector_app.base.child import ChildGoneError, Companion

MEMORY_BYTES: Final = 1_500_000_000
SECONDS: Final = 10.0
"""For one picture."""
_EXAMINER: Final = Path(__file__).with_name("examiner.py")
_HEADER: Final = struct.Struct(">IIQ")
_MOST_PROCESSES: Final = 4
_TRIES: Final = 2


class Examined(NamedTuple):
    """What a picture is: its size, its small JPEG, its fingerprint."""

    width: int
    height: int
    fingerprint: int
    thumbnail: bytes


def examined(pictures: Iterable[bytes]) -> Iterator[Examined | None]:
    """Yield what each picture is, in order; None for one that cannot be decoded."""
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1)
    free: SimpleQueue[_Examiner] = SimpleQueue()

    def look(picture: bytes) -> Examined | None:
        examiner = free.get()
        try:
            return examiner.look(picture)
        finally:
            free.put(examiner)

    with ExitStack() as stack:
        for _ in range(processes):
            free.put(stack.enter_context(closing(_Examiner())))
        yield from done_ahead(look, pictures, threads=processes)


class _Examiner:
    """A process that looks at pictures, and the next one where it did not come back."""

    def __init__(self) -> None:
        self._companion: Companion | None = None

    def look(self, picture: bytes) -> Examined | None:
        for _ in range(_TRIES):
            if self._companion is None:
                self._companion = Companion([sys.executable, "-I", str(_EXAMINER)])
            try:
                return _read(self._companion.ask(picture, seconds=SECONDS))
            except ChildGoneError:
                self.close()
        return None

    def close(self) -> None:
        if self._companion is not None:
            self._companion.close()
            self._companion = None


def answer(found: Examined | None) -> bytes:
    """Return what the process says of one picture."""
    if found is None:
        return b""
    width, height, fingerprint, thumbnail = found
    return _HEADER.pack(width, height, fingerprint) + thumbnail


def _read(said: bytes) -> Examined | None:
    if len(said) < _HEADER.size:
        return None
    width, height, fingerprint = _HEADER.unpack_from(said)
    return Examined(width, height, fingerprint, said[_HEADER.size :])
