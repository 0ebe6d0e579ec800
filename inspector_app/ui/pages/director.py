"""主任一角: what waits for a decision of the office. Enter opens the thing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex

from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.awaiting import Awaited
from inspector_app.domain.labels.director import AWAITED_LABEL
from inspector_app.ui.export import export_button
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenEntry, OpenRegister, OpenVisit, Request
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.row_tables import show_rows
from inspector_app.ui.theme import label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.services.director import Corner, Waiting
    from inspector_app.ui.desk import Desk

_TEXT: Final = 4
_NOTHING: Final = (
    "没有等督导室决定的事。上报督导室还没有答复的问题、申请延期还没有批的、还没有受理或过期的投诉、"
    "上周没有交的周汇报，都会列在这里。"
)
_COLUMNS: tuple[Column[Waiting], ...] = (
    Column(
        title="事项",
        text=lambda row: f"{'▲ ' if row.late else ''}{AWAITED_LABEL[row.matter]}",
        ink=lambda row: "bad" if row.late else "",
    ),
    Column(title="从", text=lambda row: row.since.isoformat(), value=lambda row: row.since),
    Column(title="编号", text=lambda row: row.number),
    Column(title="学校、期间", text=lambda row: row.where, tip=lambda row: row.where),
    Column(title="内容", text=lambda row: row.text, tip=lambda row: row.text),
)


class DirectorPage(Page):
    """One list, the matters one after the other, the longest waiting first."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self.model = RowsModel(_COLUMNS)
        self.table = Table("等督导室决定的事", self.model)
        self.table.stretch(_TEXT)
        self.table.opened.connect(self._on_opened)
        self.told = label("", kind="soft")
        self.told.setWordWrap(True)
        self._title = "主任一角"
        export = export_button(self, self.table, lambda: self._title)
        self.box.addLayout(header("主任一角", export))
        self.box.addWidget(self.notice)
        self.box.addWidget(self.told)
        self.box.addWidget(self.table, 1)

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.issues or changes.registers or changes.visits or changes.inspectors

    @override
    def refresh(self) -> None:
        self.read(self._desk.director.corner, self._show)

    def _show(self, corner: Corner) -> None:
        self._title = f"主任一角 {corner.on}"
        who = f"　督导室主任：{corner.director}" if corner.director else ""
        counts = {matter: sum(w.matter is matter for w in corner.waiting) for matter in Awaited}
        told = "　".join(f"{AWAITED_LABEL[matter]} {n}" for matter, n in counts.items() if n)
        self.told.setText(f"{told}{who}" if corner.waiting else _NOTHING)
        show_rows(self.table, self.model, corner.waiting)
        self.table.setVisible(bool(corner.waiting))

    def _on_opened(self, index: QModelIndex) -> None:
        self.kit.navigator.open(_wish(self.model.rows[index.row()]))


def _wish(row: Waiting) -> Request:
    if row.visit_uid:
        return OpenVisit(uid=row.visit_uid)
    return OpenEntry(uid=row.entry_uid) if row.entry_uid else OpenRegister(kind="weekly")
