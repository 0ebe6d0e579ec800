"""Makers of services: many districts, and what goes beyond one machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.domain.month import Month
    from inspector_app.domain.monthly_table import MonthlyTable
    from inspector_app.services.scale import ScaleService


def _scale(bench: Services) -> ScaleService:
    from inspector_app.services.scale import ScaleService

    def compiled(month: Month) -> Mapping[str, MonthlyTable]:
        span = bench.context.span(month)
        return {bench.context.identity.district: bench.months.compile(span)}

    return ScaleService(bench.context, compiled=compiled)


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {"scale": _scale}
