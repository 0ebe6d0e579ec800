"""What a run came to: how often each answer was given at each door, and what was found."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, Final

_QUOTED: Final = re.compile(r"“[^”]*”")
_NAMED: Final = re.compile(r"\b(?:dd1|tx1|pk1|op1|rc1|roster)-[-\w.]*|\b[a-z2-7]{8}-[-\w.]+")
_NUMBER: Final = re.compile(r"\d+")
_CODE: Final = re.compile(r"\b(?:[EWITRPKIJ]|SHA)\d{2,3}\b")
_LONGEST: Final = 60


class Summary:
    """Counts answers and names what was found.

    Attributes:
        findings: one line for each thing that must not be.
    """

    def __init__(self, *, seconds: float, megabytes: int, kept: Path | None) -> None:
        self._seconds, self._megabytes = seconds, megabytes
        self._kept = kept.open("a", encoding="utf-8") if kept else None
        self._said: dict[str, Counter[str]] = {}
        self._kinds: Counter[str] = Counter()
        self._slowest: dict[str, tuple[float, str]] = {}
        self.findings: list[str] = []

    def add(self, path: Path, answer: dict[str, Any]) -> None:
        """Take note of an answer, and say at once what was found."""
        if self._kept:
            self._kept.write(json.dumps({"file": str(path), **answer}, ensure_ascii=False) + "\n")
            self._kept.flush()
        if "done" in answer:
            self._kinds[", ".join(answer["kinds"])] += 1
            return
        door = answer["door"]
        self._said.setdefault(door, Counter())[_short(answer)] += 1
        self._slowest[door] = max(
            self._slowest.get(door, (0.0, "")), (answer["seconds"], path.name)
        )
        for found in self._found(answer):
            self.findings.append(f"{door}: {path}: {found}")
            print(f"! {self.findings[-1]}", flush=True)

    def _found(self, answer: dict[str, Any]) -> list[str]:
        found = list(answer["broken"])
        if answer["seconds"] > self._seconds:
            found.append(f"{answer['seconds']} s")
        if answer["grown"] > self._megabytes:
            found.append(f"{answer['grown']} MB")
        if any(word in answer["words"] for word in ("(looks", "(another", "(Pillow refuses")):
            found.append(answer["words"])
        return found

    def text(self) -> str:
        """Return the tables."""
        lines = ["", "files by kind"]
        lines += [f"  {n:6}  {kinds}" for kinds, n in self._kinds.most_common()]
        for door, said in self._said.items():
            seconds, name = self._slowest[door]
            lines.append(f"{door}: {sum(said.values())} files; slowest {seconds} s ({name})")
            lines += [f"  {n:6}  {words}" for words, n in said.most_common()]
        return "\n".join([*lines, f"found: {len(self.findings)}"])


def _short(answer: dict[str, Any]) -> str:
    words = answer["words"]
    code = _CODE.search(words)
    if code:
        return code[0]
    told = _NUMBER.sub("N", _NAMED.sub("NAME", _QUOTED.sub("“…”", words)))[:_LONGEST]
    return f"taken: {told}" if answer["taken"] else told
