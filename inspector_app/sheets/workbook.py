"""Open what an office sends: .xlsx, or .csv in the encodings that Excel and WPS write."""

import csv
import io
import re
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar

from openpyxl.utils.datetime import MAC_EPOCH

from inspector_app.base.errors import EnvironmentProblem, InputError, NotFoundError, disk_reason
from inspector_app.base.files import open_file
from inspector_app.base.texts import decoded
from inspector_app.sheets.dates import SERIAL_ZERO
from inspector_app.sheets.old_workbook import UnreadableError, old_sheets
from inspector_app.sheets.part_guard import TooLargeBookError, check_parts
from inspector_app.sheets.uncomputed import uncomputed_cells
from inspector_app.sheets.value_reader import ValueReader

Row = Sequence[object]
_T = TypeVar("_T")

MOST_BYTES: Final = 50 * 2**20
MOST_BYTES_OF_TEXT: Final = 20 * 2**20
MOST_BYTES_UNPACKED: Final = 600 * 2**20
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 200

_ZIP: Final = b"PK"
OLD: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
_TEXT_SUFFIXES: Final = frozenset({".csv", ".txt", ".tsv"})
_SAVE_AS: Final = "请用 Excel 或 WPS 打开它，另存为 .xlsx，再导入"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet as it stands: ``rows[0]`` is row 1.

    Attributes:
        uncomputed: row and column, from 0, of formulas whose result the file does not hold.
    """

    title: str
    rows: Sequence[Row]
    uncomputed: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """The sheets of a file.

    Attributes:
        sheets: in the order of the file, hidden ones too.
        serial_zero: the day that numbers meaning dates are counted from.
        titled: the sheets have titles of their own; the one sheet of a CSV file has not.
    """

    sheets: Sequence[Sheet]
    serial_zero: date = SERIAL_ZERO
    titled: bool = True


def open_workbook(path: Path, *, old: bool = False) -> Workbook:
    """Read every sheet of ``path`` once.

    Args:
        path: the file, whose content says what it is, whatever its suffix says.
        old: a workbook of Excel 97 to 2003 (.xls) is read, too.

    Raises:
        InputError: it is no workbook that can be read, or too big to be one.
        NotFoundError: there is no such file.
        EnvironmentProblem: it cannot be opened.
    """
    return _opened(path, lambda stream: _read(path, stream, old=old))


def book_bytes(path: Path) -> bytes:
    """Return the bytes of a file, of one too large to be read its beginning (errors as above)."""
    return _opened(path, lambda stream: stream.read(MOST_BYTES + 1))


def titles_of(content: bytes) -> Sequence[str] | None:
    """Return the titles of the sheets of an .xlsx, ``None`` where they cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = ValueReader(io.BytesIO(content))
            reader.read_manifest()
            reader.read_workbook()
            return [sheet.name for sheet in reader.parser.sheets]
    except Exception:  # noqa: BLE001 - a damaged file breaks in any way; its reader says how
        return None


def text_lines(path: Path) -> list[str]:
    """Return the lines of a text file, whatever stands in them (errors as above)."""
    return _opened(path, lambda stream: _lines_of(path, stream.read(MOST_BYTES + 1)))


def _opened(path: Path, read: Callable[[BinaryIO], _T]) -> _T:
    try:
        with open_file(path) as stream:
            return read(stream)
    except FileNotFoundError:
        raise NotFoundError(f"找不到文件“{path}”。请检查文件名和位置。") from None
    except IsADirectoryError:
        raise InputError(f"“{path}”是文件夹，不是工作簿。请选择 .xlsx 或 .csv 文件。") from None
    except OSError as problem:
        raise EnvironmentProblem(
            f"打不开文件“{path.name}”，没有读入任何内容。请先关闭正在使用它的程序，"
            f"并确认有权读取它（{disk_reason(problem)}）。"
        ) from problem


def workbook_of(content: bytes, *, name: str) -> Workbook:
    """Read every sheet of a file that is in the memory (InputError as above)."""
    return _read(Path(name), io.BytesIO(content), old=False)


def check_workbook(content: bytes, *, name: str) -> None:
    """Refuse a file that is no .xlsx, or promises more than is read, before its cells are made.

    Raises:
        InputError: as of ``workbook_of``.
    """
    if content.startswith(_ZIP):
        _unbroken(Path(name), lambda: _checked(Path(name), ValueReader(io.BytesIO(content))))
    else:
        workbook_of(content, name=name)


def formula_cells(content: bytes, *, name: str) -> Mapping[str, frozenset[tuple[int, int]]]:
    """Return row and column, from 1, of the computed cells of an .xlsx, by its sheets.

    Raises:
        InputError: its formulas cannot be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = ValueReader(io.BytesIO(content), formulas=True)
            reader.read()
            return {sheet.title: _computed(sheet) for sheet in reader.wb.worksheets}
    except Exception as damage:  # a damaged formula can break its parser in any way
        raise InputError(f"文件“{name}”里的公式读不出。{_SAVE_AS}。") from damage


def merged_cells(content: bytes) -> Mapping[str, tuple[str, ...]]:
    """Return the ranges of merged cells of an .xlsx that can be read, by its sheets."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = ValueReader(io.BytesIO(content))
        reader.read()
        return {
            sheet.title: tuple(
                found.decode() for found in _MERGED.findall(reader.archive.read(_part_of(sheet)))
            )
            for sheet in reader.wb.worksheets
        }


def _part_of(sheet: Any) -> str:
    return str(sheet._worksheet_path)  # noqa: SLF001 - openpyxl's reader has no public name for it


