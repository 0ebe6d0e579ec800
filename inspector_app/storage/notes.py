"""随手记: notes that are assigned later."""

from typing import Any

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.views import Note
from inspector_app.storage.children import first
from inspector_app.storage.database import Database
from inspector_app.storage.tables import NoteRow


class NoteStore:
    """Reads and writes notes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, note: Note, *, origin: str) -> None:
        """Add a note."""
        NoteRow.insert(
            uid=note.uid, text=note.text, noted_at=note.noted_at, origin=origin,
            school_code=note.school_code or None, visit_uid=note.visit_uid or None,
        ).execute(self._database.peewee)  # fmt: skip

    def get(self, uid: str) -> Note:
        """Return one note.

        Raises:
            NotFoundError: there is none of that uid.
        """
        row = first(NoteRow.select().where(NoteRow.uid == uid), self._database)
        if row is None:
            raise NotFoundError("找不到这条随手记；它可能已被删除。")
        return _note(row)

    def unassigned(self) -> tuple[Note, ...]:
        """Return the notes that belong to nothing yet, newest first."""
        query = NoteRow.select().where(
            NoteRow.deleted_at.is_null()
            & NoteRow.visit_uid.is_null()
            & NoteRow.school_code.is_null()
        )
        rows = query.order_by(NoteRow.id.desc()).dicts().execute(self._database.peewee)
        return tuple(_note(row) for row in rows)

    def of_visit(self, visit_uid: str) -> tuple[Note, ...]:
        """Return the notes of one record."""
        query = NoteRow.select().where(
            NoteRow.deleted_at.is_null() & (NoteRow.visit_uid == visit_uid)
        )
        rows = query.order_by(NoteRow.id).dicts().execute(self._database.peewee)
        return tuple(_note(row) for row in rows)

    def update(self, uid: str, **columns: Any) -> None:
        """Set columns of one note and mark it for the index."""
        NoteRow.update(**columns, fts_dirty=1).where(NoteRow.uid == uid).execute(
            self._database.peewee
        )


def _note(row: Any) -> Note:
    return Note(
        uid=row["uid"],
        text=row["text"],
        noted_at=row["noted_at"],
        school_code=row["school_code"] or "",
        visit_uid=row["visit_uid"] or "",
    )
