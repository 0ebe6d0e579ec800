"""月结日 in what counts a month elsewhere than its table: tables, summaries, days on the way."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.figures import Count
from inspector_app.domain.month import Month
from inspector_app.domain.register_options import SummarySpan
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.table_period import TableSpan
from inspector_app.services.summaries import SummaryOrder
from tests.stories.conftest import command_on

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


@pytest.fixture(scope="module")
def folder(ready_folder: Path, now: datetime, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = shutil.copytree(ready_folder, tmp_path_factory.mktemp("closing") / "data")
    with open_workbench(path, clock=FixedClock(now)) as made:
        made.demo.build(years=1, seed=1)
        made.rules.set_values(RuleId.MONTH_CLOSING, {"day": 25, "since": 202609})
    return path


@pytest.fixture(scope="module")
def bench(
    folder: Path, now: datetime, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workbench]:
    path = shutil.copytree(folder, tmp_path_factory.mktemp("open") / "data")
    with open_workbench(path, clock=FixedClock(now)) as made:
        yield made


@pytest.mark.parametrize("month", [Month(2026, 9), OCTOBER, NOVEMBER], ids=str)
def test_the_tables_of_a_month_have_the_figures_and_records_of_its_month_table(
    bench: Workbench, month: Month
) -> None:
    found = bench.period_tables.of(bench.period_tables.of_kind(TableSpan.MONTH, str(month)))
    assert found.table == bench.months.table(month).table
    assert found.period.days.end.day == 25


def test_each_row_of_the_trend_counts_the_span_of_its_month(bench: Workbench) -> None:
    found = bench.period_tables.of(bench.period_tables.of_kind(TableSpan.TERM))
    table = found.find("months")
    assert table is not None
    for month in (OCTOBER, NOVEMBER):
        of_month = bench.months.table(month).table.district["visits"]
        assert isinstance(of_month, Count)
        cell = table.cell(str(month), "visits")
        assert isinstance(cell, Count)
        assert (cell.value, sorted(cell.uids)) == (of_month.value, sorted(of_month.uids))


def test_one_steps_from_a_month_to_the_span_beside_it(bench: Workbench) -> None:
    tables = bench.period_tables
    november = tables.of_kind(TableSpan.MONTH, "2026-11")
    october = tables.neighbour(november, later=False)
    assert (october.name, october.days.end) == ("2026年10月", date(2026, 10, 25))
    assert tables.neighbour(october, later=True) == november
    assert tables.of_days(date(2026, 10, 26), date(2026, 11, 25)) == november


def own_figure(bench: Workbench, month: Month, name: str) -> int:
    """Return a figure of the month table of whose laptop it is."""
    row = bench.months.table(month).table.inspectors[bench.context.identity.inspector_id]
    cell = row[name]
    assert isinstance(cell, Count)
    return cell.value


def test_the_summary_of_a_month_counts_its_span(bench: Workbench) -> None:
    order = SummaryOrder(span=SummarySpan.MONTH, on=date(2026, 10, 1))
    view = bench.summaries.view(bench.summaries.draft(order).uid)
    assert (view.entry.values["first"], view.entry.values["until"]) == ("2026-09-26", "2026-10-25")
    assert view.facts.values()["visits"] == str(own_figure(bench, OCTOBER, "visits"))


def test_the_days_on_the_way_of_a_month_are_those_of_its_span(
    bench: Workbench, folder: Path, now: datetime
) -> None:
    command = command_on(folder, FixedClock(now))
    code, out, told = command("report", "travel", "--month", "2026-10", "--json")
    assert code == 0, told
    found = json.loads(out)
    assert (found["first"], found["until"]) == ("2026-09-26", "2026-10-25")
    month = json.loads(command("month", "2026-10", "--json")[1])
    table = json.loads(command("table", "month", "2026-10", "--json")[1])
    assert table["district"] == month["district"]
    visits = [each["visits"] for each in found["inspectors"].values()]
    assert visits == [own_figure(bench, OCTOBER, "inspector_visits")]


@pytest.mark.parametrize(
    ("span", "which", "first", "last"),
    [
        (TableSpan.CALENDAR_YEAR, "2026", date(2026, 1, 1), date(2026, 12, 25)),
        (TableSpan.SCHOOL_YEAR, "2026-2027", date(2026, 9, 1), date(2027, 8, 25)),
    ],
)
def test_a_year_ends_with_its_last_month_and_its_months_add_up_to_it(
    bench: Workbench, span: TableSpan, which: str, first: date, last: date
) -> None:
    found = bench.period_tables.of(bench.period_tables.of_kind(span, which))
    assert (found.period.days.start, found.period.days.end) == (first, last)
    table = found.find("months")
    assert table is not None
    rows = [Month.parse(row.key) for row in table.rows]
    assert rows[-1] == bench.months.under_way()
    of_months = [bench.months.table(month).table.district["visits"] for month in rows]
    counted = [table.cell(str(month), "visits") for month in rows]
    values = [cell.value for cell in counted if isinstance(cell, Count)]
    assert values == [cell.value for cell in of_months if isinstance(cell, Count)]
    assert str(sum(values)) == str(found.table.district["visits"])


def test_the_summary_of_a_year_counts_the_months_of_its_table(bench: Workbench) -> None:
    order = SummaryOrder(span=SummarySpan.SCHOOL_YEAR, on=date(2026, 9, 1))
    facts = bench.summaries.view(bench.summaries.draft(order).uid).facts
    lines = {line.label: line.visits for line in facts.months}
    assert lines["10月"] == own_figure(bench, OCTOBER, "visits")
    assert lines["11月"] == own_figure(bench, NOVEMBER, "visits")
    assert str(sum(lines.values())) == facts.values()["visits"]
