"""Texts in several languages: one that is missing is taken from the default language, and told."""

from collections.abc import Iterable, Sequence

from inspector_app.authoring.findings import Report
from inspector_app.authoring.items import Item
from inspector_app.authoring.lists import Lists
from inspector_app.authoring.tables import FormRow, FormSheet, FormTables
from inspector_app.authoring.words import TEXT_COLUMNS


def complete_languages(
    items: Iterable[Item], lists: Lists, tables: FormTables, default: str, report: Report
) -> None:
    """Give each text in every language of the form; the engines know no fallback between them."""
    if not tables.languages:
        return
    languages = (default, *(each for each in tables.languages if each != default))
    for item in items:
        _complete(item.values, item.row, tables.survey, languages, report)
    for choices in lists.values():
        for choice in choices:
            _complete(choice.values, choice.row, tables.choices, languages, report)


def _complete(
    values: dict[str, str],
    row: FormRow,
    sheet: FormSheet,
    languages: Sequence[str],
    report: Report,
) -> None:
    for column in TEXT_COLUMNS:
        plain = values.pop(column, "")
        if plain:
            values.setdefault(f"{column}::{languages[0]}", plain)
        names = [f"{column}::{language}" for language in languages]
        given = next((values[name] for name in names if values.get(name)), "")
        if not given:
            continue
        for name, language in zip(names, languages, strict=True):
            if not values.get(name):
                values[name] = given
                if name in sheet.columns:
                    report.warn(
                        "translation-missing", sheet.at(row, name),
                        f"没有“{language}”的文字，用别的语言的代替", "请写上",
                    )  # fmt: skip
