"""No file of the project speaks of unfinished work or of the machine that it was written on."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOP = (
    "*.md", "*.toml", "*.yaml", "LICENSE", ".ci/*", "docs/**/*", "forms/**/*", "inspector_app/**/*",
    "packaging/*", "resources/**/*", "tests/**/*",
)  # fmt: skip
TEXT = {".cfg", ".csv", ".ini", ".json", ".lock", ".md", ".nsi", ".py", ".qss", ".spec", ".toml",
        ".txt", ".xml", ".yaml", ".yml", ""}  # fmt: skip
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b")
ELSEWHERE = re.compile(
    # </root> and instance('x')/root/item are words of forms.
    r"(?<![\w.])/(work|root(?!>|/item)|home)\b"
    r"|[A-Z]:\\Users"
    r"|\.\./shared"
    r"|(pypi|npmjs|debian)\.org|pythonhosted"
)


def texts() -> Iterator[tuple[str, str]]:
    for pattern in TOP:
        for path in sorted(ROOT.glob(pattern)):
            if path == Path(__file__) or "__pycache__" in path.parts:
                continue
            if path.is_file() and path.suffix in TEXT:
                yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def hits(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_the_search_reaches_code_documents_and_locks() -> None:
    found = {name for name, _ in texts()}
    assert {
        "pyproject.toml",
        "inspector_app/base/errors.py",
        "packaging/requirements.lock",
    } <= found


def test_nothing_is_left_to_be_done_later_in_a_comment() -> None:
    assert not hits(UNFINISHED)


def test_no_file_names_a_machine_or_a_registry() -> None:
    assert not hits(ELSEWHERE)
