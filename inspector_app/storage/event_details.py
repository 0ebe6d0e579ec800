"""How what an event says beside its note stands in one column: JSON of what is not empty."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from inspector_app.domain.issue_event import NO_DETAILS, EventDetails, Measure
from inspector_app.storage.codec import Codec


def details_json(details: EventDetails) -> dict[str, Any]:
    """Return the details that are not empty, as plain values."""
    given = {
        "person": details.person,
        "at": details.at,
        "reference": details.reference,
        "visit_uid": details.visit_uid,
        "documents": list(details.documents),
        "photos": list(details.photos),
        "measures": [_measure_json(measure) for measure in details.measures],
        "reply_uid": details.reply_uid,
    }
    return {name: value for name, value in given.items() if value}


def details_of(given: Mapping[str, Any]) -> EventDetails:
    """Return the details of plain values; what this program does not know is left out."""
    return EventDetails(
        person=given.get("person", ""),
        at=given.get("at", ""),
        reference=given.get("reference", ""),
        visit_uid=given.get("visit_uid", ""),
        documents=tuple(given.get("documents", ())),
        photos=tuple(given.get("photos", ())),
        measures=tuple(_measure_of(one) for one in given.get("measures", ())),
        reply_uid=given.get("reply_uid", ""),
    )


def _measure_json(measure: Measure) -> dict[str, Any]:
    given = {
        "text": measure.text,
        "responsible": measure.responsible,
        "due": measure.due and measure.due.isoformat(),
        "target": measure.target,
        "unit": measure.unit,
        "actual": measure.actual,
        "done_on": measure.done_on and measure.done_on.isoformat(),
        "parts": [_measure_json(part) for part in measure.parts],
    }
    return {name: value for name, value in given.items() if value}


def _measure_of(given: Mapping[str, Any]) -> Measure:
    return Measure(
        text=given.get("text", ""),
        responsible=given.get("responsible", ""),
        due=_day(given.get("due")),
        target=given.get("target", ""),
        unit=given.get("unit", ""),
        actual=given.get("actual", ""),
        done_on=_day(given.get("done_on")),
        parts=tuple(_measure_of(part) for part in given.get("parts", ())),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _encoded(details: EventDetails) -> str:
    if details == NO_DETAILS:
        return ""
    return json.dumps(
        details_json(details), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def _decoded(text: str) -> EventDetails:
    return details_of(json.loads(text)) if text else NO_DETAILS


DETAILS: Final = Codec(_encoded, _decoded)
