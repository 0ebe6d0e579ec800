"""Checks a printed page: from a photo, a scan, a PDF file, a scanner's keystrokes or a typed code.

Nothing leaves the computer. A signature tells who issued a page; the archive tells what it said, so
that a person, or for a PDF file the program, sees whether the paper still says it.
"""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import InputError, NotFoundError, disk_reason
from inspector_app.base.files import open_file
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
from inspector_app.services.checked_papers import CheckedPapers
from inspector_app.services.code_keys import Unsigned, signer_of, unknown_signer
from inspector_app.services.context import Context
from inspector_app.storage.documents import PageContent

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
        with CheckedPapers(self._context) as papers:
            return tuple(papers.told(document) for document in found)

    def text(self, said: str) -> CheckedPage:
        """Check the text of one QR code that a scanner or a person typed."""
        with CheckedPapers(self._context) as papers:
            return self._text(said, papers)

    def _text(self, said: str, papers: CheckedPapers) -> CheckedPage:
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
        return _of_code(read.code, papers)

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
        with CheckedPapers(self._context) as papers:
            checked = tuple(
                each
                for place, page in enumerate(pages, start=1)
                for each in self._page(place if len(pages) > 1 else 0, page, papers)
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
        with CheckedPapers(self._context) as papers:
            return replace(papers.told(document), original=True)

    def _page(
        self, place: int, page: "FoundPage", papers: CheckedPapers
    ) -> tuple[CheckedPage, ...]:
        ours = [text for text in page.codes if is_code(text)]
        if not ours:
            return (CheckedPage(verdict=PageVerdict.NO_CODE, place=place),)
        return tuple(
            _held_against(page.lines, self._seen(text, papers), place, papers) for text in ours
        )

    def _seen(self, text: str, papers: CheckedPapers) -> CheckedPage:
        """Check a code that was read off a page: such a one has no slips of a keyboard."""
        checked = self._text(text, papers)
        forged = checked.verdict is PageVerdict.DAMAGED and bool(checked.figures)
        return replace(checked, verdict=PageVerdict.FORGED) if forged else checked


def _of_code(code: PageCode, papers: CheckedPapers) -> CheckedPage:
    document = papers.get(_dashed(code.uid))
    page = None if document is None else _page_of(code, papers.pages(document.uid))
    if document is None or page is None:
        return CheckedPage(
            verdict=PageVerdict.NOT_KEPT, revision=code.revision, page=code.page,
            figures=code.figures,
        )  # fmt: skip
    told = papers.told(document)
    return replace(told, page=code.page, figures=code.figures, says=page.said)


def _held_against(
    lines: tuple[str, ...], checked: CheckedPage, place: int, papers: CheckedPapers
) -> CheckedPage:
    """Return a verdict with what the file's own text says otherwise than the issued page."""
    if not (lines and checked.page and checked.says):
        return replace(checked, place=place)
    found = differences(papers.lines(checked.uid, checked.page), lines)
    verdict = PageVerdict.CHANGED if found else checked.verdict
    return replace(checked, place=place, verdict=verdict, differences=found, compared=True)


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
        with open_file(path) as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"“{path}”不是校验码、不是二维码里的文字，作为文件也读不出（{disk_reason(error)}）；"
            "没有核验。请核对后再试。"
        ) from error
    if len(data) > _MOST_BYTES:
        raise InputError(f"“{path.name}”太大，不是一页的照片或 PDF；请换一个文件。")
    return data
