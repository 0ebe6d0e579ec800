"""Read a 检查表 that a clerk keeps as a plain sheet: a few lines about it, then one item a row."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from inspector_app.base.errors import InputError, Problem
from inspector_app.domain.checklist import MOST_ITEMS, USUAL_POINTS, Checklist, Item, Role, Scale
from inspector_app.domain.labels.checklists import ROLE_LABEL, SCALE_LABEL
from inspector_app.sheets.cells import read_count
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.lines import Line, mark_repeats, problems_in_order, read_lines
from inspector_app.sheets.table import Column, Layout, Need, Table, find_tables
from inspector_app.sheets.text import code_of, compact, free_text, is_blank, shown, text_of
from inspector_app.sheets.workbook import Sheet, open_workbook

TITLE: Final = "检查表"
_NUMBER: Final = re.compile(r"\d{1,3}(\.\d{1,3}){0,2}")
_ID: Final = re.compile(r"[a-z][a-z0-9-]{0,39}")
_VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,19}")
_MOST_POINTS: Final = 100
_LONGEST: Final = 500
_LONGEST_TITLE: Final = 60
_HEAD_WITHIN: Final = 15
# What the words of a scale may be called in the sheet, beside its name.
_ALSO: Final = {
    "是/否": Scale.YES_NO, "是、否": Scale.YES_NO, "好/中/差": Scale.GOOD, "好、中、差": Scale.GOOD,
    "合格/基本合格/不合格": Scale.QUALIFIED, "合格、基本合格、不合格": Scale.QUALIFIED,
    "符合/基本符合/部分符合/不符合": Scale.FIT, "符合、基本符合、部分符合、不符合": Scale.FIT,
    "分值": Scale.POINTS, "分数": Scale.POINTS, "数字": Scale.NUMBER,
}  # fmt: skip
_STARS: Final = frozenset({"★", "☆", "是", "√", "重点", "*"})
_HEAD: Final = {
    "编号": "id", "版本": "version", "名称": "title", "性质": "nature", "来源": "sources",
    "适用": "suits",
}  # fmt: skip
_NEEDED: Final = ("编号", "版本", "名称")


class CheckedSheet(NamedTuple):
    """What a sheet says: the checklist if nothing is wrong, and every bad cell."""

    checklist: Checklist | None
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def read_checklist(path: Path) -> CheckedSheet:
    """Read one checklist.

    Raises:
        UserError: the file cannot be read at all, or holds no checklist.
    """
    workbook = open_workbook(path)
    tables, notes = find_tables(workbook, [_layout()], path=path)
    if len(tables) > 1:
        raise InputError(
            f"文件“{path.name}”里有 {len(tables)} 张检查表，没有读入；请一个文件只放一张。"
        )
    sheet = workbook.sheets[tables[0].place]
    lines = read_lines(tables[0])
    mark_repeats(lines, key=("number",), name="number")
    _points_needed(lines)
    head, faults = _head(sheet, tables[0].title)
    faults += _faults_of(lines, tables[0].title)
    problems = (*faults, *problems_in_order(tables, lines))
    items = tuple(_item(line.values) for line in lines if line.good)
    made = None if problems else Checklist(**head, items=items)
    return CheckedSheet(made, problems, (*notes, *_left_out(tables)))


def _left_out(tables: Iterable[Table]) -> Iterable[Problem]:
    return (note for table in tables for note in table.notes)


def _layout() -> Layout:
    def text(header: str, field: str, *also: str) -> Column:
        return Column(header=header, field=field, read=_text, need=Need.NEVER, empty="", also=also)

    return Layout(
        title=TITLE,
        columns=(
            Column(header="序号", field="number", read=_number, also=("编号", "项号")),
            Column(header="检查内容", field="text", read=_text, also=("要点", "内容", "项目")),
            Column(header="选项", field="scale", read=_scale, also=("结果选项", "评定")),
            text("一级", "group", "一级指标", "类别", "方面", "检查项"),
            text("方式", "method", "检查方式", "督导方式及说明", "督导方式"),
            text("佐证", "evidence", "佐证材料", "学校提供佐证材料"),
            text("依据", "basis"),
            text("部门", "department", "责任部门"),
            text("数值单位", "unit", "单位"),
            Column(header="分值", field="points", read=_points, need=Need.NEVER, empty=None),
            Column(
                header="重点★", field="is_key", read=_star, need=Need.NEVER, empty=False,
                also=("重点", "一票否决"),
            ),
            Column(
                header="比较", field="role", read=_role, need=Need.NEVER, empty=None,
                also=("逐年比较",),
            ),
        ),
    )  # fmt: skip


# -- cells -----------------------------------------------------------------------------------------


def _number(value: object) -> str:
    text = code_of(value)
    if not _NUMBER.fullmatch(text):
        raise CellError(f"{shown(value)}不是序号", "请写成 1、2 或 2.1 这样，每行不同")
    return text


def _text(value: object) -> str:
    text = free_text(value)
    if len(text) > _LONGEST:
        raise CellError(f"太长，现有 {len(text)} 字", f"请写在 {_LONGEST} 字以内，或分成两行")
    return text


def _scale(value: object) -> Scale:
    word = compact(text_of(value))
    for scale, label in SCALE_LABEL.items():
        if word == label:
            return scale
    if word in _ALSO:
        return _ALSO[word]
    listed = "、".join(SCALE_LABEL.values())
    raise CellError(f"{shown(value)}不是可用的选项", f"请填：{listed}")


def _points(value: object) -> int:
    points = read_count(value, unit="分")
    if not 1 <= points <= _MOST_POINTS:
        raise CellError(f"{shown(value)}不在 1 到 {_MOST_POINTS} 之间", "请填一个整数；空着按 1 分")
    return points


def _star(value: object) -> bool:
    word = compact(text_of(value))
    if word not in _STARS:
        raise CellError(f"{shown(value)}不是“★”", "重点项填“★”，其余空着")
    return True


def _role(value: object) -> Role:
    word = compact(text_of(value))
    for role, label in ROLE_LABEL.items():
        if word == label:
            return role
    listed = "、".join(ROLE_LABEL.values())
    raise CellError(f"{shown(value)}不是比较的角色", f"请填：{listed}，不比较的空着")


# -- lines -----------------------------------------------------------------------------------------


def _points_needed(lines: Iterable[Line]) -> None:
    """Refuse an item that is answered in points and does not say of how many."""
    for line in lines:
        if line.values.get("scale") is Scale.POINTS and line.values.get("points") is None:
            line.accuse("points", CellError("选项是“打分”，没有写分值", "请写满分是几分"))


def _faults_of(lines: list[Line], title: str) -> list[Problem]:
    if len(lines) > MOST_ITEMS:
        told = f"有 {len(lines)} 项，最多 {MOST_ITEMS} 项"
        return [Problem(where=title, what=told, remedy="请分成几张检查表")]
    if not lines:
        return [Problem(where=title, what="表头下面没有检查内容", remedy="请至少写一项")]
    scales = [line.values.get("scale") for line in lines]
    if Scale.POINTS in scales and "points" not in lines[0].table.positions:
        told = "选项有“打分”，没有“分值”这一列"
        return [Problem(where=title, what=told, remedy="请加上“分值”列，写满分是几分")]
    return []


def _item(values: Mapping[str, Any]) -> Item:
    plain = {name: value for name, value in values.items() if name != "points"}
    return Item(**plain, points=values["points"] or USUAL_POINTS)


def _head(sheet: Sheet, title: str) -> tuple[dict[str, str], list[Problem]]:
    """Return what the lines before the items say: a name in the first cell, its value beside it."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for at, row in enumerate(sheet.rows[:_HEAD_WITHIN], 1):
        cells = [(n, cell) for n, cell in enumerate(row) if not is_blank(cell)]
        name = _HEAD.get(_label(cells[0][1])) if cells else None
        # The header of the items may begin with 编号, too, and has more cells than two.
        if name is None or len(cells) > 2 or name in found:
            continue
        try:
            found[name] = _head_value(name, cells[1][1] if len(cells) > 1 else None)
        except CellError as error:
            column = chr(ord("A") + (cells[-1][0] if len(cells) > 1 else cells[0][0] + 1))
            where = f"{title}!{column}{at}"
            problems.append(Problem(where=where, what=error.what, remedy=error.remedy))
            found[name] = ""
    problems += [
        Problem(where=title, what=f"没有写“{label}”", remedy=f"请写在前几行：左格{label}，右格内容")
        for label in _NEEDED
        if _HEAD[label] not in found
    ]
    return found, problems


def _label(value: object) -> str:
    """Return the name of a line, empty for a cell that holds no text."""
    try:
        return compact(text_of(value)).rstrip(":")
    except CellError:
        return ""


def _head_value(name: str, cell: object) -> str:
    """Return what a line says (CellError where it cannot be)."""
    value = "" if cell is None else " ".join(free_text(cell).split())
    if name == "id" and not _ID.fullmatch(value):
        what = f"编号“{value}”不能用"
        raise CellError(what, "请只用小写字母、数字和横线，字母开头，如 shuangjian")
    if name == "version" and not _VERSION.fullmatch(value):
        raise CellError(f"版本“{value}”不能用", "请只用数字、字母、点和横线，如 2026.1")
    if name == "title" and not 0 < len(value) <= _LONGEST_TITLE:
        raise CellError(f"名称有 {len(value)} 字", f"请写 1 到 {_LONGEST_TITLE} 字")
    return value
