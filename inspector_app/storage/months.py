"""The life of month tables: steps, figures as they were, closing days."""

import json
import zlib
from collections.abc import Mapping
from typing import Any, Final

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.month import Month
from inspector_app.domain.month_steps import MonthStep, StepNote
from inspector_app.storage.actors import actor_name
from inspector_app.storage.database import Database

_STEPS: Final = (
    "SELECT s.step, s.digest, s.at, coalesce(i.name, s.actor), s.reason FROM month_step s"
    " LEFT JOIN inspector i ON i.id = s.actor WHERE s.month = ? AND s.scope = ? ORDER BY s.id"
)
_BODY: Final = "SELECT body FROM month_figures WHERE month = ? AND scope = ?"


class MonthStore:
    """Keeps what months have gone through; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- closing days ----------------------------------------------------------------------------

    def closing(self) -> dict[Month, int]:
        """Return the closing days by the month from which they hold."""
        rows = self._database.rows("SELECT from_month, day FROM month_closing")
        return {Month.parse(month): day for month, day in rows}

    def put_closing(self, month: Month, day: int, *, by: str, at: str, origin: str) -> None:
        """Set the closing day from a month on; what was set for later months is let go."""
        self._database.execute("DELETE FROM month_closing WHERE from_month >= ?", str(month))
        self._database.execute(
            "INSERT INTO month_closing (from_month, day, set_by, set_at, origin)"
            " VALUES (?, ?, ?, ?, ?)",
            str(month), day, by, at, origin,
        )  # fmt: skip

    # -- steps -----------------------------------------------------------------------------------

    def add_step(
        self, month: Month, scope: str, step: MonthStep, *, digest: str, at: str, actor: str,
        origin: str, reason: str = "",
    ) -> None:  # fmt: skip
        """Note a step."""
        self._database.execute(
            "INSERT INTO month_step (month, scope, step, digest, at, actor, reason, origin)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            str(month), scope, step.value, digest, at, actor, reason, origin,
        )  # fmt: skip

    def steps(self, month: Month, scope: str) -> tuple[StepNote, ...]:
        """Return the steps of a month, the oldest first."""
        return tuple(
            StepNote(MonthStep(step), digest, at, actor_name(actor), reason)
            for step, digest, at, actor, reason in self._database.rows(_STEPS, str(month), scope)
        )

    # -- figures as they were --------------------------------------------------------------------

    def put_figures(
        self, month: Month, scope: str, purpose: str, body: Mapping[str, Any], *, digest: str,
        at: str, actor: str, origin: str, number: int = 0, told_in: str = "",
    ) -> None:  # fmt: skip
        """Keep a table as it is; those of one purpose, number and telling month are kept once."""
        packed = zlib.compress(stable_text(body).encode())
        self._database.execute(
            "INSERT OR IGNORE INTO month_figures (month, scope, purpose, number, told_in, digest,"
            " body, at, actor, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            str(month), scope, purpose, number, told_in, digest, packed, at, actor, origin,
        )  # fmt: skip

    def frozen(self, month: Month, scope: str) -> dict[str, Any] | None:
        """Return the figures that were kept when a month was handed over or locked."""
        return self._unpacked(f"{_BODY} AND purpose = 'frozen'", str(month), scope)

    def last_told(self, month: Month, scope: str) -> dict[str, Any] | None:
        """Return the figures of a locked month as a table told them last: its own or a later's."""
        told = " AND purpose IN ('frozen', 'told') ORDER BY id DESC LIMIT 1"
        return self._unpacked(_BODY + told, str(month), scope)

    def frozen_months(self, scope: str) -> frozenset[Month]:
        """Return the months whose figures were kept."""
        rows = self._database.rows(
            "SELECT month FROM month_figures WHERE scope = ? AND purpose = 'frozen'", scope
        )
        return frozenset(Month.parse(month) for (month,) in rows)

    def kept_months(self) -> frozenset[Month]:
        """Return the months that were handed over or locked, by whomever."""
        rows = self._database.rows("SELECT DISTINCT month FROM month_lock")
        return frozenset(Month.parse(month) for (month,) in rows)

    def _unpacked(self, sql: str, *values: object) -> dict[str, Any] | None:
        row = self._database.row(sql, *values)
        if row is None:
            return None
        unpacked: dict[str, Any] = json.loads(zlib.decompress(row[0]))
        return unpacked
