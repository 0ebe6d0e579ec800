"""What happened to 文号, as events; nothing is changed or taken away."""

import json
from collections.abc import Sequence
from typing import Any

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.number_events import NumberEvent, NumberStep
from inspector_app.storage.database import Database

_COLUMNS = "uid, code, year, step, at, actor, chain, content"


class NumberStore:
    """Keeps events; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, event: NumberEvent) -> bool:
        """Keep an event, and say whether it was not here yet."""
        return bool(
            self._database.execute(
                f"INSERT OR IGNORE INTO number_event ({_COLUMNS})"  # noqa: S608 - columns of ours
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                event.uid, event.code, event.year, event.step.value, event.at, event.actor,
                event.chain, stable_text(dict(event.content)),
            )
        )  # fmt: skip

    def any(self) -> bool:
        """Say whether numbers were ever kept here."""
        return self._database.row("SELECT 1 FROM number_event LIMIT 1") is not None

    def all(self) -> tuple[NumberEvent, ...]:
        """Return every event, in the order in which it was recorded."""
        return self._found("1 = 1")

    def of_code(self, code: str) -> tuple[NumberEvent, ...]:
        """Return the events of one 机关代字."""
        return self._found("code = ?", code)

    def is_used_by(self, document_uid: str) -> bool:
        """Say whether a document's number is in the register."""
        return (
            self._database.row(
                "SELECT 1 FROM number_event WHERE step = 'used'"
                " AND json_extract(content, '$.document') = ?",
                document_uid,
            )
            is not None
        )

    def told_in_ledger(self) -> tuple[tuple[str, str], ...]:
        """Return every 文号 that a step of an issue names, with the number of the issue."""
        rows = self._database.rows(
            "SELECT DISTINCT json_extract(e.details, '$.reference'), i.number"
            " FROM issue_event e JOIN issue i ON i.uid = e.issue_uid"
            " WHERE e.details LIKE '%\"reference\"%' ORDER BY 1, 2"
        )
        return tuple((str(text), str(number)) for text, number in rows)

    def _found(self, condition: str, *values: Any) -> tuple[NumberEvent, ...]:
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM number_event WHERE {condition} ORDER BY at, uid",  # noqa: S608 - conditions of ours
            *values,
        )
        return tuple(_event(row) for row in rows)


def _event(row: Sequence[Any]) -> NumberEvent:
    uid, code, year, step, at, actor, chain, content = row
    return NumberEvent(
        uid=uid, code=code, year=year, step=NumberStep(step), at=at, actor=actor, chain=chain,
        content=json.loads(content),
    )  # fmt: skip
