"""Reads the fields of entries: which one is meant, and the stored form of what is given for it."""

import re
from collections.abc import Mapping, Sequence
from functools import singledispatch
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.domain.registers.entry_json import DERIVED
from inspector_app.domain.registers.kind import Entry, RegisterKind, filled_row
from inspector_app.domain.registers.shapes import (
    CampaignName,
    Day,
    Field,
    Figure,
    Files,
    Line,
    OneOf,
    Paragraphs,
    PersonId,
    PersonIds,
    Rows,
    SchoolCode,
    SchoolCodes,
    Somebody,
    Statement,
    TimeOfDay,
    UnitName,
    UnitNames,
    WholeNumber,
)
from inspector_app.services.value_readers import (
    Lookup,
    campaign_reader,
    name_reader,
    one_of,
    parts_of,
    read_day,
    read_figure,
    read_flag,
    read_people,
    read_person,
    read_school,
    read_somebody,
    read_time,
    text_reader,
    uid_in,
    whole_number,
)

_PLACE: Final = re.compile(r"([^\[\].]+)\[(\d+)\]\.(.+)")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def read_values(kind: RegisterKind, data: Mapping[str, Any], lookup: Lookup) -> dict[str, Any]:
    """Return the stored form of every field that ``data`` holds.

    Raises:
        InputError: a field is unknown or its value cannot be read; the sentence names it.
    """
    given = [
        (find_field(kind, key), value)
        for key, value in data.items()
        if key not in DERIVED and find_sealed(kind, key) is None
    ]
    return {field.id: read_field(field, value, lookup) for field, value in given}


def read_sealed(kind: RegisterKind, data: Mapping[str, Any], lookup: Lookup) -> dict[str, Any]:
    """Return the stored form of every sealed field that ``data`` holds (errors as above)."""
    given = [(find_sealed(kind, key), value) for key, value in data.items()]
    return {field.id: read_field(field, value, lookup) for field, value in given if field}


def find_sealed(kind: RegisterKind, name: str) -> Field | None:
    """Return the sealed field of a kind that ``name`` means by id, label or another name."""
    return next(
        (field for field in kind.sealed if name in {field.id, field.label, *field.aliases}), None
    )


def find_field(kind: RegisterKind, name: str) -> Field:
    """Return the field that ``name`` means, by id, label or another usual name.

    Raises:
        InputError: there is none.
    """
    return _named(kind.fields, name)


def find_part(kind: RegisterKind, field: str, name: str) -> Field:
    """Return the field of the rows of ``field`` that ``name`` means (errors as above)."""
    return _named(kind.rows(field).fields, name)


def find_place(entry: Entry, kind: RegisterKind, name: str) -> tuple[Field, str]:
    """Return the field that ``name`` means and the name under which its value is stored.

    ``decisions[0].due`` is a field of the first row.

    Raises:
        InputError: there is no such field or row.
    """
    inner = _PLACE.fullmatch(name)
    if inner is None:
        field = find_field(kind, name)
        return field, field.id
    outer, place = find_field(kind, inner[1]), int(inner[2])
    if not isinstance(outer.shape, Rows):
        raise InputError(f"“{outer.label}”里没有分项，没有改；请直接写 {outer.id}。")
    part = _named(outer.shape.fields, inner[3])
    return part, f"{outer.id}/{row_at(entry, outer, place)}/{part.id}"


def row_at(entry: Entry, field: Field, place: int) -> str:
    """Return the uid of the row at a place counted from 0 (InputError where there is none)."""
    return uid_at(entry.values[field.id], field, place)


def uid_at(rows: Sequence[Mapping[str, Any]], field: Field, place: int) -> str:
    """Return the uid of one of the rows or files of a field (errors as above)."""
    if not 0 <= place < len(rows):
        raise InputError(
            f"“{field.label}”有 {len(rows)} 项，从 0 数起，没有第 {place} 项；没有改。"
        )
    return str(rows[place]["uuid"])


def stored_field(kind: RegisterKind, name: str) -> Field:
    """Return the field of a value stored under ``name`` (LookupError where there is none)."""
    field_id, *inner = name.split("/")
    field = kind.by_id[field_id]
    if not inner:
        return field
    return {part.id: part for part in kind.rows(field_id).fields}[inner[-1]]


def read_field(field: Field, value: Any, lookup: Lookup) -> Any:
    """Return the stored form of what is given for a field.

    Raises:
        InputError: it cannot be read as what the field holds.
    """
    try:
        return _read(field.shape, value, lookup)
    except ValueError as error:
        raise InputError(f"“{field.label}”没有改：{error}。") from error


def read_row(rows: Rows, data: Any, lookup: Lookup) -> dict[str, Any]:
    """Return the stored form of one row, with a uid of its own where it names none.

    Raises:
        InputError: a field of it is unknown or cannot be read.
    """
    if not isinstance(data, Mapping):
        raise InputError(f"每项{rows.noun}要写成一组字段，没有保存任何内容。")
    given = [(_named(rows.fields, key), v) for key, v in data.items() if key != "uuid"]
    values = {part.id: read_field(part, value, lookup) for part, value in given}
    return filled_row(rows, {"uuid": uid_in(data), **values})


