"""Recognise the sheets of a form and name their columns; no cell is left aside in silence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Final

from openpyxl.utils import get_column_letter

from inspector_app.authoring.findings import Report
from inspector_app.authoring.raw import RawBook, RawSheet
from inspector_app.authoring.words import (
    ASIDE_PREFIXES,
    ASIDE_SHEETS,
    COLUMNS,
    OWN_COLUMNS,
    REFUSED_COLUMNS,
    REFUSED_PREFIXES,
    REFUSED_SHEETS,
    SHEET_TITLE,
    SHEETS,
    TEXT_COLUMNS,
    Kind,
    key_of,
)
from inspector_app.sheets.text import compact, is_blank, plain

_HEADER_WITHIN: Final = 10
# Older sheets name the language behind a single colon.
_LANGUAGE: Final = re.compile(r"\s*[:：]{1,2}\s*")
_LINE_ENDS: Final = re.compile(r"(?:_x000D_|\r)\n?")
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EXCEL_ERROR: Final = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!)")
# What no XML may hold.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FILTER_COLUMN: Final = re.compile(r"[^\W\d][\w.-]*")


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: where it stands, and the texts of its cells that are not blank by column."""

    number: int
    values: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return a cell's text, empty where it is blank."""
        return self.values.get(column, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """A sheet whose columns are known; a language stands behind ``::`` in a column's name."""

    kind: Kind
    title: str
    columns: Mapping[str, int]
    rows: Sequence[FormRow]
    header_row: int = 1

    def at(self, row: FormRow | None, column: str = "") -> str:
        """Return the address of a cell, of a row, or without either of the sheet."""
        if row is None:
            return self.title
        position = self.columns.get(column)
        if position is None:
            return f"{self.title}!{row.number}:{row.number}"
        return f"{self.title}!{get_column_letter(position + 1)}{row.number}"

    def texts(self, row: FormRow, column: str) -> Iterator[tuple[str, str]]:
        """Yield the full name and the text of a column in each language that it is there in."""
        for name in self.columns:
            if name == column or name.startswith(f"{column}::"):
                yield name, row.get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTables:
    """The sheets of one form; choices and settings may be empty."""

    survey: FormSheet
    choices: FormSheet
    settings: FormSheet

    @property
    def setting(self) -> Mapping[str, str]:
        """The values of the settings, by their names."""
        rows = self.settings.rows
        return rows[0].values if rows else {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that columns name, in their order."""
        named = (
            column.split("::", 1)[1]
            for sheet in (self.survey, self.choices)
            for column in sheet.columns
            if "::" in column
        )
        return tuple(dict.fromkeys(named))


@dataclass(slots=True)
class _Header:
    row: int
    columns: dict[str, int] = field(default_factory=dict)
    known: int = 0


def is_form(book: RawBook) -> bool:
    """Say whether a source is meant as a form and not as a plain sheet of items."""
    for sheet in book.sheets:
        if book.titled and SHEETS.get(_title(sheet)) is Kind.SURVEY:
            return True
        named = _header(sheet, Kind.SURVEY).columns
        if "type" in named and "label" in named and "name" in named:
            return True
    return False


def read_tables(book: RawBook, report: Report) -> FormTables | None:
    """Return the sheets of a form; ``None`` where there is no sheet of questions."""
    found = _by_kind(book, report)
    tell_shape(book, report)
    if Kind.SURVEY not in found:
        return None
    tables = {kind: _read(sheet, kind, report) for kind, sheet in found.items()}
    for kind in Kind:
        tables.setdefault(kind, FormSheet(kind=kind, title=SHEET_TITLE[kind], columns={}, rows=()))
    return FormTables(
        survey=tables[Kind.SURVEY], choices=tables[Kind.CHOICES], settings=tables[Kind.SETTINGS]
    )


def tell_shape(book: RawBook, report: Report) -> None:
    """Tell of what a reader of cells does not see: merged cells, an old file under a new name."""
    if book.disguised:
        report.warn(
            "old-workbook", book.name, "其实是旧格式的工作簿（.xls），内容读了，格式不会保留",
            "请用 Excel 或 WPS 另存为 .xlsx",
        )  # fmt: skip
    for sheet in book.sheets:
        if _title(sheet) in ASIDE_SHEETS or _title(sheet).startswith("#"):
            continue
        for area in sheet.merged:
            first, last = area.split(":")
            if first.lstrip(_LETTERS) != last.lstrip(_LETTERS):
                what = "竖着合并的单元格只有第一行有内容，下面几行当作空的"
                report.warn("merged-cells", f"{sheet.title}!{area}", what, "请取消合并，每行都写上")


# -- sheets ----------------------------------------------------------------------------------------


def _title(sheet: RawSheet) -> str:
    return compact(sheet.title).casefold()


def _by_kind(book: RawBook, report: Report) -> dict[Kind, RawSheet]:
    found: dict[Kind, RawSheet] = {}
    for sheet in book.sheets:
        kind = SHEETS.get(_title(sheet))
        if kind is None:
            _strange_sheet(sheet, report)
        elif kind in found:
            report.error(
                "sheet-twice", sheet.title, f"与“{found[kind].title}”是同一种工作表",
                "请把内容并到一张，删去另一张",
            )  # fmt: skip
        else:
            found[kind] = sheet
    if Kind.SURVEY not in found:
        _no_survey(book, report)
    return found


def _strange_sheet(sheet: RawSheet, report: Report) -> None:
    title = _title(sheet)
    if title in REFUSED_SHEETS:
        what = f"本程序不支持{REFUSED_SHEETS[title]}“{sheet.title}”"
        report.error("sheet-refused", sheet.title, what, "请删去这张工作表")
        return
    if title in ASIDE_SHEETS or title.startswith("#") or not any(map(_filled, sheet.rows)):
        return
    near = get_close_matches(title, SHEETS, n=1, cutoff=0.5)
    looks = {kind: _header(sheet, kind) for kind in Kind}
    kind = SHEETS[near[0]] if near else max(looks, key=lambda each: looks[each].known)
    if looks[kind].known >= 2:
        report.error(
            "sheet-name", sheet.title, f"工作表名称“{sheet.title}”不对，没有读",
            f"请把它改名为“{SHEET_TITLE[kind]}”；不要的表请在名称前加 #",
        )  # fmt: skip
    else:
        report.note("sheet-aside", sheet.title, "不是表单的工作表，没有读")


def _no_survey(book: RawBook, report: Report) -> None:
    if not any(_filled(row) for sheet in book.sheets for row in sheet.rows):
        report.error(
            "sheet-missing", book.name, "是空的，没有写表单",
            "请在窗口里按“新建一份…”，或用 form template --out 表.xlsx 写出模板，照着写",
        )  # fmt: skip
        return
    there = "、".join(f"“{sheet.title}”" for sheet in book.sheets) or "没有工作表"
    report.error(
        "sheet-missing", book.name, f"没有名为“题目”的工作表（文件里是：{there}）",
        "请把写题目的那张改名为“题目”，选项的改名为“选项”，设置的改名为“设置”",
    )  # fmt: skip


def _filled(row: Sequence[object]) -> bool:
    return any(not is_blank(value) for value in row)


# -- columns ---------------------------------------------------------------------------------------


def _header(sheet: RawSheet, kind: Kind) -> _Header:
    """Return the row of the sheet's top that names most columns."""
    best = _Header(row=1)
    for at, row in enumerate(sheet.rows[:_HEADER_WITHIN], 1):
        header = _Header(row=at)
        for position, value in enumerate(row):
            name = _column(value, kind) if isinstance(value, str) else None
            if name is not None:
                header.columns.setdefault(name, position)
        header.known = len(header.columns)
        if header.known > best.known:
            best = header
    return best


def _column(text: str, kind: Kind) -> str | None:
    """Return the name of a column that is known, with its language."""
    whole = COLUMNS[kind].get(_key(text))
    if whole is not None:
        return whole
    word, *language = _LANGUAGE.split(text.strip(), maxsplit=1)
    name = COLUMNS[kind].get(_key(word))
    if name is None and kind is Kind.SURVEY and compact(text) in OWN_COLUMNS:
        return compact(text)
    if name is not None and language and name in TEXT_COLUMNS:
        return f"{name}::{plain(language[0])}"
    return name if not language else None


def _key(text: str) -> str:
    return key_of(compact(text))


def _is_note(text: str) -> bool:
    return text.lstrip().startswith(("#", "＃")) or compact(text).startswith("备注")


def _read(sheet: RawSheet, kind: Kind, report: Report) -> FormSheet:
    header = _header(sheet, kind)
    columns, aside = _columns(sheet, kind, header, report)
    rows = [
        FormRow(number, values)
        for number, row in enumerate(sheet.rows[header.row :], header.row + 1)
        if (values := _values(sheet, number, row, columns, aside, report))
    ]
    for number, row in enumerate(sheet.rows[: header.row - 1], 1):
        if _filled(row):
            report.note("row-aside", f"{sheet.title}!{number}:{number}", "在表头上面，没有读")
    return FormSheet(
        kind=kind, title=sheet.title, columns=columns, rows=tuple(rows), header_row=header.row
    )


def _columns(
    sheet: RawSheet, kind: Kind, header: _Header, report: Report
) -> tuple[dict[str, int], frozenset[int]]:
    """Return the columns by their names, and the positions of those that are only notes."""
    row = sheet.rows[header.row - 1] if sheet.rows else ()
    columns: dict[str, int] = {}
    aside: set[int] = set()
    for position, value in enumerate(row):
        where = f"{sheet.title}!{get_column_letter(position + 1)}{header.row}"
        if is_blank(value):
            continue
        text = value if isinstance(value, str) else str(value)
        if _is_note(text):
            aside.add(position)
            continue
        if _key(text).startswith(ASIDE_PREFIXES):
            what = f"“{text.strip()}”是别的程序自己用的列，没有读"
            report.note("column-aside", where, what)
            aside.add(position)
            continue
        name = _column(text, kind) or _other_column(text, kind, where, report)
        if name is None:
            aside.add(position)
        elif name in columns:
            what = f"“{text.strip()}”与另一列是同一列（{get_column_letter(columns[name] + 1)} 列）"
            report.error("column-twice", where, what, "请并成一列")
            aside.add(position)
        else:
            columns[name] = position
    _required_columns(sheet, kind, columns, header, report)
    return columns, frozenset(aside)


def _other_column(text: str, kind: Kind, where: str, report: Report) -> str | None:
    shown = " ".join(text.split())
    key = _key(text).split("::", maxsplit=1)[0]
    reason = REFUSED_COLUMNS[kind].get(key)
    if reason is None and _key(text).startswith(REFUSED_PREFIXES):
        reason = "本程序不支持这一列"
    if reason is not None:
        report.error("column-refused", where, f"不能用列“{shown}”：{reason}", "请删去这一列")
        return None
    if kind is Kind.CHOICES and _FILTER_COLUMN.fullmatch(plain(text)):
        return plain(text)
    near = get_close_matches(key, COLUMNS[kind], n=1, cutoff=0.75)
    remedy = f"是不是“{near[0]}”？" if near else ""
    report.error(
        "column-unknown", where, f"不认识列“{shown}”，不知道它是什么",
        f"{remedy}请改成说明里的列名；只作备注的列请在列名前加 #",
    )  # fmt: skip
    return None


_REQUIRED: Final[Mapping[Kind, Mapping[str, str]]] = {
    Kind.SURVEY: {"type": "类型", "name": "名称"},
    Kind.CHOICES: {"list_name": "列表"},
    Kind.SETTINGS: {},
}


def _required_columns(
    sheet: RawSheet, kind: Kind, columns: Mapping[str, int], header: _Header, report: Report
) -> None:
    missing = [word for name, word in _REQUIRED[kind].items() if name not in columns]
    if kind is Kind.CHOICES and not {"name", "label"} & {c.split("::")[0] for c in columns}:
        missing.append("选项")
    if missing and any(map(_filled, sheet.rows)):
        report.error(
            "column-missing", f"{sheet.title}!{header.row}:{header.row}",
            "表头缺少：" + "、".join(missing), "请补上这些列",
        )  # fmt: skip


# -- cells -----------------------------------------------------------------------------------------


def _values(
    sheet: RawSheet,
    number: int,
    row: Sequence[object],
    columns: Mapping[str, int],
    aside: frozenset[int],
    report: Report,
) -> dict[str, str]:
    values: dict[str, str] = {}
    known = {position: name for name, position in columns.items()}
    for position in range(max(len(row), max(known, default=-1) + 1)):
        value = row[position] if position < len(row) else None
        where = f"{sheet.title}!{get_column_letter(position + 1)}{number}"
        if position in known:
            text = _text(value, where, is_formula=(number, position + 1) in sheet.formulas,
                         report=report)  # fmt: skip
            if text:
                values[known[position]] = text
        elif position not in aside and not is_blank(value):
            report.error(
                "cell-outside", where, "这一格上面没有列名，不知道它是什么",
                "请写上列名，或删去这一格",
            )  # fmt: skip
    return values


def cell_text(value: object) -> str:
    """Return a cell's content as it would be typed, with one kind of line end."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else _LINE_ENDS.sub("\n", str(value))


def _text(value: object, where: str, *, is_formula: bool, report: Report) -> str:
    """Return a cell as the text that it stands for."""
    if is_formula and is_blank(value):
        report.error(
            "formula-empty", where, "单元格是公式但没有结果",
            "请用 Excel 或 WPS 打开一次再保存，或直接写上内容",
        )  # fmt: skip
        return ""
    text = cell_text(value).strip()
    if _UNPRINTABLE.search(text):
        text = _UNPRINTABLE.sub("", text)
        report.note("character", where, "去掉了看不见的控制符号")
    if _EXCEL_ERROR.fullmatch(text):
        report.error("formula-broken", where, f"公式出错，单元格显示 {text}", "请改正公式")
        return ""
    return text
