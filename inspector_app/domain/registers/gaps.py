"""What an entry misses before it can be filed (定稿)."""

from collections.abc import Iterator

from inspector_app.base.errors import Problem
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values
from inspector_app.domain.registers.shapes import Field, Files, Rows


def gaps(kind: RegisterKind, entry: Entry, facts: Facts) -> tuple[Problem, ...]:
    """Return every gap in the order of the form.

    ``where`` is the id of the field, ``decisions[0].due`` of a field in the first row.
    """
    found = [gap for field in kind.fields for gap in _of_field(field, entry.values)]
    return (*found, *kind.checks(entry, facts))


def _of_field(field: Field, values: Values) -> Iterator[Problem]:
    value = values[field.id]
    if field.needed and is_missing(value):
        remedy = "至少一项" if isinstance(field.shape, Rows | Files) else ""
        yield Problem(where=field.id, what=f"“{field.label}”还没有填", remedy=remedy)
    if not isinstance(field.shape, Rows):
        return
    for place, row in enumerate(value):
        for part in field.shape.fields:
            if part.needed and is_missing(row[part.id]):
                yield Problem(
                    where=f"{field.id}[{place}].{part.id}",
                    what=f"{field.shape.noun} {place + 1} 的“{part.label}”还没有填",
                    remedy=f"填上，或删去这一{field.shape.noun}",
                )


def in_order(entry: Entry, first: str, last: str, *, what: str) -> Iterator[Problem]:
    """Yield that the day under ``last`` lies before the one under ``first``."""
    start, end = entry.day(first), entry.day(last)
    if start is not None and end is not None and end < start:
        yield Problem(where=last, what=what, remedy="请核对两个日期")


def is_missing(value: object) -> bool:
    """Say whether a stored value is nothing; 0 is a number, and blanks are no text."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value is False or value == []
