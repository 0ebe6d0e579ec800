"""文书档案: what was issued, and the very bytes of it again."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.clock import CHINA, parse_instant
from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.domain.page_check import with_revision
from inspector_app.domain.page_code import short_code
from inspector_app.services.context import Context
from inspector_app.services.issued import LETTER_CODES
from inspector_app.services.issued_papers import FAMILY_LABEL
from inspector_app.storage.actors import actor_name
from inspector_app.storage.documents import IssuedDocument

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile

MOST_LISTED: Final = 2000
_ID_LENGTH: Final = 8
_FEWEST: Final = 4
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|', "－"))


class ArchiveLine(NamedTuple):
    """One issued document, as a list shows it.

    Attributes:
        id: the beginning of its uid, enough to name it.
        day: on which it was issued, with the time, in China.
        by: who issued it.
        digest: the beginning of the SHA-256 of its bytes.
    """

    uid: str
    id: str
    family: str
    title: str
    number: str
    revision: int
    check_code: str
    digest: str
    size: int
    day: str
    by: str

    @property
    def file_name(self) -> str:
        """The name that a reprint has as a file, without an ending."""
        return with_revision(self.title, self.revision, " ").translate(_NOT_IN_NAMES)


class DocumentArchive:
    """Lists issued documents and gives them out again."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list(self, *, family: str = "", text: str = "") -> tuple[ArchiveLine, ...]:
        """Return issued documents, newest first; ``family`` is a code or (a part of) its name.

        Raises:
            InputError: there is no such family.
        """
        found = self._context.stores.documents.list(
            family=_family(family), text=text.strip(), most=MOST_LISTED
        )
        return tuple(_line(document) for document in found)

    def find(self, said: str, *, revision: int = 0) -> ArchiveLine:
        """Return the one document of an id, a number or a 校验码.

        Raises:
            NotFoundError: there is none.
            InputError: there are several; they are named with their ids.
        """
        store = self._context.stores.documents
        wanted = said.strip()
        code = short_code(wanted)
        found = store.with_code(code) if code else ()
        if not found and len(wanted) >= _FEWEST:
            found = store.numbered(wanted)
        lines = [_line(each) for each in found if revision in {0, each.revision}]
        if not lines:
            raise NotFoundError(f"文书档案里没有“{said}”；document list 列出全部。")
        if len(lines) > 1:
            named = "；".join(
                f"{each.id} {each.title} 第{each.revision}版 {each.day}"
                for each in lines[:_ID_LENGTH]
            )
            raise InputError(f"“{said}”有 {len(lines)} 份，请写前面的八位编号：{named}。")
        return lines[0]

    def line(self, uid: str) -> ArchiveLine:
        """Return one issued document (NotFoundError where there is none)."""
        return _line(self._get(uid))

    def content(self, uid: str) -> bytes:
        """Return the bytes of an issued document as they went out.

        Raises:
            NotFoundError: there is no such document, or its file is gone.
        """
        return self._context.vault.get(self._get(uid).sha256)

    def _get(self, uid: str) -> IssuedDocument:
        document = self._context.stores.documents.get(uid)
        if document is None:
            raise NotFoundError("找不到这份已出具的文件。")
        return document

    def says(self, uid: str) -> tuple[str, ...]:
        """Return what a document said when it was issued, line by line."""
        pages = self._context.stores.documents.pages(uid)
        return tuple(line for page in pages for line in page.said)

    def reprint(self, uid: str, path: Path) -> "WrittenFile":
        """Write the bytes of an issued document as a file."""
        from inspector_app.base.written import write_document

        return write_document(path, self.content(uid))

    def letter_codes(self) -> bool:
        """Say whether letters bear codes, too."""
        return bool(self._context.stores.settings.get(LETTER_CODES, default=False))

    def set_letter_codes(self, wanted: bool) -> Changes:  # noqa: FBT001 - the value of a switch
        """Print codes on letters from now on, or no longer; what was issued stays as it is."""
        with self._context.database.transaction():
            before = self.letter_codes()
            if before == wanted:
                return Changes()
            self._context.stores.settings.put(LETTER_CODES, wanted)
            self._context.note("settings", LETTER_CODES, {"set": [before, wanted]})
        return Changes(settings=True)


def _family(said: str) -> str:
    """Return the code of a family, empty for all (InputError where there is no one such family)."""
    if not said or said in FAMILY_LABEL:
        return said
    found = [code for code, label in FAMILY_LABEL.items() if said in label]
    exact = [code for code in found if FAMILY_LABEL[code] == said]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        several = "、".join(FAMILY_LABEL[code] for code in found)
        raise InputError(f"“{said}”有几种文书：{several}；请写全名。")
    raise InputError(f"没有“{said}”这一种文书；有：{'、'.join(FAMILY_LABEL.values())}。")


def _line(document: IssuedDocument) -> ArchiveLine:
    made = parse_instant(document.made_at).astimezone(CHINA)
    return ArchiveLine(
        uid=document.uid,
        id=document.uid[:_ID_LENGTH],
        family=FAMILY_LABEL[document.family],
        title=document.title,
        number=document.number,
        revision=document.revision,
        check_code=document.check_code,
        digest=document.sha256[:_ID_LENGTH],
        size=document.size,
        day=f"{made:%Y-%m-%d %H:%M}",
        by=actor_name(document.actor),
    )
