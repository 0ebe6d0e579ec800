"""The page on which a record is written, signed, filed and corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.errors import Problem
from inspector_app.base.ids import new_uid
from inspector_app.domain.labels import DISPOSITION_LABEL
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole
from inspector_app.ui.finders import person_finder, school_finder
from inspector_app.ui.page import Kit, Page
from inspector_app.ui.pages.visit.basics import (
    AdviceSection,
    BasicsSection,
    MattersSection,
    NarrativeSection,
)
from inspector_app.ui.pages.visit.gaps import Spot, spots_of
from inspector_app.ui.pages.visit.head import RecordHead
from inspector_app.ui.pages.visit.issue_rows import IssueBody, issue_list, merit_list
from inspector_app.ui.pages.visit.lesson_rows import LessonBody, lesson_list, typed_value
from inspector_app.ui.pages.visit.saving import Saver
from inspector_app.ui.pages.visit.side import LastIssues, SectionList
from inspector_app.ui.pages.visit.signing import SigningSection
from inspector_app.ui.pages.visit.steps import Steps
from inspector_app.ui.pages.visit.walk import GapWalk
from inspector_app.ui.photo_panel import PhotoPanel
from inspector_app.ui.theme import scaled
from inspector_app.ui.widgets.binding import Form
from inspector_app.ui.widgets.chips import SwitchChip
from inspector_app.ui.widgets.fields import LongText
from inspector_app.ui.widgets.picker import Choice
from inspector_app.ui.widgets.rows import Section

if TYPE_CHECKING:
    from inspector_app.domain.views import LedgerRow, SchoolCard
    from inspector_app.services.undo import Undone
    from inspector_app.services.visit_edit import Added
    from inspector_app.services.visits import VisitRecord
    from inspector_app.ui.desk import Desk

SIDE_FROM_WIDTH: Final = 960
PARTS_FROM_WIDTH: Final = 600
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
        self._editing = new_uid()
        self._record: VisitRecord | None = None
        self._gaps: tuple[Problem, ...] = ()
        self._go_to: tuple[str, int] = ("", 0)
        self._names: dict[str, str] = {}
        self.saver = Saver(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_AGAIN_MS)
        self._soon.timeout.connect(self.refresh)
        self._build()
        self._rows = {"lessons": self.lessons, "merits": self.merits, "issues": self.issues}
        self._walk = GapWalk(self.form, self._rows, self._section_of)
        self.steps = Steps(self, self, desk)
        self._connect()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.head = RecordHead()
        self.form = Form(self)
        today = self.today
        people = person_finder(self.kit.jobs, self._desk.people)
        schools = school_finder(self.kit.jobs, self._desk.schools)
        self.basics = BasicsSection(self.form, today=today, schools=schools, people=people)
        self._matters = MattersSection(self.form)
        narrative = NarrativeSection(self.form)
        self.lessons = lesson_list(people, lambda: self._names, self._lesson_panel)
        self.merits = merit_list()
        self.issues = issue_list(today, self._issue_panel)
        self._advice = AdviceSection(self.form, today=today)
        self.photos = PhotoPanel(self.kit, self._desk.photos, name="现场照片")
        self.photos.belong_to(PhotoOwner.VISIT, self.uid)
        self.signing = SigningSection(self.kit, self._desk.photos)
        self._sections: tuple[Section, ...] = (
            self.basics,
            self._matters,
            narrative,
            _section("四、听课", self.lessons),
            _section("五、亮点与经验", self.merits),
            self._issue_section(),
            self._advice,
            _section("八、照片", self.photos),
            self.signing,
        )
        self._arrange()

    def _lesson_panel(self, uid: str, place: int) -> PhotoPanel:
        name, role = f"听课{place + 1}：听课本照片", PhotoRole.LESSON_PAPER
        panel = PhotoPanel(self.kit, self._desk.photos, name=name, role=role)
        panel.belong_to(PhotoOwner.LESSON, uid)
        return panel

    def _issue_panel(self, uid: str, place: int) -> PhotoPanel:
        panel = PhotoPanel(self.kit, self._desk.photos, name=f"问题{place + 1}：照片")
        panel.belong_to(PhotoOwner.ISSUE, uid)
        return panel

    def _issue_section(self) -> Section:
        section = _section("六、存在问题", self.issues)
        none = SwitchChip("未发现问题", "本次未发现问题")
        self.form.add("no_issues_found", "", none, to=section)
        return section

    def _arrange(self) -> None:
        self.parts = SectionList([section.title for section in self._sections])
        self.before = LastIssues()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        for section in self._sections:
            column.addWidget(section)
        column.addStretch()
        self.view = QScrollArea()
        self.view.setWidgetResizable(True)
        self.view.setWidget(inner)
        # Everything inside wraps; a bar at the bottom would only hide a line.
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(self.focusPolicy())
        row = QHBoxLayout()
        row.addWidget(self.parts)
        row.addWidget(self.view, 1)
        row.addWidget(self.before)
        self.box.addWidget(self.head)
        self.box.addWidget(self.notice)
        self.box.addLayout(row, 1)

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.touched.connect(self._on_touched)
        self.form.left.connect(self._on_left)
        self.form.refused.connect(self._on_refused)
        self._connect_rows()
        self.parts.chosen.connect(self.go_to_section)
        self.view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.before.taken.connect(self._on_taken)
        self.before.told.connect(self.steps.tell_progress)
        self.head.next_gap.clicked.connect(self.go_to_next_gap)
        self.head.undo.clicked.connect(self.undo)
        self.head.redo.clicked.connect(self.redo)
        for form in (self.form, self.lessons, self.merits, self.issues):
            form.undo_wanted.connect(self.undo)
            form.redo_wanted.connect(self.redo)
        for key, slot in (
            ("F8", self.go_to_next_gap), ("Ctrl+E", self.go_to_next_gap),
            ("F9", self.steps.file), ("Ctrl+D", self.steps.file),
            ("Ctrl+P", self.steps.print_pdf), ("Ctrl+Shift+P", self.steps.print_for_signing),
            ("Ctrl+L", self._add_lesson), ("Ctrl+M", self._add_merit), ("Ctrl+I", self._add_issue),
            ("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo), ("Ctrl+O", self.photos.choose),
        ):  # fmt: skip
            self.key(key, slot)
        for place in range(len(self._sections)):
            self.key(f"Ctrl+{place + 1}", partial(self.go_to_section, place))

    def _connect_rows(self) -> None:
        edit, save = self._desk.visit_edit, self.saver.save
        for rows, noun, add in (
            (self.lessons, "lesson", self._add_lesson),
            (self.merits, "merit", self._add_merit),
            (self.issues, "issue", self._add_issue),
        ):
            rows.add_wanted.connect(add)
            rows.refused.connect(self._on_refused)
            rows.left.connect(lambda _uid, name: self._on_left(name))
            rows.moved.connect(
                lambda uid, to, noun=noun: save(
                    uid, lambda: edit.move_row(noun, uid, to=to, editing=self._editing)
                )
            )
        self.lessons.edited.connect(self._on_lesson_edited)
        self.merits.edited.connect(self._on_merit_edited)
        self.issues.edited.connect(self._on_issue_edited)
        self.lessons.removed.connect(lambda uid: save(uid, lambda: edit.remove_lesson(uid)))
        self.merits.removed.connect(lambda uid: save(uid, lambda: edit.remove_merit(uid)))
        self.issues.removed.connect(lambda uid: save(uid, lambda: edit.remove_issue(uid)))

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
        return bool(changes.photos or changes.issues or changes.settings)

    @override
    def refresh(self) -> None:
        if self.saver.unsaved:
            self._soon.start()
            return
        asked_at = self.saver.begun

        def show(record: VisitRecord) -> None:
            # Something was written while this was read: shown now, it would put an older text
            # under the next key, and that key would save it.
            if self.saver.begun == asked_at:
                self._show(record)
            else:
                self._soon.start()

        self.read(lambda: self._desk.visits.record(self.uid), show)

    def _show(self, record: VisitRecord) -> None:
        first = self._record is None
        self._record = record
        visit = record.visit
        self._names = {visit.lead_id: record.lead_name, **record.names}
        busy = self.focusWidget() if self._is_typing() else None
        self.head.show_visit(visit)
        self.form.show(visit, busy=_field_of(busy))
        self._show_people(record)
        self.lessons.show_rows(visit.lessons, busy=_field_of(busy))
        self.merits.show_rows(visit.merits, busy=_field_of(busy))
        self.issues.show_rows(visit.issues, busy=_field_of(busy))
        self._show_photos(record.photos)
        self.signing.show_record(record)
        self._advice.disposition.setText(
            f"处理意见（按最重的问题自动得出）：{DISPOSITION_LABEL[record.disposition]}"
        )
        self._show_gaps(record.gaps)
        self._lock(locked=not visit.is_editable)
        if first:
            self._arrive(record)

    def _show_photos(self, photos: tuple[Photo, ...]) -> None:
        """Show each picture with what it hangs on; signed pages have a place of their own."""
        signed = {PhotoRole.SIGNED_PAGE, PhotoRole.SIGNATURE}
        of: dict[str, list[Photo]] = {}
        for photo in photos:
            if photo.role not in signed:
                of.setdefault(photo.owner_uid, []).append(photo)
        self.photos.show_photos(of.get(self.uid, []))
        for uid, panel in self._panels():
            panel.show_photos(of.get(uid, []))

    def _panels(self) -> Iterator[tuple[str, PhotoPanel]]:
        for rows in (self.lessons, self.issues):
            for uid, held in rows.cards.items():
                if isinstance(held.body, (LessonBody, IssueBody)):
                    yield uid, held.body.panel

    def _show_people(self, record: VisitRecord) -> None:
        self.basics.lead.show_choice(record.lead_name)
        pairs = zip(record.visit.peer_ids, record.peer_names, strict=True)
        self.basics.peers.show_choices([Choice(uid, name) for uid, name in pairs])

    def _show_gaps(self, gaps: tuple[Problem, ...]) -> None:
        record = self._record
        if record is None:
            return
        self._gaps = gaps
        draft = record.visit.is_editable
        spots = spots_of(gaps) if draft else ()
        own = frozenset(spot.field for spot in spots if not spot.rows)
        self.form.show_marks(
            prefilled=record.visit.prefilled if draft else frozenset(), missing=own
        )
        for name, rows in self._rows.items():
            missing: dict[int, frozenset[str]] = {}
            for spot in spots:
                if spot.rows == name:
                    missing[spot.place] = missing.get(spot.place, frozenset()) | {spot.field}
            rows.show_missing(missing)
        self.parts.show_open(self._open_by_section(spots), draft=draft)

    def _open_by_section(self, spots: tuple[Spot, ...]) -> list[int]:
        counts = [0] * len(self._sections)
        for spot in spots:
            counts[self._section_of(spot)] += 1
        return counts

    def _section_of(self, spot: Spot) -> int:
        group = {"lessons": 3, "merits": 4, "issues": 5}.get(spot.rows)
        if group is not None:
            return group
        row = self.form.rows.get(spot.field)
        owner: QWidget | None = row or self._matters
        while owner is not None:
            if owner in self._sections:
                return self._sections.index(owner)
            owner = owner.parentWidget()
        return 0

    def _lock(self, *, locked: bool) -> None:
        self.form.lock(locked=locked)
        for rows in (self.lessons, self.merits, self.issues):
            rows.lock(locked=locked)
        self.photos.strip.lock(locked=locked)
        for _uid, panel in self._panels():
            panel.strip.lock(locked=locked)

    def _arrive(self, record: VisitRecord) -> None:
        """Go where the person wanted to be, and fetch what stands beside the record."""
        field, position = self._go_to
        if field:
            self.go_to(field, position)
        else:
            self.form.input("visited_on" if record.visit.school else "school_code").setFocus()
        self.parts.mark(0)
        self.fetch_before()
        self.shown.emit(self.uid)

    def fetch_before(self) -> None:
        """Ask for what is open from before at this school."""
        record = self._record
        code = record.visit.school_code if record is not None else ""
        self.before.setVisible(bool(code) and self.width() >= scaled(SIDE_FROM_WIDTH))
        if code:
            self.read(lambda: self._desk.schools.card(code), self._show_before)
            self.read(lambda: self._desk.notes.of_visit(self.uid), self.before.show_notes)

    def _show_before(self, card: SchoolCard) -> None:
        earlier = [row for row in card.open_issues if row.visit_uid != self.uid]
        editable = self._record is not None and self._record.visit.is_editable
        self.before.show_issues(earlier, editable=editable, today=self.today())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        chosen = self._record is not None and bool(self._record.visit.school_code)
        # In very large text the form itself needs the room.
        self.parts.setVisible(self.width() >= scaled(PARTS_FROM_WIDTH))
        self.before.setVisible(chosen and self.width() >= scaled(SIDE_FROM_WIDTH))

    def _is_typing(self) -> bool:
        return self._record is not None and self._record.visit.is_editable

    # -- saving ----------------------------------------------------------------------------------

    def _on_edited(self, name: str, value: object) -> None:
        if name == "methods":
            value = self._matters.methods()
        edit, uid, editing = self._desk.visit_edit, self.uid, self._editing
        then = self.fetch_before if name == "school_code" else None
        self.saver.save(name, lambda: edit.set_field(uid, name, value, editing=editing), then=then)
        self._remember(name)

    def _on_lesson_edited(self, uid: str, name: str, value: object) -> None:
        typed, editing = typed_value(name, value), self._editing
        self.saver.save(
            f"{uid}.{name}",
            lambda: self._desk.visit_edit.set_lesson(uid, name, typed, editing=editing),
        )
        self._remember("narrative")

    def _on_merit_edited(self, uid: str, _name: str, value: object) -> None:
        editing = self._editing
        self.saver.save(
            uid, lambda: self._desk.visit_edit.set_merit(uid, str(value), editing=editing)
        )

    def _on_issue_edited(self, uid: str, name: str, value: object) -> None:
        editing = self._editing
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

    def _on_left(self, name: str) -> None:
        self.kit.jobs.write(self, lambda: self._desk.visit_edit.leave_field(self.uid, name))

    def _on_refused(self, sentence: str) -> None:
        self.notice.tell(sentence, kind="warn")
        self.kit.events.not_saved.emit(sentence)

    def _remember(self, name: str) -> None:
        field = self.form.input(name)
        position = field.textCursor().position() if isinstance(field, LongText) else 0
        self.kit.jobs.write(
            self,
            lambda: self._desk.visit_edit.set_cursor(self.uid, field=name, position=position),
        )

    def _add_lesson(self) -> None:
        self._add(lambda: self._desk.visit_edit.add_lesson(self.uid), self.lessons.open_row)

    def _add_merit(self) -> None:
        self._add(lambda: self._desk.visit_edit.add_merit(self.uid), self.merits.open_row)

    def _add_issue(self) -> None:
        self._add(lambda: self._desk.visit_edit.add_issue(self.uid), self.issues.open_row)

    def _add(self, work: Callable[[], Added], then: Callable[[str], None]) -> None:
        if not self._is_typing():
            return

        def done(added: Added) -> None:
            self.kit.events.saved.emit(added.saved.at)
            self.read(lambda: self._desk.visits.record(self.uid), lambda r: open_it(r, added.uid))

        def open_it(record: VisitRecord, uid: str) -> None:
            self._show(record)
            then(uid)

        self.flush()
        self.saver.note()
        self.write(work, done, on_error=self.saver.tell)

    def _on_taken(self, row: LedgerRow) -> None:
        issue = row.issue
        self._add(
            lambda: self._desk.visit_edit.add_issue(
                self.uid,
                description=issue.description,
                category=issue.category,
                severity=issue.severity,
                safety_hazard=issue.safety_hazard,
                requirement=issue.requirement,
                responsible=issue.responsible,
            ),
            self.issues.open_row,
        )

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        self.form.flush()
        for rows in (self.lessons, self.merits, self.issues):
            rows.flush()

    @override
    def leave(self) -> None:
        self.flush()

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
        self.flush()

        def done(undone: Undone | None) -> None:
            if undone is None:
                self.kit.events.said.emit(
                    "没有可以再退的改动了。" if verb == "已撤销" else "没有可以重做的改动。"
                )
                return
            self._editing = new_uid()
            self.kit.events.said.emit(f"{verb}：{undone.label}")
            self.read(lambda: self._desk.visits.record(self.uid), lambda r: show(r, undone))

        def show(record: VisitRecord, undone: Undone) -> None:
            # What was undone may stand in the very field that has the focus: show all.
            self.view.setFocus()
            self._show(record)
            self._go_to_undone(undone)

        self.write(work, done)

    def _go_to_undone(self, undone: Undone) -> None:
        rows = {"lesson": self.lessons, "issue": self.issues, "merit": self.merits}.get(undone.noun)
        if rows is not None:
            rows.open_row(undone.row_uid, field=undone.field)
        else:
            self.go_to("school_code" if undone.field == "school" else undone.field)

    # -- going -----------------------------------------------------------------------------------

    def aim(self, field: str, position: int) -> None:
        """Go to a field as soon as the record is shown."""
        self._go_to = (field, position)
        if self._record is not None:
            self.go_to(field, position)

    def go_to(self, field: str, position: int = -1) -> None:
        """Go to a field of the record."""
        if field not in self.form.names():
            return
        target = self.form.input(field)
        target.setFocus()
        if isinstance(target, LongText) and position >= 0:
            target.put_cursor(position)
        self.view.ensureWidgetVisible(self.form.rows.get(field, target), 0, 60)

    def go_to_section(self, place: int) -> None:
        """Go to the first field of a part."""
        section = self._sections[place]
        self.view.verticalScrollBar().setValue(section.y())
        self.parts.mark(place)
        for name, row in self.form.rows.items():
            if section.isAncestorOf(row):
                self.form.input(name).setFocus()
                return
        rows = {3: self.lessons, 4: self.merits, 5: self.issues}.get(place)
        if rows is not None:
            rows.add_button.setFocus()
        elif place == 7:
            self.photos.strip.choose.setFocus()
        else:
            self.signing.make.setFocus()

    def _on_scrolled(self, top: int) -> None:
        """Mark the part that is read now."""
        middle = top + self.view.viewport().height() // 3
        shown = [place for place, part in enumerate(self._sections) if part.y() <= middle]
        self.parts.mark(shown[-1] if shown else 0)

    def go_to_next_gap(self) -> None:
        """Go to the next field that 定稿 will ask for."""
        self.flush()
        self.read(lambda: self._desk.visits.gaps(self.uid), self._go_on)

    def _go_on(self, gaps: tuple[Problem, ...]) -> None:
        self._show_gaps(gaps)
        if not gaps:
            self.kit.events.said.emit("没有未填的了，可以定稿（F9）。")
            self.head.file.setFocus()
            return
        self.show_gap(self._walk.next(gaps, focus=self.focusWidget()))

    def show_gap(self, gap: Problem) -> None:
        """Go to one field that is missing, and say what it misses."""
        self.kit.events.said.emit(f"{gap.what}{'；' + gap.remedy if gap.remedy else ''}")
        spot = spots_of((gap,))[0]
        rows = self._rows.get(spot.rows)
        if rows is not None:
            rows.open_place(spot.place, field=spot.field)
            held = list(rows.cards.values())
            if spot.place < len(held):
                self.view.ensureWidgetVisible(held[spot.place], 0, 60)
        elif spot.field in self.form.names():
            self.go_to(spot.field)
        else:
            self.go_to_section(self._section_of(spot))

    @property
    def record(self) -> VisitRecord | None:
        """What is shown."""
        return self._record

    @property
    def gaps(self) -> tuple[Problem, ...]:
        """What 定稿 would miss, as last read."""
        return self._gaps


def _section(title: str, content: QWidget) -> Section:
    section = Section(title)
    section.add(content)
    return section


def _field_of(focus: QWidget | None) -> QWidget | None:
    """Return the input that the focused widget belongs to, its parent where it is a part."""
    if focus is None:
        return None
    parent = focus.parentWidget()
    return parent if parent is not None and parent.focusProxy() is focus else focus
