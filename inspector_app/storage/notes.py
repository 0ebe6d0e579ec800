"""随手记: notes that are assigned later."""

from typing import Any, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.views import Note
from inspector_app.storage.database import Database

_SELECT: Final = "SELECT uid, text, noted_at, school_code, visit_uid FROM note"


class NoteStore:
    """Reads and writes notes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, note: Note, *, origin: str) -> None:
        """Add a note."""
        from inspector_app.storage.tables import NoteRow

        NoteRow.insert(
            uid=note.uid, text=note.text, noted_at=note.noted_at, origin=origin,
            school_code=note.school_code or None, visit_uid=note.visit_uid or None,
        ).execute(self._database.peewee)  # fmt: skip

    def get(self, uid: str) -> Note:
        """Return one note.

        Raises:
            NotFoundError: there is none of that uid.
        """
        row = self._database.row(f"{_SELECT} WHERE uid = ?", uid)
        if row is None:
            raise NotFoundError("找不到这条随手记；它可能已被删除。")
        return _note(row)

    def unassigned(self) -> tuple[Note, ...]:
        """Return the notes that belong to nothing yet, newest first."""
        rows = self._database.rows(
            f"{_SELECT} WHERE deleted_at IS NULL AND visit_uid IS NULL AND school_code IS NULL"
            " ORDER BY id DESC"
        )
        return tuple(_note(row) for row in rows)

    def of_visit(self, visit_uid: str) -> tuple[Note, ...]:
        """Return the notes of one record."""
        rows = self._database.rows(
            f"{_SELECT} WHERE deleted_at IS NULL AND visit_uid = ? ORDER BY id", visit_uid
        )
        return tuple(_note(row) for row in rows)

    def of_school(self, code: str) -> tuple[Note, ...]:
        """Return the notes of one school that belong to no record of it."""
        rows = self._database.rows(
            f"{_SELECT} WHERE deleted_at IS NULL AND school_code = ? AND visit_uid IS NULL"
            " ORDER BY id",
            code,
        )
        return tuple(_note(row) for row in rows)

    def update(self, uid: str, **columns: Any) -> None:
        """Set columns of one note and mark it for the index."""
        from inspector_app.storage.tables import NoteRow

        NoteRow.update(**columns, fts_dirty=1).where(NoteRow.uid == uid).execute(
            self._database.peewee
        )


def _note(row: tuple[Any, ...]) -> Note:
    uid, text, noted_at, school_code, visit_uid = row
    return Note(
        uid=uid,
        text=text,
        noted_at=noted_at,
        school_code=school_code or "",
        visit_uid=visit_uid or "",
    )
