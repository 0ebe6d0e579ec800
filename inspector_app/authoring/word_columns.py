"""The columns of a Word table: what stands over each, and what each is guessed to be for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import Final, NamedTuple

from inspector_app.authoring.word_options import (
    KNOWN_OPTIONS,
    LONGEST_OPTION,
    boxes_in,
    options_in,
)
from inspector_app.domain.word_content import WordCell, WordTable
from inspector_app.sheets.text import compact

Row = Sequence[WordCell]


class Role(StrEnum):
    """What a column of the table is for."""

    NUMBER = "number"
    GROUP = "group"
    TEXT = "text"
    STANDARD = "standard"
    METHOD = "method"
    EVIDENCE = "evidence"
    BASIS = "basis"
    RESULT = "result"
    OPTION = "option"
    WORDS = "words"
    POINTS = "points"
    SCORE = "score"
    NOTE = "note"
    UNUSED = "unused"


ROLE_WORD: Final[Mapping[Role, str]] = {
    Role.NUMBER: "序号", Role.GROUP: "分组", Role.TEXT: "内容", Role.STANDARD: "评分标准",
    Role.METHOD: "方式", Role.EVIDENCE: "佐证", Role.BASIS: "依据", Role.RESULT: "结果",
    Role.OPTION: "一个选项", Role.WORDS: "文字结果", Role.POINTS: "分值", Role.SCORE: "得分",
    Role.NOTE: "备注", Role.UNUSED: "不用",
}  # fmt: skip
ANSWERED: Final = frozenset({Role.RESULT, Role.OPTION, Role.WORDS, Role.SCORE, Role.NOTE})
"""The columns that somebody writes into."""

_WORDS: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.NUMBER: ("序号", "编号", "项号", "序"),
    Role.GROUP: ("一级指标", "一级", "类别", "方面", "检查项", "督导项目", "板块", "项目类别",
                 "分类"),
    Role.TEXT: ("检查内容", "督导内容", "评估内容", "内容", "检查要点", "要点", "二级指标",
                "三级指标", "指标", "检查项目", "项目", "观测点", "评估要点"),
    Role.STANDARD: ("评价标准", "标准", "评分标准", "评估标准", "评分细则", "细则", "扣分标准",
                    "具体要求", "要求"),
    Role.METHOD: ("检查方式", "督导方式", "方式", "检查方法", "方法"),
    Role.RESULT: ("检查结果", "结果", "评价", "评定", "是否", "是否符合", "等级", "评价等级",
                  "评定等级", "达标情况"),
    Role.WORDS: ("检查情况", "情况", "落实情况", "检查记录", "记录", "情况记录", "扣分原因",
                 "扣分理由", "扣分情况"),
    Role.POINTS: ("分值", "标准分", "满分", "权重"),
    Role.SCORE: ("得分", "评分", "自评分", "自评得分", "打分"),
    Role.BASIS: ("依据", "政策依据", "法律依据"),
    Role.EVIDENCE: ("佐证", "佐证材料", "支撑材料"),
    Role.NOTE: ("备注", "说明", "存在问题", "问题"),
}  # fmt: skip
# What the end of a longer heading says: 学校自评得分, 安全工作检查内容.
_ENDS: Final = (
    ("得分", Role.SCORE), ("评分", Role.SCORE), ("分值", Role.POINTS), ("内容", Role.TEXT),
    ("要点", Role.TEXT), ("指标", Role.TEXT), ("标准", Role.STANDARD), ("细则", Role.STANDARD),
    ("方式", Role.METHOD), ("方法", Role.METHOD), ("依据", Role.BASIS), ("材料", Role.EVIDENCE),
    ("结果", Role.RESULT), ("等级", Role.RESULT), ("情况", Role.WORDS), ("记录", Role.WORDS),
    ("原因", Role.WORDS), ("理由", Role.WORDS),
    ("备注", Role.NOTE), ("问题", Role.NOTE), ("意见", Role.NOTE), ("建议", Role.NOTE),
)  # fmt: skip
# Where boxes stand in most cells of a column of another kind they say more than its heading.
_NEVER_BOXES: Final = frozenset({Role.TEXT, Role.GROUP, Role.NUMBER, Role.OPTION, Role.RESULT})
_BRACKET: Final = re.compile(r"^(.*?)[(（](.*)[)）]$", re.DOTALL)
_HEAD_WITHIN: Final = 8
_MOST_HEAD_ROWS: Final = 3
_LONGEST_HEADING: Final = 12
_SAMPLE: Final = 24
_ASKED: Final = frozenset({Role.TEXT, Role.GROUP, Role.STANDARD})


@dataclass(frozen=True, slots=True, kw_only=True)
class WordColumn:
    """One column of a table as a person sees it.

    Attributes:
        table, number: the table in the file and the column in it, both from 1.
        at: the column of the table's grid, from 0.
        heading: what stands over it.
        over: what stands over several columns beside each other, this among them.
        options: what may be answered in it, where the heading says so or a person did.
        said: a person said so, whatever stands in the cells.
        sample: what stands in its first cell that is not empty.
    """

    table: int
    number: int
    at: int
    heading: str
    role: Role
    over: str = ""
    options: tuple[str, ...] = ()
    said: bool = False
    sample: str = ""

    @property
    def where(self) -> str:
        """The place as it is told."""
        return f"Word 表格 {self.table} 第 {self.number} 列"


class Head(NamedTuple):
    """Where the head of a table stands, from 0."""

    row: int
    rows: int


# -- the head --------------------------------------------------------------------------------------


def head_of(table: WordTable) -> Head | None:
    """Return the rows of a table's top that name its columns, if there are any."""
    tops = tuple(enumerate(table.rows[:_HEAD_WITHIN]))
    sure = (at for at, row in tops if _names_columns(row, least=2))
    likely = (at for at, row in tops if _names_columns(row, least=1) and _is_short(row))
    found = next(chain(sure, likely), None)
    return None if found is None else Head(found, _rows_of_head(table.rows[found:]))


