"""Last year's Word file, read as the skeleton of a summary."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.base.errors import InputError
from inspector_app.domain.letter_headings import heading_in, with_number
from inspector_app.domain.skeleton import OldText, taken_apart, to_fill
from inspector_app.domain.word_content import WordParagraph, WordTable

if TYPE_CHECKING:
    from inspector_app.domain.word_content import WordContent

_CELLS_NAMED = 4


def read_skeleton(path: Path) -> OldText:
    """Return title, text and signature of a Word file.

    Raises:
        InputError: it is no Word file, or has no text.
        NotFoundError, EnvironmentProblem: it cannot be opened.
    """
    from inspector_app.papers.reading import read_word_file

    lines = [line for line in _lines(read_word_file(path)) if line]
    if not lines:
        raise InputError(f"“{path.name}”里没有文字，没有起草；请换一个写着去年总结的 Word 文件。")
    return taken_apart(lines)


def _lines(content: "WordContent") -> Iterator[str]:
    """Yield the lines of a file; what is no text asks to be completed where it stood."""
    levels = sorted({p.level for p in content.paragraphs() if p.level and p.text})
    # A title that is styled as the one heading of its level is none of the text.
    first = next((p for p in content.paragraphs() if p.text), None)
    if first is not None and first.level and len(levels) > 1 and first.level == levels[0]:
        levels.remove(first.level)
    counts = [0] * (len(levels) + 1)
    for block in content.blocks:
        if isinstance(block, WordTable):
            yield _table(block)
            continue
        place = levels.index(block.level) if block.level in levels else -1
        if place >= 0 and block is not first and heading_in(block.text) is None:
            counts[place] += 1
            counts[place + 1 :] = [0] * (len(counts) - place - 1)
            yield with_number(block.text, level=place + 1, number=counts[place])
        else:
            yield from _running(block)


def _running(block: WordParagraph) -> Iterator[str]:
    yield from (line.strip() for line in block.text.splitlines())
    if block.pictures:
        yield to_fill("图片")


def _table(table: WordTable) -> str:
    """Return what stands in place of a table: its numbers are those of last year."""
    heads = [cell.text.replace("\n", "") for cell in table.rows[0]] if table.rows else []
    named = "、".join(filter(None, heads[:_CELLS_NAMED]))
    return to_fill(f"表格：{named}，共{len(table.rows)}行")
