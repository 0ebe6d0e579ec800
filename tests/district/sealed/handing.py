"""What a laptop does before and while it hands over."""

from pathlib import Path

from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.services.bundle_views import ExportedBundle

NOVEMBER = Month(2026, 11)


def export(workbench: Workbench, target: Path) -> ExportedBundle:
    return workbench.bundles.export(inspector_id="DX001", month=NOVEMBER, folder=target)


def news(workbench: Workbench, target: Path) -> ExportedBundle:
    return workbench.bundles.export_news(inspector_id="DX001", folder=target)


def correct(workbench: Workbench, uid: str) -> None:
    workbench.visits.correct(uid, reason="意见写错")
    workbench.visit_edit.set_json(uid, "advice", "改正后的意见")
    workbench.visits.file(uid)
