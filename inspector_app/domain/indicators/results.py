"""What a calculation comes to, in exact numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from inspector_app.domain.indicator_kinds import Level, SchoolStage
from inspector_app.domain.indicators.exact import CV_PLACES, VALUE_PLACES, judged_text, rounded
from inspector_app.domain.indicators.figures import SchoolFigures
from inspector_app.domain.indicators.standards import Standards


def level_of(value: Fraction, standard: Fraction, floor: Fraction) -> Level:
    """Return how a value stands; ``floor`` is the part of the standard that still may do."""
    if value >= standard:
        return Level.MEETS
    return Level.NEARLY if value >= floor * standard else Level.BELOW


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """One indicator of one stage.

    Attributes:
        floor: the part of the standard that still may do.
        need: what is lacking of it, ``None`` where it meets the standard.
    """

    item: str
    value: Fraction
    standard: Fraction
    floor: Fraction
    need: Fraction | None

    @property
    def level(self) -> Level:
        """How it stands."""
        return level_of(self.value, self.standard, self.floor)

    def _same(self, value: Fraction) -> bool:
        return level_of(value, self.standard, self.floor) is self.level

    @property
    def flips(self) -> bool:
        """Whether the value as it prints would be judged otherwise."""
        return not self._same(rounded(self.value, VALUE_PLACES))

    @property
    def text(self) -> str:
        """The value as it prints; the finer one stands beside it where rounding would mislead."""
        return judged_text(self.value, VALUE_PLACES, self._same)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageResult:
    """One stage of one school."""

    stage: SchoolStage
    pupils: int
    items: tuple[ItemResult, ...]
    passes: bool

    def at(self, *levels: Level) -> tuple[str, ...]:
        """Return the indicators that stand at one of the levels."""
        return tuple(each.item for each in self.items if each.level in levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherTests:
    """What is tested besides the seven indicators.

    Attributes:
        rooms_needed: rooms for music, and as many for art.
        music, art: how many rooms are large enough to count.
        music_area, art_area: from how many square metres a room counts.
        size_limit: how many pupils the school may have; ``class_limits`` a class of each stage.
        classes_over: classes above the limit, by stage.
    """

    rooms_needed: int
    music: int
    art: int
    music_area: Fraction
    art_area: Fraction
    pupils: int
    size_limit: int
    class_limits: Mapping[SchoolStage, int]
    classes_over: Mapping[SchoolStage, int]

    @property
    def music_short(self) -> int:
        """How many rooms for music are missing."""
        return max(0, self.rooms_needed - self.music)

    @property
    def art_short(self) -> int:
        """How many rooms for art are missing."""
        return max(0, self.rooms_needed - self.art)

    @property
    def size_excess(self) -> int:
        """How many pupils there are too many."""
        return max(0, self.pupils - self.size_limit)

    @property
    def over(self) -> int:
        """How many classes are too large."""
        return sum(self.classes_over.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolResult:
    """One school; ``excluded`` ones are too small for the county's figures."""

    figures: SchoolFigures
    stages: tuple[StageResult, ...]
    further: FurtherTests
    excluded: bool

    @property
    def passes(self) -> bool:
        """Whether each of its stages passes; the further tests do not count."""
        return all(stage.passes for stage in self.stages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far the schools of a county are apart in one indicator.

    Attributes:
        variance_ratio: the square of the CV, ``None`` where the mean is nothing.
        limit: what the CV may be at most.
    """

    item: str
    mean: Fraction
    variance_ratio: Fraction | None
    limit: Fraction

    @property
    def cv(self) -> float | None:
        """差异系数."""
        return None if self.variance_ratio is None else sqrt(self.variance_ratio)

    @property
    def passes(self) -> bool:
        """Whether it is not above the limit."""
        return self.variance_ratio is not None and self.variance_ratio <= self.limit**2

    def _same(self, cv: Fraction) -> bool:
        return (cv <= self.limit) == self.passes

    @property
    def flips(self) -> bool:
        """Whether the CV as it prints would be judged otherwise."""
        cv = self.cv
        return cv is not None and not self._same(rounded(Fraction(cv), CV_PLACES))

    @property
    def text(self) -> str:
        """The CV as it prints, a dash where there is none."""
        return "—" if self.cv is None else judged_text(Fraction(self.cv), CV_PLACES, self._same)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyStage:
    """A stage over all schools that are not excluded.

    Attributes:
        meeting: how many schools meet each indicator.
    """

    stage: SchoolStage
    schools: int
    passing: int
    meeting: Mapping[str, int]
    spreads: tuple[Spread, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A county measured by a set of indicators."""

    standards: Standards
    schools: tuple[SchoolResult, ...]
    county: tuple[CountyStage, ...]

    @property
    def counted(self) -> tuple[SchoolResult, ...]:
        """The schools that are not excluded."""
        return tuple(school for school in self.schools if not school.excluded)

    @property
    def passing(self) -> int:
        """How many of the counted schools pass."""
        return sum(school.passes for school in self.counted)

    @property
    def passes(self) -> bool:
        """Whether every counted school passes and no CV is too high; without schools it is not."""
        spreads = (spread for stage in self.county for spread in stage.spreads)
        counted = self.counted
        return bool(counted) and self.passing == len(counted) and all(s.passes for s in spreads)
