"""代录 at the office as a list: who has confirmed what was typed for him, and who objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.domain.labels.visits import source_words
from inspector_app.domain.typed import TypedState
from inspector_app.ui.export import export_button
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenSending, OpenVisit
from inspector_app.ui.page import wrapped
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.services.typed_board import TypedLine
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

_NOTHING: Final = (
    "还没有代录的记录。照扫描件录的、替督学新建的，定稿以后列在这里；"
    "有电脑的督学，下发以后由本人确认。"
)
_MARK: Final = {
    TypedState.OBJECTED: "▲", TypedState.HELD: "▲", TypedState.AWAITING: "○",
    TypedState.CONFIRMED: "●", None: "–",
}  # fmt: skip


def _said(line: TypedLine) -> str:
    return line.said


_COLUMNS: tuple[Column[TypedLine], ...] = (
    Column(title="日期", text=lambda x: str(x.record.visited_on or "")),
    Column(title="学校", text=lambda x: x.record.school_name, tip=lambda x: x.record.school_name),
    Column(title="督学", text=lambda x: x.record.lead_name),
    Column(title="记录", text=lambda x: x.record.number),
    Column(title="依据", text=lambda x: source_words(x.record.source, x.record.scan)),
    Column(title="本人", text=lambda x: f"{_MARK[x.state]} {x.words}",
           ink=lambda x: "warn" if x.state in {TypedState.OBJECTED, TypedState.HELD} else ""),
    Column(title="异议", text=_said, tip=_said),
)  # fmt: skip


class TypedTab(QWidget):
    """The list.

    Signals:
        counted(int): how many are objected to.
    """

    counted = Signal(int)

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        self.rows = RowsModel(_COLUMNS)
        self.table = Table("代录的记录", self.rows)
        self.table.stretch(6)
        self.told = label(_NOTHING, kind="soft")
        self.told.setWordWrap(True)
        self.open = button("打开记录", kind="primary", tip="选中一行后按 Enter：更正或作废")
        self.send = button("下发给本人…", tip="到“下发”页：没有确认过的再发一次也不要紧")
        export = export_button(page, self.table, lambda: "代录的记录")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.told)
        column.addWidget(wrapped(self.open, self.send, export))
        column.addWidget(self.table, 1)
        column.addStretch()
        self.open.clicked.connect(self.open_record)
        self.send.clicked.connect(lambda: page.kit.navigator.open(OpenSending(kind="typed")))
        self.table.opened.connect(lambda _index: self.open_record())
        self.table.selectionModel().currentRowChanged.connect(self._offer)

    def refresh(self) -> None:
        """Ask what was typed and what people say of it."""
        self._page.read(self._desk.typed_board.lines, self._show)

    def _show(self, found: Sequence[TypedLine]) -> None:
        show_rows(self.table, self.rows, found)
        self.table.setVisible(bool(found))
        objected = sum(x.state is TypedState.OBJECTED for x in found)
        waits = sum(x.state is TypedState.AWAITING for x in found)
        self.told.setText(
            f"本人有异议的 {objected} 份，待本人确认的 {waits} 份；确认以前照样计入。"
            if found else _NOTHING
        )  # fmt: skip
        self.counted.emit(objected)
        self._offer()

    def _offer(self) -> None:
        self.open.setEnabled(chosen_row(self.table, self.rows) is not None)

    def open_record(self) -> None:
        """Open the chosen record."""
        line = chosen_row(self.table, self.rows)
        if line is not None:
            self._page.kit.navigator.open(OpenVisit(uid=line.record.uid))
