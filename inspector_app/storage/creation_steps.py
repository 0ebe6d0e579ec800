"""创建计划: the steps of the plans of assessments."""

from typing import Any, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.indicators.creation import CreationStep
from inspector_app.storage.codec import DATE, PLAIN, Codec, decode, encode
from inspector_app.storage.database import Database

_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "assessment_uid": PLAIN,
    "item_key": PLAIN,
    "school_code": PLAIN,
    "about": PLAIN,
    "item": PLAIN,
    "target": PLAIN,
    "department": PLAIN,
    "person": PLAIN,
    "due": DATE,
    "progress": PLAIN,
    "done_on": DATE,
}
_SELECT: Final = f"SELECT {', '.join(_CODECS)} FROM creation_step"  # noqa: S608 - columns of ours


class CreationStepStore:
    """Reads and writes steps; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, assessment_uid: str) -> tuple[CreationStep, ...]:
        """Return the steps of a plan in their order, those in the recycle bin left out."""
        rows = self._database.rows(
            f"{_SELECT} WHERE assessment_uid = ? AND removed_at IS NULL ORDER BY ordinal, uid",
            assessment_uid,
        )
        return tuple(map(_step, rows))

    def get(self, uid: str) -> CreationStep:
        """Return one step, also from the recycle bin (NotFoundError: there is none)."""
        row = self._database.row(f"{_SELECT} WHERE uid = ?", uid)
        if row is None:
            raise NotFoundError("找不到创建计划里的这一项；它可能刚被删去。其他各项都还在。")
        return _step(row)

    def insert(self, step: CreationStep, *, origin: str, at: str) -> None:
        """Add a step behind the others of its plan."""
        from inspector_app.storage.tables import CreationStepRow

        last = self._database.row(
            "SELECT coalesce(max(ordinal), 0) FROM creation_step WHERE assessment_uid = ?",
            step.assessment_uid,
        )
        assert last is not None
        CreationStepRow.insert(
            **_columns(step), ordinal=last[0] + 1, origin=origin, created_at=at
        ).execute(self._database.peewee)  # fmt: skip

    def write(self, step: CreationStep) -> None:
        """Write what a step says now."""
        columns = _columns(step)
        places = ", ".join(f"{name} = ?" for name in columns)
        self._database.execute(
            f"UPDATE creation_step SET {places} WHERE uid = ?",  # noqa: S608 - columns of ours
            *columns.values(),
            step.uid,
        )

    def set_removed(self, uid: str, at: str | None) -> None:
        """Lay a step in the recycle bin, or take it out."""
        self._database.execute("UPDATE creation_step SET removed_at = ? WHERE uid = ?", at, uid)


def _columns(step: CreationStep) -> dict[str, Any]:
    return encode(_CODECS, {name: getattr(step, name) for name in _CODECS})


def _step(row: tuple[Any, ...]) -> CreationStep:
    return CreationStep(**decode(_CODECS, dict(zip(_CODECS, row, strict=True))))
