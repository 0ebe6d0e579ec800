"""A district's own forms as PDF, where LibreOffice is here to print them; what goes out is kept.

A draft, or a month that was not handed over, is written and not kept, as with any other paper.
"""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base.errors import InputError
from inspector_app.base.ids import derived_uid
from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.layout import LAYOUT_OF_LETTER, LayoutKind, Medium
from inspector_app.domain.month import Month
from inspector_app.domain.page_code import content_digest
from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.services.context import Context
from inspector_app.services.issued import IssuedDocuments, Paper
from inspector_app.services.issued_letters import letter_day, subjects_of
from inspector_app.services.issued_papers import letter_paper
from inspector_app.services.layout_columns import layout_named
from inspector_app.services.layout_fillings import FilledForm, FilledLayout, LayoutFillings
from inspector_app.services.letter_trees import LetterTrees
from inspector_app.services.months import recounted
from inspector_app.services.wishes import LetterPrint
from inspector_app.storage.actors import actor_name
from inspector_app.storage.documents import IssuedDocument, PageContent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspector_app.domain.visit import Visit

_SPACE = "0b8d5c2e-7f0e-5a53-9a64-6f1f5a1d7c22"
_DIGITS = 16
_KEPT = "这一份早已印出过，给的是留底的那一份，照原样"


class LayoutPrint(NamedTuple):
    """A form that was filled in and is to be printed.

    Attributes:
        source: the file.
        paper: under what its print is kept; ``None`` for a draft.
        kept: the print, where it went out before.
    """

    form: FilledForm
    source: bytes
    paper: Paper | None
    kept: bytes | None = None


def printed(ready: LayoutPrint) -> bytes:
    """Return the PDF; it asks nothing of the data and may take its time.

    Raises:
        InputError: there is no LibreOffice here.
        EnvironmentProblem: it did not print it in time.
    """
    from inspector_app.papers.conversion import pdf_of

    if ready.kept is not None:
        return ready.kept
    return pdf_of(ready.source, name=ready.form.layout.file_name)


