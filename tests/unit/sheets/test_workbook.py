"""Files as they come: formats, encodings, damage."""

import contextlib
import os
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from inspector_app.base.errors import EnvironmentProblem, InputError, NotFoundError
from inspector_app.sheets import workbook as module
from inspector_app.sheets.uncomputed import uncomputed_cells
from inspector_app.sheets.workbook import open_workbook
from inspector_app.sheets.writer import TableSheet, write_table

_ROWS = [["学校标识码", "学校名称"], ["2121100007", "示范区第2小学"]]


def test_a_workbook_gives_its_sheets_in_order_with_row_1_first(
    make_book: Callable[..., Path],
) -> None:
    path = make_book({"学校": [[None, None], *_ROWS], "空表": [], "督学": [["姓名"]]})
    book = open_workbook(path)
    assert [sheet.title for sheet in book.sheets] == ["学校", "空表", "督学"]
    assert list(book.sheets[0].rows[2]) == ["2121100007", "示范区第2小学"]
    assert book.titled


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_file_is_read_in_the_encodings_that_offices_write(
    make_csv: Callable[..., Path], encoding: str
) -> None:
    book = open_workbook(make_csv(_ROWS, encoding))
    assert [list(row) for row in book.sheets[0].rows] == _ROWS
    assert not book.titled


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_csv_file_may_be_divided_by_comma_tab_or_semicolon(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"学校标识码{mark}学校名称\n2121100007{mark}\n", encoding="utf-8")
    assert [list(row) for row in open_workbook(path).sheets[0].rows] == [
        _ROWS[0],
        ["2121100007", None],
    ]


def test_a_workbook_is_known_by_its_content_not_by_its_suffix(
    make_book: Callable[..., Path],
) -> None:
    path = make_book({"学校": _ROWS}, name="book.csv")
    assert open_workbook(path).sheets[0].title == "学校"


def test_an_old_xls_file_is_refused_with_the_way_to_save_it_anew(tmp_path: Path) -> None:
    path = tmp_path / "旧表.xls"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    with pytest.raises(InputError, match=r"“旧表\.xls”是旧格式.*另存为 \.xlsx"):
        open_workbook(path)


def test_a_workbook_with_a_password_is_refused_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    stream = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + stream)
    with pytest.raises(InputError, match="打开密码"):
        open_workbook(path)


@pytest.mark.parametrize("looks", ['<u val="1"/>', '<color rgb="red"/>'])
def test_a_look_that_only_excel_understands_does_not_keep_the_values_back(
    tmp_path: Path, looks: str
) -> None:
    day = date(2022, 5, 2)
    path, odd = tmp_path / "a.xlsx", tmp_path / "odd.xlsx"
    write_table(path, [TableSheet(title="表", head=("日期", "数"), rows=((day, 44_683),))])
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(odd, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/styles.xml":
                assert b"</font>" in content
                content = content.replace(b"</font>", f"{looks}</font>".encode())
            new.writestr(name, content)
    ((_, row),) = ([tuple(row) for row in sheet.rows] for sheet in open_workbook(odd).sheets)
    assert row == (datetime(2022, 5, 2), 44_683)  # noqa: DTZ001 - a workbook knows no zone


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9])
def test_a_cut_off_workbook_is_refused_as_damaged(
    make_book: Callable[..., Path], keep: float
) -> None:
    path = make_book({"学校": _ROWS * 50})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(InputError, match="已经损坏"):
        open_workbook(path)


def test_a_workbook_with_flipped_bytes_is_read_or_refused_and_never_a_bug(
    make_book: Callable[..., Path],
) -> None:
    path = make_book({"学校": _ROWS * 20})
    content = path.read_bytes()
    for at in range(0, len(content), 97):
        path.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
        with contextlib.suppress(InputError):
            open_workbook(path)


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("空.xlsx", b"", "是空的"),
        ("a.xlsx", b"<html><table></table></html>", "不是 .xlsx 工作簿"),
        ("a.docx", b"plain text", "不是 .xlsx 工作簿"),
        ("a.csv", b"\x81\xff\xff\x00", "文字编码"),
        ("a.csv", b"a,b\0c\n", "不是文本表格"),
        ("a.csv", b'"' + b"x" * 200_000, "不是完整的 .csv 表格"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(
    tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=what):
        open_workbook(path)


def test_a_missing_file_and_a_folder_are_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="找不到文件"):
        open_workbook(tmp_path / "没有.xlsx")
    with pytest.raises(InputError, match="是文件夹"):
        open_workbook(tmp_path)


def test_a_file_that_may_not_be_read_is_a_problem_of_the_surroundings(
    make_book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_book({"学校": _ROWS})

    def locked(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(os, "open", locked)
    with pytest.raises(EnvironmentProblem, match="请先关闭正在使用它的程序"):
        open_workbook(path)


def test_a_file_beyond_reason_is_refused_before_it_is_unpacked(
    make_book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_book({"学校": _ROWS * 100})
    monkeypatch.setattr(module, "MOST_BYTES_UNPACKED", 2000)
    with pytest.raises(InputError, match="太大"):
        open_workbook(path)
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    with pytest.raises(InputError, match="太大"):
        open_workbook(path)


def test_rows_beyond_the_limit_are_refused_unless_they_are_empty(
    make_book: Callable[..., Path],
    make_csv: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 10)
    assert len(open_workbook(make_book({"学校": [["a"]] * 8 + [[None]] * 8})).sheets[0].rows) <= 10
    with pytest.raises(InputError, match="太大"):
        open_workbook(make_book({"学校": [["a"]] * 11}))
    with pytest.raises(InputError, match="太大"):
        open_workbook(make_csv([["a"]] * 11))


def test_a_sheet_whose_size_is_written_wrong_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("学校")
    for row in _ROWS:
        page.append(row)
    book.save(path)
    assert [list(row) for row in open_workbook(path).sheets[0].rows] == _ROWS


def test_the_file_is_free_again_after_reading(make_book: Callable[..., Path]) -> None:
    path = make_book({"学校": _ROWS})
    handles = Path("/proc/self/fd")
    if not handles.exists():
        pytest.skip("this system does not list the open files of a process")
    before = len(list(handles.iterdir()))
    book = open_workbook(path)
    assert len(list(handles.iterdir())) == before
    assert book.sheets


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('<c r="B2"><f>1+1</f></c>', True),
        ('<c r="B2"><f>1+1</f><v/></c>', True),
        ('<c s="3" r="B2"><f t="shared" si="0"/><v></v></c>', True),
        ('<x:c r="B2"><x:f>1+1</x:f></x:c>', True),
        ('<c r="B2"><f>1+1</f><v>2</v></c>', False),
        ('<c r="B2" t="str"><f>""</f><v></v></c>', False),
        ('<c r="B2"><v>2</v></c><c r="B3" t="inlineStr"><is><t>f</t></is></c>', False),
    ],
)
def test_a_formula_without_a_result_is_told_from_one_whose_result_is_empty(
    cell: str, told: bool
) -> None:
    assert uncomputed_cells(cell.encode()) == ({(1, 1)} if told else frozenset())
