"""Above districts: of which units a summary counts the months, as of when, and what each did."""

from typing import Final

from inspector_app.domain.figures import Count
from inspector_app.domain.monthly_table import Row, compile_totals
from inspector_app.domain.reported import missing_note, missing_of, named_missing
from inspector_app.domain.summary_facts import (
    GROUPS,
    UNIT_NUMBERS,
    Evidence,
    Figure,
    UnitLine,
    UnitsTold,
)
from inspector_app.domain.summary_labels import SUMMARY_FIGURE_LABEL

NOT_TOLD: Final = (
    "月统计里没有、总结里也就没有的：安全隐患、亮点、听课任务的进度、五有、"
    "按中小学、幼儿园、民办分的督导面。专项、会议、文书、案例、意见建议、培训和周汇报只有本级的，"
    "要看请向各单位要它的总结。"
)
"""What the summary of a district tells and none of its months."""
_NOTHING: Final = "无"
_GROUP: Final = GROUPS[-1]


def unit_figures(found: Evidence) -> tuple[Figure, ...]:
    """Return what is said of the units that are counted; nothing where only own records are."""
    told = found.units
    if told is None:
        return ()
    have = {each.unit for each in told.reported if each.told}
    named = "、".join(_units(found)) or _NOTHING
    missing = missing_of(told.reported)
    return (
        _figure("units_reported", f"{len(have)}/{told.below}", len(have), told.below),
        _figure("units_named", named, len(_units(found))),
        _figure("units_as_of", told.as_of or found.period.end.isoformat(), 0),
        _figure("units_missing", named_missing(told.reported) or _NOTHING, len(missing)),
    )


def _figure(figure_id: str, text: str, n: int, of: int | None = None) -> Figure:
    return Figure(figure_id, SUMMARY_FIGURE_LABEL[figure_id], _GROUP, text, n, of)


def unit_lines(found: Evidence) -> tuple[UnitLine, ...]:
    """Return what each unit did, by the same records as the figures; those that lack, too."""
    told = found.units
    if told is None:
        return ()
    rows, missing = compile_totals(found.period, found.facts).zones, missing_of(told.reported)
    asked = dict.fromkeys((*_units(found), *(each.unit for each in told.reported)))
    return tuple(
        UnitLine(
            name, _numbers(rows[name]) if name in rows else (), "、".join(missing.get(name, ()))
        )
        for name in asked
    )


def unit_notes(found: Evidence) -> tuple[str, ...]:
    """Return which months lack, and what no month tells."""
    if found.units is None:
        return ()
    missing = missing_note(found.units.reported)
    return (*((missing,) if missing else ()), NOT_TOLD)


def is_whole(told: UnitsTold) -> bool:
    """Say whether no month of any unit lacks, so that the period can be compared."""
    return bool(told.reported) and not missing_of(told.reported)


def _units(found: Evidence) -> tuple[str, ...]:
    """Return the units whose months are counted."""
    return tuple(dict.fromkeys(person.zone for person in found.facts.inspectors))


def _numbers(row: Row) -> tuple[int, ...]:
    cells = (row[name] for name in UNIT_NUMBERS)
    return tuple(cell.value for cell in cells if isinstance(cell, Count))
