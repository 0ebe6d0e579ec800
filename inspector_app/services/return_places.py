"""The places of a record that the office can mark, by id or by the words of the form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from inspector_app.base.errors import InputError
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.services.visit_fields import FIELDS_OF, find_field

_PLACE: Final = re.compile(r"([^\[\].]+)\[(\d+)\](?:\.(.+))?")
_LISTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "lessons": ("lesson", "听课", "听课"),
    "interviews": ("interview", "访谈", "访谈"),
    "questionnaires": ("questionnaire", "问卷", "问卷"),
    "merits": ("merit", "亮点", "亮点与经验"),
    "issues": ("issue", "问题", "存在问题"),
}
"""Noun of a row, what a row is called, what the whole list is called."""
_PHOTOS: Final = "photos"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPlace:
    """A field, a row, a field of a row, or a whole list.

    Attributes:
        key: what a command names it by, such as ``narrative`` or ``issues[0].deadline``.
        label: what it is called on paper.
        said: what stands there, in one piece of text; empty for what is more than that.
    """

    key: str
    label: str
    said: str
    field: str
    rows: str = ""
    row: str = ""


def places_of(content: Mapping[str, Any]) -> tuple[ReturnPlace, ...]:
    """Return every place of a record, in the order of the form.

    Args:
        content: the record as ``visit_json`` gives it.
    """
    return tuple(_places(content))


def _places(content: Mapping[str, Any]) -> Iterator[ReturnPlace]:
    for spec in FIELDS_OF["visit"]:
        if spec.id != "no_issues_found":
            said = _said(spec.id, content.get(spec.id), content)
            yield ReturnPlace(key=spec.id, label=spec.label, said=said, field=spec.id)
    for name, (noun, word, whole) in _LISTS.items():
        yield ReturnPlace(key=name, label=whole, said=_counted(content[name]), field=name)
        for place, row in enumerate(content[name]):
            yield from _row_places(row, rows=name, place=place, noun=noun, word=word)
    count = _counted(content[_PHOTOS])
    yield ReturnPlace(key=_PHOTOS, label="照片", said=count, field=_PHOTOS)


def _row_places(
    row: Mapping[str, Any], *, rows: str, place: int, noun: str, word: str
) -> Iterator[ReturnPlace]:
    called, uid = f"{word} {place + 1}", str(row["uuid"])
    yield ReturnPlace(key=f"{rows}[{place}]", label=called, said="", field="", rows=rows, row=uid)
    for spec in FIELDS_OF[noun]:
        yield ReturnPlace(
            key=f"{rows}[{place}].{spec.id}", label=f"{called}：{spec.label}",
            said=_said(spec.id, row.get(spec.id), row), field=spec.id, rows=rows, row=uid,
        )  # fmt: skip


def find_place(content: Mapping[str, Any], name: str) -> ReturnPlace:
    """Return the place that ``name`` means, by id or by the words of the form.

    Raises:
        InputError: the record has none such; the sentence says what there is.
    """
    found = {place.key: place for place in _places(content)}
    by_label = {place.label: place for place in found.values()}
    wanted = name.strip()
    place = found.get(wanted) or by_label.get(wanted)
    if place is not None:
        return place
    return _by_other_name(found, wanted)


def _by_other_name(found: Mapping[str, ReturnPlace], wanted: str) -> ReturnPlace:
    matched = _PLACE.fullmatch(wanted)
    if matched is None:
        spec = find_field("visit", wanted)
        return found[spec.id] if spec.id in found else found["issues"]
    rows, place, field = matched[1], int(matched[2]), matched[3]
    if rows not in _LISTS:
        listed = "、".join(_LISTS)
        raise InputError(f"没有“{rows}”这一类，没有退回；可用的有：{listed}。")
    if f"{rows}[{place}]" not in found:
        count = sum(p.rows == rows and not p.field for p in found.values())
        word = _LISTS[rows][1]
        raise InputError(
            f"这份记录只有 {count} 条{word}，没有“{wanted}”，没有退回；从 0 数起，如 {rows}[0]。"
        )
    spec = find_field(_LISTS[rows][0], field)
    return found[f"{rows}[{place}].{spec.id}"]


def _counted(rows: Sequence[Any]) -> str:
    return f"{len(rows)} 条" if rows else "没有"


def _said(field: str, value: Any, row: Mapping[str, Any]) -> str:
    if field == "school":
        return str(row["school_name"])
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(TOPIC_LABEL.get(each, str(each)) for each in value)
    if isinstance(value, dict) or value is None:
        return ""
    return TOPIC_LABEL.get(str(value), str(value))
