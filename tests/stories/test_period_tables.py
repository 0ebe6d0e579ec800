"""The tables of a period over a real folder: one rule with the month, a workbook that explains."""

import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import InputError
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.calendar_kinds import TermNumber
from inspector_app.domain.figures import Count
from inspector_app.domain.month import Month, Period
from inspector_app.domain.stat_table import records_behind
from inspector_app.domain.table_period import TableSpan, month_period
from inspector_app.services.lesson_targets import lesson_standings, lesson_view
from inspector_app.services.stat_sheets import RECORDS, SOURCES, runs_text
from inspector_app.services.table_wishes import period_wished
from tests.stories.conftest import Command, command_on
from tests.stories.test_documents import text_of

OCTOBER = month_period(Month(2026, 10))


@pytest.fixture(scope="module")
def folder(ready_folder: Path, now: datetime, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a school year of demonstration data; read by every test here."""
    path = shutil.copytree(ready_folder, tmp_path_factory.mktemp("tables") / "data")
    with open_workbench(path, clock=FixedClock(now)) as made:
        made.demo.build(years=1, seed=1)
    return path


@pytest.fixture(scope="module")
def bench(folder: Path, now: datetime) -> Iterator[Workbench]:
    with open_workbench(folder, clock=FixedClock(now)) as made:
        yield made


def test_the_columns_of_a_month_are_those_of_its_month_table(bench: Workbench) -> None:
    found = bench.period_tables.of(OCTOBER)
    assert found.table == bench.months.compile(OCTOBER.days)
    assert found.table.record_count > 0


def test_lessons_stand_against_the_target_as_on_the_card_of_each_person(bench: Workbench) -> None:
    people = [person.id for person in bench.context.inspectors()]
    with bench.context.database.snapshot():
        found = lesson_standings(bench.context, people, OCTOBER.days.end)
        views = {p: lesson_view(bench.context, p, OCTOBER.days.end) for p in people}
    assert len(found) == len(people) > 0
    for person, view in views.items():
        assert view is not None
        target = view.target
        assert found[person][1:] == (target.heard, target.expected, target.target)


def test_every_number_has_as_many_records_as_it_says(bench: Workbench) -> None:
    found = bench.period_tables.of(OCTOBER)
    for name in ("topics", "schools", "types", "steps"):
        table = found.find(name)
        assert table is not None
        for row, column, cell in table.cells():
            if isinstance(cell, Count) and column.id in {"issues_found", "closed", "open_at_end"}:
                assert cell.value == len(records_behind(cell)), (name, row.key, column.id)
    topics = found.find("topics")
    assert topics is not None
    total = topics.cell("total", "issues_found")
    assert total is not None
    lines = bench.period_tables.behind(records_behind(total))
    assert {line.kind for line in lines} == {"问题"}
    assert len(lines) == len(records_behind(total))


# -- the workbook ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def book(bench: Workbench, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("tables") / "表.xlsx"
    bench.period_workbooks.xlsx(path, OCTOBER)
    return load_workbook(path)


def numbers_in(text: str) -> Iterator[int]:
    for part in "".join(str(text).split()).removesuffix(",").split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def test_each_address_of_the_second_sheet_leads_from_a_cell_to_its_records(book: Any) -> None:
    records = {row[0] for row in book[RECORDS].iter_rows(min_row=3, values_only=True)}
    rows = list(book[SOURCES].iter_rows(min_row=3, values_only=True))
    assert len(rows) > 100
    counted: dict[tuple[str, str], list[int]] = defaultdict(list)
    for sheet, address, _, column, shown, _many, told in rows:
        cell = book[sheet][address]
        assert cell.value == shown, (sheet, address)
        assert str(book[sheet].cell(2, cell.column).value) == column, (sheet, address)
        # A row of Excel is no higher than 25 lines: more stands in the rows below.
        assert len(told.splitlines()) <= 24
        counted[sheet, address] += numbers_in(told)
    for sheet, address, _, _, _, many, _ in rows:
        assert len(counted[sheet, address]) == len(set(counted[sheet, address])) == many
        assert records.issuperset(counted[sheet, address])


def test_a_record_stands_once_and_names_no_class(book: Any) -> None:
    rows = list(book[RECORDS].iter_rows(min_row=3, values_only=True))
    assert len({row[0] for row in rows}) == len(rows)
    heard = [row for row in rows if row[1] == "听课"]
    assert heard
    assert all(re.fullmatch(r"督学\d+", row[5]) for row in heard)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [((1,), "1"), ((1, 2, 3), "1-3"), ((5, 1, 2, 3), "1-3,5"), ((3, 1), "1,3"), ((), "")],
)
def test_numbers_in_a_row_are_told_as_a_run(numbers: tuple[int, ...], text: str) -> None:
    assert runs_text(numbers) == text


# -- which period ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "text", "name"),
    [
        (TableSpan.MONTH, "2026-10", "2026年10月"),
        (TableSpan.TERM, "2026-2027-1", "2026-2027学年第一学期"),
        (TableSpan.TERM, "2025-2026学年第二学期", "2025-2026学年第二学期"),
        (TableSpan.SCHOOL_YEAR, "2025-2026", "2025-2026学年"),
        (TableSpan.CALENDAR_YEAR, "2025", "2025年"),
        (TableSpan.CALENDAR_YEAR, "2025-2026", "2025-2026学年"),
    ],
)
def test_a_period_is_read_by_its_name(
    bench: Workbench, span: TableSpan, text: str, name: str
) -> None:
    assert period_wished(bench.context, span, text).name == name


@pytest.mark.parametrize(
    ("span", "text", "words"),
    [
        (TableSpan.MONTH, "2027-10", "还没有到"),
        (TableSpan.TERM, "2026-2028-1", "不是学期"),
        (TableSpan.SCHOOL_YEAR, "2026", "不是学年"),
        (TableSpan.CALENDAR_YEAR, "十月", "不是年份"),
    ],
)
def test_what_names_no_period_is_told_with_the_way_to_write_it(
    bench: Workbench, span: TableSpan, text: str, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        period_wished(bench.context, span, text)


def test_steps_lead_to_the_neighbours_and_stop_at_today(bench: Workbench) -> None:
    tables = bench.period_tables
    term = tables.of_kind(TableSpan.TERM, "2026-2027-1")
    before = tables.neighbour(term, later=False)
    assert before.term is not None
    assert before.term.number is TermNumber.SECOND
    assert tables.neighbour(before, later=True) == term
    assert tables.neighbour(term, later=True) == term
    days = tables.of_days(date(2026, 10, 5), date(2026, 10, 9))
    assert tables.neighbour(days, later=True).days == Period(date(2026, 10, 10), date(2026, 10, 14))


# -- on the command line ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tables(
    ready_folder: Path, folder: Path, now: datetime, tmp_path_factory: pytest.TempPathFactory
) -> Command:
    """Run commands on a copy of the folder, which others have open."""
    assert ready_folder != folder
    path = shutil.copytree(folder, tmp_path_factory.mktemp("commands") / "data")
    return command_on(path, FixedClock(now))


def test_a_term_is_told_as_json_and_a_cell_gives_its_records(tables: Command) -> None:
    code, out, told = tables("table", "term", "2026-2027-1", "--json")
    assert code == 0, told
    found = json.loads(out)
    assert (found["period"], found["from"]) == ("2026-2027学年第一学期", "2026-09-01")
    assert {"compare", "cumulative", "topics", "schools", "types", "steps"} <= set(found["tables"])
    topics = {row["key"]: row["cells"] for row in found["tables"]["topics"]["rows"]}
    assert topics["total"]["issues_found"] == found["district"]["issues_found"]
    out = tables("table", "term", "2026-2027-1", "--behind", "topics/T6/issues_found", "--json")[1]
    told = json.loads(out)
    assert len(told["records"]) == topics["T6"]["issues_found"]
    assert told["names"]["row"].startswith("T6 ")
    assert (told["names"]["table"], told["names"]["column"]) == ("按督导事项", "发现问题")
    out = tables("table", "term", "2026-2027-1", "--behind", "topics/T6/issues_found")[1]
    assert out.startswith(f"按督导事项　{told['names']['row']}　发现问题：{told['text']}　背后有")


def test_a_month_among_any_days_is_the_months_own_table(tables: Command) -> None:
    month = json.loads(tables("month", "2026-10", "--json")[1])
    days = ("--from", "2026-10-01", "--to", "2026-10-31")
    found = json.loads(tables("table", *days, "--json")[1])
    assert found["period"] == "2026年10月"
    for part in ("district", "zones", "inspectors"):
        assert found[part] == month[part]


def test_all_tables_are_written_as_pdf_word_and_excel(tables: Command, tmp_path: Path) -> None:
    pdf, word, book = (tmp_path / f"表.{ending}" for ending in ("pdf", "docx", "xlsx"))
    days = ("--from", "2026-10-12", "--to", "2026-10-23")
    code, _, told = tables("table", *days, "--pdf", pdf, "--docx", word, "--xlsx", book)
    assert code == 0, told
    text = "".join(text_of(pdf).split())
    for words in (
        "入校督导统计表", "期初未销号", "七、按学段和类型", "十二、与上期、去年同期对比",
        "2026-2027学年累计", "2026自然年累计", "发现问题的整改环节", "由",
    ):  # fmt: skip
        assert words in text, words
    assert word.read_bytes()[:2] == b"PK"
    assert book.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("table",), "请写明统计哪段时间"),
        (("table", "month", "2026-10", "--from", "2026-10-01", "--to", "2026-10-02"), "要一起写"),
        (("table", "--from", "2026-10-02"), "要一起写"),
        (("table", "--from", "2026-10-02", "--to", "2026-10-01"), "早于第一天"),
        (("table", "--from", "2027-10-02", "--to", "2027-10-03"), "还没有到"),
        (("table", "term", "--only", "没有的表"), "没有“没有的表”这张表"),
        (("table", "term", "--behind", "topics"), "表/行/列"),
        (("table", "term", "--behind", "topics/T6/what"), "里没有 T6/what；行如 total（合计）"),
    ],
)
def test_what_cannot_be_told_is_refused_with_the_way_to_ask(
    tables: Command, words: tuple[str, ...], said: str
) -> None:
    code, _, told = tables(*words)
    assert code == 1
    assert said in told
