"""不达标项清单: what each school lacks, and what of it a ledger needs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from inspector_app.domain.indicator_kinds import Level, SchoolStage
from inspector_app.domain.indicators.exact import decimal_text
from inspector_app.domain.indicators.results import (
    Assessment,
    FurtherTests,
    ItemResult,
    SchoolResult,
)
from inspector_app.domain.indicators.standards import Item, Standards
from inspector_app.domain.labels.indicators import SCHOOL_STAGE_LABEL

_NEED_PLACES: Final = 4


class FailingItem(NamedTuple):
    """Something that a school does not meet.

    Attributes:
        stage: whose value it is, ``None`` where it is the whole school's.
        value, standard: as measured and as asked; ``value_text`` is the value as it prints.
        need: how much more there has to be; less where ``lower``.
        nearly: whether it reaches the part of the standard that still may do, ``None`` where there
            is no such part.
        lower: whether there is too much of it.
    """

    school_code: str
    school_name: str
    stage: SchoolStage | None
    item: Item
    value: Fraction
    value_text: str
    standard: Fraction
    need: Fraction
    nearly: bool | None
    lower: bool = False

    @property
    def key(self) -> str:
        """What tells it from every other one of an assessment."""
        return f"{self.school_code}/{self.stage or ''}/{self.item.id}"

    @property
    def part(self) -> str:
        """Whose value it is, in words."""
        return "全校" if self.stage is None else SCHOOL_STAGE_LABEL[self.stage]

    @property
    def gap(self) -> Fraction:
        """How far the value is from the standard."""
        return abs(self.standard - self.value)

    @property
    def standard_text(self) -> str:
        """What is asked, in words."""
        bound = "不应多于" if self.lower else "标准"
        return f"{bound} {decimal_text(self.standard)} {self.item.unit}"

    @property
    def need_text(self) -> str:
        """How much has to be added or taken away, with its unit."""
        amount = need_number_text(self.need)
        return f"{'减少' if self.lower else '增加'} {amount} {self.item.need_unit}"


class LedgerItem(NamedTuple):
    """A failing item as a 问题整改台账 takes it in.

    Attributes:
        key: the same item of the same school has the same one in every assessment.
    """

    key: str
    school_code: str
    school_name: str
    description: str
    requirement: str
    responsible_unit: str
    deadline: date | None


class Duty(NamedTuple):
    """Who answers for a failing item, and by when."""

    department: str
    deadline: date | None = None


def failing_items(found: Assessment) -> tuple[FailingItem, ...]:
    """Return what every counted school lacks, school by school in the order of the file."""
    return tuple(item for school in found.counted for item in _of_school(school, found.standards))


def _of_school(school: SchoolResult, standards: Standards) -> Iterator[FailingItem]:
    for stage in school.stages:
        for each in stage.items:
            if each.need is not None:
                yield _indicator(school, stage.stage, each, standards)
    yield from _further(school, school.further, standards)


def _indicator(
    school: SchoolResult, stage: SchoolStage, each: ItemResult, standards: Standards
) -> FailingItem:
    assert each.need is not None
    return FailingItem(
        school_code=school.figures.code,
        school_name=school.figures.name,
        stage=stage,
        item=standards.item(each.item),
        value=each.value,
        value_text=each.text,
        standard=each.standard,
        need=each.need,
        nearly=each.level is Level.NEARLY,
    )


def _further(
    school: SchoolResult, tests: FurtherTests, standards: Standards
) -> Iterator[FailingItem]:
    figures = school.figures

    def failing(
        item: str,
        value: int,
        standard: int,
        *,
        stage: SchoolStage | None = None,
        lower: bool = True,
    ) -> FailingItem:
        return FailingItem(
            school_code=figures.code,
            school_name=figures.name,
            stage=stage,
            item=standards.item(item),
            value=Fraction(value),
            value_text=str(value),
            standard=Fraction(standard),
            need=Fraction(abs(standard - value)),
            nearly=None,
            lower=lower,
        )

    if tests.music_short:
        yield failing("music", tests.music, tests.rooms_needed, lower=False)
    if tests.art_short:
        yield failing("art", tests.art, tests.rooms_needed, lower=False)
    if tests.size_excess:
        yield failing("size", tests.pupils, tests.size_limit)
    for stage, over in tests.classes_over.items():
        if over:
            yield failing("class_size", over, 0, stage=stage)


def need_number_text(need: Fraction) -> str:
    """Return an amount with all its decimals, more than four of them rounded up to enough."""
    scale = 10**_NEED_PLACES
    enough = Fraction(-((-need * scale).__floor__()), scale)
    return decimal_text(enough, most=_NEED_PLACES)


def ledger_items(items: Iterable[FailingItem], duties: Mapping[str, Duty]) -> Iterator[LedgerItem]:
    """Return failing items as a ledger takes them in.

    Args:
        items: of one assessment.
        duties: what is agreed about an item, by its key; the department that the set of
            indicators suggests answers for the others.
    """
    for each in items:
        duty = duties.get(each.key, Duty(each.item.department))
        yield LedgerItem(
            key=each.key,
            school_code=each.school_code,
            school_name=each.school_name,
            description=(
                f"{each.part}{each.item.name}未达标：现为 {each.value_text} {each.item.unit}"
                f"，{each.standard_text}。"
            ),
            requirement=f"{each.need_text}，达到优质均衡标准。",
            responsible_unit=duty.department,
            deadline=duty.deadline,
        )
