"""Tables of figures: rows of a compiled table under heads that join some of their columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from inspector_app.domain.figures import Breakdown, Ratio
from inspector_app.domain.month_values import shown
from inspector_app.domain.monthly_table import Row
from inspector_app.reports.document import Column, HeadCell, Table, TableRow
from inspector_app.reports.month_columns import Figure, FigureColumn, Parts, Span
from inspector_app.reports.month_lines import FigureLine


@dataclass(frozen=True, slots=True)
class Leading:
    """A column in front of the figures: words, share of the width, what a line says there."""

    label: str
    share: float
    text: Callable[[FigureLine], str]


NUMBER_AND_NAME: Final = (
    Leading("序号", 0.036, lambda line: line.number),
    Leading("责任督学", 0.12, lambda line: line.name),
)
# Wide enough for 第一督学责任区 on one line: rows of two lines take twice the pages.
WITH_ZONE: Final = (
    Leading("序号", 0.028, lambda line: line.number),
    Leading("责任督学", 0.113, lambda line: line.name),
    Leading("责任区", 0.113, lambda line: line.zone),
)


def figure_table(
    columns: Sequence[FigureColumn], lines: Sequence[FigureLine], leading: Sequence[Leading]
) -> Table:
    """Return the table of those ``columns`` whose figures the first line has."""
    known = lines[0].figures
    spans = [span for column in columns if (span := _span(column, known)).figures]
    return _table(spans, lines, leading)


def _span(column: FigureColumn, figures: Row) -> Span:
    """Return a column as a span, with the figures that this table has."""
    if isinstance(column, Parts):
        parts = figures[column.name]
        labels = [label for label, _ in parts.counts] if isinstance(parts, Breakdown) else []
        return Span(column.label, tuple(Figure(f"{column.name}/{x}", x) for x in labels))
    if isinstance(column, Figure):
        return Span("", (column,) if _is_known(column, figures) else ())
    return Span(column.label, tuple(f for f in column.figures if _is_known(f, figures)))


def _table(spans: Sequence[Span], lines: Sequence[FigureLine], leading: Sequence[Leading]) -> Table:
    figures = [figure for span in spans for figure in span.figures]
    first = [HeadCell(text=column.label, rows=2) for column in leading]
    top = [
        HeadCell(text=span.label, columns=len(span.figures))
        if span.label
        else HeadCell(text=span.figures[0].label, rows=2)
        for span in spans
    ]
    below = [HeadCell(text=f.label) for span in spans if span.label for f in span.figures]
    return Table(
        columns=tuple(_columns(leading, figures)),
        head=((*first, *top), tuple(below)),
        rows=tuple(
            TableRow(
                cells=(
                    *(column.text(line) for column in leading),
                    *(
                        _text(line.figures, figure.name) + "*" * (figure.name in line.stars)
                        for figure in figures
                    ),
                ),
                emphasis=line.emphasis,
            )
            for line in lines
        ),
    )


def _columns(leading: Sequence[Leading], figures: Sequence[Figure]) -> Iterator[Column]:
    """Yield the columns: the leading ones are equally wide in every group."""
    rest = 1 - sum(column.share for column in leading)
    weight = sum(figure.weight for figure in figures)
    yield from (Column(weight=column.share) for column in leading)
    yield from (Column(weight=rest * figure.weight / weight) for figure in figures)


def _is_known(figure: Figure, figures: Row) -> bool:
    return figure.name.partition("/")[0] in figures


def _text(figures: Row, name: str) -> str:
    """Return one figure as it prints; ``by_type/专项`` and ``coverage/n`` are parts of one."""
    found = shown(figures, name, {})
    if name.endswith("/rate"):
        return found.value.percent_text if isinstance(found.value, Ratio) else str(found.value)
    return str(found.value)
