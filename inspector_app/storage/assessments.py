"""达标测算 as kept: the numbers of a district, and assessments with their workbooks."""

import json
from fractions import Fraction
from typing import Any, Final

from inspector_app.base.clock import day_of_instant
from inspector_app.base.errors import NotFoundError
from inspector_app.domain.indicators.standards import OwnNumber, Standards, standards_of
from inspector_app.domain.indicators.summary import KeptAssessment, summary_from, summary_json
from inspector_app.storage.actors import actor_name
from inspector_app.storage.database import Database

_NUMBERS: Final = (
    "SELECT n.name, n.number, n.basis, coalesce(i.name, n.set_by), n.set_at"
    " FROM indicator_number n LEFT JOIN inspector i ON i.id = n.set_by WHERE n.set_id = ?"
)
_KEPT: Final = (
    "SELECT uid, number, year, name, file_name, sha256, size, summary, digest, kept_at,"
    " removed_at IS NOT NULL FROM assessment"
)


class AssessmentStore:
    """Reads and writes them; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- a district's numbers --------------------------------------------------------------------

    def own_numbers(self, set_id: str) -> dict[str, OwnNumber]:
        """Return what the district has set, by name."""
        return {
            name: OwnNumber(Fraction(number), basis, actor_name(who), str(day_of_instant(at)))
            for name, number, basis, who, at in self._database.rows(_NUMBERS, set_id)
        }

    def put_number(
        self, set_id: str, name: str, number: OwnNumber, *, at: str, origin: str
    ) -> None:
        """Set a number; ``set_by`` is the actor's id."""
        self._database.execute(
            "INSERT OR REPLACE INTO indicator_number"
            " (set_id, name, number, basis, set_by, set_at, origin) VALUES (?, ?, ?, ?, ?, ?, ?)",
            set_id, name, str(number.value), number.basis, number.set_by, at, origin,
        )  # fmt: skip

    def remove_number(self, set_id: str, name: str) -> None:
        """Forget what a number was set to."""
        self._database.execute(
            "DELETE FROM indicator_number WHERE set_id = ? AND name = ?", set_id, name
        )

    # -- assessments -----------------------------------------------------------------------------

    def all(self, *, removed: bool = False) -> tuple[KeptAssessment, ...]:
        """Return the assessments by year, or those that lie in the recycle bin."""
        rows = self._database.rows(
            f"{_KEPT} WHERE (removed_at IS NOT NULL) = ? ORDER BY year, kept_at, number",
            int(removed),
        )
        return tuple(map(_kept, rows))

    def get(self, uid: str) -> KeptAssessment:
        """Return one by its number or its uid (NotFoundError: there is none)."""
        row = self._database.row(f"{_KEPT} WHERE uid = ?1 OR number = ?1", uid)
        if row is None:
            raise NotFoundError(f"没有编号为“{uid}”的测算；请用 indicators list 核对编号。")
        return _kept(row)

    def standards(self, uid: str) -> Standards:
        """Return the set of indicators as it was when the assessment was kept."""
        row = self._database.row("SELECT standards FROM assessment WHERE uid = ?", uid)
        assert row is not None
        data = json.loads(row[0])
        own = {
            name: OwnNumber(Fraction(each), basis) for name, (each, basis) in data["own"].items()
        }
        return standards_of(data["pack"]).with_own(own)

    def insert(
        self,
        kept: KeptAssessment,
        standards: Standards,
        pack: dict[str, Any],
        **bookkeeping: str,
    ) -> None:
        """Add an assessment.

        Args:
            kept: what it is.
            standards: the set that it was measured by.
            pack: the file of the set, as it shipped.
            bookkeeping: ``kept_by``, ``kept_at`` and ``origin``.
        """
        from inspector_app.storage.tables import AssessmentRow

        own = {n.name: (str(n.value), n.own.basis) for n in standards.own if n.own is not None}
        AssessmentRow.insert(
            uid=kept.uid, number=kept.number, year=kept.year, name=kept.name,
            file_name=kept.file_name, sha256=kept.sha256, size=kept.size,
            standards=_json({"pack": pack, "own": own}),
            summary=_json(summary_json(kept.summary)), digest=kept.digest, **bookkeeping,
        ).execute(self._database.peewee)  # fmt: skip

    def set_removed(self, uid: str, at: str | None) -> None:
        """Lay an assessment in the recycle bin, or take it out."""
        self._database.execute("UPDATE assessment SET removed_at = ? WHERE uid = ?", at, uid)

    def highest_serial(self, prefix: str) -> int:
        """Return the greatest number given out under ``prefix``."""
        found = self._database.row(
            "SELECT max(CAST(substr(number, length(?1) + 1) AS INTEGER)) FROM assessment"
            " WHERE number GLOB ?1 || '[0-9]*'",
            prefix,
        )
        return int(found[0]) if found and found[0] is not None else 0


def _kept(row: tuple[Any, ...]) -> KeptAssessment:
    uid, number, year, name, file_name, sha256, size, summary, digest, at, removed = row
    return KeptAssessment(
        uid=uid, number=number, year=year, name=name, file_name=file_name, sha256=sha256,
        size=size, summary=summary_from(json.loads(summary)), digest=digest,
        kept_on=str(day_of_instant(at)), removed=bool(removed),
    )  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
