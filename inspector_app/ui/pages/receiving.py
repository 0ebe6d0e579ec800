"""收件: what came from laptops, who is late, and what two people have to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QWidget

from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.month import Month
from inspector_app.office.labels import OUTCOME_WORD
from inspector_app.ui.board_tab import BoardTab
from inspector_app.ui.dialogs import ask
from inspector_app.ui.export import export_button
from inspector_app.ui.file_drop import ManyFilesPage
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.known_folders import folders_button
from inspector_app.ui.looking import Looking
from inspector_app.ui.models.rows import RowsModel
from inspector_app.ui.models.tray import TRAY, WHO, tray_lines
from inspector_app.ui.office_conflicts import Conflicts
from inspector_app.ui.office_month_check import MonthCheck
from inspector_app.ui.page import Kit, fill_tab, header
from inspector_app.ui.questions_tab import QuestionsTab
from inspector_app.ui.returns_tab import ReturnsTab
from inspector_app.ui.row_tables import show_rows
from inspector_app.ui.scans_tab import SCAN_ENDINGS, ScansTab
from inspector_app.ui.theme import button, label
from inspector_app.ui.typed_tab import TypedTab
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.services.office_desk import InTray
    from inspector_app.services.office_gaps import Board
    from inspector_app.services.office_scan import Scan
    from inspector_app.services.parcels import MadeParcel
    from inspector_app.ui.desk import Desk

_NOTHING = (
    "还没有收到上报包。点“收文件夹…”选共享文件夹、U 盘或聊天软件的下载文件夹，"
    "或把文件、文件夹拖到这里。"
)
_NOTHING_FOUND = "没有找到上报包；上报包的名称以 dd1- 开头，改过名的也认得，请核对选的文件夹。"
_MOST_SENTENCES = 4


class ReceivingPage(ManyFilesPage):
    """Lists: what came, who is late, what is asked, what was returned, what is typed from paper."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._build()
        self._connect()
        self.looking = Looking(self, desk)

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.again = button("再收一次", kind="primary", tip="F5：把收过的共享文件夹再看一遍")
        self.folder = button("收文件夹…", tip="Ctrl+O：共享文件夹、U 盘、聊天软件的下载文件夹")
        self.files = button("收文件…", tip="一个或几个上报包；改过名的副本也行")
        self.parcel = button("回执打包…", tip="没有共享文件夹时：名册、回执、下发打成一个文件")
        self.box.addLayout(header("收件", self.again, self.folder, self.files, self.parcel))
        self.box.addWidget(self.notice)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(
            "收件、催报、同校同日待确认、两份待定、退回、扫描件、代录、月报核对"
        )
        self.tabs.addTab(self._tray_tab(), "收到的")
        self.board = BoardTab(self, self._desk)
        self.tabs.addTab(self.board, "催报")
        self.questions = QuestionsTab(self, self._desk)
        self.tabs.addTab(self.questions, "同校同日待确认")
        self.conflicts = Conflicts(self, self._desk)
        self.tabs.addTab(self.conflicts, "两份待定")
        self.returns = ReturnsTab(self, self._desk)
        self.tabs.addTab(self.returns, "退回")
        self.scans = ScansTab(self, self._desk)
        self.tabs.addTab(self.scans, "扫描件")
        self.typed = TypedTab(self, self._desk)
        self.tabs.addTab(self.typed, "代录")
        self.check = MonthCheck(self, self._desk)
        self.tabs.addTab(self.check, "月报核对")
        self.box.addWidget(self.tabs, 1)
        self._offices = False
        # An office that has none but others below has nothing to look at there.
        self._of_people: tuple[QWidget, ...] = (
            self.questions, self.conflicts, self.returns, self.scans, self.typed, self.check,
        )  # fmt: skip

    def _tray_tab(self) -> QWidget:
        self.tray = RowsModel(TRAY)
        self.tray_table = Table("收到的上报包", self.tray)
        self.tray_table.stretch(4)
        self.nothing = label(_NOTHING, kind="soft")
        export = export_button(self, self.tray_table, lambda: "收到的上报包")
        made = QWidget()
        fill_tab(made, self.nothing, self.tray_table, folders_button(self, self._desk), export)
        return made

    def _connect(self) -> None:
        self.board.looked.connect(self._on_board)
        self.questions.counted.connect(
            lambda n: self._entitle(
                self.questions, f"同校同日待确认（{n}）" if n else "同校同日待确认"
            )
        )
        self.returns.counted.connect(
            lambda n: self._entitle(self.returns, f"退回（{n} 份待核）" if n else "退回")
        )
        self.scans.counted.connect(
            lambda n: self._entitle(self.scans, f"扫描件（{n}）" if n else "扫描件")
        )
        self.typed.counted.connect(
            lambda n: self._entitle(self.typed, f"代录（{n} 份有异议）" if n else "代录")
        )
        self.again.clicked.connect(lambda: self.take(()))
        self.folder.clicked.connect(self.ask_for_folder)
        self.files.clicked.connect(self.ask_for_files)
        self.parcel.clicked.connect(self.write_parcel)
        self.key("Ctrl+P", self.board.preview)
        self.key("F5", lambda: self.take(()))
        self.key("Ctrl+O", self.ask_for_folder)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return (
            changes.bundles or changes.visits or changes.issues or changes.inspectors
            or changes.photos
        )  # fmt: skip

    @override
    def refresh(self) -> None:
        self.read(self._desk.office_desk.tray, self._show_tray)
        for tab in (
            self.board, self.questions, self.returns, self.scans, self.typed, self.check,
        ):  # fmt: skip
            tab.refresh()

    def _show_tray(self, tray: InTray) -> None:
        lines = tray_lines(tray)
        self._offices = tray.reporters.only_offices
        for tab in self._of_people:
            self.tabs.setTabVisible(self.tabs.indexOf(tab), not self._offices)
        self.tray.entitle(WHO, tray.reporters.word)
        show_rows(self.tray_table, self.tray, lines)
        known = "、".join(folder.name for folder in tray.folders)
        told = f"记住的共享文件夹：{known}" if known else "没有记住的共享文件夹"
        self.nothing.setText(told if lines else _NOTHING)
        self.tray_table.setVisible(bool(lines))
        self.again.setEnabled(bool(tray.folders))

    def _entitle(self, tab: QWidget, title: str) -> None:
        self.tabs.setTabText(self.tabs.indexOf(tab), title)

    def _on_board(self, board: Board) -> None:
        self.conflicts.show_rows(board.conflicts)
        twice, late = len(board.conflicts), len(board.late)
        self._entitle(self.conflicts, f"两份待定（{twice}）" if twice else "两份待定")
        self._entitle(self.board, f"催报（{late}）" if late else "催报")

    # -- taking in -------------------------------------------------------------------------------

    def ask_for_folder(self) -> None:
        """Ask for a folder and take in what is in it."""
        folder = ask.folder(self, "收哪个文件夹里的上报包")
        if folder is not None:
            self.take((folder,))

    def ask_for_files(self) -> None:
        """Ask for files and take them in."""
        files = ask.open_files(self, "选上报包", ask.SEALED_BUNDLES)
        if files:
            self.take(files)

    def write_parcel(self) -> None:
        """Write what laptops wait for as one file."""
        folder = ask.folder(self, "包裹放到哪个文件夹")
        if folder is not None:
            self.write(lambda: self._desk.parcels.make(folder), self._parcel_written)

    def _parcel_written(self, made: MadeParcel) -> None:
        path = made.all[0]
        left = f"（{made.left_words}）" if made.left_out else ""
        told = (
            "发给下级督导室，拖到“上报上级”页就收取"
            if self._offices else "发给各位督学，拖到“上报”页就收取"
        )  # fmt: skip
        text = f"已打成一个文件 {path}，{told}。{left}"
        self.tell_file(text, path.parent, action="打开文件夹")

    def take(self, paths: Sequence[Path]) -> None:
        """Take in what lies at these paths; without any, look at the known folders again."""
        self.write(
            lambda: self._desk.office_desk.scan(paths),
            self._done,
            ticket=Ticket("正在收件、核对……"),
        )

    def _done(self, scan: Scan) -> None:
        counts: dict[str, int] = {}
        for line in scan.lines:
            counts[line.outcome.value] = counts.get(line.outcome.value, 0) + 1
        told = "，".join(f"{OUTCOME_WORD[name]} {n}" for name, n in counts.items())
        said = [told or _NOTHING_FOUND]
        said += [
            f"{x.file}：{x.code} {x.sentence}" for x in scan.lines if x.code not in {"", "I80"}
        ]
        text = "\n".join([*said[:_MOST_SENTENCES], *scan.warnings])
        if scan.receipts:
            folder = scan.receipts[-1].parents[1]
            signed = len({path.name for path in scan.receipts})
            self.tell_file(f"{text}\n签发回执 {signed} 份。", folder, action="打开回执")
        else:
            bad = any(x.outcome.value in {"refused", "damaged"} for x in scan.lines)
            self.notice.tell(text, kind="warn" if bad else "")
        self.refresh()

    @override
    def take_files(self, paths: Sequence[Path]) -> None:
        if all(path.suffix.lower() in SCAN_ENDINGS for path in paths):
            self.tabs.setCurrentWidget(self.scans)
            self.scans.take(paths)
        else:
            self.take(paths)

    # -- where to --------------------------------------------------------------------------------

    def open_month(self, month: Month) -> None:
        """Show who is late for that month."""
        self.board.open_month(month)

    def open_check(self, month: Month) -> None:
        """Show what was reported for that month beside the records."""
        self.tabs.setCurrentWidget(self.check)
        self.check.open_month(month)

    def open_tab(self, name: str) -> None:
        """Show one of the tabs that other pages lead to."""
        self.tabs.setCurrentWidget({"typed": self.typed, "questions": self.questions}[name])
