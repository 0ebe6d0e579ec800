"""Checks a printed page: from a photo, a scan, a PDF file, a scanner's keystrokes or a typed code.

Nothing leaves the computer. A signature tells who issued a page; the archive tells what it said, so
that a person, or for a PDF file the program, sees whether the paper still says it.
"""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.base.errors import InputError, NotFoundError, disk_reason
from inspector_app.domain.page_check import CheckedPage
from inspector_app.domain.page_code import (
    WHOLE,
    NoPageCodeError,
    PageCode,
    content_digest,
    is_code,
    read_code,
    short_code,
)
from inspector_app.domain.page_difference import differences
from inspector_app.domain.page_verdict import PageVerdict
from inspector_app.services.code_keys import Unsigned, signer_of, unknown_signer
from inspector_app.services.context import Context
from inspector_app.services.issued_standing import standing_of
from inspector_app.storage.actors import actor_name
from inspector_app.storage.documents import IssuedDocument, PageContent

if TYPE_CHECKING:
    from inspector_app.reports.read_codes import FoundPage

_MOST_BYTES: Final = 64 * 1024 * 1024
_OFFICE_FILES: Final = frozenset({".docx", ".doc", ".xlsx", ".xls", ".wps", ".et"})


class DocumentCheck:
    """Reads only; nothing is written by checking."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def check(self, said: str) -> tuple[CheckedPage, ...]:
        """Check the file of that path, a pasted or scanned code, or a typed 校验码.

        Raises:
            InputError: it is none of them.
            NotFoundError: no document here bears the typed 校验码.
        """
        if is_code(said) or short_code(said):
            return self.pasted(said)
        return self.file(Path(said))

    def pasted(self, said: str) -> tuple[CheckedPage, ...]:
        """Check what a scanner typed, or a person pasted or typed.

        Raises:
            NotFoundError: no document here bears the typed 校验码.
        """
        return (self.text(said),) if is_code(said) else self.typed(said)

    def typed(self, said: str) -> tuple[CheckedPage, ...]:
        """Look a 校验码 up in the archive.

        Raises:
            NotFoundError: no document here bears it.
        """
        code = short_code(said)
        found = self._context.stores.documents.with_code(code)
        if not found:
            raise NotFoundError(
                f"档案里没有校验码 {code or said} 的文书。请核对八个字符（数字 0–9、字母 A–F）；"
                "由别的电脑出具的，请扫页角的二维码。"
            )
        return tuple(self._of_document(document) for document in found)

    def text(self, said: str) -> CheckedPage:
        """Check the text of one QR code that a scanner or a person typed."""
        try:
            read = read_code(said)
        except NoPageCodeError:
            return CheckedPage(verdict=PageVerdict.DAMAGED)
        signer = signer_of(self._context, read)
        if isinstance(signer, Unsigned):
            # What an unsigned code claims is nobody's word and is not repeated as if it were.
            refused = PageVerdict.DAMAGED if signer.known_key else PageVerdict.NOT_OURS
            return CheckedPage(
                verdict=refused, figures=read.code.figures,
                signer="" if signer.known_key else unknown_signer(self._context, read.code),
            )  # fmt: skip
        if not signer.own:
            return CheckedPage(
                verdict=PageVerdict.OTHERS, revision=read.code.revision, page=read.code.page,
                figures=read.code.figures, signer=f"出具的是{signer.holder}的电脑。",
            )  # fmt: skip
        return self._of_code(read.code)

    def file(self, path: Path) -> tuple[CheckedPage, ...]:
        """Check each page of a PDF file, or a picture.

        Raises:
            InputError: the file cannot be read, or is neither.
        """
        from inspector_app.reports.read_codes import found_pages

        data = _content(path)
        if path.suffix.lower() in _OFFICE_FILES:
            return (self._office_file(path, data),)
        pages = found_pages(data)
        checked = tuple(
            each
            for place, page in enumerate(pages, start=1)
            for each in self._page(place if len(pages) > 1 else 0, page)
        )
        # A page of a file may bear no code (an attachment); the file is told of where none does.
        coded = tuple(each for each in checked if each.verdict is not PageVerdict.NO_CODE)
        return coded or (self._original(data) or _without_code(pages),)

    def _office_file(self, path: Path, data: bytes) -> CheckedPage:
        found = self._original(data)
        if found is None:
            raise InputError(
                f"“{path.name}”是 Word 或 Excel 文件，谁都能改，没有核验；请核验出具的 PDF、"
                "纸面的照片或扫描件，或输入页脚的校验码。"
            )
        return found

    def _original(self, data: bytes) -> CheckedPage | None:
        """Return the issued paper that a file is to the byte, ``None`` where it is none."""
        store = self._context.stores.documents
        document = store.get(store.uid_of(sha256(data).hexdigest()))
        if document is None or not document.family:
            return None
        return replace(self._of_document(document), original=True)

    def _page(self, place: int, page: "FoundPage") -> tuple[CheckedPage, ...]:
        ours = [text for text in page.codes if is_code(text)]
        if not ours:
            return (CheckedPage(verdict=PageVerdict.NO_CODE, place=place),)
        return tuple(self._held_against(page.lines, self._seen(text), place) for text in ours)

    def _seen(self, text: str) -> CheckedPage:
        """Check a code that was read off a page: such a one has no slips of a keyboard."""
        checked = self.text(text)
        forged = checked.verdict is PageVerdict.DAMAGED and bool(checked.figures)
        return replace(checked, verdict=PageVerdict.FORGED) if forged else checked

    def _held_against(
        self, lines: tuple[str, ...], checked: CheckedPage, place: int
    ) -> CheckedPage:
        """Return a verdict with what the file's own text says otherwise than the issued page."""
        if not (lines and checked.page and checked.says):
            return replace(checked, place=place)
        found = differences(self._lines_of(checked), lines)
        verdict = PageVerdict.CHANGED if found else checked.verdict
        return replace(checked, place=place, verdict=verdict, differences=found, compared=True)

    def _lines_of(self, checked: CheckedPage) -> tuple[str, ...]:
        from inspector_app.reports.pages import PdfPages

        document = self._context.stores.documents.get(checked.uid)
        if document is None:
            raise NotFoundError("找不到这份已出具的文件。")
        with PdfPages(self._context.vault.get(document.sha256)) as pages:
            return pages.lines(checked.page - 1)

    def _of_code(self, code: PageCode) -> CheckedPage:
        document = self._context.stores.documents.get(_dashed(code.uid))
        pages = () if document is None else self._context.stores.documents.pages(document.uid)
        page = _page_of(code, pages)
        if document is None or page is None:
            return CheckedPage(
                verdict=PageVerdict.NOT_KEPT, revision=code.revision, page=code.page,
                figures=code.figures,
            )  # fmt: skip
        told = self._of_document(document)
        return replace(told, page=code.page, figures=code.figures, says=page.said)

    def _of_document(self, document: IssuedDocument) -> CheckedPage:
        pages = self._context.stores.documents.pages(document.uid)
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
            says=tuple(line for page in pages for line in page.said),
        )


def _without_code(pages: "tuple[FoundPage, ...]") -> CheckedPage:
    """Return what is said once of a file none of whose pages bears a code."""
    return CheckedPage(verdict=PageVerdict.NO_CODE, typed=any(page.lines for page in pages))


def _page_of(code: PageCode, pages: tuple[PageContent, ...]) -> PageContent | None:
    """Return the kept page that a code stands for, ``None`` where none says what it says."""
    if code.page != WHOLE:
        return next((p for p in pages if (p.page, p.digest) == (code.page, code.digest)), None)
    said = tuple(line for page in pages for line in page.said)
    whole = content_digest(said)
    return PageContent(WHOLE, whole, said) if pages and whole == code.digest else None


def _dashed(uid: str) -> str:
    return "-".join((uid[:8], uid[8:12], uid[12:16], uid[16:20], uid[20:]))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"“{path}”不是校验码、不是二维码里的文字，作为文件也读不出（{disk_reason(error)}）；"
            "没有核验。请核对后再试。"
        ) from error
    if len(data) > _MOST_BYTES:
        raise InputError(f"“{path.name}”太大，不是一页的照片或 PDF；请换一个文件。")
    return data
