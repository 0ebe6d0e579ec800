"""The parts of 达标测算, one at a time: schools, county, what fails, the plan, years, standards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_app.domain.indicators.failing import Duty
from inspector_app.ui.models.rows import RowsModel
from inspector_app.ui.pages.balance.columns import (
    FAILING,
    NUMBERS,
    SPREADS,
    STEPS,
    YEARS,
    FailingRow,
    StageRow,
    StepRow,
    school_columns,
    school_rows,
    spread_rows,
)
from inspector_app.ui.row_tables import show_rows
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.chart import ChartPane
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.domain.chart import Chart
    from inspector_app.domain.indicators.creation import CreationStep
    from inspector_app.domain.indicators.standards import StandardNumber, Standards
    from inspector_app.domain.indicators.summary import KeptAssessment
    from inspector_app.services.assessments import Measured
    from inspector_app.services.creation_plans import CreationPlan


class Part(QWidget):
    """A line of words and buttons, and below it what they are about."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", kind="soft")
        self.words.setWordWrap(True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(GRID)

    def lay_out(self, *pressed: QPushButton) -> None:
        """Put the words at the top, beside the buttons where there are any."""
        if not pressed:
            self.box.addWidget(self.words)
            return
        line = QWidget()
        flow = FlowLayout(line)
        self.words.setWordWrap(False)
        # In one line at 100 %, in several in very large text.
        for each in (*pressed, self.words):
            flow.addWidget(each)
        self.box.addWidget(line)


class SchoolsPart(Part):
    """Each stage of each school with its indicators; the columns follow the set."""

    def __init__(self) -> None:
        super().__init__()
        self.lay_out()
        self.model: RowsModel[StageRow] = RowsModel(())
        self.table = Table("各校", self.model)
        self.box.addWidget(self.table, 1)

    def show_measured(self, measured: Measured) -> None:
        """Show the schools."""
        found = measured.found
        flips = sum(each.flips for s in found.schools for part in s.stages for each in part.items)
        told = f"　▲ {flips} 处舍入以后判断会变，括号里是更细的数" if flips else ""
        self.words.setText(f"✓ 达标　△ 未达标但达到标准的85%　✗ 未达85%{told}")
        old, self.model = self.table, RowsModel(school_columns(found))
        self.table = Table("各校", self.model)
        self.box.replaceWidget(old, self.table)
        old.hide()
        old.deleteLater()
        lines = self.table.fontMetrics().lineSpacing() * 2
        self.table.horizontalHeader().setFixedHeight(lines + GRID)
        show_rows(self.table, self.model, tuple(school_rows(found)))


class CountyPart(Part):
    """Means and 差异系数 of each stage."""

    def __init__(self) -> None:
        super().__init__()
        self.lay_out()
        self.model = RowsModel(SPREADS)
        self.table = Table("全县", self.model)
        self.table.stretch(1)
        self.box.addWidget(self.table, 1)

    def show_measured(self, measured: Measured) -> None:
        """Show the county."""
        found = measured.found
        flips = sum(each.flips for stage in found.county for each in stage.spreads)
        told = f"▲ {flips} 个差异系数舍入以后判断会变，括号里是更细的数。" if flips else ""
        self.words.setText(f"{told}按学生数加权，学生太少的学校不计入。{found.standards.told}。")
        show_rows(self.table, self.model, tuple(spread_rows(found)))


class FailingPart(Part):
    """不达标项清单, with who answers for each item by when."""

    def __init__(self) -> None:
        super().__init__()
        self.print = button("打印清单…", tip="Ctrl+P：A4 横向，也可存为 Word、Excel")
        self.issues = button("列入台账", tip="每个不达标项列入问题整改台账；可以反复做，不会重复")
        self.lay_out(self.print, self.issues)
        self.model = RowsModel(FAILING)
        self.table = Table("不达标项清单", self.model)
        self.box.addWidget(self.table, 1)

    def show_measured(self, measured: Measured) -> None:
        """Show what fails."""
        failing, duties = measured.failing, measured.duties
        rows = tuple(
            FailingRow(each, duties.get(each.key, Duty(each.item.department))) for each in failing
        )
        schools = len({each.school_code for each in failing})
        self.words.setText(
            f"{schools} 所学校共 {len(rows)} 项。责任部门和时限随创建计划，没有商定的是程序的建议。"
            if rows
            else "各校各项都达标，没有不达标项。"
        )
        self.print.setEnabled(bool(rows))
        # Only what is kept can be found again by its number.
        self.issues.setEnabled(bool(rows) and measured.kept is not None)
        show_rows(self.table, self.model, rows)


class PlanPart(Part):
    """创建计划: several rows can be chosen and written into together."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = button("从不达标项起草…", tip="每个不达标项一项，已有的不动")
        self.change = button("改选中的…", tip="按 Enter；选中几项就一起改")
        self.add = button("添加一项…", tip="Ctrl+N 或 Insert")
        self.remove = button("删去", tip="选中后按 Delete；Ctrl+Z 取回")
        self.print = button("打印计划…", tip="Ctrl+P")
        self.late = button("只看逾期", kind="chip", tip="再按一次看全部")
        self.late.setCheckable(True)
        self.lay_out(self.draft, self.change, self.add, self.remove, self.print, self.late)
        self._plan: CreationPlan | None = None
        self.model = RowsModel(STEPS)
        self.table = Table("创建计划", self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.box.addWidget(self.table, 1)
        self.late.clicked.connect(self._show_rows)

    def show_plan(self, plan: CreationPlan | None) -> None:
        """Show a plan, or how to come to one."""
        self._plan = plan
        steps = plan.steps if plan else ()
        if plan is None:
            self.words.setText("先按“保存…”存下这次测算，再起草。")
        elif not steps:
            self.words.setText("还没有内容，请先起草。")
        else:
            self.words.setText(plan.counts.sentence)
        for each in (self.draft, self.add):
            each.setEnabled(plan is not None)
        for each in (self.change, self.remove, self.print):
            each.setEnabled(bool(steps))
        self._show_rows()

    def _show_rows(self) -> None:
        plan, late = self._plan, self.late.isChecked()
        steps = enumerate(plan.steps, start=1) if plan else ()
        rows = [StepRow(n, step, plan.on) for n, step in steps] if plan else []
        wanted = [row for row in rows if not late or row.step.days_over(on=row.on)]
        show_rows(self.table, self.model, wanted)

    def chosen(self) -> tuple[CreationStep, ...]:
        """Return the steps of the chosen rows, in their order."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        return tuple(self.model.rows[row].step for row in rows)


class YearsPart(Part):
    """What is kept, and how the shares of schools that pass go on from year to year."""

    def __init__(self) -> None:
        super().__init__()
        self.open = button("打开", tip="选中后按 Enter：按当时的标准重算")
        self.workbook = button("取出工作簿…", tip="把存下的工作簿写出来")
        self.remove = button("移到回收站", tip="选中后按 Delete；Ctrl+Z 取回")
        self.lay_out(self.open, self.workbook, self.remove)
        self.model = RowsModel(YEARS)
        self.table = Table("逐年比较", self.model)
        self.charts = ChartPane()
        self._both = QHBoxLayout()
        self._both.addWidget(self.table, 3)
        self._both.addWidget(self.charts, 2)
        self.box.addLayout(self._both, 1)

    def show_kept(self, kept: Sequence[KeptAssessment], chart: Chart | None) -> None:
        """Show the assessments with their chart."""
        self.words.setText(
            "每年存下一次，比较达标率和差异系数。"
            if kept
            else "还没有存下的测算，请选工作簿，再按“保存…”。"
        )
        for each in (self.open, self.workbook, self.remove):
            each.setEnabled(bool(kept))
        self.charts.setVisible(chart is not None)
        self.charts.show_charts(() if chart is None else (chart,))
        show_rows(self.table, self.model, tuple(kept))


class StandardsPart(Part):
    """The numbers of the set, and what the district has made of them."""

    def __init__(self) -> None:
        super().__init__()
        self.change = button("改…", tip="选中后按 Enter", name="改标准")
        self.reset = button("改回随程序的数", tip="选中后按 Delete")
        self.lay_out(self.change, self.reset)
        self.model = RowsModel(NUMBERS)
        self.table = Table("标准", self.model)
        self.table.stretch(0)
        self.box.addWidget(self.table, 1)

    def show_standards(self, standards: Standards) -> None:
        """Show the numbers."""
        self.words.setText("改了以后，新的测算用新的数，存下的仍按当时的。")
        self.words.setToolTip(standards.told)
        show_rows(self.table, self.model, standards.numbers)

    def number(self) -> StandardNumber | None:
        """Return the chosen number."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None


class Parts(QStackedWidget):
    """All of them."""

    def __init__(self) -> None:
        super().__init__()
        self.schools, self.county, self.failing = SchoolsPart(), CountyPart(), FailingPart()
        self.plan, self.years, self.standards = PlanPart(), YearsPart(), StandardsPart()
        for part in (
            self.schools, self.county, self.failing, self.plan, self.years, self.standards,
        ):  # fmt: skip
            self.addWidget(part)
