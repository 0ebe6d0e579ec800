"""What makes tests fast and none weaker: where they write, and what need not run beside them.

Measured over the unit tests: half of their time was spent waiting for the disk at each durable
save, a fifth on the garbage collector walking through eight thousand collected tests, and a tenth
on a hook that PySide6 puts before each import statement.
"""

import builtins
import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_MEMORY: Final = Path("/dev/shm")
# Of unit tests 20 MB lie there at a time, of districts more; a container often has 64 MB in all.
_ENOUGH: Final = 4 << 30
# New objects, and rounds of the younger generation: a widget in a cycle is still found in time.
_THRESHOLD: Final = (20_000, 20, 20)


def write_to_memory() -> None:
    """Let ``tmp_path`` lie in memory, where there is room and programs may be started from it.

    What is durable there is checked by the calls that are made (``tests/carriers``), never by a
    power cut; measurements are made on the disk (``tests/bench``).
    """
    if "PYTEST_DEBUG_TEMPROOT" not in os.environ and _fits():
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(_MEMORY)


def _fits() -> bool:
    if not (_MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)):
        return False
    not_for_programs = os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC
    return not not_for_programs and shutil.disk_usage(_MEMORY).free > _ENOUGH


@contextmanager
def gathering() -> Iterator[None]:
    """Stop the collector while tests are gathered, and leave alone for good what was made then."""
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_THRESHOLD)
        gc.enable()


def import_directly() -> None:
    """Take PySide6's hook off the import statement: it serves a switch that nobody here uses."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