def first_row(table: WordTable) -> Head | None:
    """Return the first row of several cells as the head of a table that names nothing known."""
    tops = enumerate(table.rows[:_HEAD_WITHIN])
    found = next((at for at, row in tops if sum(bool(cell.text) for cell in row) > 1), None)
    if found is None or len(table.rows) < found + 2:
        return None
    return Head(found, _rows_of_head(table.rows[found:]))


def _names_columns(row: Row, *, least: int) -> bool:
    roles = [role for cell in row if (role := role_of(cell.text)) is not None]
    return bool(_ASKED & set(roles)) and len(roles) >= least


def _is_short(row: Row) -> bool:
    filled = [compact(cell.text) for cell in row if cell.text]
    return len(filled) > 1 and all(len(word) <= _LONGEST_HEADING for word in filled)


def _rows_of_head(rows: Sequence[Row]) -> int:
    wide = [cell for cell in rows[0] if cell.span > 1]
    under = {c for cell in wide for c in range(cell.column, cell.column + cell.span)}
    number = 1
    while number < min(_MOST_HEAD_ROWS, len(rows)) and _is_below(rows[number], under):
        number += 1
    return number


def _is_below(row: Row, under: set[int]) -> bool:
    """Say whether a row goes on with the head: cells of it, or words under its wide cells."""
    filled = [cell for cell in row if cell.text and not cell.continues]
    within = all(cell.column in under for cell in filled)
    goes_on = any(cell.continues for cell in row)
    short = len(filled) > 1 and all(len(compact(c.text)) <= LONGEST_OPTION for c in filled)
    return bool(filled) and within and (goes_on or short)


