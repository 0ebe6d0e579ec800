"""JSON with one spelling only: the RFC 8785 form of a subset without floats.

The subset has null, booleans, integers of magnitude below 2^53, strings without NUL and without
lone surrogates, lists, and objects with string keys. A reader that meets any other spelling refuses
it, so that two programs can never read two different things out of the same signed bytes.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn, TypeAlias

JsonValue: TypeAlias = "bool | int | str | list[JsonValue] | dict[str, JsonValue] | None"

MAX_INTEGER: Final = 2**53 - 1
MAX_DEPTH: Final = 32
_MAX_INTEGER_TEXT: Final = len(str(-MAX_INTEGER))
_UNFIT: Final = re.compile("[\x00\ud800-\udfff]")
_STRING: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_BRACKET: Final = re.compile(r"[\[\]{}]")


class NotCanonicalError(ValueError):
    """A value outside the subset, or a text that is not its one spelling.

    Attributes:
        where: keys and indexes that lead to the value, joined by dots.
        reason: what is wrong with it.
    """

    def __init__(self, reason: str, *, where: str = "") -> None:
        super().__init__(f"{where or '(root)'}: {reason}")
        self.reason = reason
        self.where = where

    def inside(self, key: str) -> "NotCanonicalError":
        """Return the same error seen from the container that holds the value under ``key``."""
        return NotCanonicalError(self.reason, where=f"{key}.{self.where}" if self.where else key)


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLimits:
    """How large a text may be before it is read at all."""

    size: int
    depth: int
    containers: int


def dumps(value: object) -> bytes:
    """Return the one spelling of ``value``.

    Raises:
        NotCanonicalError: it lies outside the subset.
    """
    ordered = _ordered(value, MAX_DEPTH)
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode()


def loads(data: bytes, *, limits: JsonLimits) -> JsonValue:
    """Read a text that ``dumps`` could have written.

    Raises:
        NotCanonicalError: it is anything else, or larger than ``limits``.
    """
    if len(data) > limits.size:
        msg = f"longer than {limits.size} bytes"
        raise NotCanonicalError(msg)
    try:
        text = data.decode()
        # Brackets are counted before the parser sees them: it recurses once per level.
        _measure(text, limits)
        value: JsonValue = _DECODER.decode(text)
    except NotCanonicalError:
        raise
    except ValueError as error:
        raise NotCanonicalError(str(error)) from error
    if dumps(value) != data:
        msg = "not the canonical spelling"
        raise NotCanonicalError(msg)
    return value


def _measure(text: str, limits: JsonLimits) -> None:
    structure = _STRING.sub("", text)
    if structure.count("[") + structure.count("{") > limits.containers:
        msg = f"more than {limits.containers} lists and objects"
        raise NotCanonicalError(msg)
    depth = 0
    for bracket in _BRACKET.finditer(structure):
        depth += 1 if bracket.group() in "[{" else -1
        if depth > limits.depth:
            msg = f"nested deeper than {limits.depth}"
            raise NotCanonicalError(msg)


def _ordered(value: object, levels: int) -> object:
    if isinstance(value, str):
        return _fit_text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _fit_integer(value)
    if levels == 0:
        msg = f"nested deeper than {MAX_DEPTH}"
        raise NotCanonicalError(msg)
    return _ordered_container(value, levels - 1)


def _ordered_container(value: object, levels: int) -> object:
    if isinstance(value, Mapping):
        return {key: _child(value[key], str(key), levels) for key in _ordered_keys(value)}
    if isinstance(value, list | tuple):
        return [_child(item, str(index), levels) for index, item in enumerate(value)]
    msg = f"{type(value).__name__} has no JSON form here"
    raise NotCanonicalError(msg)


def _child(value: object, key: str, levels: int) -> object:
    try:
        return _ordered(value, levels)
    except NotCanonicalError as error:
        raise error.inside(key) from None


def _ordered_keys(value: Mapping[Any, object]) -> list[str]:
    for key in value:
        if not isinstance(key, str):
            msg = f"the key {key!r} is not text"
            raise NotCanonicalError(msg)
        _fit_text(key)
    # RFC 8785 sorts by UTF-16 code units, which differs from Python's order beyond U+FFFF.
    return sorted(value, key=lambda key: key.encode("utf-16-be"))


def _fit_text(text: str) -> str:
    if _UNFIT.search(text):
        msg = "a NUL character or half of a surrogate pair"
        raise NotCanonicalError(msg)
    return text


def _fit_integer(number: int) -> int:
    if abs(number) > MAX_INTEGER:
        msg = "an integer beyond 2^53 - 1"
        raise NotCanonicalError(msg)
    return number


def _read_integer(text: str) -> int:
    # Refused by length: reading a million digits takes longer than refusing them.
    if len(text) > _MAX_INTEGER_TEXT:
        msg = "an integer beyond 2^53 - 1"
        raise NotCanonicalError(msg)
    return int(text)


def _refuse_number(text: str) -> NoReturn:
    msg = f"{text[:20]} is not an integer"
    raise NotCanonicalError(msg)


def _read_object(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(pairs)
    if len(found) != len(pairs):
        msg = "the same key twice in one object"
        raise NotCanonicalError(msg)
    return found


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_read_object,
    parse_int=_read_integer,
    parse_float=_refuse_number,
    parse_constant=_refuse_number,
)
