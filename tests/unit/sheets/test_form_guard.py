"""Workbooks with more in them than a form to be filled: refused before they are taken apart."""

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector_app.authoring.raw import read_raw
from inspector_app.base.errors import InputError
from inspector_app.domain.layout import LayoutKind
from inspector_app.domain.paper_places import PaperText, Where
from inspector_app.domain.record_places import record_places
from inspector_app.domain.summary_grid import GridCell
from inspector_app.sheets import form_guard, summary_book
from inspector_app.sheets.form_guard import MOST_MERGED, MOST_WRITTEN, check_book
from inspector_app.sheets.summary_book import SummaryBook
from tests.small_xlsx import write_xlsx

_SHEET = "xl/worksheets/sheet1.xml"


def merged(folder: Path, many: int) -> Path:
    """Write a workbook with so many merged pairs of cells."""
    honest = write_xlsx(folder / "honest.xlsx", {"汇总": [["学校名称"], ["示范区第1小学"]]})
    ranges = "".join(f'<mergeCell ref="C{n}:D{n}"/>' for n in range(1, many + 1))
    path = folder / "合并.xlsx"
    with zipfile.ZipFile(honest) as source, zipfile.ZipFile(path, "w") as archive:
        for name in source.namelist():
            part = source.read(name).decode()
            end = f"</sheetData><mergeCells>{ranges}</mergeCells>"
            archive.writestr(name, part.replace("</sheetData>", end) if name == _SHEET else part)
    return path


@pytest.mark.parametrize(
    ("read", "outcome"),
    [
        (lambda path: check_book(path.read_bytes(), name=path.name), "不能作表样"),
        (SummaryBook, "没有填写"),
        (read_raw, "没有检查"),
    ],
)
def test_more_merged_cells_than_anybody_makes_are_refused_with_their_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[Path], Any], outcome: str
) -> None:
    def taken_apart(*_: object, **__: object) -> None:
        msg = "openpyxl was asked"
        raise AssertionError(msg)

    read(merged(tmp_path, MOST_MERGED))
    monkeypatch.setattr(summary_book, "load_workbook", taken_apart)

    with pytest.raises(InputError) as refused:
        read(merged(tmp_path, MOST_MERGED + 1))

    assert refused.value.sentence == (
        f"“合并.xlsx”的工作表“汇总”里合并的单元格超过 {MOST_MERGED} 处，不像要填的表，{outcome}；"
        "请选中整张表，取消合并，保存后再试一次。"
    )


def test_a_workbook_full_of_words_is_no_blank_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_guard, "MOST_WRITTEN", 10)
    path = write_xlsx(tmp_path / "名单.xlsx", {"表": [["学校名称"]], "名单": [["第1小学"]] * 10})

    with pytest.raises(
        InputError, match=r"有字的格子超过 10 个（工作表“名单”里有 10 个）.*删去名单"
    ):
        check_book(path.read_bytes(), name=path.name)

    assert MOST_WRITTEN == 20_000


def calls_of(act: Callable[[], object]) -> int:
    """Return how many functions, of Python and of C, are called on the way."""
    many = 0

    def count(_frame: object, event: str, _what: object) -> None:
        nonlocal many
        many += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
    return many


@pytest.mark.parametrize(
    "said", ["第{}所学校", "学校名称：第{}小学", "第{}项（见注）：", "见表[{}]"]
)
def test_a_form_of_four_times_the_lines_is_recognised_in_four_times_the_steps(said: str) -> None:
    def looked_through(lines: int) -> int:
        cells = [GridCell(row, 0, said.format(row), free=False) for row in range(lines)]
        texts = [PaperText(Where(0, cell.row, 0, 0), cell.text) for cell in cells]
        return calls_of(lambda: list(record_places(LayoutKind.VISIT, texts, [cells])))

    short, long = looked_through(500), looked_through(2_000)

    assert long <= 4.2 * short
    assert long <= 120 * 2_000
