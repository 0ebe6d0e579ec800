"""Excel files of the office: numbers that it can go on counting with."""

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
