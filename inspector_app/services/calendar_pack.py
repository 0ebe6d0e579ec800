"""The calendar data that ships with the program, read once."""

from functools import cache
from typing import TYPE_CHECKING

from inspector_app.services.packs import read_pack

if TYPE_CHECKING:
    from inspector_app.domain.calendar import PublicHolidays
    from inspector_app.domain.term import UsualTerms


@cache
def shipped_holidays() -> "PublicHolidays":
    """Return the public holidays."""
    from inspector_app.domain.calendar_pack import public_holidays

    return public_holidays(read_pack("calendar", "holidays"))


@cache
def shipped_terms() -> "UsualTerms":
    """Return the terms of a district that has set none."""
    from inspector_app.domain.calendar_pack import usual_terms

    return usual_terms(read_pack("calendar", "terms"))


@cache
def fewest_school_days() -> int:
    """Return how many school days a month needs for the monthly frequency to be asked of it."""
    return int(read_pack("calendar", "terms")["fewest_school_days"])
