"""The commands that the pages show, as a reader types them one after the other."""

import json
import re
import shlex
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

from tests.examples import FULL_LENGTH
from tests.stories.conftest import Command

HANDBOOK: Final = Path(__file__).parents[2] / "docs" / "handbook"
AT_FULL_LENGTH: Final = pytest.mark.skipif(
    not FULL_LENGTH, reason="a page of many prints; dev.py pages reads it"
)

_SHOWN: Final = re.compile(r"(?:    )?(?:\.venv/bin/)?inspector-app (.+)")
_TOLD_BESIDE: Final = re.compile(r"\s{2,}")


def pages(known: Mapping[str, object], *, slow: Collection[str]) -> Sequence[Any]:
    """Return what a test of each page takes; the slow ones are read at full length only."""
    return [pytest.param(page, marks=AT_FULL_LENGTH if page in slow else ()) for page in known]


def shown_on(page: str) -> Sequence[str]:
    """Return each command in the blocks of a page of the handbook, in order."""
    lines = (HANDBOOK / page).read_text("utf-8").splitlines()
    found = [told for told in map(_SHOWN.fullmatch, lines) if told]
    return [_TOLD_BESIDE.split(told.group(1))[0] for told in found]


def written(path: Path, data: object) -> Path:
    """Write JSON that a command is to read."""
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A data folder with its commands, and the folder in which its reader keeps files."""

    command: Command
    folder: Path

    def do(self, *arguments: object) -> str:
        """Run a command that has to succeed; return what it said."""
        code, out, err = self.command(*arguments)
        assert code == 0, f"{arguments}: {err or out}"
        return out.strip()

    def ask(self, *arguments: object) -> Any:
        """Run a command that has to succeed; return what it told programs."""
        return json.loads(self.do(*arguments, "--json"))

    def draft(self, content: Mapping[str, Any], **values: Any) -> str:
        """Begin a record; return its number."""
        return self.do("visit", "new", "--from", self.data("草稿.json", {**content, **values}))

    def filed(self, content: Mapping[str, Any], **values: Any) -> str:
        """File a record; return its number."""
        number = self.draft(content, **values)
        self.do("visit", "file", number)
        return number

    def entry(self, kind: str, content: Mapping[str, Any]) -> str:
        """Write an entry of a register; return its number."""
        return str(self.ask(kind, "add", "--from", self.data("登记.json", content))["no"])

    def data(self, name: str, content: object) -> Path:
        """Put a JSON file on the desk."""
        return written(self.folder / name, content)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a reader has instead of the page's words, and did before the page's commands.

    ``own`` are the words of the page for which the reader has others. ``before`` is what is done
    before the first command that begins so. ``elsewhere`` are commands that are typed at another
    computer, ``refused`` those that have something to refuse.
    """

    own: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    elsewhere: Mapping[str, Command] = field(default_factory=dict)
    refused: Sequence[str] = ()


def read(page: str, command: Command, known: Known) -> None:
    """Run each command of a page; fail with those that did not do what the page says."""
    wrong, still = [], dict(known.before)
    for line in shown_on(page):
        for start in [start for start in still if line.startswith(start)]:
            still.pop(start)()
        words = [_owned(word, known.own) for word in _words(line)]
        at = [other for start, other in known.elsewhere.items() if line.startswith(start)]
        code, said, told = (at or [command])[0](*words)
        if code != (1 if line in known.refused else 0):
            wrong.append(f"{line}\n    {words}\n    {code} {told.strip() or said.strip()}")
    assert not wrong, "\n".join(wrong)
    assert not still, f"{page} no longer shows {list(still)}"


def _words(line: str) -> Sequence[str]:
    return shlex.split(line.replace("\\", "/"), comments=True)


def _owned(word: str, own: Mapping[str, str]) -> str:
    for shown, mine in own.items():
        word = word.replace(shown, mine)
    return word
