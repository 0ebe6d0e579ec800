"""Domain values as rows of a pack, and back: every field under its name, and no other type."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
_MOST_LETTERS: Final = 20_000


def row_of(value: Any) -> dict[str, Any]:
    """Return a domain value as a row."""
    named: tuple[str, ...] | None = getattr(value, "_fields", None)
    names = named or [each.name for each in fields(value)]
    return {name: _plain(getattr(value, name)) for name in names}


def value_of(cls: type[_T], row: Mapping[str, Any]) -> _T:
    """Return the domain value of a row; a field that the row lacks has its default.

    Raises:
        KeyError, TypeError, ValueError: the row is none of this kind.
    """
    hints = get_type_hints(cls)
    told = {name: _read(hints[name], row[name]) for name in hints if name in row}
    return cls(**told)


def rows_in(rows: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """Return a list of rows (KeyError, TypeError: there is none)."""
    found = rows[name]
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        msg = f"{name} is no list of objects"
        raise TypeError(msg)
    return found


def text_in(row: Mapping[str, Any], name: str, *, most: int = _MOST_LETTERS) -> str:
    """Return a text of a row (KeyError, TypeError, ValueError: there is none)."""
    found = row[name]
    if not isinstance(found, str):
        msg = f"{name} is no text"
        raise TypeError(msg)
    if len(found) > most:
        msg = f"{name} is too long"
        raise ValueError(msg)
    return found


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
    return value


def _read(hint: Any, value: Any) -> Any:
    origin = get_origin(hint)
    if origin in {Union, UnionType}:
        if value is None:
            return None
        hint = next(each for each in get_args(hint) if each is not NoneType)
        origin = get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            msg = "no list"
            raise TypeError(msg)
        return tuple(_read(get_args(hint)[0], each) for each in value)
    return _single(hint, value)


def _single(hint: Any, value: Any) -> Any:
    wanted = int if hint is int else bool if hint is bool else str
    if type(value) is not wanted:
        msg = f"{value!r:.40} is no {wanted.__name__}"
        raise TypeError(msg)
    if isinstance(value, str) and len(value) > _MOST_LETTERS:
        msg = "a text is too long"
        raise ValueError(msg)
    if hint is date:
        return date.fromisoformat(str(value))
    return hint(value) if issubclass(hint, StrEnum) else value
