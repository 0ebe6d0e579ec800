"""两份待定: records that are here twice, each with a button that writes down what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from inspector_app.base import clock as clocks
from inspector_app.ui.dialogs.settling import ask_settled
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenVisit
from inspector_app.ui.page import fill_tab
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.services.office_gaps import Conflict
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

_NOTHING: Final = "没有一份记录来了两份、要人定以哪一份为准的。"
_HINT: Final = "问清以后按“写明核实…”；回车打开记录。"
_COLUMNS: tuple[Column[Conflict], ...] = (
    Column(
        title="时间",
        text=lambda row: clocks.local_datetime_text(clocks.parse_instant(row.noted_at)),
    ),
    Column(title="要定的事", text=lambda row: row.said, tip=lambda row: row.said),
)


class Conflicts(QWidget):
    """The list, and what is done with the one that is chosen."""

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        self.rows: RowsModel[Conflict] = RowsModel(_COLUMNS)
        self.table = Table("两份待定", self.rows)
        self.table.stretch(1)
        self.told = label(_NOTHING, kind="soft")
        self.settle = button("写明核实…", kind="primary", tip="以哪一份为准，谁定的")
        fill_tab(self, self.told, self.table, self.settle)
        self.settle.clicked.connect(self.ask)
        self.table.opened.connect(self._open)

    def show_rows(self, found: Sequence[Conflict]) -> None:
        """Show what waits for a decision."""
        show_rows(self.table, self.rows, found)
        self.table.setVisible(bool(found))
        self.told.setText(_HINT if found else _NOTHING)
        self.settle.setEnabled(bool(found))

    def ask(self) -> None:
        """Write down what was decided of the one that is chosen."""
        row = chosen_row(self.table, self.rows)
        if row is None:
            return
        found = ask_settled(self, row.said, own=row.own)
        if found is None:
            return
        self._page.write(
            lambda: self._desk.office_questions.settle(
                row.number, by=found.by, take_received=found.take_received
            ),
            lambda _changes: self._page.notice.tell(f"{row.number} 已写明核实。"),
        )

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.rows[index.row()]
        if row.visit_uid:
            self._page.kit.navigator.open(OpenVisit(uid=row.visit_uid))
        else:
            self._page.notice.tell(f"{row.number} 不是督导记录，请到登记簿或问题台账里按编号查看。")
