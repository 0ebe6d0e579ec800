"""校历: the terms of a school year, its days off and worked, and the school days of its months."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.calendar_kinds import DayKind
from inspector_app.domain.calendar_words import DayRun, mark_words, weekday
from inspector_app.domain.calendar_year import CalendarYear, MonthDays
from inspector_app.domain.labels.calendar import DAY_KIND_LABEL, TERM_LABEL
from inspector_app.domain.month import Period, school_year_start
from inspector_app.domain.term import SCHOOL_YEARS, Term
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.day_off import DaysOff, ask_days
from inspector_app.ui.dialogs.term import ask_term
from inspector_app.ui.export import export_button
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import GRID, button, label, scaled
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.services.calendar import DaysImported
    from inspector_app.ui.desk import Desk

_FEWEST_SEEN: Final = 4
_MONTHS_WIDTH: Final = 206


def _span(run: DayRun) -> str:
    if run.first == run.last:
        return f"{run.first}（{weekday(run.first)}）"
    return f"{run.first} 至 {run.last:%m-%d}"


def _reason(run: DayRun) -> str:
    moved = not run.own and run.kind is DayKind.WORKING
    return f"{run.reason}调休" if moved else run.reason


_TERMS: tuple[Column[Term], ...] = (
    Column(title="学期", text=lambda t: TERM_LABEL[t.number]),
    Column(title="开学", text=lambda t: str(t.first), value=lambda t: t.first),
    Column(title="最后一天", text=lambda t: str(t.last), value=lambda t: t.last),
    Column(title="第1教学周", text=lambda t: str(t.week_one), value=lambda t: t.week_one),
    Column(title="周数", text=lambda t: str(t.weeks), right=True, value=lambda t: t.weeks),
    Column(title="来源", text=lambda t: "推算" if t.assumed else "本区"),
)
_DAYS: tuple[Column[DayRun], ...] = (
    Column(title="日期", text=_span),
    Column(title="天数", text=lambda r: str(r.days), right=True, value=lambda r: r.days),
    Column(title="安排", text=lambda r: DAY_KIND_LABEL[r.kind]),
    Column(title="说明", text=_reason),
    Column(title="来源", text=lambda r: "本区" if r.own else "国务院"),
)
_MONTHS: tuple[Column[MonthDays], ...] = (
    Column(title="月份", text=lambda m: str(m.month)),
    Column(
        title="上课日", text=lambda m: str(m.school_days), right=True, value=lambda m: m.school_days
    ),
    Column(title="月频次", text=lambda m: "免" if m.exempt else "要求"),
)


class CalendarPage(Page):
    """One school year; what the district sets is stored at once."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._begins = school_year_start(clocks.today(desk.clock)).year
        self._own_terms: tuple[Term, ...] = ()
        self._build()
        self._connect()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.earlier = button("‹ 上学年", name="上一个学年")
        self._shown = label("", kind="head")
        self.later = button("下学年 ›", name="下一个学年")
        self.load = button("导入放假安排…", tip="Excel 或 CSV，列名：日期、放假/上班、说明")
        self.box.addLayout(header("校历", self.earlier, self._shown, self.later, self.load))
        self.box.addWidget(self.notice)
        self.warning = label("", kind="warn")
        self.warning.setWordWrap(True)
        self.box.addWidget(self.warning)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID * 2)
        row.addLayout(self._left(), 3)
        row.addLayout(self._right(), 1)
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        self.box.addWidget(view, 1)

    def _left(self) -> QVBoxLayout:
        self.terms = RowsModel(_TERMS)
        self.term_table = Table("学期", self.terms)
        self.term_table.stretch(5)
        self.term_table.setFixedHeight(self._height_of(2))
        self.term_table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.term_table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.change_term = button("设定学期…", tip="选中一个学期后按 Enter")
        self.drop_term = button("改回推算", tip="选中一个学期后按 Delete")
        self.days = RowsModel(_DAYS)
        self.day_table = Table("放假和上班的日子", self.days)
        self.day_table.stretch(3)
        # Where text is large the page scrolls, so that more than one of them is seen.
        self.day_table.setMinimumHeight(self._height_of(_FEWEST_SEEN))
        self.add_days = button("加几天…", tip="Insert")
        self.change_days = button("改…", tip="选中一行后按 Enter", name="改这几天")
        self.drop_days = button("去掉", tip="选中一行后按 Delete", name="去掉这几天")
        export = export_button(
            self, self.day_table, lambda: f"放假和上班的日子 {self._shown.text()}"
        )
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addLayout(_heading("学期", self.change_term, self.drop_term))
        column.addWidget(self.term_table)
        column.addLayout(
            _heading("放假和上班的日子", self.add_days, self.change_days, self.drop_days, export)
        )
        column.addWidget(self.day_table, 1)
        return column

    def _right(self) -> QVBoxLayout:
        self.months = RowsModel(_MONTHS)
        self.month_table = Table("各月上课日", self.months)
        self.month_table.stretch(2)
        self.month_table.setMinimumWidth(scaled(_MONTHS_WIDTH))
        self._exempt = label("", kind="small")
        self._exempt.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addLayout(_heading("各月上课日"))
        column.addWidget(self.month_table, 1)
        column.addWidget(self._exempt)
        return column

    def _height_of(self, rows: int) -> int:
        row = self.term_table.verticalHeader().defaultSectionSize()
        head = self.term_table.horizontalHeader().sizeHint().height()
        return head + rows * row + 2 * self.term_table.frameWidth()

    def _connect(self) -> None:
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.load.clicked.connect(self.import_days)
        self.change_term.clicked.connect(self.ask_for_term)
        self.drop_term.clicked.connect(self.remove_term)
        self.add_days.clicked.connect(lambda: self._ask_for_days(None))
        self.change_days.clicked.connect(self.ask_for_days)
        self.drop_days.clicked.connect(self.remove_days)
        self.term_table.opened.connect(lambda _index: self.ask_for_term())
        self.day_table.opened.connect(lambda _index: self.ask_for_days())
        self.key("Insert", lambda: self._ask_for_days(None))
        self.key("Delete", self._on_delete)
        for table in (self.term_table, self.day_table):
            table.selectionModel().currentRowChanged.connect(self._offer)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.calendar

    @override
    def refresh(self) -> None:
        begins, calendar = self._begins, self._desk.calendar
        self.read(lambda: (calendar.year(begins), calendar.calendar().terms), self._show)

    def _show(self, found: tuple[CalendarYear, tuple[Term, ...]]) -> None:
        year, self._own_terms = found
        self._shown.setText(year.name)
        self.warning.setText(year.warning)
        self.warning.setVisible(bool(year.warning))
        show_rows(self.term_table, self.terms, year.terms)
        show_rows(self.day_table, self.days, year.runs)
        show_rows(self.month_table, self.months, year.months)
        self._exempt.setText(
            f"上课日少于 {year.fewest_school_days} 天的月份免每月入校；每学期的次数另算。"
        )
        self._offer()

    def _offer(self) -> None:
        """Let each button be pressed that has something to do."""
        term, run = self._term(), self._run()
        self.change_term.setEnabled(term is not None)
        self.drop_term.setEnabled(term is not None and not term.assumed)
        self.change_days.setEnabled(run is not None)
        self.drop_days.setEnabled(run is not None and run.own)

    def _move(self, years: int) -> None:
        if self._begins + years in SCHOOL_YEARS:
            self._begins += years
            self.refresh()

    def _term(self) -> Term | None:
        return chosen_row(self.term_table, self.terms)

    def _run(self) -> DayRun | None:
        return chosen_row(self.day_table, self.days)

    # -- terms -----------------------------------------------------------------------------------

    def ask_for_term(self) -> None:
        """Ask for the days of the chosen term, and set it."""
        term = self._term()
        if term is None:
            return
        today = clocks.today(self._desk.clock)
        wanted = ask_term(self, term, self._own_terms, today=today)
        if wanted is not None:
            self._change(
                lambda: self._desk.calendar.set_term(wanted),
                f"已设定{wanted.name}：{wanted.first} 至 {wanted.last}。",
            )

    def remove_term(self) -> None:
        """Let the usual days stand in for the chosen term again."""
        term = self._term()
        if term is not None and not term.assumed:
            self._change(
                lambda: self._desk.calendar.remove_term(term.school_year, term.number),
                f"{term.name}改回推算的起止日；原来设的是 {term.first} 至 {term.last}。",
            )

    # -- days ------------------------------------------------------------------------------------

    def ask_for_days(self) -> None:
        """Ask for the chosen days anew, and set them; those of the State Council are outweighed."""
        run = self._run()
        if run is not None:
            self._ask_for_days(run)

    def _ask_for_days(self, run: DayRun | None) -> None:
        wanted = ask_days(self, _days_of(run), today=clocks.today(self._desk.clock))
        if wanted is None:
            return
        replaced = Period(run.first, run.last) if run is not None and run.own else None
        what = f"{DAY_KIND_LABEL[wanted.kind]}（{wanted.reason}）"
        self._change(
            lambda: self._desk.calendar.set_days(
                Period(wanted.first, wanted.last),
                kind=wanted.kind,
                reason=wanted.reason,
                instead_of=replaced,
            ),
            f"已设定 {wanted.first} 至 {wanted.last} {what}。",
        )

    def remove_days(self) -> None:
        """Take the chosen days away, if they are the district's own."""
        run = self._run()
        if run is not None and run.own:
            self._change(
                lambda: self._desk.calendar.clear_days(Period(run.first, run.last)),
                f"已去掉 {_span(run)}{mark_words(run)}。",
            )

    def _on_delete(self) -> None:
        if self.term_table.hasFocus():
            self.remove_term()
        elif self.day_table.hasFocus():
            self.remove_days()

    def import_days(self) -> None:
        """Ask for a list of days off, and take it over."""
        path = ask.open_file(self, "选放假安排的表格", ask.WORKBOOKS)
        if path is not None:
            self.write(
                lambda: self._desk.calendar.import_days(path),
                self._tell_imported,
                ticket=Ticket(f"正在导入 {path.name}……"),
            )

    def _tell_imported(self, done: DaysImported) -> None:
        notes = [note.sentence() for note in done.notes]
        self.notice.tell("\n".join([f"{done.file_name}：{done.sentence}", *notes]))

    def _change(self, work: Callable[[], Changes], said: str) -> None:
        def done(_changes: Changes) -> None:
            self.notice.hide()
            self.kit.events.said.emit(said)

        self.write(work, done)


def _heading(title: str, *right: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID)
    name = label(title, kind="head")
    # As high with buttons beside it as without: headings next to each other are level.
    name.setMinimumHeight(button("").sizeHint().height())
    row.addWidget(name)
    row.addStretch()
    for each in right:
        row.addWidget(each)
    return row


def _days_of(run: DayRun | None) -> DaysOff | None:
    if run is None:
        return None
    return DaysOff(first=run.first, last=run.last, kind=run.kind, reason=run.reason)
