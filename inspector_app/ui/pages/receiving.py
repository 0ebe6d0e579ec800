"""收件: what came from laptops, who is late, and what two people have to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from inspector_app.base.changes import Changes
from inspector_app.base.override import override
from inspector_app.domain.month import Month
from inspector_app.office.dunning import remarks
from inspector_app.office.labels import OUTCOME_WORD, SAME_DAY_LABEL, state_of
from inspector_app.office.same_day import SameDay
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.same_day import ask_same_day, ask_shared_issue
from inspector_app.ui.export import export_button
from inspector_app.ui.file_drop import ManyFilesPage
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.known_folders import folders_button
from inspector_app.ui.looking import Looking
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.models.tray import TRAY, tray_lines
from inspector_app.ui.navigator import OpenPreview
from inspector_app.ui.office_conflicts import Conflicts
from inspector_app.ui.office_excuses import Excusable, excuse_button
from inspector_app.ui.office_month_check import MonthCheck
from inspector_app.ui.page import Kit, header
from inspector_app.ui.returns_tab import ReturnsTab
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.scans_tab import SCAN_ENDINGS, ScansTab
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.typed_tab import TypedTab
from inspector_app.ui.widgets.month_line import MonthLine
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.office.dunning import PersonLine
    from inspector_app.services.office_desk import InTray
    from inspector_app.services.office_gaps import Board
    from inspector_app.services.office_questions import Question
    from inspector_app.services.office_scan import Scan
    from inspector_app.services.parcels import MadeParcel
    from inspector_app.ui.desk import Desk

_NOTHING = (
    "还没有收到上报包。点“收文件夹…”选共享文件夹、U 盘或聊天软件的下载文件夹，"
    "或把文件、文件夹拖到这里。"
)
_MOST_SENTENCES = 4


def _remarks(line: PersonLine) -> str:
    return "；".join(remarks(line))


_PEOPLE: tuple[Column[PersonLine], ...] = (
    Column(title="督学", text=lambda line: line.name),
    Column(title="责任区", text=lambda line: line.zone, tip=lambda line: line.zone),
    Column(
        title="月报",
        text=lambda line: f"{'▲ ' if line.is_late else ''}{state_of(line)}",
        ink=lambda line: "bad" if line.is_late else "",
    ),
    Column(title="收到", text=lambda line: str(line.received), right=True,
           value=lambda line: line.received),
    Column(title="代录", text=lambda line: str(line.typed), right=True,
           value=lambda line: line.typed),
    Column(title="导入", text=lambda line: str(line.imported), right=True,
           value=lambda line: line.imported),
    Column(title="说明", text=_remarks, tip=_remarks),
)  # fmt: skip


def _state_of(question: Question) -> str:
    answer = question.answer
    return f"● {SAME_DAY_LABEL[answer]}" if answer else "○ 待确认"


_QUESTIONS: tuple[Column[Question], ...] = (
    Column(title="日期", text=lambda q: q.row.visited_on),
    Column(title="学校", text=lambda q: q.school_name, tip=lambda q: q.school_name),
    Column(title="督学", text=lambda q: "、".join(r.lead_name for r in q.records)),
    Column(title="答复", text=_state_of),
    Column(title="谁答复的", text=lambda q: q.row.answered_by),
    Column(title="记录", text=lambda q: "、".join(r.number for r in q.records)),
)


class ReceivingPage(ManyFilesPage):
    """Lists: what came, who is late, what is asked, what was returned, what is typed from paper."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self.month: Month = desk.months.under_way()
        self._text = ""
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
        self.tabs.addTab(self._board_tab(), "催报")
        self._questions_at = self.tabs.addTab(self._question_tab(), "同校同日待确认")
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

    def _tray_tab(self) -> QWidget:
        self.tray = RowsModel(TRAY)
        self.tray_table = Table("收到的上报包", self.tray)
        self.tray_table.stretch(4)
        self.nothing = label(_NOTHING, kind="soft")
        export = export_button(self, self.tray_table, lambda: "收到的上报包")
        return _tab(self.nothing, self.tray_table, folders_button(self, self._desk), export)

    def _board_tab(self) -> QWidget:
        self.shown = MonthLine(self.month, latest=self.month)
        self.people = RowsModel(_PEOPLE)
        self.people_table = Table("催报", self.people)
        self.people_table.stretch(6)
        self.told = label("")
        self.told.setWordWrap(True)
        self.copy_names = button("复制催报名单", kind="primary", tip="可以直接粘贴到群里")
        self.print = button("打印…", tip="Ctrl+P：催报名单，先预览")
        export = export_button(
            self, self.people_table, lambda: f"催报 {self.month} 截至 {self._desk.clock.now():%F}"
        )
        self.excuse = excuse_button(
            self, self._desk,
            lambda: Excusable(chosen_row(self.people_table, self.people), self.month),
        )  # fmt: skip
        return _tab(
            self.told, self.people_table, self.shown, self.excuse, self.copy_names, self.print,
            export,
        )  # fmt: skip

    def _question_tab(self) -> QWidget:
        self.questions = RowsModel(_QUESTIONS)
        self.question_table = Table("同校同日待确认", self.questions)
        self.question_table.stretch(5)
        self.asked = label("", kind="soft")
        self.asked.setWordWrap(True)
        self.copy_question = button("复制问话", tip="发给两位督学；由他们商量，督导室不代为判断")
        self.answer = button("登记答复…", kind="primary", tip="选中一行后按 Enter")
        self.same = button("同一问题…", tip="两人都写了的同一个问题，只计一次")
        return _tab(self.asked, self.question_table, self.copy_question, self.same, self.answer)

    def _connect(self) -> None:
        self.returns.counted.connect(self._title_returns)
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
        self.shown.picked.connect(self.open_month)
        self.copy_names.clicked.connect(self.copy_dunning)
        self.copy_question.clicked.connect(self.copy_chosen_question)
        self.answer.clicked.connect(self.ask_answer)
        self.same.clicked.connect(self.ask_same_issue)
        self.question_table.opened.connect(lambda _index: self.ask_answer())
        self.question_table.selectionModel().currentRowChanged.connect(self._offer)
        self.print.clicked.connect(self.preview)
        self.key("Ctrl+P", self.preview)
        self.key("F5", lambda: self.take(()))
        self.key("Ctrl+O", self.ask_for_folder)

    def _title_returns(self, awaited: int) -> None:
        self._entitle(self.returns, f"退回（{awaited} 份待核）" if awaited else "退回")

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        return (
            changes.bundles or changes.visits or changes.issues or changes.inspectors
            or changes.photos
        )  # fmt: skip

    @override
    def refresh(self) -> None:
        desk, month = self._desk, self.month
        self.shown.show_month(month)
        self.read(desk.office_desk.tray, self._show_tray)
        self.read(lambda: desk.office_gaps.board(month), self._show_board)
        self.read(desk.office_questions.all, self._show_questions)
        self.returns.refresh()
        self.scans.refresh()
        self.typed.refresh()
        self.check.refresh()

    def _show_tray(self, tray: InTray) -> None:
        lines = tray_lines(tray)
        show_rows(self.tray_table, self.tray, lines)
        known = "、".join(folder.name for folder in tray.folders)
        told = f"记住的共享文件夹：{known}" if known else "没有记住的共享文件夹"
        self.nothing.setText(told if lines else _NOTHING)
        self.tray_table.setVisible(bool(lines))
        self.again.setEnabled(bool(tray.folders))

    def _entitle(self, tab: QWidget, title: str) -> None:
        self.tabs.setTabText(self.tabs.indexOf(tab), title)

    def _show_board(self, board: Board) -> None:
        show_rows(self.people_table, self.people, board.people)
        self._text = board.text
        self.copy_names.setEnabled(bool(board.text))
        head = f"截至 {board.as_of}　月报已收 {board.closed}/{len(board.people)}"
        told = board.sentences
        more = [f"……另有 {len(told) - _MOST_SENTENCES} 项"] if len(told) > _MOST_SENTENCES else []
        self.told.setText("\n".join([head, *(f"▲ {x}" for x in told[:_MOST_SENTENCES]), *more]))
        self.told.setToolTip("\n".join(told))
        self.conflicts.show_rows(board.conflicts)
        twice = len(board.conflicts)
        self._entitle(self.conflicts, f"两份待定（{twice}）" if twice else "两份待定")
        late = len(board.late)
        self.tabs.setTabText(1, f"催报（{late}）" if late else "催报")

    def _show_questions(self, found: Sequence[Question]) -> None:
        show_rows(self.question_table, self.questions, found)
        waiting = sum(question.answer is None for question in found)
        title = f"同校同日待确认（{waiting}）" if waiting else "同校同日待确认"
        self.tabs.setTabText(self._questions_at, title)
        self._offer()

    def _offer(self) -> None:
        question = chosen_row(self.question_table, self.questions)
        self.copy_question.setEnabled(question is not None)
        self.answer.setEnabled(question is not None)
        self.same.setEnabled(question is not None and question.issues > 1)
        self.asked.setText(
            "没有两位督学同一天到同一所学校、又没有互相写明同行的记录。"
            if question is None
            else question.text.splitlines()[0]
        )

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
        text = f"已打成一个文件 {path}，发给各位督学，拖到“上报”页就收取。{left}"
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
        said = [told or "没有找到上报包"]
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

    # -- asking and telling ----------------------------------------------------------------------

    def open_month(self, month: Month) -> None:
        """Show who is late for that month."""
        self.month = month
        self.refresh()

    def open_check(self, month: Month) -> None:
        """Show what was reported for that month beside the records."""
        self.tabs.setCurrentWidget(self.check)
        self.check.open_month(month)

    def open_tab(self, name: str) -> None:
        """Show one of the tabs that other pages lead to."""
        places = {"typed": self.tabs.indexOf(self.typed), "questions": self._questions_at}
        self.tabs.setCurrentIndex(places[name])

    def preview(self) -> None:
        """Show the list of who is late as it prints."""
        from inspector_app.services.wishes import DunningPrint

        self.kit.navigator.open(OpenPreview(wish=DunningPrint(month=self.month)))

    def copy_dunning(self) -> None:
        """Put the list of who is late on the clipboard, ready to be pasted."""
        QGuiApplication.clipboard().setText(self._text)
        self.notice.tell(f"已复制，可以直接粘贴：\n{self._text}")

    def copy_chosen_question(self) -> None:
        """Put the question to two people on the clipboard."""
        question = chosen_row(self.question_table, self.questions)
        if question is not None:
            QGuiApplication.clipboard().setText(question.text)
            self.notice.tell("问话已复制，请发给两位督学；答复来了再登记。")

    def ask_answer(self) -> None:
        """Write down what the two answered."""
        question = chosen_row(self.question_table, self.questions)
        if question is None:
            return
        wanted = ask_same_day(self, question)
        if wanted is None:
            return
        uid = question.row.uid
        self.write(
            lambda: self._desk.office_questions.answer(
                uid, wanted.answer, by=wanted.by, kept=wanted.kept
            ),
            lambda _changes: self._answered(wanted.answer),
        )

    def ask_same_issue(self) -> None:
        """Write down which two issues are one."""
        question = chosen_row(self.question_table, self.questions)
        if question is not None and self.same.isEnabled():
            uid = question.row.uid
            self.read(lambda: self._desk.office_questions.issues_of(uid), self._ask_same_issue)

    def _ask_same_issue(self, issues: Sequence[tuple[str, str]]) -> None:
        wanted = ask_shared_issue(self, issues)
        if wanted is not None:
            self.write(
                lambda: self._desk.office_questions.same_issue(
                    wanted.counted, wanted.other, by=wanted.by
                ),
                lambda _changes: self.notice.tell("已登记为同一问题：只计一次，两位发现人都保留。"),
            )

    def _answered(self, answer: SameDay) -> None:
        more = "同一个问题两人都写了的，再按“同一问题…”合成一条。"
        joint = answer is SameDay.JOINT
        self.notice.tell(f"已登记：{SAME_DAY_LABEL[answer]}。{more if joint else ''}")
        self.refresh()


def _tab(told: QWidget, table: Table, *acts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, GRID, 0, 0)
    column.setSpacing(GRID)
    row = QHBoxLayout()
    row.setSpacing(GRID)
    row.addWidget(told, 1)
    for act in acts:
        row.addWidget(act)
    column.addLayout(row)
    column.addWidget(table, 1)
    column.addStretch()
    return made