def _named(fields: tuple[Field, ...], name: str) -> Field:
    for field in fields:
        if name in {field.id, field.label, *field.aliases}:
            return field
    known = "、".join(f"{field.id}（{field.label}）" for field in fields)
    raise InputError(f"没有“{name}”这个字段；可用的有：{known}。")


@singledispatch
def _read(shape: object, _value: Any, _lookup: Lookup) -> Any:
    msg = f"nobody reads {type(shape).__name__}"
    raise TypeError(msg)


@_read.register
def _(shape: Line, value: Any, lookup: Lookup) -> str:
    return str(text_reader(shape.limit)(value, lookup)).replace("\n", " ")


@_read.register
def _(shape: Paragraphs, value: Any, lookup: Lookup) -> str:
    return str(text_reader(shape.limit)(value, lookup))


@_read.register
def _(_shape: Day, value: Any, lookup: Lookup) -> str | None:
    day = read_day(value, lookup)
    return None if day is None else day.isoformat()


@_read.register
def _(_shape: TimeOfDay, value: Any, lookup: Lookup) -> str:
    return read_time(value, lookup)


@_read.register
def _(shape: WholeNumber, value: Any, _lookup: Lookup) -> int | None:
    if value in (None, ""):
        return None
    number = whole_number(value)
    if number > shape.most:
        msg = f"最大 {shape.most}，现在是 {number}"
        raise ValueError(msg)
    return number


@_read.register
def _(_shape: Figure, value: Any, _lookup: Lookup) -> str:
    return read_figure(value)


@_read.register
def _(shape: UnitName, value: Any, lookup: Lookup) -> str:
    return str(text_reader(shape.limit)(value, lookup)).replace("\n", " ").strip()


@_read.register
def _(shape: OneOf, value: Any, lookup: Lookup) -> str | None:
    member = one_of(shape.words)(value, lookup)
    return None if member is None else member.value


@_read.register
def _(_shape: SchoolCode, value: Any, lookup: Lookup) -> str:
    school = read_school(value, lookup)
    return "" if school is None else school.code


@_read.register
def _(_shape: SchoolCodes, value: Any, lookup: Lookup) -> list[str]:
    return list(dict.fromkeys(lookup.school(str(part)).code for part in parts_of(value)))


@_read.register
def _(shape: CampaignName, value: Any, lookup: Lookup) -> str:
    return campaign_reader(shape.limit)(value, lookup).replace("\n", " ")


@_read.register
def _(shape: UnitNames, value: Any, lookup: Lookup) -> str:
    return "、".join(name_reader(shape.limit)(value, lookup))


@_read.register
def _(shape: Somebody, value: Any, lookup: Lookup) -> str:
    return read_somebody(str(text_reader(shape.limit)(value, lookup)), lookup)


@_read.register
def _(_shape: PersonId, value: Any, lookup: Lookup) -> str:
    return read_person(value, lookup)


@_read.register
def _(_shape: PersonIds, value: Any, lookup: Lookup) -> list[str]:
    return list(read_people(value, lookup))


@_read.register
def _(shape: Statement, value: Any, lookup: Lookup) -> bool:
    return value == shape.text or bool(read_flag(value, lookup))


@_read.register
def _(shape: Files, value: Any, _lookup: Lookup) -> list[dict[str, Any]]:
    found = [_file(each) for each in _listed(value)]
    if len(found) > shape.most:
        msg = f"最多 {shape.most} 个文件，现有 {len(found)} 个"
        raise ValueError(msg)
    return found


@_read.register
def _(shape: Rows, value: Any, lookup: Lookup) -> list[dict[str, Any]]:
    rows = [read_row(shape, each, lookup) for each in _listed(value)]
    if len({row["uuid"] for row in rows}) < len(rows):
        msg = f"有两项{shape.noun}的 uuid 相同，请去掉其中一个"
        raise ValueError(msg)
    return rows


def _listed(value: Any) -> list[Any]:
    if value in (None, ""):
        return []
    if not isinstance(value, list | tuple):
        msg = "要写成列表"
        raise ValueError(msg)  # noqa: TRY004 - a value of the wrong form is what ValueError means here
    return list(value)


def _file(data: Any) -> dict[str, Any]:
    known = isinstance(data, Mapping) and _SHA256.fullmatch(str(data.get("sha256")))
    if not known or not data.get("name"):
        msg = "文件要用放入附件的命令放入"
        raise ValueError(msg)
    size = data.get("size")
    return {
        "uuid": uid_in(data),
        "name": str(data["name"]),
        "sha256": data["sha256"],
        "size": size if isinstance(size, int) else 0,
    }
