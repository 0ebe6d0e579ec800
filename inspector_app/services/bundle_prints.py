"""The records of a bundle as they print."""

from collections.abc import Sequence

from inspector_app.domain.views import VisitSummary
from inspector_app.services.bundle_news import document_sent
from inspector_app.services.context import Context
from inspector_app.services.documents import DocumentService, Unprintable
from inspector_app.services.wishes import Copy


class BundlePrints:
    """Prints what goes along with records."""

    def __init__(self, context: Context, documents: DocumentService) -> None:
        self._stores = context.stores
        self._documents = documents

    def of(
        self, visits: Sequence[VisitSummary], *, sealed: bool
    ) -> tuple[dict[str, bytes], tuple[str, ...]]:
        """Return the printed records; where a face lacks a character, with a box and a remark.

        The record itself travels in full as data: a rare name must not hold a month back.
        """
        from inspector_app.reports.pdf import UnprintableError

        pdfs: dict[str, bytes] = {}
        remarks: list[str] = []
        for visit in visits:
            if sealed and self._has_left(visit.uid):
                continue
            try:
                pdfs[visit.uid] = self._documents.visit_pdf(visit.uid, copy=Copy.OFFICE)
            except UnprintableError as error:
                pdfs[visit.uid] = self._documents.visit_pdf(
                    visit.uid, copy=Copy.OFFICE, unprintable=Unprintable.BOX
                )
                remarks.append(
                    f"{visit.number} 里的“{'、'.join(error.characters)}”没有字形，"
                    "PDF 里印成方框；数据里照原样上报。"
                )
        return pdfs, tuple(remarks)

    def _has_left(self, uid: str) -> bool:
        return self._stores.bundles.has_left(document_sent(self._stores.visits.get(uid)))
