"""The tables of a period on paper: what says nothing takes no room, and is named."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.closing_days import ClosingDays
from inspector_app.domain.counting_rules import COUNTING_RULES
from inspector_app.domain.figures import Count, Ratio
from inspector_app.domain.month import Month, Period
from inspector_app.domain.moved_months import MovedMonths
from inspector_app.domain.period_tables import PeriodTables, period_tables
from inspector_app.domain.stat_table import NOTHING, Said, StatCell, StatColumn, StatRow, StatTable
from inspector_app.domain.table_period import TablePeriod, TableSpan
from inspector_app.reports.document import (
    Column,
    Document,
    HeadCell,
    Heading,
    Note,
    Table,
    TableRow,
)
from inspector_app.reports.month_lines import TableNames
from inspector_app.reports.period_report import period_report
from inspector_app.reports.told_parts import told_parts, with_room
from tests.unit.builders import visit_fact
from tests.unit.domain.test_period_tables import evidence, two_inspectors

NAMES = TableNames(unit="示范区", inspectors={}, zones={}, schools={"S3": "示范区第3小学"})
TEN_DAYS = TablePeriod(TableSpan.DAYS, "九月上旬", Period(date(2022, 9, 1), date(2022, 9, 10)))


def table(*rows: tuple[StatCell, ...], id_: str = "schools") -> StatTable:
    columns = tuple(StatColumn(f"c{n}", f"列{n}") for n in range(len(rows[0])))
    return StatTable(
        id_, "表", ("学校",), columns,
        tuple(StatRow(f"r{n}", (f"第{n}小学",), cells) for n, cells in enumerate(rows)),
    )  # fmt: skip


def test_columns_that_say_nothing_in_any_row_are_left_out_and_named() -> None:
    shown, left_out = told_parts(
        table(
            (Count(1), NOTHING, Count(0), Ratio(0, 0)), (Count(0), NOTHING, Count(0), Ratio(0, 3))
        )
    )
    assert shown is not None
    assert [column.label for column in shown.columns] == ["列0", "列3"]
    assert "有2列各行都是0或没有，没有印出：列1、列2。" in left_out


def test_a_list_leaves_out_the_rows_that_say_nothing_and_says_which_schools() -> None:
    found = table((Count(1), Said("持平")), (Count(0), Said("持平")), (Count(2), Said("+2")))
    shown, left_out = told_parts(found)
    assert shown is not None
    assert [row.key for row in shown.rows] == ["r0", "r2"]
    assert left_out == "有1行各列都是0或没有，没有印出：第1小学。"
    months = told_parts(found._replace(id="months")).table
    assert months is not None
    assert len(months.rows) == 3


def test_a_table_that_says_nothing_at_all_is_a_sentence() -> None:
    assert told_parts(table((Count(0), NOTHING))) == (None, "各列都是0或没有，没有印出。")


_CELLS = st.sampled_from(
    [Count(0), Count(3), Ratio(0, 0), Ratio(1, 2), NOTHING, Said("2022-09-01")]
)


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.tuples(*[_CELLS] * n), min_size=1)))
def test_whatever_says_anything_is_printed(rows: list[tuple[StatCell, ...]]) -> None:
    found = table(*rows)
    shown, left_out = told_parts(found)
    printed = [str(cell) for _, _, cell in shown.cells()] if shown else []
    says = [str(cell) for _, _, cell in found.cells() if str(cell) not in {"0", "—"}]
    assert [text for text in printed if text not in {"0", "—"}] == says
    whole = (len(found.columns), len(found.rows))
    assert bool(left_out) == (shown is None or (len(shown.columns), len(shown.rows)) != whole)


@pytest.mark.parametrize(("longest", "wider"), [("999", 1.0), ("9999", 1.1), ("204500", 1.65)])
def test_a_column_of_large_numbers_is_wider(longest: str, wider: float) -> None:
    bare = Table(
        columns=(Column(weight=4), Column(weight=4), Column(weight=92)),
        head=((HeadCell(text="校次"), HeadCell(text="人次"), HeadCell(text="学校")),),
        rows=(TableRow(cells=("12", longest, "第1小学")),),
    )
    small, large, words = with_room(bare).columns
    assert large.weight / small.weight == pytest.approx(wider)
    assert large.weight + small.weight + words.weight == pytest.approx(100)


# -- the whole paper -------------------------------------------------------------------------------


def paper(found: PeriodTables) -> Document:
    return period_report(found, names=NAMES, rules=COUNTING_RULES)


def texts(document: Document) -> Iterable[str]:
    for block in document.blocks:
        if isinstance(block, Heading | Note):
            yield block.text
        elif isinstance(block, Table):
            yield from (cell.text for row in block.head for cell in row)
            yield from (text for row in block.rows for text in row.cells)


def test_a_month_prints_the_schools_below_frequency_in_the_lines_that_have_any() -> None:
    said = list(texts(paper(period_tables(two_inspectors()))))
    place = said.index("五、未达频次学校")
    assert said[place : place + 5] == ["五、未达频次学校", "序号", "责任督学", "校数", "学校"]
    assert "示范区第3小学、S5" in said
    assert [text for text in said if text.startswith("有") and "投诉（受理、办结" in text]


def test_a_period_that_is_no_month_says_nothing_of_a_month_save_in_names() -> None:
    found = period_tables(replace(two_inspectors(), period=TEN_DAYS, asked=()))
    said = " ".join(texts(paper(found)))
    assert "五、未入校学校" in said
    for word in ("月初", "月末", "本月", "未达频次"):
        assert word not in said, word
    assert "期末未销号＝期初未销号＋本期发现－本期销号－本期撤销" in said


def test_where_every_school_was_visited_that_is_a_sentence() -> None:
    visits = [
        visit_fact(school_code=school, lead_id=lead, visited_on=date(2022, 9, 2))
        for school, lead in (("S1", "D1"), ("S2", "D2"), ("K1", "D3"))
    ]
    said = list(texts(paper(period_tables(evidence(visits, period=TEN_DAYS, asked=())))))
    assert "合计、各责任区和每名督学都没有。" in said


def test_what_differs_from_locked_months_stands_before_any_number() -> None:
    moved = MovedMonths((Month(2022, 9),))
    first = paper(period_tables(two_inspectors())._replace(moved=moved)).blocks[0]
    assert isinstance(first, Note)
    assert "2022年9月" in first.text


def test_the_rules_say_on_which_day_the_school_year_begins_where_months_close_early() -> None:
    closing = ClosingDays({Month(2021, 1): 25})
    days = TablePeriod(TableSpan.MONTH, "2022年9月", closing.span(Month(2022, 9)))
    found = period_tables(replace(two_inspectors(), period=days, closing=closing))
    assert "学年累计自8月26日起" in " ".join(texts(paper(found)))
