"""Entries for tests: a kind fills in what a test does not name."""

from itertools import count
from typing import Any

from inspector_app.domain.registers.kind import Entry, RegisterKind

_numbers = count(1)


def make_entry(kind: RegisterKind, **values: Any) -> Entry:
    """Return a draft of a kind with these values and nothing else in it."""
    n = next(_numbers)
    number = f"{kind.prefix}-2026-DX001-{n:04d}"
    return Entry(uid=f"entry-{n}", kind=kind.id, number=number, values=kind.filled(values))
