"""How answers are printed: lines for people, JSON for programs."""

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

_UNSHOWN: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def print_json(value: Any) -> None:
    """Print one JSON value."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=False)
    # Half a sign, which a name of a file may hold, is written as JSON escapes it.
    print(text.encode("utf-8", "backslashreplace").decode("utf-8"))


def say(text: str) -> None:
    """Print one line for people."""
    print(shown(text))


def complain(text: str) -> None:
    """Print one line about what went wrong."""
    print(shown(text), file=sys.stderr)


def shown(text: str) -> str:
    """Return a text without what no terminal shows as it stands.

    A name of a file may hold half a sign, or signs that colour the terminal or turn its line round.
    """
    return _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)


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
        print(shown("  ".join(cells).rstrip()))


def _places(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def say_fields(values: Mapping[str, Any]) -> None:
    """Say each value that is not empty in a line under its name."""
    for name, value in values.items():
        if value not in (None, "", [], {}):
            shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            say(f"{name}: {shown}")
