"""All tables of a period beside plain SQL: the same numbers, and ratios that are told.

As in ``test_district`` the ratios are for people and never decide a test; the numbers do.
"""

from pathlib import Path

from inspector_app.bootstrap import open_workbench
from tests.bench import district, tables
from tests.bench.test_district import RUNS, told


def test_all_tables_of_a_month_and_plain_sql_give_the_same_numbers(
    folder: Path, tmp_path: Path
) -> None:
    with open_workbench(folder) as bench:
        district.plain_copy(bench, tmp_path / "plain.db")
        # It raises where a single number differs.
        (line,) = told(tables.compare_tables(bench, tmp_path / "plain.db", runs=RUNS))
    assert line.limit == tables.TABLES_LIMIT


def test_the_workbook_of_a_year_is_written_beside_openpyxl_alone(
    folder: Path, tmp_path: Path
) -> None:
    with open_workbench(folder) as bench:
        (line,) = told(tables.compare_workbooks(bench, tmp_path, runs=1))
    assert line.yardstick
    assert line.limit == tables.WORKBOOK_LIMIT
