"""A form that comes as tables of a Word file: a draft of the sheets, each guess said.

What a column is for is guessed from the words over it, what may be answered from what stands in
the cells. A person looks at the guesses and at the draft before anything is published.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from inspector_app.authoring.cells import FormCells
from inspector_app.authoring.findings import Report
from inspector_app.authoring.word_choice import Choices, chosen, tell_unknown
from inspector_app.authoring.word_columns import (
    ROLE_WORD,
    Head,
    Role,
    WordColumn,
    columns_of,
    first_row,
    head_of,
)
from inspector_app.authoring.word_draft import Part, draft_cells
from inspector_app.authoring.word_lines import LineReader
from inspector_app.domain.word_content import WordContent, WordParagraph, WordTable
from inspector_app.sheets.text import compact

_LONGEST_TITLE: Final = 60
_USUAL_TITLE: Final = "督导检查表"
_TITLES: Final = re.compile(r"(?:表|单|清单|细则|标准|指标|记录)(?:[(（].*[)）])?$")
_ANNEX: Final = re.compile(r"附件?[\d一二三四五六七八九十\s.:：、-]*")


class WordDraft(NamedTuple):
    """What was made of a Word file.

    Attributes:
        columns: of all its tables that are forms, with what each is for.
        cells: the draft, ``None`` where there is none.
    """

    columns: tuple[WordColumn, ...]
    cells: FormCells | None


class _Table(NamedTuple):
    """A table of the file that is one of a form, or goes on with the one before it."""

    number: int
    table: WordTable
    head: Head
    columns: tuple[WordColumn, ...]
    title: str = ""
    goes_on: bool = True


def draft_of(content: WordContent, report: Report, choices: Choices | None = None) -> WordDraft:
    """Return the draft of a form with its columns; guesses, and what is left out, are reported."""
    tables = list(_tables(content, choices or {}, head_of))
    if not tables:
        # Nothing over the columns is known: a person is shown them, and says what they are.
        tables = list(_tables(content, choices or {}, first_row))
    columns = tuple(column for each in tables if each.head.rows for column in each.columns)
    tell_unknown(choices or {}, columns, report)
    parts = _parts(tables, report)
    if not parts:
        if all(each.role is Role.UNUSED for each in columns):
            report.error(
                "word-no-table", "Word 文件", "没有找到可以做成表单的表格",
                "表格的第一行请写上列名，如 序号、检查内容、检查方式、结果、备注",
            )  # fmt: skip
        elif not report.refuses:
            remedy = "请在表头下面一行写一条检查内容"
            report.error("word-no-lines", "Word 文件", "表头下面没有可以做成题的行", remedy)
        return WordDraft(columns, None)
    _tell_columns(columns, report)
    return WordDraft(columns, draft_cells(parts, _title(content, tables), report))


# -- the tables ------------------------------------------------------------------------------------


def _tables(
    content: WordContent, choices: Choices, find: Callable[[WordTable], Head | None]
) -> Iterator[_Table]:
    number, title = 0, ""
    before: _Table | None = None
    for block in content.blocks:
        if isinstance(block, WordParagraph):
            title = _as_title(block.text) or title
            continue
        number += 1
        head = find(block)
        if head is not None:
            columns = chosen(columns_of(block, head, number), choices)
            over = title or _title_within(block, head)
            same = not title and before is not None and _same_heads(before, columns)
            before = _Table(number, block, head, columns, over, same)
            yield before
        elif before is not None and not title and _width(block) == _width(before.table):
            yield _Table(number, block, Head(0, 0), before.columns)
        title = ""


def _as_title(text: str) -> str:
    line = " ".join(text.split())
    fits = 3 < len(line) <= _LONGEST_TITLE and not line.endswith(("。", "：", ":", "；"))
    return line if fits and not _ANNEX.fullmatch(line) else ""


def _title_within(table: WordTable, head: Head) -> str:
    """Return a title that stands in the table itself, in a row of one cell over its head."""
    rows = (row for row in table.rows[: head.row] if len(row) == 1)
    return next((title for row in rows if (title := _as_title(row[0].text))), "")


def _same_heads(before: _Table, columns: Sequence[WordColumn]) -> bool:
    return [each.heading for each in before.columns] == [each.heading for each in columns]


def _width(table: WordTable) -> int:
    return max((cell.column + cell.span for row in table.rows for cell in row), default=0)


def _parts(tables: Sequence[_Table], report: Report) -> list[Part]:
    """Return the lines of each part; a table that goes on with the one before it joins it."""
    parts: list[Part] = []
    for each in tables:
        used = [column for column in each.columns if column.role is not Role.UNUSED]
        place = f"Word 表格 {each.number}"
        if not used:
            continue
        if all(column.role is not Role.TEXT for column in used):
            remedy = "请把写检查内容的那一列改成“内容”；整个表格不要的，各列都改成“不用”"
            report.error("word-no-text", place, "没有一列当作内容", remedy)
            continue
        lines = LineReader(each.table, each.head, each.columns).lines(report)
        if not each.head.rows:
            report.note("guess-table", place, "没有表头，当作接着上一个表格")
        if each.goes_on and parts:
            parts[-1].lines.extend(lines)
        elif lines:
            parts.append(Part(each.title, place, each.columns, lines))
    return parts


def _tell_columns(columns: Sequence[WordColumn], report: Report) -> None:
    for each in columns:
        shown = each.heading if not each.over else f"{each.over}·{each.heading}"
        if each.role is Role.UNUSED and (each.sample or each.heading):
            within = f"里面有内容，如“{each.sample}”" if each.sample else "看不出它是什么"
            what = f"“{shown}”没有放进草稿，{within}"
            report.warn("guess-column", each.where, what, "要用的话请说明这一列是什么")
        elif shown:
            what = f"“{shown}”当作{ROLE_WORD[each.role]}"
            report.note("guess-column", each.where, what, "不对请改")


def _title(content: WordContent, tables: Sequence[_Table]) -> str:
    """Return what the form is called: the last line before the tables that names a table."""
    first = tables[0].table
    before = content.blocks[: content.blocks.index(first)]
    lines = [t for b in before if isinstance(b, WordParagraph) if (t := _as_title(b.text))]
    named = [line for line in lines if _TITLES.search(compact(line))]
    return next(iter((*reversed(named), *lines, tables[0].title)), "") or _USUAL_TITLE
