"""Text in which figures stand by name: ``{visits=128}`` is 校次, which was 128 when it was written.

What a figure is now is looked up where the text is shown; the number beside its name is what
whoever wrote the text had before his eyes. So a number that has moved since can be told.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"\{([a-z][A-Za-z0-9_.]*)(?:=([^{}]*))?\}")
TO_FILL: Final = "【请补充"
"""What a draft says where no record can: 【请补充】, or 【请补充：what】."""


class Token(NamedTuple):
    """A figure in a text.

    Attributes:
        written: what it was when the text was written, ``None`` where nobody has seen it yet.
        start, end: where it stands.
    """

    id: str
    written: str | None
    start: int
    end: int


class Moved(NamedTuple):
    """A figure that is another by now than when the text was written."""

    id: str
    written: str
    now: str


def token(figure_id: str, value: str) -> str:
    """Return what stands in a text for a figure of this value."""
    return f"{{{figure_id}={value.replace('{', '（').replace('}', '）')}}}"


def tokens(text: str) -> Iterator[Token]:
    """Yield the figures of a text from left to right."""
    for found in _TOKEN.finditer(text):
        yield Token(found[1], found[2], found.start(), found.end())


def as_written(text: str) -> str:
    """Return a text as it reads with the numbers with which it was written."""
    return _TOKEN.sub(lambda found: found[0] if found[2] is None else found[2], text)


def with_values(text: str, values: Mapping[str, str]) -> str:
    """Return a text as it reads now; a figure that is not known stays as it was written."""

    def shown(found: re.Match[str]) -> str:
        written: str | None = found[2]
        value = values.get(found[1], written)
        return found[0] if value is None else value

    return _TOKEN.sub(shown, text)


def refreshed(text: str, values: Mapping[str, str]) -> str:
    """Return a text whose figures were all seen as they are now."""

    def seen(found: re.Match[str]) -> str:
        return token(found[1], values[found[1]]) if found[1] in values else found[0]

    return _TOKEN.sub(seen, text)


def moved(text: str, values: Mapping[str, str]) -> tuple[Moved, ...]:
    """Return the figures of a text that are others now, each once."""
    found = (
        Moved(each.id, each.written, values[each.id])
        for each in tokens(text)
        if each.written is not None and each.id in values and each.written != values[each.id]
    )
    return tuple(dict.fromkeys(found))


def unknown(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return what stands in a text as a figure and is none, each once."""
    return tuple(dict.fromkeys(each.id for each in tokens(text) if each.id not in values))


def places_to_fill(text: str) -> int:
    """Return at how many places a text still asks to be completed."""
    return text.count(TO_FILL)
