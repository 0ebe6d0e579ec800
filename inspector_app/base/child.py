"""The one place that starts other programs, always with limits."""

import os
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import IO, Final

_LENGTH: Final = struct.Struct(">I")


class ChildGoneError(Exception):
    """A child process ended, or was ended at its limit, before it had answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a child process left behind."""

    code: int
    out: bytes
    err: bytes


def run(
    command: Sequence[str | Path],
    *,
    given: bytes = b"",
    seconds: float = 10.0,
    memory_bytes: int | None = None,
    variables: Mapping[str, str] | None = None,
) -> Finished:
    """Run ``command`` to its end and return what it printed.

    Args:
        command: program and arguments; never passed through a shell.
        given: bytes for its standard input.
        seconds: wall-clock limit; the child is killed after it.
        memory_bytes: limit of its address space where the system can set one (not on Windows).
        variables: what its environment holds beside that of this process.

    Raises:
        TimeoutError: the child was killed at the limit.
        OSError: it could not be started.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            input=given,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, **variables} if variables else None,
            preexec_fn=_limiter(memory_bytes),
        )
    except subprocess.TimeoutExpired as expired:
        msg = f"{command[0]} took longer than {seconds} s"
        raise TimeoutError(msg) from expired
    return Finished(code=done.returncode, out=done.stdout, err=done.stderr)


class Companion:
    """A child process that answers one question after another.

    Starting a process takes longer than most of what it is asked.
    """

    def __init__(self, command: Sequence[str | Path]) -> None:
        """Start ``command``, which answers through ``serve`` (OSError: it cannot be started)."""
        self._process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, question: bytes, *, seconds: float) -> bytes:
        """Return the answer.

        Raises:
            ChildGoneError: there is none, and no further question will be answered.
        """
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        watch = Timer(seconds, process.kill)
        watch.start()
        try:
            _put(process.stdin, question)
            return _taken(process.stdout)
        except (OSError, EOFError) as error:
            raise ChildGoneError from error
        finally:
            watch.cancel()

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        # What a pipe still holds goes with the process.
        self._process.communicate()


def serve(answer: Callable[[bytes], bytes], *, memory_bytes: int) -> None:
    """Answer what a ``Companion`` asks this process until nothing more is asked.

    Args:
        answer: what is said of a question.
        memory_bytes: limit of this process's address space where the system can set one (not on
            Windows), set before anything is read.
    """
    limit = _limiter(memory_bytes)
    if limit is not None:
        limit()
    while True:
        try:
            question = _taken(sys.stdin.buffer)
        except EOFError:
            return
        _put(sys.stdout.buffer, answer(question))


def _put(stream: IO[bytes], message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def _taken(stream: IO[bytes]) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _limiter(memory_bytes: int | None) -> Callable[[], None] | None:
    if memory_bytes is None or sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - absent on Windows

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))

    return limit
