"""Drafts of forms from the tables of Word files, and what their columns can be for."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.services.checked_source import CheckedSource, made_of

if TYPE_CHECKING:
    from inspector_app.authoring.word_choice import Choices
    from inspector_app.domain.word_content import WordContent

Said = Mapping[tuple[int, int], tuple[str, str]]
"""Of columns, by table and number: the word for what each is for, and its options or nothing."""


def read_word_source(path: Path) -> "WordContent":
    """Return what a Word file says, an old one by way of LibreOffice (UserError: unreadable)."""
    from inspector_app.papers.conversion import word_bytes
    from inspector_app.papers.reading import read_word

    return read_word(word_bytes(path), name=path.name)


def check_word(
    content: "WordContent", *, name: str, choices: "Choices | None" = None
) -> CheckedSource:
    """Return the draft that the tables of a Word file make, with what was guessed.

    Args:
        content: what the file says.
        name: what people call it.
        choices: what columns are for that are guessed wrongly.
    """
    from inspector_app.authoring.findings import Level, Report
    from inspector_app.authoring.word_form import draft_of

    report = Report()
    draft = draft_of(content, report, choices)
    if draft.cells is None:
        return CheckedSource(form=None, findings=report.findings, draft=True, columns=draft.columns)
    made = made_of(draft.cells, name)
    found = (*made.findings, *report.findings)
    order = list(Level)
    return CheckedSource(
        form=None if report.refuses else made.form, draft=True, cells=draft.cells,
        findings=tuple(sorted(found, key=lambda f: order.index(f.level))), columns=draft.columns,
    )  # fmt: skip


class ColumnCard(NamedTuple):
    """A column of a Word table as people see it.

    Attributes:
        table, number: the table in the file and the column in it, both from 1.
        over: what stands over several columns beside each other, this among them.
        role: the word for what it is taken for.
        options: what may be answered, with strokes between.
        sample: what stands in its first cell that is not empty.
    """

    table: int
    number: int
    heading: str
    over: str
    role: str
    options: str
    sample: str
    where: str


def cards_of(checked: CheckedSource) -> tuple[ColumnCard, ...]:
    """Return the columns of the tables of a Word file."""
    from inspector_app.authoring.word_columns import ROLE_WORD

    return tuple(
        ColumnCard(
            c.table, c.number, c.heading, c.over, ROLE_WORD[c.role], "/".join(c.options),
            c.sample, c.where,
        )
        for c in checked.columns
    )  # fmt: skip


def role_words() -> tuple[str, ...]:
    """Return what a column can be for."""
    from inspector_app.authoring.word_columns import ROLE_WORD

    return tuple(ROLE_WORD.values())


def choices_said(said: Said) -> "Choices":
    """Return what a person says of columns, as the draft takes it."""
    from inspector_app.authoring.word_choice import Choice
    from inspector_app.authoring.word_columns import ROLE_WORD
    from inspector_app.authoring.word_options import options_in

    roles = {word: role for role, word in ROLE_WORD.items()}
    return {at: Choice(roles[word], options_in(options)) for at, (word, options) in said.items()}
