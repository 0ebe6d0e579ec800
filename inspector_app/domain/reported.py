"""Above districts: which month of which unit has come, and what is said of those that lack."""

from collections.abc import Iterable
from typing import NamedTuple

from inspector_app.domain.month import Month


class Reported(NamedTuple):
    """A month of a unit: how it counts here, nothing where it has not come."""

    unit: str
    month: Month
    told: str


def missing_of(reported: Iterable[Reported]) -> dict[str, list[str]]:
    """Return the months that are missing, by unit."""
    missing: dict[str, list[str]] = {}
    for each in reported:
        if not each.told:
            missing.setdefault(each.unit, []).append(each.month.title)
    return missing


def named_missing(reported: Iterable[Reported]) -> str:
    """Return the units with the months that are missing of them, empty where none is."""
    missing = missing_of(reported)
    return "；".join(f"{unit} {'、'.join(months)}" for unit, months in missing.items())


def missing_note(reported: Iterable[Reported]) -> str:
    """Return which months are missing and what that leaves out, empty where all are here."""
    named = named_missing(reported)
    if not named:
        return ""
    return (
        f"没有计入的月报：{named}。这些月份的入校、督导方式和投诉不在数里；"
        "听课和问题，后来的月报里有的已计入；期末的数，是各单位最后一次报来的数。"
    )
