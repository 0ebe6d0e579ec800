"""What the prints of 达标测算 and 创建计划 say, gathered for every format."""

from typing import TYPE_CHECKING

from inspector_app.base.errors import RefusedError
from inspector_app.services.assessments import AssessmentService, Measured
from inspector_app.services.context import Context
from inspector_app.services.creation_plans import CreationPlanService
from inspector_app.services.indicator_standards import IndicatorStandardService
from inspector_app.services.wishes import BalancePart, BalancePrint, CreationPlanPrint

if TYPE_CHECKING:
    from inspector_app.reports.document import Document


def balance_trees(
    context: Context, wish: BalancePrint | CreationPlanPrint, *, unit: str
) -> "tuple[Document, ...]":
    """Return the documents that a wish stands for.

    Raises:
        InputError, NotFoundError: the workbook cannot be read, or nothing of the uid is kept.
        RefusedError: there is nothing to print.
    """
    assessments = AssessmentService(context, IndicatorStandardService(context))
    if isinstance(wish, CreationPlanPrint):
        return (_plan(CreationPlanService(context, assessments), wish.uid, unit=unit),)
    measured = measured_of(assessments, wish)
    if wish.part is BalancePart.FAILING:
        return (_failing(measured, unit),)
    makers = (_results, _failing) if measured.failing else (_results,)
    return tuple(make(measured, unit) for make in makers)


def measured_of(assessments: AssessmentService, wish: BalancePrint) -> Measured:
    """Return what a wish is about (errors of ``measure`` and ``open``)."""
    if wish.workbook is not None:
        return assessments.measure(wish.workbook, due=wish.due)
    return assessments.open(wish.uid)


def _results(measured: Measured, unit: str) -> "Document":
    from inspector_app.reports.balance_report import balance_report

    return balance_report(measured.found, unit=unit, title=measured.title)


def _failing(measured: Measured, unit: str) -> "Document":
    from inspector_app.reports.failing_items_report import failing_items_report

    if not measured.failing:
        raise RefusedError("没有不达标的项，没有生成清单。")
    return failing_items_report(
        measured.failing,
        measured.duties,
        unit=unit,
        title=measured.title,
        standards=measured.found.standards.told,
    )


def _plan(plans: CreationPlanService, uid: str, *, unit: str) -> "Document":
    from inspector_app.reports.creation_plan_report import creation_plan_report

    plan = plans.plan(uid)
    if not plan.steps:
        raise RefusedError("创建计划里还没有内容，没有生成文件；请先从不达标项起草，或自己添加。")
    return creation_plan_report(plan.steps, on=plan.on, unit=unit, title=plan.assessment.label)
