"""What is printed, piece by piece: looked at first, issued when it goes to paper or into a file.

A piece is one document with page numbers of its own; a month of records is many pieces, and each is
made when its turn comes, so that a thousand take no more room than one.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.domain.labels.complaints import COMPLAINT_FORM_LABEL
from inspector_app.domain.labels.standards import STANDARD_FORM_LABEL
from inspector_app.domain.paper import PageSize
from inspector_app.services.balance_tables import BalanceTables
from inspector_app.services.document_archive import DocumentArchive
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.document_trees import filed_records
from inspector_app.services.documents import DocumentService, Unprintable
from inspector_app.services.form_campaigns import FormCampaigns
from inspector_app.services.issued_papers import COPY_WORDS
from inspector_app.services.number_tables import NumberTables
from inspector_app.services.office_gaps import OfficeGaps
from inspector_app.services.office_month import OfficeMonth
from inspector_app.services.paper_titles import title_of_paper
from inspector_app.services.period_workbook import PeriodWorkbooks
from inspector_app.services.register_tables import RegisterTableService
from inspector_app.services.registers import RegisterService
from inspector_app.services.standard_trees import StandardTrees
from inspector_app.services.tables import TableService
from inspector_app.services.task_board import TaskBoard
from inspector_app.services.travel import TravelService
from inspector_app.services.visits import VisitService
from inspector_app.services.wishes import (
    BalancePrint,
    BlankChecklistPrint,
    BlankFormPrint,
    BlankLessonPrint,
    ChecklistsPrint,
    ComplaintPrint,
    CreationPlanPrint,
    DistrictMonthPrint,
    DunningPrint,
    EntriesPrint,
    EntryPrint,
    FormCountsPrint,
    FormsPrint,
    InterviewsPrint,
    IssuedPrint,
    LedgerPrint,
    LessonsPrint,
    LetterPrint,
    MonthPrint,
    NumbersPrint,
    PeriodPrint,
    QuestionnairesPrint,
    RecordsPrint,
    SigningPrint,
    Single,
    StandardPrint,
    SummaryForm,
    SummaryPrint,
    Tabled,
    TaskBoardPrint,
    TravelPrint,
    VisitPrint,
    Wish,
)

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.reports.missing_places import MissingCharacter
    from inspector_app.reports.pages import PdfPages

# The head of the form says it: a narrow window shows the number alone.
OfTime = MonthPrint | PeriodPrint | DunningPrint | DistrictMonthPrint | TaskBoardPrint
"""Tables of a month, of another time, or of today."""
_LONG: Final = "入校督导记录表 "
# What a person has filtered a list by may hold any of them.
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|', "－"))


class Piece(NamedTuple):
    """One document to be printed.

    Attributes:
        title: what it is, for people.
        stem: the name it has as a file, without a folder and an ending.
    """

    wish: Single
    title: str
    stem: str

    def file_name(self, form: FileFormat) -> str:
        """Return the name it has as a file of that format."""
        return f"{self.stem}.{form}"


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
    """A document as it goes out, to paper or into a file.

    Attributes:
        piece: what brings the same document again.
    """

    piece: Piece
    content: bytes
    changes: Changes


class TableMakers(NamedTuple):
    """What writes the tables of a wish as Excel files."""

    plain: TableService
    periods: PeriodWorkbooks
    registers: RegisterTableService
    balance: BalanceTables
    standards: StandardTrees
    forms: FormCampaigns
    travel: TravelService
    numbers: NumberTables
    office_month: OfficeMonth
    office_gaps: OfficeGaps
    task_board: TaskBoard


class PrintingService:
    """Plans, shows and issues what is printed."""

    def __init__(
        self,
        *,
        documents: DocumentService,
        archive: DocumentArchive,
        tables: TableMakers,
        visits: VisitService,
        registers: RegisterService,
    ) -> None:
        self._registers = registers
        self._documents, self._archive = documents, archive
        self._tables = tables
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
        found = filed_records(self._visits, wish.month, inspector_id=wish.inspector_id)
        pieces = [_of_record(VisitPrint(uid=v.uid, copy=wish.copy), v.number) for v in found]
        return Plan(f"{wish.month.title}的记录 {len(pieces)} 份", tuple(pieces))

    def _piece(self, wish: Single) -> Piece:
        if isinstance(wish, VisitPrint):
            return _of_record(wish, self._visits.get(wish.uid).number)
        if isinstance(wish, IssuedPrint):
            line = self._archive.line(wish.uid)
            return Piece(wish, line.title, line.file_name)
        title = self._title(wish)
        return Piece(wish, title, title.translate(_NOT_IN_NAMES))

    def _title(self, wish: Single) -> str:
        if isinstance(wish, SigningPrint):
            record = self._visits.record(wish.uid)
            number = wish.signing_no or len(record.signing) + 1
            return f"送签稿{number} {record.visit.number}"
        if isinstance(wish, LessonsPrint):
            of_lesson = f" 第{wish.lesson}节" if wish.lesson else ""
            return f"听课记录表 {self._visits.get(wish.uid).number}{of_lesson}"
        if isinstance(wish, InterviewsPrint | QuestionnairesPrint | BlankLessonPrint):
            return self._title_of_talk(wish)
        if isinstance(wish, EntryPrint | ComplaintPrint | StandardPrint | SummaryPrint):
            return self._title_of_entry(wish)
        return self._title_of_checklist(wish) or title_of_paper(wish)

    def _title_of_entry(
        self, wish: EntryPrint | ComplaintPrint | StandardPrint | SummaryPrint
    ) -> str:
        printed = self._registers.record(wish.uid)
        if isinstance(wish, SummaryPrint):
            revision = f" 第{wish.revision}版" if wish.revision else ""
            table = "考核表 " if wish.form is SummaryForm.ASSESSMENT else ""
            return f"{printed.entry.values['title']} {table}{printed.entry.number}{revision}"
        if isinstance(wish, EntryPrint):
            return f"{printed.kind.paper} {printed.entry.number}"
        if isinstance(wish, StandardPrint):
            return f"{STANDARD_FORM_LABEL[wish.form]} {printed.entry.number}"
        told = "（含反映人）" if wish.sealed else ""
        return f"{COMPLAINT_FORM_LABEL[wish.form]} {printed.entry.number}{told}"

    def _title_of_talk(self, wish: InterviewsPrint | QuestionnairesPrint | BlankLessonPrint) -> str:
        number = self._visits.get(wish.uid).number if wish.uid else ""
        if isinstance(wish, BlankLessonPrint):
            return f"空白听课记录表 {number}".strip()
        paper = "访谈记录表" if isinstance(wish, InterviewsPrint) else "问卷调查统计表"
        return f"{paper} {number}{f' 第{wish.place}份' if wish.place else ''}"

    def _title_of_checklist(self, wish: Single) -> str:
        """Return the title of a checklist or a form, empty for any other paper."""
        if isinstance(wish, ChecklistsPrint):
            paper = "督导记录和检查表" if wish.annexed else "检查表"
        elif isinstance(wish, BlankChecklistPrint):
            paper = "空白检查表"
        elif isinstance(wish, FormsPrint):
            paper = "表单"
        elif isinstance(wish, BlankFormPrint):
            paper = "空白表单"
        elif isinstance(wish, FormCountsPrint):
            month = wish.month.title if wish.month else ""
            return " ".join(part for part in ("表单汇总", wish.form, wish.campaign, month) if part)
        else:
            return ""
        number = self._visits.get(wish.uid).number if wish.uid else ""
        return " ".join(part for part in (paper, number, wish.form) if part)

    def prepare(self, piece: Piece) -> Prepared:
        """Make a document to look at; nothing is issued, numbered or kept by that.

        Raises:
            FontsMissingError: the program's fonts are not in their place.
            PictureError: a photo cannot be read.
        """
        wish = piece.wish
        if isinstance(wish, SigningPrint) and wish.signing_no:
            kept = self._documents.reprint_signing(wish.uid, signing_no=wish.signing_no)
            return self._prepared(kept, ())
        if isinstance(wish, IssuedPrint):
            return self._prepared(self._archive.content(wish.uid), ())
        if isinstance(wish, LetterPrint):
            seen = self._documents.letter_preview(wish)
        elif isinstance(wish, SummaryPrint):
            seen = self._documents.summary_preview(wish)
        elif isinstance(wish, VisitPrint):
            seen = self._documents.visit_preview(wish.uid, copy=wish.copy)
        else:
            seen = self._documents.preview(wish)
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
        if not isinstance(wish, SigningPrint):
            return Issued(piece, self._pdf(wish, unprintable), _touched(wish))
        if wish.signing_no:
            content = self._documents.reprint_signing(wish.uid, signing_no=wish.signing_no)
            return Issued(piece, content, Changes())
        content, copy = self._documents.signing_pdf(wish.uid, unprintable=unprintable)
        return _numbered(piece, wish, copy.signing_no, content)

    def _pdf(self, wish: Single, unprintable: Unprintable) -> bytes:
        if isinstance(wish, IssuedPrint):
            return self._archive.content(wish.uid)
        if isinstance(wish, VisitPrint):
            return self._documents.visit_pdf(wish.uid, copy=wish.copy, unprintable=unprintable)
        if isinstance(wish, LetterPrint):
            return self._documents.letter_pdf(wish, unprintable=unprintable)
        if isinstance(wish, SummaryPrint):
            return self._documents.summary_pdf(wish, unprintable=unprintable)
        # Boxes need no leave here: whoever asks has seen them.
        return self._documents.issue_pdf(wish)

    def word(self, piece: Piece, *, unprintable: Unprintable) -> Issued:
        """Return a document as a Word file to work on; it is not kept.

        A 送签稿 that has only been looked at is issued by this as by printing: its Word file goes
        out under the number that was seen, and the print of that number is kept.

        Raises:
            RefusedError: the record was changed since this 送签稿 was printed.
            UnprintableError, NotEditableError: as ``issue``, of a 送签稿 without a number.
        """
        wish = piece.wish
        if isinstance(wish, LetterPrint):
            content = self._documents.letter_docx(wish, unprintable=unprintable)
            return Issued(piece, content, _touched(wish))
        if not isinstance(wish, SigningPrint):
            return Issued(piece, self._documents.file_of(wish, FileFormat.WORD), Changes())
        number = wish.signing_no
        if not number:
            _, copy = self._documents.signing_pdf(wish.uid, unprintable=unprintable)
            number = copy.signing_no
        content, _ = self._documents.signing_docx(wish.uid, signing_no=number)
        return _numbered(piece, wish, number, content)

    def excel(self, wish: Tabled, path: Path) -> "WrittenFile":
        """Write a table as an Excel file.

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        if isinstance(wish, OfTime):
            return self._excel_of_time(wish, path)
        if isinstance(wish, BalancePrint | CreationPlanPrint):
            return self._tables.balance.xlsx(path, wish)
        if isinstance(wish, EntriesPrint):
            return self._tables.registers.list_xlsx(path, wish.wanted)
        if isinstance(wish, StandardPrint):
            return self._tables.standards.excel(wish, path)
        return self._excel_of_answers(wish, path)

    def _excel_of_time(self, wish: OfTime, path: Path) -> "WrittenFile":
        match wish:
            case PeriodPrint(period=period):
                return self._tables.periods.xlsx(path, period)
            case DunningPrint(month=month):
                return self._tables.office_gaps.xlsx(month, path)
            case DistrictMonthPrint(month=month):
                return self._tables.office_month.xlsx(month, path)
            case TaskBoardPrint():
                return self._tables.task_board.xlsx(path)
        return self._tables.plain.month_xlsx(path, wish.month)

    def _excel_of_answers(
        self, wish: LedgerPrint | FormCountsPrint | TravelPrint | NumbersPrint, path: Path
    ) -> "WrittenFile":
        if isinstance(wish, NumbersPrint):
            return self._tables.numbers.xlsx(wish, path)
        if isinstance(wish, TravelPrint):
            return self._tables.travel.xlsx(wish, path)
        if isinstance(wish, FormCountsPrint):
            return self._tables.forms.wished_xlsx(path, wish)
        return self._tables.plain.ledger_xlsx(
            path, month=wish.month, inspector_id=wish.inspector_id
        )

    def pages(self, content: bytes) -> "PdfPages":
        """Open a PDF file to draw its pages (UnreadablePdfError where it is damaged)."""
        from inspector_app.reports.pages import PdfPages

        return PdfPages(content)


def _of_record(wish: VisitPrint, number: str) -> Piece:
    title = f"{_LONG}{number}{COPY_WORDS[wish.copy]}"
    return Piece(wish, title, title)


def _touched(wish: Single) -> Changes:
    """Return what issuing a paper touches beside the archive: the register of its 文号."""
    return Changes(numbers=isinstance(wish, LetterPrint) and bool(wish.reference))


def _numbered(piece: Piece, wish: SigningPrint, number: int, content: bytes) -> Issued:
    again = piece._replace(wish=replace(wish, signing_no=number))
    taken = Changes() if wish.signing_no else Changes(visit_uids=frozenset({wish.uid}))
    return Issued(again, content, taken)
