"""月统计: the table as it prints; a double click on a number lists the records behind it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.labels.months import MONTH_STATE_LABEL
from inspector_app.domain.month import Month
from inspector_app.domain.table_groups import GROUPS
from inspector_app.ui.dialogs import ask
from inspector_app.ui.frozen_table import FrozenTable
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.form_figures import FIGURE_COLUMNS, FigureRow, figure_rows
from inspector_app.ui.models.month_table import MonthModel
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.month_acts import MonthActs
from inspector_app.ui.month_by_layout import MonthByLayout, newest_of_months
from inspector_app.ui.navigator import OpenPeriodTables, OpenPreview, OpenVisit
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.chart import ChartPane
from inspector_app.ui.widgets.group_chips import GroupChips
from inspector_app.ui.widgets.month_line import MonthLine
from inspector_app.ui.widgets.table import Table
from inspector_app.ui.widgets.told import Told

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.domain.chart import Chart
    from inspector_app.domain.layout import Layout
    from inspector_app.domain.month_life import MonthLife
    from inspector_app.domain.views import RecordLine
    from inspector_app.services.form_figures import MonthForms
    from inspector_app.services.months import MonthTable
    from inspector_app.ui.desk import Desk

_HINT = "双击（或按 Enter）一个数字，这里列出它背后的记录。"
_COUNTED_ANEW = "固定本月数字时没有固定专项与量表，这里按现有记录统计。" + _HINT
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
        self.month = desk.months.under_way()
        self._found: MonthTable | None = None
        self._group = 0
        self._counted_anew = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.shown = MonthLine(self.month, latest=self.month)
        self.pdf = button("打印…", tip="Ctrl+P：先预览，再打印，或存为 PDF、Word")
        self.xlsx = button("导出 Excel…", tip="Ctrl+S")
        self.own = button("按表样…", tip="Ctrl+L：填进本区自己的表，或按自己选的列打印")
        self.own.hide()
        self.tables = button("各种统计表…", tip="学期、学年、任意时间；按事项、学校；对比")
        self.tables.clicked.connect(lambda: self.kit.navigator.open(OpenPeriodTables()))
        self.box.addLayout(header("月统计", self.shown, self.tables, self.own, self.pdf, self.xlsx))
        self.acts = MonthActs(self, self._desk)
        self.box.addWidget(self.acts.steps)
        self.box.addWidget(self.notice)
        self.box.addLayout(self._group_buttons())
        self.model = MonthModel()
        self.table = FrozenTable("入校督导月统计表", self.model)
        self.acts.notes.watch(self.model)
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
        self.foot = Told(kind="small")
        self.box.addWidget(self.foot)
        self._build_below()

    def _build_below(self) -> None:
        self.behind_title = label(_HINT, kind="soft")
        self.box.addWidget(self.behind_title)
        self.behind = RowsModel(_COLUMNS)
        self.list = Table("数字背后的记录", self.behind)
        self.list.stretch(3)
        self._below = (self.list, *self.acts.lists)
        for each in self._below:
            each.hide()
            self.box.addWidget(each, 2)

    def _group_buttons(self) -> QHBoxLayout:
        chips = GroupChips((title for title, _ in GROUPS), picked=self.show_group)
        self.groups = chips.buttons
        self.form_button = button("专项与量表", kind="chip", tip="Ctrl+M：表单里标明要统计的题")
        self.form_button.setCheckable(True)
        self.form_button.setAutoExclusive(True)
        self.form_button.hide()
        chips.line.addWidget(self.form_button)
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
        self.forms = MonthByLayout(self, self._desk)
        self.own.clicked.connect(self.fill_own)
        self.chart_button.toggled.connect(self._on_charts)
        self.form_button.toggled.connect(self._on_figures)
        self.figures.opened.connect(self._on_figure)
        self.table.opened.connect(self._on_number)
        self.table.main.selectionModel().currentChanged.connect(self.acts.notes.choose)
        self.list.opened.connect(self._on_record)
        self.acts.asked.connect(self._show_below)
        for key, slot in (
            ("Ctrl+P", self.print_pdf), ("Ctrl+S", self.export),
            ("Ctrl+L", self.fill_own), ("Ctrl+T", self.chart_button.toggle),
            ("Ctrl+M", self._turn_figures),
        ):  # fmt: skip
            self.key(key, slot)
        for place in range(len(GROUPS)):
            self.key(f"Ctrl+{place + 1}", partial(self.show_group, place))

    def open_month(self, month: Month) -> None:
        """Show the table of that month."""
        if month != self.month:
            self._show_below(None, _HINT)
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
            or changes.bundles
            or changes.rules
        )

    @override
    def refresh(self) -> None:
        month = self.month
        self.shown.show_month(month)
        if not self.list.isHidden():
            self._show_below(None, _HINT)
        ticket = Ticket(f"正在统计{month.title}……")
        self.read(lambda: self._desk.month_life.seen(month), self._show_month, ticket=ticket)
        self.read(lambda: self._desk.form_figures.seen(month), self._show_figures)
        self.read(self._desk.layouts.all, self._show_layouts)
        if self.chart_button.isChecked():
            self._read_charts()

    def _show_layouts(self, found: tuple[Layout, ...]) -> None:
        """Offer the forms of the district where there are any."""
        self.own.setVisible(bool(newest_of_months(found)))

    def _show_month(self, seen: tuple[MonthTable, MonthLife]) -> None:
        found, life = seen
        if found.month == self.month:
            self.acts.show_life(found, life)
            self._show(found, life)

    def _show(self, found: MonthTable, life: MonthLife) -> None:
        self._found = found
        chosen = self.table.main.currentIndex()
        at = chosen.row(), chosen.column()
        self.model.show(found, group=self._group)
        self.table.fit(at)
        # Charts are drawn of records in this folder: an office above districts may have none.
        self.chart_button.setVisible(found.made_of is None or bool(found.inspectors))
        state = MONTH_STATE_LABEL[life.state]
        kept = f"　{state}{found.kept_as}" if found.frozen else f"　已{state}，此表按现有记录重算"
        span = found.table.period
        words = [
            f"由 {found.table.record_count} 条记录汇总　数字校验码 {found.check_code}",
            kept if found.locked else "",
            "，此后记录有改动" if found.frozen and found.changed else "",
            f"　统计 {span.start} 至 {span.end}" if span != found.month.period else "",
        ]
        if life.absent_words:
            words.append(f"\n{life.absent_words}；收到的记录已计入")
        names = {person.id: person.name for person in found.inspectors}
        noted = "".join(f"\n{each.words(names)}" for each in found.deviations)
        self.foot.setText("".join(words) + noted)

    def _show_below(self, wanted: QWidget | None, words: str) -> None:
        """Show one of the lists below the table, or none."""
        for each in self._below:
            each.setVisible(each is wanted)
        self.behind_title.setText(words)

    def show_group(self, place: int) -> None:
        """Show one group of columns."""
        self._group = place
        self.groups[place].setChecked(True)
        if self._found is not None:
            self.model.show(self._found, group=place)
            self.table.fit()
            self._show_below(None, _HINT)

    def _on_charts(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.charts.setVisible(shown)
        if shown:
            self._read_charts()

    def _show_figures(self, forms: MonthForms) -> None:
        """Offer what forms contribute, in the months that have any."""
        self._counted_anew = forms.counted_anew
        self._figures.show(figure_rows(forms.figures))
        self.form_button.setVisible(bool(forms.figures))
        if not forms.figures:
            self.groups[self._group].setChecked(True)

    def _turn_figures(self) -> None:
        if self.form_button.isChecked():
            self.show_group(self._group)
        elif not self.form_button.isHidden():
            self.form_button.setChecked(True)

    def _on_figures(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.table.setVisible(not shown)
        self.figures.setVisible(shown)
        self._show_below(None, _COUNTED_ANEW if shown and self._counted_anew else _HINT)

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
        month = self.month
        self.read(lambda: self._desk.months.behind(uids, month=month), self._show_behind)

    def _show_behind(self, lines: tuple[RecordLine, ...]) -> None:
        self.behind.show(lines)
        self._show_below(self.list if lines else None, self.behind_title.text())

    def _on_record(self, index: QModelIndex) -> None:
        line = self.behind.rows[index.row()]
        if line.visit_uid:
            self.kit.navigator.open(OpenVisit(uid=line.visit_uid))

    def print_pdf(self) -> None:
        """Show the table as it prints."""
        from inspector_app.services.wishes import MonthPrint

        self.kit.navigator.open(OpenPreview(wish=MonthPrint(month=self.month)))

    def fill_own(self) -> None:
        """Fill the month into a form of the district."""
        if not self.own.isHidden():
            self.forms.choose(self.month)

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
