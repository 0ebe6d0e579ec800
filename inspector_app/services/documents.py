"""Printed documents: the record, the 送签稿, the month's table.

What was issued once is kept as it was, encrypted: a reprint gives the same bytes, whatever fonts or
libraries have changed since.
"""

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.errors import NotFoundError
from inspector_app.base.ids import new_uid
from inspector_app.domain.counting_rules import COUNTING_RULES
from inspector_app.domain.labels import INSPECTOR_KIND_LABEL
from inspector_app.domain.month import Month
from inspector_app.domain.photo import Photo, PhotoRole
from inspector_app.domain.views import SigningCopy
from inspector_app.domain.visit import COUNTED_STATUSES, Visit
from inspector_app.services.context import Context
from inspector_app.services.months import MonthService, MonthTable
from inspector_app.services.signing_paper import signature_of
from inspector_app.services.visits import VisitService
from inspector_app.vault.files import StoredFile

if TYPE_CHECKING:
    from inspector_app.reports.document import Document
    from inspector_app.reports.fonts import FontLibrary
    from inspector_app.reports.missing_places import MissingCharacter
    from inspector_app.reports.visit_report import PrintedPhoto

_PRINTED_ROLES: Final = frozenset({PhotoRole.SITE, PhotoRole.LESSON_PAPER})


class Copy(Enum):
    """Who gets the printed record: the inspector, or the school.

    Pictures with the faces of minors stay out of the school's copy.
    """

    OWN = "own"
    SCHOOL = "school"


class Unprintable(Enum):
    """What becomes of characters that no bundled face has."""

    REFUSE = "refuse"
    BOX = "box"


class Preview(NamedTuple):
    """A PDF file to look at, and the characters of it that no bundled face has."""

    content: bytes
    missing: "tuple[MissingCharacter, ...]"


