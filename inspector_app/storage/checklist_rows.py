"""Column layout of a filled checklist or form; its answers are one column of canonical JSON."""

import json
from collections.abc import Mapping
from typing import Any, Final

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.filled_checklist import FilledChecklist
from inspector_app.domain.form_record import FormRecord
from inspector_app.storage.codec import PLAIN, Codec, decode, encode

ANSWER: Final = "answers/"
"""Before the key of one answer, where a value is addressed."""
_ANSWERS: Final = Codec(lambda answers: stable_text(dict(answers)), json.loads)
FILLED_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "form": PLAIN,
    "version": PLAIN,
    "digest": PLAIN,
    "title": PLAIN,
    "answers": _ANSWERS,
}


def filled_of(row: Mapping[str, Any]) -> FilledChecklist:
    """Return the filled checklist of a row."""
    return FilledChecklist(**decode(FILLED_CODECS, row))


def filled_columns(filled: FilledChecklist | FormRecord) -> dict[str, object]:
    """Return the columns of a filled checklist or form."""
    return encode(FILLED_CODECS, {name: getattr(filled, name) for name in FILLED_CODECS})


def answer_in(answers: str, key: str) -> str:
    """Return one answer of the column, empty where there is none."""
    return str(json.loads(answers).get(key, ""))


def with_answer(answers: str, key: str, value: str) -> str:
    """Return the column with one answer put in, or taken out where it is empty."""
    rest = {name: each for name, each in json.loads(answers).items() if name != key}
    return stable_text({**rest, key: value} if value else rest)
