"""上报: what leaves the laptop, what stays and why, then one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.month import Month
from inspector_app.ui.bundle_outbox import BundleOutbox, copy_files
from inspector_app.ui.dialogs import ask
from inspector_app.ui.file_drop import ManyFilesPage
from inspector_app.ui.finders import person_finder
from inspector_app.ui.hand_over_words import (
    how,
    joint_lines,
    joint_title,
    leaving_text,
    made_text,
    month_title,
)
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.navigator import OpenPreview, OpenVisit
from inspector_app.ui.page import Kit, card, clear, header
from inspector_app.ui.receipts_in import OutboxWarnings, collect
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.widgets.month_line import MonthLine
from inspector_app.ui.widgets.picker import Picker
from inspector_app.ui.widgets.row_button import RowButton

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.base.changes import Changes
    from inspector_app.services.bundle_answers import OutboxBoard
    from inspector_app.services.bundle_views import ExportedBundle, HandOverPreview, NewsPreview
    from inspector_app.ui.desk import Desk


class _Leaving(NamedTuple):
    """What the page asks for.

    Attributes:
        joined: whether this laptop hands over into a folder.
    """

    preview: HandOverPreview
    news: NewsPreview
    joined: bool


class HandOverPage(ManyFilesPage):
    """One month of one person."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        identity = desk.settings.identity()
        self.person = identity.inspector_id
        self.month = desk.months.under_way()
        self._by_share = self._sealed = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.shown = MonthLine(self.month, latest=self.month)
        finder = person_finder(self.kit.jobs, self._desk.people)
        self.who = Picker("上报谁的记录", finder, hint="督学姓名或编号")
        self.who.setMaximumWidth(180)
        self.check = button("核验一个上报包…")
        self.answers = button("收取…", tip="回执、登记名册、包裹所在的文件夹；也可以把文件拖到这里")
        self.box.addLayout(header("上报", self.who, self.shown, self.answers, self.check))
        self.box.addWidget(self.notice)
        self.warnings = OutboxWarnings()
        self.box.addWidget(self.warnings)
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
        self.made.parcel.clicked.connect(self.copy_parcel)
        self.materials.clicked.connect(self.write_materials)
        self.ledger.clicked.connect(self.show_ledger)
        self.check.clicked.connect(self.verify)
        self.answers.clicked.connect(self.ask_for_receipts)
        self.who.picked.connect(self._on_person)
        self.key("Ctrl+Return", self.hand_over)
        self.key("Ctrl+Shift+Return", self.hand_over_by_copy)

    @override
    def affected_by(self, changes: Changes) -> bool:
        return changes.visits or changes.bundles or changes.photos or changes.settings

    @override
    def refresh(self) -> None:
        self.shown.show_month(self.month)
        self.read(self._desk.bundles.outbox_board, self._show_board)
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
        bundles, share = self._desk.bundles, self._desk.share
        self.read(
            lambda: _Leaving(
                bundles.preview(inspector_id=person, month=month),
                bundles.news(inspector_id=person),
                joined=share.is_joined(),
            ),
            self._show,
        )

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.kit.events.answers_wanted.emit()

    def _show_board(self, board: OutboxBoard) -> None:
        self.made.show_rows(list(board.rows))
        self.warnings.show_warnings(board.warnings)

    def _name_of(self, inspector_id: str) -> str:
        people = self._desk.people.inspectors()
        return next((p.name for p in people if p.id == inspector_id), inspector_id)

    def _show_person(self, name: str) -> None:
        if not self.who.hasFocus():
            self.who.show_choice(name)

    def _show(self, found: _Leaving) -> None:
        preview, news = found.preview, found.news
        clear(self._column)
        self._sealed = bool(news.office)
        self._by_share = found.joined and self._sealed
        self.go.setText("上报，放入共享文件夹" if self._by_share else "上报（写出上报包）…")
        if preview.is_empty:
            self._column.addWidget(self._empty_card(preview))
        for problem in () if preview.is_empty else preview.obstacles:
            self._column.addWidget(label(f"▲ {problem.sentence()}", kind="warn"))
        if news.office:
            self._column.addWidget(self._news_card(news))
        leaving = [label(leaving_text(visit)) for visit in preview.leaving]
        leaving = leaving or [label("没有。", kind="soft")]
        self._column.addWidget(card(month_title(preview), *how(preview), *leaving))
        if preview.joint:
            self._column.addWidget(card(joint_title(preview.joint), *joint_lines(preview.joint)))
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
        way = "放入共享文件夹" if self._by_share else "另存…"
        self.news_save = button(f"上报新记录，{way}", tip="不带照片，几 kB")
        self.news_copy = button("上报新记录，复制文件", tip="不带照片，几 kB；到聊天窗口里粘贴")
        self.news_save.clicked.connect(self.hand_over_news)
        self.news_copy.clicked.connect(self.hand_over_news_by_copy)
        buttons = QWidget()
        line = FlowLayout(buttons)
        line.addWidget(self.news_save)
        line.addWidget(self.news_copy)
        text = f"{'，'.join(news.lines)}{follow}"
        return card(f"上次以来的新记录和台账，给{news.office}", label(text, kind="soft"), buttons)

    def _empty_card(self, preview: HandOverPreview) -> QWidget:
        title, later = self.month.title, "以后补了记录，再上报一次就行。"
        if preview.last:
            return card(f"{title}已经零上报", label(later, kind="soft"))
        self.empty = button(f"{title}无入校，零上报", tip="交后不再催报")
        self.empty.clicked.connect(self.hand_over_empty)
        to = f"给{preview.office}" if preview.office else "写成文件，交督导室"
        text = f"没有记录也没有草稿的月份，按一下就是零上报，{to}；{later}"
        return card("没有入校的月份", label(text, kind="soft"), self.empty)

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
        person, month = self.person, self.month
        if self._by_share:
            if self._month_is_meant():
                make = self._desk.bundles.make_month
                self._make(lambda: make(inspector_id=person, month=month), self._on_its_way)
            return
        folder = ask.folder(self, "上报包放到哪个文件夹（共享文件夹或 U 盘）")
        if folder is None or not self._month_is_meant():
            return
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
        if self._by_share:
            who, make = self.person, self._desk.bundles.make_news
            self._make(lambda: make(inspector_id=who), self._on_its_way)
            return
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

    def hand_over_empty(self) -> None:
        """Close a month without visits, by the way that this laptop hands over."""
        person, month, bundles = self.person, self.month, self._desk.bundles
        if self._by_share:
            self._make(
                lambda: bundles.make_empty_month(inspector_id=person, month=month),
                self._on_its_way,
            )
        elif self._sealed:
            self._make(
                lambda: self._taken(bundles.make_empty_month(inspector_id=person, month=month)),
                self._copied,
            )
        else:
            folder = ask.folder(self, "零上报的文件放到哪个文件夹（共享文件夹或 U 盘）")
            if folder is not None:
                self._make(
                    lambda: bundles.export_empty(inspector_id=person, month=month, folder=folder),
                    self._done,
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

    def copy_parcel(self) -> None:
        """Put everything that waits on the clipboard as one file, large files beside it."""
        self.write(self._desk.parcels.copy, lambda made: self._on_clipboard(made.all))

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
        self.tell_file(f"已放入 {made.path}。{made_text(made)}", made.path.parent,
                       action="打开文件夹")  # fmt: skip
        self.refresh()

    def _on_its_way(self, made: ExportedBundle) -> None:
        self.notice.tell(f"已做好，正在自动放入共享文件夹。{made_text(made)}")
        self.refresh()

    def _copied(self, made: ExportedBundle) -> None:
        self._on_clipboard(made.files, made_text(made))

    def _on_clipboard(self, files: Sequence[Path], more: str = "") -> None:
        copy_files(files)
        self.notice.tell(f"已复制 {len(files)} 个文件，到与督导室的聊天窗口里粘贴发送。{more}")
        self.refresh()

    def ask_for_receipts(self) -> None:
        """Ask for a folder and read the answers that lie in it."""
        folder = ask.folder(self, "回执、名册在哪个文件夹：U 盘、收到的文件夹")
        if folder is not None:
            self.take_files((folder,))

    @override
    def take_files(self, paths: Sequence[Path]) -> None:
        collect(self, self._desk, paths)

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
