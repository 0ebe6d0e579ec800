"""Events of 文号 as they travel, and how one that came is read; nothing is taken on trust."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, Final

from inspector_app.domain.letter_kind import LetterKind
from inspector_app.domain.letter_number import HIGHEST, code_fault
from inspector_app.domain.names import without_surnames
from inspector_app.domain.number_events import OFFICE, NumberEvent, NumberStep, kinds_in_order
from inspector_app.domain.visit_json import JsonObject
from inspector_app.services.record_reading import (
    NUMBER_LENGTH,
    UnsoundError,
    instant_of,
    objects,
    text_of,
    uid_of,
    whole_of,
)

NUMBERS: Final = "numbers"
"""The list of records.json in which a laptop tells what it has used, and the kind of pack."""
OF_OFFICE: Final = frozenset(NumberStep)
"""The office tells uses, too: a laptop that goes on from a backup has forgotten its own."""
OF_LAPTOP: Final = frozenset({NumberStep.USED, NumberStep.VOIDED})
REASON_LENGTH: Final = 500
LINE_LENGTH: Final = 200
MOST_RESERVED: Final = 200
# Nobody is called by family name in what leaves.
_MASKED: Final = frozenset({"reason", "title", "addressee"})
_MOST_EVENTS: Final = 20_000
_YEARS: Final = (2000, 2199)
_DIGEST: Final = 64


def event_row(event: NumberEvent) -> JsonObject:
    """Return an event as it travels; whose it is, says the signature around it."""
    content = {
        name: without_surnames(value) if name in _MASKED else value
        for name, value in event.content.items()
    }
    return {
        "uuid": event.uid,
        "code": event.code,
        "year": event.year,
        "step": event.step.value,
        "at": event.at,
        "actor": event.actor,
        "content": content,
    }


def read_of_office(rows: Any) -> tuple[NumberEvent, ...]:
    """Return the events that an office sent (UnsoundError, KeyError, TypeError, ValueError)."""
    return _read(rows, steps=OF_OFFICE, chain=OFFICE)


def read_of_laptop(rows: Any, *, actor: str, chain: str) -> tuple[NumberEvent, ...]:
    """Return the events that a person's laptop sent (errors as above)."""
    found = _read(rows, steps=OF_LAPTOP, chain=chain)
    if any(event.actor != actor for event in found):
        msg = "文号不是上报人用的"
        raise UnsoundError(msg)
    return found


def read_numbers(records: Mapping[str, Any], *, actor: str, chain: str) -> tuple[NumberEvent, ...]:
    """Return the events of a bundle's records; older programs hand none over (errors as above)."""
    return read_of_laptop(records.get(NUMBERS, []), actor=actor, chain=chain)


def _read(rows: Any, *, steps: Collection[NumberStep], chain: str) -> tuple[NumberEvent, ...]:
    listed = objects(rows)
    if len(listed) > _MOST_EVENTS:
        msg = "文号的经过太多"
        raise UnsoundError(msg)
    found = tuple(_event(row, chain) for row in listed)
    if any(event.step not in steps for event in found):
        msg = "文号的经过不是这一方写的"
        raise UnsoundError(msg)
    return found


def _event(row: Mapping[str, Any], chain: str) -> NumberEvent:
    step = NumberStep(row["step"])
    code = text_of(row["code"], most=NUMBER_LENGTH)
    if code_fault(code):
        msg = "机关代字的写法不符"
        raise UnsoundError(msg)
    return NumberEvent(
        uid=uid_of(row["uuid"]), code=code, step=step,
        year=0 if step is NumberStep.SERIES else _year(row["year"]),
        at=text_of(instant_of(row["at"]), most=40),
        actor=text_of(row["actor"], most=NUMBER_LENGTH), chain=chain,
        content=_CONTENT[step](row["content"]),
    )  # fmt: skip


def _year(value: Any) -> int:
    return _between(value, *_YEARS)


def _serial(value: Any) -> int:
    return _between(value, 1, HIGHEST)


def _between(value: Any, least: int, most: int) -> int:
    found = whole_of(value, least=least)
    if found > most:
        msg = "文号的数字太大"
        raise UnsoundError(msg)
    return found


def _series(said: Mapping[str, Any]) -> JsonObject:
    kinds = [LetterKind(kind) for kind in said["kinds"]]
    if kinds_in_order(kinds) != tuple(kinds):
        msg = "代字用于哪些文书写法不符"
        raise UnsoundError(msg)
    return {
        "kinds": [kind.value for kind in kinds],
        "first_year": _year(said["first_year"]),
        "first": _serial(said["first"]),
        "edition": whole_of(said["edition"], least=1),
    }


def _reserved(said: Mapping[str, Any]) -> JsonObject:
    serials = said["serials"]
    if not isinstance(serials, list) or not 1 <= len(serials) <= MOST_RESERVED:
        msg = "预留的文号写法不符"
        raise UnsoundError(msg)
    return {
        "serials": [_serial(each) for each in serials],
        "to": text_of(said["to"], most=NUMBER_LENGTH),
        "person": text_of(said["person"], most=NUMBER_LENGTH),
        "device": text_of(said["device"], most=NUMBER_LENGTH, least=0),
    }


def _used(said: Mapping[str, Any]) -> JsonObject:
    document = said["document"]
    return {
        "serial": _serial(said["serial"]),
        "title": text_of(said["title"], most=LINE_LENGTH),
        "addressee": text_of(said["addressee"], most=LINE_LENGTH, least=0),
        "day": date.fromisoformat(text_of(said["day"], most=10)).isoformat(),
        "document": document if document == "" else uid_of(document),
        "sha256": text_of(said["sha256"], most=_DIGEST, least=0),
    }


def _voided(said: Mapping[str, Any]) -> JsonObject:
    return {
        "serial": _serial(said["serial"]),
        "reason": text_of(said["reason"], most=REASON_LENGTH),
    }


_CONTENT: Final[Mapping[NumberStep, Callable[[Any], JsonObject]]] = {
    NumberStep.SERIES: _series,
    NumberStep.RESERVED: _reserved,
    NumberStep.USED: _used,
    NumberStep.VOIDED: _voided,
}
