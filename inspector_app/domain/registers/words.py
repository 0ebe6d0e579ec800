"""Values of entries in the words that people read."""

from collections.abc import Mapping
from functools import singledispatch
from typing import Any, Final, NamedTuple

from inspector_app.domain.figured_text import as_written
from inspector_app.domain.labels.registers import ENTRY_STATE_LABEL
from inspector_app.domain.registers.kind import Entry, RegisterKind
from inspector_app.domain.registers.shapes import (
    Field,
    FiguredText,
    Files,
    OneOf,
    PersonId,
    PersonIds,
    Rows,
    SchoolCode,
    SchoolCodes,
    Somebody,
    Statement,
)

LEAKING: Final = "（写着另存的信息，未列出）"
"""What stands in place of a text that says what is sealed."""


class Names(NamedTuple):
    """The names of schools and inspectors by their codes; an unknown one is said by its code."""

    schools: Mapping[str, str]
    people: Mapping[str, str]


def state_word(kind: RegisterKind, entry: Entry) -> str:
    """Return the word for where an entry stands."""
    return ENTRY_STATE_LABEL[entry.state] if kind.stage is None else kind.stage(entry)


def said(field: Field, value: Any, names: Names) -> str:
    """Return a stored value as text, empty where there is none."""
    return _said(field.shape, value, names)


@singledispatch
def _said(_shape: object, value: Any, _names: Names) -> str:
    return "" if value is None else str(value)


@_said.register
def _(_shape: FiguredText, value: str, _names: Names) -> str:
    return as_written(value)


@_said.register
def _(shape: OneOf, value: Any, _names: Names) -> str:
    return "" if value is None else shape.words[value]


@_said.register
def _(_shape: SchoolCode, value: Any, names: Names) -> str:
    return names.schools.get(value, value)


@_said.register
def _(_shape: SchoolCodes, value: Any, names: Names) -> str:
    return "、".join(names.schools.get(code, code) for code in value)


@_said.register
def _(_shape: PersonId | Somebody, value: Any, names: Names) -> str:
    return names.people.get(value, value)


@_said.register
def _(_shape: PersonIds, value: Any, names: Names) -> str:
    return "、".join(names.people.get(person, person) for person in value)


@_said.register
def _(shape: Statement, value: Any, _names: Names) -> str:
    return shape.text if value else ""


@_said.register
def _(_shape: Files, value: Any, _names: Names) -> str:
    return "、".join(file["name"] for file in value)


@_said.register
def _(shape: Rows, value: Any, names: Names) -> str:
    return "\n".join(
        f"{place}. {said_row(shape, row, names)}" for place, row in enumerate(value, start=1)
    )


def said_row(rows: Rows, row: Mapping[str, Any], names: Names) -> str:
    """Return a row in one line: what it is about, then what else is said of it with its name."""
    first, *rest = ((part.label, said(part, row[part.id], names)) for part in rows.fields)
    named = (f"{label}：{text}" for label, text in rest if text)
    return "；".join(filter(None, (first[1], *named)))
