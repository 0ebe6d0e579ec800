"""The board of schools beside the week: who was not visited, and by which rule that matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.domain.rule_kinds import MarkLevel
from inspector_app.ui.export import export_button
from inspector_app.ui.marks import why
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.models.school_columns import MARK_COLUMN
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import GRID, button, label, scaled
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.domain.school import School
    from inspector_app.domain.staffing import Staffing
    from inspector_app.domain.views import SchoolBoard, SchoolStatus
    from inspector_app.ui.page import Page

_WIDTH: Final = 300


def _since(row: SchoolStatus) -> str:
    return "没去过" if row.days_since is None else f"{row.days_since} 天"


_COLUMNS: tuple[Column[SchoolStatus], ...] = (
    MARK_COLUMN,
    Column(title="学校", text=lambda row: row.school.name, tip=lambda row: why(row.coverage)),
    Column(
        title="本月",
        text=lambda row: str(row.coverage.visits_month),
        value=lambda row: row.coverage.visits_month,
        right=True,
    ),
    Column(
        title="本学期",
        text=lambda row: str(row.coverage.visits_term),
        value=lambda row: row.coverage.visits_term,
        right=True,
    ),
    Column(title="距上次", text=_since, value=lambda row: row.days_since, right=True),
)


class CoverageBoard(QWidget):
    """Schools with their marks; Enter on one says the rule below the table.

    Signals:
        wanted(School): a visit to the school is to be planned.
        opened(School): the card of the school is asked for.
    """

    wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._loads: tuple[str, ...] = ()
        self.model = RowsModel(_COLUMNS)
        self.table = Table("入校覆盖", self.model)
        self.table.stretch(1)
        self.title = label("入校覆盖", kind="head")
        self.reason = label("", kind="soft")
        self.reason.setAccessibleName("为什么提醒")
        self.staffing = label("", kind="soft")
        self.staffing.setWordWrap(True)
        self.loads = button("谁多谁少…", tip="学校过多、过少的督学和责任区，按哪条规则")
        self.staffing.setAccessibleName("配备测算")
        self.plan = button("安排入校…", tip="Insert：安排到选中的学校")
        self.card = button("学校卡片", tip="打开选中的学校")
        self.export = export_button(page, self.table, lambda: "入校覆盖")
        self._lay_out()
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._forget())
        self.plan.clicked.connect(self._on_plan)
        self.card.clicked.connect(self._on_card)
        self.loads.clicked.connect(self._on_loads)

    def _lay_out(self) -> None:
        self.setMinimumWidth(scaled(_WIDTH))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self.title)
        box.addWidget(self.table, 1)
        box.addWidget(self.reason)
        row = QHBoxLayout()
        for each in (self.plan, self.card, self.export):
            row.addWidget(each)
        row.addStretch()
        box.addLayout(row)
        line = QHBoxLayout()
        line.addWidget(self.staffing, 1)
        line.addWidget(self.loads)
        box.addLayout(line)

    def show_board(self, board: SchoolBoard, staffing: Staffing) -> None:
        """Show the board of a month and how the district is staffed."""
        show_rows(self.table, self.model, board.rows)
        self.title.setText(_title(board))
        self.staffing.setText(f"配备测算：{staffing.sentence}")
        self._loads = staffing.reasons
        self.loads.setEnabled(bool(self._loads))
        for each in (self.plan, self.card):
            each.setEnabled(bool(board.rows))
        self._forget()

    def school(self) -> School | None:
        """Return the school of the chosen row."""
        row = chosen_row(self.table, self.model)
        return None if row is None else row.school

    def _on_plan(self) -> None:
        self.wanted.emit(self.school())

    def _on_card(self) -> None:
        self.opened.emit(self.school())

    def _on_loads(self) -> None:
        self._page.notice.tell("\n".join(self._loads), kind="warn")

    def _on_opened(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        self.reason.setText(why(row.coverage) or f"{row.school.name}没有提醒。")

    def _forget(self) -> None:
        self.reason.setText("按 Enter 看这所学校为什么提醒。")


def _title(board: SchoolBoard) -> str:
    if board.exempt:
        return f"入校覆盖　本月上课日 {board.school_days} 天，免每月入校"
    levels = [row.coverage.level for row in board.rows]
    red, amber = levels.count(MarkLevel.RED), levels.count(MarkLevel.AMBER)
    return f"入校覆盖　▲ 告急 {red}，△ 提醒 {amber}，共 {len(levels)} 所"
