"""Makers of services: many districts, and what goes beyond one machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from inspector_app.bootstrap.services import Services
    from inspector_app.domain.month import Month
    from inspector_app.domain.monthly_table import MonthlyTable
    from inspector_app.services.district_sheets import DistrictSheets
    from inspector_app.services.districts import DistrictsService
    from inspector_app.services.scale import ScaleService
    from inspector_app.services.upwards import UpwardsService
    from inspector_app.services.upwards_content import UpwardsContent
    from inspector_app.services.upwards_desk import UpwardsDesk


def _districts(bench: Services) -> DistrictsService:
    from inspector_app.services.districts import DistrictsService

    return DistrictsService(bench.context)


def _district_sheets(bench: Services) -> DistrictSheets:
    from inspector_app.services.district_sheets import DistrictSheets

    return DistrictSheets(bench.context, bench.districts)


def _upwards_content(bench: Services) -> UpwardsContent:
    from inspector_app.services.upwards_content import UpwardsContent

    return UpwardsContent(bench.context, districts=bench.districts)


def _upwards(bench: Services) -> UpwardsService:
    from inspector_app.services.upwards import UpwardsService

    return UpwardsService(bench.context)


def _upwards_desk(bench: Services) -> UpwardsDesk:
    from inspector_app.services.upwards_desk import UpwardsDesk

    return UpwardsDesk(bench.context, content=bench.upwards_content, folders=bench.folders)


def _scale(bench: Services) -> ScaleService:
    from inspector_app.domain.monthly_table import compile_table
    from inspector_app.services.scale import ScaleService

    def compiled(month: Month) -> Mapping[str, MonthlyTable]:
        span = bench.context.span(month)
        held = bench.districts.counted(month)
        if held:
            return {each.code: compile_table(span, each.facts) for each in held}
        return {bench.context.identity.district: bench.months.compile(span)}

    return ScaleService(bench.context, compiled=compiled)


MAKERS: Final[Mapping[str, Callable[[Services], object]]] = {
    "districts": _districts,
    "district_sheets": _district_sheets,
    "upwards_content": _upwards_content,
    "upwards": _upwards,
    "upwards_desk": _upwards_desk,
    "scale": _scale,
}
