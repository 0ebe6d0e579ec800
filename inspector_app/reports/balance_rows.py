"""The cells of the tables of 达标测算."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from inspector_app.domain.indicator_kinds import Level, SchoolStage
from inspector_app.domain.indicators.creation import CreationStep
from inspector_app.domain.indicators.exact import decimal_text, rounded_text
from inspector_app.domain.indicators.failing import Duty, FailingItem, need_number_text
from inspector_app.domain.indicators.results import (
    Assessment,
    CountyStage,
    FurtherTests,
    SchoolResult,
    StageResult,
)
from inspector_app.domain.labels.indicators import LEVEL_LABEL, SCHOOL_STAGE_LABEL
from inspector_app.reports.document import Emphasis, TableRow
from inspector_app.reports.words import plain_day

# Marks that every printed face has.
_MARK: Final = {Level.MEETS: "√", Level.NEARLY: "△", Level.BELOW: "×"}
LEGEND: Final = "；".join(f"{_MARK[level]} {word}" for level, word in LEVEL_LABEL.items())


def school_rows(found: Assessment) -> Iterator[TableRow]:
    """Yield a row for each stage of each school; what is the whole school's stands in its first."""
    for place, school in enumerate(found.schools, start=1):
        tail = (*_further(school.further), _verdict(school))
        for n, stage in enumerate(school.stages):
            head = (str(place), school.figures.name) if n == 0 else ("", "")
            rest = tail if n == 0 else ("",) * len(tail)
            yield TableRow(cells=(*head, *_stage(stage), *rest))
        if not school.stages:
            blank = ("",) * (len(found.standards.indicators) + 3)
            yield TableRow(cells=(str(place), school.figures.name, *blank, *tail))


def _stage(stage: StageResult) -> tuple[str, ...]:
    items = (f"{_narrow(each.text)}{_MARK[each.level]}" for each in stage.items)
    return (_short(stage.stage), str(stage.pupils), *items, "通过" if stage.passes else "未过")


def _narrow(text: str) -> str:
    """Return a value with the finer one, where there is one, in a line of its own."""
    return text.replace("（", "\n（")


def _short(stage: SchoolStage) -> str:
    return SCHOOL_STAGE_LABEL[stage].removesuffix("部")


def _further(tests: FurtherTests) -> tuple[str, ...]:
    rooms = (
        f"缺{short}" if short else "够"
        for short in (tests.music_short, tests.art_short)
    )  # fmt: skip
    size = f"超{tests.size_excess}" if tests.size_excess else "不超"
    return (*rooms, size, f"{tests.over}个" if tests.over else "无")


def _verdict(school: SchoolResult) -> str:
    if school.excluded:
        return "不计"
    return "达标" if school.passes else "未达"


def county_rows(stage: CountyStage) -> Iterator[TableRow]:
    """Yield the mean, the CV and how many schools meet each indicator."""
    word, spreads = _short(stage.stage), stage.spreads
    means = (rounded_text(each.mean, 2) for each in spreads)
    marks = ("√" if each.passes else "×" for each in spreads)
    yield TableRow(cells=(word, "平均值", *means))
    yield TableRow(
        cells=(
            word,
            f"差异系数（≤{rounded_text(spreads[0].limit, 2)}）",
            *(f"{each.text}{mark}" for each, mark in zip(spreads, marks, strict=True)),
        ),
        emphasis=Emphasis.SUBTOTAL,
    )
    meeting = (f"{stage.meeting[each.item]}/{stage.schools}" for each in spreads)
    yield TableRow(cells=(word, "达标学校", *meeting))


def failing_rows(items: Sequence[FailingItem], duties: Mapping[str, Duty]) -> Iterator[TableRow]:
    """Yield a row for each failing item."""
    for place, each in enumerate(items, start=1):
        duty = duties.get(each.key, Duty(each.item.department))
        yield TableRow(
            cells=(
                str(place), each.school_name, each.part, each.item.name,
                f"{_narrow(each.value_text)} {each.item.unit}",
                f"{decimal_text(each.standard)} {each.item.unit}",
                gap_text(each), need_text(each), nearly_word(each),
                duty.department, plain_day(duty.deadline),
            )
        )  # fmt: skip


def gap_text(item: FailingItem) -> str:
    """Return how far a value is from its standard, to four decimals."""
    return need_number_text(item.gap)


def need_text(item: FailingItem) -> str:
    """Return what is lacking, with a sign: what has to become less stands behind 减少."""
    amount = f"{need_number_text(item.need)} {item.item.need_unit}"
    return f"减少 {amount}" if item.lower else amount


def nearly_word(item: FailingItem) -> str:
    """Say whether it reaches the part of the standard that still may do, if there is one."""
    return {True: "是", False: "否", None: "—"}[item.nearly]


def step_row(place: int, step: CreationStep, state: str) -> TableRow:
    """Return the row of a step of a 创建计划."""
    return TableRow(
        cells=(
            str(place), step.about, step.item, step.target, step.department, step.person,
            plain_day(step.due), state, step.progress,
        )
    )  # fmt: skip
