"""An indicator set from a workbook: what the program writes reads back, bad cells are named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from inspector_app.base.errors import InputError
from inspector_app.services.standard_sheets import standard_sheets
from inspector_app.services.standards import shipped
from inspector_app.sheets.standards import read_standard
from inspector_app.sheets.writer import write_table

Change = Callable[[str, int, str, object], None]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The shipped set as a workbook."""
    return write_table(tmp_path / "指标体系.xlsx", standard_sheets(shipped()[0])).path


@pytest.fixture
def change(book: Path) -> Change:
    """Write into a cell of the workbook, by the head of its column."""

    def write(title: str, row: int, head: str, value: object) -> None:
        made: Workbook = load_workbook(book)
        sheet = made[title]
        (column,) = [cell.column for cell in sheet[1] if cell.value == head]
        sheet.cell(row, column).value = value  # type: ignore[assignment]
        made.save(book)

    return write


def problems(path: Path) -> list[str]:
    with pytest.raises(InputError) as refused:
        read_standard(path)
    return [problem.sentence() for problem in refused.value.problems]


def test_a_set_that_the_program_wrote_reads_back_as_it_was(book: Path) -> None:
    assert read_standard(book) == shipped()[0]


def test_a_district_changes_a_line_and_the_grades(book: Path, change: Change) -> None:
    change("指标体系", 2, "版本", "2024年地方版")
    change("指标", 2, "合格线", 90)
    change("县域等级", 2, "合格至少", 34)
    found = read_standard(book)
    assert found.key == "pjph@2024年地方版"
    rule = found.by_no[1].rule
    assert rule is not None
    assert str(rule.good) == "90"
    assert found.grades[0].passes == 34


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        (("指标", 2, "合格线"), "八十五", "指标!M2：“八十五”不是 0 或大于 0 的数"),
        (("指标", 2, "合格线"), 0.85, "指标!M2：合格线写成了 0.85%，多半是百分比格式的单元格"),
        (("指标", 2, "方向"), "大概", "指标!L2：“大概”不是方向；请填：不低于、不高于"),
        (("指标", 2, "分母"), None, "指标!J2：分子和分母只填了一个"),
        (("指标", 5, "分子"), "甲", "指标!I5：没有合格线，这一格用不上"),
        (("指标", 2, "基本合格线"), 80, "指标!N2：这一项没有基本合格"),
        (("指标", 30, "基本合格线"), 100, "指标!N30：基本合格线比合格线还严，或相同"),
        (("指标", 4, "序号"), 2, "“2”与指标第 3 行重复，内容却不同"),
        (("指标", 4, "序号"), 40, "指标：序号不连续，缺第 3 项；请从 1 起连续编号"),
        (("指标体系", 2, "代码"), "普及普惠", "指标体系!A2：“普及普惠”不能作代码"),
        (("指标体系", 3, "代码"), "pjph", "指标体系!B3：“名称”没有填"),
        (("指标", 5, "评定办法"), None, "指标!E5：“评定办法”没有填"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(
    book: Path, change: Change, cell: tuple[str, int, str], value: Any, told: str
) -> None:
    change(*cell, value)
    assert told in "\n".join(problems(book))


def test_a_file_without_the_sheet_of_the_set_is_told(book: Path) -> None:
    made = load_workbook(book)
    del made["指标体系"]
    made.save(book)
    assert any(line.startswith("指标体系：没有这张表") for line in problems(book))
