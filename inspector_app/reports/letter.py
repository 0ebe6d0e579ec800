"""The content tree of a letter (GB/T 9704-2012, 党政机关公文格式): notices, reports.

A letter has no table around it and no foot but its page number. What is not given is not printed:
neither a red head nor a number of the document is made up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from inspector_app.domain.numerals import in_characters
from inspector_app.reports.document import Block, Document, texts_of

LEVELS: Final = 4
"""GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, numbered where it is printed: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋.

    Attributes:
        text: the heading without its number.
        level: 1 to 4; a number starts again below each heading of a higher level.
        running: text that goes on in the same paragraph, or nothing.
    """

    text: str
    level: int = 1
    running: str = ""

    def __post_init__(self) -> None:
        """Refuse a level that the standard does not have (ValueError)."""
        if not 1 <= self.level <= LEVELS:
            msg = f"a heading has a level from 1 to {LEVELS}, not {self.level}"
            raise ValueError(msg)


LetterBlock = Section | Block
"""``LongText`` is the running text of a letter, each line feed a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What goes with a letter: named below its text, and printed after it where it has a body."""

    title: str
    body: tuple[LetterBlock, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything that one letter says.

    Attributes:
        title: 标题; a line feed fixes where a line ends, else the lines are balanced.
        body: 正文, from top to bottom.
        addressee: 主送机关; the colon is printed after it.
        authority: 发文机关标志 above all, or nothing.
        red_head: whether 发文机关标志 is red with a red rule below (版头).
        reference: 发文字号 (示教督〔2022〕3号), or nothing.
        attachments: 附件, in order.
        signed_by: 发文机关署名, one line for each.
        dated: 成文日期 in words (2022年10月12日), or nothing.
        remark: 附注 below the date; the brackets are printed around it.
        record_no: number of the record that the letter belongs to, for the file's properties.
        mark: 草稿 … printed at the head of every page; empty on a final copy.
    """

    title: str
    body: tuple[LetterBlock, ...]
    addressee: str = ""
    authority: str = ""
    red_head: bool = False
    reference: str = ""
    attachments: tuple[Attachment, ...] = ()
    signed_by: tuple[str, ...] = ()
    dated: str = ""
    remark: str = ""
    record_no: str = ""
    mark: str = ""

    def texts(self) -> Iterator[str]:
        """Yield every piece of text that the letter prints."""
        return texts_of(self)


Printable = Document | Letter
"""What becomes pages of one file."""


def numbered(blocks: Iterable[LetterBlock]) -> Iterator[tuple[str, LetterBlock]]:
    """Yield each block with the number that its heading has; other blocks have none."""
    counts = [0] * LEVELS
    for block in blocks:
        if not isinstance(block, Section):
            yield "", block
            continue
        place = block.level - 1
        counts[place] += 1
        counts[place + 1 :] = [0] * (LEVELS - block.level)
        yield _label(block.level, counts[place]), block


def attachment_name(letter: Letter, number: int) -> str:
    """Return what an attachment, counted from 1, is called at its head: 附件, or 附件2."""
    return f"附件{number}" if len(letter.attachments) > 1 else "附件"


def _label(level: int, count: int) -> str:
    written = in_characters(count)
    return (f"{written}、", f"（{written}）", f"{count}.", f"（{count}）")[level - 1]
