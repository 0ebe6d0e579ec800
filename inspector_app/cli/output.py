"""How answers are printed: lines for people, JSON for programs."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def print_json(value: Any) -> None:
    """Print one JSON value."""
    print(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False))


def say(text: str) -> None:
    """Print one line for people."""
    print(text)


def complain(text: str) -> None:
    """Print one line about what went wrong."""
    print(text, file=sys.stderr)


def none_found(what: str) -> None:
    """Say that a list is empty, beside it: to a program an empty list is an answer."""
    complain(f"没有找到{what}。")


def print_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in columns; a Chinese character takes two places."""
    lines = [tuple(head), *(tuple("" if c is None else str(c) for c in row) for row in rows)]
    widths = [max(map(_places, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (
            cell + " " * (width - _places(cell)) for cell, width in zip(line, widths, strict=True)
        )
        print("  ".join(cells).rstrip())


def _places(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def say_fields(values: Mapping[str, Any]) -> None:
    """Say each value that is not empty in a line under its name."""
    for name, value in values.items():
        if value not in (None, "", [], {}):
            shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            say(f"{name}: {shown}")
