"""Documents as files: PDF and Word from one content tree; the record and the 送签稿 are issued.

What was issued once is kept as it was, encrypted: a reprint gives the same bytes, whatever fonts or
libraries have changed since.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.views import SigningCopy
from inspector_app.services.context import Context
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.document_trees import DocumentTrees
from inspector_app.services.issued import IssuedDocuments, Paper, SheafCoder
from inspector_app.services.issued_letters import check_unchanged, kept_letter
from inspector_app.services.issued_lists import is_issued_here
from inspector_app.services.issued_papers import (
    letter_paper,
    other_paper,
    signing_paper,
    summary_paper,
    visit_paper,
)
from inspector_app.services.own_fonts import OwnFont, OwnFontService
from inspector_app.services.signing_paper import number_of_unchanged
from inspector_app.services.visits import VisitService
from inspector_app.services.wishes import (
    Copy,
    LetterPrint,
    PlatesPrint,
    RecordsPrint,
    SigningPrint,
    SummaryPrint,
    VisitPrint,
    Wish,
)

if TYPE_CHECKING:
    from inspector_app.reports.fonts import FontLibrary
    from inspector_app.reports.letter import Printable
    from inspector_app.reports.missing_places import MissingCharacter
    from inspector_app.reports.page_codes import PageCoder


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
        self._issued = IssuedDocuments(context)
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
        if not is_issued_here(visit):
            return self._render([self._visit_tree(uid, copy)], unprintable)
        paper = visit_paper(self._context, visit, copy)
        kept = self._issued.kept(paper)
        if kept is not None:
            return kept
        tree = self._visit_tree(uid, copy)
        if unprintable is Unprintable.BOX and self._lacks_faces(tree):
            paper = _with_boxes(paper)
        return self._issue(paper, [tree], unprintable)

    def _issue(self, paper: Paper, trees: "Sequence[Printable]", unprintable: Unprintable) -> bytes:
        """Return the bytes of a paper, kept from now on if they were not yet."""
        kept = self._issued.kept(paper)
        if kept is not None:
            return kept
        coder = self._issued.coder(paper, trees)
        content = self._render(trees, unprintable, coder)
        self._issued.keep(paper, trees, content, coder)
        return content

    def signing_pdf(
        self, uid: str, *, unprintable: Unprintable = Unprintable.REFUSE
    ) -> tuple[bytes, SigningCopy]:
        """Make the next 送签稿 and keep it; return its bytes and what it is.

        Raises:
            NotEditableError: the record is filed already.
            UnprintableError: as above.
        """
        trees, paper = self._trees.of(SigningPrint(uid=uid)), self._next_signing(uid)
        coder = self._issued.coder(paper, trees)
        content = self._render(trees, unprintable, coder)
        with self._context.database.transaction():
            copy = self._visits.add_signing_copy(uid, document_uid=coder.uid)
            self._issued.keep(paper, trees, content, coder)
        return content, copy

    def _next_signing(self, uid: str) -> Paper:
        number = len(self._context.stores.history.signing_copies(uid)) + 1
        return signing_paper(self._visits.get(uid), number)

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
        # Boxes need no leave where no 文号 binds the print: whoever asks has seen them.
        free = unprintable if wish.reference else Unprintable.BOX
        return self._issue(letter_paper(self._issued, wish, trees), trees, free)

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
        return self.docx_of(trees, letter_paper(self._issued, wish, trees))

    def letter_preview(self, wish: LetterPrint) -> "Preview":
        """Return a letter as ``letter_pdf`` would; nothing is issued by looking at it."""
        kept = kept_letter(self._context, wish)
        if kept is not None:
            return Preview(self._context.vault.get(kept.sha256), ())
        trees = self._trees.of(wish)
        return self._shown(trees, letter_paper(self._issued, wish, trees))

    def summary_pdf(
        self, wish: SummaryPrint, *, unprintable: Unprintable = Unprintable.REFUSE
    ) -> bytes:
        """Return a summary; a filed revision is issued once and kept, and a reprint reads that.

        Raises:
            NotFoundError: there is no such summary or revision.
            UnprintableError: as above; nothing was issued.
        """
        paper = summary_paper(self._context, wish)
        if paper is None:
            return self.file_of(wish, FileFormat.PDF)
        kept = self._issued.kept(paper)
        return kept or self._issue(paper, self._trees.of(wish), unprintable)

    def summary_preview(self, wish: SummaryPrint) -> "Preview":
        """Return a summary as ``summary_pdf`` would; nothing is issued by looking at it."""
        return self._seen(wish, summary_paper(self._context, wish))

    def visit_preview(self, uid: str, *, copy: Copy = Copy.OWN) -> "Preview":
        """Return the record as ``visit_pdf`` would; nothing is issued by looking at it."""
        visit = self._visits.get(uid)
        wish = VisitPrint(uid=uid, copy=copy)
        if not is_issued_here(visit):
            return self._seen(wish, None)
        paper = visit_paper(self._context, visit, copy)
        seen = self._seen(wish, paper)
        if not seen.missing:
            return seen
        return self._seen(wish, _with_boxes(paper))._replace(missing=seen.missing)

    def preview(self, wish: Wish) -> "Preview":
        """Return a wish as it would print now; nothing is issued, numbered or kept by that."""
        trees = self._trees.of(wish)
        paper = other_paper(self._context, self._issued, wish, trees)
        if isinstance(wish, SigningPrint):
            paper = self._next_signing(wish.uid)
        return self._shown(trees, paper)

    def _seen(self, wish: Wish, paper: Paper | None) -> "Preview":
        """Return what was issued, or else what would be: the same to the byte."""
        kept = None if paper is None else self._issued.kept(paper)
        return self._shown(self._trees.of(wish), paper) if kept is None else Preview(kept, ())

    def _shown(self, trees: "Sequence[Printable]", paper: Paper | None) -> "Preview":
        from inspector_app.reports.missing_places import missing_places

        missing = [each for tree in trees for each in missing_places(tree, self._fonts())]
        coder = None if paper is None else self._issued.coder(paper, trees)
        return Preview(self._render(trees, Unprintable.BOX, coder), tuple(missing))

    def issue_pdf(self, wish: Wish) -> bytes:
        """Return any wish as PDF; what is settled is kept, a draft is not.

        Records of a month, and plates of all schools, are issued one by one: their pages in the one
        file bear the codes of the single papers.
        """
        trees = self._trees.of(wish)
        if isinstance(wish, RecordsPrint | PlatesPrint):
            return self._issue_each(self._singles(wish, trees))
        paper = other_paper(self._context, self._issued, wish, trees)
        return self.pdf_of(trees) if paper is None else self._issue(paper, trees, Unprintable.BOX)

    def _singles(
        self, wish: RecordsPrint | PlatesPrint, trees: "Sequence[Printable]"
    ) -> "list[tuple[Printable, Paper | None]]":
        """Return each paper of several with what it is issued under by itself, if it is."""
        found: list[tuple[Printable, Paper | None]] = []
        parts = self._trees.parts_of(wish)
        for part, tree in zip(parts, trees, strict=True):
            paper = self._paper(part, [tree])
            lacks = isinstance(part, VisitPrint) and self._lacks_faces(tree)
            found.append((tree, _with_boxes(paper) if paper and lacks else paper))
        return found

    def _issue_each(self, singles: "Sequence[tuple[Printable, Paper | None]]") -> bytes:
        for tree, paper in singles:
            if paper is not None:
                self._issue(paper, [tree], Unprintable.BOX)
        coders = [paper and self._issued.coder(paper, [tree]) for tree, paper in singles]
        return self._render([tree for tree, _ in singles], Unprintable.BOX, SheafCoder(coders))

    def _lacks_faces(self, document: "Printable") -> tuple[str, ...]:
        from inspector_app.reports.pdf import missing_characters

        return missing_characters([document], self._fonts())

    def file_of(self, wish: Wish, form: FileFormat) -> bytes:
        """Return a wish as one PDF or Word file; nothing is issued, numbered or kept.

        Raises:
            NotFoundError, RefusedError: as ``DocumentTrees.of``.
            KeyError: ``form`` is not made from content trees.
        """
        trees = self._trees.of(wish)
        if form is FileFormat.WORD:
            return self.docx_of(trees, self._paper(wish, trees))
        return {FileFormat.PDF: self.pdf_of}[form](trees)

    def _paper(self, wish: Wish, trees: "Sequence[Printable]") -> Paper | None:
        """Return under what the print of a wish is issued, if it is."""
        if isinstance(wish, VisitPrint):
            visit = self._visits.get(wish.uid)
            return visit_paper(self._context, visit, wish.copy) if is_issued_here(visit) else None
        if isinstance(wish, SigningPrint) and wish.signing_no:
            return signing_paper(self._visits.get(wish.uid), wish.signing_no)
        if isinstance(wish, SummaryPrint):
            return summary_paper(self._context, wish)
        return other_paper(self._context, self._issued, wish, trees)

    def pdf_of(self, trees: Iterable["Printable"]) -> bytes:
        """Return trees as one file; a character that no bundled face has is printed as a box."""
        return self._render(list(trees), Unprintable.BOX)

    def docx_of(self, trees: Iterable["Printable"], paper: Paper | None = None) -> bytes:
        """Return trees as one Word file to work on; it bears the instant at which it was made.

        Where the print of it was issued, it bears the code of that.
        """
        from inspector_app.reports.word import render_docx

        made = list(trees)
        codes = () if paper is None else self._issued.whole_codes(paper, made)
        return render_docx(made, made=self._context.clock.now(), codes=codes)

    def _visit_tree(self, uid: str, copy: Copy) -> "Printable":
        (tree,) = self._trees.of(VisitPrint(uid=uid, copy=copy))
        return tree

    def _render(
        self,
        documents: "Sequence[Printable]",
        unprintable: Unprintable,
        coder: "PageCoder | None" = None,
    ) -> bytes:
        from inspector_app.reports.pdf import Missing, render

        return render(
            documents, fonts=self._fonts(), missing=Missing(unprintable.value), coder=coder
        )

    def _fonts(self) -> "FontLibrary":
        switched = self._own_fonts.chosen()
        if self._library is None or switched != self._switched:
            from inspector_app.reports.fonts import FontLibrary

            self._library = FontLibrary(own=self._own_fonts.files())
            self._switched = switched
        return self._library


def _with_boxes(paper: Paper) -> Paper:
    """Return the paper as issued with boxes by choice: not what a print without them would be."""
    return paper._replace(kind=f"{paper.kind}-boxes")
