"""Letters that went out under a 文号: their bytes are kept, and a number means one letter."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base.clock import CHINA, parse_instant
from inspector_app.base.errors import RefusedError
from inspector_app.domain.labels.letters import LETTER_KIND_LABEL
from inspector_app.domain.letter_kind import LetterKind
from inspector_app.services.context import Context
from inspector_app.services.issued import NUMBERED_LETTER, content_of
from inspector_app.services.number_keeping import check_free, check_not_void
from inspector_app.services.wishes import LetterPrint

if TYPE_CHECKING:
    from inspector_app.reports.letter import Printable


_NOT_PRINTED: Final = "没有打印"


class KeptLetter(NamedTuple):
    """A print that is kept."""

    sha256: str
    content: str
    made_at: str


def kept_letter(context: Context, wish: LetterPrint) -> KeptLetter | None:
    """Return the print of a wish's 文号, ``None`` where it has none or none was made yet.

    Raises:
        RefusedError: a letter about something else bears this 文号, or it may bear none.
    """
    if not wish.reference:
        return None
    # A 文号 is of one letter, whatever its kind.
    titles = [_title(kind, wish.reference) for kind in LetterKind]
    found = context.stores.documents.letter_titled(titles)
    if found is None:
        check_free(context, wish.reference, kept=_NOT_PRINTED)
        return None
    title = found.title
    if (title, found.record_uid) != (_title(wish.kind, wish.reference), subjects_of(wish)):
        raise RefusedError(
            f"文号“{wish.reference}”已经印出过：{title}，那一份的种类、问题、记录或天数不同；"
            "没有打印。请核对文号；要重印，请写和那一份相同的内容。"
        )
    check_not_void(context, wish.reference)
    content = found.kind.rpartition("-")[2]
    return KeptLetter(sha256=found.sha256, content=content, made_at=found.made_at)


def letter_day(context: Context, wish: LetterPrint) -> date:
    """Return 成文日期: the day in China on which the 文号 was first printed, else today."""
    kept = kept_letter(context, wish)
    return context.today() if kept is None else parse_instant(kept.made_at).astimezone(CHINA).date()


def letter_note(wish: LetterPrint, trees: Iterable["Printable"]) -> tuple[str, str, str]:
    """Return under which kind, subjects and title a letter with a 文号 is kept."""
    kind = f"{NUMBERED_LETTER}{wish.kind.value}-{content_of(trees)}"
    return kind, subjects_of(wish), _title(wish.kind, wish.reference)


def check_unchanged(context: Context, wish: LetterPrint, trees: Iterable["Printable"]) -> None:
    """Refuse a letter that no longer says what was printed under its 文号 (RefusedError)."""
    kept = kept_letter(context, wish)
    if kept is not None and kept.content != content_of(trees):
        raise RefusedError(
            f"文号“{wish.reference}”印出以后内容改过，没有生成 Word 文件：它会与印出的不一样。"
            "印出的一份可以照原样重印；要出新的，请用新的文号。"
        )


def _title(kind: LetterKind, reference: str) -> str:
    return f"{LETTER_KIND_LABEL[kind]} {reference}"


def subjects_of(wish: LetterPrint) -> str:
    """Return what stands for the subjects and the days of a letter, whatever their order."""
    said = "\n".join((*sorted(wish.subjects), str(wish.days)))
    return sha256(said.encode()).hexdigest()
