"""Read 名册: schools, inspectors and who answers for which school from when to when."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.schools import SCHOOL_STATE_LABEL
from inspector_app.domain.school import SchoolState
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.lines import (
    Line,
    Refusal,
    RefusedRow,
    Tally,
    mark_repeats,
    problems_in_order,
    read_lines,
    refused_rows,
    tallies,
)
from inspector_app.sheets.people import People
from inspector_app.sheets.roster_layouts import ASSIGNMENTS, INSPECTORS, SCHOOLS, roster_layouts
from inspector_app.sheets.table import Table, find_tables
from inspector_app.sheets.text import key_of, shown
from inspector_app.sheets.workbook import open_workbook

_CLOSED: Final = SCHOOL_STATE_LABEL[SchoolState.CLOSED]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRow:
    """One school; the words of lists are the labels of ``domain``."""

    sheet: str
    row: int
    digest: str
    code: str
    name: str
    kind: str
    ownership: str
    pupils: int | None
    state: str
    closed_on: date | None
    short_name: str
    former_names: tuple[str, ...]
    urban_rural: str
    address: str
    head: str
    contact: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectorRow:
    """One inspector."""

    sheet: str
    row: int
    digest: str
    id: str
    name: str
    kind: str
    zone: str
    subjects: str
    stages: str
    education: str
    teaching_since: int | None
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRow:
    """An inspector answers for a school from ``start`` to ``end``, both included."""

    sheet: str
    row: int
    digest: str
    inspector_id: str
    school_code: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRows:
    """What a roster workbook says.

    Attributes:
        schools: the good rows of 学校, likewise ``inspectors`` and ``assignments``.
        refused: every row that is left out.
        problems: every bad cell, by sheet, row and column.
        notes: what was left aside without harm.
        tallies: the count of each sheet.
    """

    schools: tuple[SchoolRow, ...]
    inspectors: tuple[InspectorRow, ...]
    assignments: tuple[AssignmentRow, ...]
    refused: tuple[RefusedRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    tallies: tuple[Tally, ...]


@dataclass(slots=True)
class _Lines:
    schools: list[Line] = field(default_factory=list)
    inspectors: list[Line] = field(default_factory=list)
    assignments: list[Line] = field(default_factory=list)

    def every(self) -> Iterator[Line]:
        yield from (*self.schools, *self.inspectors, *self.assignments)


def read_roster(
    path: Path,
    *,
    schools: Collection[str] = (),
    inspectors: Mapping[str, str] | None = None,
) -> RosterRows:
    """Read a roster; any of its three sheets may be missing.

    Args:
        path: an .xlsx file, or a .csv file with one of the sheets.
        schools: codes that are known already, for assignments to schools outside the file.
        inspectors: name by 督学编号 of those known already.

    Raises:
        UserError: the file cannot be read at all, or holds none of the sheets.
    """
    workbook = open_workbook(path)
    tables, notes = find_tables(
        workbook, roster_layouts(serial_zero=workbook.serial_zero), path=path
    )
    lines = _Lines()
    parts = {
        SCHOOLS: lines.schools,
        INSPECTORS: lines.inspectors,
        ASSIGNMENTS: lines.assignments,
    }
    for table in tables:
        parts[table.layout.title] += read_lines(table)
    _check(lines, tables, schools=schools, inspectors=inspectors or {})
    return RosterRows(
        schools=tuple(SchoolRow(**x.made()) for x in lines.schools if x.good),
        inspectors=tuple(InspectorRow(**x.made()) for x in lines.inspectors if x.good),
        assignments=tuple(AssignmentRow(**x.made()) for x in lines.assignments if x.good),
        refused=(
            *refused_rows(lines.schools, number="code"),
            *refused_rows(lines.inspectors, number="id"),
            *refused_rows(lines.assignments, number="inspector_id"),
        ),
        problems=problems_in_order(tables, lines.every()),
        notes=(*notes, *(note for table in tables for note in table.notes)),
        tallies=tallies(tables, lines.every()),
    )


def _check(
    lines: _Lines,
    tables: list[Table],
    *,
    schools: Collection[str],
    inspectors: Mapping[str, str],
) -> None:
    for line in lines.schools:
        if line.values.get("state") == _CLOSED and line.values.get("closed_on") is None:
            line.accuse("closed_on", CellError("状态是“停办”，却没有停办日期", "请填停办的日期"))
    for line in lines.assignments:
        start, end = line.values.get("start"), line.values.get("end")
        if start is not None and end is not None and end < start:
            line.accuse("end", CellError(f"结束日期早于开始日期 {start}", "请核对两个日期"))
    mark_repeats(lines.schools, key=("code",), name="code")
    mark_repeats(lines.inspectors, key=("id",), name="id")
    broken = {table.layout.title for table in tables if table.faults}
    _bind_schools(lines, known=schools, unreadable=SCHOOLS in broken)
    _bind_inspectors(lines, known=inspectors, unreadable=INSPECTORS in broken)
    mark_repeats(lines.assignments, key=("inspector_id", "school_code", "start"), name="end")


def _bind_schools(lines: _Lines, *, known: Collection[str], unreadable: bool) -> None:
    good = {line.values["code"] for line in lines.schools if line.good}
    refused = {line.values.get("code") for line in lines.schools if not line.good} - good
    strangers = [
        line
        for line in lines.assignments
        if (code := line.values.get("school_code")) is not None
        and code not in good
        and (code in refused or code not in known)
    ]
    unknown = {line.values["school_code"] for line in strangers} - refused
    excused = unreadable or _may_be_the_unreadable(unknown, lines.schools, "code")
    for line in strangers:
        code = line.values["school_code"]
        if code in refused or excused:
            line.refuse(Refusal.HANGS_ON_REFUSED)
        else:
            what = f"{shown(code)}不在学校名册里"
            line.accuse("school_code", CellError(what, "请核对标识码，或先补上这所学校"))


def _bind_inspectors(lines: _Lines, *, known: Mapping[str, str], unreadable: bool) -> None:
    good = [line.values for line in lines.inspectors if line.good]
    people = People({**known, **{person["id"]: person["name"] for person in good}})
    taken = {key_of(person[part]) for person in good for part in ("id", "name")}
    refused = {
        key_of(line.values[part])
        for line in lines.inspectors
        if not line.good
        for part in ("id", "name")
        if part in line.values
    } - taken
    strangers: list[tuple[Line, CellError]] = []
    for line in lines.assignments:
        person = line.values.get("inspector_id")
        if person is None:
            continue
        try:
            if key_of(person) in refused:
                line.refuse(Refusal.HANGS_ON_REFUSED)
            else:
                line.values["inspector_id"] = people.one(person)
        except CellError as error:
            strangers.append((line, error))
    unknown = {line.values["inspector_id"] for line, _ in strangers}
    excused = unreadable or _may_be_the_unreadable(unknown, lines.inspectors, "id")
    for line, fault in strangers:
        if excused:
            line.refuse(Refusal.HANGS_ON_REFUSED)
        else:
            line.accuse("inspector_id", fault)


def _may_be_the_unreadable(unknown: Collection[str], lines: list[Line], name: str) -> bool:
    """Say whether rows with an unreadable code account for the codes that nobody has.

    A cell that contradicts only another bad cell is not itself bad.
    """
    return len(unknown) <= sum(1 for line in lines if name not in line.values)
