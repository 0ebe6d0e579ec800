"""The life of month tables: steps, figures as they were, deviations."""

import json
import zlib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.month import Month
from inspector_app.domain.month_steps import MonthStep, StepNote
from inspector_app.storage.actors import actor_name
from inspector_app.storage.database import Database

_STEPS: Final = (
    "SELECT s.step, s.digest, s.at, coalesce(i.name, s.actor), s.reason FROM month_step s"
    " LEFT JOIN inspector i ON i.id = s.actor WHERE s.month = ? AND s.scope = ? ORDER BY s.id"
)
_BODY: Final = "SELECT f.body FROM month_figures f WHERE f.month = ? AND f.scope = ?"


# Whether the figures were kept already when an edition was issued.
_SINCE: Final = (
    "f.id > coalesce((SELECT l.id FROM month_figures l WHERE l.month = f.month"
    " AND l.scope = f.scope AND l.purpose = 'frozen'), f.id)"
)
_EDITIONS: Final = (
    f"SELECT f.number, f.at, coalesce(i.name, f.actor), f.digest, f.body, {_SINCE}"  # noqa: S608 - a condition of ours
    " FROM month_figures f LEFT JOIN inspector i ON i.id = f.actor"
    " WHERE f.month = ? AND f.scope = ? AND f.purpose = 'edition'"
)
_DEVIATIONS: Final = (
    "SELECT d.uid, d.row, d.figure, d.part, d.value, d.reason, coalesce(i.name, d.noted_by)"
    " FROM month_deviation d LEFT JOIN inspector i ON i.id = d.noted_by"
    " WHERE d.month = ? AND d.scope = ? AND d.removed_at IS NULL ORDER BY d.noted_at, d.uid"
)


class Purpose(StrEnum):
    """Why figures are kept."""

    FROZEN = "frozen"
    TOLD = "told"
    EDITION = "edition"


class Kept(NamedTuple):
    """Figures to keep.

    Attributes:
        number: of an edition; ``told_in`` the later month whose table told them.
    """

    purpose: Purpose
    body: Mapping[str, Any]
    digest: str = ""
    number: int = 0
    told_in: str = ""


class KeptEdition(NamedTuple):
    """An edition as it is stored.

    Attributes:
        since: whether the figures of the month were kept already when it was issued.
    """

    number: int
    at: str
    actor: str
    digest: str
    body: dict[str, Any]
    since: bool = False


class MonthStore:
    """Keeps what months have gone through; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- steps -----------------------------------------------------------------------------------

    def add_step(self, month: Month, scope: str, note: StepNote, *, origin: str) -> None:
        """Note a step."""
        self._database.execute(
            "INSERT INTO month_step (month, scope, step, digest, at, actor, reason, origin)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            str(month), scope, note.step.value, note.digest, note.at, note.actor, note.reason,
            origin,
        )  # fmt: skip

    def steps(self, month: Month, scope: str) -> tuple[StepNote, ...]:
        """Return the steps of a month, the oldest first."""
        return tuple(
            StepNote(MonthStep(step), digest, at, actor_name(actor), reason)
            for step, digest, at, actor, reason in self._database.rows(_STEPS, str(month), scope)
        )

    # -- deviations ------------------------------------------------------------------------------

    def deviations(self, month: Month, scope: str) -> list[tuple[str, ...]]:
        """Return what was noted beside figures: uid, row, figure, part, value, reason, by whom."""
        rows = self._database.rows(_DEVIATIONS, str(month), scope)
        return [(*row[:-1], actor_name(row[-1])) for row in rows]

    def take_back_deviation(
        self, month: Month, scope: str, *, row: str, figure: str, part: str, at: str
    ) -> int:
        """Take back what is noted beside a figure, and return how much that was."""
        return self._database.execute(
            "UPDATE month_deviation SET removed_at = ? WHERE month = ? AND scope = ? AND row = ?"
            " AND figure = ? AND part = ? AND removed_at IS NULL",
            at, str(month), scope, row, figure, part,
        )  # fmt: skip

    def add_deviation(self, month: Month, scope: str, **columns: str) -> None:
        """Note something beside a figure."""
        names = ("uid", "row", "figure", "part", "value", "reason", "noted_by", "noted_at",
                 "origin")  # fmt: skip
        self._database.execute(
            "INSERT INTO month_deviation (month, scope, uid, row, figure, part, value, reason,"
            " noted_by, noted_at, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            str(month), scope, *(columns[name] for name in names),
        )  # fmt: skip

    # -- figures as they were --------------------------------------------------------------------

    def put_figures(
        self, month: Month, scope: str, kept: Kept, *, at: str, actor: str, origin: str
    ) -> None:
        """Keep a table as it is; those of one purpose, number and telling month are kept once."""
        packed = zlib.compress(stable_text(kept.body).encode())
        self._database.execute(
            "INSERT OR IGNORE INTO month_figures (month, scope, purpose, number, told_in, digest,"
            " body, at, actor, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            str(month), scope, kept.purpose.value, kept.number, kept.told_in, kept.digest, packed,
            at, actor, origin,
        )  # fmt: skip

    def frozen(self, month: Month, scope: str) -> dict[str, Any] | None:
        """Return the figures that were kept when a month was handed over or locked."""
        return self._unpacked(f"{_BODY} AND purpose = 'frozen'", str(month), scope)

    def last_told(self, month: Month, scope: str) -> dict[str, Any] | None:
        """Return the figures of a locked month as a table told them last: its own or a later's."""
        told = " AND (purpose IN ('frozen', 'told') OR {since}) ORDER BY f.id DESC LIMIT 1"
        return self._unpacked(_BODY + told.format(since=_SINCE), str(month), scope)

    def editions(self, month: Month, scope: str) -> tuple[KeptEdition, ...]:
        """Return the editions of a month, the first one first."""
        rows = self._database.rows(f"{_EDITIONS} ORDER BY f.number", str(month), scope)
        return tuple(map(_edition, rows))

    def edition_since(self, month: Month, scope: str) -> KeptEdition | None:
        """Return the newest edition that was issued after the figures were kept."""
        newest = f"{_EDITIONS} AND {_SINCE} ORDER BY f.number DESC LIMIT 1"
        row = self._database.row(newest, str(month), scope)
        return None if row is None else _edition(row)

    def frozen_months(self, scope: str) -> frozenset[Month]:
        """Return the months whose figures were kept."""
        rows = self._database.rows(
            "SELECT month FROM month_figures WHERE scope = ? AND purpose = 'frozen'", scope
        )
        return frozenset(Month.parse(month) for (month,) in rows)

    def kept_at(self, scope: str) -> dict[Month, str]:
        """Return when the figures of each kept month were kept, or issued since."""
        rows = self._database.rows(
            "SELECT month, max(at) FROM month_figures f WHERE scope = ?"
            " AND purpose IN ('frozen', 'edition') AND EXISTS (SELECT 1 FROM month_figures l"
            " WHERE l.month = f.month AND l.scope = f.scope AND l.purpose = 'frozen')"
            " GROUP BY month",
            scope,
        )
        return {Month.parse(month): str(at) for month, at in rows}

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


def _edition(row: Sequence[Any]) -> KeptEdition:
    number, at, actor, digest, body, since = row
    read = json.loads(zlib.decompress(body))
    return KeptEdition(number, at, actor_name(actor), digest, read, bool(since))
