"""Read a list of days off and days worked, as an office writes it down from the notice."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.calendar_kinds import DayKind
from inspector_app.domain.labels.calendar import DAY_KIND_LABEL
from inspector_app.domain.labels.lookup import from_label
from inspector_app.sheets.cells import Reader
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.one_list import read_list
from inspector_app.sheets.table import Column, Layout, Need
from inspector_app.sheets.text import compact, free_text, shown, text_of

TITLE: Final = "放假安排"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One day of the list."""

    sheet: str
    row: int
    digest: str
    day: date
    kind: DayKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRows:
    """What a list says: its good rows, every bad cell, and what was left aside without harm."""

    days: tuple[DayRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def read_calendar(path: Path) -> CalendarRows:
    """Read a list with the columns 日期, 放假/上班 and 说明.

    Raises:
        UserError: the file cannot be read at all, or holds no such list.
    """
    found = read_list(path, _layout, key=("day",), name="day")
    days = tuple(DayRow(**line.made()) for line in found.lines)
    return CalendarRows(days=days, problems=found.problems, notes=found.notes)


def _layout(day: Reader) -> Layout:
    return Layout(
        title=TITLE,
        columns=(
            Column(header="日期", field="day", read=day, also=("放假日期", "日子")),
            Column(
                header="放假/上班", field="kind", read=_kind,
                also=("放假或上班", "安排", "类型", "类别", "性质"),
            ),
            Column(
                header="说明", field="reason", read=_reason, need=Need.NEVER, empty="",
                also=("节日", "节假日", "名称", "事由", "备注"),
            ),
        ),
    )  # fmt: skip


def _kind(value: object) -> DayKind:
    kind = from_label(DAY_KIND_LABEL, compact(text_of(value)))
    if kind is None:
        raise CellError(f"{shown(value)}不是“放假”或“上班”", "请填“放假”或“上班”")
    return kind


def _reason(value: object) -> str:
    return " ".join(free_text(value).split())
