"""各区: the month of an office above others, down to the records; who has not reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.month import Month
from inspector_app.domain.table_groups import GROUPS
from inspector_app.services.wishes import DistrictsPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.lower_office import ask_lower_office
from inspector_app.ui.file_drop import ManyFilesPage
from inspector_app.ui.frozen_table import FrozenTable
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.district_rows import (
    BY,
    DISTRICT_COLUMNS,
    OTHER_DAYS,
    RECORD_COLUMNS,
    DistrictRow,
    district_rows,
)
from inspector_app.ui.models.month_table import MonthModel
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.month_acts import MonthActs
from inspector_app.ui.navigator import OpenPreview, OpenVisit
from inspector_app.ui.page import Kit, header
from inspector_app.ui.row_tables import show_rows
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.group_chips import GroupChips
from inspector_app.ui.widgets.month_line import MonthLine
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.domain.month_edition import Edition
    from inspector_app.domain.month_life import MonthLife
    from inspector_app.domain.table_difference import Difference
    from inspector_app.domain.views import RecordLine
    from inspector_app.services.districts import DistrictsTable
    from inspector_app.services.months import MonthTable
    from inspector_app.services.office_scan import Scan
    from inspector_app.ui.desk import Desk

_HINT = "各区报来的；双击（或按 Enter）上面的一个数字看它背后的记录，双击一个区看哪几格不同。"
_NONE = (
    "本室还没有下级督导室。市、省督导室在这里登记下级（“登记下级…”），它们在自己的“上报上级”里申请加入、"
    "每月报来锁定的月统计；这里每区一行，最上面是合计，每一格都由各区的记录重新算过。"
    "区督导室看本区的用“月统计”，向市里报用“更多 › 上报上级”。"
)
_CELLS: tuple[Column[Difference], ...] = (
    Column(title="行", text=lambda cell: cell.row),
    Column(title="列", text=lambda cell: cell.label),
    Column(title="锁定的数", text=lambda cell: cell.before),
    Column(title="记录合计", text=lambda cell: cell.after),
)


class _Shown(NamedTuple):
    """Everything that the page shows of a month."""

    table: MonthTable
    life: MonthLife
    found: DistrictsTable
    edition: Edition | None


class DistrictsPage(ManyFilesPage):
    """The table above, the districts below; a list takes the place of these while it is read."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self.month: Month = desk.months.under_way()
        self._seen: _Shown | None = None
        self._group = 0
        self._build()
        self._connect()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.shown = MonthLine(self.month, latest=self.month)
        self.take_in = button("收件…", tip="Ctrl+O：选放着上报文件的文件夹；也可以拖到这里")
        self.dun = button("复制催报", tip="还没有报来的，可以直接粘贴到群里")
        self.pdf = button("打印…", tip="Ctrl+P：先预览，再打印，或存为 PDF、Word")
        self.xlsx = button("导出 Excel…", tip="Ctrl+S")
        self.add = button("登记下级…", tip="Ctrl+Shift+N：登记以后它才能申请加入")
        self.remove = button("取消登记…", tip="Ctrl+Shift+D：登记错了的下级；它报来的留着，不计入")
        acts = (self.shown, self.take_in, self.dun, self.pdf, self.xlsx, self.add, self.remove)
        self.box.addLayout(header("各区", *acts))
        self.acts = MonthActs(self, self._desk)
        # What people report is compared under 收件; here districts are.
        self.acts.steps_for_districts()
        self.box.addWidget(self.acts.steps)
        self.box.addWidget(self.notice)
        self.told = label("", kind="small")
        self.told.setWordWrap(True)
        self.box.addWidget(self.told)
        self.box.addLayout(self._group_buttons())
        self.model = MonthModel()
        self.table = FrozenTable("各区月统计表", self.model)
        self.acts.notes.watch(self.model)
        self.box.addWidget(self.table, 3)
        self.nothing = label(_NONE, kind="soft")
        self.nothing.setWordWrap(True)
        self.box.addWidget(self.nothing)
        self._build_below()

    def _build_below(self) -> None:
        self.back = button("‹ 回到各区", kind="link", tip="Esc")
        self.below_title = label(_HINT, kind="soft")
        line = QHBoxLayout()
        line.addWidget(self.back)
        line.addWidget(self.below_title, 1)
        self.box.addLayout(line)
        self.rows: RowsModel[DistrictRow] = RowsModel(DISTRICT_COLUMNS)
        self.list = Table("各区报来的", self.rows)
        self.behind: RowsModel[RecordLine] = RowsModel(RECORD_COLUMNS)
        self.records = Table("数字背后的记录", self.behind)
        self.records.stretch(3)
        self._cells: RowsModel[Difference] = RowsModel(_CELLS)
        self.unlike = Table("锁定的数与记录合计不同的格", self._cells)
        self.unlike.stretch(1)
        self._below: tuple[QWidget, ...] = (
            self.list, self.records, self.unlike, *self.acts.lists,
        )  # fmt: skip
        # Before anything is read, the page would need the room of all of them, and grow the window.
        for each in self._below:
            each.setVisible(each is self.list)
            self.box.addWidget(each, 3)

    def _group_buttons(self) -> QHBoxLayout:
        chips = GroupChips((title for title, _ in GROUPS), picked=self.show_group)
        self.groups = chips.buttons
        self.by_district = button("每区一行", kind="chip", tip="Ctrl+T：下级是市的，也按区各列一行")
        self.by_district.setCheckable(True)
        row = QHBoxLayout()
        row.addWidget(chips, 1)
        row.addWidget(self.by_district)
        return row

    def _connect(self) -> None:
        self.shown.picked.connect(self.open_month)
        self.take_in.clicked.connect(self.ask_for_folder)
        self.dun.clicked.connect(self.copy_dunning)
        self.pdf.clicked.connect(self.preview)
        self.xlsx.clicked.connect(self.export)
        self.add.clicked.connect(self.add_lower)
        self.remove.clicked.connect(self.remove_lower)
        self.by_district.toggled.connect(lambda _on: self.refresh())
        self.back.clicked.connect(self.go_back)
        self.table.opened.connect(self._on_number)
        self.table.main.selectionModel().currentChanged.connect(self.acts.notes.choose)
        self.list.opened.connect(self._on_district)
        self.records.opened.connect(self._on_record)
        self.acts.asked.connect(self._show_below)
        for keys, slot in (
            ("Ctrl+O", self.ask_for_folder), ("Ctrl+P", self.preview), ("Ctrl+S", self.export),
            ("Ctrl+T", self.by_district.toggle), ("Esc", self.go_back),
            ("Ctrl+Shift+N", self.add_lower), ("Ctrl+Shift+D", self.remove_lower),
        ):  # fmt: skip
            self.key(keys, slot)
        for place in range(len(GROUPS)):
            self.key(f"Ctrl+{place + 1}", partial(self.show_group, place))

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.bundles or changes.inspectors or changes.visits or changes.settings

    def open_month(self, month: Month) -> None:
        """Show that month."""
        self.month = month
        self.refresh()

    @override
    def refresh(self) -> None:
        month, each = self.month, self.by_district.isChecked()
        self.shown.show_month(month)

        def read() -> _Shown | None:
            if not self._desk.districts.has_lower():
                return None
            table, life = self._desk.month_life.seen(month)
            found = self._desk.districts.table(month, of_districts=each)
            editions = self._desk.month_editions.all(month)
            return _Shown(table, life, found, editions[-1] if editions else None)

        self.read(read, self._show, ticket=Ticket(f"正在统计{month.title}……"))

    def _show(self, seen: _Shown | None) -> None:
        before, self._seen = self._seen, seen
        for widget in (
            self.shown, self.told, self.table, self.acts.steps, self.list, self.take_in, self.dun,
            self.pdf, self.xlsx, self.by_district, self.below_title, self.remove, *self.groups,
        ):  # fmt: skip
            widget.setVisible(seen is not None)
        self.nothing.setVisible(seen is None)
        if seen is None:
            self._show_below(self.nothing, "")
            return
        if seen.found.month != self.month:
            return
        self.acts.show_life(seen.table, seen.life)
        self.by_district.setVisible(any(each.of_units for each in seen.found.districts))
        self._show_table(seen)
        self.dun.setEnabled(bool(seen.found.dunning))
        words = [*((seen.edition.face,) if seen.edition else ()), *seen.found.told]
        self.told.setText("　│　".join(words))
        show_rows(self.list, self.rows, tuple(district_rows(seen.found)))
        districts = seen.found.districts
        self.list.setColumnHidden(OTHER_DAYS, not any(each.other_days for each in districts))
        self.list.setColumnHidden(BY, not any(each.of_units for each in districts))
        # A list that is being read stays when something of its own month has changed.
        if before is None or before.found.month != seen.found.month:
            self.show_districts()

    def _show_table(self, seen: _Shown) -> None:
        table = seen.table
        if self.by_district.isChecked():
            units = replace(seen.found.table, inspectors={})
            table = replace(table, table=units, inspectors=(), deviations=())
        chosen = self.table.main.currentIndex()
        at = chosen.row(), chosen.column()
        self.model.show(table, group=self._group)
        self.table.fit(at)

    def show_group(self, place: int) -> None:
        """Show one group of columns."""
        self._group = place
        self.groups[place].setChecked(True)
        if self._seen is not None:
            self._show_table(self._seen)

    def show_districts(self) -> None:
        """Show below who has reported what."""
        if self._seen is not None:
            self._show_below(self.list, _HINT)

    def go_back(self) -> None:
        """Leave the list that was read for the districts."""
        self.show_districts()
        self.list.setFocus()

    def _show_below(self, wanted: QWidget, words: str) -> None:
        for each in self._below:
            each.setVisible(each is wanted)
        self.back.setVisible(wanted is not self.list and self._seen is not None)
        self.below_title.setText(words)

    # -- what stands behind ----------------------------------------------------------------------

    def _on_number(self, index: QModelIndex) -> None:
        title, uids = self.model.behind(index)
        month = self.month

        def show(lines: tuple[RecordLine, ...]) -> None:
            self.behind.show(lines)
            told = f"{title}　背后有 {len(uids)} 条；要看原文，凭编号向区里要"
            self._show_below(self.records, told)
            self.records.setFocus()

        self.read(lambda: self._desk.months.behind(uids, month=month), show)

    def _on_record(self, index: QModelIndex) -> None:
        line = self.behind.rows[index.row()]
        if line.visit_uid:
            self.kit.navigator.open(OpenVisit(uid=line.visit_uid))

    def _on_district(self, index: QModelIndex) -> None:
        row = self.rows.rows[index.row()]
        if row.removed:
            self.notice.tell(f"{row.name}已取消登记，它报来的留着，不计入；要计入的，再登记一次。")
        elif row.found is None:
            self.copy_dunning()
        elif row.found.unlike:
            self._cells.show(row.found.unlike)
            many = len(row.found.unlike)
            told = f"{row.name}：锁定以后更正过记录，{many} 格与锁定的数不同；上面的表按记录算"
            self._show_below(self.unlike, told)
            self.unlike.setFocus()
        else:
            self.notice.tell(f"{row.name}：锁定的数与记录逐格相符。")

    # -- doing -----------------------------------------------------------------------------------

    def ask_for_folder(self) -> None:
        """Ask for a folder and take in what is in it."""
        folder = ask.folder(self, "收哪个文件夹里的上报文件")
        if folder is not None:
            self.take_files((folder,))

    @override
    def take_files(self, paths: Sequence[Path]) -> None:
        self.write(
            lambda: self._desk.office_desk.scan(paths), self._on_scan,
            ticket=Ticket("正在收件、核对……"),
        )  # fmt: skip

    def _on_scan(self, scan: Scan) -> None:
        bad = [f"{x.file}：{x.code} {x.sentence}" for x in scan.lines if x.code not in {"", "I80"}]
        taken = sum(x.outcome.value == "taken" for x in scan.lines)
        told = [f"收下 {taken} 个文件。" if taken else "没有找到可以收的新文件。", *bad]
        text = "\n".join([*told, *scan.warnings])
        if scan.receipts:
            self.tell_file(text, scan.receipts[-1].parents[1], action="打开回执")
        else:
            self.notice.tell(text, kind="warn" if bad else "")
        self.refresh()

    def copy_dunning(self) -> None:
        """Put on the clipboard who has not reported, ready to be pasted."""
        if self._seen is not None and self._seen.found.dunning:
            QGuiApplication.clipboard().setText(self._seen.found.dunning)
            self.notice.tell(f"已复制，可以直接粘贴：\n{self._seen.found.dunning}")

    def preview(self) -> None:
        """Show the table as it prints."""
        if self._seen is not None:
            wish = DistrictsPrint(month=self.month, of_districts=self.by_district.isChecked())
            self.kit.navigator.open(OpenPreview(wish=wish))

    def export(self) -> None:
        """Write the table as an Excel file."""
        if self._seen is None:
            return
        month, each = self.month, self.by_district.isChecked()
        target = ask.save_file(self, "把表格存到哪里", f"各区月统计表 {month}.xlsx", ask.EXCEL)
        if target is not None:
            self.read(
                lambda: self._desk.district_sheets.write(target, month, of_districts=each),
                self.tell_written, ticket=Ticket("正在导出……"),
            )  # fmt: skip

    def add_lower(self) -> None:
        """Ask which office below may join, and let it."""
        wanted = ask_lower_office(self)
        if wanted is not None:
            self.write(
                lambda: self._desk.districts.add(wanted.code, wanted.name),
                lambda _changes: self.notice.tell(
                    f"已登记下级督导室 {wanted.name}（{wanted.code}）；它写出申请以后，"
                    "在“人员与电脑登记”里核对、签发名册。"
                ),
            )

    def remove_lower(self) -> None:
        """Ask why the chosen office below was registered by mistake, and take it off."""
        index = self.list.currentIndex()
        row = self.rows.rows[index.row()] if index.isValid() else None
        if row is None or row.removed:
            self.notice.tell("请先在下面选中登记错了的那一家下级，再按“取消登记…”。", kind="warn")
            return
        office, code = row.office, row.code
        said = ask.reason(
            self, "取消登记",
            f"取消登记{office}（{code}）以后，它不再列为未报；已经报来的留着，不再计入。"
            "已锁定的月份里有它的，不能取消。",
            yes="取消登记",
        )  # fmt: skip
        if said is not None:
            self.write(
                lambda: self._desk.districts.remove(code, reason=said),
                lambda _changes: self.notice.tell(
                    f"已取消登记{office}（{code}）；它的电脑还在名册里的，"
                    "请在“人员与电脑登记”停用。"
                ),
            )
