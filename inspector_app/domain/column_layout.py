"""Which figures a month table prints, page by page, under which words, and who signs it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from inspector_app.domain.labels.visits import VISIT_TYPE_LABEL
from inspector_app.domain.month_heads import EMPTY, FIELD_LABEL, LEADING_LABEL, RATIOS, field_called
from inspector_app.domain.table_labels import FIGURE_LABEL

BREAKDOWNS: Final = ("by_type", "issues_by_severity")
"""Figures that are a column for each of their parts."""
BELOW: Final = "schools_below_frequency"
"""The list of schools has a table of its own below the others."""
MOST_PER_PAGE: Final = 20
RATIO_WEIGHT: Final = 2.2
"""How much wider than a number a ratio is."""


class ColumnChoice(NamedTuple):
    """A column: what it holds, what stands over it, and over it and its neighbours."""

    field: str
    label: str
    group: str = ""


class ColumnPage(NamedTuple):
    """Columns that are printed side by side under a heading."""

    title: str
    columns: tuple[ColumnChoice, ...]


class ColumnLayout(NamedTuple):
    """The pages in their order, and the lines at the foot that are signed by hand."""

    title: str
    pages: tuple[ColumnPage, ...]
    signatures: tuple[str, ...] = ()


def chosen_figure(text: str) -> str | None:
    """Return the figure that a word means, ``None`` for none that a column of its own can hold."""
    word = "".join(text.split())
    for name in BREAKDOWNS:
        if word in {name, FIGURE_LABEL[name]}:
            return name
    field = field_called(text) if word else None
    return None if field in {None, EMPTY, BELOW, *LEADING_LABEL} else field


def figure_word(field: str) -> str:
    """Return the word by which a figure is chosen."""
    return FIGURE_LABEL[field] if field in BREAKDOWNS else FIELD_LABEL[field]


def figure_words() -> str:
    """Return all words that a figure may be chosen by."""
    fields = [name for name in FIELD_LABEL if name not in {EMPTY, BELOW, *LEADING_LABEL}]
    return "、".join(figure_word(name) for name in (*BREAKDOWNS, *fields))


def weight_of(field: str) -> float:
    """Return how wide a column is, a number being 1."""
    name, _, part = field.partition("/")
    if field in BREAKDOWNS:
        return float(len(VISIT_TYPE_LABEL))
    return RATIO_WEIGHT if name in RATIOS and part in {"", "rate"} else 1.0


def columns_json(layout: ColumnLayout) -> dict[str, Any]:
    """Return it as JSON values."""
    return {
        "title": layout.title,
        "pages": [
            {"title": page.title, "columns": [list(column) for column in page.columns]}
            for page in layout.pages
        ],
        "signatures": list(layout.signatures),
    }


def columns_from(told: Mapping[str, Any]) -> ColumnLayout:
    """Return what JSON values say."""
    pages: Sequence[Mapping[str, Any]] = told["pages"]
    return ColumnLayout(
        told["title"],
        tuple(
            ColumnPage(page["title"], tuple(ColumnChoice(*each) for each in page["columns"]))
            for page in pages
        ),
        tuple(told["signatures"]),
    )
