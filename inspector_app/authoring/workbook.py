"""Write a form as a workbook that a clerk goes on with: lists to choose from, bands of colour."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from math import ceil
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from inspector_app.authoring.cells import FormCells, Rows
from inspector_app.authoring.template_text import EXAMPLE, GUIDE, HEADERS, TYPES
from inspector_app.authoring.words import (
    APPEARANCE_WORDS,
    CHINESE_COLUMN,
    COLUMNS,
    SHEET_TITLE,
    Kind,
)
from inspector_app.sheets.saved_book import saved_book
from inspector_app.sheets.text import compact

# The look of a head and that of another cell, once they are put together.
_Looks = dict[bool, StyleArray]

_LAST_ROW: Final = 2_000
_THIN: Final = Side(style="thin", color="FFB8BEC6")
_GRID: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD: Final = PatternFill("solid", fgColor="FF1F4E79")
_HEAD_FONT: Final = Font(bold=True, color="FFFFFFFF")
_HEADLINE: Final = Font(bold=True, size=13, color="FF1F4E79")
_HEADLINE_HEIGHT: Final = 26
_GUIDE_WIDTH: Final = 92
_LINE_HEIGHT: Final = 15
_LINE_ROOM: Final = 3
_WRAP: Final = Alignment(vertical="top", wrap_text=True)
_CENTRED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_HELPER: Final = "列表"
# A band for each kind of row that opens or closes something, by the words of its type.
_BANDS: Final = (
    ("FFDCE9F7", ("分组", "group")), ("FFE2F0D9", ("重复", "repeat")),
    ("FFFFF2CC", ("评分表", "rating")), ("FFF2F2F2", ("说明", "note", "计算", "calculate")),
)  # fmt: skip
_WIDTHS: Final[Mapping[str, int]] = {
    "type": 20, "name": 16, "label": 44, "hint": 28, "relevant": 28, "constraint": 24,
    "constraint_message": 24, "calculation": 34, "choice_filter": 20, "list_name": 14,
    "form_title": 30, "instance_name": 40, "依据": 34,
}  # fmt: skip
_WIDTH: Final = 12
_YES_NO: Final = ("required", "read_only")
_PICKED: Final[Mapping[str, tuple[str, ...]]] = {
    "统计": ("计次", "均分", "占比"), "台账": ("问题", "责任人", "期限", "严重程度"),
}  # fmt: skip


def template() -> bytes:
    """Return the empty template with its explanations and an example."""
    return form_workbook({kind: (header,) for kind, header in HEADERS.items()}, title="表单模板")


def form_workbook(cells: FormCells, *, title: str) -> bytes:
    """Return a form as a workbook; the same cells give the same bytes."""
    book = Workbook()
    for unasked in book.worksheets:
        book.remove(unasked)
    looks: _Looks = {}
    for kind in Kind:
        rows = cells.get(kind, (HEADERS[kind],))
        _form_sheet(book.create_sheet(SHEET_TITLE[kind]), kind, rows, looks)
    _guide(book.create_sheet("填写说明"))
    _example(book.create_sheet("示例"), looks)
    _helper(book.create_sheet(_HELPER), cells)
    return saved_book(book, title=title)


# -- the sheets of the form ------------------------------------------------------------------------


def _form_sheet(page: Worksheet, kind: Kind, rows: Rows, looks: _Looks) -> None:
    for at, row in enumerate(rows, 1):
        _put_row(page, at, row, looks, is_head=at == 1)
    header = rows[0] if rows else ()
    columns = [_known(text, kind) for text in header]
    for position, name in enumerate(columns, 1):
        letter = get_column_letter(position)
        page.column_dimensions[letter].width = _WIDTHS.get(name, _WIDTH)
        _drop_down(page, kind, name, letter)
    if "type" in columns:
        _bands(page, get_column_letter(columns.index("type") + 1), len(columns))
    fixed = 3 if kind is Kind.SURVEY and len(columns) > 3 else 0
    page.freeze_panes = f"{get_column_letter(fixed + 1)}2"
    page.row_dimensions[1].height = 24
    page.print_title_rows = "1:1"
    _across(page)


def _across(page: Worksheet) -> None:
    """Print the whole width of a sheet on A4 landscape."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _known(text: str, kind: Kind) -> str:
    word = compact(text).casefold().split("::", 1)[0]
    return COLUMNS[kind].get(word, compact(text))


def _put_row(page: Worksheet, at: int, row: Sequence[str], looks: _Looks, *, is_head: bool) -> None:
    for position, text in enumerate(row, 1):
        cell: Any = page.cell(at, position)
        if is_head not in looks:
            _dress(cell, is_head=is_head)
            looks[is_head] = cell._style  # noqa: SLF001 - its one way to share a look
        # openpyxl compares each look with all that there are: a form has thousands of cells.
        cell._style = copy(looks[is_head])  # noqa: SLF001
        if text:
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
            # What begins like a formula, or looks like a number, stays the text that it is.
            cell.data_type = "s"


