"""Makers of services: many districts, and what goes beyond one machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.base.clock import Clock
    from inspector_app.bootstrap.services import Services
    from inspector_app.bootstrap.workbench import Workbench
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

    return DistrictSheets(bench.districts)


def _upwards_content(bench: Services) -> UpwardsContent:
    from inspector_app.services.upwards_content import UpwardsContent

    return UpwardsContent(bench.context, districts=bench.districts)


def _upwards(bench: Services) -> UpwardsService:
    from inspector_app.services.upwards import UpwardsService

    return UpwardsService(bench.context)


class _Folders:
    """Opens and makes the folder that faces upwards, by the clock of the office's own."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def open(self, folder: Path) -> Workbench:
        """Open it."""
        from inspector_app.bootstrap import open_workbench

        return open_workbench(folder, clock=self._clock)

    def make(self, folder: Path, *, district: str, inspector_id: str) -> None:
        """Make it."""
        from inspector_app.bootstrap import init_folder

        init_folder(folder, district=district, inspector_id=inspector_id, clock=self._clock)


def _upwards_desk(bench: Services) -> UpwardsDesk:
    from inspector_app.services.upwards_desk import UpwardsDesk

    folders = _Folders(bench.context.clock)
    return UpwardsDesk(bench.context, content=bench.upwards_content, folders=folders)


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
