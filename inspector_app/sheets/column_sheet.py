"""The workbook in which an office writes which columns its month table prints."""

from collections.abc import Iterator, Sequence
from typing import Final

from inspector_app.base.errors import InputError, Problem
from inspector_app.domain.column_layout import (
    MOST_PER_PAGE,
    ColumnChoice,
    ColumnLayout,
    ColumnPage,
    chosen_figure,
    figure_word,
    figure_words,
    weight_of,
)
from inspector_app.sheets.workbook import Sheet, titles_of, workbook_of
from inspector_app.sheets.writer import TableSheet, table_bytes

COLUMNS, SIGNATURES, WORDS = "列", "签字栏", "可选的内容"
_HEAD: Final = ("页", "组", "列名", "内容")
_LONGEST: Final = 40
_MOST_SIGNATURES: Final = 4


def is_column_sheet(data: bytes, *, name: str) -> bool:
    """Say whether a workbook describes columns (InputError: it cannot be read)."""
    titles = titles_of(data)
    if titles is not None and COLUMNS not in titles:
        return False
    return _sheet(workbook_of(data, name=name).sheets) is not None


def _sheet(sheets: Sequence[Sheet]) -> Sheet | None:
    for sheet in sheets:
        if sheet.title == COLUMNS and tuple(_texts(sheet, 0)[: len(_HEAD)]) == _HEAD:
            return sheet
    return None


def _texts(sheet: Sheet, row: int) -> list[str]:
    if row >= len(sheet.rows):
        return []
    return ["" if cell is None else str(cell).strip() for cell in sheet.rows[row]]


def read_columns(data: bytes, *, name: str) -> ColumnLayout:
    """Return the columns of a workbook.

    Raises:
        InputError: cells cannot be taken; each is named.
    """
    sheets = workbook_of(data, name=name).sheets
    sheet = _sheet(sheets)
    assert sheet is not None
    problems: list[Problem] = []
    pages: dict[str, list[ColumnChoice]] = {}
    title = ""
    for row in range(1, len(sheet.rows)):
        page, group, label, word = (*_texts(sheet, row), "", "", "", "")[:4]
        if not any((page, group, label, word)):
            continue
        title = page or title
        field = chosen_figure(word)
        problems += _wrong(row + 1, title, label, word, field)
        if field is not None and title:
            column = ColumnChoice(field, label or figure_word(field), group)
            pages.setdefault(title, []).append(column)
    problems += _too_wide(pages)
    signatures = tuple(_signatures(sheets))
    if len(signatures) > _MOST_SIGNATURES:
        problems.append(
            Problem(
                where=f"{SIGNATURES}!A{_MOST_SIGNATURES + 2}",
                what=f"签字栏有 {len(signatures)} 个，一行放不下",
                remedy=f"留下至多 {_MOST_SIGNATURES} 个",
            )
        )
    if not pages and not problems:
        problems.append(Problem(where=f"{COLUMNS}!A2", what="一列也没有", remedy="至少写一列"))
    if problems:
        raise InputError(
            f"“{name}”里有 {len(problems)} 处不对，没有发布；改好后再试。", problems=problems
        )
    made = tuple(ColumnPage(each, tuple(columns)) for each, columns in pages.items())
    return ColumnLayout(_title(sheets), made, signatures)


def _wrong(row: int, page: str, label: str, word: str, field: str | None) -> Iterator[Problem]:
    if not page:
        yield Problem(where=f"{COLUMNS}!A{row}", what="没有写在哪一页", remedy="写页的标题")
    if field is None:
        yield Problem(
            where=f"{COLUMNS}!D{row}", what=f"没有“{word}”这一项",
            remedy=f"照“{WORDS}”一页写，如：{figure_words()[:40]}……",
        )  # fmt: skip
    if len(label) > _LONGEST:
        yield Problem(where=f"{COLUMNS}!C{row}", what="列名太长", remedy=f"不超过 {_LONGEST} 个字")


def _too_wide(pages: dict[str, list[ColumnChoice]]) -> Iterator[Problem]:
    for title, columns in pages.items():
        many = sum(weight_of(column.field) for column in columns)
        if many > MOST_PER_PAGE:
            yield Problem(
                where=f"{COLUMNS}“{title}”",
                what=f"这一页约合 {many:.0f} 列数字的宽度，A4 横放印不下",
                remedy=f"分成两页，每页不超过 {MOST_PER_PAGE} 列（比率一列算两列多）",
            )


def _signatures(sheets: Sequence[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        if sheet.title == SIGNATURES:
            said = [_texts(sheet, row)[:1] for row in range(1, len(sheet.rows))]
            yield from [text for (text, *_) in said if text]


def _title(sheets: Sequence[Sheet]) -> str:
    for sheet in sheets:
        if sheet.title == SIGNATURES and len(_texts(sheet, 1)) > 1:
            return _texts(sheet, 1)[1]
    return ""


def columns_book(layout: ColumnLayout) -> bytes:
    """Return the workbook of a layout, to be edited; a third sheet lists what may be chosen."""
    rows = [
        (page.title if not at else "", column.group, column.label, figure_word(column.field))
        for page in layout.pages
        for at, column in enumerate(page.columns)
    ]
    signed = [(label, layout.title if not at else "") for at, label in enumerate(layout.signatures)]
    return table_bytes(
        [
            TableSheet(title=COLUMNS, head=_HEAD, rows=rows),
            TableSheet(title=SIGNATURES, head=("签字栏", "表的标题"), rows=signed),
            TableSheet(
                title=WORDS, head=("内容",), rows=[(word,) for word in figure_words().split("、")]
            ),
        ]
    )
