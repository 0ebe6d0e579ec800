"""Write the parts of the documents that the code knows better than a person.

A part stands between two lines of a document:

    <!-- from the code: labels -->
    ...
    <!-- end -->

    .venv/bin/python packaging/build_docs.py             write them
    .venv/bin/python packaging/build_docs.py --check     exit with 1 where one is out of date
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
PART: Final = re.compile(r"(<!-- from the code: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def labels() -> str:
    """Return every state and option with its code and its Chinese word."""
    import pkgutil

    from inspector_app.domain import labels as package

    lines = ["| kind | code | 中文 |", "|---|---|---|"]
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        lines += _label_lines(importlib.import_module(found.name))
    return "\n".join(lines) + "\n"


def _label_lines(module: ModuleType) -> Iterator[str]:
    for name, words in vars(module).items():
        if name.endswith("_LABEL"):
            for member, word in words.items():
                kind = type(member).__name__ if isinstance(member, StrEnum) else name[:-6].lower()
                yield f"| {kind} | {member} | {word} |"


PARTS: Final[dict[str, Callable[[], str]]] = {"labels": labels}


def main(arguments: list[str]) -> int:
    """Write or check every part of every document."""
    outdated = []
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        if not path.exists():
            continue
        text = path.read_text("utf-8")
        fresh = PART.sub(lambda part: part[1] + PARTS[part[2]]() + part[3], text)
        if fresh == text:
            continue
        outdated.append(path.relative_to(ROOT).as_posix())
        if "--check" not in arguments:
            path.write_text(fresh, encoding="utf-8")
    for name in outdated:
        print(f"docs: {name} {'is out of date' if '--check' in arguments else 'written'}")
    return 1 if outdated and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
