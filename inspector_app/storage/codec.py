"""How the values of the domain stand in columns."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple


class Codec(NamedTuple):
    """A pair of functions between a value and what a column holds."""

    encode: Callable[[Any], object]
    decode: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _date_in(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _date_out(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _flag_in(value: bool | None) -> int | None:  # noqa: FBT001 - the value itself is a truth value
    return None if value is None else int(value)


def _flag_out(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _texts_in(values: tuple[str, ...]) -> str:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def _texts_out(text: str) -> tuple[str, ...]:
    # Most lists are empty: they are read for every school at every start.
    return () if text == "[]" else tuple(json.loads(text))


PLAIN: Final = Codec(_same, _same)
DATE: Final = Codec(_date_in, _date_out)
FLAG: Final = Codec(_flag_in, _flag_out)
TEXTS: Final = Codec(_texts_in, _texts_out)
TEXT_SET: Final = Codec(lambda v: _texts_in(tuple(sorted(v))), lambda t: frozenset(_texts_out(t)))


def member(kind: type[StrEnum]) -> Codec:
    """Return the codec of one optional enum member."""
    return Codec(
        lambda v: None if v is None else kind(v).value, lambda t: None if t is None else kind(t)
    )


def members(kind: type[StrEnum]) -> Codec:
    """Return the codec of several enum members."""
    return Codec(
        lambda vs: _texts_in(tuple(kind(v).value for v in vs)),
        lambda t: tuple(kind(v) for v in _texts_out(t)),
    )


def encode(codecs: Mapping[str, Codec], values: Mapping[str, Any]) -> dict[str, object]:
    """Return ``values`` as columns."""
    return {name: codecs[name].encode(value) for name, value in values.items()}


def decode(codecs: Mapping[str, Codec], columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return those ``columns`` that have a codec, as values."""
    return {name: codec.decode(columns[name]) for name, codec in codecs.items()}
