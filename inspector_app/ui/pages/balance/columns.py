"""The columns of the tables of 达标测算."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.domain.indicator_kinds import Level, SchoolStage
from inspector_app.domain.indicators.exact import decimal_text, plain_number, rounded_text
from inspector_app.domain.labels.indicators import LEVEL_LABEL, LEVEL_MARK, SCHOOL_STAGE_LABEL
from inspector_app.ui.models.rows import Column

if TYPE_CHECKING:
    from datetime import date

    from inspector_app.domain.indicators.creation import CreationStep
    from inspector_app.domain.indicators.failing import Duty, FailingItem
    from inspector_app.domain.indicators.results import (
        Assessment,
        ItemResult,
        SchoolResult,
        Spread,
        StageResult,
    )
    from inspector_app.domain.indicators.standards import StandardNumber
    from inspector_app.domain.indicators.summary import KeptAssessment

_INK = {Level.MEETS: "", Level.NEARLY: "warn", Level.BELOW: "bad"}


class StageRow(NamedTuple):
    """A stage of a school; one without any stage has a row as well."""

    school: SchoolResult
    stage: StageResult | None


class SpreadRow(NamedTuple):
    """An indicator of a stage of the county."""

    stage: str
    name: str
    spread: Spread
    meeting: str


class FailingRow(NamedTuple):
    """A failing item with who answers for it."""

    item: FailingItem
    duty: Duty


class StepRow(NamedTuple):
    """A step of the plan with its place, as it stands on a day."""

    place: int
    step: CreationStep
    on: date


def school_rows(found: Assessment) -> Iterator[StageRow]:
    """Yield a row for each stage of each school."""
    for school in found.schools:
        yield from (StageRow(school, stage) for stage in school.stages or (None,))


def spread_rows(found: Assessment) -> Iterator[SpreadRow]:
    """Yield a row for each indicator of each stage."""
    for stage in found.county:
        for spread in stage.spreads:
            name = f"{spread.item} {found.standards.item(spread.item).name}"
            meeting = f"{stage.meeting[spread.item]}/{stage.schools}"
            yield SpreadRow(SCHOOL_STAGE_LABEL[stage.stage], name, spread, meeting)


def school_columns(found: Assessment) -> tuple[Column[StageRow], ...]:
    """Return the columns of the schools: one for each indicator, and the further tests."""
    items = (
        _item_column(f"{item.id}\n{item.short}", place)
        for place, item in enumerate(found.standards.indicators)
    )
    return (
        Column(title="学校", text=lambda row: row.school.figures.name),
        Column(title="学段", text=_short),
        Column(
            title="学生数", text=lambda row: str(row.stage.pupils) if row.stage else "0",
            value=lambda row: row.stage.pupils if row.stage else 0, right=True,
        ),
        Column(title="全校", text=_verdict),
        *items,
        Column(title="其他", text=_further, tip=_further),
    )  # fmt: skip


def _item_column(title: str, place: int) -> Column[StageRow]:
    def told(say: Callable[[ItemResult], str]) -> Callable[[StageRow], str]:
        return lambda row: say(row.stage.items[place]) if row.stage else ""

    def value(row: StageRow) -> int | float | None:
        return plain_number(row.stage.items[place].value) if row.stage else None

    return Column(
        title=title,
        text=told(lambda each: f"{each.text} {LEVEL_MARK[each.level]}"),
        tip=told(lambda each: f"{LEVEL_LABEL[each.level]}，标准 {decimal_text(each.standard)}"),
        ink=told(lambda each: _INK[each.level]),
        value=value,
        right=True,
    )


def _short(row: StageRow) -> str:
    return SCHOOL_STAGE_LABEL[row.stage.stage].removesuffix("部") if row.stage else "—"


def _verdict(row: StageRow) -> str:
    if row.school.excluded:
        return "不计入"
    return "✓ 达标" if row.school.passes else "✗ 不达标"


def _further(row: StageRow) -> str:
    tests = row.school.further
    parts = (
        (tests.music_short, f"缺音乐教室 {tests.music_short}"),
        (tests.art_short, f"缺美术教室 {tests.art_short}"),
        (tests.size_excess, f"超规模 {tests.size_excess} 人"),
        (tests.over, f"大班额 {tests.over} 个"),
    )
    return "，".join(text for number, text in parts if number)


SPREADS: tuple[Column[SpreadRow], ...] = (
    Column(title="学段部", text=lambda row: row.stage),
    Column(title="指标", text=lambda row: row.name),
    Column(
        title="平均值", text=lambda row: rounded_text(row.spread.mean, 2), right=True,
        value=lambda row: float(row.spread.mean),
    ),
    Column(
        title="差异系数", text=lambda row: row.spread.text, right=True,
        value=lambda row: row.spread.cv,
    ),
    Column(title="不超过", text=lambda row: decimal_text(row.spread.limit), right=True),
    Column(
        title="判断", text=lambda row: "✓ 通过" if row.spread.passes else "✗ 超过",
        ink=lambda row: "" if row.spread.passes else "bad",
    ),
    Column(title="达标学校", text=lambda row: row.meeting, right=True),
)  # fmt: skip

FAILING: tuple[Column[FailingRow], ...] = (
    Column(title="学校", text=lambda row: row.item.school_name),
    Column(title="学段", text=lambda row: row.item.part.removesuffix("部")),
    Column(title="指标", text=lambda row: row.item.item.short, tip=lambda row: row.item.item.name),
    Column(
        title="现值", text=lambda row: row.item.value_text, right=True,
        value=lambda row: plain_number(row.item.value),
    ),
    Column(
        title="标准", text=lambda row: decimal_text(row.item.standard), right=True,
        value=lambda row: plain_number(row.item.standard),
    ),
    Column(title="差额", text=lambda row: decimal_text(row.item.gap, most=4), right=True,
           value=lambda row: plain_number(row.item.gap)),
    Column(title="达标需", text=lambda row: row.item.need_text),
    Column(title="达85%", text=lambda row: {True: "是", False: "否", None: "—"}[row.item.nearly]),
    Column(title="责任部门", text=lambda row: row.duty.department),
    Column(
        title="时限", text=lambda row: str(row.duty.deadline or "未定"),
        value=lambda row: row.duty.deadline,
    ),
)  # fmt: skip


def _state(row: StepRow) -> str:
    mark = "▲ " if row.step.days_over(on=row.on) else "✓ " if row.step.done_on else ""
    return f"{mark}{row.step.state_words(on=row.on)}"


STEPS: tuple[Column[StepRow], ...] = (
    Column(title="序号", text=lambda row: str(row.place), value=lambda row: row.place, right=True),
    Column(
        title="现在", text=_state,
        ink=lambda row: "bad" if row.step.days_over(on=row.on) else "",
    ),
    Column(title="学校", text=lambda row: row.step.about),
    Column(title="事项", text=lambda row: row.step.item, tip=lambda row: row.step.item),
    Column(title="目标", text=lambda row: row.step.target, tip=lambda row: row.step.target),
    Column(title="责任部门", text=lambda row: row.step.department),
    Column(title="责任人", text=lambda row: row.step.person),
    Column(
        title="完成时限", text=lambda row: str(row.step.due or ""), value=lambda row: row.step.due
    ),
    Column(title="完成情况", text=lambda row: row.step.progress, tip=lambda row: row.step.progress),
)  # fmt: skip


def _stage_column(stage: SchoolStage) -> Column[KeptAssessment]:
    def share(kept: KeptAssessment) -> str:
        one = kept.summary.stages.get(stage)
        return one.share.text if one else "—"

    return Column(title=f"{SCHOOL_STAGE_LABEL[stage]}通过", text=share)


def _all_meet(kept: KeptAssessment) -> str:
    parts = (
        f"{SCHOOL_STAGE_LABEL[stage]} {'、'.join(one.all_meet)}"
        for stage, one in kept.summary.stages.items()
        if one.all_meet
    )
    return "；".join(parts) or "没有"


def _high(kept: KeptAssessment) -> str:
    parts = (
        f"{SCHOOL_STAGE_LABEL[stage]} {item}"
        for stage, one in kept.summary.stages.items()
        for item in one.cv
        if item not in one.cv_pass
    )
    return "、".join(parts) or "没有"


YEARS: tuple[Column[KeptAssessment], ...] = (
    Column(title="年度", text=lambda kept: str(kept.year), value=lambda kept: kept.year),
    Column(title="名称", text=lambda kept: kept.name, tip=lambda kept: kept.file_name),
    Column(title="达标学校", text=lambda kept: kept.summary.share.text),
    _stage_column(SchoolStage.PRIMARY),
    _stage_column(SchoolStage.JUNIOR),
    Column(title="全县", text=lambda kept: "✓ 达到" if kept.summary.passes else "✗ 没有达到"),
    Column(title="各校都达标的指标", text=_all_meet, tip=_all_meet),
    Column(title="差异系数超过界限的", text=_high, tip=_high),
    Column(title="编号", text=lambda kept: kept.number),
)


NUMBERS: tuple[Column[StandardNumber], ...] = (
    Column(title="标准", text=lambda n: n.label, tip=lambda n: n.label),
    Column(title="现在", text=lambda n: decimal_text(n.value), right=True,
           value=lambda n: plain_number(n.value)),
    Column(title="单位", text=lambda n: n.unit),
    Column(title="随程序的数", text=lambda n: decimal_text(n.shipped), right=True,
           value=lambda n: plain_number(n.shipped)),
    Column(title="本区依据", text=lambda n: n.own.basis if n.own else ""),
    Column(title="由谁设定", text=lambda n: f"{n.own.set_by} {n.own.set_on}" if n.own else ""),
)  # fmt: skip
