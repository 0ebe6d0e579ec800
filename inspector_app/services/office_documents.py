"""Documents that an office asks for: 台账, 听课记录表, 公示牌, empty forms, a month's records."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.domain.month import Month
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole
from inspector_app.domain.views import LedgerRow
from inspector_app.domain.visit import COUNTED_STATUSES
from inspector_app.services.context import Context
from inspector_app.services.documents import Copy, DocumentService
from inspector_app.services.issues import IssueService
from inspector_app.services.ledger_entries import ledger_day, ledger_entries
from inspector_app.services.lookup import snapshot
from inspector_app.services.schools import SchoolService
from inspector_app.services.visit_edit import VisitEditService
from inspector_app.services.visits import VisitService

if TYPE_CHECKING:
    from inspector_app.reports.visit_report import PrintedPhoto


class BlankForm(NamedTuple):
    """An empty 入校督导记录表 (PDF) and the draft that holds its number."""

    uid: str
    number: str
    content: bytes
    changes: Changes


class OfficeDocumentService:
    """Makes PDF files; reading only, except where a form takes a number."""

    def __init__(
        self,
        context: Context,
        *,
        documents: DocumentService,
        visits: VisitService,
        visit_edit: VisitEditService,
        issues: IssueService,
        schools: SchoolService,
    ) -> None:
        self._context = context
        self._documents = documents
        self._visits = visits
        self._visit_edit = visit_edit
        self._issues = issues
        self._schools = schools

    def ledger_pdf(self, *, month: Month | None = None, inspector_id: str | None = None) -> bytes:
        """Return the 台账 on A4 landscape: one month's, or every open issue."""
        from inspector_app.reports.ledger_report import ledger_report

        rows: Sequence[LedgerRow]
        if month is None:
            rows, title = self._issues.open_ledger(inspector_id=inspector_id), "未销号"
        else:
            rows, title = self._issues.ledger(month, inspector_id=inspector_id), month.title
        report = ledger_report(
            ledger_entries(self._context, rows),
            unit=self._unit(inspector_id),
            title=title,
            on=ledger_day(self._context, month),
        )
        return self._documents.pdf_of([report])

    def _unit(self, inspector_id: str | None) -> str:
        district = f"区划 {self._context.identity.district}"
        name = self._context.names().get(inspector_id or "", inspector_id or "")
        return f"{district}　{name}" if name else district

    def lesson_pdf(self, visit_uid: str, *, lesson: int | None = None) -> bytes:
        """Return the 听课记录表 of a record: all its lessons, or the one at that place (from 1).

        Raises:
            NotFoundError: the record has no lesson, or none at that place.
        """
        from inspector_app.reports.lesson_report import lesson_report

        record = self._visits.record(visit_uid)
        lessons = record.visit.lessons
        if lesson is not None:
            lessons = lessons[lesson - 1 : lesson] if lesson > 0 else ()
        if not lessons:
            raise NotFoundError(
                f"记录 {record.visit.number} 有 {len(record.visit.lessons)} 节听课，"
                f"没有{'可打印的' if lesson is None else f'第 {lesson} 节'}；没有生成文件。"
            )
        return self._documents.pdf_of(
            [
                lesson_report(
                    record.visit,
                    each,
                    inspector_names=record.names,
                    photos=self._papers(record.photos, each.uid),
                )
                for each in lessons
            ]
        )

    def _papers(self, photos: Sequence[Photo], lesson_uid: str) -> list["PrintedPhoto"]:
        from inspector_app.reports.visit_report import PrintedPhoto

        return [
            PrintedPhoto(facts=photo, image=self._context.vault.get(photo.sha256))
            for photo in photos
            if photo.role is PhotoRole.LESSON_PAPER
            and (photo.owner, photo.owner_uid) == (PhotoOwner.LESSON, lesson_uid)
        ]

    def plate_pdf(self, school_code: str) -> bytes:
        """Return the 公示牌 of one school (NotFoundError where there is none)."""
        from inspector_app.reports.plate_report import plate_report

        card = self._schools.card(school_code)
        names = [person.name for person in card.inspectors]
        return self._documents.pdf_of([plate_report(card.school, inspectors=names)])

    def plates_pdf(self) -> bytes:
        """Return the 公示牌 of every school of the board, by code, a page each.

        Raises:
            RefusedError: there is no school.
        """
        from inspector_app.reports.plate_report import plate_report

        board = sorted(self._schools.board(), key=lambda row: row.school.code)
        if not board:
            raise RefusedError("还没有学校，没有生成公示牌；请先导入名册。")
        return self._documents.pdf_of(
            [plate_report(row.school, inspectors=row.inspector_names) for row in board]
        )

    def visits_pdf(self, month: Month, *, inspector_id: str | None = None) -> bytes:
        """Return the filed records of a month as one file, in the order of their days.

        Raises:
            RefusedError: there is none.
        """
        found = self._visits.list(month=month, inspector_id=inspector_id, statuses=COUNTED_STATUSES)
        if not found:
            raise RefusedError(f"{month.title}没有已定稿的记录，没有生成文件；定稿后再试。")
        ordered = sorted(found, key=lambda v: (v.visited_on or month.period.start, v.number))
        return self._documents.visits_pdf([v.uid for v in ordered], copy=Copy.OWN)

    def blank_visit(self, school_code: str) -> BlankForm:
        """Begin a draft for a school and print its empty form: paper and draft share the number.

        Raises:
            NotFoundError: there is no such school; no number is taken.
        """
        from inspector_app.reports.blank_visit_report import blank_visit_report

        with self._context.database.transaction():
            school = self._context.stores.schools.get(school_code)
            made = self._visit_edit.new(school_code=school_code)
            form = blank_visit_report(
                made.number,
                school=snapshot(school),
                lead_id=self._context.identity.inspector_id,
                inspector_names=self._context.names(),
            )
            content = self._documents.pdf_of([form])
            self._context.note(
                "document", made.uid, {"note": "空白入校督导记录表", "record": made.uid},
                visit_uid=made.uid,
            )  # fmt: skip
        return BlankForm(uid=made.uid, number=made.number, content=content, changes=made.changes)
