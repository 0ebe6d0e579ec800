"""Documents as files: PDF and Word from one content tree; the record and the 送签稿 are issued.

What was issued once is kept as it was, encrypted: a reprint gives the same bytes, whatever fonts or
libraries have changed since.
"""

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.errors import NotFoundError
from inspector_app.base.ids import new_uid
from inspector_app.domain.photo import PhotoRole
from inspector_app.domain.views import SigningCopy
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.services.context import Context
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.document_trees import DocumentTrees
from inspector_app.services.issued_letters import check_unchanged, kept_letter, letter_note
from inspector_app.services.issued_summaries import issued_revision, summary_note
from inspector_app.services.own_fonts import OwnFont, OwnFontService
from inspector_app.services.signing_paper import number_of_unchanged
from inspector_app.services.visits import VisitService
from inspector_app.services.wishes import (
    Copy,
    LetterPrint,
    SigningPrint,
    SummaryPrint,
    VisitPrint,
    Wish,
)
from inspector_app.vault.files import StoredFile

if TYPE_CHECKING:
    from inspector_app.reports.fonts import FontLibrary
    from inspector_app.reports.letter import Printable
    from inspector_app.reports.missing_places import MissingCharacter


class Unprintable(Enum):
    """What becomes of characters that no bundled face has."""

    REFUSE = "refuse"
    BOX = "box"


class Preview(NamedTuple):
    """A PDF file to look at, and the characters of it that no bundled face has."""

    content: bytes
    missing: "tuple[MissingCharacter, ...]"


