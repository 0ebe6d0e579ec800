"""Time as the product sees it: instants in UTC, days at UTC+8, never the laptop's own zone.

Inspectors' laptops have wrong zones and wrong clocks. A date is therefore what a calendar in China
shows at the instant, and records are ordered by sequence numbers, never by these instants.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Protocol

CHINA: Final = timezone(timedelta(hours=8), "+08:00")
TZ_TEXT: Final = "+08:00"


class Clock(Protocol):
    """Tells the instant; tests put a fixed one in its place."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            msg = "an instant needs a zone"
            raise ValueError(msg)
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        """Return the instant that was set."""
        return self._instant

    def advance(self, step: timedelta) -> None:
        """Move the clock forward by ``step``."""
        self._instant += step


def today(clock: Clock) -> date:
    """Return the day that a calendar in China shows now."""
    return clock.now().astimezone(CHINA).date()


def instant_text(instant: datetime) -> str:
    """Return ``instant`` as UTC ISO text to the second, e.g. ``2026-11-22T08:00:00Z``."""
    # Written at every save: several times as fast as strftime.
    if instant.tzinfo is not UTC:
        instant = instant.astimezone(UTC)
    return instant.isoformat(timespec="seconds")[:-6] + "Z"


def parse_instant(text: str) -> datetime:
    """Read what ``instant_text`` wrote.

    Raises:
        ValueError: the text is not such an instant.
    """
    # Not strptime, whose reader loads the calendars of every language.
    try:
        instant = datetime.fromisoformat(text).astimezone(UTC)
        # Whoever reads it asks for its day in China, which the last hours of the year 9999 lack.
        instant.astimezone(CHINA)
    except OverflowError as error:
        msg = f"outside the calendar: {text}"
        raise ValueError(msg) from error
    if instant_text(instant) != text:
        msg = f"not an instant as it is written here: {text}"
        raise ValueError(msg)
    return instant


def day_of_instant(text: str) -> date:
    """Return the day in China of what ``instant_text`` wrote (ValueError as above)."""
    return parse_instant(text).astimezone(CHINA).date()


def local_time_text(instant: datetime) -> str:
    """Return the wall time in China of ``instant``, e.g. ``10:42:07``."""
    return instant.astimezone(CHINA).time().isoformat(timespec="seconds")


def local_datetime_text(instant: datetime) -> str:
    """Return date and wall time in China of ``instant``, e.g. ``2026-11-22 10:42``."""
    return instant.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
