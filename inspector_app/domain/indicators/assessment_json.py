"""An assessment as programs read it; numbers become floats only here."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from inspector_app.domain.indicator_kinds import Level
from inspector_app.domain.indicators.exact import plain_number
from inspector_app.domain.indicators.results import (
    Assessment,
    CountyStage,
    SchoolResult,
    StageResult,
)

Json = dict[str, Any]


def assessment_json(found: Assessment) -> Json:
    """Return every school by its code, the county by stage, and the verdict."""
    return {
        "schools": {school.figures.code: _school(school) for school in found.schools},
        "county": {stage.stage.value: _county(stage) for stage in found.county},
        "pass": found.passes,
    }


def _school(school: SchoolResult) -> Json:
    further = school.further
    return {
        "stages": {stage.stage.value: _stage(stage) for stage in school.stages},
        "rooms_needed": further.rooms_needed,
        "music_short": further.music_short,
        "art_short": further.art_short,
        "size_excess": further.size_excess,
        "classes_over": further.over,
        "excluded": school.excluded,
        "pass": school.passes,
    }


def _stage(stage: StageResult) -> Json:
    return {
        "pupils": stage.pupils,
        "values": _numbers((each.item, each.value) for each in stage.items),
        "meets": list(stage.at(Level.MEETS)),
        "at_least_85": list(stage.at(Level.NEARLY)),
        "pass": stage.passes,
        "needs": {
            each.item: plain_number(each.need) for each in stage.items if each.need is not None
        },
    }


def _county(stage: CountyStage) -> Json:
    return {
        "schools": stage.schools,
        "passing": stage.passing,
        "mean": _numbers((each.item, each.mean) for each in stage.spreads),
        "cv": {each.item: each.cv for each in stage.spreads},
        "cv_pass": [each.item for each in stage.spreads if each.passes],
    }


def _numbers(pairs: Iterable[tuple[str, Fraction]]) -> Json:
    return {name: float(value) for name, value in pairs}
