"""Small turns of phrase that the documents share."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from inspector_app.reports.document import (
    CheckBoxes,
    Choice,
    Field,
    FieldRow,
    LongText,
    NumberedList,
)

_Key = TypeVar("_Key")


def day(value: date | None) -> str:
    """Return a date as letters write it, or nothing."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


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