class DocumentService:
    """Makes PDF and Word files; reading only, except where a document is issued."""

    def __init__(
        self,
        context: Context,
        *,
        visits: VisitService,
        trees: DocumentTrees,
        own_fonts: OwnFontService,
    ) -> None:
        self._context = context
        self._visits = visits
        self._trees = trees
        self._own_fonts = own_fonts
        self._switched: dict[str, OwnFont] = {}
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
        if not _is_issued_here(visit):
            return self._render([self._visit_tree(uid, copy)], unprintable)
        kind = self._kind(visit, copy)
        kept = self._kept(kind, uid)
        if kept is not None:
            return kept
        document = self._visit_tree(uid, copy)
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
        content = self._render(list(self._trees.of(SigningPrint(uid=uid))), unprintable)
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
        kept = self._signing_copy(uid, signing_no)
        sha256 = self._context.stores.history.document_sha256(kept.document_uid)
        return self._context.vault.get(sha256)

    def signing_docx(
        self,
        uid: str,
        *,
        signing_no: int = 0,
        unprintable: Unprintable = Unprintable.REFUSE,
    ) -> tuple[bytes, SigningCopy]:
        """Return a 送签稿 as a Word file, for a school that wants to change a sentence.

        A number belongs to what was said when it was printed, so a Word file bears the number of a
        printed 送签稿 and takes none of its own: that of ``signing_no``, or without one that of the
        newest if the record still says the same. Else the next 送签稿 is made and kept as PDF as
        ``signing_pdf`` does, and the Word file bears its number: nothing goes out under a number of
        which no print is kept. The file itself is not kept; what comes back changed is typed into
        the record and printed as the next.

        Raises:
            NotFoundError: there is no 送签稿 ``signing_no``.
            RefusedError: the record was changed since that 送签稿 was printed.
            NotEditableError, UnprintableError: as ``signing_pdf``; no number is taken.
        """
        number = signing_no or number_of_unchanged(self._context, uid)
        if not number:
            _, made = self.signing_pdf(uid, unprintable=unprintable)
            number = made.signing_no
        content = self.file_of(SigningPrint(uid=uid, signing_no=number), FileFormat.WORD)
        return content, self._signing_copy(uid, number)

    def _signing_copy(self, uid: str, signing_no: int) -> SigningCopy:
        for copy in self._context.stores.history.signing_copies(uid):
            if copy.signing_no == signing_no:
                return copy
        raise NotFoundError(f"这份记录没有送签稿 {signing_no}。")

    def letter_pdf(
        self, wish: LetterPrint, *, unprintable: Unprintable = Unprintable.REFUSE
    ) -> bytes:
        """Return a letter; under a 文号 it is issued once and kept, and a reprint reads that.

        Raises:
            RefusedError: another letter bears this 文号.
            UnprintableError: as above; nothing was issued.
        """
        kept = kept_letter(self._context, wish)
        if kept is not None:
            return self._context.vault.get(kept.sha256)
        trees = self._trees.of(wish)
        if not wish.reference:
            return self.pdf_of(trees)
        content = self._render(list(trees), unprintable)
        stored = self._context.vault.put(content)
        with self._context.database.transaction():
            self._note(new_uid(), **letter_note(wish, trees), stored=stored)
        return content

    def letter_docx(
        self, wish: LetterPrint, *, unprintable: Unprintable = Unprintable.REFUSE
    ) -> bytes:
        """Return a letter as a Word file; under a 文号 the print is issued first and kept.

        Raises:
            RefusedError: what the letter says was changed since the print of this 文号.
        """
        if wish.reference:
            self.letter_pdf(wish, unprintable=unprintable)
        trees = self._trees.of(wish)
        check_unchanged(self._context, wish, trees)
        return self.docx_of(trees)

    def letter_preview(self, wish: LetterPrint) -> "Preview":
        """Return a letter as ``letter_pdf`` would; nothing is issued by looking at it."""
        kept = kept_letter(self._context, wish)
        if kept is None:
            return self.preview(wish)
        return Preview(self._context.vault.get(kept.sha256), ())

    def summary_pdf(
        self, wish: SummaryPrint, *, unprintable: Unprintable = Unprintable.REFUSE
    ) -> bytes:
        """Return a summary; a filed revision is issued once and kept, and a reprint reads that.

        Raises:
            NotFoundError: there is no such summary or revision.
            UnprintableError: as above; nothing was issued.
        """
        revision = issued_revision(self._context, wish)
        if not revision:
            return self.file_of(wish, FileFormat.PDF)
        note = summary_note(self._context, wish, revision)
        kept = self._kept(note["kind"], wish.uid)
        if kept is not None:
            return kept
        content = self._render(list(self._trees.of(wish)), unprintable)
        stored = self._context.vault.put(content)
        with self._context.database.transaction():
            self._note(new_uid(), **note, stored=stored)
        return content

    def summary_preview(self, wish: SummaryPrint) -> "Preview":
        """Return a summary as ``summary_pdf`` would; nothing is issued by looking at it."""
        revision = issued_revision(self._context, wish)
        note = summary_note(self._context, wish, revision)
        kept = self._kept(note["kind"], wish.uid) if revision else None
        return self.preview(wish) if kept is None else Preview(kept, ())

    def visit_preview(self, uid: str, *, copy: Copy = Copy.OWN) -> "Preview":
        """Return the record as ``visit_pdf`` would; nothing is issued by looking at it."""
        visit = self._visits.get(uid)
        counted = _is_issued_here(visit)
        kept = self._kept(self._kind(visit, copy), uid) if counted else None
        if kept is not None:
            return Preview(kept, ())
        seen = self.preview(VisitPrint(uid=uid, copy=copy))
        if counted and seen.missing:
            boxes = self._kept(f"{self._kind(visit, copy)}-boxes", uid)
            return seen if boxes is None else Preview(boxes, seen.missing)
        return seen

    def preview(self, wish: Wish) -> "Preview":
        """Return a wish as it would print now; nothing is issued, numbered or kept by that."""
        from inspector_app.reports.missing_places import missing_places

        trees = self._trees.of(wish)
        missing = [each for tree in trees for each in missing_places(tree, self._fonts())]
        return Preview(self.pdf_of(trees), tuple(missing))

    def _lacks_faces(self, document: "Printable") -> tuple[str, ...]:
        from inspector_app.reports.pdf import missing_characters

        return missing_characters([document], self._fonts())

    def file_of(self, wish: Wish, form: FileFormat) -> bytes:
        """Return a wish as one PDF or Word file; nothing is issued, numbered or kept.

        Raises:
            NotFoundError, RefusedError: as ``DocumentTrees.of``.
            KeyError: ``form`` is not made from content trees.
        """
        makers = {FileFormat.PDF: self.pdf_of, FileFormat.WORD: self.docx_of}
        return makers[form](self._trees.of(wish))

    def pdf_of(self, trees: Iterable["Printable"]) -> bytes:
        """Return trees as one file; a character that no bundled face has is printed as a box."""
        return self._render(list(trees), Unprintable.BOX)

    def docx_of(self, trees: Iterable["Printable"]) -> bytes:
        """Return trees as one Word file to work on; it bears the instant at which it was made."""
        from inspector_app.reports.word import render_docx

        return render_docx(list(trees), made=self._context.clock.now())

    def _visit_tree(self, uid: str, copy: Copy) -> "Printable":
        (tree,) = self._trees.of(VisitPrint(uid=uid, copy=copy))
        return tree

    def _evidence(self, uid: str) -> str:
        """Return what tells prints apart that hold the same revision but other signatures."""
        photos = self._context.stores.photos.of_visit(uid)
        return "-".join(sorted(p.sha256[:12] for p in photos if p.role is PhotoRole.SIGNATURE))

    def _render(self, documents: list["Printable"], unprintable: Unprintable) -> bytes:
        from inspector_app.reports.pdf import Missing, render

        return render(documents, fonts=self._fonts(), missing=Missing(unprintable.value))

    def _fonts(self) -> "FontLibrary":
        switched = self._own_fonts.chosen()
        if self._library is None or switched != self._switched:
            from inspector_app.reports.fonts import FontLibrary

            self._library = FontLibrary(own=self._own_fonts.files())
            self._switched = switched
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


def _is_issued_here(visit: Visit) -> bool:
    """Say whether a print of the record is kept and printed again byte for byte.

    What a peer wrote is issued by him; a 同行登记 names the record once that is here.
    """
    return visit.status in COUNTED_STATUSES and visit.joint is None
