"""Filed revisions, 送签稿, issued documents and tombstones: what never changes once written."""

import json
from typing import Any

from inspector_app.base.errors import NotFoundError
from inspector_app.base.stable_json import stable_text
from inspector_app.domain.views import RevisionSummary, SigningCopy
from inspector_app.storage.children import first
from inspector_app.storage.database import Database
from inspector_app.storage.rows import rows_where
from inspector_app.storage.tables import (
    DocumentRow,
    SigningCopyRow,
    TombstoneRow,
    VisitRevisionRow,
)


class HistoryStore:
    """Adds to what is kept for good and reads it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_revision(
        self, visit_uid: str, summary: RevisionSummary, content: dict[str, Any]
    ) -> None:
        """Freeze a filed state of a record."""
        VisitRevisionRow.insert(
            visit_uid=visit_uid,
            revision=summary.revision,
            reason=summary.reason,
            content=stable_text(content),
            digest=summary.digest,
            filed_at=summary.filed_at,
            actor=summary.actor,
        ).execute(self._database.peewee)

    def revisions(self, visit_uid: str) -> tuple[RevisionSummary, ...]:
        """Return the filed states of a record, oldest first."""
        rows = rows_where(self._database, VisitRevisionRow, "visit_uid", visit_uid, "revision")
        names = ("revision", "reason", "filed_at", "digest", "actor")
        return tuple(RevisionSummary(**{name: row[name] for name in names}) for row in rows)

    def content(self, visit_uid: str, revision: int) -> dict[str, Any]:
        """Return the frozen content of one revision.

        Raises:
            NotFoundError: the record has no such revision.
        """
        query = VisitRevisionRow.select().where(
            (VisitRevisionRow.visit_uid == visit_uid) & (VisitRevisionRow.revision == revision)
        )
        row = first(query, self._database)
        if row is None:
            raise NotFoundError(f"这份记录没有第 {revision} 版定稿。")
        content: dict[str, Any] = json.loads(row["content"])
        return content

    def add_signing_copy(self, copy: SigningCopy) -> None:
        """Note that 送签稿 n was made."""
        SigningCopyRow.insert(
            visit_uid=copy.visit_uid,
            signing_no=copy.signing_no,
            revision=copy.revision,
            digest=copy.digest,
            made_at=copy.made_at,
            document_uid=copy.document_uid,
        ).execute(self._database.peewee)

    def signing_copies(self, visit_uid: str) -> tuple[SigningCopy, ...]:
        """Return the 送签稿 of a record in order."""
        rows = rows_where(self._database, SigningCopyRow, "visit_uid", visit_uid, "signing_no")
        return tuple(SigningCopy(**row) for row in rows)

    def add_document(self, **columns: Any) -> None:
        """Note an issued document whose bytes lie encrypted beside the database."""
        DocumentRow.insert(**columns).execute(self._database.peewee)

    def document_sha256(self, uid: str) -> str:
        """Return the digest of an issued document's bytes.

        Raises:
            NotFoundError: there is none of that uid.
        """
        row = next(rows_where(self._database, DocumentRow, "uid", uid), None)
        if row is None:
            raise NotFoundError("找不到这份已出具的文件。")
        return str(row["sha256"])

    def add_tombstone(self, *, number: str, uid: str, reason: str, at: str, origin: str) -> None:
        """Keep a record number from ever being used again, with the reason."""
        TombstoneRow.replace(number=number, uid=uid, reason=reason, at=at, origin=origin).execute(
            self._database.peewee
        )

    def tombstones(self) -> list[tuple[str, str, str]]:
        """Return number, reason and instant of each discarded record."""
        return [
            (number, reason, at)
            for number, reason, at in self._database.rows(
                "SELECT number, reason, at FROM tombstone ORDER BY number"
            )
        ]
