"""The one place that starts other programs, always with limits."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


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


def _limiter(memory_bytes: int | None) -> Callable[[], None] | None:
    if memory_bytes is None or sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - absent on Windows

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))

    return limit
