"""计划: a week by half-days, the month's theme, and beside it the board of schools."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.errors import UserError
from inspector_app.base.override import override
from inspector_app.domain.plan import PlanState
from inspector_app.domain.term import WEEK
from inspector_app.services.plans import HalfDay
from inspector_app.ui.coverage_board import CoverageBoard
from inspector_app.ui.dialogs.plan_words import ThemeWords, ask_theme
from inspector_app.ui.dialogs.planned_visit import Finders, PlannedForm, ask_planned
from inspector_app.ui.finders import person_finder, school_choice, school_finder
from inspector_app.ui.models.week import Half, WeekModel
from inspector_app.ui.navigator import OpenRules, OpenSchool, OpenVisit
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.plan_acts import PlanActs
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.picker import Choice
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.domain.school import School
    from inspector_app.domain.staffing import Staffing
    from inspector_app.domain.views import SchoolBoard
    from inspector_app.services.plan_views import PlannedView, WeekPlan
    from inspector_app.services.plans import PlannedMade, ProposedVisit
    from inspector_app.ui.desk import Desk

_PROPOSED: Final = 3


class _Found(NamedTuple):
    """Everything that the page shows."""

    week: WeekPlan
    board: SchoolBoard
    staffing: Staffing
    me: Choice


class PlanPage(Page):
    """The plan of a week; every change is stored at once."""

    made_here = "安排入校"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._day = clocks.today(desk.clock)
        self._found: _Found | None = None
        self._finders = Finders(
            school_finder(kit.jobs, desk.schools), person_finder(kit.jobs, desk.people)
        )
        self.acts = PlanActs(self, desk, change=self._ask_to_change)
        self._build()
        self._connect()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.earlier = button("‹ 上周", name="上一周", tip="Ctrl+PgUp")
        self.shown = label("", kind="head")
        self.later = button("下周 ›", name="下一周", tip="Ctrl+PgDn")
        self.add = button("＋ 安排入校…", kind="primary", tip="Ctrl+N：安排到选中的半天")
        self.rules = button("规则和回避…", tip="提醒按哪些规则、由谁设定；谁要回避哪所学校")
        right = (self.earlier, self.shown, self.later, self.rules, self.add)
        self.box.addLayout(header("计划", *right))
        self.box.addWidget(self.notice)
        self.box.addLayout(self._theme_line())
        row = QHBoxLayout()
        row.setSpacing(GRID * 2)
        row.addLayout(self._left(), 3)
        self.board = CoverageBoard(self)
        row.addWidget(self.board, 2)
        self.box.addLayout(row, 1)

    def _theme_line(self) -> QHBoxLayout:
        self.theme = label("")
        self.change_theme = button("月主题…", tip="设这个月的主题和来源")
        self.aims = button("督导重点…", tip="学年、学期、月、周的计划：名称、重点、依据")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.theme, 1)
        row.addWidget(self.change_theme)
        row.addWidget(self.aims)
        return row

    def _left(self) -> QVBoxLayout:
        self.model = WeekModel()
        self.table = Table("一周的计划", self.model, by_cell=True)
        self.table.setWordWrap(True)
        self.table.setAlternatingRowColors(False)
        stretch = QHeaderView.ResizeMode.Stretch
        self.table.horizontalHeader().setSectionResizeMode(stretch)
        self.table.verticalHeader().setSectionResizeMode(stretch)
        self.table.verticalHeader().show()
        self.plans = label("", kind="small")
        self.plans.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addWidget(self.table, 1)
        marks = label("○ 计划　✓ 已完成　× 取消　▲ 要留意", kind="small")
        marks.setWordWrap(True)
        column.addWidget(marks)
        column.addWidget(self.plans)
        return column

    def _connect(self) -> None:
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.add.clicked.connect(self.ask_for_visit)
        self.change_theme.clicked.connect(self.ask_for_theme)
        self.aims.clicked.connect(self._on_aims)
        self.rules.clicked.connect(lambda: self.kit.navigator.open(OpenRules()))
        self.table.opened.connect(self._on_open)
        self.board.wanted.connect(self._ask_at)
        self.board.opened.connect(
            lambda school: self.kit.navigator.open(OpenSchool(code=school.code))
        )
        self.key("Ctrl+PgUp", lambda: self._move(-1))
        self.key("Ctrl+PgDown", lambda: self._move(1))
        self.key("Insert", self._on_insert)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        people = changes.schools or changes.inspectors or changes.settings
        rules = changes.rules or changes.recusals or changes.calendar
        return people or rules or changes.plans or changes.visits or changes.issues

    @override
    def refresh(self) -> None:
        self.read(self._find, self._show)

    def _find(self) -> _Found:
        desk = self._desk
        mine = desk.settings.identity().inspector_id
        names = {person.id: person.name for person in desk.people.inspectors()}
        return _Found(
            week=desk.plans.week(self._day),
            board=desk.coverage.board(),
            staffing=desk.coverage.staffing(),
            me=Choice(mine, names.get(mine, mine)),
        )

    def _show(self, found: _Found) -> None:
        self._found = found
        week, at = found.week, self.table.currentIndex()
        row, column = at.row(), at.column()
        today = clocks.today(self._desk.clock)
        self.model.show(week, today=today)
        if 0 <= column < len(self.model.days):
            self.table.setCurrentIndex(self.model.index(row, column))
        else:
            self.table.setCurrentIndex(self.model.place_of(today))
        number = f"第{week.teaching_week}教学周　" if week.teaching_week else ""
        self.shown.setText(f"{number}{week.period.start} 至 {week.period.end:%m-%d}")
        self.theme.setText(_theme_words(week))
        titles = "　".join(plan.title for plan in week.plans)
        self.plans.setText(f"所在的计划：{titles}" if titles else "")
        self.board.show_board(found.board, found.staffing)

    def _move(self, weeks: int) -> None:
        self._day += timedelta(days=weeks * WEEK)
        self.refresh()

    # -- planning --------------------------------------------------------------------------------

    @override
    def on_new(self) -> bool:
        self.ask_for_visit()
        return True

    def ask_for_visit(self) -> None:
        """Ask for a visit in the chosen half-day, with the schools that most need one."""
        half = self._half()
        if half is None or self._found is None:
            return
        form = PlannedForm(day=half.day, session=half.session, lead=self._found.me)

        def ask(proposed: tuple[ProposedVisit, ...]) -> None:
            self._ask(form, tuple(map(_proposed, proposed)))

        self.read(lambda: self._desk.plans.proposals(half.day, half.session, limit=_PROPOSED), ask)

    def _ask_at(self, school: School) -> None:
        """Ask for a visit to a school, in the chosen half-day."""
        half = self._half()
        if half is not None and self._found is not None:
            self._ask(
                PlannedForm(
                    day=half.day,
                    session=half.session,
                    school=school_choice(school),
                    lead=self._found.me,
                )
            )

    def _ask(
        self, form: PlannedForm, proposed: tuple[Choice, ...] = (), *, refused: str = ""
    ) -> None:
        today = clocks.today(self._desk.clock)
        wanted = ask_planned(
            self, form, self._finders, today=today, proposed=proposed, refused=refused
        )
        if wanted is None:
            return

        def again(error: UserError) -> None:
            # What was typed is not lost: the question comes back with what speaks against it.
            self._ask(wanted, proposed, refused=error.sentence)

        half_day = HalfDay(**_values(wanted))
        self.write(lambda: self._desk.plans.add(half_day), self._tell_planned, on_error=again)

    def _ask_to_change(self, view: PlannedView, form: PlannedForm, *, refused: str = "") -> None:
        today = clocks.today(self._desk.clock)
        wanted = ask_planned(self, form, self._finders, today=today, refused=refused)
        if wanted is None:
            return

        def again(error: UserError) -> None:
            self._ask_to_change(view, wanted, refused=error.sentence)

        self.write(
            lambda: self._desk.plans.change(view.planned.uid, **_values(wanted)),
            self._tell_planned,
            on_error=again,
        )

    def _tell_planned(self, made: PlannedMade) -> None:
        view = made.view
        if view.warnings:
            self.notice.tell("\n".join(view.warnings), kind="warn")
        else:
            self.notice.hide()
        self.kit.events.said.emit(f"已安排 {view.planned.day} {view.school_name}。")

    # -- the week --------------------------------------------------------------------------------

    def _half(self) -> Half | None:
        index = self.table.currentIndex()
        return self.model.half(index) if index.isValid() else None

    def _on_open(self, index: QModelIndex) -> None:
        visits = self.model.half(index).visits
        if not visits:
            self.ask_for_visit()
            return
        view = self.acts.one_of(visits)
        if view is None:
            return
        if view.state is PlanState.DONE and view.visit is not None:
            self.kit.navigator.open(OpenVisit(uid=view.visit.uid))
        else:
            self.acts.offer(view)

    def _on_insert(self) -> None:
        school = self.board.school() if self.board.table.hasFocus() else None
        if school is None:
            self.ask_for_visit()
        else:
            self._ask_at(school)

    def ask_for_theme(self) -> None:
        """Ask for the theme of the shown month, and set it."""
        if self._found is None:
            return
        week = self._found.week
        now = ThemeWords(week.theme.theme, week.theme.source) if week.theme else ThemeWords("", "")
        wanted = ask_theme(self, week.theme_month.title, now)
        if wanted is not None and wanted != now:
            month = week.theme_month
            self.write(lambda: self._desk.themes.set(month, wanted.theme, source=wanted.source))

    def _on_aims(self) -> None:
        half = self._half()
        if half is not None and self._found is not None:
            self.acts.ask_for_aims(half.day, self._found.week.plans, owner=self._found.me.value)


def _theme_words(week: WeekPlan) -> str:
    month = week.theme_month.title
    if week.theme is None:
        return f"{month}还没有设主题。"
    source = f"（{week.theme.source}）" if week.theme.source else ""
    return f"{month}主题：{week.theme.theme}{source}"


def _proposed(found: ProposedVisit) -> Choice:
    return Choice(found.status.school.code, found.status.school.name, found.reason)


def _values(form: PlannedForm) -> dict[str, Any]:
    return {
        "day": form.day,
        "session": form.session,
        "school_code": form.school.value,
        "lead_id": form.lead.value,
        "peer_ids": tuple(choice.value for choice in form.peers),
        "topics": form.topics,
        "text": form.text,
    }
