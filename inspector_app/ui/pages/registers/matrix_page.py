"""责任矩阵: items down, departments across, who leads and who helps, and what each carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.duty_sheet import LEAD, DutySheet, MatrixRow
from inspector_app.domain.standard_options import StandardForm
from inspector_app.services.wishes import StandardPrint
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenItems, OpenPreview
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.ui.desk import Desk

_NAMED: Final = 1
_NARROW: Final = 3
_MARK: Final = {LEAD: "▲"}


def _columns(units: tuple[str, ...]) -> tuple[Column[MatrixRow], ...]:
    return (
        Column(title="序号", text=lambda row: str(row.item.no), right=True),
        Column(title="指标", text=lambda row: row.item.text, tip=lambda row: row.item.text),
        *map(_of_unit, units),
    )


def _of_unit(unit: str) -> Column[MatrixRow]:
    def role(row: MatrixRow) -> str:
        found = row.roles.get(unit, "")
        return f"{_MARK.get(found, '○')} {found}" if found else ""

    return Column(title=unit, text=role)


class MatrixPage(Page):
    """The matrix of one breakdown; what stands in it is written item by item."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._uid = ""
        self._title = ""
        self.name = label("", kind="soft")
        self.name.setWordWrap(True)
        self.loads = label("", kind="soft")
        self.loads.setWordWrap(True)
        self._room = QWidget()
        self._inner = QVBoxLayout(self._room)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self.table: Table | None = None
        self._build()
        self.key("Ctrl+P", self.preview)
        self.key("Esc", self._back)

    def _build(self) -> None:
        back = button("逐项分解", tip="Esc：回到逐项填写")
        self.paper = button("打印…", kind="primary", tip="Ctrl+P：预览、打印，或存为 PDF、Excel")
        top = header("责任矩阵", back, self.paper)
        top.insertWidget(1, self.name, 1)
        self.box.addLayout(top)
        self.box.addWidget(self.notice)
        self.box.addWidget(self.loads)
        self.box.addWidget(self._room, 1)
        back.clicked.connect(self._back)
        self.paper.clicked.connect(self.preview)

    def open_matrix(self, uid: str) -> None:
        """Show the matrix of one breakdown."""
        self._uid = uid
        self.notice.hide()
        self.refresh()

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.registers

    @override
    def refresh(self) -> None:
        uid = self._uid
        if uid:
            self.read(lambda: self._desk.duties.sheet(uid), self._show)

    def _show(self, sheet: DutySheet) -> None:
        units = sheet.units()
        self._title = f"{sheet.standard.title} 责任矩阵"
        self.name.setText(f"{sheet.standard.title}　{len(units)} 个部门")
        told = (
            f"{load.unit} 牵头 {load.leads} 配合 {load.supports}"
            f"{f' ▲逾期 {load.overdue}' if load.overdue else ''}"
            for load in sheet.loads()
        )
        nothing = "还没有一项写了部门；按“逐项分解”写上牵头部门和配合部门。"
        self.loads.setText("　".join(told) or nothing)
        self.paper.setEnabled(bool(units))
        self._show_table(sheet, units)

    def _show_table(self, sheet: DutySheet, units: tuple[str, ...]) -> None:
        model = RowsModel(_columns(units))
        table = Table("责任矩阵", model)
        model.setParent(table)
        model.show(sheet.matrix())
        if len(units) <= _NARROW:
            table.stretch(_NAMED)
        table.setVerticalScrollMode(Table.ScrollMode.ScrollPerPixel)
        table.opened.connect(self._on_opened)
        if self.table is not None:
            self._inner.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.table = table
        self._inner.addWidget(table)

    # -- acting ----------------------------------------------------------------------------------

    def preview(self) -> None:
        """Show the matrix as it prints."""
        if self.paper.isEnabled() and self._uid:
            wish = StandardPrint(uid=self._uid, form=StandardForm.MATRIX)
            self.kit.navigator.open(OpenPreview(wish=wish))

    def _back(self) -> None:
        self.kit.navigator.open(OpenItems(uid=self._uid))

    def _on_opened(self, _index: QModelIndex) -> None:
        self._back()
