"""空白入校督导记录表: an empty form with a number, written on by pen and typed in later."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.services.context import Context
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.document_trees import DocumentTrees
from inspector_app.services.documents import DocumentService
from inspector_app.services.lookup import snapshot
from inspector_app.services.plans import PlanService
from inspector_app.services.visit_edit import NewVisit, VisitEditService
from inspector_app.services.wishes import DeparturePrint

if TYPE_CHECKING:
    from inspector_app.reports.letter import Printable


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
        self,
        context: Context,
        *,
        documents: DocumentService,
        trees: DocumentTrees,
        visit_edit: VisitEditService,
        plans: PlanService,
    ) -> None:
        self._context = context
        self._make = {
            FileFormat.PDF: documents.pdf_of,
            FileFormat.WORD: documents.docx_of,
        }
        self._trees = trees
        self._visit_edit = visit_edit
        self._plans = plans

    def begin(self, school_code: str, *forms: FileFormat) -> BlankForm:
        """Begin a draft for a school and make its empty form: paper and draft share the number.

        PDF and Word files of one call are the same form and take one number.

        Raises:
            NotFoundError: there is no such school; no number is taken.
        """
        with self._context.database.transaction():
            made = self._visit_edit.new(school_code=school_code)
            return self._form(made, school_code, forms)

    def depart(self, wish: DeparturePrint, *forms: FileFormat) -> BlankForm:
        """Make 出发前一页纸 and the empty form behind it, under one number kept for the visit.

        The draft is that of the planned visit where one is named; if it was begun already, its
        number is printed again.

        Raises:
            NotFoundError: there is no such school or planned visit; no number is taken.
            RefusedError: the planned visit is called off or done.
        """
        with self._context.database.transaction():
            made = (
                self._plans.begin(wish.planned_uid)
                if wish.planned_uid
                else self._visit_edit.new(school_code=wish.school_code)
            )
            sheet = self._trees.of(replace(wish, number=made.number))
            return self._form(made, wish.school_code, forms, before=sheet)

    def _form(
        self,
        made: NewVisit,
        school_code: str,
        forms: Sequence[FileFormat],
        *,
        before: "Sequence[Printable]" = (),
    ) -> BlankForm:
        from inspector_app.reports.blank_visit_report import blank_visit_report

        tree = blank_visit_report(
            made.number,
            school=snapshot(self._context.stores.schools.get(school_code)),
            lead_id=self._context.stores.visits.get(made.uid).lead_id,
            inspector_names=self._context.names(),
        )
        files = {form: self._make[form]([*before, tree]) for form in forms}
        self._context.note(
            "document", made.uid, {"note": "空白入校督导记录表", "record": made.uid},
            visit_uid=made.uid,
        )  # fmt: skip
        return BlankForm(uid=made.uid, number=made.number, files=files, changes=made.changes)
