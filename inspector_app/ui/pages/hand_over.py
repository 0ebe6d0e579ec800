"""上报: what leaves the laptop, what stays and why, then one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.month import Month
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.ui.bundle_outbox import BundleOutbox, copy_files
from inspector_app.ui.dialogs import ask
from inspector_app.ui.finders import person_finder
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.navigator import OpenPreview, OpenVisit
from inspector_app.ui.page import Kit, Page, card, clear, header
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.widgets.month_line import MonthLine
from inspector_app.ui.widgets.picker import Picker
from inspector_app.ui.widgets.row_button import RowButton

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.base.changes import Changes
    from inspector_app.domain.views import VisitSummary
    from inspector_app.services.bundle_views import ExportedBundle, HandOverPreview, NewsPreview
    from inspector_app.ui.desk import Desk


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
        self.go = button("上报（写出上报包）…", kind="primary", tip="Ctrl+Return：放到选的文件夹里")
        self.go_copy = button("上报并复制文件", tip="Ctrl+Shift+Return：到聊天窗口里粘贴")
        self.materials = button("另存报送材料…", tip="月统计表、督导记录、台账和照片，普通文件")
        self.ledger = button(
            "问题整改台账…", tip="这个月的台账：先预览，再打印，或存为 PDF、Word、Excel"
        )
        row = FlowLayout()
        for each in (self.go, self.go_copy, self.materials, self.ledger):
            row.addWidget(each)
        self.box.addLayout(row)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        view = QScrollArea()
        view.setWidgetResizable(True)
        view.setWidget(inner)
        self.box.addWidget(view, 2)
        self.made = BundleOutbox(self)
        self.outbox = self.made.rows
        self.box.addWidget(self.made, 1)

    def _connect(self) -> None:
        self.shown.picked.connect(self.open_month)
        self.go.clicked.connect(self.hand_over)
        self.go_copy.clicked.connect(self.hand_over_by_copy)
        self.made.save.clicked.connect(self.save_again)
        self.made.copy.clicked.connect(self.copy_again)
        self.materials.clicked.connect(self.write_materials)
        self.ledger.clicked.connect(self.show_ledger)
        self.check.clicked.connect(self.verify)
        self.who.picked.connect(self._on_person)
        self.key("Ctrl+Return", self.hand_over)
        self.key("Ctrl+Shift+Return", self.hand_over_by_copy)

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.visits or changes.bundles or changes.photos or changes.settings

    @override
    def refresh(self) -> None:
        self.shown.show_month(self.month)
        self.read(self._desk.bundles.outbox, self.made.show_rows)
        person, month = self.person, self.month
        self.go.setEnabled(bool(person))
        self.go_copy.setEnabled(False)
        if not person:
            clear(self._column)
            self._column.addWidget(
                label("先在右上角选是谁的记录，或在“设置”里写明本机是哪位督学。", kind="soft")
            )
            self._column.addStretch()
            return
        self.read(lambda: self._name_of(person), self._show_person)
        bundles = self._desk.bundles
        self.read(
            lambda: (
                bundles.preview(inspector_id=person, month=month),
                bundles.news(inspector_id=person),
            ),
            lambda found: self._show(*found),
        )

    def _name_of(self, inspector_id: str) -> str:
        people = self._desk.people.inspectors()
        return next((p.name for p in people if p.id == inspector_id), inspector_id)

    def _show_person(self, name: str) -> None:
        if not self.who.hasFocus():
            self.who.show_choice(name)

    def _show(self, preview: HandOverPreview, news: NewsPreview) -> None:
        clear(self._column)
        for problem in preview.obstacles:
            self._column.addWidget(label(f"▲ {problem.sentence()}", kind="warn"))
        if news.office:
            self._column.addWidget(self._news_card(news))
        leaving = [label(_leaving_text(visit)) for visit in preview.leaving]
        leaving = leaving or [label("没有。", kind="soft")]
        self._column.addWidget(card(_month_title(preview), *_how(preview), *leaving))
        if preview.joint:
            self._column.addWidget(card(_joint_title(preview.joint), *_joint_lines(preview.joint)))
        if preview.late:
            title = f"表后的补报、更正 {preview.late} 条，属于以前月份"
            words = "只带编号、学校、日期和原因；记录本身随它那个月的包走。"
            self._column.addWidget(card(title, label(words, kind="soft")))
        self._column.addWidget(
            card(f"留在本机的草稿：{len(preview.staying)} 份", *self._staying(preview))
        )
        kept = [label(f"{each.what}：{each.why}", kind="soft") for each in preview.kept_back]
        self._column.addWidget(card("从不离开本机", *kept))
        for caution in preview.cautions:
            self._column.addWidget(label(caution, kind="soft"))
        if preview.last:
            self._column.addWidget(label(f"这个月最近一次上报：{preview.last}", kind="small"))
        self._column.addStretch()
        self.go.setEnabled(not preview.obstacles)
        self.go_copy.setEnabled(bool(preview.office) and not preview.obstacles)

    def _news_card(self, news: NewsPreview) -> QWidget:
        if not news.lines:
            return card("新记录和台账", label("都已经上报，没有新的。", kind="soft"))
        follow = f"；照片 {news.photos} 张随月报送" if news.photos else ""
        self.news_save = button("上报新记录，另存…", tip="不带照片，几 kB")
        self.news_copy = button("上报新记录，复制文件", tip="不带照片，几 kB；到聊天窗口里粘贴")
        self.news_save.clicked.connect(self.hand_over_news)
        self.news_copy.clicked.connect(self.hand_over_news_by_copy)
        buttons = QWidget()
        line = FlowLayout(buttons)
        line.addWidget(self.news_save)
        line.addWidget(self.news_copy)
        text = f"{'，'.join(news.lines)}{follow}"
        return card(f"上次以来的新记录和台账，给{news.office}", label(text, kind="soft"), buttons)

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
        """Ask for the folder and put the month's bundles there."""
        if not self.go.isEnabled():
            return
        folder = ask.folder(self, "上报包放到哪个文件夹（共享文件夹或 U 盘）")
        if folder is None or not self._month_is_meant():
            return
        person, month = self.person, self.month
        self._make(
            lambda: self._desk.bundles.export(inspector_id=person, month=month, folder=folder),
            self._done,
        )

    def hand_over_by_copy(self) -> None:
        """Make the month's bundles and put the files on the clipboard."""
        if not self.go_copy.isEnabled() or not self._month_is_meant():
            return
        person, month = self.person, self.month
        self._make(
            lambda: self._taken(self._desk.bundles.make_month(inspector_id=person, month=month)),
            self._copied,
        )

    def hand_over_news(self) -> None:
        """Ask for the folder and put there what is new."""
        folder = ask.folder(self, "上报包放到哪个文件夹（共享文件夹或 U 盘）")
        if folder is None:
            return
        person = self.person
        self._make(
            lambda: self._desk.bundles.export_news(inspector_id=person, folder=folder), self._done
        )

    def hand_over_news_by_copy(self) -> None:
        """Make a bundle of what is new and put the file on the clipboard."""
        person = self.person
        self._make(
            lambda: self._taken(self._desk.bundles.make_news(inspector_id=person)), self._copied
        )

    def save_again(self) -> None:
        """Put bundles that were made before into a folder."""
        digests = self.made.chosen()
        folder = ask.folder(self, "上报包另存到哪个文件夹")
        if folder is None:
            return

        def done(files: Sequence[Path]) -> None:
            self.tell_file(f"已另存 {len(files)} 个文件到 {folder}。", folder, action="打开文件夹")
            self.refresh()

        self.write(lambda: self._desk.bundles.save(digests, folder), done)

    def copy_again(self) -> None:
        """Put bundles that were made before on the clipboard."""
        digests = self.made.chosen()
        self.write(lambda: self._desk.bundles.copy(digests), self._on_clipboard)

    def _month_is_meant(self) -> bool:
        text = "上报后，这些记录标为“已上报”，本月的表按现在的样子保存；以后的改动作为更正另报。"
        return ask.confirm(self, f"上报{self.month.title}吗？", text, yes="上报")

    def _make(
        self, work: Callable[[], ExportedBundle], on_done: Callable[[ExportedBundle], None]
    ) -> None:
        self.write(work, on_done, ticket=Ticket("正在做上报包并核对……"))

    def _taken(self, made: ExportedBundle) -> ExportedBundle:
        self._desk.bundles.copy(made.digests)
        return made

    def _done(self, made: ExportedBundle) -> None:
        self.tell_file(f"已放入 {made.path}。{_made_text(made)}", made.path.parent,
                       action="打开文件夹")  # fmt: skip
        self.refresh()

    def _copied(self, made: ExportedBundle) -> None:
        self._on_clipboard(made.files, _made_text(made))

    def _on_clipboard(self, files: Sequence[Path], more: str = "") -> None:
        copy_files(files)
        self.notice.tell(f"已复制 {len(files)} 个文件，到与督导室的聊天窗口里粘贴发送。{more}")
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
        self.read(
            lambda: self._desk.bundles.check(path),
            lambda found: self.notice.tell(str(found["sentence"])),
            ticket=Ticket("正在核验……"),
        )


