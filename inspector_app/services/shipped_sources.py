"""The forms that come with the program: where their sheets lie, and what they say of themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inspector_app.base.paths import forms

# A column of remarks in the settings of what ships: what the form is for.
_USE: Final = "#用途"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedForm:
    """A form that comes with the program, and the folder of its source.

    Attributes:
        use: what it is for, in one line.
    """

    form_id: str
    version: str
    title: str
    use: str
    questions: int
    folder: Path


def shipped_forms() -> tuple[ShippedForm, ...]:
    """Return the forms that come with the program, by their ids.

    Raises:
        ValueError: one of them is damaged, which is a fault of the installation.
    """
    return tuple(map(_shipped, shipped_folders().values()))


def shipped_folders() -> Mapping[str, Path]:
    """Return the folders of the forms that ship; each is called as its form."""
    return {source.parent.name: source.parent for source in sorted(forms().glob("*/survey.csv"))}


def _shipped(folder: Path) -> ShippedForm:
    from inspector_app.authoring.cells import cells_of
    from inspector_app.authoring.findings import Report
    from inspector_app.authoring.items import asked, read_items
    from inspector_app.authoring.raw import read_raw
    from inspector_app.authoring.tables import read_tables
    from inspector_app.authoring.words import Kind

    book = read_raw(folder)
    tables = read_tables(book, Report())
    if tables is None:
        msg = f"{folder} holds no form"
        raise ValueError(msg)
    setting, told = tables.setting, dict(zip(*cells_of(book)[Kind.SETTINGS][:2], strict=True))
    return ShippedForm(
        form_id=setting["form_id"],
        version=setting["version"],
        title=setting["form_title"],
        use=told[_USE],
        questions=sum(map(asked, read_items(tables.survey, Report()))),
        folder=folder,
    )
