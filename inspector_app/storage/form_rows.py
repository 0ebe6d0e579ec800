"""Column layout of a filled form; its answers stand in one column as canonical JSON."""

import json
from collections.abc import Mapping
from typing import Any, Final

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.form_record import FormRecord, answer_at, with_answer
from inspector_app.storage.codec import PLAIN, Codec, decode, encode

_ANSWERS: Final = Codec(lambda answers: stable_text(dict(answers)), json.loads)
FORM_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "form": PLAIN,
    "version": PLAIN,
    "digest": PLAIN,
    "title": PLAIN,
    "answers": _ANSWERS,
}


def form_of(row: Mapping[str, Any]) -> FormRecord:
    """Return the filled form of a row."""
    return FormRecord(**decode(FORM_CODECS, row))


def form_columns(record: FormRecord) -> dict[str, object]:
    """Return the columns of a filled form."""
    return encode(FORM_CODECS, {name: getattr(record, name) for name in FORM_CODECS})


def form_answer_in(answers: str, address: str) -> Any:
    """Return what the column holds at an address."""
    return answer_at(json.loads(answers), address)


def with_form_answer(answers: str, address: str, value: Any) -> str:
    """Return the column with one answer or row put in, or taken out."""
    return stable_text(with_answer(json.loads(answers), address, value))
