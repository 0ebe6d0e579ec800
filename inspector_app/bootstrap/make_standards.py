"""Makers of services: indicator sets and what is measured by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.services.assessments import AssessmentService
    from inspector_app.services.balance_tables import BalanceTables
    from inspector_app.services.creation_plans import CreationPlanService
    from inspector_app.services.duties import DutyService
    from inspector_app.services.indicator_standards import IndicatorStandardService
    from inspector_app.services.known_units import KnownUnits
    from inspector_app.services.selfchecks import SelfCheckService
    from inspector_app.services.standard_issues import StandardIssues
    from inspector_app.services.standard_trees import StandardTrees
    from inspector_app.services.standards import StandardService


def _standards(bench: Services) -> StandardService:
    from inspector_app.services.standards import StandardService

    return StandardService(bench.context)


def _selfchecks(bench: Services) -> SelfCheckService:
    from inspector_app.services.selfchecks import SelfCheckService

    return SelfCheckService(bench.context, bench.register_edit)


def _duties(bench: Services) -> DutyService:
    from inspector_app.services.duties import DutyService

    return DutyService(bench.context, bench.register_edit)


def _standard_issues(bench: Services) -> StandardIssues:
    from inspector_app.services.standard_issues import StandardIssues

    return StandardIssues(
        bench.context,
        selfchecks=bench.selfchecks,
        assessments=bench.assessments,
        sources=bench.ledger_sources,
    )


def _standard_trees(bench: Services) -> StandardTrees:
    from inspector_app.services.standard_trees import StandardTrees

    return StandardTrees(bench.selfchecks, bench.duties)


def _known_units(bench: Services) -> KnownUnits:
    from inspector_app.services.known_units import KnownUnits

    return KnownUnits(bench.context, bench.units)


def _indicator_standards(bench: Services) -> IndicatorStandardService:
    from inspector_app.services.indicator_standards import IndicatorStandardService

    return IndicatorStandardService(bench.context)


def _assessments(bench: Services) -> AssessmentService:
    from inspector_app.services.assessments import AssessmentService

    return AssessmentService(bench.context, bench.indicator_standards)


def _creation_plans(bench: Services) -> CreationPlanService:
    from inspector_app.services.creation_plans import CreationPlanService

    return CreationPlanService(bench.context, bench.assessments)


def _balance_tables(bench: Services) -> BalanceTables:
    from inspector_app.services.balance_tables import BalanceTables

    return BalanceTables(bench.assessments, bench.creation_plans)


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    "standards": _standards,
    "selfchecks": _selfchecks,
    "duties": _duties,
    "standard_issues": _standard_issues,
    "standard_trees": _standard_trees,
    "known_units": _known_units,
    "indicator_standards": _indicator_standards,
    "assessments": _assessments,
    "creation_plans": _creation_plans,
    "balance_tables": _balance_tables,
}
