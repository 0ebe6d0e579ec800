"""Functions of dates and times (ODK)."""

import math
from datetime import datetime
from typing import Final

from inspector_app.xform.errors import XPathError
from inspector_app.xform.xpath.context import Context
from inspector_app.xform.xpath.dates import DAY, instant_text, parse_moment, parse_time, seconds_of
from inspector_app.xform.xpath.functions.table import Table
from inspector_app.xform.xpath.values import Value, text_number, to_number, to_text

MOMENTS: Final = Table()
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@MOMENTS.plain("today", 0)
def today(context: Context) -> str:
    """Return the day, as the calendar of the place shows it."""
    return context.world.now().astimezone(context.world.calendar.zone).date().isoformat()


@MOMENTS.plain("now", 0)
def now(context: Context) -> str:
    """Return the instant, with the zone of the place."""
    return instant_text(context.world.now().astimezone(context.world.calendar.zone))


@MOMENTS.plain("date", 1)
def to_date(context: Context, value: Value) -> str:
    """Return a number of days, or a text, as a date; a text that is no date is an error."""
    return _moment(context, value, whole=True)


@MOMENTS.plain("date-time", 1)
def to_date_time(context: Context, value: Value) -> str:
    """Return a number of days, or a text, as an instant; a text that is none is an error."""
    return _moment(context, value, whole=False)


def _moment(context: Context, value: Value, *, whole: bool) -> str:
    calendar = context.world.calendar
    if isinstance(value, bool):
        raise XPathError("type", "date() 的参数不是日期")
    text = to_text(value)
    moment = None if isinstance(value, float) else parse_moment(text)
    if isinstance(moment, datetime) and not whole:
        return instant_text(calendar.aware(moment).astimezone(calendar.zone))
    if moment is not None or text == "":
        return text.strip() if moment is None or isinstance(moment, datetime) else str(moment)
    days = value if isinstance(value, float) else text_number(text, calendar)
    if math.isnan(days) and (isinstance(value, float) or text.strip() == "NaN"):
        return ""
    instant = calendar.instant(days) if math.isfinite(days) else None
    if instant is None:
        raise XPathError("type", f"“{text}”不是日期")
    return instant.date().isoformat() if _at_midnight(instant) else instant_text(instant)


def _at_midnight(instant: datetime) -> bool:
    return seconds_of(instant.time()) == 0


@MOMENTS.plain("decimal-date-time", 1)
def decimal_date_time(context: Context, value: Value) -> float:
    """Return a date or instant as days since 1970, with the part of the day."""
    found = to_number(value, context.world.calendar)
    if math.isnan(found) and to_text(value) not in {"", "NaN"}:
        raise XPathError("type", f"“{to_text(value)}”不是日期")
    return found


@MOMENTS.plain("decimal-time", 1)
def decimal_time(context: Context, value: Value) -> float:
    """Return a time of day as a part of the day; NaN for what is no time."""
    text = to_text(value)
    clock = parse_time(text)
    if clock is not None:
        return day_part(context, text)
    local = context.world.calendar.local(text)
    return math.nan if local is None else seconds_of(local.time()) / DAY


def day_part(context: Context, text: str) -> float:
    """Return a text like ``08:30`` as a part of the day on the clock of the place."""
    clock = parse_time(text)
    if clock is None:
        return math.nan
    if clock.tzinfo is None:
        return seconds_of(clock) / DAY
    zone = context.world.calendar.zone
    today_there = context.world.now().astimezone(zone).date()
    local = datetime.combine(today_there, clock).astimezone(zone)
    return seconds_of(local.time()) / DAY


@MOMENTS.plain("format-date", 2)
def format_date(context: Context, value: Value, form: Value) -> str:
    """Write a date as a form says (``%Y年%n月%e日``); nothing for what is no date."""
    return _written_as(context, value, form)


@MOMENTS.plain("format-date-time", 2)
def format_date_time(context: Context, value: Value, form: Value) -> str:
    """Write an instant as a form says; nothing for what is no instant."""
    return _written_as(context, value, form)


def _written_as(context: Context, value: Value, form: Value) -> str:
    calendar = context.world.calendar
    text = to_text(value)
    local = calendar.local(text)
    if local is None:
        days = to_number(value, calendar)
        local = calendar.instant(days) if math.isfinite(days) else None
    return "" if local is None else _written(local, to_text(form))


def _written(moment: datetime, form: str) -> str:
    pieces = {
        "%": "%", "Y": f"{moment.year:04}", "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}", "n": str(moment.month), "b": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02}", "e": str(moment.day), "a": _DAYS[moment.weekday()],
        "w": str(moment.isoweekday() % 7), "W": f"{moment.isocalendar().week:02}",
        "j": f"{moment.timetuple().tm_yday:03}",
        "H": f"{moment.hour:02}", "h": str(moment.hour), "M": f"{moment.minute:02}",
        "S": f"{moment.second:02}", "3": f"{moment.microsecond // 1000:03}",
        "Z": moment.isoformat()[-6:],
    }  # fmt: skip
    written: list[str] = []
    marked = False
    for char in form:
        if marked:
            written.append(_piece(pieces, char))
        elif char != "%":
            written.append(char)
        marked = char == "%" and not marked
    return "".join(written)


def _piece(pieces: dict[str, str], letter: str) -> str:
    if letter not in pieces:
        raise XPathError("type", f"日期格式中没有 %{letter}")
    return pieces[letter]