def _computed(sheet: Any) -> frozenset[tuple[int, int]]:
    sheet.reset_dimensions()
    return frozenset(
        (at, position)
        for at, row in enumerate(sheet.iter_rows(), 1)
        for position, cell in enumerate(row, 1)
        if cell.data_type == "f"
    )


def _read(path: Path, stream: BinaryIO, *, old: bool) -> Workbook:
    start = stream.read(8)
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size > MOST_BYTES:
        raise _too_big(path)
    if not start:
        raise InputError(f"文件“{path.name}”是空的，没有可读的内容。请换一份文件再导入。")
    if start.startswith(_ZIP):
        return _unbroken(path, lambda: _sheets_of(path, stream))
    if start == OLD:
        return _read_old(path, stream, old=old)
    if path.suffix.lower() in _TEXT_SUFFIXES:
        return _read_csv(path, stream.read())
    raise InputError(f"文件“{path.name}”不是 .xlsx 工作簿，或已经损坏。{_SAVE_AS}。")


def _too_big(path: Path) -> InputError:
    return InputError(
        f"文件“{path.name}”太大，不像名册或督导记录，没有读入任何内容。"
        "请删去图片和无关的工作表，或按学期分成几份，再导入。"
    )


def _read_old(path: Path, stream: BinaryIO, *, old: bool) -> Workbook:
    content = stream.read()
    refusal = _old_or_locked(path, content)
    if not old or _ENCRYPTED_STREAM in content:
        raise refusal
    try:
        sheets = old_sheets(content, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    except UnreadableError as damage:
        raise refusal from damage
    return Workbook(sheets=tuple(Sheet(title=title, rows=rows) for title, rows in sheets))


def _old_or_locked(path: Path, content: bytes) -> InputError:
    if _ENCRYPTED_STREAM in content:
        return InputError(
            f"文件“{path.name}”设有打开密码，读不出内容。请用 Excel 或 WPS 打开它，去掉密码，"
            "另存为 .xlsx，再导入。"
        )
    return InputError(f"文件“{path.name}”是旧格式（.xls 或 .et），不能直接读。{_SAVE_AS}。")


def _unbroken(path: Path, read: Callable[[], _T]) -> _T:
    try:
        # Notes on styles and extensions of other programs say nothing about the values.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read()
    except InputError:
        raise
    except (MemoryError, TooLargeBookError):
        raise _too_big(path) from None
    except Exception as damage:  # a damaged file can break its parser in any way
        raise InputError(
            f"文件“{path.name}”已经损坏，或不是真正的 .xlsx 工作簿，读不出内容。{_SAVE_AS}。"
        ) from damage


def _checked(path: Path, reader: ValueReader) -> None:
    # The directory of the archive is a promise that reading is held to: more bytes than it
    # names are never unpacked, so that a small file cannot fill the memory.
    if sum(member.file_size for member in reader.archive.infolist()) > MOST_BYTES_UNPACKED:
        raise _too_big(path)
    check_parts(reader.archive)


def _sheets_of(path: Path, stream: BinaryIO) -> Workbook:
    reader = ValueReader(stream)
    _checked(path, reader)
    reader.read()
    book = reader.wb
    sheets = []
    for sheet in book.worksheets:
        # Some programs write a wrong size of the sheet, and what lies outside would be lost.
        sheet.reset_dimensions()
        rows: list[Row] = []
        for row in sheet.iter_rows(values_only=True):
            if len(rows) < MOST_ROWS:
                rows.append(row[:MOST_COLUMNS])
            elif any(row):
                raise _too_big(path)
        part = reader.archive.read(_part_of(sheet))
        sheets.append(Sheet(title=sheet.title, rows=rows, uncomputed=uncomputed_cells(part)))
    zero = SERIAL_ZERO if book.epoch != MAC_EPOCH else MAC_EPOCH.date()
    return Workbook(sheets=sheets, serial_zero=zero)


def _read_csv(path: Path, content: bytes) -> Workbook:
    if len(content) > MOST_BYTES_OF_TEXT:
        raise _too_big(path)
    text = _decoded(path, content)
    # NUL bytes are no text; a workbook with another suffix looks like this.
    if "\0" in text:
        raise InputError(f"文件“{path.name}”不是文本表格。{_SAVE_AS}。")
    read = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        rows = [
            [cell if cell != "" else None for cell in row[:MOST_COLUMNS]]
            for row in islice(read, MOST_ROWS + 1)
        ]
    except csv.Error as damage:
        raise InputError(
            f"文件“{path.name}”不是完整的 .csv 表格，读不出内容。{_SAVE_AS}。"
        ) from damage
    if len(rows) > MOST_ROWS:
        raise _too_big(path)
    return Workbook(sheets=(Sheet(title=path.stem, rows=rows),), titled=False)


def _lines_of(path: Path, content: bytes) -> list[str]:
    if len(content) > MOST_BYTES:
        raise _too_big(path)
    text = _decoded(path, content)
    if "\0" in text:
        raise InputError(f"文件“{path.name}”不是文本文件。{_SAVE_AS}。")
    return text.splitlines()


def _decoded(path: Path, content: bytes) -> str:
    text = _utf_16(content) if content.startswith(_UTF_16_MARKS) else decoded(content)
    if text is None:
        raise InputError(
            f"文件“{path.name}”的文字编码不是 UTF-8，也不是 GB18030，读不出内容。{_SAVE_AS}。"
        )
    return text


def _utf_16(content: bytes) -> str | None:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError:
        return None


def _delimiter(text: str) -> str:
    head = "\n".join(text.split("\n", 10)[:10])
    return max(",\t;", key=head.count)