def role_of(text: str) -> Role | None:
    """Return what a heading says that a column is for, ``None`` where it is no known one."""
    word = compact(text).strip(":：")
    bracketed = _BRACKET.match(word)
    names = (word, bracketed[1] if bracketed else word)
    for name in names:
        for role, words in _WORDS.items():
            if name in words:
                return role
    ends = (
        role for end, role in _ENDS if names[1].endswith(end) and len(names[1]) <= _LONGEST_HEADING
    )
    return next(ends, None)


# -- the columns -----------------------------------------------------------------------------------


def columns_of(table: WordTable, head: Head, number: int) -> tuple[WordColumn, ...]:
    """Return the columns of a table with what each is guessed to be for."""
    heads = table.rows[head.row : head.row + head.rows]
    body = table.rows[head.row + head.rows :]
    found = [
        _column(at, number, place, heads, body)
        for place, at in enumerate(_starts(heads, body), 1)
    ]  # fmt: skip
    return tuple(_settled(found))


def _starts(heads: Sequence[Row], body: Sequence[Row]) -> list[int]:
    """Return where columns begin: those of the head, and those that most rows have."""
    rows = [row for row in body if len(row) > 1]
    counted: dict[int, int] = {}
    for row in rows:
        for cell in row:
            counted[cell.column] = counted.get(cell.column, 0) + 1
    usual = {at for at, many in counted.items() if many * 2 > len(rows)}
    return sorted(usual | {cell.column for row in heads for cell in row})


def _column(
    at: int, table: int, number: int, heads: Sequence[Row], body: Sequence[Row]
) -> WordColumn:
    words = list(dict.fromkeys(word for row in heads if (word := _over(row, at))))
    heading, over = (words[-1] if words else ""), (words[0] if len(words) > 1 else "")
    cells = [cell.text for row in body if len(row) > 1 for cell in row if cell.column == at]
    filled = [text for text in cells if text]
    sample = next((" ".join(text.split()) for text in filled), "")
    bracketed = _BRACKET.match(heading)
    role = role_of(heading)
    options = options_in(bracketed[2]) if bracketed else ()
    if heading in KNOWN_OPTIONS or (over and role is None and role_of(over) is Role.RESULT):
        role = Role.OPTION
    elif role not in _NEVER_BOXES and sum(map(boxes_in, filled)) * 2 > len(filled):
        role = Role.RESULT
    return WordColumn(
        table=table, number=number, at=at, heading=heading, over=over,
        role=role or (role_of(over) if over else None) or Role.UNUSED,
        options=options, sample=sample[:_SAMPLE],
    )  # fmt: skip


def _over(row: Row, at: int) -> str:
    cell = next((c for c in row if c.column <= at < c.column + c.span), None)
    return compact(cell.text) if cell is not None else ""


# -- what they are for together --------------------------------------------------------------------


def _settled(columns: Sequence[WordColumn]) -> Iterator[WordColumn]:
    """Yield the columns so that one is the text that is asked, and each role stands in its place.

    Of several that could be the text it is the last: those before it are what it belongs to.
    """
    text = _text_among(columns)
    lonely = sum(each.role is Role.OPTION for each in columns) == 1
    numbered = False
    for each in columns:
        role = each.role
        if each is text:
            role = Role.TEXT
        elif role is Role.TEXT and text is not None:
            role = Role.GROUP if each.at < text.at else Role.STANDARD
        elif role is Role.OPTION and lonely:
            role = Role.RESULT
        elif role is Role.NUMBER and numbered:
            role = Role.UNUSED
        numbered = numbered or role is Role.NUMBER
        yield replace(each, role=role)


def _text_among(columns: Iterable[WordColumn]) -> WordColumn | None:
    said = list(columns)
    for roles in ({Role.TEXT}, {Role.GROUP}, {Role.STANDARD}):
        found = [each for each in said if each.role in roles]
        if found:
            return _longest(found)
    return None


def _longest(found: Sequence[WordColumn]) -> WordColumn:
    """Return the last column; where its cells are empty, the last in which something stands."""
    return next((each for each in reversed(found) if each.sample), found[-1])
