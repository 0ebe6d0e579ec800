"""送学校打印: the feedback or the notice as a file for the school's printer, and nothing else.

What goes out is the issued print. A record, its talks and lessons never leave this way.
"""

from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.base.errors import RefusedError
from inspector_app.base.files import as_file_name, read_file
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.services.context import Context
from inspector_app.services.wishes import LetterPrint, Wish
from inspector_app.storage.actors import actor_name
from inspector_app.storage.documents import SchoolCopy

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.services.documents import DocumentService

FOR_SCHOOLS: Final = frozenset({LetterKind.FEEDBACK_LETTER, LetterKind.RECTIFICATION_NOTICE})
"""The papers that a school may be given as a file to print."""
_MOST_LISTED: Final = 500
_LONGEST_NAME: Final = 60
_PICTURE: Final = "图 "


def may_go(wish: Wish) -> bool:
    """Say whether a paper may be given to a school as a file."""
    return isinstance(wish, LetterPrint) and wish.kind in FOR_SCHOOLS


class SchoolCopies:
    """Hands papers to schools as files and notes each."""

    def __init__(self, context: Context, *, documents: "DocumentService") -> None:
        self._context = context
        self._documents = documents

    def to_folder(self, wish: Wish, folder: Path, *, title: str) -> "WrittenFile":
        """Write a paper into a folder, as of a stick; note it. What lies there already stays.

        Raises:
            RefusedError: it is no feedback and no notice, or the folder is not there.
            EnvironmentProblem: it could not be written; nothing was noted.
        """
        from inspector_app.base.written import WrittenFile, write_document

        letter = _allowed(wish)
        if not folder.is_dir():
            raise RefusedError(f"没有“{folder}”这个文件夹，没有写出；请插好优盘，再选它的位置。")
        content = self._documents.letter_pdf(letter)
        target = _free_name(folder, as_file_name(title)[:_LONGEST_NAME], content)
        with self._context.database.transaction():
            # Where it is there already, it is this very paper.
            there = target.exists()
            written = WrittenFile(target) if there else write_document(target, content)
            self.note(content, title=title, way="file", place=str(written.path))
        return written

    def to_clipboard(self, wish: Wish, *, title: str) -> str:
        """Return what a paper says, to be pasted for the school; note it.

        Raises:
            RefusedError: it is no feedback and no notice, or what it says was not kept.
        """
        from inspector_app.reports.rectification_notice_report import COPIES

        letter = _allowed(wish)
        content = self._documents.letter_pdf(letter)
        uid = self._context.stores.documents.uid_of(sha256(content).hexdigest())
        pages = [page.said for page in self._context.stores.documents.pages(uid)]
        if not pages:
            raise RefusedError("这一份是升级以前出具的，没有存文字，没有复制；请写到优盘。")
        # Of a notice the school is told what stands on its own copy.
        own = [said for said in pages if COPIES[1] in said] or pages
        self.note(content, title=title, way="clipboard", place="")
        return "\n".join(line for said in own for line in said if not line.startswith(_PICTURE))

    def note(self, content: bytes, *, title: str, way: str, place: str) -> None:
        """Note what was handed over, how and where to."""
        digest = sha256(content).hexdigest()
        with self._context.database.transaction():
            self._context.stores.documents.add_school_copy(
                SchoolCopy(
                    document_uid=self._context.stores.documents.uid_of(digest), title=title,
                    sha256=digest, way=way, place=place, at=self._context.now_text(),
                    actor=self._context.actor,
                )
            )  # fmt: skip
            self._context.note("school_copy", digest[:12], {"note": f"送学校打印 {title} {place}"})

    def log(self) -> tuple[SchoolCopy, ...]:
        """Return what was handed to schools, newest first, with the time in China."""
        found = self._context.stores.documents.school_copies(most=_MOST_LISTED)
        return tuple(
            copy._replace(
                at=local_datetime_text(parse_instant(copy.at)), actor=actor_name(copy.actor)
            )
            for copy in found
        )


def _free_name(folder: Path, name: str, content: bytes) -> Path:
    """Return a file that is not there, or is this very paper: another school's is not replaced."""
    names = (f"{name}{f'（{n}）' if n > 1 else ''}.pdf" for n in count(1))
    return next(
        path for path in map(folder.joinpath, names) if not path.exists() or _holds(path, content)
    )


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and read_file(path) == content
    except OSError:
        # Held open by another program: it is left alone.
        return False


def _allowed(wish: Wish) -> LetterPrint:
    if isinstance(wish, LetterPrint) and wish.kind in FOR_SCHOOLS:
        return wish
    raise RefusedError(
        "只有现场反馈意见书和整改通知书可以送学校打印；记录、访谈和听课不出这台电脑。没有写出。"
    )
