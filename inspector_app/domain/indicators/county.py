"""A county's means and 差异系数: weighted by pupils, over the whole population of schools."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from inspector_app.domain.indicator_kinds import Level, SchoolStage
from inspector_app.domain.indicators.figures import MEASURED
from inspector_app.domain.indicators.results import (
    CountyStage,
    SchoolResult,
    Spread,
    StageResult,
)
from inspector_app.domain.indicators.standards import Standards


class Weighted(NamedTuple):
    """A value and how many pupils it is that of."""

    pupils: int
    value: Fraction


def mean_and_variance(values: Sequence[Weighted]) -> tuple[Fraction, Fraction]:
    """Return the mean by pupils and the variance about it (ZeroDivisionError without pupils)."""
    whole = sum(each.pupils for each in values)
    mean = sum((each.pupils * each.value for each in values), Fraction()) / whole
    squares = sum((each.pupils * (each.value - mean) ** 2 for each in values), Fraction())
    return mean, squares / whole


def spread(values: Sequence[Weighted], *, item: str, limit: Fraction) -> Spread:
    """Return how far values are apart."""
    mean, variance = mean_and_variance(values)
    ratio = variance / mean**2 if mean else None
    return Spread(item=item, mean=mean, variance_ratio=ratio, limit=limit)


def county_stages(schools: Iterable[SchoolResult], standards: Standards) -> tuple[CountyStage, ...]:
    """Return the stages that any of the schools has."""
    results = [stage for school in schools for stage in school.stages]
    parts = ((stage, [r for r in results if r.stage is stage]) for stage in MEASURED)
    return tuple(_county_stage(stage, found, standards) for stage, found in parts if found)


def _county_stage(
    stage: SchoolStage, results: Sequence[StageResult], standards: Standards
) -> CountyStage:
    return CountyStage(
        stage=stage,
        schools=len(results),
        passing=sum(result.passes for result in results),
        meeting={
            item.id: sum(item.id in result.at(Level.MEETS) for result in results)
            for item in standards.indicators
        },
        spreads=tuple(_spreads(stage, results, standards)),
    )


def _spreads(
    stage: SchoolStage, results: Sequence[StageResult], standards: Standards
) -> Iterator[Spread]:
    limit = standards.number(f"cv.{stage}")
    for place, item in enumerate(standards.indicators):
        values = [Weighted(result.pupils, result.items[place].value) for result in results]
        yield spread(values, item=item.id, limit=limit)
