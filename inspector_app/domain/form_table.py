"""Which filled forms are looked at together, and what they come to."""

from typing import NamedTuple

from inspector_app.domain.chart import Chart
from inspector_app.domain.form_charts import form_charts
from inspector_app.domain.form_counts import (
    Distribution,
    FilledForm,
    FormColumn,
    NumberFigures,
    newest_of_schools,
)
from inspector_app.domain.month import Month


class FormScope(NamedTuple):
    """Which filled forms are meant.

    Attributes:
        campaign: the name of the 专项 that their records are of, empty for all records.
        month: the month of their records, ``None`` for all.
        drafts: whether those of drafts are meant too; else only those of filed records.
    """

    form: str
    campaign: str = ""
    month: Month | None = None
    drafts: bool = False


class FormTable(NamedTuple):
    """The filled forms that are meant, with what they come to.

    Attributes:
        columns: the questions of all versions, in the order of the newest.
        missing: the schools of the 专项 whose form is not filled in, by name.
        unread: filled forms whose version is not here; they are told and not counted.
    """

    scope: FormScope
    title: str
    columns: tuple[FormColumn, ...]
    filled: tuple[FilledForm, ...]
    distributions: tuple[Distribution, ...]
    numbers: tuple[NumberFigures, ...]
    missing: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def about(self) -> str:
        """Which records are meant, in Chinese."""
        scope = self.scope
        parts = (
            f"专项“{scope.campaign}”" if scope.campaign else "",
            scope.month.title if scope.month else "",
            "含草稿" if scope.drafts else "已定稿的记录",
        )
        return "　".join(part for part in parts if part)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is told below: who is missing, and what could not be counted."""
        told = (
            ("还没有填的学校", self.missing),
            ("本机没有填写时的版本，没有计入", self.unread),
        )
        return tuple(f"{words}：{'、'.join(names)}" for words, names in told if names)

    def charts(self) -> tuple[Chart, ...]:
        """Return how the questions were answered, drawn."""
        return form_charts(self.distributions)

    def by_school(self) -> dict[str, FilledForm]:
        """Return the newest filled form of each school, by its code."""
        return newest_of_schools(self.filled)

    def column(self, name: str) -> FormColumn | None:
        """Return a question by its name."""
        return next((each for each in self.columns if each.name == name), None)
