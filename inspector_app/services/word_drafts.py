"""Drafts of forms from the tables of Word files, and what their columns can be for."""

from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.services.checked_source import CheckedSource, made_of

if TYPE_CHECKING:
    from inspector_app.authoring.word_choice import Choice, Choices
    from inspector_app.authoring.word_columns import WordColumn
    from inspector_app.domain.word_content import WordContent


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


def role_word(column: "WordColumn") -> str:
    """Return the word for what a column is taken for."""
    from inspector_app.authoring.word_columns import ROLE_WORD

    return ROLE_WORD[column.role]


def role_words() -> tuple[str, ...]:
    """Return what a column can be for."""
    from inspector_app.authoring.word_columns import ROLE_WORD

    return tuple(ROLE_WORD.values())


def choice_of(word: str, options: str) -> "Choice":
    """Return what a person chose for a column: one of the words, and options such as 好/中/差."""
    from inspector_app.authoring.word_choice import Choice
    from inspector_app.authoring.word_columns import ROLE_WORD
    from inspector_app.authoring.word_options import options_in

    role = next(role for role, each in ROLE_WORD.items() if each == word)
    return Choice(role, options_in(options))
