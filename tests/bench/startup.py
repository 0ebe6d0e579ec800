"""How long the window takes: painted, and 今日 filled, against an empty main window.

    python -m tests.bench.startup [--folder DIR] [--runs N] [--json]

Each start is a whole process, without a screen, from the moment before it is spawned to the paint
that it reports itself: the interpreter, the imports, the theme and the faces, and for 今日 the
opening of the database too. Starts take turns; medians are told. A first start of each is thrown
away: it compiles the modules, and reads from the disk what the others have in memory. Bytecode is
kept in a temporary folder, as an installed program has it, whatever the environment says.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from inspector_app.base.child import run
from tests.bench import district

PAINTED_LIMIT = 1.7
FILLED_LIMIT = 2.3
_CHILD = Path(__file__).with_name("first_paint.py")
_KINDS = ("empty", "painted", "filled")


def compare(folder: Path, *, runs: int) -> list[district.Line]:
    """Start an empty window, ours until it is painted and ours until 今日 is filled, in turn."""
    times: dict[str, list[float]] = {kind: [] for kind in _KINDS}
    peaks: list[float] = []
    with tempfile.TemporaryDirectory() as bytecode, mock.patch.dict(os.environ):
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = bytecode
        for place in range(runs + 1):
            for kind in _KINDS:
                taken, peak = start(kind, folder)
                if place:
                    times[kind].append(taken)
                if kind == "filled":
                    peaks.append(peak)
    megabytes = round(statistics.median(peaks), 1)
    empty = times["empty"]
    return [
        district.ratio_line("window painted", times["painted"], empty, PAINTED_LIMIT),
        district.ratio_line("window with 今日 filled", times["filled"], empty, FILLED_LIMIT),
        district.Line(
            what="peak memory, window with 今日",
            ours=megabytes,
            figure=megabytes,
            unit="MB",
            limit=district.MEMORY_LIMIT_MB,
        ),
    ]


def start(kind: str, folder: Path) -> tuple[float, float]:
    """Start one process; return the milliseconds to its paint, and its peak memory in MB."""
    # The clock that a machine's processes share; the child reads it at its paint.
    began = time.monotonic()
    done = run([sys.executable, str(_CHILD), kind, str(folder), repr(began)], seconds=60)
    if done.code or not done.out:
        raise AssertionError(done.err.decode())
    taken, peak = done.out.split()[-2:]
    return float(taken), float(peak)


def main() -> int:
    """Print the result; return 1 above a limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name) / "district"
        district.build(folder, years=10)
        lines = compare(folder, runs=options.runs)
    if options.json:
        print(json.dumps([asdict(line) for line in lines], ensure_ascii=False))
    else:
        print(district.report(lines))
    return int(not all(line.passes for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
