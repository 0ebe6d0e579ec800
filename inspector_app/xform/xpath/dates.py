"""Dates, times and instants as the texts that XForms store, and as numbers of days.

A date is a whole number of days since 1970 and an instant a fraction of days on the calendar of
the place (JavaRosa's reading). Other engines count from midnight in UTC, which puts a Chinese date
a third of a day back; ``local_midnight`` reads dates their way, to compare.
"""

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

EPOCH: Final = date(1970, 1, 1).toordinal()
DAY: Final = 86_400.0
_MOMENT: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?"
)
_TIME: Final = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?"
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a place counts days."""

    zone: tzinfo
    local_midnight: bool = False

    def days(self, text: str) -> float:
        """Return a date or instant as days since 1970; NaN for any other text."""
        moment = parse_moment(text)
        if moment is None:
            return math.nan
        if isinstance(moment, datetime):
            return self.days_of(self.aware(moment))
        days = moment.toordinal() - EPOCH
        if not self.local_midnight:
            return float(days)
        return days - self._offset(datetime.combine(moment, time())) / DAY

    def days_of(self, instant: datetime) -> float:
        """Return an aware instant as days since 1970."""
        local = instant.astimezone(UTC if self.local_midnight else self.zone)
        return local.date().toordinal() - EPOCH + seconds_of(local.time()) / DAY

    def aware(self, moment: datetime) -> datetime:
        """Return an instant with a zone: its own, or that of the place."""
        return moment if moment.tzinfo else moment.replace(tzinfo=self.zone)

    def _offset(self, local: datetime) -> float:
        offset = local.replace(tzinfo=self.zone).utcoffset()
        return offset.total_seconds() if offset else 0.0

    def instant(self, days: float) -> datetime | None:
        """Return days since 1970 as an aware instant of the place; None outside the calendar."""
        try:
            moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=round(days, 10))
        except (OverflowError, ValueError):
            return None
        if self.local_midnight:
            return moment.astimezone(self.zone)
        return moment.replace(tzinfo=self.zone)

    def local(self, text: str) -> datetime | None:
        """Return a date or instant as the clock of the place shows it; None for other texts."""
        moment = parse_moment(text)
        if moment is None:
            return None
        if isinstance(moment, datetime):
            return self.aware(moment).astimezone(self.zone)
        return datetime.combine(moment, time(), self.zone)


def parse_moment(text: str) -> date | datetime | None:
    """Read a date (``2026-11-22``) or an instant; None when the text is neither or not real."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        found = date(int(year), int(month), int(day))
        if hour is None:
            return found
        return datetime.combine(found, _clock(hour, minute, second, fraction), _zone(zone))
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """Read a time of day, ``08:30`` or ``08:30:00.000+08:00``; None for any other text."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute, second, fraction, zone = match.groups()
    try:
        return _clock(hour, minute, second, fraction).replace(tzinfo=_zone(zone))
    except ValueError:
        return None


def _clock(hour: str, minute: str, second: str | None, fraction: str | None) -> time:
    micro = int(((fraction or "") + "000000")[:6])
    return time(int(hour), int(minute), int(second or 0), micro)


def _zone(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    if int(digits[2:]) >= 60:
        raise ValueError(text)
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def seconds_of(clock: time) -> float:
    """Return the seconds since midnight."""
    return clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6


def instant_text(instant: datetime) -> str:
    """Return an instant as XForms store it: ``2026-11-22T08:30:00.000+08:00``."""
    return instant.isoformat(timespec="milliseconds")
