"""达标测算: a county's workbook measured, what fails, the plan to put it right, years compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QHBoxLayout

from inspector_app.base import clock as clocks
from inspector_app.base.errors import UserError
from inspector_app.base.override import override
from inspector_app.domain.indicators.summary import summary_of
from inspector_app.domain.labels.indicators import SCHOOL_STAGE_LABEL
from inspector_app.services.wishes import BalancePart, BalancePrint, CreationPlanPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.balance import KeepWords, ask_keep
from inspector_app.ui.file_drop import FileDropPage, first_of
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.navigator import OpenPreview
from inspector_app.ui.page import Kit, header
from inspector_app.ui.pages.balance.acts import PlanActs, StandardActs, YearActs
from inspector_app.ui.pages.balance.parts import Parts
from inspector_app.ui.theme import button, label

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.domain.chart import Chart
    from inspector_app.domain.indicators.standards import Standards
    from inspector_app.domain.indicators.summary import KeptAssessment
    from inspector_app.services.assessments import Kept, Measured
    from inspector_app.services.creation_plans import CreationPlan
    from inspector_app.ui.desk import Desk

_PARTS: Final = ("各校", "全县", "不达标项", "创建计划", "逐年比较", "标准")
_FAILING, _PLAN, _YEARS, _STANDARDS = 2, 3, 4, 5
_NEEDS_MEASURED: Final = frozenset({0, 1, _FAILING, _PLAN})
_NOTES_SHOWN: Final = 3
_SUFFIXES: Final = frozenset({".xlsx", ".csv"})
_NOTHING_YET: Final = (
    "还没有测算。按“选工作簿…”（Ctrl+O）选一份各校数据的 Excel，也可以把它拖到这里；"
    "没有现成的，先按“写出空表…”。"
)


class _Found(NamedTuple):
    """Everything that the page shows; ``fault`` says why a kept assessment is not among it."""

    measured: Measured | None
    fault: UserError | None
    plan: CreationPlan | None
    kept: tuple[KeptAssessment, ...]
    chart: Chart | None
    standards: Standards


class BalancePage(FileDropPage):
    """One assessment at a time: of a workbook, or one that is kept."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._workbook: Path | None = None
        self._uid = ""
        self.measured: Measured | None = None
        self.setAcceptDrops(True)
        self._build()
        self.plan_acts = PlanActs(self, desk, self.parts.plan)
        self.year_acts = YearActs(self, desk, self.parts.years, self.open_kept)
        self.standard_acts = StandardActs(self, desk, self.parts.standards)
        self._connect()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.choose = button("选工作簿…", kind="primary", tip="Ctrl+O")
        self.keep = button("保存…", tip="Ctrl+S：连工作簿一起存下，供逐年比较")
        self.print = button("打印…", tip="Ctrl+P：先预览，再打印，或存为 PDF、Word、Excel")
        self.template = button("写出空表…", tip="各列齐全的空白工作簿，带填写说明")
        self.box.addLayout(
            header("达标测算", self.choose, self.keep, self.print, self.template)
        )  # fmt: skip
        self.box.addWidget(self.notice)
        self.verdict = label(_NOTHING_YET)
        self.verdict.setWordWrap(True)
        self.box.addWidget(self.verdict)
        self.box.addLayout(self._chips())
        self.parts = Parts()
        self.box.addWidget(self.parts, 1)

    def _chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.chips = []
        for place, title in enumerate(_PARTS):
            each = button(title, kind="chip", tip=f"Ctrl+{place + 1}")
            each.setCheckable(True)
            each.setAutoExclusive(True)
            each.clicked.connect(partial(self.show_part, place))
            self.chips.append(each)
            row.addWidget(each)
        row.addStretch()
        self.chips[0].setChecked(True)
        return row

    def _connect(self) -> None:
        self.choose.clicked.connect(self.ask_workbook)
        self.keep.clicked.connect(self.ask_to_keep)
        self.print.clicked.connect(self.preview)
        self.template.clicked.connect(self.write_template)
        self.parts.failing.issues.clicked.connect(self.list_issues)
        self.parts.failing.print.clicked.connect(partial(self._preview, BalancePart.FAILING))
        self.parts.plan.print.clicked.connect(self.preview)
        for keys, slot in (
            ("Ctrl+O", self.ask_workbook), ("Ctrl+S", self.ask_to_keep), ("Ctrl+P", self.preview),
            ("Insert", self.on_new), ("Delete", self._on_delete), ("Ctrl+Z", self._on_undo),
        ):  # fmt: skip
            self.key(keys, slot)
        for place in range(len(_PARTS)):
            self.key(f"Ctrl+{place + 1}", partial(self.show_part, place))

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.indicators

    @override
    def refresh(self) -> None:
        desk, uid, workbook = self._desk, self._uid, self._workbook
        ticket = Ticket("正在测算……")
        self.read(lambda: _gather(desk, uid, workbook), self._show, ticket=ticket)

    def _show(self, found: _Found) -> None:
        self.measured = found.measured
        kept = found.measured.kept if found.measured else None
        self._uid = kept.uid if kept else ""
        self.parts.years.show_kept(found.kept, found.chart)
        self.parts.standards.show_standards(found.standards)
        self.parts.plan.show_plan(found.plan)
        self.plan_acts.assessment = self._uid
        if found.measured is not None:
            self._show_measured(found.measured)
        else:
            self.verdict.setText(_NOTHING_YET)
        if found.fault is not None:
            self.show_error(found.fault)
        self._offer()

    def _show_measured(self, measured: Measured) -> None:
        for part in (self.parts.schools, self.parts.county, self.parts.failing):
            part.show_measured(measured)
        summary = summary_of(measured.found)
        stages = "，".join(
            f"{SCHOOL_STAGE_LABEL[stage]}通过 {one.share.text}"
            for stage, one in summary.stages.items()
        )
        verdict = "✓ 达到优质均衡" if summary.passes else "✗ 没有达到优质均衡"
        kept = "" if measured.kept else "　还没有保存"
        self.verdict.setToolTip(f"测算编号 {measured.kept.number}" if measured.kept else "")
        self.verdict.setText(
            f"{measured.title}　{verdict}：达标学校 {summary.share.text}；{stages}。{kept}"
        )
        self._show_notes(measured)

    def _show_notes(self, measured: Measured) -> None:
        if not measured.notes:
            self.notice.hide()
            return
        named = "\n".join(note.sentence() for note in measured.notes[:_NOTES_SHOWN])
        more = len(measured.notes) - _NOTES_SHOWN
        self.notice.tell(f"{named}{f'　（另有 {more} 处）' if more > 0 else ''}", kind="warn")

    def _offer(self) -> None:
        """Let each button be pressed that has something to do, and show a part with content."""
        measured = self.measured
        self.keep.setEnabled(measured is not None and measured.kept is None)
        self.print.setEnabled(measured is not None)
        for place in _NEEDS_MEASURED:
            self.chips[place].setEnabled(measured is not None)
        if measured is None and self.parts.currentIndex() in _NEEDS_MEASURED:
            self.show_part(_STANDARDS)

    def show_part(self, place: int) -> None:
        """Show one part, and let the keyboard walk in it."""
        if not self.chips[place].isEnabled():
            return
        self.chips[place].setChecked(True)
        self.parts.setCurrentIndex(place)
        table = getattr(self.parts.currentWidget(), "table", None)
        if table is not None:
            table.setFocus()

    # -- choosing --------------------------------------------------------------------------------

    def ask_workbook(self) -> None:
        """Ask for a workbook and measure it."""
        path = ask.open_file(self, "选一份各校数据的工作簿", ask.WORKBOOKS)
        if path is not None:
            self.open_workbook(path)

    def open_workbook(self, path: Path) -> None:
        """Measure a workbook; one with bad cells is refused, and what was shown stays."""
        self._open("", path)

    def open_kept(self, uid: str) -> None:
        """Measure a kept assessment again."""
        self._open(uid, None)

    def _open(self, uid: str, workbook: Path | None) -> None:
        desk = self._desk

        def opened(found: _Found) -> None:
            fresh = self.measured is None
            self._uid, self._workbook = uid, workbook
            self.notice.hide()
            self._show(found)
            if fresh or self.parts.currentIndex() in {_YEARS, _STANDARDS}:
                self.show_part(0)

        ticket = Ticket("正在测算……")
        self.read(lambda: _gather(desk, uid, workbook), opened, ticket=ticket)

    # -- keeping ---------------------------------------------------------------------------------

    def ask_to_keep(self) -> None:
        """Ask for the year and keep what is shown."""
        if self.keep.isEnabled():
            year = str(clocks.today(self._desk.clock).year)
            self._ask_to_keep(KeepWords(year, ""))

    def _ask_to_keep(self, words: KeepWords, *, refused: str = "") -> None:
        path, wanted = self._workbook, ask_keep(self, words, refused=refused)
        if path is None or wanted is None:
            return

        def kept(made: Kept) -> None:
            self._uid, self._workbook = made.uid, None
            self.refresh()
            self.kit.events.said.emit(f"已存为 {made.number}。")

        def again(error: UserError) -> None:
            self._ask_to_keep(wanted, refused=error.sentence)

        self.write(
            lambda: self._desk.assessments.keep(path, year=wanted.year, name=wanted.name),
            kept,
            on_error=again,
        )

    def list_issues(self) -> None:
        """Put what falls short into the ledger."""
        uid = self._uid
        self.write(
            lambda: self._desk.standard_issues.of_assessment(uid),
            lambda taken: self.notice.tell(f"问题整改台账：{taken.sentence()}"),
        )

    # -- giving out ------------------------------------------------------------------------------

    def preview(self) -> None:
        """Show what the part in sight prints: the plan, the list of what fails, or everything."""
        place = self.parts.currentIndex()
        if place == _PLAN and self.parts.plan.print.isEnabled():
            self.kit.navigator.open(OpenPreview(wish=CreationPlanPrint(uid=self._uid)))
        elif place == _FAILING and self.parts.failing.print.isEnabled():
            self._preview(BalancePart.FAILING)
        elif self.measured is not None:
            self._preview(BalancePart.ALL)

    def _preview(self, part: BalancePart) -> None:
        wish = BalancePrint(uid=self._uid, workbook=self._workbook, part=part)
        self.kit.navigator.open(OpenPreview(wish=wish))

    def write_template(self) -> None:
        """Write the empty workbook."""
        target = ask.save_file(self, "空表存到哪里", "优质均衡测算表.xlsx", ask.EXCEL)
        if target is not None:
            self.read(lambda: self._desk.assessments.save_template(target), self.tell_written)

    # -- keys ------------------------------------------------------------------------------------

    @override
    def on_new(self) -> bool:
        if self.parts.currentIndex() != _PLAN:
            return False
        self.plan_acts.ask_to_add()
        return True

    def _on_delete(self) -> None:
        self._of_part({_PLAN: self.plan_acts.remove, _YEARS: self.year_acts.remove,
                       _STANDARDS: self.standard_acts.reset})  # fmt: skip

    def _on_undo(self) -> None:
        self._of_part({_PLAN: self.plan_acts.undo, _YEARS: self.year_acts.undo})

    def _of_part(self, acts: dict[int, Callable[[], None]]) -> None:
        act = acts.get(self.parts.currentIndex())
        if act is not None:
            act()

    @override
    def fitting(self, paths: Sequence[Path]) -> Path | None:
        return first_of(paths, _SUFFIXES)

    @override
    def take_file(self, path: Path) -> None:
        self.open_workbook(path)


def _gather(desk: Desk, uid: str, workbook: Path | None) -> _Found:
    """Return what the page shows: of a workbook, of the assessment of a uid, or of the newest."""
    kept = desk.assessments.kept()
    standing = {each.uid for each in kept}
    wanted = uid if uid in standing else kept[-1].uid if kept else ""
    chart = desk.assessments.pass_rates(kept)
    standards = desk.indicator_standards.standards()
    if workbook is not None:
        return _Found(desk.assessments.measure(workbook), None, None, kept, chart, standards)
    if not wanted:
        return _Found(None, None, None, kept, chart, standards)
    try:
        measured = desk.assessments.open(wanted)
    except UserError as fault:
        # A workbook that is gone hides neither the other years nor the standards.
        return _Found(None, fault, None, kept, chart, standards)
    return _Found(measured, None, desk.creation_plans.plan(wanted), kept, chart, standards)