def _made_text(made: ExportedBundle) -> str:
    last = made.seq + len(made.files) - 1
    numbers = f"第 {made.seq} 包" if last == made.seq else f"第 {made.seq}—{last} 包"
    same = "内容与上次相同，是同一个包。" if made.repeated else ""
    left = f"有 {made.staying} 份草稿留在本机。" if made.staying else ""
    counts = f"{numbers}，{made.visits} 份记录，{made.photos} 张照片。"
    return f"{counts}{same}{left}{''.join(made.remarks)}"


def _month_title(preview: HandOverPreview) -> str:
    voided = sum(visit.status is VisitStatus.VOIDED for visit in preview.leaving)
    also = f"、{voided} 份作废的" if voided else ""
    size = f"{preview.size / 1_000_000:.1f} MB"
    return (
        f"将离开本机：{len(preview.leaving) - voided} 份定稿的记录{also}，"
        f"照片 {preview.photos} 张（{size}）"
    )


def _how(preview: HandOverPreview) -> Sequence[QWidget]:
    if not preview.office:
        return ()
    told = f"{preview.arrived} 份已经先报过，这次只点名；" if preview.arrived else ""
    text = f"{told}记录和月统计表在第一个文件里，照片在后面的文件里，可以晚些送。"
    return (label(text, kind="soft"),)


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
