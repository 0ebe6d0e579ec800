"""督学交通和误餐天数表: a line for each person with room to sign, then every day."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from inspector_app.domain.month import Period
from inspector_app.domain.travel import TRAVEL_RULES
from inspector_app.reports.document import (
    Align,
    Block,
    Document,
    Emphasis,
    Heading,
    Note,
    TableRow,
)
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by, period_text

TITLE: Final = "督学交通和误餐天数表"
_PEOPLE: Final = (
    ListColumn("序号", 30), ListColumn("督学", 62), ListColumn("责任区", 96, Align.LEFT),
    ListColumn("交通\n天数", 42), ListColumn("误餐\n天数", 42), ListColumn("其中\n休息日", 46),
    ListColumn("半天数", 44), ListColumn("入校\n校次", 42), ListColumn("本人签字", 76),
)  # fmt: skip
_DAYS: Final = (
    ListColumn("日期", 74), ListColumn("星期", 52), ListColumn("督学", 62),
    ListColumn("学校和时段", 240, Align.LEFT), ListColumn("误餐", 36),
)  # fmt: skip


class PersonLine(NamedTuple):
    """One person's numbers as texts, in the order of the columns."""

    name: str
    zone: str
    cells: tuple[str, ...]


class DayLine(NamedTuple):
    """One day of one person."""

    day: date
    weekday: str
    name: str
    stops: str
    meal: bool


def travel_report(
    *,
    period: Period,
    unit: str,
    moved: str = "",
    people: Sequence[PersonLine],
    total: tuple[str, ...],
    days: Sequence[DayLine],
) -> Document:
    """Return the table."""
    return Document(
        title=TITLE,
        subtitle="　".join(filter(None, (unit, period_text(period)))),
        blocks=tuple(_blocks(people, total, days, moved)),
    )


def _blocks(
    people: Sequence[PersonLine], total: tuple[str, ...], days: Sequence[DayLine], moved: str
) -> Iterator[Block]:
    yield list_table(_PEOPLE, _people(people, total))
    yield compiled_by()
    yield Note(text="\n".join(filter(None, (moved, *TRAVEL_RULES))))
    if days:
        yield Heading(text="逐日明细")
        yield list_table(_DAYS, (_day(each) for each in days))


def _people(people: Sequence[PersonLine], total: tuple[str, ...]) -> Iterator[TableRow]:
    for number, each in enumerate(people, start=1):
        yield TableRow(cells=(str(number), each.name, each.zone, *each.cells, ""))
    if len(people) > 1:
        yield TableRow(cells=("", "合计", "", *total, ""), emphasis=Emphasis.TOTAL)


def _day(each: DayLine) -> TableRow:
    meal = "是" if each.meal else ""
    return TableRow(cells=(each.day.isoformat(), each.weekday, each.name, each.stops, meal))
