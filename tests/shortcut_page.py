"""What the page of shortcuts says, as single keys."""

import re
from collections import defaultdict

from inspector_app.ui.pages.shortcuts import KEYS

_ONE = {
    "Return": "Enter", "Del": "Delete", "PgDown": "PgDn", "空格": "Space", "↓": "Down", "↑": "Up",
    "=": "+",
}  # fmt: skip


def told() -> dict[str, set[str]]:
    """Return the keys that the page names, by heading."""
    found: dict[str, set[str]] = defaultdict(set)
    heading = ""
    for keys, meaning in KEYS:
        if not meaning:
            heading = keys
            continue
        first = re.fullmatch(r"(Ctrl|Alt)\+1 … \1\+9(?:、Alt\+0)?", keys)
        if first:
            found[heading] |= {f"{first[1]}+{digit}" for digit in range(10)}
        for key in re.split(r" / |、| 或 ", keys):
            found[heading].add(one_name(key))
    return found


def one_name(key: str) -> str:
    """Return a key by one of its names."""
    *held, last = re.split(r"\+(?=.)", key)
    return "+".join([*held, _ONE.get(last, last)])
