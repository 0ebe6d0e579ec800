"""Read a county's workbook for 达标测算: every bad cell is named, and then nothing is taken."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, NamedTuple

from inspector_app.base.errors import InputError, Problem
from inspector_app.domain.indicator_kinds import SchoolStage
from inspector_app.domain.indicators.figures import STAGES, SchoolFigures
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.sheets.balance_layout import (
    ASKED,
    ASSETS,
    HOW_TO_FILL,
    STAGE_PUPILS,
    TEACHERS,
    balance_layout,
)
from inspector_app.sheets.errors import CellError
from inspector_app.sheets.lines import Line, mark_repeats, problems_in_order, read_lines
from inspector_app.sheets.table import Table, find_tables
from inspector_app.sheets.workbook import Workbook

_DOUBTED: Final = ("teaching_area", "equipment")


class CountySheet(NamedTuple):
    """A workbook as it was read.

    Attributes:
        notes: what was left aside or taken as 0, without harm to what was read.
    """

    schools: tuple[SchoolFigures, ...]
    notes: tuple[Problem, ...]


def read_county(workbook: Workbook, *, path: Path) -> CountySheet:
    """Read the schools of a workbook; ``path`` is what it is called.

    Raises:
        InputError: it has no such sheet, or has bad cells; each is named.
    """
    tables, notes = find_tables(workbook, [balance_layout()], path=path)
    lines = [line for table in tables for line in read_lines(table)]
    for line in lines:
        _check(line)
    mark_repeats(lines, key=("code",), name="code")
    for table in tables:
        _refuse_missing_columns(table, [line for line in lines if line.table is table])
    problems = problems_in_order(tables, lines)
    if problems:
        raise InputError(
            f"“{path.name}”有 {len(problems)} 处不能用，没有测算；请改好下面列出的每一处再试。",
            problems=problems,
        )
    good = [line for line in lines if line.good]
    if not good:
        raise InputError(f"“{path.name}”的“学校”表里没有学校，没有测算；请一校一行填好再试。")
    told = (note for line in good for note in _doubts(line))
    return CountySheet(
        schools=tuple(_figures(line.values) for line in good),
        notes=(*_foreign(notes), *(note for table in tables for note in table.notes), *told),
    )


def _foreign(notes: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the notes on sheets that are not read, those of our own template left out."""
    yield from (note for note in notes if note.where not in {HOW_TO_FILL, ASKED})


def _check(line: Line) -> None:
    """Accuse cells that contradict each other."""
    values, kind = line.values, line.values.get("kind")
    if kind is not None:
        for stage, name in STAGE_PUPILS.items():
            if values.get(name) and stage not in STAGES[kind]:
                word = SCHOOL_KIND_LABEL[kind]
                what = f"学校类型是“{word}”，这一格却有 {values[name]} 人"
                remedy = "请改学校类型（小学附设初中班的填九年一贯制学校），或把这一格改成 0"
                line.accuse(name, CellError(what, remedy))
    area, indoor = values.get("teaching_area"), values.get("indoor_sports")
    known = "teaching_area" in line.table.positions
    if known and area is not None and indoor is not None and indoor > area:
        what = "比教学及辅助用房面积还大"
        line.accuse("indoor_sports", CellError(what, "室内体育用房是其中的一部分，请核对两个面积"))


def _refuse_missing_columns(table: Table, lines: Sequence[Line]) -> None:
    """Refuse a sheet without a column that its schools cannot be measured without."""
    kinds = {kind for line in lines if (kind := line.values.get("kind")) is not None}
    stages = {stage for kind in kinds for stage in STAGES[kind]}
    wanted = {*ASSETS, *(STAGE_PUPILS[stage] for stage in stages)}
    missing = [
        column.header
        for column in table.layout.columns
        if column.field in wanted and column.field not in table.positions
    ]
    if missing and not table.faults:
        table.faults.append(
            Problem(
                where=table.title,
                what="表头缺少：" + "、".join(missing),
                remedy="请补上这些列（没有的填 0），或把列名改成这些名称",
            )
        )


def _doubts(line: Line) -> Iterator[Problem]:
    """Tell what was taken as it stands and may be a slip."""
    values = line.values
    where = f"{line.table.title}第 {line.row} 行 {values['name']}"
    for stage in TEACHERS:
        if stage not in STAGES[values["kind"]]:
            continue
        pupils, sizes = values[STAGE_PUPILS[stage]], values[f"{stage}_classes"]
        word = "小学" if stage is SchoolStage.PRIMARY else "初中"
        if not pupils:
            yield Problem(where=where, what=f"{word}学生数是 0，{word}部没有测算")
        elif not sizes:
            yield Problem(where=where, what=f"没有填{word}班额，专用教室和大班额按没有班计")
        elif sum(sizes) != pupils:
            told = f"{word}班额合计 {sum(sizes)} 人，{word}学生数是 {pupils} 人，请核对"
            yield Problem(where=where, what=told)
    for name in _DOUBTED:
        if not values[name]:
            header = next(c.header for c in line.table.layout.columns if c.field == name)
            yield Problem(where=where, what=f"“{header}”是 0 或没有填，按 0 计")


def _figures(values: Mapping[str, Any]) -> SchoolFigures:
    return SchoolFigures(
        code=values["code"],
        name=values["name"],
        kind=values["kind"],
        pupils={stage: values[name] for stage, name in STAGE_PUPILS.items()},
        classes={stage: values[f"{stage}_classes"] for stage in TEACHERS},
        qualified={
            stage: sum(values[f"{stage}_{degree}"] for degree in degrees)
            for stage, degrees in TEACHERS.items()
        },
        backbone={stage: values[f"{stage}_backbone"] for stage in TEACHERS},
        specialists={stage: values[f"{stage}_specialists"] for stage in TEACHERS},
        media_rooms=values["media_rooms"],
        music=values["music"],
        art=values["art"],
        teaching_area=Fraction(values["teaching_area"]),
        indoor_sports=Fraction(values["indoor_sports"]),
        gym=Fraction(values["gym"]),
        field=Fraction(values["field"]),
        equipment=Fraction(values["equipment"]),
        before_2016=values["before_2016"],
        before_2010=values["before_2010"],
        migrant_majority=values["migrant_majority"],
        small_rural=values["small_rural"],
    )
