"""专用教室、学校规模、班额: what is tested besides the seven indicators."""

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from inspector_app.domain.indicator_kinds import SchoolStage
from inspector_app.domain.indicators.figures import SchoolFigures
from inspector_app.domain.indicators.results import FurtherTests
from inspector_app.domain.indicators.standards import Standards


def further_tests(school: SchoolFigures, standards: Standards) -> FurtherTests:
    """Return how a school stands in rooms, size and class sizes."""
    music_area, art_area = (_least_area(school, room, standards) for room in ("music", "art"))
    classes = sum(len(school.class_sizes(stage)) for stage in school.stages)
    limits = {s: int(standards.number(f"class_size.{s}")) for s in school.stages}
    return FurtherTests(
        rooms_needed=ceil(Fraction(classes) / standards.number("rooms.classes")),
        music=_counting(school.music, music_area),
        art=_counting(school.art, art_area),
        music_area=music_area,
        art_area=art_area,
        pupils=school.compulsory_pupils,
        size_limit=_size_limit(school, standards),
        class_limits=limits,
        classes_over={
            stage: sum(size > limit for size in school.class_sizes(stage))
            for stage, limit in limits.items()
        },
    )


def _least_area(school: SchoolFigures, room: str, standards: Standards) -> Fraction:
    """Return from how many square metres a room counts: the lowest bound that applies."""
    bounds = [standards.number(f"rooms.{room}")]
    if school.before_2016:
        bounds.append(standards.number(f"rooms.{room}.before_2016"))
    if school.small_rural:
        name = "rooms.rural_junior" if SchoolStage.JUNIOR in school.stages else "rooms.rural"
        bounds.append(standards.number(name))
    return min(bounds)


def _counting(rooms: Iterable[Fraction], least: Fraction) -> int:
    return sum(area >= least for area in rooms)


def _size_limit(school: SchoolFigures, standards: Standards) -> int:
    several = "both" if len(school.stages) > 1 else "single"
    relaxed = ".relaxed" if school.before_2010 or school.migrant_majority else ""
    return int(standards.number(f"size.{several}{relaxed}"))
