"""上报: what leaves the laptop, what stays and why, then one button."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector_app.base import clock as clocks
from inspector_app.base.override import override
from inspector_app.domain.month import Month
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.ui.dialogs import ask
from inspector_app.ui.export import export_button
from inspector_app.ui.finders import person_finder
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenPreview, OpenVisit
from inspector_app.ui.page import Kit, Page, card, clear, header
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.month_line import MonthLine
from inspector_app.ui.widgets.picker import Picker
from inspector_app.ui.widgets.row_button import RowButton
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.base.changes import Changes
    from inspector_app.domain.views import VisitSummary
    from inspector_app.services.bundles import ExportedBundle, HandOverPreview
    from inspector_app.ui.desk import Desk


def _made_at(row: dict[str, Any]) -> str:
    return clocks.local_datetime_text(clocks.parse_instant(row["created"]))


_COLUMNS: tuple[Column[dict[str, Any]], ...] = (
    Column(
        title="第几包", text=lambda row: str(row["seq"]), right=True, value=lambda row: row["seq"]
    ),
    Column(title="月份", text=lambda row: str(row["period"])),
    Column(title="督学", text=lambda row: str(row["inspector_id"])),
    Column(title="文件", text=lambda row: str(row["file_name"])),
    Column(title="放到", text=lambda row: str(row["exported_to"])),
    Column(title="时间", text=_made_at),
)


class HandOverPage(Page):
    """One month of one person."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        identity = desk.settings.identity()
        self.person = identity.inspector_id
        self.month = desk.months.under_way()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.shown = MonthLine(self.month, latest=self.month)
        finder = person_finder(self.kit.jobs, self._desk.people)
        self.who = Picker("上报谁的记录", finder, hint="督学姓名或编号")
        self.who.setMaximumWidth(180)
        self.check = button("核验一个上报包…")
        self.box.addLayout(header("上报", self.who, self.shown, self.check))
        self.box.addWidget(self.notice)
        self.go = button("上报（写出上报包）…", kind="primary", tip="Ctrl+Return")
        self.materials = button("另存报送材料…", tip="月统计表、督导记录、台账和照片，普通文件")
        self.ledger = button(
            "问题整改台账…", tip="这个月的台账：先预览，再打印，或存为 PDF、Word、Excel"
        )
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addWidget(self.materials)
        row.addWidget(self.ledger)
        row.addStretch()
        self.box.addLayout(row)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        self.box.addWidget(view, 2)
        self._build_outbox()

    def _build_outbox(self) -> None:
        self.outbox = RowsModel(_COLUMNS)
        table = Table("做过的上报包", self.outbox)
        table.stretch(3)
        line = QHBoxLayout()
        line.addWidget(label("做过的上报包", kind="head"))
        line.addStretch()
        line.addWidget(export_button(self, table, lambda: "做过的上报包"))
        self.box.addLayout(line)
        self.box.addWidget(table, 1)

    def _connect(self) -> None:
        self.shown.picked.connect(self.open_month)
        self.go.clicked.connect(self.hand_over)
        self.materials.clicked.connect(self.write_materials)
        self.ledger.clicked.connect(self.show_ledger)
        self.check.clicked.connect(self.verify)
        self.who.picked.connect(self._on_person)
        self.key("Ctrl+Return", self.hand_over)

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.visits or changes.bundles or changes.photos or changes.settings

    @override
    def refresh(self) -> None:
        self.shown.show_month(self.month)
        self.read(self._desk.bundles.outbox, self.outbox.show)
        person, month = self.person, self.month
        self.go.setEnabled(bool(person))
        if not person:
            clear(self._column)
            self._column.addWidget(
                label("先在右上角选是谁的记录，或在“设置”里写明本机是哪位督学。", kind="soft")
            )
            self._column.addStretch()
            return
        self.read(lambda: self._name_of(person), self._show_person)
        self.read(lambda: self._desk.bundles.preview(inspector_id=person, month=month), self._show)

    def _name_of(self, inspector_id: str) -> str:
        people = self._desk.people.inspectors()
        return next((p.name for p in people if p.id == inspector_id), inspector_id)

    def _show_person(self, name: str) -> None:
        if not self.who.hasFocus():
            self.who.show_choice(name)

    def _show(self, preview: HandOverPreview) -> None:
        clear(self._column)
        size = f"{preview.size / 1_000_000:.1f} MB"
        leaving = [label(_leaving_text(visit)) for visit in preview.leaving]
        voided = sum(visit.status is VisitStatus.VOIDED for visit in preview.leaving)
        also = f"、{voided} 份作废的" if voided else ""
        title = (
            f"将离开本机：{len(preview.leaving) - voided} 份定稿的记录{also}，"
            f"照片 {preview.photos} 张（{size}）"
        )
        self._column.addWidget(card(title, *(leaving or [label("没有。", kind="soft")])))
        if preview.joint:
            self._column.addWidget(card(_joint_title(preview.joint), *_joint_lines(preview.joint)))
        if preview.late:
            title = f"表后的补报、更正 {preview.late} 条，属于以前月份"
            words = "只带编号、学校、日期和原因；记录本身随它那个月的包走。"
            self._column.addWidget(card(title, label(words, kind="soft")))
        self._column.addWidget(
            card(f"留在本机的草稿：{len(preview.staying)} 份", *self._staying(preview))
        )
        kept = "、".join(preview.kept_back)
        self._column.addWidget(card("从不离开本机", label(kept, kind="soft")))
        for caution in preview.cautions:
            self._column.addWidget(label(caution, kind="soft"))
        for problem in preview.obstacles:
            self._column.addWidget(label(f"▲ {problem.sentence()}", kind="warn"))
        if preview.last:
            self._column.addWidget(label(f"这个月最近一次上报：{preview.last}", kind="small"))
        self._column.addStretch()
        self.go.setEnabled(not preview.obstacles)

    def _staying(self, preview: HandOverPreview) -> list[QWidget]:
        lines: list[QWidget] = []
        for visit in preview.staying:
            text = f"草稿，没有定稿　{visit.visited_on}　{visit.school_name}　{visit.number}"
            line = RowButton(text)
            line.clicked.connect(
                lambda _=None, visit=visit: self.kit.navigator.open(OpenVisit(uid=visit.uid))
            )
            lines.append(line)
        return lines or [label("没有。", kind="soft")]

    def open_month(self, month: Month) -> None:
        """Show what of that month leaves."""
        self.month = month
        self.refresh()

    def _on_person(self, inspector_id: str) -> None:
        self.person = inspector_id
        self.refresh()

    def hand_over(self) -> None:
        """Ask for the folder and write the bundle."""
        if not self.go.isEnabled():
            return
        folder = ask.folder(self, "上报包放到哪个文件夹（共享文件夹或 U 盘）")
        if folder is None:
            return
        text = "上报后，这些记录标为“已上报”，本月的表按现在的样子保存；以后的改动作为更正另报。"
        if not ask.confirm(self, f"上报{self.month.title}吗？", text, yes="上报"):
            return
        person, month = self.person, self.month
        self.write(
            lambda: self._desk.bundles.export(inspector_id=person, month=month, folder=folder),
            self._done,
            ticket=Ticket("正在做上报包并核对……"),
        )

    def _done(self, made: ExportedBundle) -> None:
        same = "内容与上次相同，放入的是同一个包。" if made.repeated else ""
        left = f"有 {made.staying} 份草稿留在本机。" if made.staying else ""
        self.tell_file(
            f"已放入 {made.path}。第 {made.seq} 包，{made.visits} 份记录，{made.photos} 张照片。"
            f"{same}{left}{''.join(made.remarks)}",
            made.path.parent,
            action="打开文件夹",
        )
        self.refresh()

    def write_materials(self) -> None:
        """Ask for the folder and write the 报送材料."""
        folder = ask.folder(self, "报送材料放到哪个文件夹")
        if folder is None:
            return
        month, person = self.month, self.person

        def done(path: Path) -> None:
            self.tell_file(f"报送材料已写到 {path}。", path, action="打开文件夹")

        self.read(
            lambda: self._desk.materials.write(month=month, folder=folder, inspector_id=person),
            done,
            ticket=Ticket("正在写报送材料……"),
        )

    def show_ledger(self) -> None:
        """Show the month's 台账 as it prints."""
        from inspector_app.services.wishes import LedgerPrint

        wish = LedgerPrint(month=self.month, inspector_id=self.person or None)
        self.kit.navigator.open(OpenPreview(wish=wish))

    def verify(self) -> None:
        """Check a bundle of anybody's."""
        path = ask.open_file(self, "选一个上报包", ask.BUNDLES)
        if path is None:
            return
        from inspector_app.services.bundle_check import check_bundle

        self.kit.jobs.pool(
            self,
            lambda: check_bundle(path),
            on_done=lambda found: self.notice.tell(str(found["sentence"])),
            on_error=self.show_error,
            ticket=Ticket("正在核验……"),
        )


def _joint_title(joint: Sequence[VisitSummary]) -> str:
    entries = sum(visit.joint is Joint.ENTRY for visit in joint)
    taken = len(joint) - entries
    parts = (
        f"{taken} 份收取的记录只报编号，由责任督学上报" if taken else "",
        f"{entries} 份同行登记连同本人听课上报" if entries else "",
    )
    return f"同行：{'；'.join(filter(None, parts))}"


def _joint_lines(joint: Sequence[VisitSummary]) -> list[QWidget]:
    return [label(f"{_JOINT_MARK[visit.joint]}　{_leaving_text(visit)}") for visit in joint]


_JOINT_MARK: dict[Joint | None, str] = {Joint.TAKEN: "记录", Joint.ENTRY: "登记"}


def _leaving_text(visit: VisitSummary) -> str:
    mark = "作废　" if visit.status is VisitStatus.VOIDED else ""
    counts = f"问题 {visit.issues}　听课 {visit.lessons}"
    return f"{mark}{visit.visited_on}　{visit.school_name}　{counts}　{visit.number}"
