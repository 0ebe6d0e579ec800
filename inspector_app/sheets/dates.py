"""Dates in every spelling that offices use, and refusal of what is not one certain day."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from inspector_app.sheets.errors import CellError
from inspector_app.sheets.numerals import digits, number
from inspector_app.sheets.text import compact, plain, shown

# Day zero of Excel's numbers; the early Macintosh began in 1904.
SERIAL_ZERO: Final = date(1899, 12, 30)
# Before the first year nobody inspected these schools; after the last one it is a slip of the keys.
_FIRST_YEAR, _LAST_YEAR = 1949, 2100
_REMEDY: Final = "请写成 2022-05-02 这样的完整日期"

_CLOCK: Final = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
_WEEKDAY: Final = r"[(（]?(?:星期|周|礼拜)[一二三四五六日天][)）]?"
_TAIL: Final = rf"(?: ?{_WEEKDAY})?(?: ?(?:上午|下午|全天))?"
_BETWEEN: Final = r" ?[-/\\.,、。·_ ] ?"
_NUMERIC: Final = re.compile(
    rf"([0-9]{{4}})(?:{_BETWEEN}| ?年 ?)([0-9]{{1,2}})(?:{_BETWEEN}| ?月 ?)([0-9]{{1,2}})"
    rf"(?: ?[日号](?:[T ]?{_CLOCK})?|[T ]{_CLOCK})?{_TAIL}"
)
_JOINED: Final = re.compile(rf"([0-9]{{4}})([0-9]{{2}})([0-9]{{2}})(?:\.0+)?{_TAIL}")
_CHINESE: Final = re.compile(
    rf"([〇零○◯O一二三四五六七八九]{{4}})年(.{{1,3}})月(.{{1,3}})[日号]{_TAIL}"
)
_SERIAL: Final = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_NO_YEAR: Final = re.compile(r"[0-9]{1,2}[-/.月][0-9]{1,2}[日号]?")
_SHORT_YEAR: Final = re.compile(r"'?[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}[日号]?")


def read_date(value: object, *, serial_zero: date = SERIAL_ZERO) -> date:
    """Read one cell as one day.

    Args:
        value: what the workbook holds: a date, a number or text.
        serial_zero: the day that the workbook counts its numbers from.

    Raises:
        CellError: it is not one certain day.
    """
    if isinstance(value, datetime):
        return _sane(value.date(), value)
    if isinstance(value, date):
        return _sane(value, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value, serial_zero)
    if isinstance(value, str):
        return _from_text(value, serial_zero)
    raise CellError(f"{shown(value)}不是日期", _REMEDY)


def _from_number(value: float, serial_zero: date) -> date:
    if isinstance(value, int) or value.is_integer():
        joined = _JOINED.fullmatch(str(int(value)))
        if joined is not None:
            return _day(joined.group(1, 2, 3), value)
    # 25569 is 1970-01-01 and 73415 is 2100-12-31: a smaller number is a count, not a day.
    if not 24000 <= value <= 73415:
        raise CellError(f"{shown(value)}不是日期", _REMEDY)
    return serial_zero + timedelta(days=int(value))


def _from_text(value: str, serial_zero: date) -> date:
    # An apostrophe before it keeps Excel from making a day of it; a full stop ends a sentence.
    text = " ".join(plain(value).split()).removeprefix("'").rstrip(".。")
    match = _NUMERIC.fullmatch(text) or _JOINED.fullmatch(text)
    if match is not None:
        return _day(match.group(1, 2, 3), value)
    chinese = _CHINESE.fullmatch(compact(text))
    if chinese is not None:
        parts = (digits(chinese[1]), number(chinese[2]), number(chinese[3]))
        if None not in parts:
            return _day(tuple(map(str, parts)), value)
    serial = _SERIAL.fullmatch(text)
    if serial is not None:
        return _from_number(int(serial[1]), serial_zero)
    raise _not_a_day(compact(text), value)


def _not_a_day(text: str, value: object) -> CellError:
    if _NO_YEAR.fullmatch(text):
        return CellError(f"{shown(value)}没有写年份，或没有写日", _REMEDY)
    if _SHORT_YEAR.fullmatch(text):
        return CellError(f"{shown(value)}的年份只写了两位", _REMEDY)
    return CellError(f"{shown(value)}不是日期", _REMEDY)


def _day(parts: tuple[str, ...], value: object) -> date:
    year, month, day = map(int, parts)
    try:
        return _sane(date(year, month, day), value)
    except CellError:
        raise
    except ValueError:
        raise CellError(f"{shown(value)}不是日历上有的日子", _REMEDY) from None


def _sane(day: date, value: object) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise CellError(f"{shown(value)}的年份不可能", _REMEDY)
    return day
