"""Small turns of phrase that the documents share."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from inspector_app.domain.month import Month, Period
from inspector_app.reports.document import (
    CheckBoxes,
    Choice,
    Field,
    FieldRow,
    LongText,
    NumberedList,
    SignatureRow,
    SignatureSlot,
)

_Key = TypeVar("_Key")


def day(value: date | None) -> str:
    """Return a date as letters write it, or nothing."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def plain_day(value: date | None) -> str:
    """Return a date as narrow columns write it (2026-11-22), or nothing."""
    return value.isoformat() if value else ""


def period_text(period: Period) -> str:
    """Return ``2022年10月`` for a whole month, first and last day for any other period."""
    month = Month.of(period.start)
    if month.period == period:
        return month.title
    return f"{day(period.start)}至{day(period.end)}"


def month_text(span: Period) -> str:
    """Return ``2022年10月``; of a month that closes before its last day its days beside it."""
    month = Month.of(span.end)
    if (span.start, span.end) == (month.period.start, month.period.end):
        return month.title
    return f"{month.title}（{day(span.start)}至{day(span.end)}）"


def stacked(*parts: str) -> str:
    """Return what belongs together one below the other; what is empty takes no line."""
    return "\n".join(filter(None, parts))


def number_in_two_lines(number: str) -> str:
    """Return a record's or issue's number parted for a narrow column: 区划-学年- and the rest."""
    parts = number.split("-")
    return "-\n".join(("-".join(parts[:2]), "-".join(parts[2:]))) if parts[2:] else number


def compiled_by(*labels: str) -> SignatureRow:
    """Return the places to sign below a table that somebody compiles and somebody else checks."""
    signed = labels or ("制表人", "审核人（盖章）")
    return SignatureRow(slots=tuple(SignatureSlot(label=f"{label}：") for label in signed))


def one(label: str, content: str | LongText | CheckBoxes | NumberedList) -> FieldRow:
    """Return a row with one field over the whole width."""
    return FieldRow(fields=(Field(label=label, content=content),))


def pair(
    label: str, content: str | CheckBoxes, other_label: str, other: str | CheckBoxes
) -> FieldRow:
    """Return a row with two fields beside each other."""
    return FieldRow(
        fields=(Field(label=label, content=content), Field(label=other_label, content=other))
    )


def choices(labels: Mapping[_Key, str], *chosen: _Key | None) -> CheckBoxes:
    """Return all options with the chosen ones ticked."""
    return CheckBoxes(
        choices=tuple(Choice(label=label, ticked=key in chosen) for key, label in labels.items())
    )
