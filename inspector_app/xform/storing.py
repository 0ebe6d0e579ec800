"""How the value of an expression is stored, and which texts a type takes."""

import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from inspector_app.xform.elements import Element
from inspector_app.xform.xpath.dates import Calendar, instant_text, parse_moment, parse_time
from inspector_app.xform.xpath.values import Value, number_text, to_text

_INTEGER: Final = re.compile(r"[+-]?\d{1,18}")
_DECIMAL: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def stored(value: Value, data_type: str, calendar: Calendar) -> str:
    """Return the text to be stored for the result of an expression (JavaRosa: ``wrapData``)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _stored_number(value, data_type, calendar)
    text = to_text(value)
    if data_type == "int":
        return _whole(text)
    if data_type == "date" and "T" in text and parse_moment(text) is not None:
        return text[: text.index("T")]
    return "" if text == "NaN" and data_type == "decimal" else text


def _stored_number(number: float, data_type: str, calendar: Calendar) -> str:
    if math.isnan(number):
        return ""
    if data_type == "int" and math.isfinite(number):
        return str(math.trunc(number))
    if data_type in {"date", "dateTime"}:
        instant = calendar.instant(number) if math.isfinite(number) else None
        if instant is None:
            return ""
        return instant.date().isoformat() if data_type == "date" else instant_text(instant)
    return number_text(number)


def _whole(text: str) -> str:
    """Return a numeral without its fraction; any other text as it is."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return text
    return str(int(number)) if number.is_finite() and abs(number.adjusted()) < 30 else ""


_TAKES: Final[Mapping[str, Callable[[str], bool]]] = {
    "int": lambda text: _INTEGER.fullmatch(text) is not None,
    "decimal": lambda text: _DECIMAL.fullmatch(text) is not None,
    "date": lambda text: parse_moment(text) is not None,
    "dateTime": lambda text: parse_moment(text) is not None,
    "time": lambda text: parse_time(text) is not None,
}


def fits(element: Element, text: str) -> bool:
    """Tell whether a text that is not empty is one of the type and the control of an element."""
    takes = _TAKES.get(element.data_type)
    if takes is not None and not takes(text):
        return False
    return element.control != "range" or _in_range(element, text)


def _in_range(element: Element, text: str) -> bool:
    """Tell whether a number lies within a range and on one of its steps."""
    try:
        value = Decimal(text)
        start = Decimal(element.parameters.get("start", "0"))
        end = Decimal(element.parameters.get("end", "10"))
        step = abs(Decimal(element.parameters.get("step", "1")))
    except InvalidOperation:
        return False
    if not value.is_finite() or not min(start, end) <= value <= max(start, end):
        return False
    return step == 0 or (value - start) % step == 0
