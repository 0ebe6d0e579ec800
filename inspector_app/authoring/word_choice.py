"""What a person says that the columns of a Word table are for, in place of the guess."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from inspector_app.authoring.findings import Report
from inspector_app.authoring.word_columns import ROLE_WORD, Role, WordColumn
from inspector_app.authoring.word_options import options_in
from inspector_app.base.errors import InputError
from inspector_app.sheets.text import compact, plain

_ROLES: Final = {word: role for role, word in ROLE_WORD.items()}
UNKNOWN_COLUMN: Final = "word-column"
"""The rule by which a column is refused that the tables have not."""
_BETWEEN: Final = re.compile(r"[,;]")
_PART: Final = re.compile(r"(?:(\d{1,3})[.-])?(\d{1,3})=([^:=]+)(?::(.+))?")


class Choice(NamedTuple):
    """What one column is for, and what may be answered in it where that is said."""

    role: Role
    options: tuple[str, ...] = ()


Choices = Mapping[tuple[int, int], Choice]
"""By the table and the column, both from 1."""


def choices_of(text: str) -> Choices:
    """Return what ``3=备注,2.4=结果:好/中/差`` says (InputError: it cannot be read)."""
    found: dict[tuple[int, int], Choice] = {}
    narrow = plain(text).replace("，", ",").replace("；", ";")
    for part in filter(None, map(str.strip, _BETWEEN.split(narrow))):
        match = _PART.fullmatch(compact(part))
        role = _ROLES.get(match[3]) if match else None
        if match is None or role is None:
            raise InputError(
                f"“{part}”看不懂，没有写出任何文件。请写 列号=用途，如 3=备注、4=结果:好/中/差，"
                "第 2 个表格的第 3 列写 2.3=备注；用途有：" + "、".join(_ROLES) + "。"
            )
        found[int(match[1] or 1), int(match[2])] = Choice(role, _options(match[4] or "", part))
    return found


def _options(text: str, part: str) -> tuple[str, ...]:
    options = options_in(text)
    if text and not options:
        raise InputError(
            f"“{part}”里的选项看不懂，没有写出任何文件。请用斜线分开，每个不超过 8 字，"
            "如 4=结果:好/中/差。"
        )
    return options


def chosen(columns: tuple[WordColumn, ...], choices: Choices) -> tuple[WordColumn, ...]:
    """Return the columns as a person wants them."""
    made = []
    for each in columns:
        choice = choices.get((each.table, each.number))
        if choice is not None:
            options = choice.options or each.options
            said = bool(choice.options)
            made.append(replace(each, role=choice.role, options=options, said=said))
        else:
            made.append(each)
    return tuple(made)


def tell_unknown(choices: Choices, columns: tuple[WordColumn, ...], report: Report) -> None:
    """Report each choice for a column that is not there."""
    there = {(each.table, each.number) for each in columns}
    for table, number in choices:
        if (table, number) not in there:
            where = f"Word 表格 {table} 第 {number} 列"
            report.error(UNKNOWN_COLUMN, where, "没有这一列", "请核对表格和列的序号，从 1 数起")
