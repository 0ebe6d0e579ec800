"""What is printed, piece by piece: looked at first, issued when it goes to paper or into a file.

A piece is one document with page numbers of its own; a month of records is many pieces, and each is
made when its turn comes, so that a thousand take no more room than one.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import RefusedError
from inspector_app.domain.month import Month
from inspector_app.domain.paper import PageSize
from inspector_app.domain.visit import COUNTED_STATUSES
from inspector_app.services.documents import Copy, DocumentService, Unprintable
from inspector_app.services.visits import VisitService

if TYPE_CHECKING:
    from inspector_app.reports.missing_places import MissingCharacter
    from inspector_app.reports.pages import PdfPages

# The head of the form says it: a narrow window shows the number alone.
_LONG: Final = "入校督导记录表 "


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPrint:
    """One record, for the inspector or for the school."""

    uid: str
    copy: Copy = Copy.OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningPrint:
    """The next 送签稿 of a record, or one that was made already."""

    uid: str
    signing_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPrint:
    """The table of a month."""

    month: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsPrint:
    """Every filed record of a month, of one person or of all."""

    month: Month
    inspector_id: str | None = None


Single = VisitPrint | SigningPrint | MonthPrint
Wish = Single | RecordsPrint


class Piece(NamedTuple):
    """One document to be printed.

    Attributes:
        title: what it is, for people.
        file_name: the name it has as a file, without a folder.
    """

    wish: Single
    title: str
    file_name: str


class Plan(NamedTuple):
    """Everything that one press of a button prints."""

    title: str
    pieces: tuple[Piece, ...]


class Prepared(NamedTuple):
    """A document to look at.

    Attributes:
        content: the PDF file.
        sizes: each page's size in points.
        missing: the characters that will be boxes, with their places.
    """

    content: bytes
    sizes: tuple[PageSize, ...]
    missing: "tuple[MissingCharacter, ...]"


class Issued(NamedTuple):
    """A document as it goes out.

    Attributes:
        piece: what brings the same bytes again.
    """

    piece: Piece
    content: bytes
    changes: Changes


class PrintingService:
    """Plans, shows and issues what is printed."""

    def __init__(self, *, documents: DocumentService, visits: VisitService) -> None:
        self._documents = documents
        self._visits = visits

    def plan(self, wish: Wish) -> Plan:
        """Return the documents that a wish stands for; none of them is made yet.

        Raises:
            NotFoundError: there is no such record.
            RefusedError: the month has no filed record.
        """
        if isinstance(wish, RecordsPrint):
            return self._month_of_records(wish)
        piece = self._piece(wish)
        return Plan(piece.title.removeprefix(_LONG), (piece,))

    def _month_of_records(self, wish: RecordsPrint) -> Plan:
        month = wish.month
        found = self._visits.list(
            month=month, inspector_id=wish.inspector_id, statuses=COUNTED_STATUSES
        )
        if not found:
            raise RefusedError(f"{month.title}没有已定稿的记录，没有可以打印的；定稿后再试。")
        ordered = sorted(found, key=lambda v: (v.visited_on or month.period.start, v.number))
        pieces = [_of_record(VisitPrint(uid=visit.uid), visit.number) for visit in ordered]
        return Plan(f"{month.title}的记录 {len(pieces)} 份", tuple(pieces))

    def _piece(self, wish: Single) -> Piece:
        if isinstance(wish, MonthPrint):
            title = f"入校督导月统计表 {wish.month}"
            return Piece(wish, title, f"{title}.pdf")
        if isinstance(wish, VisitPrint):
            return _of_record(wish, self._visits.get(wish.uid).number)
        record = self._visits.record(wish.uid)
        number = wish.signing_no or len(record.signing) + 1
        title = f"送签稿{number} {record.visit.number}"
        return Piece(wish, title, f"{title}.pdf")

    def prepare(self, piece: Piece) -> Prepared:
        """Make a document to look at; nothing is issued, numbered or kept by that.

        Raises:
            FontsMissingError: the program's fonts are not in their place.
            PictureError: a photo cannot be read.
        """
        wish = piece.wish
        if isinstance(wish, MonthPrint):
            seen = self._documents.month_preview(wish.month)
        elif isinstance(wish, VisitPrint):
            seen = self._documents.visit_preview(wish.uid, copy=wish.copy)
        elif wish.signing_no:
            seen_content = self._documents.reprint_signing(wish.uid, signing_no=wish.signing_no)
            return self._prepared(seen_content, ())
        else:
            seen = self._documents.signing_preview(wish.uid)
        return self._prepared(seen.content, seen.missing)

    def _prepared(self, content: bytes, missing: "tuple[MissingCharacter, ...]") -> Prepared:
        with self.pages(content) as pages:
            return Prepared(content=content, sizes=pages.sizes, missing=missing)

    def issue(self, piece: Piece, *, unprintable: Unprintable) -> Issued:
        """Return a document as it goes to paper or into a file; what is issued is kept.

        Raises:
            UnprintableError: a character is in no face, and boxes are not allowed.
            NotEditableError: a 送签稿 is asked for of a record that is filed.
        """
        wish = piece.wish
        if isinstance(wish, MonthPrint):
            # Boxes need no leave here: nothing is kept, and whoever asks has seen them.
            return Issued(piece, self._documents.month_pdf(wish.month), Changes())
        if isinstance(wish, VisitPrint):
            content = self._documents.visit_pdf(wish.uid, copy=wish.copy, unprintable=unprintable)
            return Issued(piece, content, Changes())
        if wish.signing_no:
            content = self._documents.reprint_signing(wish.uid, signing_no=wish.signing_no)
            return Issued(piece, content, Changes())
        content, copy = self._documents.signing_pdf(wish.uid, unprintable=unprintable)
        again = piece._replace(wish=replace(wish, signing_no=copy.signing_no))
        return Issued(again, content, Changes(visit_uids=frozenset({wish.uid})))

    def pages(self, content: bytes) -> "PdfPages":
        """Open a PDF file to draw its pages (UnreadablePdfError where it is damaged)."""
        from inspector_app.reports.pages import PdfPages

        return PdfPages(content)


def _of_record(wish: VisitPrint, number: str) -> Piece:
    title = f"{_LONG}{number}{'' if wish.copy is Copy.OWN else '（交学校）'}"
    return Piece(wish, title, f"{title}.pdf")
