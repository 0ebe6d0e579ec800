"""发文字号登记: the numbers of one 机关代字 and year, and what is done with them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QHBoxLayout

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.number_register import NumberState, spans_of
from inspector_app.services.context import Role
from inspector_app.services.number_words import NumberRow, counted, findings_of, open_words, rows_of
from inspector_app.services.wishes import NumbersPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.numbers import ask_reservation, ask_series, ask_use
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenPreview
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.combo import Combo
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.services.number_lost import LostNumbers
    from inspector_app.services.number_reserving import Reserved
    from inspector_app.services.numbers import SeriesView, YearView
    from inspector_app.services.pack_sending import Laptop
    from inspector_app.ui.desk import Desk

_TITLE_COLUMN: Final = 4
_NOTHING: Final = (
    "还没有机关代字。有督导室的，号由督导室预留，接收下发以后列在这里；"
    "自己编号的，点“机关代字…”登记。没有登记的，打印文书时照样可以自己写文号。"
)


def _state(row: NumberRow) -> str:
    return f"▲ {row.state}" if row.line.troubles else row.state


def _ink(row: NumberRow) -> str:
    if row.line.troubles:
        return "bad"
    return "warn" if row.line.state is NumberState.GAP else ""


_COLUMNS: tuple[Column[NumberRow], ...] = (
    Column(title="文号", text=lambda row: row.number, value=lambda row: row.line.number.serial),
    Column(title="状态", text=_state, ink=_ink),
    Column(title="预留给", text=lambda row: row.reserved, tip=lambda row: row.reserved),
    Column(title="使用人", text=lambda row: row.user),
    Column(title="文书", text=lambda row: row.title, tip=lambda row: row.title),
    Column(title="主送", text=lambda row: row.addressee, tip=lambda row: row.addressee),
    Column(title="日期", text=lambda row: row.day),
    Column(title="摘要", text=lambda row: row.digest, tip=lambda _row: "留底的 SHA-256 前八位"),
    Column(title="说明", text=lambda row: row.remark, tip=lambda row: row.remark, ink=_ink),
)


class _Found(NamedTuple):
    """What the page shows; ``view`` is None where nothing is known yet."""

    series: tuple[SeriesView, ...]
    view: YearView | None
    lost: tuple[LostNumbers, ...]


class NumbersPage(Page):
    """A series and a year above, its register below."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._series: tuple[SeriesView, ...] = ()
        self._view: YearView | None = None
        self._lost: tuple[LostNumbers, ...] = ()
        self._office = desk.settings.identity().role is Role.OFFICE
        self._build()
        self._connect()

    def _build(self) -> None:
        self.reserve = button(
            "预留…", kind="primary", tip="Ctrl+Return：给一台督学电脑几个号，下发"
        )
        self.reserve.setVisible(self._office)
        self.use = button("登记使用…", tip="Ctrl+N：程序以外制发的文件用了哪个号")
        self.void = button("作废…", tip="Delete：选中的号不再用，或用了它的文书作废")
        self.lost = button("停用电脑的号…", tip="停用、丢失的电脑没有用的号，一次全部作废")
        self.lost.setVisible(False)
        self.keep = button("机关代字…", tip="登记一个代字，或改选中的用于哪些文书")
        self.print = button("打印…", tip="Ctrl+P：先预览，再打印，或存为 PDF、Word、Excel")
        acts = (self.reserve, self.use, self.void, self.lost, self.keep, self.print)
        self.box.addLayout(header("发文字号登记", *acts))
        self.box.addWidget(self.notice)
        self.code, self.year = Combo("机关代字"), Combo("年份")
        self.told = label("", kind="soft")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.code)
        line.addWidget(self.year)
        line.addWidget(self.told, 1)
        self.box.addLayout(line)
        self.findings = label("")
        self.findings.setWordWrap(True)
        self.box.addWidget(self.findings)
        self.model = RowsModel(_COLUMNS)
        self.table = Table("发文字号登记", self.model)
        self.table.stretch(_TITLE_COLUMN)
        self.box.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.reserve.clicked.connect(self.ask_to_reserve)
        self.use.clicked.connect(self.ask_to_use)
        self.void.clicked.connect(self.ask_to_void)
        self.lost.clicked.connect(self.ask_to_void_lost)
        self.keep.clicked.connect(self.ask_to_keep)
        self.print.clicked.connect(self.preview)
        self.code.activated.connect(lambda _place: self.refresh())
        self.year.activated.connect(lambda _place: self.refresh())
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._on_row())
        self.key("Ctrl+Return", self.ask_to_reserve)
        self.key("Delete", self.ask_to_void)
        self.key("Ctrl+P", self.preview)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.numbers or changes.inspectors

    @override
    def on_new(self) -> bool:
        self.ask_to_use()
        return True

    @override
    def refresh(self) -> None:
        code, year = self.code.currentText(), self.year.currentData() or 0
        numbers, lost = self._desk.numbers, self._desk.number_lost

        def found() -> _Found:
            series = numbers.series()
            known = [each.code for each in series]
            wanted = code if code in known else next(iter(known), "")
            return _Found(series, numbers.year(wanted, year) if wanted else None, lost.waiting())

        self.read(found, self._show)

    def _show(self, found: _Found) -> None:
        self._series, self._view, self._lost = found
        self.lost.setVisible(bool(found.lost))
        view = found.view
        self._fill(self.code, [each.code for each in found.series], view.code if view else "")
        chosen = self._chosen
        self._fill(self.year, chosen.years if chosen else (), view.year if view else 0)
        show_rows(self.table, self.model, rows_of(view) if view else ())
        self.told.setText(self._told(view))
        said = [*findings_of(view), *open_words(view)] if view else [_NOTHING]
        said = [*(f"△ {each.words}。" for each in found.lost), *said]
        self.findings.setText("\n".join(said))
        self.findings.setVisible(bool(said))
        for part in (self.code, self.year):
            part.setVisible(view is not None)
        self.reserve.setEnabled(chosen is not None and chosen.kept_here)
        self.print.setEnabled(bool(view and view.lines))
        self._on_row()

    def _told(self, view: YearView | None) -> str:
        chosen = self._chosen
        if view is None or chosen is None:
            return ""
        after = f"　下一个号 {chosen.next}" if chosen.next else ""
        few = f"　△ {chosen.few}" if chosen.few and view.year == self._today().year else ""
        return f"{counted(view)}{after}{few}"

    @staticmethod
    def _fill(combo: Combo, values: object, current: object) -> None:
        combo.clear()
        for each in values if isinstance(values, list | tuple) else ():
            combo.addItem(f"{each} 年" if isinstance(each, int) else str(each), each)
        combo.setCurrentIndex(combo.findData(current))

    @property
    def _chosen(self) -> SeriesView | None:
        code = self._view.code if self._view else ""
        return next((each for each in self._series if each.code == code), None)

    def _on_row(self) -> None:
        row = chosen_row(self.table, self.model)
        self.void.setEnabled(row is not None and row.line.void is None)

    def _today(self) -> date:
        return clocks.today(self._desk.clock)

    # -- acts ------------------------------------------------------------------------------------

    def preview(self) -> None:
        """Show the register as it prints."""
        if self._view is not None and self._view.lines:
            wish = NumbersPrint(code=self._view.code, year=self._view.year)
            self.kit.navigator.open(OpenPreview(wish=wish))

    def ask_to_keep(self) -> None:
        """Ask which 机关代字 is kept, or what the chosen one is for."""
        chosen = self._chosen
        known = chosen if chosen is not None and chosen.kept_here else None
        kinds = known.series.kinds if known and known.series else ()
        order = ask_series(self, code=known.code if known else "", kinds=kinds)
        if order is not None:
            self.write(
                lambda: self._desk.numbers.keep_series(order.code, order.kinds, first=order.first),
                lambda _changes: self.notice.tell(f"已登记机关代字“{order.code}”。"),
            )

    def ask_to_use(self) -> None:
        """Ask what a number was used for outside the program."""
        chosen = self._chosen
        order = ask_use(self, chosen.next if chosen else "", today=self._today())
        if order is not None:
            self.write(
                lambda: self._desk.numbers.use(
                    order.number, title=order.title, addressee=order.addressee, day=order.day
                ),
                lambda _changes: self.notice.tell(f"已登记 {order.number}。"),
            )

    def ask_to_void(self) -> None:
        """Ask why the chosen number is void."""
        row = chosen_row(self.table, self.model)
        if row is None or row.line.void is not None:
            return
        used = f"用了它的“{row.title}”也就作废。" if row.title else ""
        text = f"{used}作废以后这个号不能再用，登记照旧留着。"
        said = ask.reason(self, f"作废 {row.number}", text, yes="作废", name="原因")
        if said is not None:
            self.write(
                lambda: self._desk.numbers.void(row.number, reason=said),
                lambda _changes: self.notice.tell(f"已作废 {row.number}。"),
            )

    def ask_to_void_lost(self) -> None:
        """Ask why the numbers of the first such laptop are void; the next one is offered then."""
        if not self._lost:
            return
        lost = self._lost[0]
        text = f"{lost.words}。作废以后不能再用，登记照旧留着；以后发现已经用了的会点名。"
        begun = f"电脑停用：{lost.laptop.reason}" if lost.laptop.reason else ""
        why = ask.reason(self, "作废停用电脑的号", text, yes="全部作废", name="原因", begun=begun)
        if why is not None:
            self.write(
                lambda: self._desk.number_lost.void(lost.laptop.chain, reason=why),
                lambda _done: self.notice.tell(f"已作废 {lost.who}的 {lost.count} 个文号。"),
            )

    def ask_to_reserve(self) -> None:
        """Ask how many numbers go to which laptop."""
        if self.reserve.isEnabled() and not self.reserve.isHidden():
            self.read(self._desk.pack_desk.laptops, self._reserve)

    def _reserve(self, laptops: tuple[Laptop, ...]) -> None:
        chosen = self._chosen
        assert chosen is not None
        order = ask_reservation(self, chosen.code, first=chosen.next, laptops=laptops)
        if order is not None:
            self.write(
                lambda: self._desk.number_reserving.reserve(
                    chosen.code, order.many, to=order.laptop.chain
                ),
                self._reserved,
            )

    def _reserved(self, done: Reserved) -> None:
        told, sent = done.told, done.sent
        text = f"已给{done.laptop.words}预留 {spans_of(told.serials)}号。"
        if sent.placed:
            self.tell_file(f"{text}已放进共享文件夹。", sent.placed[-1].parent, action="打开文件夹")
        else:
            self.notice.tell(f"{text}{sent.problem}。".replace("。。", "。"), kind="warn")
