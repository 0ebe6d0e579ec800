"""督导记录: the list, and the recycle bin."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.labels.visits import (
    SESSION_LABEL,
    VISIT_TYPE_LABEL,
    source_words,
    state_words,
)
from inspector_app.domain.month import Month
from inspector_app.ui.dialogs import ask
from inspector_app.ui.export import export_button
from inspector_app.ui.file_drop import FileDropPage
from inspector_app.ui.joint_desk import WaitingEntries, ask_for_joint, take_over
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import GoTo, OpenPreview, OpenRecycleBin, OpenVisit, Place
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.row_tables import chosen_row
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.month_line import MonthLine
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.domain.views import VisitSummary
    from inspector_app.ui.desk import Desk


_NO_RECORDS = "这个月还没有记录。按 Ctrl+N 新建一份，或看“各月”。"
_NEWEST = "最近 500 份"


def _state(row: VisitSummary) -> str:
    revision = f" 第{row.revision}版" if row.revision > 1 else ""
    late = " 迟报" if row.late and row.joint is None else ""
    source = f" {source_words(row.source, row.scan, row.said)}" if row.source else ""
    return f"{state_words(row.status, row.joint, merged=row.merged)}{revision}{late}{source}"


_COLUMNS: tuple[Column[VisitSummary], ...] = (
    Column(title="日期", text=lambda v: str(v.visited_on or ""), value=lambda v: v.visited_on),
    Column(title="时段", text=lambda v: SESSION_LABEL[v.session] if v.session else ""),
    Column(title="学校", text=lambda v: v.school_name or "（未选学校）"),
    Column(title="类型", text=lambda v: VISIT_TYPE_LABEL[v.type] if v.type else ""),
    Column(title="责任督学", text=lambda v: v.lead_name),
    Column(title="同行", text=lambda v: "、".join(v.peer_names)),
    Column(title="状态", text=_state),
    Column(
        title="问题",
        text=lambda v: str(v.issues or ""),
        right=True,
        value=lambda v: v.issues or None,
    ),
    Column(
        title="听课",
        text=lambda v: str(v.lessons or ""),
        right=True,
        value=lambda v: v.lessons or None,
    ),
    Column(
        title="照片",
        text=lambda v: str(v.photos or ""),
        right=True,
        value=lambda v: v.photos or None,
    ),
    Column(title="记录编号", text=lambda v: v.number),
)


class VisitsPage(FileDropPage):
    """The records of one month, or of all times."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        today = Month.of(clocks.today(desk.clock))
        self.month: Month | None = today
        self._count = label("", kind="soft")
        self.shown = MonthLine(today, latest=today)
        self.everything = button("各月")
        self.mine = button("只看我的", kind="chip", tip="只列我主责或同行的记录")
        self.mine.setCheckable(True)
        self.mine.setChecked(bool(desk.settings.identity().inspector_id))
        self.mine.setVisible(self.mine.isChecked())
        self.print = button("打印本月…", tip="Ctrl+P：预览并打印这个月已定稿的记录")
        bin_ = button("回收站")
        self.joint = button("同行…", tip="收取责任督学交来的记录，或先做同行登记")
        self.waiting = WaitingEntries()
        self.model = RowsModel(_COLUMNS)
        self.table = Table("督导记录", self.model)
        self.table.stretch(2)
        export = export_button(self, self.table, self._title)
        self.box.addLayout(
            header(
                "督导记录",
                self._count,
                self.shown,
                self.everything,
                self.joint,
                bin_,
                self.print,
                export,
                self.mine,
            )
        )
        self.box.addWidget(self.notice)
        self.box.addWidget(self.waiting)
        self.box.addWidget(self.table, 1)
        self.setAcceptDrops(True)
        bin_.clicked.connect(lambda: kit.navigator.open(OpenRecycleBin()))
        self._connect()

    def _connect(self) -> None:
        self.joint.clicked.connect(lambda: ask_for_joint(self, self._desk))
        self.waiting.matched.connect(self._on_matched)
        self.shown.picked.connect(self._on_month)
        self.everything.clicked.connect(self._on_all)
        self.print.clicked.connect(self.print_month)
        self.key("Ctrl+P", self.print_month)
        self.mine.toggled.connect(lambda _on: self.refresh())
        self.table.opened.connect(self._on_open)

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.visits or changes.issues or changes.lessons or changes.photos

    @override
    def refresh(self) -> None:
        month = self.month
        limit = -1 if month else 500
        self.print.setEnabled(month is not None)
        me = self._desk.settings.identity().inspector_id if self.mine.isChecked() else None
        if month is not None:
            self.shown.show_month(month)
        else:
            self.shown.show_month(self.shown.month, words=_NEWEST)
        self.read(
            lambda: self._desk.visits.list(month=month, inspector_id=me, limit=limit), self._show
        )
        self.read(self._desk.joint_matches.waiting, self.waiting.show_waiting)

    def _on_matched(self, entry_uid: str, record_uid: str) -> None:
        self.write(lambda: self._desk.joint_matches.merge(entry_uid, record_uid))

    @override
    def fitting(self, paths: Sequence[Path]) -> Path | None:
        known = len(paths) == 1 and paths[0].suffix.lower() in {".zip", ".age"}
        return paths[0] if known else None

    @override
    def take_file(self, path: Path) -> None:
        take_over(self, self._desk, path)

    def _show(self, rows: tuple[VisitSummary, ...]) -> None:
        self._count.setText(f"{len(rows)} 份")
        self.model.show(rows)
        if not rows:
            self.notice.tell(_NO_RECORDS)
        elif self.notice.text == _NO_RECORDS:
            self.notice.hide()

    def _title(self) -> str:
        return f"督导记录 {self.month.title if self.month else _NEWEST}"

    def print_month(self) -> None:
        """Show the filed records of the month as they print, those that are listed here."""
        if self.month is None:
            return
        from inspector_app.services.wishes import RecordsPrint

        me = self._desk.settings.identity().inspector_id if self.mine.isChecked() else None
        wish = RecordsPrint(month=self.month, inspector_id=me)
        self.kit.navigator.open(OpenPreview(wish=wish))

    def _on_month(self, month: Month) -> None:
        self.month = month
        self.refresh()

    def _on_all(self) -> None:
        self.month = None
        self.refresh()

    def _on_open(self, index: QModelIndex) -> None:
        self.kit.navigator.open(OpenVisit(uid=self.model.rows[index.row()].uid))


