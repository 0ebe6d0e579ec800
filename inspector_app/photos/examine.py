"""Decodes pictures that came from elsewhere in another process, with limits of memory and time.

The pictures of a bundle were made by this program, so that most are sound; one that is not must
neither take the program down nor hold it up. Many are decoded by one process; where that process
fails, each of its pictures gets a process of its own, and only the bad ones are left out.
"""

import os
import struct
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

from inspector_app.base.child import Finished, run

MEMORY_BYTES: Final = 1_500_000_000
SECONDS: Final = 10.0
"""For one picture."""
_EXAMINER: Final = Path(__file__).with_name("examiner.py")
_HEADER: Final = struct.Struct(">BIIQI")
_LENGTH: Final = struct.Struct(">I")
_TOGETHER: Final = 32
_SECONDS_MORE: Final = 0.5
_MOST_PROCESSES: Final = 4


class Examined(NamedTuple):
    """What a picture is: its size, its small JPEG, its fingerprint."""

    width: int
    height: int
    fingerprint: int
    thumbnail: bytes


def examined(pictures: Iterable[bytes]) -> Iterator[Examined | None]:
    """Yield what each picture is, in order; None for one that cannot be decoded."""
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1)
    with ThreadPoolExecutor(max_workers=processes) as pool:
        # No more of them are in memory than the processes are at work on, and as many again.
        under_way: deque[Future[Sequence[Examined | None]]] = deque()
        for batch in _batches(pictures):
            under_way.append(pool.submit(_together, batch))
            if len(under_way) > processes:
                yield from under_way.popleft().result()
        for each in under_way:
            yield from each.result()


def _batches(pictures: Iterable[bytes]) -> Iterator[Sequence[bytes]]:
    batch: list[bytes] = []
    for picture in pictures:
        batch.append(picture)
        if len(batch) == _TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


def _together(batch: Sequence[bytes]) -> Sequence[Examined | None]:
    found = _in_child(batch, seconds=SECONDS + _SECONDS_MORE * len(batch))
    if found is not None:
        return found
    return [(_in_child([each], seconds=SECONDS) or [None])[0] for each in batch]


def _in_child(batch: Sequence[bytes], *, seconds: float) -> list[Examined | None] | None:
    """Return what a process says of pictures; None where it did not come to its end."""
    given = b"".join(part for each in batch for part in (_LENGTH.pack(len(each)), each))
    command: list[str | Path] = [sys.executable, "-I", _EXAMINER]
    try:
        done: Finished = run(command, given=given, seconds=seconds, memory_bytes=MEMORY_BYTES)
    except TimeoutError:
        return None
    if done.code != 0:
        return None
    found = list(_answers(done.out))
    return found if len(found) == len(batch) else None


def answer(found: Examined | None) -> bytes:
    """Return what the process says of one picture."""
    if found is None:
        return _HEADER.pack(0, 0, 0, 0, 0)
    width, height, fingerprint, thumbnail = found
    return _HEADER.pack(1, width, height, fingerprint, len(thumbnail)) + thumbnail


def given_pictures(stream: bytes) -> Iterator[bytes]:
    """Yield the pictures that the process was given."""
    at = 0
    while at < len(stream):
        (length,) = _LENGTH.unpack_from(stream, at)
        at += _LENGTH.size
        yield stream[at : at + length]
        at += length


def _answers(out: bytes) -> Iterator[Examined | None]:
    at = 0
    while at + _HEADER.size <= len(out):
        sound, width, height, fingerprint, length = _HEADER.unpack_from(out, at)
        at += _HEADER.size
        thumbnail = out[at : at + length]
        at += length
        yield Examined(width, height, fingerprint, thumbnail) if sound else None
