"""The calculation itself: exact fractions from the figures to the verdict."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Final, NamedTuple

from inspector_app.domain.indicator_kinds import Level, SchoolStage
from inspector_app.domain.indicators.county import county_stages
from inspector_app.domain.indicators.figures import STAGES, SchoolFigures
from inspector_app.domain.indicators.further import further_tests
from inspector_app.domain.indicators.results import (
    Assessment,
    ItemResult,
    SchoolResult,
    StageResult,
)
from inspector_app.domain.indicators.standards import Standards
from inspector_app.domain.school import SchoolKind

_HUNDRED: Final = 100
_YUAN: Final = 10_000


class _Measure(NamedTuple):
    """How an indicator is made from figures.

    Attributes:
        have: what the stage, or the whole school, has.
        factor: what it is multiplied by: for each hundred pupils, or 元 for 万元.
        whole: whether only whole ones can be added.
        shared: whether the stages of a school share it.
    """

    have: Callable[[SchoolFigures, SchoolStage], Fraction | int]
    factor: int
    whole: bool
    shared: bool


_MEASURES: Final[Mapping[str, _Measure]] = {
    "L1": _Measure(lambda s, stage: s.qualified.get(stage, 0), _HUNDRED, whole=True, shared=False),
    "L2": _Measure(lambda s, stage: s.backbone.get(stage, 0), _HUNDRED, whole=True, shared=False),
    "L3": _Measure(
        lambda s, stage: s.specialists.get(stage, 0), _HUNDRED, whole=True, shared=False
    ),
    "L4": _Measure(lambda s, _: s.teaching_area - s.indoor_sports, 1, whole=False, shared=True),
    "L5": _Measure(lambda s, _: s.gym + s.field, 1, whole=False, shared=True),
    "L6": _Measure(lambda s, _: s.equipment, _YUAN, whole=False, shared=True),
    "L7": _Measure(lambda s, _: s.media_rooms, _HUNDRED, whole=True, shared=True),
}


def assess(schools: Iterable[SchoolFigures], standards: Standards) -> Assessment:
    """Measure the schools of a county."""
    found = tuple(school_result(school, standards) for school in schools)
    counted = [school for school in found if not school.excluded]
    return Assessment(
        standards=standards, schools=found, county=county_stages(counted, standards)
    )  # fmt: skip


def school_result(school: SchoolFigures, standards: Standards) -> SchoolResult:
    """Measure one school; a stage without pupils is not measured."""
    stages = (stage for stage in school.stages if school.pupils.get(stage, 0))
    return SchoolResult(
        figures=school,
        stages=tuple(_stage(school, stage, standards) for stage in stages),
        further=further_tests(school, standards),
        excluded=school.compulsory_pupils < standards.number("fewest_pupils"),
    )


def _stage(school: SchoolFigures, stage: SchoolStage, standards: Standards) -> StageResult:
    items = tuple(_item(school, stage, each.id, standards) for each in standards.indicators)
    return StageResult(
        stage=stage,
        pupils=school.pupils[stage],
        items=items,
        passes=_passes(items, standards),
    )


def _passes(items: Sequence[ItemResult], standards: Standards) -> bool:
    """Say whether enough indicators meet their standard and each of the others nearly does."""
    meeting = sum(each.level is Level.MEETS for each in items)
    rest = all(each.level is not Level.BELOW for each in items)
    return rest and meeting >= standards.number("meeting_at_least")


def _item(school: SchoolFigures, stage: SchoolStage, item: str, standards: Standards) -> ItemResult:
    measure = _MEASURES[item]
    have = Fraction(measure.have(school, stage))
    pupils = _sharers(school, stage, standards) if measure.shared else school.pupils[stage]
    value = have * measure.factor / pupils
    standard, floor = standards.standard(item, stage), standards.number("floor")
    missing = standard * pupils / measure.factor - have
    need = Fraction(ceil(missing)) if measure.whole else missing
    return ItemResult(
        item=item,
        value=value,
        standard=standard,
        floor=floor,
        need=None if value >= standard else need,
    )


def _sharers(school: SchoolFigures, stage: SchoolStage, standards: Standards) -> Fraction:
    """Return how many pupils of a stage all the pupils of its school are worth.

    What the stages of a school share goes to each by its weight: a stage's value per pupil is the
    whole asset times its weight, divided by the weighted pupils.
    """
    weights = _weights(school.kind, standards)
    weighted = sum(
        (weight * school.pupils.get(each, 0) for each, weight in weights.items()), Fraction()
    )
    return weighted / weights[stage]


def _weights(kind: SchoolKind, standards: Standards) -> Mapping[SchoolStage, Fraction]:
    if kind is SchoolKind.COMPLETE_SECONDARY:
        return {
            SchoolStage.JUNIOR: Fraction(1),
            SchoolStage.SENIOR: standards.number("weight.complete_senior"),
        }
    every = {
        SchoolStage.PRIMARY: Fraction(1),
        SchoolStage.JUNIOR: standards.number("weight.junior"),
        SchoolStage.SENIOR: standards.number("weight.senior"),
    }
    return {stage: every[stage] for stage in STAGES[kind]}
