"""扫描件 at the office as a list: what was put in, what of it is still to be typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.domain.scan import pages_words
from inspector_app.services.scans import PaperRecord
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.scan_owner import ask_draft, ask_scan_owner
from inspector_app.ui.export import export_button
from inspector_app.ui.finders import draft_finder, person_finder
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.navigator import OpenVisit
from inspector_app.ui.page import wrapped
from inspector_app.ui.row_tables import chosen_row, show_rows
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.domain.scan import Scan
    from inspector_app.services.scans import Entered, PreparedScan
    from inspector_app.services.visit_edit import NewVisit
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

SCAN_ENDINGS: Final = frozenset(
    {".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"}
)
_KINDS: Final = "扫描件、照片 (" + " ".join(
    f"*{each} *{each.upper()}" for each in sorted(SCAN_ENDINGS)
) + ")"  # fmt: skip
_NOTHING: Final = (
    "不用电脑的督学交来的纸，扫描或拍照后按“放入扫描件…”，或把文件拖到这里，照着录成他的记录。"
)


_STEP: Final = 50


class _Line(NamedTuple):
    """A scan, and what its inspector is called."""

    scan: Scan
    who: str


class _Found(NamedTuple):
    """What is to be typed, what of the rest is listed, and how much of it there is."""

    current: tuple[_Line, ...]
    done: tuple[_Line, ...]
    all_done: int


def _state(line: _Line) -> str:
    left = line.scan.left
    if not left:
        return "● 录完了"
    return f"○ 没有录的：{pages_words(left)}"


_COLUMNS: tuple[Column[_Line], ...] = (
    Column(title="放入", text=lambda x: local_datetime_text(parse_instant(x.scan.taken_at))),
    Column(title="督学", text=lambda x: x.who),
    Column(title="页数", text=lambda x: str(len(x.scan.pages)), right=True,
           value=lambda x: len(x.scan.pages)),
    Column(title="状态", text=_state, ink=lambda x: "warn" if x.scan.left else ""),
    Column(title="已录的记录", text=lambda x: "、".join(x.scan.records),
           tip=lambda x: "\n".join(x.scan.records)),
    Column(title="文件", text=lambda x: "、".join(x.scan.files),
           tip=lambda x: "\n".join(x.scan.files)),
)  # fmt: skip


class ScansTab(QWidget):
    """The list, and the way from a file to the record that is typed from it.

    Signals:
        counted(int): how many scans have pages that nothing was typed from.
    """

    counted = Signal(int)

    def __init__(self, page: Page, desk: Desk) -> None:
        super().__init__()
        self._page, self._desk = page, desk
        self.rows: RowsModel[_Line] = RowsModel(_COLUMNS)
        self.table = Table("扫描件", self.rows)
        self.table.stretch(4)
        self.told = label(_NOTHING, kind="soft")
        self.told.setWordWrap(True)
        self.put = button("放入扫描件…", kind="primary", tip="PDF、TIFF、照片，一次一份或几份")
        self.go_on = button("照着录", tip="选中一行后按 Enter：从还没有录的页接着录")
        self.remove = button("移走…", tip="放错了、还没有照着录过的")
        self.onto = button("放到草稿上…", tip="已经录了一份草稿的：把没有录的页放到它旁边")
        self.more = button("", kind="link", tip="录完的，新的在前，一次再列 50 份")
        self._done = 0
        export = export_button(page, self.table, lambda: "扫描件")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.told)
        column.addWidget(wrapped(self.put, self.go_on, self.onto, self.remove, export))
        column.addWidget(self.table, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.onto.clicked.connect(self.put_onto)
        self.more.clicked.connect(self.show_more)
        self.put.clicked.connect(self.choose)
        self.go_on.clicked.connect(self.open)
        self.remove.clicked.connect(self.ask_remove)
        self.table.opened.connect(lambda _index: self.open())
        self.table.selectionModel().currentRowChanged.connect(self._offer)

    def refresh(self) -> None:
        """Ask what was put in."""
        scans, people = self._desk.scans, self._desk.people

        def read() -> _Found:
            names = {person.id: person.name for person in people.inspectors()}

            def lines(found: Sequence[Scan]) -> tuple[_Line, ...]:
                return tuple(_Line(s, names.get(s.inspector_id, s.inspector_id)) for s in found)

            done = scans.done(limit=self._done) if self._done else ()
            return _Found(lines(scans.current()), lines(done), scans.count_done())

        self._page.read(read, self._show)

    def show_more(self) -> None:
        """List more of what is done."""
        self._done += _STEP
        self.refresh()

    def _show(self, told: _Found) -> None:
        waits, left = len(told.current), told.all_done - len(told.done)
        show_rows(self.table, self.rows, (*told.current, *told.done))
        self.table.setVisible(bool(told.current or told.done))
        self.more.setText(f"更多：录完的还有 {left} 份")
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(left > 0)
        told_of = f"还没有录完的 {waits} 份，录完的 {told.all_done} 份"
        self.told.setText(told_of if waits or told.all_done else _NOTHING)
        self.counted.emit(waits)
        self._offer()

    def _offer(self) -> None:
        line = chosen_row(self.table, self.rows)
        self.go_on.setEnabled(line is not None)
        self.onto.setEnabled(line is not None and bool(line.scan.left))
        self.remove.setEnabled(line is not None and not line.scan.records)

    # -- putting in ------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files, and put them in."""
        self.take(ask.open_files(self, "选扫描件", _KINDS))

    def take(self, paths: Sequence[Path]) -> None:
        """Ask whose the files are, put them in, and begin the first record."""
        if not paths:
            return
        people = person_finder(self._page.kit.jobs, self._desk.people)
        who = ask_scan_owner(self, paths, people=people)
        if who is None:
            return
        scans = self._desk.scans
        self._page.kit.jobs.pool(
            self,
            lambda: scans.prepare(paths),
            on_done=lambda prepared: self._keep(who, prepared),
            on_error=self._page.show_error,
            ticket=Ticket("正在把扫描件分成一页一页……"),
        )

    def _keep(self, who: str, prepared: PreparedScan) -> None:
        def kept(entered: Entered) -> None:
            self.refresh()
            self._begin(entered.scan)

        self._page.write(lambda: self._desk.scans.commit(who, prepared), kept)

    def _begin(self, scan: Scan) -> None:
        page = scan.left[0] if scan.left else 1

        def begin() -> NewVisit:
            return self._desk.scans.begin(scan.uid, PaperRecord({}, (page,)))

        self._page.write(begin, lambda made: self._page.kit.navigator.open(OpenVisit(uid=made.uid)))

    # -- doing -----------------------------------------------------------------------------------

    def open(self) -> None:
        """Go on where the chosen scan was left: a new record, or the one that was typed last."""
        line = chosen_row(self.table, self.rows)
        if line is None:
            return
        if line.scan.left:
            self._begin(line.scan)
            return
        if not line.scan.records:
            self._begin(line.scan)
            return
        number = line.scan.records[-1]
        self._page.read(
            lambda: self._desk.visits.uid_of(number),
            lambda uid: self._page.kit.navigator.open(OpenVisit(uid=uid)),
        )

    def put_onto(self) -> None:
        """Show the chosen scan beside a draft that was begun without it."""
        line = chosen_row(self.table, self.rows)
        if line is None or not line.scan.left:
            return
        drafts = draft_finder(self._page.kit.jobs, self._desk.visits)
        uid = ask_draft(self, line.scan, drafts=drafts)
        if uid is None:
            return
        scan, page = line.scan.uid, line.scan.left[:1]
        self._page.write(
            lambda: self._desk.scans.use(scan, uid, page),
            lambda _changes: self._page.kit.navigator.open(OpenVisit(uid=uid)),
        )

    def ask_remove(self) -> None:
        """Take the chosen scan away, after a yes."""
        line = chosen_row(self.table, self.rows)
        if line is None:
            return
        title, text = "移走这份扫描件吗？", "还没有照着它录过；原来的文件不动，可以再放入。"
        if ask.confirm(self, title, text, yes="移走"):
            uid = line.scan.uid
            self._page.write(lambda: self._desk.scans.remove(uid), lambda _changes: self.refresh())
