"""The steps of a month on its page: what waits, and what is done next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget

from inspector_app.domain.labels.months import GAP_LABEL
from inspector_app.domain.month_life import left_out, left_out_told, undecided, undecided_told
from inspector_app.domain.month_steps import GapKind, MonthState, MonthStep
from inspector_app.services.context import Role
from inspector_app.ui.dialogs import ask
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.month_notes import MonthNotes
from inspector_app.ui.navigator import OpenDistricts, OpenHandOver, OpenReceiving, OpenVisit
from inspector_app.ui.theme import button
from inspector_app.ui.widgets.month_steps import MonthSteps
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.domain.late_entries import LateEntry, LateMonth
    from inspector_app.domain.month_edition import Edition
    from inspector_app.domain.month_life import MonthGap, MonthLife
    from inspector_app.domain.table_difference import Difference
    from inspector_app.services.month_life import Checked
    from inspector_app.services.months import MonthTable
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.navigator import Request
    from inspector_app.ui.page import Page

_FIELD_OF: Final = {GapKind.HOLIDAY: "date", GapKind.LATE: "date"}
_ELSEWHERE: Final[Mapping[GapKind, Request]] = {
    GapKind.DISTRICT: OpenDistricts(),
    GapKind.QUESTION: OpenReceiving(tab="questions"),
    GapKind.OBJECTED: OpenReceiving(tab="typed"),
}
_GAPS: tuple[Column[MonthGap], ...] = (
    Column(title="种类", text=lambda gap: GAP_LABEL[gap.kind]),
    Column(title="编号", text=lambda gap: gap.number),
    Column(title="怎么了", text=lambda gap: gap.what),
    Column(title="怎么办", text=lambda gap: gap.remedy),
)
_CELLS: tuple[Column[Difference], ...] = (
    Column(title="行", text=lambda cell: cell.row),
    Column(title="列", text=lambda cell: cell.label),
    Column(title="固定的表", text=lambda cell: cell.before),
    Column(title="现有记录", text=lambda cell: cell.after),
    Column(title="增减", text=lambda cell: "" if cell.more is None else f"{cell.more:+d}"),
)
_Late = tuple["LateMonth", "LateEntry"]
_LATE: tuple[Column[_Late], ...] = (
    Column(title="种类", text=lambda row: row[1].item.word),
    Column(title="所属月份", text=lambda row: row[0].of.title),
    Column(title="事项", text=lambda row: row[1].item.about),
    Column(title="日期", text=lambda row: str(row[1].line.day or "") if row[1].line else ""),
    Column(title="学校", text=lambda row: row[1].line.school_name if row[1].line else ""),
    Column(title="编号", text=lambda row: row[1].line.number if row[1].line else ""),
    Column(title="现在", text=lambda row: row[1].standing),
)


class MonthActs(QObject):
    """The line of steps and the lists below the table that belong to it.

    Signals:
        asked(QWidget, str): one of the lists is to be shown, under these words.
    """

    asked = Signal(object, str)

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self._office = desk.settings.identity().role is Role.OFFICE
        self.life: MonthLife | None = None
        self._names: dict[str, str] = {}
        self._schools: dict[str, str] = {}
        self.gaps_button = button("待核对", kind="chip", tip="Ctrl+G：回车打开要补的地方")
        self.cells_button = button("看差别", kind="chip", tip="Ctrl+D：固定的表和现有记录，逐格比")
        self.late_button = button("补报、更正", kind="chip", tip="Ctrl+B：属于以前月份的记录")
        self.correct_button = button("更正…", tip="写明理由；更正记录，表不改，下月列出")
        self.edition_button = button("出一版…", tip="Ctrl+E：固定现在的数字，编号，可以未齐")
        self.check_button = button("月报核对", kind="chip", tip="Ctrl+K：各人月报与记录逐项对照")
        self._compares_people = self._office
        self.check_button.setVisible(self._office)
        self.notes = MonthNotes(page, desk)
        self.steps = MonthSteps(
            self.late_button, self.cells_button, self.gaps_button, self.check_button,
            self.correct_button,
            self.notes.button, self.edition_button,
        )  # fmt: skip
        self._gaps: RowsModel[MonthGap] = RowsModel(_GAPS)
        self._cells: RowsModel[Difference] = RowsModel(_CELLS)
        self._late: RowsModel[_Late] = RowsModel(_LATE)
        self.gaps = Table("待核对", self._gaps)
        self.cells = Table("固定的表和现有记录的差别", self._cells)
        self.late = Table("补报、更正", self._late)
        self.gaps.stretch(3)
        self.cells.stretch(1)
        self.late.stretch(4)
        self._connect()

    def _connect(self) -> None:
        self.steps.stepped.connect(self._on_step)
        self.gaps.opened.connect(self._on_gap)
        self.late.opened.connect(self._on_late)
        for made, key, slot in (
            (self.gaps_button, "Ctrl+G", self.show_gaps),
            (self.cells_button, "Ctrl+D", self.show_cells),
            (self.late_button, "Ctrl+B", self.show_late),
            (self.edition_button, "Ctrl+E", self.issue),
            (self.check_button, "Ctrl+K", self.open_check),
        ):
            made.clicked.connect(slot)
            self._page.key(key, slot)
        self.correct_button.clicked.connect(self.correct)
        self._page.key("Ctrl+Return", self.steps.step)

    @property
    def lists(self) -> tuple[QWidget, ...]:
        """The lists, of which at most one is shown."""
        return self.gaps, self.cells, self.late

    def steps_for_districts(self) -> None:
        """Leave out what is about people, where districts are looked at."""
        self._compares_people = False
        self.check_button.hide()

    def show_life(self, found: MonthTable, life: MonthLife) -> None:
        """Show how far the month has come and what it offers."""
        self.life = life
        self._names = {person.id: person.name for person in found.inspectors}
        self._schools = found.school_names
        self.notes.show(found)
        self.steps.show_life(life, reports=not self._office)
        self._gaps.show(life.gaps)
        self._late.show(tuple((month, entry) for month in found.late for entry in month.entries))
        self.gaps_button.setText(f"待核对 {len(life.gaps)} 处")
        self.gaps_button.setVisible(bool(life.gaps) and not life.state.frozen)
        self.cells_button.setVisible(found.locked and found.changed)
        self.late_button.setText(f"补报、更正 {self._late.rowCount()} 条")
        self.late_button.setVisible(bool(found.late))
        above = found.made_of is not None
        # What people report is compared under 收件; what districts report, under 各区.
        self.check_button.setVisible(self._compares_people and not (above and not found.inspectors))
        # Above districts records are corrected below, and an edition tells what came of it.
        self.correct_button.setVisible(life.state.frozen and not (above and not found.inspectors))
        self.edition_button.setVisible(
            self._office and (not life.state.frozen or (above and found.changed))
        )

    # -- lists -----------------------------------------------------------------------------------

    def show_gaps(self) -> None:
        """List what waits."""
        if self._gaps.rows:
            self.asked.emit(self.gaps, f"待核对 {len(self._gaps.rows)} 处；回车打开要补的地方。")

    def show_cells(self) -> None:
        """List the cells that records count otherwise by now."""
        life = self.life
        if life is not None and not self.cells_button.isHidden():
            self._page.read(lambda: self._desk.months.differences(life.month), self._show_cells)

    def _show_cells(self, cells: tuple[Difference, ...]) -> None:
        self._list_cells(cells)
        self.asked.emit(self.cells, f"现有记录和固定的表有 {len(cells)} 格不同；固定的表不改。")

    def _list_cells(self, cells: tuple[Difference, ...]) -> None:
        self._cells.show(tuple(c.named(self._names, self._schools) for c in cells))

    def open_check(self) -> None:
        """Open what was reported for the month beside the records."""
        if not self.check_button.isHidden() and self.life is not None:
            self._page.kit.navigator.open(OpenReceiving(check=self.life.month))

    def show_late(self) -> None:
        """List what the table tells of earlier months."""
        if self._late.rows:
            self.asked.emit(self.late, "属于以前月份的记录，不计入本月各列；回车打开记录。")

    def _on_gap(self, index: QModelIndex) -> None:
        gap = self._gaps.rows[index.row()]
        if gap.kind in _ELSEWHERE:
            self._page.kit.navigator.open(_ELSEWHERE[gap.kind])
            return
        field = _FIELD_OF.get(gap.kind, "")
        self._page.kit.navigator.open(OpenVisit(uid=gap.visit_uid, field=field))

    def _on_late(self, index: QModelIndex) -> None:
        _, entry = self._late.rows[index.row()]
        if entry.line is not None and entry.line.visit_uid:
            self._page.kit.navigator.open(OpenVisit(uid=entry.line.visit_uid))

    # -- steps -----------------------------------------------------------------------------------

    def _on_step(self, step: MonthStep) -> None:
        life = self.life
        if life is None:
            return
        month, service = life.month, self._desk.month_life
        if step is MonthStep.HANDED_OVER:
            self._page.kit.navigator.open(OpenHandOver(month=month))
        elif step is MonthStep.CHECKED:
            self._page.write(lambda: service.check(month), self._on_checked)
        elif step is MonthStep.COMPILED:
            self._page.write(lambda: service.compile(month))
        elif self._sure(life):
            # What it lacks was told, and answered with yes.
            self._page.write(lambda: service.lock(month, anyway=True))

    def _on_checked(self, told: Checked) -> None:
        if told.gaps:
            self.show_gaps()
            self.gaps.setFocus()
        else:
            self._page.notice.tell("核对过了：没有草稿、迟报、无时限和待对应的记录。")

    def _sure(self, life: MonthLife) -> bool:
        above = life.absent_offices
        later = "以后报来的出新的一版" if above else "以后交来的在下月作补报"
        absent = f"{life.absent_words}，{later}。" if life.absent_words else ""
        waits = f"还有 {len(life.gaps)} 处待核对。" if life.gaps else ""
        missing = "" if life.state.frozen else left_out_told(left_out(life.gaps))
        lacks = f"注意：{missing}，现在锁定，这张表里就没有它们。" if missing else ""
        settle = "" if life.state.frozen else undecided_told(undecided(life.gaps))
        owed = f"注意：{settle}，照现在的计入。" if settle else ""
        handed = (
            "" if life.state is MonthState.HANDED_OVER or self._office else "这个月还没有上报。"
        )
        for_good = "锁定后表里的数字不再变；以后的记录在下月作补报、更正。"
        title = f"锁定{life.month.title}"
        return ask.confirm(
            self._page, title, f"{absent}{lacks}{owed}{waits}{handed}{for_good}", yes="锁定"
        )

    def correct(self) -> None:
        """Open the 更正 of a month whose figures are kept."""
        life = self.life
        if life is None:
            return
        why = ask.reason(
            self._page, f"更正{life.month.title}",
            "固定的表不改。写明理由后去更正记录：双击数字，打开记录，点“更正”；定稿后列在下月的表里。",
            yes="开始更正",
        )  # fmt: skip
        if why is not None:
            self._page.write(
                lambda: self._desk.month_life.correct(life.month, reason=why),
                lambda _: self._page.notice.tell(
                    "已开始更正：双击数字，打开要改的记录，点“更正”。"
                ),
            )

    def issue(self) -> None:
        """Issue the next edition of the district's month."""
        life = self.life
        if life is None or self.edition_button.isHidden():
            return
        self._page.write(lambda: self._desk.month_editions.issue(life.month), self._on_issued)

    def _on_issued(self, made: Edition) -> None:
        self._page.refresh()
        self._list_cells(made.differences)
        self._page.notice.tell(f"已出{made.face}，数字校验码 {made.check_code}。")
        if made.differences:
            before = "锁定的表" if made.since_lock else f"第{made.number - 1}版"
            self.asked.emit(self.cells, f"和{before}有 {len(made.differences)} 格不同。")
