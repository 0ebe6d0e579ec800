"""What the page 上报 says of records and bundles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.ui.theme import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from inspector_app.domain.views import VisitSummary
    from inspector_app.services.bundle_views import ExportedBundle, HandOverPreview


def made_text(made: ExportedBundle) -> str:
    """Return which bundles were made and what is in them."""
    last = made.seq + len(made.files) - 1
    numbers = f"第 {made.seq} 包" if last == made.seq else f"第 {made.seq}—{last} 包"
    same = "内容与上次相同，是同一个包。" if made.repeated else ""
    left = f"有 {made.staying} 份草稿留在本机。" if made.staying else ""
    counts = f"{numbers}，{made.visits} 份记录，{made.photos} 张照片。"
    return f"{counts}{same}{left}{''.join(made.remarks)}"


def month_title(preview: HandOverPreview) -> str:
    """Return how much of a month leaves."""
    voided = sum(visit.status is VisitStatus.VOIDED for visit in preview.leaving)
    also = f"、{voided} 份作废的" if voided else ""
    size = f"{preview.size / 1_000_000:.1f} MB"
    return (
        f"将离开本机：{len(preview.leaving) - voided} 份定稿的记录{also}，"
        f"照片 {preview.photos} 张（{size}）"
    )


def how(preview: HandOverPreview) -> Sequence[QWidget]:
    """Return in which files it travels, where it is encrypted."""
    if not preview.office:
        return ()
    told = f"{preview.arrived} 份已经先报过，这次只点名；" if preview.arrived else ""
    text = f"{told}记录和月统计表在第一个文件里，照片在后面的文件里，可以晚些送。"
    return (label(text, kind="soft"),)


def joint_title(joint: Sequence[VisitSummary]) -> str:
    """Return what of visits made together leaves."""
    entries = sum(visit.joint is Joint.ENTRY for visit in joint)
    taken = len(joint) - entries
    parts = (
        f"{taken} 份收取的记录只报编号，由责任督学上报" if taken else "",
        f"{entries} 份同行登记连同本人听课上报" if entries else "",
    )
    return f"同行：{'；'.join(filter(None, parts))}"


def joint_lines(joint: Sequence[VisitSummary]) -> list[QWidget]:
    """Return a line for each visit made together."""
    return [label(f"{_JOINT_MARK[visit.joint]}　{leaving_text(visit)}") for visit in joint]


_JOINT_MARK: dict[Joint | None, str] = {Joint.TAKEN: "记录", Joint.ENTRY: "登记"}


def leaving_text(visit: VisitSummary) -> str:
    """Return a record that leaves, in one line."""
    mark = "作废　" if visit.status is VisitStatus.VOIDED else ""
    counts = f"问题 {visit.issues}　听课 {visit.lessons}"
    return f"{mark}{visit.visited_on}　{visit.school_name}　{counts}　{visit.number}"
