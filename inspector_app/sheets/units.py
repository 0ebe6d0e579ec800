"""Read a list of 成员单位: a row for each unit, or for each of its 联络人."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.sheets.cells import Reader
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.lines import Line
from inspector_app.sheets.one_list import read_list
from inspector_app.sheets.table import Column, Layout, Need
from inspector_app.sheets.text import free_text, shown

TITLE: Final = "成员单位"
HEAD: Final = ("单位名称", "简称", "职责分工", "联络人", "职务", "电话", "加入日期")
"""The columns in the order in which a list is written, too."""
_LIMITS: Final = {
    "name": 200, "short": 40, "duties": 2_000, "contact": 50, "post": 50, "phone": 50,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One row; what is ``None`` has no column, and says nothing of what is known already."""

    sheet: str
    row: int
    digest: str
    name: str
    short: str | None
    duties: str | None
    contact: str | None
    post: str
    phone: str
    start: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRows:
    """What a list says: its good rows, every bad cell, and what was left aside without harm."""

    units: tuple[UnitRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def read_units(path: Path) -> UnitRows:
    """Read a list.

    Raises:
        UserError: the file cannot be read at all, or holds no such list.
    """
    found = read_list(path, _layout, key=("name", "contact"), name="contact", check=_check)
    units = tuple(UnitRow(**line.made()) for line in found.lines)
    return UnitRows(units=units, problems=found.problems, notes=found.notes)


def _layout(day: Reader) -> Layout:
    never = Need.NEVER
    name, short, duties, contact, post, phone, start = HEAD
    return Layout(
        title=TITLE,
        # The name of a unit with several 联络人 often stands in one merged cell.
        every_row=True,
        columns=(
            Column(
                header=name, field="name", read=_read("name"), name_like=True,
                also=("成员单位", "单位", "部门", "部门名称"),
            ),
            Column(
                header=short, field="short", read=_read("short"), need=never,
                also=("单位简称",),
            ),
            Column(
                header=duties, field="duties", read=_read("duties"), need=never,
                also=("职责", "主要职责", "工作职责"),
            ),
            Column(
                header=contact, field="contact", read=_read("contact"), need=never,
                also=("联络员", "联系人"),
            ),
            Column(
                header=post, field="post", read=_read("post"), need=never, empty="",
                also=("联络人职务", "联络员职务"),
            ),
            Column(
                header=phone, field="phone", read=_read("phone"), need=never, empty="",
                also=("联系电话", "联络电话", "办公电话"),
            ),
            Column(header=start, field="start", read=day, need=never, also=("开始日期",)),
        ),
    )  # fmt: skip


def _read(name: str) -> Reader:
    most = _LIMITS[name]

    def read(value: object) -> str:
        text = free_text(value)
        said = text if name == "duties" else " ".join(text.split())
        if len(said) > most:
            raise CellError(f"{len(said)} 字，最多 {most} 字", "请写短一些")
        return said

    return read


def _check(lines: list[Line]) -> None:
    """Accuse rows of one unit that say different things of it."""
    first: dict[str, Line] = {}
    for line in lines:
        name = line.values.get("name")
        if not line.good or name is None:
            continue
        told = first.setdefault(name, line)
        for field in ("short", "duties", "start"):
            mine, its = line.values.get(field), told.values.get(field)
            if mine is not None and its is not None and mine != its:
                what = f"{shown(name)}的这一项与第 {told.row} 行不同"
                line.accuse(field, CellError(what, "同一单位的各行写成一样，或只在一行里写"))
