"""Lines of the in-tray: bundles that were taken in, and files that are kept aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.base import clock as clocks
from inspector_app.office.labels import brought
from inspector_app.ui.models.rows import Column

if TYPE_CHECKING:
    from inspector_app.services.office_desk import InTray


class TrayLine(NamedTuple):
    """A bundle or a file that is kept aside, as the list shows it."""

    at: str
    who: str
    what: str
    state: str
    said: str
    bad: bool


WHO: Final = 1
"""The column that says who handed over."""
TRAY: tuple[Column[TrayLine], ...] = (
    Column(title="时间", text=lambda row: row.at),
    Column(title="督学", text=lambda row: row.who),
    Column(title="内容", text=lambda row: row.what, tip=lambda row: row.what),
    Column(title="结果", text=lambda row: row.state, ink=lambda row: "bad" if row.bad else ""),
    Column(title="说明", text=lambda row: row.said, tip=lambda row: row.said),
)


def tray_lines(tray: InTray) -> list[TrayLine]:
    """Return the lines, files that need a look first."""
    held = [
        TrayLine(
            _local(each.first_seen), "", f"第 {each.seq} 包" if each.seq else each.file_name,
            "等前面的包" if each.state == "waiting" else f"▲ 没有收下 {each.code}",
            each.sentence, each.state != "waiting",
        )
        for each in tray.held
    ]  # fmt: skip
    coming = [
        TrayLine("", each.person, f"照片 {each.photos}", "等照片", each.sentence, bad=False)
        for each in tray.coming
    ]
    return held + coming + [
        TrayLine(
            _local(each.taken_at), tray.names.get(each.inspector_id, each.inspector_id),
            brought(
                each.seq, each.period, visits=each.visits, rows=each.rows, photos=each.photos
            ),
            "督导室已收", each.file_name, bad=False,
        )
        for each in tray.bundles
    ]  # fmt: skip


def _local(instant: str) -> str:
    return clocks.local_datetime_text(clocks.parse_instant(instant))
