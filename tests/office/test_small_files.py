"""A Word and an Excel file with one question each, printed by LibreOffice."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from inspector_app.base import child
from inspector_app.reports.word import render_docx
from inspector_app.sheets.writer import TableSheet, write_table
from tests.office.peer import print_all, programs
from tests.unit.reports.test_word import ORDINARY, TABLE

SHEET: Final = TableSheet(
    title="表",
    heading="月统计表",
    head=("责任督学", "校次", "督导日期", "备注"),
    rows=tuple((f"督学{n:02}", n, date(2026, 10, 8), "=1+1") for n in range(1, 91)),
    notes=("统计口径见背面。",),
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """LibreOffice's prints of the Word and of the Excel file, made in one go."""
    folder = tmp_path_factory.mktemp("small")
    word, excel = folder / "word.docx", folder / "excel.xlsx"
    word.write_bytes(render_docx([ORDINARY, TABLE]))
    write_table(excel, [SHEET])
    made = print_all([word, excel], folder)
    return made[word], made[excel]


def pages_of(pdf: Path) -> list[str]:
    (reader,) = programs("pdftotext")
    done = child.run([reader, "-enc", "UTF-8", pdf, "-"], seconds=60)
    return done.out.decode().rstrip("\f").split("\f")


def test_libreoffice_prints_the_texts_and_the_mark_of_a_record(printed: tuple[Path, Path]) -> None:
    found = "".join("".join(pages_of(printed[0])).split())
    for piece in ("示范区第1小学", "巡视校园。", "查看食堂。", "通道堆物。", "台账不全。", "随机",
                  "督学签名：", "草稿", "督学79", "158"):  # fmt: skip
        assert piece in found
    # The head of the long table stands on each of its pages.
    assert found.count("校次") >= 2


def test_libreoffice_prints_the_same_words_of_a_table_with_the_head_on_each_page(
    printed: tuple[Path, Path],
) -> None:
    pages = pages_of(printed[1])
    assert len(pages) > 1
    assert all("责任督学" in page and "月统计表" in page for page in pages)
    words = "".join(pages).split()
    assert [w for w in words if w.startswith("督学")] == [row[0] for row in SHEET.rows]
    assert words.count("=1+1") == len(SHEET.rows)
    assert words.count("2026-10-08") == len(SHEET.rows)
    assert "统计口径见背面。" in words
