"""月统计: the table as it prints; a double click on a number lists the records behind it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from inspector_app.base import clock as clocks
from inspector_app.base.override import override
from inspector_app.domain.month import Month
from inspector_app.domain.table_groups import GROUPS
from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.form_figures import FIGURE_COLUMNS, FigureRow, figure_rows
from inspector_app.ui.models.month_table import MonthModel
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenPeriodTables, OpenPreview, OpenVisit
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.chart import ChartPane
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.widgets.month_line import MonthLine
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.base.errors import Problem
    from inspector_app.domain.chart import Chart
    from inspector_app.domain.form_statistics import FormFigure
    from inspector_app.domain.views import RecordLine
    from inspector_app.services.months import MonthTable
    from inspector_app.ui.desk import Desk

_GAPS_SHOWN = 2
_COLUMNS: tuple[Column[RecordLine], ...] = (
    Column(title="类型", text=lambda line: line.kind),
    Column(title="日期", text=lambda line: str(line.day or ""), value=lambda line: line.day),
    Column(title="学校", text=lambda line: line.school_name),
    Column(title="内容", text=lambda line: line.text),
    Column(title="编号", text=lambda line: line.number),
)


class MonthPage(Page):
    """The table of one month in its groups of columns."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self.month = Month.of(clocks.today(desk.clock))
        self._found: MonthTable | None = None
        self._group = 0
        self._build()
        self._connect()

    def _build(self) -> None:
        self.shown = MonthLine(self.month, latest=self.month)
        self.pdf = button("打印…", kind="primary", tip="Ctrl+P：先预览，再打印，或存为 PDF、Word")
        self.xlsx = button("导出 Excel…", tip="Ctrl+S")
        self.tables = button("各种统计表…", tip="学期、学年、任意时间；按事项、学校；对比")
        self.tables.clicked.connect(lambda: self.kit.navigator.open(OpenPeriodTables()))
        self.box.addLayout(header("月统计", self.shown, self.tables, self.pdf, self.xlsx))
        self.box.addWidget(self.notice)
        self.box.addLayout(self._group_buttons())
        self.model = MonthModel()
        self.table = FrozenTable("入校督导月统计表", self.model)
        self.charts = ChartPane()
        self.charts.hide()
        self._figures: RowsModel[FigureRow] = RowsModel(FIGURE_COLUMNS)
        self.figures = Table("专项与量表", self._figures)
        self.figures.stretch(1)
        self.figures.hide()
        middle = QHBoxLayout()
        middle.addWidget(self.table, 3)
        middle.addWidget(self.figures, 3)
        middle.addWidget(self.charts, 2)
        self.box.addLayout(middle, 3)
        self.foot = label("", kind="small")
        self.box.addWidget(self.foot)
        self.behind_title = label("双击（或按 Enter）一个数字，这里列出它背后的记录。", kind="soft")
        self.box.addWidget(self.behind_title)
        self.behind = RowsModel(_COLUMNS)
        self.list = Table("数字背后的记录", self.behind)
        self.list.stretch(3)
        self.list.hide()
        self.box.addWidget(self.list, 2)

    def _group_buttons(self) -> QHBoxLayout:
        chips = QWidget()
        line = FlowLayout(chips, gap=4)
        self.groups = []
        for place, (title, _) in enumerate(GROUPS):
            each = button(title, kind="chip", tip=f"Ctrl+{place + 1}")
            each.setCheckable(True)
            each.setAutoExclusive(True)
            each.setChecked(place == 0)
            each.clicked.connect(partial(self.show_group, place))
            self.groups.append(each)
            line.addWidget(each)
        self.form_button = button("专项与量表", kind="chip", tip="Ctrl+M：表单里标明要统计的题")
        self.form_button.setCheckable(True)
        self.form_button.setAutoExclusive(True)
        self.form_button.hide()
        line.addWidget(self.form_button)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(chips, 1)
        self.chart_button = button("图表", kind="chip", tip="Ctrl+T：本学年各月的走势，在表的右边")
        self.chart_button.setCheckable(True)
        row.addWidget(self.chart_button)
        return row

    def _connect(self) -> None:
        self.shown.picked.connect(self.open_month)
        self.pdf.clicked.connect(self.print_pdf)
        self.xlsx.clicked.connect(self.export)
        self.chart_button.toggled.connect(self._on_charts)
        self.form_button.toggled.connect(self._on_figures)
        self.figures.opened.connect(self._on_figure)
        self.table.opened.connect(self._on_number)
        self.list.opened.connect(self._on_record)
        for key, slot in (
            ("Ctrl+P", self.print_pdf), ("Ctrl+S", self.export),
            ("Ctrl+T", self.chart_button.toggle), ("Ctrl+M", self._turn_figures),
        ):  # fmt: skip
            self.key(key, slot)
        for place in range(len(GROUPS)):
            self.key(f"Ctrl+{place + 1}", partial(self.show_group, place))

    def open_month(self, month: Month) -> None:
        """Show the table of that month."""
        self.month = month
        self.refresh()

    @override
    def affected_by(self, changes: Changes) -> bool:
        return (
            changes.visits
            or changes.issues
            or changes.lessons
            or changes.complaints
            or changes.registers
        )

    @override
    def refresh(self) -> None:
        month = self.month
        self.shown.show_month(month)
        self.list.hide()
        ticket = Ticket(f"正在统计{month.title}……")
        self.read(lambda: self._desk.months.table(month), self._show, ticket=ticket)
        self.read(lambda: self._desk.months.gaps(month), self._show_gaps)
        self.read(lambda: self._desk.form_figures.of_month(month), self._show_figures)
        if self.chart_button.isChecked():
            self._read_charts()

    def _show(self, found: MonthTable) -> None:
        if found.month != self.month:
            return
        self._found = found
        self.model.show(found, group=self._group)
        self.table.fit()
        changed = "，此后记录有改动，此表按现有记录重算" if found.changed else ""
        locked = f"　已上报{changed}" if found.locked else ""
        self.foot.setText(
            f"由 {found.table.record_count} 条记录汇总　校验码 {found.check_code}{locked}"
        )

    def _show_gaps(self, gaps: tuple[Problem, ...]) -> None:
        if not gaps:
            self.notice.hide()
            return
        named = "\n".join(gap.sentence() for gap in gaps[:_GAPS_SHOWN])
        more = f"　（另有 {len(gaps) - _GAPS_SHOWN} 处）" if len(gaps) > _GAPS_SHOWN else ""
        self.notice.tell(f"{named}{more}", kind="warn")

    def show_group(self, place: int) -> None:
        """Show one group of columns."""
        self._group = place
        self.groups[place].setChecked(True)
        if self._found is not None:
            self._show(self._found)
            self.list.hide()

    def _on_charts(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.charts.setVisible(shown)
        if shown:
            self._read_charts()

    def _show_figures(self, figures: tuple[FormFigure, ...]) -> None:
        """Offer what forms contribute, in the months that have any."""
        self._figures.show(figure_rows(figures))
        self.form_button.setVisible(bool(figures))
        if not figures:
            self.groups[self._group].setChecked(True)

    def _turn_figures(self) -> None:
        if self.form_button.isChecked():
            self.show_group(self._group)
        elif not self.form_button.isHidden():
            self.form_button.setChecked(True)

    def _on_figures(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.table.setVisible(not shown)
        self.figures.setVisible(shown)
        self.list.hide()

    def _on_figure(self, index: QModelIndex) -> None:
        row = self._figures.rows[index.row()]
        self.behind_title.setText(f"{row.title}　背后有 {len(row.uids)} 条")
        self.read(lambda: self._desk.months.behind(row.uids), self._show_behind)

    def _read_charts(self) -> None:
        month = self.month

        def show(charts: tuple[Chart, ...]) -> None:
            if month == self.month:
                self.charts.show_charts(charts)

        self.read(lambda: self._desk.months.trend(month), show)

    def _on_number(self, index: QModelIndex) -> None:
        title, uids = self.model.behind(index)
        self.behind_title.setText(f"{title}　背后有 {len(uids)} 条")
        self.read(lambda: self._desk.months.behind(uids), self._show_behind)

    def _show_behind(self, lines: tuple[RecordLine, ...]) -> None:
        self.behind.show(lines)
        self.list.setVisible(bool(lines))

    def _on_record(self, index: QModelIndex) -> None:
        line = self.behind.rows[index.row()]
        if line.visit_uid:
            self.kit.navigator.open(OpenVisit(uid=line.visit_uid))

    def print_pdf(self) -> None:
        """Show the table as it prints."""
        from inspector_app.services.wishes import MonthPrint

        self.kit.navigator.open(OpenPreview(wish=MonthPrint(month=self.month)))

    def export(self) -> None:
        """Write the table as an Excel file."""
        month = self.month
        name = f"月统计表 {month}.xlsx"
        target = ask.save_file(self, "把表格存到哪里", name, "Excel (*.xlsx)")
        if target is None:
            return

        self.read(
            lambda: self._desk.tables.month_xlsx(target, month),
            self.tell_written,
            ticket=Ticket("正在导出……"),
        )


class FrozenTable(QWidget):
    """A wide table whose first column stays while the rest moves.

    Signals:
        opened(QModelIndex): Enter or a double click on a cell.
    """

    def __init__(self, name: str, model: MonthModel) -> None:
        super().__init__()
        self._model = model
        self.main = Table(name, model, by_cell=True)
        self.opened = self.main.opened
        self.names = QTableView()
        self.names.setModel(model)
        self.names.setAccessibleName(f"{name}：姓名")
        self._arrange()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        left = QVBoxLayout()
        left.addWidget(self.names)
        box.addLayout(left)
        box.addWidget(self.main, 1)

    def _arrange(self) -> None:
        names, main = self.names, self.main
        names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        names.verticalHeader().hide()
        names.setSelectionMode(QTableView.SelectionMode.NoSelection)
        names.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        names.setVerticalScrollBarPolicy(off)
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        main.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        names.verticalHeader().setDefaultSectionSize(main.verticalHeader().defaultSectionSize())
        for view in (names, main):
            view.horizontalHeader().setFixedHeight(view.fontMetrics().lineSpacing() * 2 + 12)
            view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        main.verticalScrollBar().valueChanged.connect(names.verticalScrollBar().setValue)
        names.verticalScrollBar().valueChanged.connect(main.verticalScrollBar().setValue)

    def fit(self) -> None:
        """Give every column the width of its words."""
        self.main.hideColumn(0)
        for column in range(1, self._model.columnCount()):
            self.names.hideColumn(column)
        self.names.resizeColumnToContents(0)
        self.names.setFixedWidth(self.names.columnWidth(0) + 4)
        if self._model.rowCount() and self._model.columnCount() > 1:
            self.main.setCurrentIndex(self._model.index(0, 1))
