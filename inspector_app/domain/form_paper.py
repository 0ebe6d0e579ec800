"""A form as it stands on paper, without what only a screen needs."""

from typing import NamedTuple


class PaperField(NamedTuple):
    """A question: its words, what is written there, or its choices with those that are ticked."""

    label: str
    text: str = ""
    choices: tuple[tuple[str, bool], ...] = ()


PaperLine = tuple[PaperField, ...]
"""Questions that stand beside each other."""


class PaperTable(NamedTuple):
    """A ruled table.

    Attributes:
        heads: the words over its columns.
        widths: how wide each column is beside the others.
        texts: the columns that hold texts to be read, by place; the others hold marks and words.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    texts: frozenset[int] = frozenset({0})


class PaperSection(NamedTuple):
    """A part of the form under its title."""

    title: str
    parts: tuple[PaperLine | PaperTable, ...]


class FormPaper(NamedTuple):
    """The whole form."""

    title: str
    version: str
    sections: tuple[PaperSection, ...]
    blank: bool
