"""The tables of a 督导工作总结: the duties of one person, and every figure with the one before."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final

from inspector_app.domain.summary_facts import UNIT_NUMBERS, Figure, SummaryFacts
from inspector_app.domain.summary_labels import SUMMARY_FIGURE_LABEL
from inspector_app.reports.document import Align, Emphasis, Table, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table

_DUTIES: Final = (
    "days", "half_days", "visits", "led_visits", "visited_schools", "coverage", "lessons",
    "lesson_target", "issues_found", "closed", "notice_documents", "on_time", "follow_up_visits",
    "complaints_received", "cases", "suggestions", "training_hours", "meetings", "weekly_reports",
    "weekly_due",
)  # fmt: skip
_BESIDE: Final = 2
_TOP: Final = tuple(f"topic{place}" for place in range(1, 10))
_UNITS: Final = "units_"
"""What is said of units stands in a table of its own."""
_NOTHING: Final = frozenset({"", "0", "—"})
_Cells = tuple[str, str]
_Shape = Callable[[Iterable[Figure]], Iterator[tuple[str, ...]]]


def duties(facts: SummaryFacts) -> Iterator[Figure]:
    """Yield the figures by which one person's duties are told."""
    known = facts.by_id()
    return (known[name] for name in _DUTIES if name in known)


def duty_table(facts: SummaryFacts) -> Table:
    """Return what one person did, two duties beside each other."""
    rows = _pairs((each.label, each.text) for each in duties(facts))
    return list_table(_columns("履职项目", "数"), (TableRow(cells=row) for row in rows))


def school_table(facts: SummaryFacts) -> Table:
    """Return the schools of a zone one by one."""
    columns = (
        ListColumn("学校（园）", 2.6, Align.LEFT), ListColumn("入校校次", 1.0),
        ListColumn("听课（节次）", 1.1), ListColumn("发现问题", 1.0), ListColumn("其中已销号", 1.1),
    )  # fmt: skip
    return list_table(
        columns,
        (TableRow(cells=(each.name, *(str(n) for n in each[1:]))) for each in facts.schools),
    )


def unit_table(facts: SummaryFacts) -> Table:
    """Return what each unit below has reported, and the months that lack."""
    labels = (SUMMARY_FIGURE_LABEL[name] for name in UNIT_NUMBERS)
    columns = (
        ListColumn("单位", 2.2, Align.LEFT), *(ListColumn(label, 1.0) for label in labels),
        ListColumn("没有报来的月份", 2.0, Align.LEFT),
    )  # fmt: skip
    blank = ("—",) * len(UNIT_NUMBERS)
    return list_table(
        columns,
        (
            TableRow(cells=(each.name, *(map(str, each.numbers) if each.numbers else blank),
                            each.missing))
            for each in facts.units
        ),
    )  # fmt: skip


def figure_table(facts: SummaryFacts) -> Table:
    """Return every figure of which there is something to say, by group.

    Beside each stands what it was before; where nothing is known of that, another figure.
    """
    told = [figure for figure in facts.figures if _is_told(figure)]
    if facts.before_name:
        columns = (
            ListColumn("项目", 2.4, Align.LEFT), ListColumn(facts.name, 1.6),
            ListColumn(facts.before_name, 1.6),
        )  # fmt: skip
        return list_table(columns, _rows(told, _with_before))
    return list_table(_columns("项目", facts.name), _rows(told, _side_by_side))


def _columns(what: str, number: str) -> tuple[ListColumn, ...]:
    return (ListColumn(what, 1.5, Align.LEFT), ListColumn(number, 1.3)) * _BESIDE


def _rows(figures: Iterable[Figure], cells: _Shape) -> Iterator[TableRow]:
    for group, held in groupby(figures, key=lambda figure: figure.group):
        rows = list(cells(held))
        blank = ("",) * (len(rows[0]) - 1)
        yield TableRow(cells=(group, *blank), emphasis=Emphasis.SUBTOTAL)
        yield from (TableRow(cells=row) for row in rows)


def _with_before(figures: Iterable[Figure]) -> Iterator[tuple[str, ...]]:
    return ((figure.label, figure.text, figure.before) for figure in figures)


def _side_by_side(figures: Iterable[Figure]) -> Iterator[tuple[str, ...]]:
    return _pairs((figure.label, figure.text) for figure in figures)


def _pairs(cells: Iterable[_Cells]) -> Iterator[tuple[str, ...]]:
    """Yield rows of two, the last filled up with nothing."""
    told = list(cells)
    if len(told) % _BESIDE:
        told.append(("", ""))
    halves = zip(told[::_BESIDE], told[1::_BESIDE], strict=True)
    return ((*left, *right) for left, right in halves)


def _is_told(figure: Figure) -> bool:
    """Say whether there is anything to a figure, and it is no other one in other words."""
    again = figure.id.endswith(("_change", "_percent")) or figure.id.startswith((*_TOP, _UNITS))
    return not again and (bool(figure.n or figure.of) or figure.before not in _NOTHING)