def _dress(cell: Any, *, is_head: bool) -> None:
    cell.number_format = "@"
    cell.border = _GRID
    cell.alignment = _CENTRED if is_head else _WRAP
    if is_head:
        cell.font, cell.fill = _HEAD_FONT, _HEAD


def _drop_down(page: Worksheet, kind: Kind, name: str, letter: str) -> None:
    if kind is Kind.SURVEY and name == "type":
        source = f"{_HELPER}!$A$1:$A$200"
    elif kind is Kind.SURVEY and name in _YES_NO:
        source = '"是,否"'
    elif kind is Kind.SURVEY and name in _PICKED:
        source = '"' + ",".join(_PICKED[name]) + '"'
    elif kind is Kind.CHOICES and name == "list_name":
        source = f"{_HELPER}!$B$1:$B$200"
    elif kind is Kind.SURVEY and name == "appearance":
        source = f"{_HELPER}!$C$1:$C${len(APPEARANCE_WORDS)}"
    else:
        return
    # A list to choose from, not a fence: 单选 takes the name of a list behind it.
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    rule.add(f"{letter}2:{letter}{_LAST_ROW}")
    page.add_data_validation(rule)


def _bands(page: Worksheet, letter: str, width: int) -> None:
    area = f"A2:{get_column_letter(width)}{_LAST_ROW}"
    for colour, words in _BANDS:
        tests = ",".join(f'ISNUMBER(SEARCH("{word}",${letter}2))' for word in words)
        rule = FormulaRule(  # type: ignore[no-untyped-call]
            formula=[f"OR({tests})"], fill=PatternFill(bgColor=colour)
        )
        page.conditional_formatting.add(area, rule)


# -- what explains ---------------------------------------------------------------------------------


def _guide(page: Worksheet) -> None:
    page.column_dimensions["A"].width = 26
    page.column_dimensions["B"].width = _GUIDE_WIDTH
    at = _headline(page, 1, "怎样写一份表单")
    for number, sentence in enumerate(GUIDE, 1):
        at = _line(page, at, (str(number), sentence))
    at = _headline(page, at + 1, "类型")
    for line in TYPES:
        at = _line(page, at, line)
    for kind in Kind:
        at = _headline(page, at + 1, f"“{SHEET_TITLE[kind]}”的列名，中文和英文都可以")
        for english, chinese in CHINESE_COLUMN[kind].items():
            at = _line(page, at, (chinese, english))
    page.freeze_panes = "A2"
    _across(page)


def _example(page: Worksheet, looks: _Looks) -> None:
    at = 1
    for kind, rows in EXAMPLE.items():
        at = _headline(page, at, f"“{SHEET_TITLE[kind]}”表这样写")
        for number, row in enumerate(rows, 1):
            _put_row(page, at, row, looks, is_head=number == 1)
            at += 1
        at += 1
    for position, name in enumerate(HEADERS[Kind.SURVEY], 1):
        known = _known(name, Kind.SURVEY)
        page.column_dimensions[get_column_letter(position)].width = _WIDTHS.get(known, _WIDTH)
    _across(page)


def _headline(page: Worksheet, at: int, text: str) -> int:
    head: Any = page.cell(at, 1, text)
    head.font, head.alignment = _HEADLINE, Alignment(vertical="center")
    page.row_dimensions[at].height = _HEADLINE_HEIGHT
    return at + 1


def _line(page: Worksheet, at: int, cells: Iterable[str]) -> int:
    for position, text in enumerate(cells, 1):
        cell: Any = page.cell(at, position, text)
        cell.data_type, cell.alignment, cell.border = "s", _WRAP, _GRID
        # No program makes a row higher for text that was put there by another.
        lines = ceil(_width_of(text) / _GUIDE_WIDTH) if position > 1 else 1
        height = max(page.row_dimensions[at].height or 0, lines * _LINE_HEIGHT + _LINE_ROOM)
        page.row_dimensions[at].height = height
    return at + 1


def _width_of(text: str) -> int:
    """Return how wide a text is in the unit of columns, a Chinese character counting two."""
    return sum(2 if sign >= "\u2e80" else 1 for sign in text)


def _helper(page: Worksheet, cells: FormCells) -> None:
    """Write the words of the drop-down lists on a sheet that nobody need see."""
    lists = _list_names(cells)
    words = [
        name
        for word, _ in TYPES
        for name in (
            [word.replace("列表名", each) for each in lists or ["列表名"]]
            if "列表名" in word
            else [word]
        )
    ]
    for at, word in enumerate(words, 1):
        page.cell(at, 1, word)
    for at, name in enumerate(lists, 1):
        page.cell(at, 2, name)
    for at, word in enumerate(APPEARANCE_WORDS, 1):
        page.cell(at, 3, word)
    page.sheet_state = "hidden"


def _list_names(cells: FormCells) -> list[str]:
    rows = cells.get(Kind.CHOICES, ())
    if not rows:
        return []
    columns = [_known(text, Kind.CHOICES) for text in rows[0]]
    if "list_name" not in columns:
        return []
    at = columns.index("list_name")
    return list(dict.fromkeys(row[at] for row in rows[1:] if row[at]))
