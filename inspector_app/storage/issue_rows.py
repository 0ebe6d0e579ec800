"""Columns of an issue: which attribute stands in which column, and how."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from inspector_app.domain.issue import Handling, Issue, IssueDates, Severity
from inspector_app.storage.codec import DATE, FLAG, PLAIN, Codec, decode, encode, member

ISSUE_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "number": PLAIN,
    "category": PLAIN,
    "description": PLAIN,
    "severity": member(Severity),
    "handling": member(Handling),
    "fixed_on_the_spot": FLAG,
    "witness": PLAIN,
    "requirement": PLAIN,
    "responsible_unit": PLAIN,
    "assisting_units": PLAIN,
    "responsible": PLAIN,
    "deadline": DATE,
}
ISSUE_DATE_CODECS: Final[dict[str, Codec]] = {
    f.name: PLAIN if f.name == "rejected" else DATE for f in fields(IssueDates)
}
ISSUE_COLUMNS: Final = (*ISSUE_CODECS, *ISSUE_DATE_CODECS)
"""The columns that hold an issue as it stands."""


def issue_of(row: Mapping[str, Any], *, shown: bool = False) -> Issue:
    """Return the issue of a row; whether pictures show it put right, its photos know."""
    dates = IssueDates(**decode(ISSUE_DATE_CODECS, row))
    return Issue(**decode(ISSUE_CODECS, row), shown=shown, dates=dates)


def issue_columns(issue: Issue) -> dict[str, object]:
    """Return the columns of an issue, without those folded from its events."""
    return encode(ISSUE_CODECS, {name: getattr(issue, name) for name in ISSUE_CODECS})


def issue_date_columns(dates: IssueDates) -> dict[str, object]:
    """Return the folded columns of an issue."""
    return encode(ISSUE_DATE_CODECS, {name: getattr(dates, name) for name in ISSUE_DATE_CODECS})
