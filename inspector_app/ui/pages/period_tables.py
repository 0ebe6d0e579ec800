"""统计表: all tables of any period; a double click on a number lists the records behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from inspector_app.base import clock as clocks
from inspector_app.base.override import override
from inspector_app.domain.labels.tables import TABLE_SPAN_LABEL
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.table_period import TablePeriod, TableSpan
from inspector_app.ui.dialogs import ask
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.models.stat_table import StatModel
from inspector_app.ui.navigator import OpenEntry, OpenPreview, OpenSchool, OpenVisit
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.chart import ChartPane
from inspector_app.ui.widgets.combo import Combo
from inspector_app.ui.widgets.dates import DateField
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.widgets.pinned_table import PinnedTable
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.domain.period_tables import PeriodTables
    from inspector_app.domain.views import RecordLine
    from inspector_app.ui.desk import Desk

_FIRST_DAYS: Final = 29
_COLUMNS: Final[tuple[Column[RecordLine], ...]] = (
    Column(title="类型", text=lambda line: line.kind),
    Column(title="日期", text=lambda line: str(line.day or ""), value=lambda line: line.day),
    Column(title="学校", text=lambda line: line.school_name),
    Column(title="内容", text=lambda line: line.text),
    Column(title="编号", text=lambda line: line.number),
)
_HINT: Final = "双击（或按 Enter）一个数字，这里列出它背后的记录。"


class PeriodTablesPage(Page):
    """One of the tables of a period at a time, or its pictures."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        today = clocks.today(desk.clock)
        self.period = desk.period_tables.of_kind(TableSpan.MONTH)
        self._found: PeriodTables | None = None
        self._schools: dict[str, str] = {}
        self._shown = 0
        self._by_days = False
        self.chips: list[QPushButton] = []
        self._build()
        self.first.show_value(today - timedelta(days=_FIRST_DAYS))
        self.last.show_value(today)
        self._connect()

    # -- the parts of the page -------------------------------------------------------------------

    def _build(self) -> None:
        self.pdf = button("打印…", kind="primary", tip="Ctrl+P：先预览，再打印，或存为 PDF、Word")
        self.xlsx = button("导出 Excel…", tip="Ctrl+S：全部统计表，附每个数字的来源")
        self.box.addLayout(header("统计表", self._choice(), self.pdf, self.xlsx))
        self.box.addWidget(self.notice)
        self.box.addLayout(self._chip_line())
        self.model = StatModel()
        self.table = PinnedTable("统计表", self.model, self.model)
        self.charts = ChartPane()
        self.charts.hide()
        self.box.addWidget(self.table, 3)
        self.box.addWidget(self.charts, 3)
        self.foot = label("", kind="small")
        self.foot.setWordWrap(True)
        self.box.addWidget(self.foot)
        self.behind_title = label(_HINT, kind="soft")
        self.box.addWidget(self.behind_title)
        self.behind = RowsModel(_COLUMNS)
        self.list = Table("数字背后的记录", self.behind)
        self.list.stretch(3)
        self.list.hide()
        self.box.addWidget(self.list, 2)

    def _choice(self) -> QWidget:
        self.span = Combo("统计哪种时间")
        for span, name in TABLE_SPAN_LABEL.items():
            self.span.addItem(name, span.value)
        self.earlier = button("‹", name="上一段时间", tip="PageUp：上一段时间")
        self.later = button("›", name="下一段时间", tip="PageDown：下一段时间")
        self.name = label("", kind="strong")
        self.first, self.last = (
            DateField(name, lambda: clocks.today(self._desk.clock)) for name in ("从", "到")
        )
        self.days = QWidget()
        row = QHBoxLayout(self.days)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.first)
        row.addWidget(label("至"))
        row.addWidget(self.last)
        self.days.hide()
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        for each in (self.span, self.earlier, self.name, self.days, self.later):
            line.addWidget(each)
        return whole

    def _chip_line(self) -> QHBoxLayout:
        self._chip_box = QWidget()
        self._chip_flow = FlowLayout(self._chip_box, gap=4)
        self.chart_button = button("图", kind="chip", tip="Ctrl+T：走势、事项、覆盖、整改、听课")
        self.chart_button.setCheckable(True)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._chip_box, 1)
        row.addWidget(self.chart_button)
        return row

    def _connect(self) -> None:
        self.span.activated.connect(self._on_span)
        self.earlier.clicked.connect(partial(self.step, later=False))
        self.later.clicked.connect(partial(self.step, later=True))
        for field in (self.first, self.last):
            field.edited.connect(self._on_days)
            field.refused.connect(self._on_refused)
        self.pdf.clicked.connect(self.print_pdf)
        self.xlsx.clicked.connect(self.export)
        self.chart_button.toggled.connect(self._on_charts)
        self.table.opened.connect(self._on_number)
        self.list.opened.connect(self._on_record)
        for key, slot in (
            ("Ctrl+P", self.print_pdf), ("Ctrl+S", self.export),
            ("Ctrl+T", self.chart_button.toggle),
            ("PgUp", partial(self.step, later=False)), ("PgDown", partial(self.step, later=True)),
            ("Ctrl+PgDown", partial(self.turn, 1)), ("Ctrl+PgUp", partial(self.turn, -1)),
        ):  # fmt: skip
            self.key(key, slot)

    # -- which period ----------------------------------------------------------------------------

    def show_period(self, period: TablePeriod) -> None:
        """Show the tables of a period."""
        self._ask(lambda: period)

    def step(self, *, later: bool) -> None:
        """Show the period before or after."""
        period = self.period
        self._ask(lambda: self._desk.period_tables.neighbour(period, later=later))

    def _on_span(self, _place: int) -> None:
        span = TableSpan(self.span.currentData())
        if span is TableSpan.DAYS:
            self._on_days()
        else:
            self._choose(by_days=False)
            self._ask(lambda: self._desk.period_tables.of_kind(span))

    def _choose(self, *, by_days: bool) -> None:
        """Let days be typed, or a period be stepped through by its name."""
        self._by_days = by_days
        self.days.setVisible(by_days)
        self.name.setVisible(not by_days)

    def _on_days(self, *_: object) -> None:
        first, last = self.first.value(), self.last.value()
        self._choose(by_days=True)
        if first is not None and last is not None:
            self._ask(lambda: self._desk.period_tables.of_days(first, last))

    def _on_refused(self, sentence: str) -> None:
        self.notice.tell(sentence, kind="bad")

    def _ask(self, wanted: Callable[[], TablePeriod]) -> None:
        """Count the tables of what is wanted, off this thread."""
        self.list.hide()
        self.behind_title.setText(_HINT)

        def count() -> tuple[PeriodTables, dict[str, str]]:
            found = self._desk.period_tables.of(wanted())
            return found, self._desk.period_tables.school_names()

        self.read(count, self._show, ticket=Ticket("正在统计……"))

    @override
    def affected_by(self, changes: Changes) -> bool:
        return (
            changes.visits
            or changes.issues
            or changes.lessons
            or changes.complaints
            or changes.registers
            or changes.bundles
        )

    @override
    def refresh(self) -> None:
        self.show_period(self.period)

    # -- showing ---------------------------------------------------------------------------------

    def _show(self, answer: tuple[PeriodTables, dict[str, str]]) -> None:
        self._found, self._schools = answer
        self.period = self._found.period
        span = TableSpan.DAYS if self._by_days else self.period.span
        self.span.setCurrentIndex(self.span.findData(span.value))
        self._choose(by_days=span is TableSpan.DAYS)
        self.name.setText(self.period.name)
        if self._by_days:
            self.first.show_value(self.period.days.start)
            self.last.show_value(self.period.days.end)
        found = self._found
        self._make_chips([table.title for table in found.tables])
        self.charts.show_charts(found.charts)
        self.show_table(min(self._shown, len(found.tables) - 1))

    def _make_chips(self, titles: list[str]) -> None:
        for title in titles[len(self.chips) :]:
            place = len(self.chips)
            chip = button(title, kind="chip", tip="Ctrl+PageUp、Ctrl+PageDown：换一张表")
            chip.setCheckable(True)
            chip.setAutoExclusive(True)
            chip.clicked.connect(partial(self.show_table, place))
            self.chips.append(chip)
            self._chip_flow.addWidget(chip)

    def show_table(self, place: int) -> None:
        """Show one of the tables."""
        if self._found is None:
            return
        self._shown = place
        self.chips[place].setChecked(True)
        self.chart_button.setChecked(False)
        table = self._found.tables[place]
        self.model.show(table, self._schools)
        self.table.fit()
        days = self._found.period.days
        told = f"{days.start} 至 {days.end}，由 {self._found.table.record_count} 条记录汇总"
        said = filter(None, (told, self._found.counted_to, self._found.moved.told, table.note))
        self.foot.setText("\n".join(filter(None, ("　".join(said), "".join(self._found.notes)))))
        self.list.hide()
        self.behind_title.setText(_HINT)

    def turn(self, by: int) -> None:
        """Show the next table, or the one before."""
        if self._found is not None:
            self.show_table((self._shown + by) % len(self._found.tables))

    def _on_charts(self, shown: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.charts.setVisible(shown)
        self.table.setVisible(not shown)
        self.behind_title.setVisible(not shown)
        self.list.hide()

    def _on_number(self, index: QModelIndex) -> None:
        title, uids = self.model.behind(index)
        self.behind_title.setText(f"{title}　背后有 {len(uids)} 条")
        self.read(lambda: self._desk.period_tables.behind(uids), self._show_behind)

    def _show_behind(self, lines: tuple[RecordLine, ...]) -> None:
        self.behind.show(lines)
        self.list.setVisible(bool(lines))

    def _on_record(self, index: QModelIndex) -> None:
        line = self.behind.rows[index.row()]
        if line.visit_uid:
            self.kit.navigator.open(OpenVisit(uid=line.visit_uid))
        elif line.kind == "学校":
            self.kit.navigator.open(OpenSchool(code=line.uid))
        elif line.kind in {kind.name for kind in KINDS.values()}:
            self.kit.navigator.open(OpenEntry(uid=line.uid))

    # -- out -------------------------------------------------------------------------------------

    def print_pdf(self) -> None:
        """Show all tables as they print."""
        from inspector_app.services.wishes import PeriodPrint

        self.kit.navigator.open(OpenPreview(wish=PeriodPrint(period=self.period)))

    def export(self) -> None:
        """Write all tables as an Excel file."""
        period = self.period
        target = ask.save_file(
            self, "把统计表存到哪里", f"督导统计表 {period.name}.xlsx", "Excel (*.xlsx)"
        )
        if target is not None:
            self.read(
                lambda: self._desk.period_workbooks.xlsx(target, period),
                self.tell_written,
                ticket=Ticket("正在导出……"),
            )
