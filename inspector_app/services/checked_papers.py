"""What is known of issued papers, looked up once while one file is held against them."""

from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.base.errors import NotFoundError
from inspector_app.domain.page_check import CheckedPage
from inspector_app.domain.page_verdict import PageVerdict
from inspector_app.services.context import Context
from inspector_app.services.issued_standing import standing_of
from inspector_app.storage.actors import actor_name
from inspector_app.storage.documents import IssuedDocument, PageContent

if TYPE_CHECKING:
    from inspector_app.reports.pages import PdfPages

# A file may be put together from pages of many papers; only so many are held open.
_MOST_OPEN: Final = 8


class CheckedPapers:
    """Reads each issued paper once, however many of its pages a file has.

    Decrypted, opened and unpacked anew for each of its pages, a paper of hundreds took minutes.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._pages: dict[str, tuple[PageContent, ...]] = {}
        self._told: dict[str, CheckedPage] = {}
        self._open: dict[str, PdfPages] = {}

    def get(self, uid: str) -> IssuedDocument | None:
        """Return an issued paper, ``None`` where there is none."""
        return self._context.stores.documents.get(uid)

    def pages(self, uid: str) -> tuple[PageContent, ...]:
        """Return what the pages of a paper said."""
        if uid not in self._pages:
            self._pages[uid] = self._context.stores.documents.pages(uid)
        return self._pages[uid]

    def told(self, document: IssuedDocument) -> CheckedPage:
        """Return what is said of a paper as a whole."""
        if document.uid not in self._told:
            self._told[document.uid] = self._of(document)
        return self._told[document.uid]

    def _of(self, document: IssuedDocument) -> CheckedPage:
        at = local_datetime_text(parse_instant(document.made_at))
        stands = standing_of(self._context, document)
        verdict = PageVerdict.OLDER if stands.older else PageVerdict.GENUINE
        return CheckedPage(
            verdict=PageVerdict.VOIDED if stands.voided else verdict,
            title=document.title,
            uid=document.uid,
            revision=document.revision,
            newest=stands.newest,
            newer=stands.told,
            issued=f"{at}　{actor_name(document.actor)}".strip("　"),
            says=tuple(line for page in self.pages(document.uid) for line in page.said),
        )

    def lines(self, uid: str, page: int) -> tuple[str, ...]:
        """Return the lines of a page of the kept file, counted from 1.

        Raises:
            NotFoundError: there is no such paper.
        """
        if uid not in self._open:
            if len(self._open) >= _MOST_OPEN:
                self._open.pop(next(iter(self._open))).close()
            self._open[uid] = self._opened(uid)
        return self._open[uid].lines(page - 1)

    def _opened(self, uid: str) -> "PdfPages":
        from inspector_app.reports.pages import PdfPages

        document = self.get(uid)
        if document is None:
            raise NotFoundError("找不到这份已出具的文件。")
        return PdfPages(self._context.vault.get(document.sha256))

    def __enter__(self) -> Self:
        """Return what papers are asked of."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the files."""
        for pages in self._open.values():
            pages.close()
