"""A Word form that was filled in is opened by LibreOffice, and says there what was written."""

import io
import subprocess
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from inspector_app.domain.word_spot import Spot
from inspector_app.papers.conversion import office
from inspector_app.papers.filling import WordPaper
from inspector_app.papers.reading import read_word_file

pytestmark = [pytest.mark.skipif(office() is None, reason="no LibreOffice here")]


def test_libreoffice_reads_what_was_filled_in_and_the_form_around_it(tmp_path: Path) -> None:
    form = Document()
    form.add_paragraph("学校：____________　日期：    年  月  日")
    table = form.add_table(rows=3, cols=4)
    table.style = "Table Grid"
    for row, texts in enumerate(
        (("序号", "检查内容", "结果", "备注"), ("1", "作业公示", "□是 □否", ""),
         ("2", "课后服务", "好/中/差", ""))
    ):  # fmt: skip
        for cell, text in zip(table.rows[row].cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    form.save(stream)
    paper = WordPaper(stream.getvalue(), name="表.docx")
    assert paper.tick(Spot(0, 1, 2), "否")
    assert paper.mark(Spot(0, 2, 2), "中")
    assert paper.write(Spot(0, 1, 3), "栏里是上月的 <旧>\n已说明")
    (line,) = paper.lines[:1]
    assert paper.fill_blank(line, 3, "示范区第3小学")
    assert paper.fill_blank(line, line.text.index("日期：") + 3, date(2026, 11, 20))
    filled, again = tmp_path / "filled.docx", tmp_path / "out" / "filled.odt"
    filled.write_bytes(paper.file())
    for source, ending in ((filled, "odt"), (again, "docx")):
        subprocess.run(
            [str(office()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
             "--headless", "--convert-to", ending, "--outdir", str(tmp_path / "out"), str(source)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    told = read_word_file(tmp_path / "out" / "filled.docx")
    rows = [[cell.text for cell in row] for row in told.tables[0].rows]
    assert rows[1:] == [
        ["1", "作业公示", "□是 ☑否", "栏里是上月的 <旧>\n已说明"],
        ["2", "课后服务", "好/中√/差", ""],
    ]  # fmt: skip
    first = next(told.paragraphs()).text
    assert first.startswith("学校：示范区第3小学")
    assert first.endswith("日期：2026年11月20日")
