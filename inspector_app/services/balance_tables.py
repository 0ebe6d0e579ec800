"""达标测算, 不达标项清单 and 创建计划 as Excel files: real numbers and dates."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import RefusedError
from inspector_app.domain.indicators.exact import plain_number, rounded
from inspector_app.domain.labels.indicators import LEVEL_LABEL, SCHOOL_STAGE_LABEL
from inspector_app.services.assessments import AssessmentService, Measured
from inspector_app.services.balance_trees import measured_of
from inspector_app.services.creation_plans import CreationPlan, CreationPlanService
from inspector_app.services.wishes import BalancePart, BalancePrint, CreationPlanPrint

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.domain.indicators.results import SchoolResult, StageResult
    from inspector_app.sheets.writer import TableSheet, TableValue

    _Row = tuple[TableValue, ...]

_FAILING_HEAD: Final = (
    "序号", "学校标识码", "学校", "学段部", "指标", "现值", "标准", "单位", "差额", "达标需增加量",
    "增加量单位", "达85%", "责任部门", "时限",
)  # fmt: skip
_STEP_HEAD: Final = (
    "序号", "学校标识码", "学校", "事项", "目标", "责任部门", "责任人", "完成时限", "现在",
    "完成情况", "完成日期",
)  # fmt: skip
_SCHOOL_TAIL: Final = (
    "需专用教室", "缺音乐教室", "缺美术教室", "超规模人数", "大班额个数", "不进全县数字",
    "学校达标",
)  # fmt: skip


# Enough to see how far a value is from its standard; a cell shows no more than its column is wide.
_PLACES: Final = 6


class BalanceTables:
    """Writes Excel files."""

    def __init__(self, assessments: AssessmentService, plans: CreationPlanService) -> None:
        self._assessments = assessments
        self._plans = plans

    def xlsx(self, path: Path, wish: BalancePrint | CreationPlanPrint) -> "WrittenFile":
        """Write what a wish stands for.

        Raises:
            InputError, NotFoundError: as for the printed document.
            RefusedError: there is nothing to write.
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.sheets.writer import write_table

        if isinstance(wish, CreationPlanPrint):
            return write_table(path, [_plan_sheet(self._plans.plan(wish.uid))])
        measured = measured_of(self._assessments, wish)
        failing = wish.part is BalancePart.FAILING
        makers = (_failing,) if failing else (_schools, _failing, _county)
        return write_table(path, [make(measured) for make in makers])


def _schools(measured: Measured) -> "TableSheet":
    from inspector_app.sheets.writer import TableSheet

    found = measured.found
    items = found.standards.indicators
    return TableSheet(
        title="各校结果",
        heading=f"优质均衡达标测算　{measured.title}",
        head=(
            "学校标识码", "学校", "学段部", "学生数",
            *(name for each in items for name in (f"{each.id} {each.short}", f"{each.id} 判断")),
            "学段部通过", *_SCHOOL_TAIL,
        ),
        rows=[row for school in found.schools for row in _school_rows(school, len(items))],
        notes=(found.standards.told, f"数写到 {_PLACES} 位小数；比较用没有舍入的分数。"),
        leading=2,
    )  # fmt: skip


def _school_rows(school: "SchoolResult", items: int) -> "Iterator[_Row]":
    figures, tests = school.figures, school.further
    tail = (
        tests.rooms_needed, tests.music_short, tests.art_short, tests.size_excess, tests.over,
        _yes(school.excluded), _yes(school.passes),
    )  # fmt: skip
    for stage in school.stages:
        yield (figures.code, figures.name, *_stage_cells(stage), *tail)
    if not school.stages:
        yield (figures.code, figures.name, *(None,) * (2 * items + 3), *tail)


def _stage_cells(stage: "StageResult") -> "_Row":
    values = (
        cell for each in stage.items for cell in (_number(each.value), LEVEL_LABEL[each.level])
    )
    return (SCHOOL_STAGE_LABEL[stage.stage], stage.pupils, *values, _yes(stage.passes))


def _failing(measured: Measured) -> "TableSheet":
    from inspector_app.domain.indicators.failing import Duty
    from inspector_app.sheets.writer import TableSheet

    duties = measured.duties
    rows: list[_Row] = []
    for place, each in enumerate(measured.failing, start=1):
        duty = duties.get(each.key, Duty(each.item.department))
        nearly = None if each.nearly is None else _yes(each.nearly)
        need = -each.need if each.lower else each.need
        rows.append(
            (place, each.school_code, each.school_name, each.part, each.item.name,
             _number(each.value), _number(each.standard), each.item.unit,
             _number(each.gap), _number(need), each.item.need_unit, nearly,
             duty.department, duty.deadline)
        )  # fmt: skip
    return TableSheet(
        title="不达标项清单",
        heading=f"优质均衡不达标项清单　{measured.title}",
        head=_FAILING_HEAD,
        rows=rows,
        notes=("达标需增加量是负数的，是要减少的。", measured.found.standards.told),
        leading=3,
    )


def _county(measured: Measured) -> "TableSheet":
    from inspector_app.sheets.writer import TableSheet

    rows: list[_Row] = [
        (SCHOOL_STAGE_LABEL[stage.stage], spread.item,
         measured.found.standards.item(spread.item).name, stage.schools, stage.passing,
         stage.meeting[spread.item], _number(spread.mean), _number(spread.cv),
         _number(spread.limit), _yes(spread.passes))
        for stage in measured.found.county
        for spread in stage.spreads
    ]  # fmt: skip
    return TableSheet(
        title="全县数字",
        head=(
            "学段部", "编号", "指标", "学校数", "通过学校数", "本项达标学校数", "平均值",
            "差异系数", "差异系数界限", "差异系数通过",
        ),
        rows=rows,
        notes=(f"全县{'达到' if measured.found.passes else '没有达到'}优质均衡。",),
    )  # fmt: skip


def _plan_sheet(plan: CreationPlan) -> "TableSheet":
    from inspector_app.sheets.writer import TableSheet

    if not plan.steps:
        raise RefusedError("创建计划里还没有内容，没有生成文件；请先从不达标项起草，或自己添加。")
    return TableSheet(
        title="创建计划",
        heading=f"优质均衡创建计划　{plan.assessment.label}",
        head=_STEP_HEAD,
        rows=[
            (n, step.school_code, step.about, step.item, step.target, step.department, step.person,
             step.due, step.state_words(on=plan.on), step.progress, step.done_on)
            for n, step in enumerate(plan.steps, start=1)
        ],
        notes=(f"{plan.on}：{plan.counts.sentence}。",),
        leading=3,
    )  # fmt: skip


def _number(value: Fraction | float | None) -> int | float | None:
    return None if value is None else plain_number(rounded(Fraction(value), _PLACES))


def _yes(said: bool) -> str:  # noqa: FBT001 - the value itself is a truth value
    return "是" if said else "否"
