"""催报: whose month is here, who is late, and the list that is copied or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector_app.domain.month import Month
from inspector_app.office.dunning import remarks
from inspector_app.office.labels import reporters, state_of
from inspector_app.ui.export import export_button
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenPreview
from inspector_app.ui.office_excuses import Excusable, excuse_button
from inspector_app.ui.page import fill_tab
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.month_line import MonthLine
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.office.dunning import PersonLine
    from inspector_app.services.office_gaps import Board
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

_MOST_SENTENCES: Final = 4


def _remarks(line: PersonLine) -> str:
    return "；".join(remarks(line))


_COLUMNS: tuple[Column[PersonLine], ...] = (
    Column(title="督学", text=lambda line: line.name),
    Column(title="责任区", text=lambda line: line.zone, tip=lambda line: line.zone),
    Column(
        title="月报",
        text=lambda line: f"{'▲ ' if line.is_late else ''}{state_of(line)}",
        ink=lambda line: "bad" if line.is_late else "",
    ),
    Column(title="收到", text=lambda line: str(line.received), right=True,
           value=lambda line: line.received),
    Column(title="代录", text=lambda line: str(line.typed), right=True,
           value=lambda line: line.typed),
    Column(title="导入", text=lambda line: str(line.imported), right=True,
           value=lambda line: line.imported),
    Column(title="说明", text=_remarks, tip=_remarks),
)  # fmt: skip
_OF_PEOPLE: Final = (1, 3, 4, 5)
"""责任区, 收到, 代录 and 导入: columns that say nothing of an office below."""


class BoardTab(QWidget):
    """The list of a month.

    Signals:
        looked(Board): how the month stands.
    """

    looked = Signal(object)

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        self.month: Month = desk.months.under_way()
        self._text = ""
        self._build()
        self.shown.picked.connect(self.open_month)
        self.copy_names.clicked.connect(self.copy_dunning)
        self.print.clicked.connect(self.preview)

    def _build(self) -> None:
        self.shown = MonthLine(self.month, latest=self.month)
        self.people = RowsModel(_COLUMNS)
        self.table = Table("催报", self.people)
        self.table.stretch(len(_COLUMNS) - 1)
        self.told = label("")
        self.copy_names = button("复制催报名单", kind="primary", tip="可以直接粘贴到群里")
        self.print = button("打印…", tip="Ctrl+P：催报名单，先预览")
        export = export_button(
            self._page, self.table, lambda: f"催报 {self.month} 截至 {self._desk.clock.now():%F}"
        )
        self.excuse = excuse_button(
            self._page, self._desk,
            lambda: Excusable(chosen_row(self.table, self.people), self.month),
        )  # fmt: skip
        acts = (self.shown, self.excuse, self.copy_names, self.print, export)
        fill_tab(self, self.told, self.table, *acts)

    def open_month(self, month: Month) -> None:
        """Show who is late for that month."""
        self.month = month
        self.refresh()

    def refresh(self) -> None:
        """Ask how the month stands."""
        month = self.month
        self.shown.show_month(month)
        self._page.read(lambda: self._desk.office_gaps.board(month), self._show)

    def _show(self, board: Board) -> None:
        self.people.entitle(0, reporters(board.people))
        show_rows(self.table, self.people, board.people)
        for column in _OF_PEOPLE:
            self.table.setColumnHidden(column, board.of_offices)
        self.excuse.setVisible(not board.of_offices)
        self._text = board.text
        self.copy_names.setEnabled(bool(board.text))
        head = f"截至 {board.as_of}　月报已收 {board.closed}/{len(board.people)}"
        told = board.sentences
        more = [f"……另有 {len(told) - _MOST_SENTENCES} 项"] if len(told) > _MOST_SENTENCES else []
        self.told.setText("\n".join([head, *(f"▲ {x}" for x in told[:_MOST_SENTENCES]), *more]))
        self.told.setToolTip("\n".join(told))
        self.looked.emit(board)

    def preview(self) -> None:
        """Show the list of who is late as it prints."""
        from inspector_app.services.wishes import DunningPrint

        self._page.kit.navigator.open(OpenPreview(wish=DunningPrint(month=self.month)))

    def copy_dunning(self) -> None:
        """Put the list of who is late on the clipboard, ready to be pasted."""
        QGuiApplication.clipboard().setText(self._text)
        self._page.notice.tell(f"已复制，可以直接粘贴：\n{self._text}")
