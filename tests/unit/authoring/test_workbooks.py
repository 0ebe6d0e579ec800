"""The template and the workbooks that a clerk goes on with."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from inspector_app.authoring.cells import FormCells, book_of, cells_of, csv_texts
from inspector_app.authoring.check import check_form
from inspector_app.authoring.raw import read_raw
from inspector_app.authoring.template_text import EXAMPLE
from inspector_app.authoring.words import TYPES, Kind
from inspector_app.authoring.workbook import form_workbook, template
from inspector_app.base.paths import forms
from inspector_app.sheets.text import plain
from tests.examples import examples


@pytest.fixture(scope="module")
def book() -> Any:
    return load_workbook(io.BytesIO(template()))


def read_back(content: bytes, folder: Path) -> FormCells:
    """Return the cells of a workbook after it was a file."""
    (folder / "x.xlsx").write_bytes(content)
    return cells_of(read_raw(folder / "x.xlsx"))


def test_the_template_has_the_three_sheets_an_explanation_and_an_example(book: Any) -> None:
    shown = [page.title for page in book if page.sheet_state == "visible"]
    assert shown == ["题目", "选项", "设置", "填写说明", "示例"]


def test_the_header_stays_in_sight_and_types_are_picked_from_a_list(book: Any) -> None:
    page = book["题目"]
    assert page.freeze_panes == "D2"
    lists = {str(rule.sqref)[0]: rule for rule in page.data_validations.dataValidation}
    assert lists["A"].formula1 == "列表!$A$1:$A$200"
    assert lists["E"].formula1 == '"是,否"'
    assert len(page.conditional_formatting) > 0
    offered = [row[0].value for row in book["列表"].iter_rows(max_col=1)]
    assert {"文本", "单选 列表名", "重复开始", "评分表结束"} <= set(offered)


def test_every_type_that_the_list_offers_is_one_that_is_known(book: Any) -> None:
    words = [plain(row[0].value).split()[0] for row in book["列表"].iter_rows(max_col=1)]
    known = {*TYPES, "单选", "多选", "名单单选"}
    assert set(words) <= known


def test_the_template_is_the_same_file_on_every_day() -> None:
    assert template() == template()


def test_the_example_of_the_template_can_be_published_as_it_stands() -> None:
    result = check_form(book_of(EXAMPLE, name="示例"))
    assert [each.sentence() for each in result.findings] == []
    assert result.form is not None


def test_the_example_stands_in_the_template_word_by_word(book: Any) -> None:
    said = {c.value for row in book["示例"].iter_rows() for c in row if c.value}
    assert {text for rows in EXAMPLE.values() for row in rows for text in row if text} <= said


@pytest.mark.parametrize("form", ["dudao", "shuangjian", "anquan"])
def test_a_shipped_form_goes_to_a_workbook_and_back_without_a_change(
    form: str, tmp_path: Path
) -> None:
    folder = forms() / form
    cells = cells_of(read_raw(folder))
    again = read_back(form_workbook(cells, title=form), tmp_path)
    for name, text in csv_texts(again).items():
        assert text == (folder / name).read_text("utf-8-sig")


words = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")),
    min_size=1, max_size=8,
).filter(lambda text: text == text.strip() and "x005F" not in text)  # fmt: skip


@examples(25)
@given(lines=st.lists(st.lists(st.one_of(st.just(""), words), min_size=3, max_size=3), max_size=4))
def test_texts_go_to_a_workbook_and_back_as_they_were(
    lines: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    cells = {Kind.SURVEY: [["类型", "名称", "题目"], *lines, ["文本", "a", "=1+1"]]}
    again = read_back(form_workbook(cells, title="x"), tmp_path_factory.mktemp("book"))
    assert list(again[Kind.SURVEY]) == cells[Kind.SURVEY]


def test_csv_files_quote_only_what_must_be_quoted(tmp_path: Path) -> None:
    cells = {Kind.SETTINGS: [["表名", "版本"], ["甲，乙", 'a"b,c']]}
    text = csv_texts(cells)["settings.csv"]
    assert text == '表名,版本\n甲，乙,"a""b,c"\n'
    assert list(csv.reader(io.StringIO(text))) == cells[Kind.SETTINGS]
