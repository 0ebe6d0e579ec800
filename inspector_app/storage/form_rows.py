"""Column layout of a filled form; its answers stand in one column as canonical JSON."""

import json
from collections.abc import Mapping
from typing import Any

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.form_record import FormRecord, answer_at, with_answer
from inspector_app.storage.checklist_rows import FILLED_CODECS
from inspector_app.storage.codec import decode


def form_of(row: Mapping[str, Any]) -> FormRecord:
    """Return the filled form of a row; its columns are those of a filled checklist."""
    return FormRecord(**decode(FILLED_CODECS, row))


def form_answer_in(answers: str, address: str) -> Any:
    """Return what the column holds at an address."""
    return answer_at(json.loads(answers), address)


def with_form_answer(answers: str, address: str, value: Any) -> str:
    """Return the column with one answer or row put in, or taken out."""
    return stable_text(with_answer(json.loads(answers), address, value))
