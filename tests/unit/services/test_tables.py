"""Excel files of the office: numbers that it can go on counting with."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month

NOVEMBER = Month(2026, 11)


def test_a_rate_stands_in_excel_as_three_numbers(workbench: Workbench, tmp_path: Path) -> None:
    workbench.tables.month_xlsx(tmp_path / "月.xlsx", NOVEMBER)
    sheet = load_workbook(tmp_path / "月.xlsx").worksheets[0]
    heads = [cell.value for cell in sheet[2]]
    at = heads.index("责任校覆盖率·分子")
    assert heads[at : at + 3] == [f"责任校覆盖率·{part}" for part in ("分子", "分母", "比率")]
    person = next(row for row in sheet.iter_rows(min_row=3) if "督学01" in str(row[1].value))
    covered, of, rate = person[at : at + 3]
    assert (covered.data_type, of.data_type) == ("n", "n")
    assert of.value
    assert (rate.value, rate.number_format) == (covered.value / of.value, "0.0%")


def test_each_number_of_the_month_has_its_records_as_those_of_the_other_tables_have(
    workbench: Workbench, filed: Callable[..., str], tmp_path: Path
) -> None:
    filed()
    path = tmp_path / "月.xlsx"
    workbench.tables.month_xlsx(path, NOVEMBER)
    book = load_workbook(path)
    assert book.sheetnames[:3] == ["月统计表", "数字来源", "记录"]
    rows = list(book["数字来源"].iter_rows(min_row=3, values_only=True))
    visits = [row for row in rows if row[3] == "入校校次"]
    # The district and the person; who was not there has no records.
    assert {row[2] for row in visits} >= {"合计"}
    for row in rows:
        assert book["月统计表"][row[1]].value == row[4]
    kinds = {row[0]: row[1] for row in book["记录"].iter_rows(min_row=3, values_only=True)}
    assert kinds[int(visits[0][6])] == "督导记录"


def test_of_one_person_only_that_rows_numbers_are_explained(
    workbench: Workbench, filed: Callable[..., str], tmp_path: Path
) -> None:
    filed()
    path = tmp_path / "月.xlsx"
    workbench.tables.month_xlsx(path, NOVEMBER, sources_of="DX001")
    rows = list(load_workbook(path)["数字来源"].iter_rows(min_row=3, values_only=True))
    assert rows
    assert all("督学01" in row[2] for row in rows)
