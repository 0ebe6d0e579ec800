"""What people type for dates, times and numbers, read leniently."""

import re
import unicodedata
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

_NAMED: Final = {"今天": 0, "今": 0, "昨天": -1, "前天": -2, "明天": 1, "后天": 2}
_FULL: Final = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT: Final = re.compile(r"(\d{1,2})\D+(\d{1,2})\D*")
_DAY: Final = re.compile(r"(\d{1,2})[日号]?")
_LATER: Final = re.compile(r"\+(\d{1,3})|(\d{1,3})天后?")
_TIME: Final = re.compile(r"(\d{1,2})[:.点时](\d{1,2})?分?|(\d{3,4})|(\d{1,2})")


class Lean(StrEnum):
    """Which year a date without one is meant for."""

    PAST = "past"
    FUTURE = "future"


def plain(text: str) -> str:
    """Return ``text`` with full-width digits and signs made ordinary, without outer spaces."""
    return unicodedata.normalize("NFKC", text).strip()


def read_date(text: str, *, today: date, lean: Lean = Lean.PAST) -> date | None:
    """Return the day that ``text`` names, or ``None`` where it names none.

    ``5.2``, ``2022-5-2``, ``20220502``, ``2022年5月2日``, ``今天``, ``2日``, ``+7`` and ``7天后``
    are read; without a year it is the last such day, or the next one where ``lean`` says so.
    """
    given = plain(text)
    if given in _NAMED:
        return today + timedelta(days=_NAMED[given])
    later = _LATER.fullmatch(given)
    if later and lean is Lean.FUTURE:
        return today + timedelta(days=int(later[1] or later[2]))
    try:
        return _read_numbers(given, today=today, lean=lean)
    except ValueError:
        return None


def _read_numbers(given: str, *, today: date, lean: Lean) -> date | None:
    full = _FULL.fullmatch(given) or _COMPACT.fullmatch(given)
    if full:
        return date(int(full[1]), int(full[2]), int(full[3]))
    short = _SHORT.fullmatch(given)
    if short:
        return _nearest(today.year, int(short[1]), int(short[2]), today=today, lean=lean)
    day = _DAY.fullmatch(given)
    if day:
        return date(today.year, today.month, int(day[1]))
    return None


def _nearest(year: int, month: int, day: int, *, today: date, lean: Lean) -> date:
    found = date(year, month, day)
    if lean is Lean.PAST and found > today:
        return date(year - 1, month, day)
    if lean is Lean.FUTURE and found < today - timedelta(days=180):
        return date(year + 1, month, day)
    return found


def read_time(text: str) -> str | None:
    """Return ``08:30`` for ``8:30``, ``8.30``, ``0830``, ``8点30`` or ``8``; ``None`` for none."""
    found = _TIME.fullmatch(plain(text))
    if found is None:
        return None
    if found[3]:
        hour, minute = int(found[3][:-2]), int(found[3][-2:])
    else:
        hour, minute = int(found[1] or found[4]), int(found[2] or 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def read_count(text: str) -> int | None:
    """Return the whole number that ``text`` shows, 0 for nothing, ``None`` for no number."""
    given = plain(text)
    if not given:
        return 0
    return int(given) if given.isascii() and given.isdigit() else None
