"""The page on which a record is written, signed, filed and corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.errors import Problem
from inspector_app.base.ids import new_uid
from inspector_app.base.override import override
from inspector_app.ui.navigator import OpenVisit
from inspector_app.ui.page import Kit, Page
from inspector_app.ui.pages.visit.head import RecordHead
from inspector_app.ui.pages.visit.joint import JointLine
from inspector_app.ui.pages.visit.lesson_rows import typed_value
from inspector_app.ui.pages.visit.returned import ReturnSteps
from inspector_app.ui.pages.visit.scan_pane import ScanSteps
from inspector_app.ui.pages.visit.sheet import Sheet
from inspector_app.ui.pages.visit.side import LastIssues
from inspector_app.ui.pages.visit.steps import Steps
from inspector_app.ui.pages.visit.talk_steps import TalkSteps
from inspector_app.ui.pages.visit.walk import go_to_undone
from inspector_app.ui.saving import Saver
from inspector_app.ui.theme import scaled
from inspector_app.ui.widgets.binding import field_of
from inspector_app.ui.widgets.fields import LongText

if TYPE_CHECKING:
    from inspector_app.domain.views import LedgerRow, SchoolCard
    from inspector_app.services.saved import Added
    from inspector_app.services.undo import Undone
    from inspector_app.services.visit_views import VisitRecord
    from inspector_app.ui.desk import Desk

SIDE_FROM_WIDTH: Final = 960
_LOOK_AGAIN_MS: Final = 400


class VisitPage(Page):
    """One record.

    Every change goes out at once and is stored before 已保存 is shown; what is typed is never
    replaced by what is read back.

    Signals:
        shown(str): the record of this uid is on the screen now.
    """

    shown = Signal(str)

    def __init__(self, kit: Kit, desk: Desk, uid: str) -> None:
        super().__init__(kit)
        self._desk, self.uid = desk, uid
        self.editing = new_uid()
        self._record: VisitRecord | None = None
        self._go_to: tuple[str, int] = ("", 0)
        self._gap_is_told = False
        self.saver = Saver(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_AGAIN_MS)
        self._soon.timeout.connect(self.refresh)
        self.head = RecordHead()
        self.joint = JointLine()
        self.returned = ReturnSteps(self, self, desk)
        for widget in (self.head, self.joint, self.notice, self.returned.card):
            self.box.addWidget(widget)
        self.scan = ScanSteps(self, self, desk, make=self._sheet_in)
        self.sheet = self.scan.room.sheet
        self.signing = self.sheet.signing
        self.before = LastIssues()
        row = QHBoxLayout()
        row.addWidget(self.scan.room, 1)
        row.addWidget(self.before)
        self.box.addLayout(row, 1)
        self.steps = Steps(self, self, desk)
        self.talks = TalkSteps(self, self, desk, preview=self.steps.preview)
        self._connect()

    # -- building --------------------------------------------------------------------------------

    def _sheet_in(self, room: QWidget) -> Sheet:
        return Sheet(self.kit, self._desk, self.uid, today=self.today, parent=room)

    def _connect(self) -> None:
        self.kit.events.saved.connect(self._forget_gap)
        self.sheet.form.edited.connect(self._on_edited)
        self.sheet.form.touched.connect(self._on_touched)
        self.sheet.form.left.connect(self.on_left)
        self.sheet.form.refused.connect(self.on_refused)
        self._connect_rows()
        self.before.taken.connect(self._on_taken)
        self.before.told.connect(self.steps.tell_progress)
        self.sheet.progress_wanted.connect(self.steps.tell_progress_of)
        self.sheet.lesson_print_wanted.connect(self.steps.print_lesson)
        self.joint.wanted.connect(lambda uid: self.kit.navigator.open(OpenVisit(uid=uid)))
        self.head.next_gap.clicked.connect(self.go_to_next_gap)
        self.sheet.phrases.clicked.connect(self.kit.events.phrase_wanted)
        self.head.undo.clicked.connect(self.undo)
        self.head.redo.clicked.connect(self.redo)
        for form in (self.sheet.form, self.sheet.lessons, self.sheet.merits, self.sheet.issues):
            form.undo_wanted.connect(self.undo)
            form.redo_wanted.connect(self.redo)
        for key, slot in (
            ("F8", self.go_to_next_gap), ("Ctrl+E", self.go_to_next_gap),
            ("F7", self.returned.go_on), ("Ctrl+B", self.returned.go_on),
            ("F9", self.steps.file), ("Ctrl+D", self.steps.file),
            ("Ctrl+P", self.steps.print_pdf), ("Ctrl+Shift+P", self.steps.print_for_signing),
            ("Ctrl+Shift+L", self._print_lesson),
            ("Ctrl+L", self._add_lesson), ("Ctrl+M", self._add_merit), ("Ctrl+I", self._add_issue),
            ("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo), ("Ctrl+O", self.sheet.photos.choose),
        ):  # fmt: skip
            self.key(key, slot)
        for place in range(self.sheet.parts.count):
            self.key(f"Ctrl+{place + 1}", partial(self.sheet.go_to_section, place))

    def _connect_rows(self) -> None:
        edit, save = self._desk.visit_edit, self.saver.save
        for rows, noun, add in (
            (self.sheet.lessons, "lesson", self._add_lesson),
            (self.sheet.merits, "merit", self._add_merit),
            (self.sheet.issues, "issue", self._add_issue),
        ):
            rows.add_wanted.connect(add)
            rows.refused.connect(self.on_refused)
            rows.left.connect(lambda _uid, name: self.on_left(name))
            rows.moved.connect(
                lambda uid, to, noun=noun: save(
                    uid, lambda: edit.move_row(noun, uid, to=to, editing=self.editing)
                )
            )
        self.sheet.lessons.edited.connect(self._on_lesson_edited)
        self.sheet.merits.edited.connect(self._on_merit_edited)
        self.sheet.issues.edited.connect(self._on_issue_edited)
        self.sheet.lessons.removed.connect(lambda uid: save(uid, lambda: edit.remove_lesson(uid)))
        self.sheet.merits.removed.connect(lambda uid: save(uid, lambda: edit.remove_merit(uid)))
        self.sheet.issues.removed.connect(lambda uid: save(uid, lambda: edit.remove_issue(uid)))

    @override
    def begin_step(self) -> None:
        self.editing = new_uid()

    def today(self) -> date:
        """Return the day in China."""
        return clocks.today(self._desk.clock)

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        if self.uid in changes.visit_uids:
            # One's own typing comes back as a change: gaps and marks follow when it pauses.
            self._soon.start()
            return False
        hints = changes.calendar or changes.recusals or changes.rules
        return hints or changes.photos or changes.issues or changes.settings

    @override
    def refresh(self) -> None:
        if self.saver.unsaved:
            self._soon.start()
            return
        show = self.saver.unless_written(self._show, self._soon.start)
        self.read(lambda: self._desk.visits.record(self.uid), show)

    def _show(self, record: VisitRecord) -> None:
        before, self._record = self._record, record
        self.head.show_visit(record.visit, source=record.source)
        self.joint.show_record(record)
        busy = self.focusWidget() if self._is_typing() else None
        self.sheet.show_record(record, busy=field_of(busy))
        self.returned.look()
        self.scan.look()
        if before is None:
            self._arrive(record)
        elif before.visit.is_editable != record.visit.is_editable:
            # What may be taken over from before depends on it.
            self.fetch_before()

    def _arrive(self, record: VisitRecord) -> None:
        """Go where the person wanted to be, and fetch what stands beside the record."""
        field, position = self._go_to
        self.sheet.parts.mark(0)
        if field:
            self.sheet.go_to(field, position)
        else:
            self.sheet.form.input("visited_on" if record.visit.school else "school_code").setFocus()
        self.fetch_before()
        self.shown.emit(self.uid)

    def fetch_before(self) -> None:
        """Ask for what is open from before at this school."""
        record = self._record
        code = record.visit.school_code if record is not None else ""
        self.before.setVisible(bool(code) and self._has_side_room())
        if code:
            self.read(lambda: self._desk.schools.card(code), self._show_before)
            self.read(lambda: self._desk.notes.of_visit(self.uid), self.before.show_notes)

    def _show_before(self, card: SchoolCard) -> None:
        earlier = [row for row in card.open_issues if row.visit_uid != self.uid]
        visit = self._record.visit if self._record is not None else None
        editable = visit is not None and visit.is_editable and visit.joint is None
        self.before.show_issues(earlier, editable=editable, today=self.today())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        chosen = self._record is not None and bool(self._record.visit.school_code)
        self.before.setVisible(chosen and self._has_side_room())

    def _has_side_room(self) -> bool:
        taken = 0 if self.scan.pane.isHidden() else self.width() // 2
        return self.width() - taken >= scaled(SIDE_FROM_WIDTH)

    def _is_typing(self) -> bool:
        return self._record is not None and self._record.visit.is_editable

    # -- saving ----------------------------------------------------------------------------------

    def _on_edited(self, name: str, value: object) -> None:
        if name == "methods":
            value = self.sheet.methods()
        edit, uid, editing = self._desk.visit_edit, self.uid, self.editing
        then = self.fetch_before if name == "school_code" else None
        self.saver.save(name, lambda: edit.set_field(uid, name, value, editing=editing), then=then)
        self._remember(name)

    def _on_lesson_edited(self, uid: str, name: str, value: object) -> None:
        typed, editing = typed_value(name, value), self.editing
        self.saver.save(
            f"{uid}.{name}",
            lambda: self._desk.visit_edit.set_lesson(uid, name, typed, editing=editing),
        )
        self._remember("narrative")

    def _on_merit_edited(self, uid: str, _name: str, value: object) -> None:
        editing = self.editing
        self.saver.save(
            uid, lambda: self._desk.visit_edit.set_merit(uid, str(value), editing=editing)
        )

    def _on_issue_edited(self, uid: str, name: str, value: object) -> None:
        editing = self.editing
        self.saver.save(
            f"{uid}.{name}",
            lambda: self._desk.visit_edit.set_issue(uid, name, value, editing=editing),
        )

    def _on_touched(self, name: str) -> None:
        record = self._record
        if record is not None and record.visit.is_editable and name in record.visit.prefilled:
            self.saver.save(
                f"touch {name}", lambda: self._desk.visit_edit.touch_prefilled(self.uid, name)
            )

    def on_left(self, name: str) -> None:
        """Index a long text that was left."""
        self.kit.jobs.write(self, lambda: self._desk.visit_edit.leave_field(self.uid, name))

    def on_refused(self, sentence: str) -> None:
        """Say that what was typed is not saved, and why."""
        self.notice.tell(sentence, kind="warn")
        self.kit.events.not_saved.emit(sentence)

    def _remember(self, name: str) -> None:
        field = self.sheet.form.input(name)
        position = field.textCursor().position() if isinstance(field, LongText) else 0
        self.kit.jobs.write(
            self,
            lambda: self._desk.visit_edit.set_cursor(self.uid, field=name, position=position),
        )

    def _add_lesson(self) -> None:
        self.add_row(
            lambda: self._desk.visit_edit.add_lesson(self.uid), self.sheet.lessons.open_row
        )

    def _print_lesson(self) -> None:
        self.steps.print_lesson(self.sheet.lessons.current)

    def _add_merit(self) -> None:
        self.add_row(lambda: self._desk.visit_edit.add_merit(self.uid), self.sheet.merits.open_row)

    def _add_issue(self) -> None:
        self.add_row(lambda: self._desk.visit_edit.add_issue(self.uid), self.sheet.issues.open_row)

    def add_row(self, work: Callable[[], Added], then: Callable[[str], None]) -> None:
        """Add a row to a record that can be written in; ``then`` is told its uid."""
        if not self._is_typing():
            return

        def done(added: Added) -> None:
            self.kit.events.saved.emit(added.saved.at)
            self.read(lambda: self._desk.visits.record(self.uid), lambda r: open_it(r, added.uid))

        def open_it(record: VisitRecord, uid: str) -> None:
            self._show(record)
            then(uid)

        self.sheet.flush()
        self.saver.note()
        self.write(work, done, on_error=self.saver.tell)

    def _on_taken(self, row: LedgerRow) -> None:
        issue = row.issue
        self.add_row(
            lambda: self._desk.visit_edit.add_issue(
                self.uid,
                description=issue.description,
                category=issue.category,
                severity=issue.severity,
                handling=issue.handling,
                requirement=issue.requirement,
                responsible_unit=issue.responsible_unit,
                responsible=issue.responsible,
            ),
            self.sheet.issues.open_row,
        )

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        self.sheet.flush()

    @override
    def leave(self) -> None:
        self.flush()
        self._forget_gap()

    # -- undo ------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the newest change of this record back."""
        self._back_and_forth("已撤销", lambda: self._desk.visit_edit.undo(self.uid))

    def redo(self) -> None:
        """Put the change last taken back in again."""
        self._back_and_forth("已重做", lambda: self._desk.visit_edit.redo(self.uid))

    def _back_and_forth(self, verb: str, work: Callable[[], Undone | None]) -> None:
        if not self._is_typing():
            return
        self.sheet.flush()

        def done(undone: Undone | None) -> None:
            if undone is None:
                self.kit.events.said.emit(
                    "没有可以再退的改动了。" if verb == "已撤销" else "没有可以重做的改动。"
                )
                return
            self.editing = new_uid()
            self.kit.events.said.emit(f"{verb}：{undone.label}")
            self.read(lambda: self._desk.visits.record(self.uid), lambda r: show(r, undone))

        def show(record: VisitRecord, undone: Undone) -> None:
            # What was undone may stand in the very field that has the focus: show all.
            self.sheet.view.setFocus()
            self._show(record)
            go_to_undone(undone, self.sheet.rows, self.sheet.go_to)

        self.write(work, done)

    # -- going -----------------------------------------------------------------------------------

    def aim(self, field: str, position: int) -> None:
        """Go to a field as soon as the record is shown."""
        self._go_to = (field, position)
        if self._record is not None:
            self.sheet.go_to(field, position)

    def go_to_next_gap(self) -> None:
        """Go to the next field that 定稿 will ask for."""
        self.sheet.flush()
        self.read(lambda: self._desk.visits.gaps(self.uid), self._go_on)

    def _go_on(self, gaps: tuple[Problem, ...]) -> None:
        if self._record is not None:
            self.sheet.show_gaps(self._record.visit, gaps)
        if not gaps:
            self.kit.events.said.emit("没有未填的了，可以定稿（F9）。")
            self.head.file.setFocus()
            return
        gap = self.sheet.next_gap(gaps)
        self.kit.events.said.emit(gap.words())
        self._gap_is_told = True

    def _forget_gap(self) -> None:
        """Say no longer that a field is missing: something was written, or one goes elsewhere."""
        if self._gap_is_told:
            self._gap_is_told = False
            self.kit.events.said.emit("")

    @property
    def record(self) -> VisitRecord | None:
        """What is shown."""
        return self._record
