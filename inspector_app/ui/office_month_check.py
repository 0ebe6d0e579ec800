"""月报核对: what each inspector reported beside what the records add up to, down to the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.domain.month import Month
from inspector_app.office.labels import state_of, why_text
from inspector_app.office.reconciliation import FigureLine, Standing
from inspector_app.services.office_month_sheets import counts_of, said_of
from inspector_app.services.office_month_views import RecordBehind
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenPreview, OpenVisit
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.month_line import MonthLine
from inspector_app.ui.widgets.table import Table
from inspector_app.ui.widgets.told import Told

if TYPE_CHECKING:
    from inspector_app.services.office_month_views import DistrictMonth, PersonMonth
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

_FIGURES = "与记录合计不同的数字；回车列出背后的记录"


def _count(place: int) -> Column[PersonMonth]:
    titles = ("月报列出", "其中收到", "版次不同", "报后作废", "以后交来", "不同的数字")

    def text(row: PersonMonth) -> str:
        count = counts_of(row)[place]
        return "" if count is None else str(count)

    return Column(
        title=titles[place], text=text, right=True, value=lambda row: counts_of(row)[place]
    )


def _said(row: PersonMonth) -> str:
    return said_of(row)


_PEOPLE: tuple[Column[PersonMonth], ...] = (
    Column(title="督学", text=lambda row: row.line.name),
    Column(
        title="月报",
        text=lambda row: f"{'▲ ' if row.line.is_late else ''}{state_of(row.line)}",
        ink=lambda row: "bad" if row.line.is_late else "",
    ),
    *(_count(place) for place in range(5)),
    Column(title="代录", text=lambda row: str(row.line.typed), right=True,
           value=lambda row: row.line.typed),
    Column(title="导入", text=lambda row: str(row.line.imported), right=True,
           value=lambda row: row.line.imported),
    _count(5),
    Column(title="说明", text=_said, tip=_said),
)  # fmt: skip
_CELLS: tuple[Column[FigureLine], ...] = (
    Column(title="列", text=lambda row: row.difference.label),
    Column(title="月报", text=lambda row: row.difference.before, right=True),
    Column(title="记录合计", text=lambda row: row.difference.after, right=True),
    Column(
        title="说明", text=why_text, tip=why_text,
        ink=lambda row: "bad" if row.standing is Standing.UNEXPLAINED else "",
    ),
)  # fmt: skip
_RECORDS: tuple[Column[RecordBehind], ...] = (
    Column(title="日期", text=lambda row: row.day),
    Column(title="学校", text=lambda row: row.school_name, tip=lambda row: row.school_name),
    Column(title="怎么了", text=lambda row: row.said, tip=lambda row: row.said),
    Column(title="编号", text=lambda row: row.number),
)


_THREE_ROWS: Final = 17 * GRID
"""The head, a bar to scroll along and as many rows as choosing needs, on the smallest screen."""


class MonthCheck(QWidget):
    """People above; of the one who is chosen the figures that differ, and their records."""

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        self.month: Month = desk.months.under_way()
        self._schools: Mapping[str, str] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.shown = MonthLine(self.month, latest=self.month)
        self.told = Told(kind="soft")
        self.print = button("打印核对表…", tip="先预览，再打印，或存为 PDF、Word、Excel")
        self._people: RowsModel[PersonMonth] = RowsModel(_PEOPLE)
        self.people = Table("各人月报与记录", self._people)
        self.people.stretch(len(_PEOPLE) - 1)
        self.people.setMinimumHeight(_THREE_ROWS)
        self._cells: RowsModel[FigureLine] = RowsModel(_CELLS)
        self.cells = Table("不同的数字", self._cells)
        self.cells.stretch(3)
        self._records: RowsModel[RecordBehind] = RowsModel(_RECORDS)
        self.records = Table("背后的记录", self._records)
        self.records.stretch(2)
        self.cells_title, self.records_title = label(_FIGURES, kind="soft"), label("", kind="soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        top = QHBoxLayout()
        top.addWidget(self.told, 1)
        top.addWidget(self.shown)
        top.addWidget(self.print)
        column.addLayout(top)
        column.addWidget(self.people, 3)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addLayout(_under(self.cells_title, self.cells), 5)
        below.addLayout(_under(self.records_title, self.records), 4)
        column.addLayout(below, 2)

    def _connect(self) -> None:
        self.shown.picked.connect(self.open_month)
        self.print.clicked.connect(self.preview)
        self.people.selectionModel().currentRowChanged.connect(self._choose)
        self.people.opened.connect(lambda _index: self.cells.setFocus())
        self.cells.opened.connect(self._on_figure)
        self.records.opened.connect(self._on_record)

    def open_month(self, month: Month) -> None:
        """Show that month."""
        self.month = month
        self.refresh()

    def refresh(self) -> None:
        """Ask for the month again."""
        month = self.month
        self.shown.show_month(month)
        self._page.read(lambda: self._desk.office_month.month(month), self._show)

    def _show(self, found: DistrictMonth) -> None:
        if found.month != self.month:
            return
        self._schools = found.table.school_names
        self.told.setText("\n".join(found.notes))
        show_rows(self.people, self._people, found.people)
        self._choose()

    def _choose(self, *_what: object) -> None:
        person = chosen_row(self.people, self._people)
        if person is None:
            return
        self._cells.show(tuple(
            _named(figure, self._schools) for figure in person.figures
        ))  # fmt: skip
        name = person.line.name
        many = len(person.figures)
        none = "没有月报" if person.named is None else "月报的各项数字都与记录合计一致"
        self.cells_title.setText(f"{name}：{f'{many} 项{_FIGURES}' if many else none}")
        reasons = [reason for reason in person.reasons if not reason.past]
        self._ask(f"{name}：与月报有出入的记录", lambda: self._desk.office_month.behind(reasons))

    def _on_figure(self, index: QModelIndex) -> None:
        figure = self._cells.rows[index.row()]
        self._ask(
            f"“{figure.difference.label}”背后的记录",
            lambda: self._desk.office_month.behind(figure.reasons, figure.uids),
        )

    def _ask(self, title: str, work: Callable[[], tuple[RecordBehind, ...]]) -> None:
        def show(found: tuple[RecordBehind, ...]) -> None:
            self.records_title.setText(f"{title}（{len(found)}）" if found else f"{title}：没有")
            self._records.show(found)

        self._page.read(work, show)

    def _on_record(self, index: QModelIndex) -> None:
        row = self._records.rows[index.row()]
        if row.visit_uid:
            self._page.kit.navigator.open(OpenVisit(uid=row.visit_uid))

    def preview(self) -> None:
        """Show the table as it prints."""
        from inspector_app.services.wishes import DistrictMonthPrint

        self._page.kit.navigator.open(OpenPreview(wish=DistrictMonthPrint(month=self.month)))


def _named(figure: FigureLine, schools: Mapping[str, str]) -> FigureLine:
    return replace(figure, difference=figure.difference.named({}, schools))


def _under(title: QWidget, table: Table) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(title)
    column.addWidget(table, 1)
    return column
