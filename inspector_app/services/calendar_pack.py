"""The calendar data that ships with the program, read once."""

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from inspector_app.base.paths import resources

if TYPE_CHECKING:
    from inspector_app.domain.calendar import PublicHolidays
    from inspector_app.domain.term import UsualTerms


@cache
def shipped_holidays() -> "PublicHolidays":
    """Return the public holidays."""
    from inspector_app.domain.calendar_pack import public_holidays

    return public_holidays(_read("holidays.toml"))


@cache
def shipped_terms() -> "UsualTerms":
    """Return the terms of a district that has set none."""
    from inspector_app.domain.calendar_pack import usual_terms

    return usual_terms(_read("terms.toml"))


@cache
def fewest_school_days() -> int:
    """Return how many school days a month needs for the monthly frequency to be asked of it."""
    return int(_read("terms.toml")["fewest_school_days"])


def _read(name: str) -> dict[str, Any]:
    with (resources() / "packs" / "calendar" / name).open("rb") as stream:
        return tomllib.load(stream)
