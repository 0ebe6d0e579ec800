"""An entry as JSON under the ids of its fields; ``registers.new`` reads the same keys."""

from functools import singledispatch
from typing import Any, Final

from inspector_app.domain.labels.registers import ENTRY_STATE_LABEL
from inspector_app.domain.registers.kind import Entry, RegisterKind
from inspector_app.domain.registers.shapes import OneOf, Rows

# Shown with an entry and decided by the program: read without being obeyed.
DERIVED: Final = frozenset(
    {
        "uuid", "no", "register", "state", "stage", "revision", "reason", "created_at", "filed_at",
        "origin", "ledger", "figured",
    }
)  # fmt: skip


def entry_json(kind: RegisterKind, entry: Entry) -> dict[str, Any]:
    """Return an entry: strings, whole numbers, truth values, null, lists and objects.

    Options stand as their Chinese words, schools and people as their codes. What is sealed is no
    part of an entry and stands in no JSON of it.
    """
    return {
        "uuid": entry.uid,
        "no": entry.number,
        "register": kind.id,
        "state": ENTRY_STATE_LABEL[entry.state],
        **({} if kind.stage is None else {"stage": kind.stage(entry)}),
        "revision": entry.revision,
        "reason": entry.reason,
        "created_at": entry.created_at,
        "filed_at": entry.filed_at,
        "origin": entry.origin,
        **{field.id: _json(field.shape, entry.values[field.id]) for field in kind.fields},
    }


@singledispatch
def _json(_shape: object, value: Any) -> Any:
    return value


@_json.register
def _(shape: OneOf, value: Any) -> Any:
    return None if value is None else shape.words[value]


@_json.register
def _(shape: Rows, value: Any) -> Any:
    return [
        {"uuid": row["uuid"], **{part.id: _json(part.shape, row[part.id]) for part in shape.fields}}
        for row in value
    ]