class LayoutPdfs:
    """Prints layouts that are filled in, and keeps what goes out."""

    def __init__(self, context: Context, *, fillings: LayoutFillings, letters: LetterTrees) -> None:
        self._context = context
        self._fillings, self._letters = fillings, letters
        self._issued = IssuedDocuments(context)

    def month(
        self, name: str, month: Month, path: Path, *, now: bool = False, edition: int = 0
    ) -> FilledLayout:
        """Write a month in a district's table as PDF.

        Raises:
            NotFoundError, InputError: there is no such layout, or no LibreOffice here.
            EnvironmentProblem: it did not print it in time, or the file could not be written.
        """
        ready = self.month_print(name, month, now=now, edition=edition)
        return self.keep(ready, printed(ready), path)

    def month_print(
        self, name: str, month: Month, *, now: bool = False, edition: int = 0
    ) -> LayoutPrint:
        """Return a month in a district's table, to be printed (errors as above)."""
        layout = layout_named(self._context, name, LayoutKind.MONTH)
        if layout.medium is Medium.COLUMNS:
            raise InputError(f"表样“{layout.name}”是选定的列，由程序自己打印，不用转换。")
        form = self._fillings.month_form(layout, month, now=now, edition=edition, sources=False)
        return self._ready(form, self._month_paper(form, month, now=now, edition=edition))

    def visit(self, name: str, uid: str, path: Path, *, outgoing: bool = False) -> FilledLayout:
        """Write a record in a district's form as PDF (errors as above)."""
        layout = layout_named(self._context, name, LayoutKind.VISIT)
        form = self._fillings.visit_form(layout, uid, outgoing=outgoing)
        ready = self._ready(form, self._visit_paper(form, uid, outgoing=outgoing))
        return self.keep(ready, printed(ready), path)

    def letter(self, name: str, wish: LetterPrint, path: Path) -> FilledLayout:
        """Write a letter in a district's form as PDF; under a 文号 it is issued once and kept.

        Raises:
            RefusedError: another letter bears this 文号; and errors as above.
        """
        layout = layout_named(self._context, name, LAYOUT_OF_LETTER[wish.kind])
        form = self._fillings.letter_form(layout, wish)
        ready = self._ready(form, self._letter_paper(form, wish))
        return self.keep(ready, printed(ready), path)

    def _ready(self, form: FilledForm, paper: Paper | None) -> LayoutPrint:
        kept = None if paper is None else self._issued.kept(paper)
        return LayoutPrint(form, form.file.content(), paper, kept)

    def keep(self, ready: LayoutPrint, content: bytes, path: Path) -> FilledLayout:
        """Write a print to its place; what goes out is kept before that."""
        from inspector_app.base.written import check_place, write_document

        check_place(path)
        form, notes = ready.form, ready.form.notes
        if ready.kept is not None:
            notes = (*notes, f"{_KEPT}。")
        elif ready.paper is not None:
            self._keep(ready.paper, form, content)
        written = write_document(path, content)
        return FilledLayout(written, form.layout, form.cells, form.placed, notes)

    # -- under what they are kept ----------------------------------------------------------------

    def _month_paper(
        self, form: FilledForm, month: Month, *, now: bool, edition: int
    ) -> Paper | None:
        bundles, scope = self._context.stores.bundles, self._context.scope
        table = self._fillings.table(month, now=now, edition=edition)
        if bundles.locked(str(month), scope) is None or recounted(table):
            return None
        told = f" 第{edition}版" if edition else ""
        parts = (str(month), scope, told.strip(), form.layout.title)
        return self._numbered(
            form,
            Paper(
                kind="month-layout", family="month", record_uid="/".join(filter(None, parts)),
                title=f"入校督导月统计表 {month}{told}（表样 {form.layout.title}）",
                number=str(month), revision=edition, figures=f"{month} {actor_name(scope)}{told}",
            ),
        )  # fmt: skip

    def _visit_paper(self, form: FilledForm, uid: str, *, outgoing: bool) -> Paper | None:
        visit: Visit = self._context.stores.visits.get(uid)
        if visit.status not in COUNTED_STATUSES:
            return None
        copy = "（交学校）" if outgoing else ""
        return self._numbered(
            form,
            Paper(
                kind="visit-layout", family="visit", record_uid=uid, number=visit.number,
                title=f"入校督导记录表 {visit.number}{copy}（表样 {form.layout.title}）",
                revision=visit.revision, figures=visit.number,
            ),
        )  # fmt: skip

    def _letter_paper(self, form: FilledForm, wish: LetterPrint) -> Paper:
        if wish.reference:
            trees = self._letters.of(wish, on=letter_day(self._context, wish))
            return letter_paper(self._issued, wish, trees)
        name = LETTER_KIND_LABEL[wish.kind]
        return self._numbered(
            form,
            Paper(
                kind=f"unnumbered-{wish.kind.value}-layout", family="letter",
                record_uid=subjects_of(wish), title=f"{name}（表样 {form.layout.title}）",
            ),
        )  # fmt: skip

    def _numbered(self, form: FilledForm, paper: Paper) -> Paper:
        """Let what the form says tell prints apart: the same again is a reprint."""
        kind = f"{paper.kind}-{said_in(form)[:_DIGITS]}"
        number = self._issued.revision_of(kind, paper.family, paper.record_uid)
        return paper._replace(kind=kind, revision=paper.revision or number)

    def _keep(self, paper: Paper, form: FilledForm, content: bytes) -> None:
        stored = self._context.vault.put(content)
        code = said_in(form)[:8].upper()
        said = (self._context.identity.device, paper.kind, paper.record_uid, said_in(form))
        document = IssuedDocument(
            uid=derived_uid(_SPACE, "\x1f".join(said)), kind=paper.kind, family=paper.family,
            record_uid=paper.record_uid, title=paper.title, number=paper.number,
            revision=paper.revision, check_code=f"{code[:4]}-{code[4:]}", sha256=stored.sha256,
            size=stored.size, made_at=self._context.now_text(), actor=self._context.actor,
        )  # fmt: skip
        pages = list(_pages(content))
        with self._context.database.transaction():
            self._issued.note(document, pages, addressee=paper.addressee)


def said_in(form: FilledForm) -> str:
    """Return what stands for all that a filled form says, and for the form itself."""
    lines = (f"{where}\x1f{text}" for where, text in form.file.texts())
    return sha256("\x1e".join((form.layout.digest, *lines)).encode()).hexdigest()


def _pages(content: bytes) -> "Iterator[PageContent]":
    from inspector_app.reports.pages import PdfPages

    with PdfPages(content) as pages:
        for place in range(pages.count):
            said = pages.lines(place)
            yield PageContent(place + 1, content_digest(said), said)
