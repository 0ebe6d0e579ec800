"""导入: a roster or past records from Excel, seen before anything is changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from inspector_app.base.override import override
from inspector_app.ui.dialogs import ask
from inspector_app.ui.export import export_button
from inspector_app.ui.file_drop import FileDropPage, first_of
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.page import Kit, header
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.table import Table
from inspector_app.ui.word_in import choose_word, read_word

if TYPE_CHECKING:
    from inspector_app.base.changes import Changes
    from inspector_app.base.errors import Problem
    from inspector_app.services.import_report import ImportPreview, ImportResult, SheetCount
    from inspector_app.ui.desk import Desk

_SUFFIXES = frozenset({".xlsx", ".csv"})
_WORD = frozenset({".docx", ".doc", ".wps"})
_HINT = (
    "可以把 Excel（.xlsx）、CSV 或 Word（.docx）文件拖到这里。先看将新增、更新和拒收什么，"
    "再决定导入；同一个文件再导入一次不会有任何变化。"
)
_COUNTS: tuple[Column[SheetCount], ...] = (
    Column(title="表", text=lambda row: row.kind),
    Column(title="读入", text=lambda row: str(row.read), right=True, value=lambda row: row.read),
    Column(title="新增", text=lambda row: str(row.new), right=True, value=lambda row: row.new),
    Column(
        title="更新", text=lambda row: str(row.changed), right=True, value=lambda row: row.changed
    ),
    Column(
        title="不变",
        text=lambda row: str(row.unchanged),
        right=True,
        value=lambda row: row.unchanged,
    ),
    Column(
        title="与本机更正冲突",
        text=lambda row: str(row.conflicts),
        right=True,
        value=lambda row: row.conflicts,
    ),
    Column(
        title="拒收", text=lambda row: str(row.refused), right=True, value=lambda row: row.refused
    ),
)
_PROBLEMS: tuple[Column[Problem], ...] = (
    Column(title="位置", text=lambda row: row.where),
    Column(title="问题", text=lambda row: row.what),
    Column(title="怎样改", text=lambda row: row.remedy),
)


class ImportPage(FileDropPage):
    """Choose or drop a file; look; take it over."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self._desk = desk
        self._path: Path | None = None
        self._roster = True
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.roster = button("选名册…", tip="学校、督学、责任分配")
        self.visits = button("选以往记录…", tip="督导记录、听课记录、问题、投诉")
        self.word = button("从 Word 读入…", tip="用 Word 写的一份督导记录，读成草稿")
        self.box.addLayout(header("导入", self.roster, self.visits, self.word))
        self.box.addWidget(self.notice)
        self.hint = label(_HINT, kind="soft")
        self.box.addWidget(self.hint)
        self.counts = RowsModel(_COUNTS)
        self._count_table = Table("各表的行数", self.counts)
        self._count_table.setMaximumHeight(190)
        self.box.addWidget(self._count_table)
        self.problem_title = label("", kind="head")
        self.problems = RowsModel(_PROBLEMS)
        table = Table("要改的单元格", self.problems)
        table.stretch(2)
        line = QHBoxLayout()
        line.addWidget(self.problem_title)
        line.addStretch()
        line.addWidget(export_button(self, table, self._problems_title))
        self.box.addLayout(line)
        self.box.addWidget(table, 1)
        self.accept = QCheckBox("有错的行先不要，其余的照样导入")
        self.accept.setAccessibleName(self.accept.text())
        self.go = button("导入", kind="primary", tip="Ctrl+Return")
        row = QHBoxLayout()
        row.addWidget(self.accept)
        row.addStretch()
        row.addWidget(self.go)
        self.box.addLayout(row)
        self._offer(ready=False, bad=False)

    def _problems_title(self) -> str:
        return f"要改的单元格 {self._path.stem if self._path else ''}".strip()

    def _connect(self) -> None:
        self.roster.clicked.connect(lambda: self._choose(roster=True))
        self.visits.clicked.connect(lambda: self._choose(roster=False))
        self.word.clicked.connect(lambda: choose_word(self, self._desk))
        self.accept.toggled.connect(self._on_accept)
        self.go.clicked.connect(self.take_over)
        self.key("Ctrl+Return", self.take_over)

    @override
    def affected_by(self, changes: Changes) -> bool:
        return False

    def _choose(self, *, roster: bool) -> None:
        title = "选名册文件" if roster else "选以往记录文件"
        path = ask.open_file(self, title, ask.WORKBOOKS)
        if path is not None:
            self.look_at(path, roster=roster)

    def look_at(self, path: Path, *, roster: bool) -> None:
        """Read a file and show what an import would do."""
        self._path, self._roster = path, roster
        self._offer(ready=False, bad=False)
        imports = self._desk.imports
        preview = imports.preview_roster if roster else imports.preview_visits
        self.read(lambda: preview(path), self._show, ticket=Ticket(f"正在读 {path.name}……"))

    def _show(self, preview: ImportPreview) -> None:
        self.notice.hide()
        self.counts.show(preview.sheets)
        rows = (*preview.problems, *preview.conflicts, *preview.notes)
        self.problems.show(rows)
        bad = bool(preview.problems)
        self.hint.setText(
            f"{preview.file_name}：将新增 {preview.new} 行，更新 {preview.changed} 行，"
            f"不变 {preview.unchanged} 行，拒收 {preview.refused} 行。还没有导入。"
        )
        words = f"要改的单元格 {len(preview.problems)} 处" if bad else "没有要改的单元格"
        more = f"，提醒 {len(rows) - len(preview.problems)} 条" if rows else ""
        self.problem_title.setText(words + more)
        self._offer(ready=True, bad=bad)

    def _offer(self, *, ready: bool, bad: bool) -> None:
        self.accept.setVisible(bad and not self._roster)
        self.accept.setChecked(False)
        self.go.setEnabled(ready and not bad)

    def _on_accept(self, accepted: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.go.setEnabled(accepted or not self.problems.rows)

    def take_over(self) -> None:
        """Import the file that is shown."""
        path = self._path
        if path is None or not self.go.isEnabled():
            return
        from inspector_app.services.imports import Accept

        ticket = Ticket(f"正在导入 {path.name}……")
        accept = Accept.VALID_ROWS if self.accept.isChecked() else Accept.ALL_OR_NOTHING
        imports = self._desk.imports
        if self._roster:
            self.write(lambda: imports.import_roster(path), self._done, ticket=ticket)
            return
        self.write(
            lambda: imports.import_visits(path, accept=accept, progress=ticket.goes_on),
            self._done,
            ticket=ticket,
        )

    def _done(self, result: ImportResult) -> None:
        self.notice.tell(f"{result.file_name}：{result.sentence}")
        self.hint.setText(f"{result.file_name}：已导入，各表的行数如下。")
        self.counts.show(result.sheets)
        self._offer(ready=False, bad=False)

    @override
    def fitting(self, paths: Sequence[Path]) -> Path | None:
        return first_of(paths, _SUFFIXES | _WORD)

    @override
    def take_file(self, path: Path) -> None:
        if path.suffix.lower() in _WORD:
            read_word(self, self._desk, path)
            return
        which = ask.pick(self, "这是什么文件？", path.name, ("名册", "以往记录"))
        if which is not None:
            self.look_at(path, roster=which == 0)
