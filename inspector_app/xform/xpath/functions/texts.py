"""Functions of texts (XPath 1.0, section 4.2, and ODK's own)."""

import base64
import binascii
import hashlib
import math
from functools import lru_cache
from typing import Final

import regex

from inspector_app.xform.errors import XPathError
from inspector_app.xform.xpath.context import Context
from inspector_app.xform.xpath.functions.table import Table
from inspector_app.xform.xpath.values import Value, to_number, to_text

TEXTS: Final = Table()
PATTERN_SECONDS: Final = 0.05
MAX_PATTERN: Final = 2_000
_SPACE: Final = " \t\r\n"
_DIGESTS: Final = {
    "MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512",
}  # fmt: skip


@TEXTS.plain("string", 0, 1)
def string(context: Context, value: Value | None = None) -> str:
    """Return a value as text, without one the context node's."""
    return context.node.text() if value is None else to_text(value)


@TEXTS.plain("concat", 0, None)
def concat(_: Context, *values: Value) -> str:
    """Join texts; a node-set gives all its nodes (ODK)."""
    return "".join(_texts(values))


@TEXTS.plain("join", 1, None)
def join(_: Context, separator: Value, *values: Value) -> str:
    """Join texts with a separator; a node-set gives all its nodes (ODK)."""
    return to_text(separator).join(_texts(values))


def _texts(values: tuple[Value, ...]) -> list[str]:
    texts: list[str] = []
    for value in values:
        if isinstance(value, list):
            texts += [node.text() for node in value]
        else:
            texts.append(to_text(value))
    return texts


@TEXTS.plain("contains", 2)
def contains(_: Context, text: Value, part: Value) -> bool:
    """Tell whether a text has a part."""
    return to_text(part) in to_text(text)


@TEXTS.plain("starts-with", 2)
def starts_with(_: Context, text: Value, start: Value) -> bool:
    """Tell whether a text begins with another."""
    return to_text(text).startswith(to_text(start))


@TEXTS.plain("ends-with", 2)
def ends_with(_: Context, text: Value, end: Value) -> bool:
    """Tell whether a text ends with another."""
    return to_text(text).endswith(to_text(end))


@TEXTS.plain("substring-before", 2)
def substring_before(_: Context, text: Value, mark: Value) -> str:
    """Return what stands before a mark; nothing when it is not there."""
    before, found, _after = _partition(to_text(text), to_text(mark))
    return before if found else ""


@TEXTS.plain("substring-after", 2)
def substring_after(_: Context, text: Value, mark: Value) -> str:
    """Return what stands behind a mark; nothing when it is not there."""
    return _partition(to_text(text), to_text(mark))[2]


def _partition(text: str, mark: str) -> tuple[str, str, str]:
    return text.partition(mark) if mark else ("", "", text)


@TEXTS.plain("substr", 2, 3)
def substr(context: Context, text: Value, start: Value, end: Value | None = None) -> str:
    """Return a part of a text, counted from 0, from the end when negative (ODK)."""
    whole = to_text(text)
    first = to_number(start, context.world.calendar)
    last = len(whole) if end is None else to_number(end, context.world.calendar)
    if math.isnan(first) or math.isnan(last):
        return ""
    return whole[_index(first, whole) : _index(last, whole)]


def _index(number: float, text: str) -> int:
    clamped = int(max(-len(text), min(len(text), number)))
    return clamped + len(text) if clamped < 0 else clamped


@TEXTS.plain("substring", 2, 3)
def substring(context: Context, text: Value, start: Value, length: Value | None = None) -> str:
    """Return a part of a text, counted from 1 (XPath 1.0, section 4.2)."""
    calendar = context.world.calendar
    first = _round(to_number(start, calendar))
    end = float("inf") if length is None else first + _round(to_number(length, calendar))
    return "".join(c for place, c in enumerate(to_text(text), 1) if first <= place < end)


def _round(number: float) -> float:
    return float(math.floor(number + 0.5)) if math.isfinite(number) else number


@TEXTS.plain("string-length", 0, 1)
def string_length(context: Context, value: Value | None = None) -> float:
    """Return the number of characters."""
    return float(len(string(context, value)))  # type: ignore[arg-type]


@TEXTS.plain("normalize-space", 0, 1)
def normalize_space(context: Context, value: Value | None = None) -> str:
    """Return a text without space around it and with one space where there were several."""
    text = to_text(string(context, value))
    return " ".join(piece for piece in _spaced(text).split(" ") if piece)


def _spaced(text: str) -> str:
    return text.translate({ord(space): " " for space in _SPACE})


@TEXTS.plain("translate", 3)
def translate(_: Context, text: Value, old: Value, new: Value) -> str:
    """Replace characters one by one; those without a partner go."""
    after = to_text(new)
    table: dict[int, str | None] = {}
    for place, char in enumerate(to_text(old)):
        table.setdefault(ord(char), after[place] if place < len(after) else None)
    return to_text(text).translate(table)


@TEXTS.plain("regex", 2)
def matches(_: Context, text: Value, pattern: Value) -> bool:
    """Tell whether the whole text is what the pattern says (JavaRosa: ``Pattern.matches``)."""
    try:
        found = _pattern(to_text(pattern)).fullmatch(to_text(text), timeout=PATTERN_SECONDS)
    except TimeoutError as error:
        raise XPathError("timeout", "正则表达式太慢，请改写 regex() 的式子") from error
    return found is not None


@lru_cache(maxsize=256)
def _pattern(text: str) -> regex.Pattern[str]:
    if len(text) > MAX_PATTERN:
        raise XPathError("type", f"正则表达式超过 {MAX_PATTERN} 个字符")
    try:
        return regex.compile(text)
    except (regex.error, RecursionError, OverflowError) as error:
        raise XPathError("type", f"正则表达式写错了：{text}") from error


@TEXTS.plain("digest", 2, 3)
def digest(_: Context, text: Value, method: Value, form: Value = "base64") -> str:
    """Return a checksum of a text, in base64 or hex."""
    name, how = to_text(method), to_text(form)
    if name not in _DIGESTS or how not in {"base64", "hex"}:
        raise XPathError("type", f"digest() 不认识 {name}、{how}")
    made = hashlib.new(_DIGESTS[name], to_text(text).encode(), usedforsecurity=False)
    return made.hexdigest() if how == "hex" else base64.b64encode(made.digest()).decode()


@TEXTS.plain("base64-decode", 1)
def base64_decode(_: Context, text: Value) -> str:
    """Return the text behind base64; nothing when it is none."""
    try:
        return base64.b64decode(to_text(text).encode()).decode("utf-8", "replace")
    except binascii.Error:
        return ""
