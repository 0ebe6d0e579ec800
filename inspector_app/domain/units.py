"""Names of departments as people write them."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

_BETWEEN: Final = re.compile(r"[、，,;；\n]+")


def units_in(text: str) -> tuple[str, ...]:
    """Return the units that a text names, each once, in its order."""
    names = (name.strip() for name in _BETWEEN.split(text))
    return tuple(dict.fromkeys(name for name in names if name))


def by_use(names: Iterable[str]) -> tuple[str, ...]:
    """Return names, each once: those written most often first, then as they come."""
    return tuple(name for name, _ in Counter(names).most_common())
