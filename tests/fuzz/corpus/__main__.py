"""Puts every file of some folders through every door of the program.

    python -m tests.fuzz.corpus FOLDER… [--doors WORD…] [--jobs N] [--seconds N] [--megabytes N]

Meant for public collections of hostile archives, pictures, workbooks and texts, which are not part
of the project. A file is named where a door fell over, took what it must not take, took too long or
too much memory, changed a row for a file that it refused, or wrote a file outside. The last line
says how many were; the exit code is 1 where there is one.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock, Timer
from typing import Any, Final

from tests.fuzz.corpus.summary import Summary

_ROOT: Final = Path(__file__).resolve().parents[3]
_START: Final = 900.0


def main() -> int:
    """Run it; 0 where nothing was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.corpus")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--doors", nargs="*", default=[], help="only doors whose name has one of")
    parser.add_argument("--skip", nargs="*", default=[], help="doors that stay shut")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument(
        "--seconds", type=float, default=10.0, help="of the processor, more is slow"
    )
    parser.add_argument(
        "--patience", type=float, default=300.0, help="by the clock, more is hanging"
    )
    parser.add_argument("--megabytes", type=int, default=1000, help="more than this is too much")
    parser.add_argument("--json", type=Path, help="keep every answer, one a line")
    options = parser.parse_args()
    files = [path for folder in options.folders for path in _files_in(folder)]
    print(f"{len(files)} files", flush=True)
    summary = Summary(seconds=options.seconds, megabytes=options.megabytes, kept=options.json)
    queue, lock = iter(files), Lock()
    with ThreadPoolExecutor(options.jobs) as pool:
        for run in [pool.submit(_work, queue, lock, summary, options) for _ in range(options.jobs)]:
            run.result()
    print(summary.text())
    return 1 if summary.findings else 0


def _files_in(folder: Path) -> Iterator[Path]:
    # The process that opens them works in a folder of its own.
    folder = folder.resolve()
    if folder.is_file():
        yield folder
        return
    yield from sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


def _work(queue: Iterator[Path], lock: Lock, summary: Summary, options: Any) -> None:
    worker = Worker(options.patience)
    try:
        while True:
            with lock:
                path = next(queue, None)
            if path is None:
                return
            for answer in worker.through(path, doors=options.doors, skip=options.skip):
                with lock:
                    summary.add(path, answer)
    finally:
        worker.close()


class Worker:
    """A process with a desk of its own, and another one where it does not come back."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._process: subprocess.Popen[str] | None = None
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the run

    def through(self, path: Path, *, doors: list[str], skip: list[str]) -> Iterator[dict[str, Any]]:
        """Yield what each door came to; one that ended the process is not tried again."""
        shut = list(skip)
        while True:
            at = ""
            for answer in self._ask({"file": str(path), "doors": doors, "skip": shut}):
                at = answer.get("begin", at)
                if "door" in answer:
                    shut.append(answer["door"])
                    yield answer
                if "done" in answer:
                    yield answer
                    return
            ended = self._process.wait() if self._process else 0
            self.close()
            yield {
                "door": at, "taken": False, "words": f"process ended ({ended})", "rows": {},
                "seconds": 0.0, "grown": 0, "broken": [f"the process ended: {ended}"],
            }  # fmt: skip
            if not at:
                return
            shut.append(at)

    def _ask(self, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
        process = self._started()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(asked) + "\n")
            process.stdin.flush()
        except OSError:
            return
        while (answer := self._line(process, self._patience)) is not None:
            yield answer
            if "done" in answer:
                return

    def _started(self) -> "subprocess.Popen[str]":
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.fuzz.corpus.worker"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors,
                text=True, cwd=_ROOT,
            )  # fmt: skip
            if self._line(self._process, _START) != {"ready": True}:
                self._errors.seek(0)
                sys.exit(self._errors.read().decode(errors="replace"))
        return self._process

    def _line(self, process: "subprocess.Popen[str]", patience: float) -> dict[str, Any] | None:
        assert process.stdout is not None
        watch = Timer(patience, process.kill)
        watch.start()
        try:
            line = process.stdout.readline()
            found: dict[str, Any] | None = json.loads(line) if line else None
            return found
        finally:
            watch.cancel()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


if __name__ == "__main__":
    sys.exit(main())
