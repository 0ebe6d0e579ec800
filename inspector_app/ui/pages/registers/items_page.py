"""逐项: an entry by an indicator set, its items at the left, the form of one at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.ids import new_uid
from inspector_app.base.override import override
from inspector_app.domain.registers.words import Names
from inspector_app.services.item_entries import ROWS
from inspector_app.ui.page import Kit, Page, header
from inspector_app.ui.pages.registers.attachments import Attachments
from inspector_app.ui.pages.registers.head import EntryHead
from inspector_app.ui.pages.registers.inputs import tools_for
from inspector_app.ui.pages.registers.item_acts import ItemActs
from inspector_app.ui.pages.registers.item_form import ItemForm
from inspector_app.ui.pages.registers.item_list import ItemList
from inspector_app.ui.pages.registers.item_views import ShownEntry, ShownItem, shown_entry
from inspector_app.ui.pages.registers.rooms import ListAndForm
from inspector_app.ui.pages.registers.steps import EntrySteps
from inspector_app.ui.saving import Saver
from inspector_app.ui.theme import label
from inspector_app.ui.widgets.binding import field_of
from inspector_app.ui.widgets.files import FilesField

if TYPE_CHECKING:
    from inspector_app.services.registers import EntryRecord
    from inspector_app.services.undo import Undone
    from inspector_app.ui.desk import Desk

_LOOK_AGAIN_MS: Final = 400


class ItemsPage(Page):
    """Every change goes out at once and is stored before 已保存 is shown."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self.desk = desk
        self._uid = ""
        self._row = ""
        self._next = ""
        self._read_at = 0
        self._editing = new_uid()
        self._shown: ShownEntry | None = None
        self._then: Callable[[], None] | None = None
        self.saver = Saver(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_AGAIN_MS)
        self._soon.timeout.connect(self.refresh)
        self.list = ItemList()
        self.head = EntryHead()
        self.sheet: ItemForm | None = None
        self._build()
        self.steps = EntrySteps(self, self, desk)
        self.acts = ItemActs(self, self, desk)
        self.attachments = Attachments(self, self, desk, place=lambda: self.place_of("files"))
        self._connect()

    @override
    def begin_step(self) -> None:
        self._editing = new_uid()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.name = label("", kind="soft")
        self.name.setWordWrap(True)
        self.acts_line = QWidget()
        top = header("逐项填写", self.acts_line)
        top.insertWidget(1, self.name, 1)
        self.box.addLayout(top)
        self.box.addWidget(self.notice)
        self.figures = label("", kind="head")
        self.lacking = label("", kind="warn")
        for words in (self.figures, self.lacking):
            words.setWordWrap(True)
            self.box.addWidget(words)
        # Over the whole width: beside the list its buttons would take a second line of the form.
        self.box.addWidget(self.head)
        self.rooms = ListAndForm(self.list, first=self.list.table)
        self.box.addWidget(self.rooms, 1)

    def _connect(self) -> None:
        self.list.shown.connect(self._on_shown)
        self.list.opened.connect(self._go_into)
        self.head.next_gap.clicked.connect(self.go_to_next_gap)
        self.head.phrases.clicked.connect(self.kit.events.phrase_wanted)
        self.head.undo.clicked.connect(self.undo)
        self.head.redo.clicked.connect(self.redo)
        for key, slot in (
            ("F8", self.go_to_next_gap), ("Ctrl+E", self.go_to_next_gap),
            ("F9", self.steps.file), ("Ctrl+D", self.steps.file), ("Ctrl+P", self.steps.print),
            ("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo),
            ("Ctrl+Down", lambda: self.list.step(1)), ("Ctrl+Up", lambda: self.list.step(-1)),
        ):  # fmt: skip
            self.key(key, slot)

    def _form(self, record: EntryRecord) -> ItemForm:
        """Return the form of the rows of a kind."""
        if self.sheet is not None and self.sheet.kind is record.kind:
            return self.sheet
        if self.sheet is not None:
            self.rooms.form_box.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
        made = ItemForm(
            record.kind,
            record.kind.rows(ROWS[record.kind.id]),
            tools_for(
                self.kit, self.desk, today=self.today, names=lambda: Names(schools={}, people={})
            ),
        )
        self.rooms.form_box.addWidget(made, 1)
        form = made.form
        form.edited.connect(self._on_edited)
        form.left.connect(self._on_left)
        form.refused.connect(self._on_refused)
        form.undo_wanted.connect(self.undo)
        form.redo_wanted.connect(self.redo)
        for name in form.names():
            widget = form.input(name)
            if isinstance(widget, FilesField):
                self.attachments.serve(widget)
        self.sheet = made
        self.acts.offer(self.acts_line, record.kind.id)
        return made

    def today(self) -> date:
        """Return the day in China."""
        return clocks.today(self.desk.clock)

    @property
    def record(self) -> EntryRecord | None:
        """What is shown."""
        return None if self._shown is None else self._shown.record

    @property
    def row_uid(self) -> str:
        """The row whose form is shown, empty where there is none."""
        return self._row

    def place_of(self, part: str) -> str:
        """Return the name under which a value of the shown row is stored."""
        record = self.record
        return "" if record is None else f"{ROWS[record.kind.id]}/{self._row}/{part}"

    # -- showing ---------------------------------------------------------------------------------

    def open_entry(self, uid: str) -> None:
        """Show one entry, its first item marked unless it is shown already."""
        self.flush()
        self.notice.hide()
        if uid != self._uid:
            self._uid, self._row, self._next, self._shown = uid, "", "", None
            self.list.show_all()
            self.rooms.leave()
        self.refresh()

    @override
    def affected_by(self, changes: Changes) -> bool:
        if self._uid in changes.entry_uids:
            # One's own typing comes back as a change: grades and sums follow when it pauses.
            self._soon.start()
            return False
        return changes.registers

    @override
    def refresh(self) -> None:
        if self._uid and self.saver.unsaved:
            self._soon.start()
        elif self._uid:
            self._look(lambda: None)

    def _look(self, then: Callable[[], None]) -> None:
        """Read the entry behind what was just typed, show it, and go on."""
        uid = self._uid

        def show(found: ShownEntry) -> None:
            self._read_at = self.saver.begun
            self._show(found)
            then()

        # On the one thread that saves: an item that is left and come back to shows what was typed.
        self.write(
            lambda: shown_entry(self.desk, uid),
            self.saver.unless_written(show, self._soon.start, still=lambda: self._uid == uid),
        )

    def _show(self, found: ShownEntry) -> None:
        entry = found.record.entry
        self._shown = found
        title = found.record.kind.title(entry.values)
        self.name.setText(f"{found.record.kind.name}　{title}")
        self.figures.setText(found.figures)
        self.lacking.setText(f"▲ {found.lacking}")
        self.lacking.setVisible(bool(found.lacking))
        self.head.show_record(found.record)
        self._form(found.record)
        self.acts.show_entry(entry)
        self.list.show_parts(found.standard.groups())
        self.list.show_lines(found.lines, current=self._next or self._row)
        self._next = ""
        self._show_row(self.list.current)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _show_row(self, uid: str) -> None:
        same = uid == self._row
        self._row = uid
        line = self._line(uid)
        form = self.sheet
        assert form is not None
        form.setVisible(line is not None)
        if line is None or self._shown is None:
            return
        if not same:
            self._editing = new_uid()
        busy = field_of(self.focusWidget()) if same else None
        form.show_item(line, self._shown.record.entry, busy=busy)

    def _line(self, uid: str) -> ShownItem | None:
        lines = () if self._shown is None else self._shown.lines
        return next((line for line in lines if line.uid == uid), None)

    def _on_shown(self, uid: str) -> None:
        if self.sheet is None:
            return
        self.flush()
        if self.saver.begun == self._read_at:
            self._show_row(uid)
            return
        # What was typed in the item that is left has not been read back yet.
        self._next = uid
        self.refresh()

    def _go_into(self, name: str = "") -> None:
        self.rooms.enter()
        if self.sheet is not None and self._row:
            self.sheet.go_to(name)

    def open_row(self, uid: str) -> None:
        """Show a row that is there after the next reading, and go into it."""
        self._next, self._then = uid, self._go_into
        self.refresh()

    # -- saving ----------------------------------------------------------------------------------

    def _on_edited(self, name: str, value: Any) -> None:
        uid, editing, place = self._uid, self._editing, self.place_of(name)
        self.saver.save(
            f"{uid} {place}",
            lambda: self.desk.register_edit.set_field(uid, place, value, editing=editing),
        )

    def _on_left(self, *_which: object) -> None:
        uid = self._uid
        self.kit.jobs.write(self, lambda: self.desk.register_edit.leave_field(uid))

    def _on_refused(self, sentence: str) -> None:
        self.notice.tell(sentence, kind="warn")
        self.kit.events.not_saved.emit(sentence)

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        if self.sheet is not None:
            self.sheet.form.flush()

    @override
    def leave(self) -> None:
        self.flush()

    # -- undo and gaps ---------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the newest change of this entry back."""
        uid = self._uid
        self._back_and_forth("已撤销", lambda: self.desk.register_edit.undo(uid))

    def redo(self) -> None:
        """Put the change last taken back in again."""
        uid = self._uid
        self._back_and_forth("已重做", lambda: self.desk.register_edit.redo(uid))

    def _back_and_forth(self, verb: str, work: Callable[[], Undone | None]) -> None:
        if self._shown is None or self.head.undo.isHidden():
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
            self.list.table.setFocus()
            self._then = lambda: self.go_to_stored(undone.field)
            self.refresh()

        self.write(work, done)

    def go_to_stored(self, name: str) -> None:
        """Go to the value of a row that is stored under ``name``."""
        _, _, rest = name.partition("/")
        uid, _, part = rest.partition("/")
        if part and self._line(uid) is not None:
            self.list.choose(uid)
            self._go_into(part)

    def go_to_next_gap(self) -> None:
        """Go to the next item, from here on, that 定稿 will ask something of."""
        if self._shown is None or self.head.next_gap.isHidden():
            return
        self.flush()
        self._look(self._go_on)

    def _go_on(self) -> None:
        found = self._shown
        assert found is not None
        uids = [line.uid for line in found.lines]
        at = uids.index(self._row) if self._row in uids else 0
        waiting = [line for line in (*found.lines[at:], *found.lines[:at]) if line.missing]
        here = self._focused_gap()
        later = [line for line in waiting if line.uid != self._row] if here else waiting
        if later or waiting:
            self._enter_gap((later or waiting)[0])
        elif found.record.gaps:
            self.kit.events.said.emit("各项都填好了；登记页上还有没填的，按 Esc 或“登记页”回去补。")
        else:
            self.kit.events.said.emit("没有未填的了，可以定稿（F9）。")
            self.head.file.setFocus()

    def _focused_gap(self) -> bool:
        """Say whether the person is in a field that is missing already: then the next is meant."""
        line, form = self._line(self._row), self.sheet
        focus = field_of(self.focusWidget())
        if line is None or form is None or focus is None:
            return False
        return any(form.form.input(name) is focus for name in line.missing)

    def _enter_gap(self, line: ShownItem) -> None:
        self.list.choose(line.uid)
        assert self.sheet is not None
        name = next((n for n in self.sheet.names() if n in line.missing), "")
        self._go_into(name)
        self.kit.events.said.emit(f"第 {line.item.no} 项还有 {len(line.missing)} 处没有填")
