"""JavaRosa, the reference implementation of forms, asked through a small driver of ours.

pyxform brings it as one jar, and a JDK compiles the driver (`tests/oracle/java`). Where there is no
``javac`` whatever needs it is skipped.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

import pyxform

SOURCE: Final = Path(__file__).parent / "java" / "FormDriver.java"
JAR: Final = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
MISSING: Final = (
    "no javac here: the package openjdk-17-jdk-headless brings it (dev.py oracle installs it)"
)


class Answer(NamedTuple):
    """What an engine holds of one leaf of a form."""

    value: str
    relevant: bool
    required: bool
    valid: bool


class RefusedError(Exception):
    """JavaRosa did not take the form or the operation; the text is its own."""


@dataclass(frozen=True, slots=True)
class Driver:
    """The compiled driver."""

    classes: Path

    def open(self, form: Path, lists: Path) -> "JavaRosa":
        """Load a form whose CSV files lie in a folder."""
        return JavaRosa(
            ["java", "-Xss8m", "-cp", f"{JAR}:{self.classes}", "FormDriver", str(form), str(lists)]
        )


def has_java() -> bool:
    """Say whether the driver can be compiled and run here."""
    return shutil.which("javac") is not None and shutil.which("java") is not None


def compile_driver(folder: Path) -> Driver:
    """Compile the driver into a folder."""
    subprocess.run(
        ["javac", "-Xlint:all", "-Werror", "-encoding", "UTF-8", "-cp", str(JAR),
         "-d", str(folder), str(SOURCE)],
        check=True,
    )  # fmt: skip
    return Driver(folder)


class JavaRosa:
    """One form that JavaRosa fills."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, encoding="utf-8",
        )  # fmt: skip
        self.load_us = self._microseconds()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        # Closes the pipes as well, and lets the driver end by itself.
        self._process.communicate()

    def set(self, path: str, value: str) -> int:
        """Answer a question; return the microseconds it took."""
        self._send("set", path, value.replace("\n", "\\n"))
        return self._microseconds()

    def add(self, repeat: str) -> int:
        """Add an instance of a repeat; return the microseconds it took."""
        self._send("add", repeat)
        return self._microseconds()

    def remove(self, path: str) -> int:
        """Remove an instance of a repeat; return the microseconds it took."""
        self._send("remove", path)
        return self._microseconds()

    def dump(self) -> dict[str, Answer]:
        """Return what every leaf holds."""
        self._send("dump")
        return {
            row["path"]: Answer(row["value"], row["relevant"], row["required"], row["valid"])
            for row in self._rows()
        }

    def choices(self, path: str) -> list[tuple[str, str]]:
        """Return value and label of what can be chosen now."""
        self._send("choices", path)
        return [(row["value"], row["label"]) for row in self._rows()]

    def _send(self, *words: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write("\t".join(words) + "\n")
        self._process.stdin.flush()

    def _line(self) -> Mapping[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RefusedError(self._process.communicate()[1])
        read: dict[str, Any] = json.loads(line)
        if "error" in read:
            raise RefusedError(read["error"])
        return read

    def _microseconds(self) -> int:
        return int(self._line()["us"])

    def _rows(self) -> Iterator[Mapping[str, Any]]:
        while "end" not in (row := self._line()):
            yield row


def validate(forms: Iterable[Path]) -> subprocess.CompletedProcess[str]:
    """Let ODK Validate judge the forms; its exit code is 0 where it takes them all."""
    command = ["java", "-jar", str(JAR), *map(str, forms)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
