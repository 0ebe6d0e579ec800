"""How the value of an expression is stored, and which texts a type takes."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from inspector_app.xform.elements import Element
from inspector_app.xform.xpath.dates import Calendar, instant_text, parse_moment, parse_time
from inspector_app.xform.xpath.values import Value, number_text, to_text

_INTEGER: Final = re.compile(r"[+-]?\d{1,10}")
# What JavaRosa holds in a whole number; a greater one would not survive there.
_MOST: Final = 2**31
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:\d{2})?)?"
)
# An answer that is an instant without a zone names a day; with a zone it is a day only somewhere.
_LOCAL: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?")
_DECIMAL: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def result_of(value: Value) -> str | float | bool:
    """Return the result of an expression as what is to be stored: of nodes what the first holds."""
    if isinstance(value, list):
        return value[0].typed() if value else ""
    return value


def stored(value: Value, data_type: str, calendar: Calendar) -> str:
    """Return the text to be stored for the result of an expression (JavaRosa: ``wrapData``)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _stored_number(value, data_type, calendar)
    text = to_text(value)
    if data_type == "int":
        return _whole(text)
    if data_type == "date":
        return _day(text, _INSTANT)
    return "" if text == "NaN" and data_type == "decimal" else text


def _stored_number(number: float, data_type: str, calendar: Calendar) -> str:
    if not math.isfinite(number):
        return ""
    if data_type == "int":
        return str(math.trunc(number))
    if data_type in {"date", "dateTime"}:
        instant = calendar.instant(number)
        if instant is None:
            return ""
        return instant.date().isoformat() if data_type == "date" else instant_text(instant)
    return number_text(number)


def normal(text: str, data_type: str) -> str:
    """Return an answer or default as it is stored: composed (NFC), a whole number or day whole."""
    composed = unicodedata.normalize("NFC", text)
    if data_type == "int" and composed:
        return _whole(composed)
    return _day(composed, _LOCAL) if data_type == "date" else composed


def _day(text: str, form: re.Pattern[str]) -> str:
    """Return the day of an instant that is written so; any other text as it is."""
    return text[: text.index("T")] if _is_moment(form, text) else text


def _whole(text: str) -> str:
    """Return a numeral without its fraction; any other text as it is."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return text
    return str(int(number)) if number.is_finite() and abs(number.adjusted()) < 30 else ""


def _is_moment(form: re.Pattern[str], text: str) -> bool:
    return form.fullmatch(text) is not None and parse_moment(text) is not None


_TAKES: Final[Mapping[str, Callable[[str], bool]]] = {
    "int": lambda text: _INTEGER.fullmatch(text) is not None and -_MOST <= int(text) < _MOST,
    "decimal": lambda text: _DECIMAL.fullmatch(text) is not None,
    "date": lambda text: _is_moment(_DATE, text),
    "dateTime": lambda text: _is_moment(_INSTANT, text),
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
