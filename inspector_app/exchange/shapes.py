"""Checks of the shape of JSON values: what a text may hold before anybody uses it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypeAlias

from inspector_app.base.clock import instant_text, parse_instant
from inspector_app.exchange.canonical import JsonValue

MAX_SEQ: Final = 999_999

Check: TypeAlias = Callable[[JsonValue], bool]


def text(form: str) -> Check:
    """Return a check for a text of this pattern."""
    pattern = re.compile(form)
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def is_count(value: JsonValue) -> bool:
    """Say whether it is a whole number from 0."""
    return type(value) is int and value >= 0


def is_seq(value: JsonValue) -> bool:
    """Say whether it is a number that a bundle or receipt of a chain may have."""
    return type(value) is int and 1 <= value <= MAX_SEQ


def is_instant(value: JsonValue) -> bool:
    """Say whether it is an instant in its one spelling."""
    if not isinstance(value, str):
        return False
    try:
        return instant_text(parse_instant(value)) == value
    except ValueError:
        return False


def is_day(value: JsonValue) -> bool:
    """Say whether it is a day, ``2026-11-02``."""
    if not isinstance(value, str):
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def absent_or(check: Check) -> Check:
    """Return a check that null passes too."""
    return lambda value: value is None or check(value)


def each(check: Check, *, least: int = 0) -> Check:
    """Return a check for a list whose items pass ``check``."""
    return lambda value: (
        isinstance(value, list) and len(value) >= least and all(check(item) for item in value)
    )


def whole(shape: Mapping[str, Check]) -> Check:
    """Return a check for an object that has exactly these keys."""
    return lambda value: (
        isinstance(value, dict)
        and value.keys() == shape.keys()
        and all(check(value[key]) for key, check in shape.items())
    )


is_chain: Final = text("[a-z2-7]{26}")
is_sha256: Final = text("[0-9a-f]{64}")
is_label: Final = text(r"[^\x00-\x1f\x7f]{1,100}")
is_key: Final = text("[a-z][a-z_]{0,31}")


def is_counts(value: JsonValue) -> bool:
    """Say whether it tells by key how many rows there are."""
    return isinstance(value, dict) and all(
        is_key(key) and is_count(count) for key, count in value.items()
    )
