"""登记: the entries of one kind at the left, the one that is marked at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.ids import new_uid
from inspector_app.base.override import override
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.words import Names
from inspector_app.services.wishes import EntriesPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import OpenItems, OpenPreview
from inspector_app.ui.page import Kit, Page, clear, header
from inspector_app.ui.pages.registers.attachments import Attachments
from inspector_app.ui.pages.registers.beginning import begin_entry
from inspector_app.ui.pages.registers.beside import BEGINS, PANELS
from inspector_app.ui.pages.registers.entry_list import EntryList
from inspector_app.ui.pages.registers.extras import EXTRAS
from inspector_app.ui.pages.registers.head import EntryHead, Hints
from inspector_app.ui.pages.registers.inputs import tools_for
from inspector_app.ui.pages.registers.rooms import ListAndForm
from inspector_app.ui.pages.registers.sheet import EntrySheet
from inspector_app.ui.pages.registers.steps import EntrySteps
from inspector_app.ui.saving import Save, Saver
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.binding import field_of

if TYPE_CHECKING:
    from inspector_app.services.register_edit import NewEntry
    from inspector_app.services.registers import EntryLine, EntryRecord
    from inspector_app.services.saved import Added
    from inspector_app.services.undo import Undone
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.pages.registers.figures import FiguresPanel

_LOOK_AGAIN_MS: Final = 400


class _Found(NamedTuple):
    """What one look at the data brings."""

    lines: tuple[EntryLine, ...]
    summary: str
    record: EntryRecord | None


class RegistersPage(Page):
    """Every change goes out at once and is stored before 已保存 is shown."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self.desk = desk
        self._editing = new_uid()
        self._names = Names(schools={}, people={})
        self._record: EntryRecord | None = None
        self._wanted = ""
        self._then: Callable[[], None] | None = None
        self.saver = Saver(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_AGAIN_MS)
        self._soon.timeout.connect(self.refresh)
        self.list = EntryList()
        self.head = EntryHead()
        self.sheet: EntrySheet | None = None
        self.side: FiguresPanel | None = None
        self._build()
        self.steps = EntrySteps(self, self, desk)
        self.attachments = Attachments(self, self, desk)
        self._connect()

    @override
    def begin_step(self) -> None:
        self._editing = new_uid()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.new = button("＋ 新登记一条", kind="primary", tip="Ctrl+Shift+N")
        self.listing = button("一览表…", tip="预览列出的各条：打印，或存为 PDF、Word、Excel")
        self.export = button("导出 Excel…", tip="把列出的各条存成 Excel 表格，每个字段一列")
        extras = QWidget()
        self._extras = QHBoxLayout(extras)
        self._extras.setContentsMargins(0, 0, 0, 0)
        self.box.addLayout(header("登记", extras, self.listing, self.export, self.new))
        self.box.addWidget(self.notice)
        self._empty = label("", kind="soft")
        self.rooms = ListAndForm(self.list, first=self.list.table)
        self.rooms.form_box.addWidget(self._empty)
        self.rooms.form_box.addWidget(self.head)
        self.hints = Hints()
        self.rooms.form_box.addWidget(self.hints)
        self.box.addWidget(self.rooms, 1)

    def _connect(self) -> None:
        self.list.kind_chosen.connect(self.open_kind)
        self.list.wanted.connect(self.refresh)
        self.list.shown.connect(self._on_shown)
        self.list.opened.connect(self.open_entry)
        self.new.clicked.connect(self.begin)
        self.listing.clicked.connect(self.print_list)
        self.export.clicked.connect(self.export_list)
        self.head.next_gap.clicked.connect(self.go_to_next_gap)
        self.head.phrases.clicked.connect(self.kit.events.phrase_wanted)
        self.head.undo.clicked.connect(self.undo)
        self.head.redo.clicked.connect(self.redo)
        for key, slot in (
            ("Ctrl+Shift+N", self.begin), ("F8", self.go_to_next_gap),
            ("Ctrl+E", self.go_to_next_gap), ("F9", self.steps.file), ("Ctrl+D", self.steps.file),
            ("Ctrl+P", self.steps.print), ("Ctrl+Return", self.open_items),
            ("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo),
        ):  # fmt: skip
            self.key(key, slot)

    def _sheet(self) -> EntrySheet:
        """Return the form of the kind that is listed."""
        kind = KINDS[self.list.kind]
        if self.sheet is not None and self.sheet.kind is kind:
            return self.sheet
        if self.sheet is not None:
            self.rooms.form_box.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
        made = EntrySheet(
            kind, tools_for(self.kit, self.desk, today=self.today, names=lambda: self._names)
        )
        self.rooms.form_box.addWidget(made, 1)
        made.edited.connect(self._on_edited)
        made.left.connect(self._on_left)
        made.refused.connect(self._on_refused)
        made.undo_wanted.connect(self.undo)
        made.redo_wanted.connect(self.redo)
        made.row_wanted.connect(self._on_row_wanted)
        made.row_removed.connect(self._on_row_removed)
        made.row_moved.connect(self._on_row_moved)
        made.reveal_wanted.connect(self._on_reveal_wanted)
        made.page_wanted.connect(self.open_items)
        for field in made.files():
            self.attachments.serve(field)
        self.sheet = made
        panel = PANELS.get(kind.id)
        self.side = None if panel is None else panel(self)
        self.rooms.set_side(self.side)
        self._show_extras(kind.id)
        return made

    def _show_extras(self, kind: str) -> None:
        clear(self._extras)
        for extra in EXTRAS.get(kind, ()):
            each = button(extra.text, tip=extra.tip)
            each.clicked.connect(partial(extra.act, self))
            self._extras.addWidget(each)

    def today(self) -> date:
        """Return the day in China."""
        return clocks.today(self.desk.clock)

    @property
    def record(self) -> EntryRecord | None:
        """What is shown."""
        return self._record

    # -- showing ---------------------------------------------------------------------------------

    def open_kind(self, kind: str) -> None:
        """List the entries of a kind, the newest of them shown."""
        self.flush()
        self.notice.hide()
        self.list.choose(kind)
        self.rooms.leave()
        self._wanted = ""
        self.refresh()

    def open_entry(self, uid: str) -> None:
        """Show one entry in the list of its kind, and go into it."""
        self.flush()

        def found(record: EntryRecord) -> None:
            self.list.choose(record.kind.id, removed=record.entry.removed)
            self._wanted, self._then = uid, self._go_into
            self.refresh()

        self.read(lambda: self.desk.registers.record(uid), found)

    def _go_into(self) -> None:
        self.rooms.enter()
        self._sheet().go_to_first()

    @override
    def affected_by(self, changes: Changes) -> bool:
        if self._wanted in changes.entry_uids:
            # One's own typing comes back as a change: gaps and marks follow when it pauses.
            self._soon.start()
            return False
        counted = self.side is not None and self.side.note_changes(changes)
        return counted or changes.registers or changes.schools or changes.inspectors

    @override
    def refresh(self) -> None:
        if self.saver.unsaved:
            self._soon.start()
            return
        wanted, uid = self.list.search(), self._wanted

        def look() -> _Found:
            lines = self.desk.registers.list(wanted)
            uids = [line.entry.uid for line in lines]
            shown = uid if uid in uids else next(iter(uids), "")
            record = self.desk.registers.record(shown) if shown else None
            return _Found(lines, self.desk.register_figures.summary(wanted.kind), record)

        show = self.saver.unless_written(
            self._show, self._soon.start, still=lambda: self.list.search() == wanted
        )
        self.read(look, show)

    def _show(self, found: _Found) -> None:
        uid = "" if found.record is None else found.record.entry.uid
        self.list.show_lines(found.lines, found.summary, current=uid)
        for each in (self.listing, self.export):
            each.setEnabled(bool(found.lines))
        self._show_record(found.record)
        then, self._then = self._then, None
        if then is not None and found.record is not None:
            then()

    def _show_record(self, record: EntryRecord | None) -> None:
        before = "" if self._record is None else self._record.entry.uid
        self._record, self._wanted = record, "" if record is None else record.entry.uid
        sheet = self._sheet()
        for widget in (self.head, sheet):
            widget.setVisible(record is not None)
        self.hints.show_hints(() if record is None else record.hints)
        self._empty.setVisible(record is None)
        if record is None:
            self._empty.setText(self._words_for_nothing())
            return
        same = record.entry.uid == before
        if not same:
            self._editing = new_uid()
        self._names = record.names
        self.head.show_record(record)
        sheet.show_record(record, busy=field_of(self.focusWidget()) if same else None)
        if self.side is not None:
            self.side.show_record(record, sheet)

    def _words_for_nothing(self) -> str:
        wanted = self.list.search()
        if wanted.removed:
            return "回收站是空的。移到这里的草稿可以恢复；编号一直保留，不会再给别的。"
        if wanted.text.strip():
            return "没有找到。可以少写几个字，或清空筛选。"
        return f"{KINDS[wanted.kind].purpose}。还没有登记，按 Ctrl+Shift+N 新登记一条。"

    def _on_shown(self, uid: str) -> None:
        self.flush()

        def show(record: EntryRecord) -> None:
            # The arrows may have gone on while this was read.
            if self.list.current == record.entry.uid:
                self._show_record(record)

        self.read(lambda: self.desk.registers.record(uid), show)

    # -- saving ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a new entry of the kind that is listed, and go into it."""
        kind = self.list.kind
        self.flush()
        if kind in BEGINS:
            BEGINS[kind](self)
            return
        self.list.choose(kind)

        def begun(made: NewEntry) -> None:
            self._wanted, self._then = made.uid, self._go_into
            self.refresh()

        begin_entry(self, kind, begun)

    def open_items(self) -> None:
        """Go to the page on which the rows of the entry are written, where it has one."""
        if self._record is not None and self._record.kind.written_by_items:
            self.flush()
            self.kit.navigator.open(OpenItems(uid=self._record.entry.uid))

    def _on_edited(self, name: str, value: Any) -> None:
        uid, editing = self._wanted, self._editing
        self._save(
            name, lambda: self.desk.register_edit.set_field(uid, name, value, editing=editing)
        )

    def _save(self, key: str, work: Save) -> None:
        self.head.changed()
        self.saver.save(f"{self._wanted} {key}", work)

    def _on_left(self) -> None:
        uid = self._wanted
        self.kit.jobs.write(self, lambda: self.desk.register_edit.leave_field(uid))

    def _on_refused(self, sentence: str) -> None:
        self.notice.tell(sentence, kind="warn")
        self.kit.events.not_saved.emit(sentence)

    def _on_row_wanted(self, field: str) -> None:
        uid, editing = self._wanted, self._editing
        self.flush()
        self.saver.note()

        def done(added: Added) -> None:
            self.kit.events.saved.emit(added.saved.at)
            self._then = lambda: self._sheet().open_row(field, added.uid)
            self.refresh()

        self.write(
            lambda: self.desk.register_edit.add_row(uid, field, editing=editing),
            done,
            on_error=self.saver.tell,
        )

    def _on_row_removed(self, field: str, row: str) -> None:
        uid = self._wanted
        self._save(field, lambda: self.desk.register_edit.remove_row(uid, field, row))

    def _on_row_moved(self, field: str, row: str, to: int) -> None:
        uid = self._wanted
        self._save(field, lambda: self.desk.register_edit.move_row(uid, field, row, to=to))

    def _on_reveal_wanted(self) -> None:
        uid = self._wanted
        self.flush()

        def show(values: dict[str, Any]) -> None:
            if self.sheet is not None and self.sheet.sealed is not None and self._wanted == uid:
                self.sheet.sealed.reveal(values)

        self.write(lambda: self.desk.sealed_parts.reveal(uid), show)

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        if self.sheet is not None:
            self.sheet.flush()

    @override
    def leave(self) -> None:
        self.flush()
        if self.sheet is not None and self.sheet.sealed is not None:
            self.sheet.sealed.close_again()

    # -- undo and gaps ---------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the newest change of this entry back."""
        uid = self._wanted
        self._back_and_forth("已撤销", lambda: self.desk.register_edit.undo(uid))

    def redo(self) -> None:
        """Put the change last taken back in again."""
        uid = self._wanted
        self._back_and_forth("已重做", lambda: self.desk.register_edit.redo(uid))

    def _back_and_forth(self, verb: str, work: Callable[[], Undone | None]) -> None:
        if self._record is None or self.head.undo.isHidden():
            return
        self.flush()

        def done(undone: Undone | None) -> None:
            if undone is None:
                nothing = {"已撤销": "没有可以再退的改动了。", "已重做": "没有可以重做的改动。"}
                self.kit.events.said.emit(nothing[verb])
                return
            self._editing = new_uid()
            self.kit.events.said.emit(f"{verb}：{undone.label}")
            # What was undone may stand in the very field that has the focus: show all.
            self._sheet().view.setFocus()
            self._then = lambda: self._sheet().go_to_stored(undone.field)
            self.refresh()

        self.write(work, done)

    def go_to_next_gap(self) -> None:
        """Go to the next field that 定稿 will ask for."""
        if self._record is None or self.head.next_gap.isHidden():
            return
        self.flush()
        uid = self._wanted
        # Behind what was just typed, on the one thread that saves.
        self.write(lambda: self.desk.registers.ready(uid), self._go_on)

    def _go_on(self, record: EntryRecord) -> None:
        sheet = self._sheet()
        sheet.show_gaps(record.entry, record.gaps)
        if not record.gaps:
            self.kit.events.said.emit("没有未填的了，可以定稿（F9）。")
            self.head.file.setFocus()
            return
        gap = sheet.go_to_next_gap(record.gaps)
        self.kit.events.said.emit(gap.words())

    # -- the list as paper and file --------------------------------------------------------------

    def print_list(self) -> None:
        """Show the list as it prints."""
        self.flush()
        self.kit.navigator.open(OpenPreview(wish=EntriesPrint(wanted=self.list.search())))

    def export_list(self) -> None:
        """Write the entries that are listed as an Excel file, every field in a column."""
        wanted = self.list.search()
        name = f"{KINDS[wanted.kind].name}一览表.xlsx"
        path = ask.save_file(self, "把表格存到哪里", name, ask.EXCEL)
        if path is not None:
            self.read(lambda: self.desk.register_tables.list_xlsx(path, wanted), self.tell_written)
