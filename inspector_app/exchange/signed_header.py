"""What the signed headers of bundles and of packs have in common: how they are written and read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn, cast

from inspector_app.exchange import canonical
from inspector_app.exchange.canonical import JsonLimits, JsonValue, NotCanonicalError
from inspector_app.exchange.shapes import is_count


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderForm:
    """One kind of header.

    Attributes:
        format: its number; a reader refuses any other.
        schema: what the rows beside it keep to.
        flaw: names the first key whose value has no place there, or returns None.
        malformed: raises what a header that is none is refused with, given the detail.
        newer: raises what a header of a newer program is refused with.
    """

    format: int
    schema: str
    limits: JsonLimits
    flaw: Callable[[dict[str, JsonValue]], str | None]
    malformed: Callable[[str], NoReturn]
    newer: Callable[[str], NoReturn]


def header_bytes(value: dict[str, Any], form: HeaderForm) -> bytes:
    """Return a header in its one spelling.

    Raises:
        NotCanonicalError: a value has no place in it.
    """
    content = canonical.dumps(value)
    read_back = cast("dict[str, JsonValue]", canonical.loads(content, limits=form.limits))
    flaw = form.flaw(read_back)
    if flaw is not None:
        raise NotCanonicalError("not allowed in a statement", where=flaw)
    return content


def read_header(content: bytes, form: HeaderForm) -> dict[str, JsonValue]:
    """Return what a header says, every value of it looked at.

    Raises:
        RefusedError: what ``malformed`` and ``newer`` of the form raise.
    """
    try:
        value = canonical.loads(content, limits=form.limits)
    except NotCanonicalError:
        form.malformed("")
    if not isinstance(value, dict) or not is_count(value.get("format")):
        form.malformed("")
    if value["format"] != form.format:
        form.newer(f"format {value['format']}")
    flaw = form.flaw(value)
    if flaw is not None:
        form.malformed(ascii(flaw[:40]))
    if value["schema"] != form.schema:
        form.newer(str(value["schema"]))
    return value
