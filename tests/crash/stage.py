"""Plays a command in a child that a fault may end, and says what stands there afterwards."""

import json
import os
import re
import sys
import traceback
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.cli.main import run
from tests.crash.acts import Act, World
from tests.crash.worlds import OUTSIDE, Worlds, quick
from tests.crash.writes import Writes

NEVER: Final = 1 << 30
# Digests, keys, and the number of a parcel.
_NAMED_ANEW: Final = re.compile(r"[0-9a-f]{12}|\b[a-z2-7]{8}\b|(?<=\*-)\d{6}(?=-\*\.zip$)")
_A_FAULT_OF_OURS: Final = 70
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"


class Played(NamedTuple):
    """How a command ended, and by which calls it wrote."""

    code: int
    out: str
    err: str
    seen: tuple[str, ...]


class Told(NamedTuple):
    """How many rows each table has, and which files other people see."""

    rows: dict[str, int]
    files: frozenset[str]

    def beside(self, wanted: "Told") -> str:
        """Return how it differs from what was wanted."""
        rows = {n: (self.rows.get(n), c) for n, c in wanted.rows.items() if self.rows.get(n) != c}
        more, less = self.files - wanted.files, wanted.files - self.files
        return f"rows {rows}, more {sorted(more)}, less {sorted(less)}"


@dataclass(frozen=True)
class Stage:
    """Where commands are played."""

    worlds: Worlds
    folder: Path
    clock: FixedClock

    def play(self, act: Act, world: World, *, passing: int = NEVER, fault: str = "EIO") -> Played:
        """Do an act in a child, with a fault after so many writes."""
        for path in self._said():
            path.write_text("")
        child = self.begin(act, world, Writes(world.root, passing=passing, fault=fault))
        _, status = os.waitpid(child, 0)
        out, err, seen = (path.read_text(encoding="utf-8") for path in self._said())
        return Played(os.waitstatus_to_exitcode(status), out, err, tuple(seen.split()))

    def begin(self, act: Act, world: World, writes: Writes) -> int:
        """Begin an act in a child; return its number."""
        child = os.fork()
        if not child:
            self._live(act, world, writes)
        return child

    def _said(self) -> list[Path]:
        return [self.folder / name for name in ("out", "err", "seen")]

    def _live(self, act: Act, world: World, writes: Writes) -> None:
        code = _A_FAULT_OF_OURS
        out, err, seen = self._said()
        try:
            sys.stdout, sys.stderr = (path.open("w", encoding="utf-8") for path in (out, err))
            with quick(), writes.watched():
                code = int(self._command(act, world) or 0)
        except BaseException:  # noqa: BLE001 - told by who waits
            traceback.print_exc()
        finally:
            seen.write_text(" ".join(writes.seen))
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _command(self, act: Act, world: World) -> int | None:
        def opened(path: Path) -> Workbench:
            return open_workbench(path, clock=self.clock)

        words = [word.format(**world.words) for word in act.words.split()]
        return run(
            ["--data", str(world.root / act.at), *words],
            default_folder=world.root / "elsewhere", opener=opened, init=bootstrap.init_folder,
        )  # fmt: skip

    def told(self, act: Act, world: World) -> Told:
        """Return what the data folder holds, which must be sound, and what lies beside it."""
        with open_workbench(world.root / act.at, clock=self.clock) as bench:
            assert [each for each in bench.checks.run().checks if each.faults] == []
            ask = bench.context.database.rows
            names = {str(name) for (name,) in ask(_TABLES)} - {"journal", *act.grows}
            counts = {name: ask(f'SELECT count(*) FROM "{name}"')[0][0] for name in sorted(names)}
        return Told(counts, frozenset(map(_masked, outside(world))))


def outside(world: World) -> Iterator[Path]:
    """Yield what people and other computers see."""
    for name in OUTSIDE:
        yield from (path for path in (world.root / name).rglob("*") if path.is_file())


def is_left(path: Path) -> bool:
    """Say whether a file is what was begun and not finished."""
    return any(part.endswith(".part") for part in path.parts)


def _masked(path: Path) -> str:
    """Return where a file lies, without what is another each time, or for a second copy."""
    name = f"{path.parent.name}/{path.name}".replace("（2）", "")
    while (found := _NAMED_ANEW.sub("*", name)) != name:
        name = found
    return name


def is_whole(path: Path) -> bool:
    """Say whether a file is all there, as far as its kind can tell."""
    data: bytes = path.read_bytes()
    if path.suffix == ".pdf":
        return data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
    if path.suffix in {".xlsx", ".docx", ".zip"}:
        return _is_archive(data)
    if path.suffix == ".json":
        return bool(json.loads(data))
    if path.suffix == ".age":
        return data.startswith(b"age-encryption.org/v1\n") and len(data) > 400
    return bool(data)


def _is_archive(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.testzip() is None
