"""The one store of issued bytes: kept once, encrypted, with what each page says and its code.

What a print says decides its uid, so that the same print looked at first and issued later is the
same file to the byte, code and all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.ids import derived_uid
from inspector_app.domain.page_code import WHOLE, PageCode, content_digest, key_id
from inspector_app.services.context import Context
from inspector_app.services.device_keys import device_key
from inspector_app.services.number_keeping import note_use
from inspector_app.storage.documents import IssuedDocument, PageContent

if TYPE_CHECKING:
    from inspector_app.exchange.keys import DeviceKey
    from inspector_app.reports.letter import Printable
    from inspector_app.reports.page_codes import PageSaid

NUMBERED_LETTER: Final = "letter-"
"""With this begins the kind of every letter that went out under a 文号."""
LETTER_CODES: Final = "letter_codes"
"""The setting of an office that prints codes on its letters, too."""
_SPACE: Final = "7a0f5c1e-41f6-5d0b-8f58-3f0d4d3c6a10"
_SHORT: Final = 8


class Paper(NamedTuple):
    """What is issued, and under what it is kept.

    Attributes:
        kind: what tells the prints of one record apart; kept bytes are found by it and the record.
        family: what a reader takes for one kind of paper.
        figures: what the code carries in the clear, to be held against the paper.
        coded: whether its pages may bear a code at all.
        addressee: 主送 of a letter, for the register of its 文号.
    """

    kind: str
    family: str
    record_uid: str
    title: str
    number: str = ""
    revision: int = 0
    figures: str = ""
    coded: bool = True
    addressee: str = ""


class IssuedDocuments:
    """Keeps issued bytes and gives them out again; the caller renders."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def kept(self, paper: Paper) -> bytes | None:
        """Return the bytes that a paper was issued as, ``None`` where it was not yet."""
        found = self._context.stores.documents.find(paper.kind, paper.record_uid)
        return None if found is None else self._context.vault.get(found.sha256)

    def coder(self, paper: Paper, trees: Sequence["Printable"]) -> "DeviceCoder":
        """Return what gives the pages of a paper their codes, and notes what they say."""
        return DeviceCoder(
            key=device_key(self._context),
            paper=paper,
            uid=self._uid(paper, trees),
            letters=bool(self._context.stores.settings.get(LETTER_CODES, default=False)),
        )

    def keep(self, paper: Paper, trees: Sequence["Printable"], content: bytes,
             coder: "DeviceCoder") -> None:  # fmt: skip
        """Keep the bytes of a paper that goes out now."""
        stored = self._context.vault.put(content)
        with self._context.database.transaction():
            self.note(
                IssuedDocument(
                    uid=coder.uid, kind=paper.kind, family=paper.family,
                    record_uid=paper.record_uid, title=paper.title, number=paper.number,
                    revision=paper.revision, check_code=check_code_of(trees),
                    sha256=stored.sha256, size=stored.size, made_at=self._context.now_text(),
                    actor=self._context.actor,
                ),
                coder.pages,
                addressee=paper.addressee,
            )  # fmt: skip

    def note(
        self, document: IssuedDocument, pages: Iterable[PageContent], *, addressee: str = ""
    ) -> None:
        """Note an issued document inside the running transaction, and that its 文号 is used."""
        self._context.stores.documents.add(document, pages)
        if document.kind.startswith(NUMBERED_LETTER):
            note_use(self._context, document, addressee=addressee)
        op = {"note": document.title, "record": document.record_uid}
        self._context.note("document", document.uid, op)

    def revision_of(self, kind: str, family: str, record_uid: str) -> int:
        """Return which print this is, or would be, of what has no revisions of its own."""
        store = self._context.stores.documents
        found, newest = store.find(kind, record_uid), store.newest(family, record_uid)
        if found is not None:
            return found.revision
        return 1 if newest is None else newest.revision + 1

    def whole_codes(self, paper: Paper, trees: Sequence["Printable"]) -> tuple[str, ...]:
        """Return the code of each tree in a Word file of an issued paper, empty for none.

        A Word file breaks its own pages: its code stands for all of the issued print.
        """
        store = self._context.stores.documents
        found = store.find(paper.kind, paper.record_uid)
        pages = () if found is None else store.pages(found.uid)
        if found is None or not pages:
            return ()
        coder = self.coder(paper._replace(revision=found.revision), trees)
        said = [line for page in pages for line in page.said]
        code = coder.signed(found.uid, WHOLE, content_digest(said))
        return tuple(code if coder.bears(tree) else "" for tree in trees)

    def _uid(self, paper: Paper, trees: Sequence["Printable"]) -> str:
        said = (self._context.identity.device, paper.kind, paper.record_uid, content_of(trees))
        return derived_uid(_SPACE, "\x1f".join(said))


class DeviceCoder:
    """Signs pages with the key of this device.

    Attributes:
        uid: of the document.
        pages: what each finished page says.
    """

    def __init__(self, *, key: "DeviceKey", paper: Paper, uid: str, letters: bool) -> None:
        self._key, self._paper, self._letters = key, paper, letters
        self.uid = uid
        self.pages: list[PageContent] = []

    def code(self, page: "PageSaid") -> str:
        """Take note of a finished page; return the text of its code, or nothing for none."""
        digest = content_digest(page.said)
        self.pages.append(PageContent(page.page, digest, page.said))
        if not self.bears(page.printable):
            return ""
        return self.signed(self.uid, page.page, digest)

    def signed(self, uid: str, page: int, digest: bytes) -> str:
        """Return the text of the code of a page, or of all pages."""
        code = PageCode(
            uid=uid.replace("-", ""),
            revision=self._paper.revision,
            page=page,
            digest=digest,
            key_id=key_id(self._key.public.raw),
            figures=self._paper.figures,
        )
        return code.text(self._key.sign(code.message()))

    def bears(self, printable: "Printable") -> bool:
        """Say whether pages bear a code: tables and 存根 do, letters where the office wants it."""
        from inspector_app.reports.letter import Letter
        from inspector_app.reports.rectification_notice_report import COPIES

        if not self._paper.coded:
            return False
        return self._letters or not isinstance(printable, Letter) or printable.mark == COPIES[0]


class SheafCoder:
    """Gives the pages of several papers in one file the codes of each paper by itself.

    Args:
        coders: of each paper, in their order; ``None`` of one that is not issued.
    """

    def __init__(self, coders: Sequence[DeviceCoder | None]) -> None:
        self._coders = iter(coders)
        self._printable: Printable | None = None
        self._coder: DeviceCoder | None = None
        self._before = 0

    def code(self, page: "PageSaid") -> str:
        """Return the text of the code that the page has in its own paper, or nothing for none."""
        if page.printable is not self._printable:
            self._printable, self._coder = page.printable, next(self._coders)
            self._before = page.page - 1
        if self._coder is None:
            return ""
        return self._coder.code(replace(page, page=page.page - self._before))


def content_of(trees: Iterable["Printable"]) -> str:
    """Return what stands for all that trees say; the check code of a table knows its pictures."""
    from inspector_app.reports.document import Document

    codes = [tree.check_code for tree in trees if isinstance(tree, Document)]
    said = "\x00".join([*codes, *(text for tree in trees for text in tree.texts())])
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def check_code_of(trees: Sequence["Printable"]) -> str:
    """Return the 校验码 under which a print is looked up: the one on its pages if that is one."""
    from inspector_app.reports.document import Document

    if len(trees) == 1 and isinstance(trees[0], Document):
        return trees[0].check_code
    code = content_of(trees)[:_SHORT].upper()
    return f"{code[:4]}-{code[4:]}"
