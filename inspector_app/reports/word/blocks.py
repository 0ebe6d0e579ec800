"""Blocks of the content tree in a Word file.

``add`` knows how each kind of block is written. The blocks of running text are here; tables, record
grids and photos register themselves from their own modules.
"""

from collections.abc import Iterator
from functools import singledispatch
from typing import NamedTuple

from inspector_app.reports.document import Heading, LongText, Note, NumberedList, PageBreak
from inspector_app.reports.word import styles, xml
from inspector_app.reports.word.styles import Texts
from inspector_app.reports.word.writer import Writer


@singledispatch
def add(block: object, writer: Writer) -> None:  # noqa: ARG001 - others use it
    """Add one block at the end of ``writer`` (TypeError for a kind that nobody registered)."""
    msg = f"no place in Word for {type(block).__name__}"
    raise TypeError(msg)


@add.register
def _(block: Heading, writer: Writer) -> None:
    writer.text(block.text, styles.HEADING)


@add.register
def _(block: Note, writer: Writer) -> None:
    writer.text(block.text, styles.SMALL)


@add.register
def _(block: LongText, writer: Writer) -> None:
    _put(running(block.text, styles.RECORD_TEXTS), writer)


@add.register
def _(block: NumberedList, writer: Writer) -> None:
    _put(items(block, styles.RECORD_TEXTS), writer)


@add.register
def _(block: PageBreak, writer: Writer) -> None:  # noqa: ARG001 - its kind says all
    writer.new_page()


class Said(NamedTuple):
    """One paragraph: its style and its content."""

    style_id: str
    runs: tuple[xml.Element, ...]


def lines(text: str, style_id: str) -> Iterator[Said]:
    """Yield a paragraph for each line of ``text``."""
    for line in xml.clean(text).split("\n"):
        yield Said(style_id, (xml.run(line),))


def running(text: str, texts: Texts) -> Iterator[Said]:
    """Yield the paragraphs of running text, indented as the PDF does."""
    for line in xml.clean(text).split("\n"):
        # Whoever typed blanks at the front has indented already.
        style_id = texts.body if line[:1].isspace() else texts.running
        yield Said(style_id, (xml.run(line),))


def items(block: NumberedList, texts: Texts) -> Iterator[Said]:
    """Yield numbered items: the number is text, further lines stand below the first."""
    for number, item in enumerate(block.items, start=1):
        first, *more = xml.clean(item).split("\n")
        yield Said(texts.item, (xml.run(f"{number}．"), xml.tab(), xml.run(first)))
        for line in more:
            yield Said(texts.item_more, (xml.run(line),))


def _put(said: Iterator[Said], writer: Writer) -> None:
    for paragraph in said:
        writer.paragraph(paragraph.style_id, *paragraph.runs)
