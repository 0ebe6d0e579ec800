"""The charts beside the month's table: how a school year goes, and what its issues are about."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from inspector_app.domain.chart import Chart, ChartKind, Series
from inspector_app.domain.closing_days import NATURAL, ClosingDays, first_of_school_year
from inspector_app.domain.facts import TableFacts
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.month import Month, school_year_name
from inspector_app.domain.monthly_table import district_visits
from inspector_app.domain.table_labels import FIGURE_LABEL

_VISITS: Final = FIGURE_LABEL["visits"]
_OTHER_TOPIC: Final = "其他"
_MONTHS: Final = 12


def months_of_year(month: Month) -> tuple[Month, ...]:
    """Return the twelve months of the school year that ``month`` lies in, September first."""
    first = first_of_school_year(month)
    return tuple(first.shifted(n) for n in range(_MONTHS))


def visits_chart(
    month: Month, facts: TableFacts, *, today: date, closing: ClosingDays = NATURAL
) -> Chart:
    """Return 校次 of each month of a school year; months to come have no number.

    Each number is that of the month's own table, counted by the same rules.
    """
    months = months_of_year(month)
    spans = map(closing.span, months)
    values = tuple(
        district_visits(span, facts).value if span.start <= today else None for span in spans
    )
    return Chart(
        kind=ChartKind.LINES,
        title=f"{school_year_name(month.period.end)}各月{_VISITS}",
        unit="校次",
        categories=tuple(f"{m.month}月" for m in months),
        series=(Series(name=_VISITS, values=values),),
    )


def topics_chart(month: Month, found: Mapping[str, int]) -> Chart | None:
    """Return the issues found from September to ``month`` by topic, the most frequent first.

    Args:
        month: the last month that counts.
        found: issues by 类别, a code of ``TOPIC_LABEL`` or words of the inspector's own.

    Returns:
        Nothing where no issue was found.
    """
    rows = sorted(_by_label(found), key=lambda row: (row[0] == _OTHER_TOPIC, -row[1]))
    if not rows:
        return None
    return Chart(
        kind=ChartKind.BARS,
        title=f"{school_year_name(month.period.end)}至{month.month}月发现问题的类别",
        unit="个",
        categories=tuple(label for label, _ in rows),
        series=(Series(name=FIGURE_LABEL["issues_found"], values=tuple(n for _, n in rows)),),
    )


def _by_label(found: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    known = [(label, found.get(code, 0)) for code, label in TOPIC_LABEL.items()]
    yield from (row for row in known if row[1])
    others = sum(number for code, number in found.items() if code not in TOPIC_LABEL)
    if others:
        yield _OTHER_TOPIC, others
