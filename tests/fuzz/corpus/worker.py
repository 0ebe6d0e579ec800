"""The process that puts files through the doors; told a file a line, it answers a line a door.

It is started by ``__main__``, which ends it where a door does not come back.
"""

import faulthandler
import json
import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from inspector_app.base.errors import UserError
from tests.fuzz.corpus.desk import Desk, made_desk
from tests.fuzz.corpus.doors import NEVER, Door, doors
from tests.fuzz.corpus.kinds import kinds_of
from tests.fuzz.corpus.watch import Seen, Watch

# No more address space than this: what a door asks beyond it fails as on a small computer.
MOST_MEMORY: Final = 4 * 2**30
_MOST_BYTES: Final = 600 * 2**20


def main() -> None:
    """Answer what stands on the standard input."""
    answers = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    # What native code prints goes where nobody takes it for an answer.
    os.dup2(2, 1)
    faulthandler.enable()
    logging.disable(logging.ERROR)
    _limit_memory()
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="corpus-")))
        work, scratch = place / "work", place / "tmp"
        work.mkdir()
        scratch.mkdir()
        desk = made_desk(work, stack)
        os.environ["TMPDIR"] = tempfile.tempdir = str(scratch)
        os.chdir(work)
        watch = Watch(desk)
        print(json.dumps({"ready": True}), file=answers)
        for line in sys.stdin:
            asked = json.loads(line)
            for answer in through(desk, watch, asked):
                print(json.dumps(answer, ensure_ascii=True), file=answers)


def through(desk: Desk, watch: Watch, asked: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what each door came to for the file that is asked about, and at last its kinds."""
    path, wanted = Path(asked["file"]), asked["doors"]
    if path.stat().st_size > _MOST_BYTES:
        yield {"done": str(path), "kinds": ["too large for this run"]}
        return
    data = path.read_bytes()
    kinds = kinds_of(path.name, data)
    for door in doors():
        if wanted and not any(word in door.name for word in wanted):
            continue
        one_in = door.one_in if door.kinds & kinds else door.others
        if door.name in asked["skip"] or not one_in or crc32(data) % one_in:
            continue
        yield {"begin": door.name}
        yield {"door": door.name, **_one(desk, watch, door, path, data)}
    yield {"done": str(path), "kinds": sorted(kinds)}


def _one(desk: Desk, watch: Watch, door: Door, path: Path, data: bytes) -> dict[str, Any]:
    seen, taken, words, fault = Seen(), False, "", ""
    with watch.over(seen):
        try:
            taken, words = door.go(desk, path, data)
        except UserError as error:
            words = error.code if error.code != "bad-input" else error.sentence
        except BaseException as error:  # noqa: BLE001 - this is what is looked for
            words, fault = type(error).__name__, traceback.format_exc(limit=-6)
    broken = [fault] if fault else []
    if taken and door.takes is NEVER:
        broken.append("taken")
    if seen.rows and not taken:
        broken += [f"rows {rows}" for rows in [told(seen.rows)] if rows]
    broken += seen.strays
    return {
        "taken": taken, "words": words, "seconds": round(seen.seconds, 2), "grown": seen.grown,
        "broken": broken, "rows": seen.rows,
    }  # fmt: skip


# What is kept of a file that is refused: that it came, and how it was judged.
_NOTED: Final = frozenset(
    {
        "office.journal", "office.office_file", "office.office_held", "office.office_chain",
        "office.office_receipt", "office.office_answer", "laptop.pack_foreign",
    }
)  # fmt: skip


def told(rows: dict[str, int]) -> str:
    """Return which tables have more rows, or fewer, that a refused file must not have changed."""
    changed = {name: n for name, n in rows.items() if name not in _NOTED}
    return ", ".join(f"{name} {n:+}" for name, n in sorted(changed.items()))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main()