class DocumentService:
    """Makes PDF files; reading only, except where a document is issued."""

    def __init__(self, context: Context, *, visits: VisitService, months: MonthService) -> None:
        self._context = context
        self._visits = visits
        self._months = months
        self._library: FontLibrary | None = None

    def visit_pdf(
        self,
        uid: str,
        *,
        copy: Copy = Copy.OWN,
        unprintable: Unprintable = Unprintable.REFUSE,
    ) -> bytes:
        """Return the record as it prints; a filed revision is issued once and kept.

        Raises:
            UnprintableError: a character is in no face; it is named, and nothing was made.
        """
        visit = self._visits.get(uid)
        if visit.status not in COUNTED_STATUSES:
            return self._render([self._visit_document(uid, copy=copy)], unprintable)
        kind = self._kind(visit, copy)
        kept = self._kept(kind, uid)
        if kept is not None:
            return kept
        document = self._visit_document(uid, copy=copy)
        if unprintable is Unprintable.BOX and self._lacks_faces(document):
            # Issued with boxes by choice: not what a print without that choice would be.
            kind += "-boxes"
            kept = self._kept(kind, uid)
            if kept is not None:
                return kept
        content = self._render([document], unprintable)
        stored = self._context.vault.put(content)
        with self._context.database.transaction():
            title = f"入校督导记录表 {visit.number}"
            self._note(new_uid(), kind=kind, record_uid=uid, title=title, stored=stored)
        return content

    def _kind(self, visit: Visit, copy: Copy) -> str:
        return f"visit-{copy.value}-r{visit.revision}-{self._evidence(visit.uid)}"

    def _kept(self, kind: str, uid: str) -> bytes | None:
        found = self._context.database.row(
            "SELECT sha256 FROM document WHERE kind = ? AND record_uid = ?", kind, uid
        )
        return None if found is None else self._context.vault.get(found[0])

    def signing_pdf(
        self, uid: str, *, unprintable: Unprintable = Unprintable.REFUSE
    ) -> tuple[bytes, SigningCopy]:
        """Make the next 送签稿 and keep it; return its bytes and what it is.

        Raises:
            NotEditableError: the record is filed already.
            UnprintableError: as above.
        """
        copies = self._context.stores.history.signing_copies(uid)
        document = self._visit_document(uid, copy=Copy.SCHOOL, signing_no=len(copies) + 1)
        content = self._render([document], unprintable)
        stored = self._context.vault.put(content)
        with self._context.database.transaction():
            document_uid = new_uid()
            copy = self._visits.add_signing_copy(uid, document_uid=document_uid)
            title = f"送签稿 {copy.signing_no}"
            self._note(document_uid, kind=f"signing-{copy.signing_no}", record_uid=uid, title=title,
                       stored=stored)  # fmt: skip
        return content, copy

    def reprint_signing(self, uid: str, *, signing_no: int) -> bytes:
        """Return the bytes of a 送签稿 as it was printed (NotFoundError where there is none)."""
        for copy in self._context.stores.history.signing_copies(uid):
            if copy.signing_no == signing_no:
                sha256 = self._context.stores.history.document_sha256(copy.document_uid)
                return self._context.vault.get(sha256)
        raise NotFoundError(f"这份记录没有送签稿 {signing_no}。")

    def visit_preview(self, uid: str, *, copy: Copy = Copy.OWN) -> "Preview":
        """Return the record as ``visit_pdf`` would; nothing is issued by looking at it."""
        visit = self._visits.get(uid)
        counted = visit.status in COUNTED_STATUSES
        kept = self._kept(self._kind(visit, copy), uid) if counted else None
        if kept is not None:
            return Preview(kept, ())
        seen = self._seen(self._visit_document(uid, copy=copy))
        if counted and seen.missing:
            boxes = self._kept(f"{self._kind(visit, copy)}-boxes", uid)
            return seen if boxes is None else Preview(boxes, seen.missing)
        return seen

    def signing_preview(self, uid: str) -> "Preview":
        """Return the next 送签稿 as ``signing_pdf`` would make it; no number is taken."""
        number = len(self._context.stores.history.signing_copies(uid)) + 1
        return self._seen(self._visit_document(uid, copy=Copy.SCHOOL, signing_no=number))

    def month_preview(self, month: Month) -> "Preview":
        """Return the month's table as it prints (A4 landscape)."""
        return self._seen(self._month_document(month))

    def _seen(self, document: "Document") -> "Preview":
        from inspector_app.reports.missing_places import missing_places

        missing = missing_places(document, self._fonts())
        return Preview(self._render([document], Unprintable.BOX), missing)

    def _lacks_faces(self, document: "Document") -> tuple[str, ...]:
        from inspector_app.reports.pdf import missing_characters

        return missing_characters([document], self._fonts())

    def visits_pdf(self, uids: Iterable[str], *, copy: Copy = Copy.OWN) -> bytes:
        """Return several records as one file, each with page numbers of its own."""
        documents = [self._visit_document(uid, copy=copy) for uid in uids]
        return self._render(documents, Unprintable.BOX)

    def pdf_of(self, documents: Iterable["Document"]) -> bytes:
        """Return trees as one file; a character that no bundled face has is printed as a box."""
        return self._render(list(documents), Unprintable.BOX)

    def month_pdf(self, month: Month) -> bytes:
        """Return the month's table as it prints (A4 landscape)."""
        return self._render([self._month_document(month)], Unprintable.BOX)

    def visit_docx(self, uid: str, *, copy: Copy = Copy.OWN) -> bytes:
        """Return the record as a Word file to work on; it is neither issued nor kept."""
        return self.docx_of([self._visit_document(uid, copy=copy)])

    def month_docx(self, month: Month) -> bytes:
        """Return the month's table as a Word file to work on."""
        return self.docx_of([self._month_document(month)])

    def docx_of(self, documents: Iterable["Document"]) -> bytes:
        """Return trees as one Word file that bears the instant at which it was made."""
        from inspector_app.reports.word import render_docx

        return render_docx(list(documents), made=self._context.clock.now())

    def _month_document(self, month: Month) -> "Document":
        from inspector_app.reports.month_report import TableNames, monthly_report

        table = self._months.table(month)
        names = TableNames(
            unit=self._unit(table),
            inspectors={
                p.id: f"{p.name}（{INSPECTOR_KIND_LABEL[p.kind]}）" for p in table.inspectors
            },
            zones={p.id: p.zone for p in table.inspectors},
            schools=table.school_names,
        )
        return monthly_report(table.table, names=names, rules=COUNTING_RULES)

    def _unit(self, table: MonthTable) -> str:
        person = self._context.identity.inspector_id
        name = next((p.name for p in table.inspectors if p.id == person), "")
        district = f"区划 {self._context.identity.district}"
        return f"{district}　{name}" if name else district

    def _visit_document(self, uid: str, *, copy: Copy, signing_no: int = 0) -> "Document":
        from inspector_app.reports.visit_report import Signing, visit_report

        record = self._visits.record(uid)
        signature = signature_of(record)
        return visit_report(
            record.visit,
            inspector_names=record.names,
            photos=self._printed(record.photos, copy),
            signing=Signing(
                number=signing_no,
                signature=None if signature is None else self._context.vault.get(signature.sha256),
            ),
        )

    def _printed(self, photos: Iterable[Photo], copy: Copy) -> list["PrintedPhoto"]:
        from inspector_app.reports.visit_report import PrintedPhoto

        return [
            PrintedPhoto(facts=photo, image=self._context.vault.get(photo.sha256))
            for photo in photos
            if photo.role in _PRINTED_ROLES and (copy is Copy.OWN or not photo.shows_minors)
        ]

    def _evidence(self, uid: str) -> str:
        """Return what tells prints apart that hold the same revision but other signatures."""
        photos = self._context.stores.photos.of_visit(uid)
        return "-".join(sorted(p.sha256[:12] for p in photos if p.role is PhotoRole.SIGNATURE))

    def _render(self, documents: list["Document"], unprintable: Unprintable) -> bytes:
        from inspector_app.reports.pdf import Missing, render

        return render(documents, fonts=self._fonts(), missing=Missing(unprintable.value))

    def _fonts(self) -> "FontLibrary":
        if self._library is None:
            from inspector_app.reports.fonts import FontLibrary

            self._library = FontLibrary()
        return self._library

    def _note(
        self, uid: str, *, kind: str, record_uid: str, title: str, stored: StoredFile
    ) -> None:
        self._context.stores.history.add_document(
            uid=uid,
            kind=kind,
            record_uid=record_uid,
            title=title,
            sha256=stored.sha256,
            size=stored.size,
            made_at=self._context.now_text(),
        )
        self._context.note("document", uid, {"note": title, "record": record_uid})
