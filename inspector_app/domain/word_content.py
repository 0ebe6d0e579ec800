"""What a Word file says, without how it looks: paragraphs, tables and pictures in their order."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPicture:
    """A picture that stands in a Word file; ``name`` is that of its part."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordParagraph:
    """One paragraph.

    Attributes:
        text: what is read of it: insertions stand in it, deletions do not.
        level: its level as a heading from 1, 0 where it is none.
        pictures: those that hang on it.
    """

    text: str = ""
    level: int = 0
    pictures: tuple[WordPicture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCell:
    """One cell; what a table within it says stands in its paragraphs.

    Attributes:
        column: the first column of the grid that it stands in, from 0.
        span: over how many columns it goes.
        continues: it goes on with the cell above and says nothing of its own.
    """

    column: int = 0
    span: int = 1
    continues: bool = False
    paragraphs: tuple[WordParagraph, ...] = ()

    @property
    def text(self) -> str:
        """Its lines, without empty ones at the end."""
        return "\n".join(p.text for p in self.paragraphs).strip()

    @property
    def pictures(self) -> tuple[WordPicture, ...]:
        """Its pictures, in their order."""
        return tuple(picture for p in self.paragraphs for picture in p.pictures)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTable:
    """One table, row by row."""

    rows: tuple[tuple[WordCell, ...], ...] = ()


WordBlock = WordParagraph | WordTable


@dataclass(frozen=True, slots=True, kw_only=True)
class WordContent:
    """All that a Word file says."""

    blocks: tuple[WordBlock, ...] = ()

    @property
    def tables(self) -> tuple[WordTable, ...]:
        """Its tables, in their order."""
        return tuple(block for block in self.blocks if isinstance(block, WordTable))

    def paragraphs(self) -> Iterator[WordParagraph]:
        """Yield the paragraphs that stand in no table."""
        for block in self.blocks:
            if isinstance(block, WordParagraph):
                yield block
