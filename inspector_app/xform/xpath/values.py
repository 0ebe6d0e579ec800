"""The four kinds of values and how one becomes another (XPath 1.0, section 4, with ODK's dates)."""

import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, TypeAlias

from inspector_app.xform.xpath.dates import Calendar
from inspector_app.xform.xpath.nodes import Node

Value: TypeAlias = str | float | bool | list[Node]
_SAME: Final = 1e-12
_NUMBER: Final = re.compile(r"[ \t\r\n]*(-?(?:\d+(?:\.\d*)?|\.\d+))[ \t\r\n]*")
_DATE_LIKE: Final = re.compile(r"\s*\d{4}-\d")


def to_text(value: Value) -> str:
    """Return a value as text; a node-set gives its first node."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return value[0].text() if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value)


def number_text(number: float) -> str:
    """Return a number as XPath writes it: no exponent, no ``.0``."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    text = repr(number)
    return format(Decimal(text), "f") if "e" in text else text


def to_number(value: Value, calendar: Calendar) -> float:
    """Return a value as a number; a date is its days, a text without a number NaN."""
    if isinstance(value, float):
        return value
    if isinstance(value, list):
        return to_number(value[0].typed(), calendar) if value else math.nan
    if isinstance(value, str):
        return text_number(value, calendar)
    return float(value)


def text_number(text: str, calendar: Calendar) -> float:
    """Return a text as a number: a numeral, or the days of a date or instant."""
    match = _NUMBER.fullmatch(text)
    if match:
        return float(match.group(1))
    if _DATE_LIKE.match(text):
        return calendar.days(text)
    return math.nan


def to_boolean(value: Value) -> bool:
    """Return a value as a truth: a text that is not empty, a number but 0 and NaN, any node."""
    if value is True or value is False:
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    if isinstance(value, list):
        return bool(value) and value[0].truth()
    return bool(value)


def is_empty(value: Value) -> bool:
    """Tell whether a value counts as no answer: an empty text, no node, NaN."""
    if isinstance(value, float):
        return math.isnan(value)
    return to_text(value) == ""


def equal(left: Value, right: Value, calendar: Calendar) -> bool:
    """Compare with ``=``; a node-set is equal when one of its nodes is."""
    if isinstance(left, list):
        return _any_node(left, right, lambda a, b: equal(a, b, calendar))
    if isinstance(right, list):
        return _any_node(right, left, lambda a, b: equal(a, b, calendar))
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        # JavaRosa's tolerance, without which 6.1 - 7.8 is not -1.7.
        one, other = to_number(left, calendar), to_number(right, calendar)
        return one == other or abs(one - other) < _SAME
    return left == right


def unequal(left: Value, right: Value, calendar: Calendar) -> bool:
    """Compare with ``!=``; a node-set is unequal when one of its nodes is."""
    if isinstance(left, list):
        return _any_node(left, right, lambda a, b: unequal(a, b, calendar))
    if isinstance(right, list):
        return _any_node(right, left, lambda a, b: unequal(a, b, calendar))
    return not equal(left, right, calendar)


def ordered(
    left: Value, right: Value, holds: Callable[[float, float], bool], calendar: Calendar
) -> bool:
    """Compare with ``<`` or one of its kin, as numbers."""
    if isinstance(left, list):
        return any(ordered(node.typed(), right, holds, calendar) for node in left)
    if isinstance(right, list):
        return any(ordered(left, node.typed(), holds, calendar) for node in right)
    return holds(to_number(left, calendar), to_number(right, calendar))


def _any_node(nodes: list[Node], other: Value, holds: Callable[[Value, Value], bool]) -> bool:
    if isinstance(other, bool):
        return holds(to_boolean(nodes), other)
    return any(holds(node.typed(), other) for node in nodes)