class RecycleBinPage(Page):
    """Drafts that were discarded; they can be brought back or removed for good."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        back = button("返回督导记录")
        self.restore = button("恢复", kind="primary")
        self.purge = button("彻底删除…")
        self.model = RowsModel(_COLUMNS)
        self.table = Table("回收站里的草稿", self.model)
        self.table.stretch(2)
        # The buttons act on one draft, so that no more than one may be marked.
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        export = export_button(self, self.table, lambda: "回收站里的草稿")
        self.box.addLayout(header("回收站", back, self.restore, self.purge, export))
        self.box.addWidget(self.notice)
        self.box.addWidget(self.table, 1)
        back.clicked.connect(lambda: kit.navigator.open(GoTo(place=Place.VISITS)))
        self.restore.clicked.connect(self._on_restore)
        self.purge.clicked.connect(self._on_purge)

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.visits

    @override
    def refresh(self) -> None:
        self.read(self._desk.visits.recycle_bin, self._show)

    def _show(self, rows: tuple[VisitSummary, ...]) -> None:
        self.model.show(rows)
        for each in (self.restore, self.purge):
            each.setEnabled(bool(rows))
        if not rows:
            self.notice.tell(
                "回收站是空的。移到这里的草稿可以恢复；编号一直保留，不会再给别的记录。"
            )

    def _chosen(self) -> VisitSummary | None:
        return chosen_row(self.table, self.model)

    def _on_restore(self) -> None:
        row = self._chosen()
        if row is not None:
            self.write(lambda: self._desk.visits.restore(row.uid))

    def _on_purge(self) -> None:
        row = self._chosen()
        if row is None:
            return
        text = f"{row.number} {row.school_name}：内容将不能再找回，编号仍保留。"
        if ask.confirm(self, "彻底删除这份草稿吗？", text, yes="彻底删除"):
            self.write(lambda: self._desk.visits.purge(row.uid))
