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
    """A ruled table: the words of its columns, its rows, and how wide the first column is."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: float = 1.0


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
