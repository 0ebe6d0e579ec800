"""更多: what is written down beside the records, one line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.ui.navigator import OpenRegister, OpenStandards
from inspector_app.ui.page import Kit, Page, card, header
from inspector_app.ui.theme import button, label

if TYPE_CHECKING:
    from inspector_app.domain.registers.kind import RegisterKind
    from inspector_app.ui.desk import Desk

    _Counts = Mapping[tuple[str, EntryState], int]


class MorePage(Page):
    """The registers, each with what is in it."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self.lines: dict[str, QPushButton] = {}
        self.box.addLayout(header("更多"))
        self.box.addWidget(self.notice)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        rows = [widget for kind in KINDS.values() for widget in self._line(kind)]
        column.addWidget(card("登记", *rows))
        column.addWidget(card("评价指标", *self._standards()))
        column.addStretch()
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        self.box.addWidget(view, 1)

    def _line(self, kind: RegisterKind) -> tuple[QWidget, QWidget]:
        made = button(kind.name, kind="row", tip=kind.purpose)
        made.clicked.connect(lambda: self.kit.navigator.open(OpenRegister(kind=kind.id)))
        self.lines[kind.id] = made
        purpose = label(kind.purpose, kind="small")
        purpose.setWordWrap(True)
        purpose.setContentsMargins(10, 0, 0, 6)
        return made, purpose

    def _standards(self) -> tuple[QWidget, QWidget]:
        told = "自带的和本地导入的指标，各个版本；自评表和责任分解按它们逐项写"
        self.standards = button("指标体系", kind="row", tip=told)
        self.standards.clicked.connect(lambda: self.kit.navigator.open(OpenStandards()))
        purpose = label(told, kind="small")
        purpose.setWordWrap(True)
        purpose.setContentsMargins(10, 0, 0, 6)
        return self.standards, purpose

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.registers

    @override
    def refresh(self) -> None:
        self.read(self._desk.registers.counts, self._show)

    def _show(self, counts: _Counts) -> None:
        for kind_id, line in self.lines.items():
            drafts = counts.get((kind_id, EntryState.DRAFT), 0)
            filed = counts.get((kind_id, EntryState.FILED), 0)
            told = f"　定稿 {filed}　草稿 {drafts}" if drafts or filed else ""
            line.setText(f"{KINDS[kind_id].name}{told}")
            line.setAccessibleName(line.text())
