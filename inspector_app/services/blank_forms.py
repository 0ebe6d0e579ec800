"""空白入校督导记录表: an empty form with a number, written on by pen and typed in later."""

from collections.abc import Mapping
from typing import NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.services.context import Context
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.documents import DocumentService
from inspector_app.services.lookup import snapshot
from inspector_app.services.visit_edit import VisitEditService


class BlankForm(NamedTuple):
    """An empty 入校督导记录表 and the draft that holds its number.

    Attributes:
        files: its content in each format that was asked for.
    """

    uid: str
    number: str
    files: Mapping[FileFormat, bytes]
    changes: Changes


class BlankFormService:
    """Makes empty forms, each with the draft that it will be typed into."""

    def __init__(
        self, context: Context, *, documents: DocumentService, visit_edit: VisitEditService
    ) -> None:
        self._context = context
        self._documents = documents
        self._visit_edit = visit_edit

    def begin(self, school_code: str, *forms: FileFormat) -> BlankForm:
        """Begin a draft for a school and make its empty form: paper and draft share the number.

        PDF and Word files of one call are the same form and take one number.

        Raises:
            NotFoundError: there is no such school; no number is taken.
        """
        from inspector_app.reports.blank_visit_report import blank_visit_report

        make = {
            FileFormat.PDF: self._documents.pdf_of,
            FileFormat.WORD: self._documents.docx_of,
        }
        with self._context.database.transaction():
            school = self._context.stores.schools.get(school_code)
            made = self._visit_edit.new(school_code=school_code)
            tree = blank_visit_report(
                made.number,
                school=snapshot(school),
                lead_id=self._context.identity.inspector_id,
                inspector_names=self._context.names(),
            )
            files = {form: make[form]([tree]) for form in forms}
            self._context.note(
                "document", made.uid, {"note": "空白入校督导记录表", "record": made.uid},
                visit_uid=made.uid,
            )  # fmt: skip
        return BlankForm(uid=made.uid, number=made.number, files=files, changes=made.changes)
